"""The paper's Taylor model of ReLU, and how far it holds.

- a_n, m_N(x) = x/2 + (sqrt A / 2) sum a_n (x^2/A - 1)^n -> `coefficients`, `relu_model`
- its lines, by repeated convolution -> `line_spectrum`
- m_N - ReLU ~ (1/2) sqrt(A/N) ierfc(|x| sqrt(N/A)) -> `error_law`
- its largest value, root mean square and mean -> `sup_error`, `rms_error`, `dc_error`
- the best A -> `best_scale`
"""

from .errors import best_scale, dc_error, error_law, rms_error, sup_error
from .model import coefficients, line_spectrum, relu_model

__all__ = [
    "best_scale", "coefficients", "dc_error", "error_law", "line_spectrum", "relu_model",
    "rms_error", "sup_error",
]  # fmt: skip
