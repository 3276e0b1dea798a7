"""Explorers: sliders that compute and draw in the page itself, without a kernel.

- `SpectrumExplorer`: one or two tones, a bias and a sample rate; ReLU's lines, measured and exact
- `TaylorExplorer`: the N-term Taylor model against ReLU
- `PhaseExplorer`: ReLU and its model line by line; DC against the phase of a tone
- `StackExplorer`: filters between ReLUs; the lines that fade and those that grow
- `HeartRateExplorer`: a pulse wave through the nine ReLUs of a published network
- `ReadoutExplorer`: a short filter, ReLU, average; what DC says about a tone
- `OwnSignalExplorer`: a file of the reader's, a recording or an example; what ReLU does to it
- `TrainingExplorer`: the trainings of the DC experiment, epoch by epoch
- `ArmsExplorer`: its arms by the size of their features and by distance

Each is an `anywidget.AnyWidget` joined to standard ipywidgets controls. From Python every setting
is a validated trait: `explorer.frequency = 7.0` moves the picture and the slider. A value outside
its limits raises `ValueError`; one of a wrong type, or for a setting that does not exist,
`TypeError`. The old value then stays.
"""

from .._extras import need

need("explorers")

from .arms import ArmsExplorer  # noqa: E402
from .heart_rate import HeartRateExplorer  # noqa: E402
from .own_signal import OwnSignalExplorer  # noqa: E402
from .phases import PhaseExplorer  # noqa: E402
from .readout import ReadoutExplorer  # noqa: E402
from .spectrum import SpectrumExplorer  # noqa: E402
from .stack import StackExplorer  # noqa: E402
from .taylor import TaylorExplorer  # noqa: E402
from .training import TrainingExplorer  # noqa: E402

__all__ = [
    "ArmsExplorer", "HeartRateExplorer", "OwnSignalExplorer", "PhaseExplorer", "ReadoutExplorer",
    "SpectrumExplorer", "StackExplorer", "TaylorExplorer", "TrainingExplorer",
]  # fmt: skip
