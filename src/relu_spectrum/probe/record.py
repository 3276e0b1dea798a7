"""What one ReLU of a model does to the spectrum.

- `Record`: input and output of one ReLU that ran, their spectra, DC and the share of new power
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import torch
from numpy.typing import NDArray

from .._checks import not_negative, whole_number
from ..spectrum.lines import Spectrum
from . import measures
from .drawn import Drawn
from .recorded import Recorded


@dataclass(frozen=True, eq=False)
class Record(Recorded, Drawn):
    """Input and output of one ReLU that ran.

    Parameters
    ----------
    name : str
        See `relu_spectrum.probe.probe`.
    before : Tensor [shape=(..., time), as it came], floating-point
        A copy of the input, without graph, in the model's own precision.
    _after : Tensor, optional
        The same of the output; by default max(before, 0), made when it is first read.
    sample_rate : float, Hz, or None
        Of the time axis. None: not given, frequencies are in cycles per sample of this layer. NaN:
        given for the model's input, but it could not be followed to this layer.
    time_axis : int
        Which axis is time; the last by default.
    doubt : str
        Why the record cannot be measured, if its time axis is not known: what is computed from the
        signals then raises a ValueError that says so.
    path : str
        Of the innermost module at work, "" for the model itself.
    module : bool
        Whether that module is the ReLU itself, rather than one that calls a ReLU.
    kind : str
        Which function it is.
    welch : int, optional
        Samples of each segment over which spectra are averaged under a Hann window
        (`relu_spectrum.probe.averaged`); the whole record where it is shorter. By default spectra
        are those of the whole record, without a window.

    Examples
    --------
    >>> n = torch.arange(8)
    >>> x = torch.cos(2 * torch.pi * n / 8)
    >>> record = Record("act", x, sample_rate=8.0)
    >>> print(record.spectrum_before.amplitude.round(3) + 0.0)
    [0. 1. 0. 0. 0.]
    >>> print(record.spectrum_after.amplitude.round(3) + 0.0, record.dc.round(3))
    [0.302 0.5 0.25 0. 0.052] 0.302
    >>> print(f"{record.new_power:.3f}")
    0.213
    """

    def _spectrum(self, tensor: torch.Tensor) -> Spectrum:
        signals = self._exact(tensor).astype(np.float64, copy=False)
        rate = 1.0 if self.sample_rate is None else self.sample_rate
        if np.isnan(rate):
            raise ValueError(f"{self.name}: {self._lost_rate()}")
        return self._named(self.method, signals, sample_rate=rate)

    @cached_property
    def unknown(self) -> str:
        """Why some of the numbers are not known, "" if they all are."""
        try:
            signals = self.exact
        except ValueError as error:
            return str(error)
        if self.before.numel() == 0:
            return f"{self.name}: it is empty, its shape is {self.shape}"
        if not all(np.isfinite(signal).all() for signal in signals):
            return f"{self.name}: there are NaN or infinite values"
        if signals[0].shape[-1] == 1:
            return f"{self.name}: there is one sample along the time axis, so no line but DC"
        if self.sample_rate is not None and np.isnan(self.sample_rate):
            return f"{self.name}: {self._lost_rate()}"
        if np.isnan(self.new_power):
            return f"{self.name}: there is no power beside DC, so no share of it is new"
        return ""

    def _lost_rate(self) -> str:
        return (
            "its sample rate could not be followed from the model's input. Give "
            f"it: sample_rate={{'': rate of the input, {self.name!r}: rate of this layer}}"
        )

    @cached_property
    def spectrum_before(self) -> Spectrum:
        """One-sided lines of the input [shape=(..., bins)], time axis last, DC not doubled."""
        return self._spectrum(self.before)

    @cached_property
    def spectrum_after(self) -> Spectrum:
        """One-sided lines of the output [shape=(..., bins)], time axis last, DC not doubled."""
        return self._spectrum(self.after)

    @cached_property
    def dc_before(self) -> NDArray[np.float64]:
        """The input's mean over time [shape=(...)], one for each channel of each example."""
        return _mean(self.exact[0])

    @cached_property
    def dc(self) -> NDArray[np.float64]:
        """The output's mean over time [shape=(...)], one for each channel of each example."""
        return _mean(self.exact[1])

    @cached_property
    def new_power(self) -> float:
        """Share of the output's power beside DC, 0 to 1, in lines that the input did not have.

        `share_of_new_power` with its default, which says what is counted.
        """
        return self.new_power_share.total

    @cached_property
    def new_power_share(self) -> measures.Share:
        """The same for all channels together and for each alone."""
        return measures.new_power(*self.exact, spectrum=self.method)

    @cached_property
    def gain(self) -> NDArray[np.float64]:
        """Each channel's gain that explains most of the output [shape=(...)], <x y> / <x x>.

        See `relu_spectrum.probe.measures.linear_part`, also for `linear_share`.
        """
        return self.linear_part[0]

    @cached_property
    def linear_share(self) -> float:
        """Share of the output's power beside DC, 0 to 1, that `gain` explains."""
        return self.linear_part[1].total

    @cached_property
    def linear_part(self) -> tuple[NDArray[np.float64], measures.Share]:
        """`gain`, and the share that it explains for all channels together and for each alone."""
        return measures.linear_part(*self.exact)

    @cached_property
    def totals(self) -> dict[str, float]:
        """A number for the whole record of each kind, NaN where it is not known.

        "DC before" and "DC after" are means over all channels, "silent" is the share of channels
        whose output is zero throughout, "new power" and "linear" are `new_power` and
        `linear_share`.
        """
        return {
            "DC before": self._average(lambda: self.dc_before),
            "DC after": self._average(lambda: self.dc),
            "silent": self._average(
                lambda: np.where(np.isfinite(self.dc), ~self.exact[1].any(axis=-1), np.nan)
            ),
            "new power": self._average(lambda: np.array(self.new_power)),
            "linear": self._average(lambda: np.array(self.linear_share)),
        }

    @staticmethod
    def _average(numbers: Callable[[], NDArray]) -> float:
        try:
            values = numbers()
        except ValueError:  # `unknown` says why
            return float("nan")
        known = values.size and np.isfinite(values).all()
        return float(values.mean()) if known else float("nan")

    def share_of_new_power(self, *, below: float = measures.NEW) -> float:
        """Compute the share of the output's power beside DC that lies in new lines.

        `relu_spectrum.probe.measures.new_power` has the formula.

        Parameters
        ----------
        below : float
            A line is new where the input's is smaller than this share of the largest of the same
            channel. The default is 0.01, -40 dB.

        Returns
        -------
        float
            0 to 1; NaN where the output has no power beside DC, is empty or is not finite.

        Raises
        ------
        TypeError, ValueError
            If below is not a number of 0 or more, or there is no time axis.

        Notes
        -----
        It means most for tones that fill whole periods of the record. Others leak into all lines
        [1]_, and then a line that ReLU adds is not counted where the input leaks 1 % or more. For
        the same reason it is near 0 for noise, which has all lines already.

        References
        ----------
        .. [1] Oppenheim and Schafer, Discrete-Time Signal Processing, chapter 10.
        """
        below = not_negative(below, "below")
        return measures.new_power(*self.exact, below=below, spectrum=self.method).total

    @property
    def frequency(self) -> NDArray[np.float64]:
        """Where the lines stand [shape=(bins,)], in Hz or cycles per sample."""
        return self.spectrum_before.frequency

    def both_levels(self, channel: int | None = None) -> tuple[NDArray, NDArray]:
        """Give `levels` of `spectrum_before` and of `spectrum_after`."""
        return self.levels(self.spectrum_before, channel), self.levels(self.spectrum_after, channel)

    def levels(self, spectrum: Spectrum, channel: int | None = None) -> NDArray[np.float64]:
        """Give the amplitudes of one channel's lines, or their root mean square over all.

        Parameters
        ----------
        spectrum : Spectrum
            `spectrum_before` or `spectrum_after`.
        channel : int, optional
            Counted through all axes but time.

        Returns
        -------
        ndarray [shape=(bins,)]

        Raises
        ------
        ValueError
            If there is no such channel.
        """
        lines = spectrum.amplitude.reshape(-1, spectrum.frequency.size)
        if channel is None:
            largest = lines.max() or 1.0
            return largest * np.sqrt(np.mean((lines / largest) ** 2, axis=0))
        if whole_number(channel, "channel", least=0) >= len(lines):
            raise ValueError(f"{self.name}: channel must be below {len(lines)}, not {channel}")
        return lines[channel]


def _mean(signals: NDArray[np.floating]) -> NDArray[np.float64]:
    with np.errstate(invalid="ignore"):  # of infinite values of both signs
        return signals.mean(axis=-1, dtype=np.float64)
