"""The TrainingExplorer: the trainings of section V.C, epoch by epoch."""

from typing import Any

from ..settings import Number, Switch
from ..supplied import Supplied
from . import results as training_results

__all__ = ["TrainingExplorer"]


class TrainingExplorer(Supplied):
    r"""A player of the published trainings of the paper's three arms.

    Shown is, for each convolution, the L2 distance of its weights from their start against the
    training loss (`relu_spectrum.dc_experiment`), from epoch 0 up to the chosen one: the path of
    one repetition, or the cloud of all with the path of their mean. Below stand, for each arm, mean
    and standard deviation of both distances and of the loss at that epoch, and in how many
    repetitions the arms keep the paper's order. A button plays the epochs; where the reader's
    system asks for reduced motion it goes on by five epochs a press.

    The trainings are not saved with the widget. A book brings them as a file of its own; a live
    notebook asks its kernel for them. They are rounded for the picture: losses to 0.1 %, distances
    to 0.013 % of the arm's largest one.

    Parameters
    ----------
    epoch : int
        0, before training, to 60; 60 unless given.
    repetition : int
        1 to 100, or 0 for all; 0 unless given. Number 1 is repetition 0 of
        `relu_spectrum.dc_experiment.load_published`.
    relu, linear, class_dc : bool
        Which arms are shown: ReLU; linear; linear with class DC. All unless given.

    Examples
    --------
    >>> explorer = TrainingExplorer(epoch=5, linear=False)
    >>> explorer.repetition = 101
    Traceback (most recent call last):
        ...
    ValueError: repetition must be from 0 to 100, not 101
    """

    _bundle = "training"
    _kind = "results"

    epoch = Number(60, 0, 60, 1, label="Epoch")
    repetition = Number(0, 0, 100, 1, label="Repetition", words={0: "all"})
    relu = Switch(True, label="ReLU")
    linear = Switch(True, label="linear")
    class_dc = Switch(True, label="linear, class DC")

    def _supply(self) -> dict[str, Any]:
        """Return the published results."""
        return training_results.packed()
