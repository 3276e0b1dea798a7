"""The ArmsExplorer: the arms of the DC experiment by the size of their features and by distance."""

from typing import Any

from ..settings import Choice, Number
from ..supplied import Supplied
from . import results as arms_results

__all__ = ["ArmsExplorer"]


class ArmsExplorer(Supplied):
    r"""Sliders over the published arms in the plane of size before training, and distance after it.

    Across: the spread :math:`R` of the pooled features before training, and that of the class
    means, :math:`B` (`relu_spectrum.dc_experiment.start_sizes`). Up: the L2 distance of the second
    convolution from its start, over the norm of its start weights, at the chosen epoch. Both are
    logarithmic. Each published arm that trains its filters is shown with 30 repetitions and their
    geometric mean.

    A slider makes the input of one arm larger or smaller, its constant included. The network has no
    bias, so :math:`R` and :math:`B` grow in proportion, exactly. A distance is shown only where
    that arm was trained on that input: all at 1, the linear one at 1000, ReLU at 20. The data come
    as those of the `TrainingExplorer` do.

    Parameters
    ----------
    arm : int
        The arm that is moved, in the order of `relu_spectrum.explorers.arms.sizes.ARMS`: 1 linear,
        2 ReLU, 3 absolute value, 4 linear with class DC, 5 ReLU with the first mean removed,
        6 linear with the same DC for all, 7 linear with a twentieth of the class DC. 1 unless
        given.
    size : float
        Factor of its input: 0.1, 0.2, 0.5, 1 and so on to 1000; 1 unless given.
    epoch : int
        1 to 60; 60 unless given.

    Examples
    --------
    >>> explorer = ArmsExplorer(arm=2, size=20)
    >>> explorer.size = 30
    Traceback (most recent call last):
        ...
    ValueError: size must be one of 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, not 30
    >>> explorer.size
    20
    """

    _bundle = "arms"
    _kind = "arms"

    arm = Number(1, 1, 7, 1, label="Arm", words=arms_results.WORDS)
    size = Choice(
        1,
        (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000),
        base=10,
        label="Input ×",
    )
    epoch = Number(60, 1, 60, 1, label="Epoch")

    def _supply(self) -> dict[str, Any]:
        """Return the published distances, and the sizes before training."""
        return arms_results.packed()
