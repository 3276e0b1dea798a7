"""Networks to probe.

- `KidPpg`: a published network that reads the heart rate from a wrist sensor
"""

from .kid_ppg import KidPpg

__all__ = ["KidPpg"]
