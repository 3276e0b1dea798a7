"""Numbers of the papers that more than one room needs; the pages read the same file, paper.json.

- `TONES`: the frequencies of section V.A of Kechris et al. (arXiv:2407.16556), Hz
- `CENTRES`, `SPREAD`: mean frequencies of its three classes and their standard deviation within a
  class (sections V.C and V.D), Hz
- `SAMPLE_RATE`, `N_SAMPLES`: of a window, there and in KID-PPG: 8 s at 32 Hz
- `KID_PPG_CHANNELS`, `KID_PPG_POOLING`: of its three blocks (arXiv:2405.09559)
- `SENSOR_STD`: the standard deviation of a typical window, in the sensor's units
"""

import json
from pathlib import Path

_NUMBERS = json.loads(Path(__file__).with_suffix(".json").read_text("utf-8"))

TONES = tuple(map(float, _NUMBERS["tones"]))
CENTRES = tuple(map(float, _NUMBERS["centres"]))
SPREAD: float = _NUMBERS["spread"]
SAMPLE_RATE: int = _NUMBERS["sampleRate"]
N_SAMPLES: int = _NUMBERS["samples"]
KID_PPG_CHANNELS = tuple(_NUMBERS["kidPpg"]["channels"])
KID_PPG_POOLING = tuple(_NUMBERS["kidPpg"]["pooling"])
SENSOR_STD = float(_NUMBERS["kidPpg"]["sensorStd"])
