"""The arms of the experiment: the paper's three, and nine controls.

Every arm trains `network` on the tones of `data`. An arm says what is done to the
input, what stands in place of the activations, where a mean is removed, and whether the
convolutions are trained.

- `ARMS`: all arms by name
- `PAPER_ARMS`: the names of the paper's three
- `find`: an arm by its name
"""

from dataclasses import dataclass

from .data import CLASS_DC, SAME_DC

NO_DC = (0.0, 0.0, 0.0)


@dataclass(frozen=True)
class Arm:
    """One arm.

    Attributes
    ----------
    name : str
        For commands and files.
    title : str
        For readers.
    slope : float
        The activation of both convolutions is v for v > 0 and ``slope * v`` elsewhere: 0 is ReLU,
        1 the identity, -1 the absolute value. The dense layer has its ReLU in every arm.
    scale : float
        Factor of the input.
    dc : tuple of float
        Added to the (scaled) input: a constant for each of the three classes.
    centred : str
        ``"first"`` or ``"last"``: each signal's and channel's mean over time is removed after that
        activation. ``""``: nowhere.
    frozen : bool
        The convolutions keep their start weights; only the dense layers are trained.
    """

    name: str
    title: str
    slope: float
    scale: float = 1.0
    dc: tuple[float, float, float] = NO_DC
    centred: str = ""
    frozen: bool = False

    @property
    def is_linear(self) -> bool:
        """Whether the pooled features are linear in the input."""
        return self.slope == 1.0

    @property
    def trains_filters(self) -> bool:
        """Whether the convolutions ever get a gradient.

        With the mean removed after the last activation the pooled features are zero, exactly, and
        so is their gradient.
        """
        return not self.frozen and self.centred != "last"

    @property
    def is_slow(self) -> bool:
        """Whether every step has to convolve."""
        return self.trains_filters and not self.is_linear


_SMALL = tuple(0.05 * dc for dc in CLASS_DC)
ARMS = {
    arm.name: arm
    for arm in (
        Arm("relu", "ReLU", 0.0),
        Arm("linear", "linear", 1.0),
        Arm("linear_class_dc", "linear, class DC", 1.0, dc=CLASS_DC),
        Arm("linear_same_dc", "linear, same DC for all", 1.0, dc=SAME_DC),
        Arm("linear_class_dc_small", "linear, class DC × 0.05", 1.0, dc=_SMALL),
        Arm("linear_input_1000", "linear, input × 1000", 1.0, scale=1000.0),
        Arm("relu_input_20", "ReLU, input × 20", 0.0, scale=20.0),
        Arm("relu_mean_removed_first", "ReLU, first mean removed", 0.0, centred="first"),
        Arm("relu_mean_removed_last", "ReLU, last mean removed", 0.0, centred="last"),
        Arm("abs", "absolute value", -1.0),
        Arm("relu_frozen", "ReLU, frozen", 0.0, frozen=True),
        Arm("linear_frozen", "linear, frozen", 1.0, frozen=True),
    )
}
PAPER_ARMS = ("relu", "linear", "linear_class_dc")


def find(name: str) -> Arm:
    """Return the arm with this name.

    Raises
    ------
    ValueError
        If there is none; the message lists all.

    Examples
    --------
    >>> find("abs").slope
    -1.0
    """
    if name not in ARMS:
        raise ValueError(f"there is no arm {name!r}; the arms are {', '.join(ARMS)}")
    return ARMS[name]
