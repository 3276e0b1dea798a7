"""Networks to probe.

- filters between ReLUs, section V.A of the paper -> `AveragingStack`, `DifferencingStack`
- filter, ReLU, average, section V.D: a |H(f)| / pi -> `dc_law`, `steady_dc`, `pooled_dc`,
  `relu`
- KID-PPG, which reads the heart rate from a wrist sensor -> `KidPpg`
- its weights and a recording, fetched and verified -> `fetch`, `weights`, `recording`,
  `Recording`, `FetchError`
- DC or the pattern in time taken out of features -> `removed`, `constant`, `permuted`,
  `correlation`
"""

from .._extras import need

need("probe")

from .dc_lesions import constant, correlation, permuted, removed  # noqa: E402
from .kid_ppg import KidPpg  # noqa: E402
from .minimal import dc_law, pooled_dc, relu, steady_dc  # noqa: E402
from .published import FetchError, Recording, fetch, recording, weights  # noqa: E402
from .stacks import AveragingStack, DifferencingStack  # noqa: E402

__all__ = [
    "AveragingStack", "DifferencingStack", "FetchError", "KidPpg", "Recording", "constant",
    "correlation", "dc_law", "fetch", "permuted", "pooled_dc", "recording", "relu", "removed",
    "steady_dc",
    "weights",
]  # fmt: skip
