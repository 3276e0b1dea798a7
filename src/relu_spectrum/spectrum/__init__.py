"""Spectra: lines of samples, and exact lines of ReLU's output.

Every spectrum of signals is one-sided: a cosine's line reads its amplitude, DC and Nyquist are not
doubled.

- X_k = (e_k / N) sum_n x[n] exp(-i 2 pi k n / N) -> `amplitude_spectrum`, `Spectrum`
- ReLU(b + a cos), conduction angle, mean of a sampled tone -> `tone_harmonics`,
  `conduction_angle`, `sampled_tone_dc`
- two tones without a common period (Bennett); the mean for any number -> `two_tone_lines`,
  `incommensurate_dc`
- any periodic sum of tones -> `relu_lines`
- short filters: H(f), where it turns, where two frequencies are equal -> `response`,
  `turning_frequency`, `equal_gain`
- an all-pass that turns every phase alike -> `shift_phase`
- images: X_kl = (1 / (M N)) sum x[m, n] exp(-i 2 pi (k m / M + l n / N)), the mean power at each
  distance from DC -> `plane_spectrum`, `PlaneSpectrum`, `PlaneSpectrum.radial`; these are two-sided
- 20 log10 of amplitudes -> `decibels`
- any signal, by segments under a Hann window; its tallest line; where sampling folds a line to ->
  `welch_spectrum`, `strongest_line`, `folded`
- what a channel adds: DC, new lines -> `added_dc`, `unlike_input`, `new_line_share`
"""

from .filters import equal_gain, response, turning_frequency
from .hilbert import shift_phase
from .lines import Spectrum, amplitude_spectrum, decibels
from .many_tones import relu_lines
from .one_tone import conduction_angle, sampled_tone_dc, tone_harmonics
from .planes import PlaneSpectrum, plane_spectrum
from .shares import added_dc, new_line_share, unlike_input
from .two_tones import incommensurate_dc, two_tone_lines
from .welch import folded, strongest_line, welch_spectrum

__all__ = [
    "PlaneSpectrum", "Spectrum", "added_dc", "amplitude_spectrum", "conduction_angle", "decibels",
    "equal_gain", "folded", "incommensurate_dc", "new_line_share", "plane_spectrum", "relu_lines",
    "response", "sampled_tone_dc", "shift_phase", "strongest_line", "tone_harmonics",
    "turning_frequency", "two_tone_lines", "unlike_input", "welch_spectrum",
]  # fmt: skip
