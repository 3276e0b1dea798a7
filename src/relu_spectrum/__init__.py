"""What a ReLU does to a spectrum.

Companion of Kechris, Dan, Miranda, Atienza, "DC is all you need: describing ReLU from a signal
processing standpoint" (arXiv:2407.16556).

- `signals`: tones and their samples
- `spectrum`: one-sided line spectra
- `taylor`: the Taylor model of ReLU, its lines and its errors
- `exact`: the lines of ReLU of one tone with any bias; the mean of ReLU of a sampled tone
- `two_tones`: the lines of ReLU of two tones without a common frequency; the mean for any number
- `periods`, `crossings`: the common period of several tones, and where their sum is zero
- `rectified`: exact lines of ReLU of any periodic sum of tones
- `short_filters`, `dc_readout`, `nearest_mean`: filter, ReLU, average; what DC tells about a tone
- `hilbert`: the same phase shift for every line, DC left alone
"""

from .crossings import peak, zero_crossings, zero_density
from .exact import conduction_angle, sampled_tone_dc, tone_harmonics
from .periods import common_frequency
from .rectified import relu_lines
from .signals import PAPER_TONES, Tone, sample
from .spectrum import Spectrum, amplitude_spectrum
from .taylor import (
    best_scale,
    coefficients,
    dc_error,
    error_law,
    line_spectrum,
    relu_model,
    rms_error,
    sup_error,
)
from .two_tones import incommensurate_dc, two_tone_lines

__all__ = [
    "PAPER_TONES",
    "Spectrum",
    "Tone",
    "amplitude_spectrum",
    "best_scale",
    "coefficients",
    "common_frequency",
    "conduction_angle",
    "dc_error",
    "error_law",
    "incommensurate_dc",
    "line_spectrum",
    "peak",
    "relu_lines",
    "relu_model",
    "rms_error",
    "sample",
    "sampled_tone_dc",
    "sup_error",
    "tone_harmonics",
    "two_tone_lines",
    "zero_crossings",
    "zero_density",
]
