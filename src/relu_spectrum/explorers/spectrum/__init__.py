"""The SpectrumExplorer: what ReLU does to the spectrum of one or two tones."""

from ..explorer import Explorer
from ..settings import Choice, Number, Switch

__all__ = ["SpectrumExplorer"]


class SpectrumExplorer(Explorer):
    r"""Sliders over a biased sum of two tones, its ReLU, and the line spectra of both.

    The input is :math:`x(t) = b + a_1 \cos 2\pi f_1 t + a_2 \cos 2\pi f_2 t`, sampled over a window
    of 2 s. Spectra are one-sided, so that a tone's line reads its amplitude; DC and Nyquist are not
    doubled. Beside the measured lines stand the exact ones (see
    `relu_spectrum.spectrum.many_tones`); those above Nyquist are marked where sampling folds them
    to.

    Parameters
    ----------
    frequency : float
        :math:`f_1` in Hz, 1 to 60 in steps of 0.5; 10 unless given.
    amplitude : float
        :math:`a_1`, 0 to 2; 1 unless given.
    frequency_2, amplitude_2 : float
        The second tone, with the same limits; 25 Hz and 0 (silent) unless given.
    bias : float
        :math:`b`, -2 to 2; 0 unless given.
    sample_rate : int
        128, 256, 512 or 1024 Hz; 512 unless given.
    decibels : bool
        Show 20 log10 of the lines' amplitudes; False unless given.

    Examples
    --------
    >>> explorer = SpectrumExplorer(frequency=7)
    >>> explorer.amplitude = 1.5
    >>> explorer.frequency, explorer.amplitude, explorer.bias
    (7.0, 1.5, 0.0)
    >>> explorer.controls["amplitude"].value
    1.5
    >>> explorer.frequency = 70
    Traceback (most recent call last):
        ...
    ValueError: frequency must be from 1 to 60 Hz, not 70 Hz
    """

    _bundle = "spectrum"

    frequency = Number(10.0, 1.0, 60.0, 0.5, grid=True, key="f1", label="Frequency f₁", unit="Hz")
    frequency_2 = Number(25.0, 1.0, 60.0, 0.5, grid=True, key="f2", label="Frequency f₂", unit="Hz")
    amplitude = Number(1.0, 0.0, 2.0, 0.05, key="a1", label="Amplitude a₁")
    amplitude_2 = Number(0.0, 0.0, 2.0, 0.05, key="a2", label="Amplitude a₂")
    bias = Number(0.0, -2.0, 2.0, 0.05, label="Bias b")
    sample_rate = Choice(512, (128, 256, 512, 1024), key="fs", label="Sample rate", unit="Hz")
    decibels = Switch(False, key="dB", label="Decibels")
