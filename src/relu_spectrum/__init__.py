"""What a ReLU does to a spectrum.

Companion of Kechris, Dan, Miranda, Atienza, "DC is all you need: describing ReLU from a signal
processing standpoint" (arXiv:2407.16556).

Nine rooms, in the order in which data flow through them. The docstring of each leads from formulas
to functions.

- `signals`: tones, pulse waves, recordings, files
- `spectrum`: lines of samples, exact lines of ReLU's output, short filters
- `taylor`: the Taylor model of ReLU, its lines and its errors
- `models`: the example networks, the minimal one, KID-PPG
- `statistics`: means with their spread and count
- `figures`: the book's figures
- `probe`: every ReLU of a PyTorch model
- `dc_experiment`: the trainings of section V.C, with controls
- `explorers`: the book's sliders, for JupyterLab and Notebook 7

The base needs NumPy and SciPy; from `models` on, a room says which extra it needs.
"""

from .signals import PAPER_TONES, Tone, common_frequency, peak, sample, zero_crossings, zero_density
from .spectrum import (
    Spectrum,
    amplitude_spectrum,
    conduction_angle,
    incommensurate_dc,
    relu_lines,
    sampled_tone_dc,
    tone_harmonics,
    two_tone_lines,
)
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

__all__ = [
    "PAPER_TONES", "Spectrum", "Tone", "amplitude_spectrum", "best_scale", "coefficients",
    "common_frequency", "conduction_angle", "dc_error", "error_law", "incommensurate_dc",
    "line_spectrum", "peak", "relu_lines", "relu_model", "rms_error", "sample", "sampled_tone_dc",
    "sup_error", "tone_harmonics", "two_tone_lines", "zero_crossings", "zero_density",
]  # fmt: skip
