"""Networks to probe.

- `AveragingStack`, `DifferencingStack`: the two example models of section V.A of the paper
- `KidPpg`: a published network that reads the heart rate from a wrist sensor
"""

from .kid_ppg import KidPpg
from .stacks import AveragingStack, DifferencingStack

__all__ = ["AveragingStack", "DifferencingStack", "KidPpg"]
