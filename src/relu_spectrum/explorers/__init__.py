"""Explorers: sliders that compute and draw in the page itself, without a kernel.

- `SpectrumExplorer`: one or two tones, a bias and a sample rate; ReLU's lines, measured and exact
- `TaylorExplorer`: the N-term Taylor model against ReLU
- `StackExplorer`: filters between ReLUs; the lines that fade and those that grow
- `HeartRateExplorer`: a pulse wave through the nine ReLUs of a published network
- `ReadoutExplorer`: a short filter, ReLU, average; what DC says about a tone
- `TrainingExplorer`: the trainings of the DC experiment, epoch by epoch

Each is an `anywidget.AnyWidget` joined to standard ipywidgets controls. From Python every setting
is a validated trait: `explorer.frequency = 7.0` moves the picture and the slider.
"""

from .heart_rate_explorer import HeartRateExplorer
from .readout_explorer import ReadoutExplorer
from .spectrum_explorer import SpectrumExplorer
from .stack_explorer import StackExplorer
from .taylor_explorer import TaylorExplorer
from .training_explorer import TrainingExplorer

__all__ = [
    "HeartRateExplorer", "ReadoutExplorer", "SpectrumExplorer", "StackExplorer", "TaylorExplorer",
    "TrainingExplorer",
]  # fmt: skip
