"""The StackExplorer: what filters between ReLUs do to the lines that ReLU adds."""

from ..explorer import Explorer
from ..settings import Number, Switch

__all__ = ["StackExplorer"]


class StackExplorer(Explorer):
    r"""Sliders over the paper's two example networks, in time and as lines.

    The network is `relu_spectrum.models.DifferencingStack` or `AveragingStack` at 1024 Hz: a first
    ReLU, then :math:`d` times [filter, ReLU]. The input is one unit cosine of frequency :math:`f`,
    or four, at :math:`f/2, f, 2f, 4f`, which at 10 Hz are those of section V.A of the paper. It is
    longer than a window of 2 s by what the layers eat, so every line is exact. Signals are drawn as
    shares of their peaks, lines in dB against the strongest of their kind. Beside the output's
    lines stand those that the filters alone would make of the first ReLU's, the response
    :math:`|H|` of one filter against its largest value, and marks on lines that sampling folds at
    Nyquist. Spectra are one-sided, DC is not doubled.

    Parameters
    ----------
    depth : int
        :math:`d`, 0 to 8 layers after the first ReLU; 2 unless given.
    kernel_size : int
        :math:`k`, 2 to 17 samples; 2 unless given.
    frequency : float
        :math:`f` in Hz, 1 to 120 in steps of 1; 40 unless given.
    differencing : bool
        The slope over k samples, not their mean; True unless given.
    four_tones : bool
        Four tones, not one; False unless given.

    Examples
    --------
    The paper's first network:

    >>> explorer = StackExplorer(
    ...     depth=5, kernel_size=9, differencing=False, four_tones=True, frequency=10
    ... )
    >>> explorer.frequency
    10.0
    >>> explorer.depth = 9
    Traceback (most recent call last):
        ...
    ValueError: depth must be from 0 to 8, not 9
    >>> explorer.depth
    5
    """

    _bundle = "stack"

    depth = Number(2, 0, 8, 1, key="d", label="Layers d")
    kernel_size = Number(2, 2, 17, 1, key="k", label="Kernel k")
    frequency = Number(40.0, 1.0, 120.0, 1.0, grid=True, key="f", label="Frequency f", unit="Hz")
    differencing = Switch(True, key="difference", label="Difference, not average")
    four_tones = Switch(False, label="Four tones: f/2, f, 2f, 4f")
