"""Statistics: means with their spread and count.

- classes by the nearest mean of one number -> `nearest_mean`, `accuracy`, `class_frequencies`,
  `CENTRES`, `SPREAD`
- what a ridge regression reads, in folds -> `readout`, `Readout`
- intervals of windows that overlap -> `block_interval`, `autocorrelation_time`
- effects in pairs, with their interval -> `paired_effect`, `with_interval`, `Effect`
- repetitions: tables, centre and spread -> `by_repetition`, `centre_and_spread`, `final_values`
- errors of a heart rate -> `rate_errors`, `compared_errors`
"""

from .block_bootstrap import autocorrelation_time, block_interval
from .nearest_mean import CENTRES, SPREAD, accuracy, class_frequencies, nearest_mean
from .paired_effects import Effect, paired_effect, with_interval
from .rate_errors import compared_errors, rate_errors
from .repetitions import by_repetition, centre_and_spread, final_values
from .ridge import Readout, readout

__all__ = [
    "CENTRES", "SPREAD", "Effect", "Readout", "accuracy", "autocorrelation_time", "block_interval",
    "by_repetition", "centre_and_spread", "class_frequencies", "compared_errors", "final_values",
    "nearest_mean", "paired_effect", "rate_errors", "readout", "with_interval",
]  # fmt: skip
