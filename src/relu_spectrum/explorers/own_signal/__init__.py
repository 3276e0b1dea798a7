"""The OwnSignalExplorer: what ReLU does to a signal of the reader's own."""

from ...signals.examples import EXAMPLES
from ..explorer import Explorer
from ..settings import Choice, Named, Number, Switch

__all__ = ["OwnSignalExplorer"]


class OwnSignalExplorer(Explorer):
    r"""A file, a recording or an example; a filter, gain and bias before its ReLU; spectra of both.

    The view reads files itself, by the rules of `relu_spectrum.signals.read_signal`, and nothing
    leaves the machine. A part of the signal goes through three taps, zero before it begins, to
    another sample rate (`scipy.signal.resample_poly`), then :math:`x = g s + b \sigma`, with
    :math:`\sigma` the standard deviation of the whole signal, and ReLU. Spectra are under a Hann
    window (`relu_spectrum.spectrum.welch_spectrum`): one over the first samples of the part, or
    Welch's mean over 4096 samples at a time. 0 dB is the tallest line, DC apart. New is what no
    multiple of the input explains (`relu_spectrum.spectrum.unlike_input`).

    Parameters
    ----------
    signal : int
        The place of an example in `relu_spectrum.signals.EXAMPLES`, from 1; 1, the tone, unless
        given. 0 is the reader's own, once the view has one.
    zoom : int
        1, 2, 4 ... 1024: the part shown is one zoom-th of the signal, and no shorter than gives 64
        samples before ReLU; 1 unless given.
    start : float
        Where the part begins, 0 to 100 % of the way from the first possible place to the last; 0
        unless given.
    gain : float
        :math:`g`, 0.05 to 4; 1 unless given.
    bias : float
        :math:`b`, -3 to 3; 0 unless given.
    ratio : float
        1/8, 1/4, 1/2, 1, 2 or 4: the sample rate before ReLU against the signal's; 1 unless given.
    tap_0, tap_1, tap_2 : float
        :math:`w_0, w_1, w_2` of the filter in front, -1.5 to 1.5; 1, 0 and 0 unless given.
    close_up : bool
        Show the first 300 samples of the part in time, instead of all; True unless given.
    welch : bool
        Show Welch's mean; False unless given.
    centred : bool
        Take the signal's mean out first; True unless given.

    Examples
    --------
    >>> explorer = OwnSignalExplorer(signal=5, bias=0.5)
    >>> explorer.controls["signal"].label
    'sung vowel'
    >>> explorer.zoom = 3
    Traceback (most recent call last):
        ...
    ValueError: zoom must be one of 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024 ×, not 3
    """

    _bundle = "own_signal"

    signal = Named(1, ("your own", *EXAMPLES), label="Signal")
    zoom = Choice(1, tuple(2**k for k in range(11)), label="Zoom", unit="×")
    start = Number(0.0, 0.0, 100.0, 0.1, label="From", unit="%")
    gain = Number(1.0, 0.05, 4.0, 0.05, key="g", label="Gain g")
    bias = Number(0.0, -3.0, 3.0, 0.05, key="b", label="Bias b", unit="σ")
    ratio = Choice(1, (0.125, 0.25, 0.5, 1, 2, 4), digits=3, key="rate", label="Rate", unit="×")
    tap_0 = Number(1.0, -1.5, 1.5, 0.05, key="w0", label="Tap w₀")
    tap_1 = Number(0.0, -1.5, 1.5, 0.05, key="w1", label="Tap w₁")
    tap_2 = Number(0.0, -1.5, 1.5, 0.05, key="w2", label="Tap w₂")
    close_up = Switch(True, label="Close-up")
    welch = Switch(False, label="Welch’s mean")
    centred = Switch(True, label="Mean taken out")
