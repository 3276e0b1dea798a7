"""Signals: where everything starts.

- a tone, a sum of tones, their samples -> `Tone`, `sample`, `PAPER_TONES`
- the common period of several tones -> `common_frequency`
- where a sum of tones is zero, how high it gets, its density at zero p(0) -> `zero_crossings`,
  `peak`, `zero_density`, `Wave`
- pulse waves as a wrist sensor sees them -> `pulse_wave`, `pulse_pair`, `random_pulses`,
  `SENSOR_STD`
- windows of a recording, apart and together -> `split_windows`, `join_windows`,
  `successive_pairs`
- motion taken out of a recording -> `remove_motion`, `MotionRemoved`
- a signal in a file -> `read_signal`
- six made signals, for those who have none -> `EXAMPLES`, `example_signal`
"""

from .crossings import Wave, peak, zero_crossings, zero_density
from .examples import EXAMPLES, example_signal
from .files import read_signal
from .motion import MotionRemoved, remove_motion
from .periods import common_frequency
from .pulses import SENSOR_STD, pulse_pair, pulse_wave, random_pulses
from .tones import PAPER_TONES, Tone, sample
from .windows import join_windows, split_windows, successive_pairs

__all__ = [
    "EXAMPLES", "PAPER_TONES", "SENSOR_STD", "MotionRemoved", "Tone", "Wave", "common_frequency",
    "example_signal", "join_windows", "peak", "pulse_pair", "pulse_wave", "random_pulses",
    "read_signal", "remove_motion", "sample", "split_windows", "successive_pairs",
    "zero_crossings", "zero_density",
]  # fmt: skip
