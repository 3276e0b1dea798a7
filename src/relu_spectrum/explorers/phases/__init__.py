"""The PhaseExplorer: ReLU and its model line by line, and how DC follows the phase of a tone."""

from ..explorer import Explorer
from ..settings import Number, Switch

__all__ = ["PhaseExplorer"]


class PhaseExplorer(Explorer):
    r"""Sliders over a tone beside one of 5 Hz; lines of ReLU and of its model, and DC by phase.

    The input is :math:`x(t) = b + \cos 2\pi 5t + a \cos(2\pi ft + \varphi)`, with unit tones of 20
    and 40 Hz where asked for; as it starts it is that of section V.A of the paper. It is sampled at
    1024 Hz for 1 s. Shown are ReLU's measured lines, those of the Taylor model
    (`relu_spectrum.relu_model` with :math:`A = M^2/2`, :math:`M` being the sum of the amplitudes
    and of :math:`|b|`) and the error of each; and the DC of ReLU at all phases :math:`\varphi`,
    with the phase in force. Spectra are one-sided, DC is not doubled.

    DC depends on the phase as far as an integer relation of few terms holds between the
    frequencies, such as 3 x 5 = 15. Without a bias the number of terms must be even.

    Parameters
    ----------
    frequency : int
        :math:`f` in Hz, 1 to 40; 10 unless given.
    amplitude : float
        :math:`a`, 0.1 to 2; 1 unless given.
    phase : int
        :math:`\varphi` in degrees, 0 to 360 in steps of 5; 0 unless given.
    bias : float
        :math:`b`, -1 to 1; 0 unless given.
    n_terms : int
        Terms :math:`N` of the model, 1 to 500; 50 unless given.
    paper_tones : bool
        With the paper's other two tones, 20 and 40 Hz; True unless given.

    Examples
    --------
    >>> explorer = PhaseExplorer(frequency=15, paper_tones=False)
    >>> explorer.phase = 180
    >>> explorer.phase = 181
    Traceback (most recent call last):
        ...
    ValueError: phase must be a multiple of 5 °, not 181 °
    """

    _bundle = "phases"

    frequency = Number(10, 1, 40, 1, key="f", label="Frequency f", unit="Hz")
    amplitude = Number(1.0, 0.1, 2.0, 0.05, key="a", label="Amplitude a")
    phase = Number(0, 0, 360, 5, label="Phase φ", unit="°")
    bias = Number(0.0, -1.0, 1.0, 0.05, label="Bias b")
    n_terms = Number(50, 1, 500, 1, key="N", label="Terms N")
    paper_tones = Switch(True, label="With 20 and 40 Hz")
