"""The experiment of section V.C at full scale, with the controls that the paper lacks.

- one arm, its settings -> `ARMS`, `PAPER_ARMS`, `Arm`, `Settings`, `streams`
- its signals, its start, the five numbers of a linear network -> `draw`, `start`, `Views`,
  `five_numbers`
- one training, also of the dense layers alone -> `train`, `Run`, `train_with_offset`
- what the dense layers see, and what readers find there -> `start_sizes`, `reader_accuracy`
- ends of trainings and sizes that the chapters keep -> `kept_run`, `kept_sizes`
- many trainings, their tables -> `sweep`, `SweepError`, `load`, `read`, `Results`
- the full run -> `load_published`, `read_published`, `about_published`, `publish`
"""

from .._extras import need

need("experiment")

from .arms import ARMS, PAPER_ARMS, Arm  # noqa: E402
from .data import draw  # noqa: E402
from .dense import train_with_offset  # noqa: E402
from .five_numbers import five_numbers  # noqa: E402
from .kept import kept_run, kept_sizes  # noqa: E402
from .network import Views, start  # noqa: E402
from .pooled import start_sizes  # noqa: E402
from .published import about_published, load_published, publish, read_published  # noqa: E402
from .readers import reader_accuracy  # noqa: E402
from .results import Results, load, read  # noqa: E402
from .settings import Settings, streams  # noqa: E402
from .sweeps import sweep  # noqa: E402
from .training import Run, train  # noqa: E402
from .workers import SweepError  # noqa: E402

__all__ = [
    "ARMS",
    "PAPER_ARMS",
    "Arm",
    "Results",
    "Run",
    "Settings",
    "SweepError",
    "Views",
    "about_published",
    "draw",
    "five_numbers",
    "kept_run",
    "kept_sizes",
    "load",
    "load_published",
    "publish",
    "read",
    "read_published",
    "reader_accuracy",
    "start",
    "start_sizes",
    "streams",
    "sweep",
    "train",
    "train_with_offset",
]
