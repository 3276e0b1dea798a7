"""The ReadoutExplorer: what the DC after a short filter and ReLU says about a tone."""

from ..explorer import Explorer
from ..settings import Number

__all__ = ["ReadoutExplorer"]


class ReadoutExplorer(Explorer):
    r"""Sliders over the minimal network of section V.D: one filter, ReLU, average.

    The filter is :math:`y[n] = w_0 x[n] + w_1 x[n-1] + w_2 x[n-2]`, with zeros before the signal,
    on 256 samples at 32 Hz; with :math:`w_2 = 0` it has two taps. Shown are its gain
    :math:`|H(f)|`, the DC after ReLU for tones of amplitude 1 beside the law :math:`|H|/\pi`
    (`relu_spectrum.models.minimal`), and the paper's three classes, tones around 3, 5 and 10 Hz
    laid out at 64 normal quantiles each. The nearest-mean rule
    (`relu_spectrum.statistics.nearest_mean`) sees their DC alone; bands show what it takes for
    which class. How often it is right is counted in sample, on the tones that set its means. One
    tone of any frequency and amplitude is put to it.

    Parameters
    ----------
    tap_0, tap_1, tap_2 : float
        :math:`w_0, w_1, w_2`, -1.5 to 1.5; 1, -1 and 0 unless given.
    frequency : float
        Of the tone, 0.5 to 15.5 Hz; 5 unless given.
    amplitude : float
        Of the tone, 0 to 2; 1 unless given. The classes' tones have amplitude 1.
    spread : float
        Standard deviation of the frequencies in each class, 0 to 1 Hz; 0.1, as in the paper,
        unless given.

    Examples
    --------
    Three taps that give 3 Hz and 10 Hz the same DC:

    >>> explorer = ReadoutExplorer(tap_0=1, tap_1=-0.44879, tap_2=1, frequency=3)
    >>> explorer.tap_1
    -0.44879
    >>> explorer.amplitude = -1
    Traceback (most recent call last):
        ...
    ValueError: amplitude must be from 0 to 2, not -1
    >>> explorer.amplitude
    1.0
    """

    _bundle = "readout"

    tap_0 = Number(1.0, -1.5, 1.5, 0.05, key="w0", label="Tap w₀")
    tap_1 = Number(-1.0, -1.5, 1.5, 0.05, key="w1", label="Tap w₁")
    tap_2 = Number(0.0, -1.5, 1.5, 0.05, key="w2", label="Tap w₂")
    frequency = Number(5.0, 0.5, 15.5, 0.1, key="f", label="Tone", unit="Hz")
    amplitude = Number(1.0, 0.0, 2.0, 0.05, key="a", label="Amplitude a")
    spread = Number(0.1, 0.0, 1.0, 0.05, label="Class spread", unit="Hz")
