"""The experiment of section V.C at full scale, with the controls that the paper lacks.

- `arms`: the paper's three arms and nine controls
- `settings`, `data`, `weights`: sizes and random numbers; the tones; the network's start
- `five_numbers`, `convolutions`, with their loops in `kernels` and `convolution_loops`: fast and
  exact losses and gradients
- `training`: one repetition of one arm
- `pooled`, `dense`, `readers`: what the dense layers see; those layers alone; what readers find in
  features of untrained convolutions
- `sweeps`, `workers`, `folders`: many, on this machine or a cluster, into a folder
- `results`, `published`: tables of them; the results of the full run
"""

from .arms import ARMS, PAPER_ARMS, Arm
from .dense import train_with_offset
from .pooled import start_sizes
from .published import about_published, load_published, publish, read_published
from .readers import reader_accuracy
from .results import Results, load, read
from .settings import Settings
from .sweeps import sweep
from .training import Run, train
from .workers import SweepError

__all__ = [
    "ARMS",
    "PAPER_ARMS",
    "Arm",
    "Results",
    "Run",
    "Settings",
    "SweepError",
    "about_published",
    "load",
    "load_published",
    "publish",
    "read",
    "read_published",
    "reader_accuracy",
    "start_sizes",
    "sweep",
    "train",
    "train_with_offset",
]
