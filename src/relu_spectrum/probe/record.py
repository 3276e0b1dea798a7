"""What one ReLU of a model does to the spectrum.

- `Record`: input and output of one ReLU that ran, their spectra, DC and the share of new power
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import plotly.graph_objects as go
import torch
from numpy.typing import NDArray

from .._checks import not_negative, whole_number
from ..figures import curve, figure
from ..spectrum.lines import Spectrum, amplitude_spectrum, decibels

NEW = 0.01  # a line is new where the input had less than this share of its largest line
ROUNDING = 1e-12  # power below this share of the total is rounding
RANGE = 80.0  # dB below the largest line
LARGEST = 1e300  # sums of larger values may overflow


@dataclass(frozen=True, eq=False)
class Record:
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

    name: str
    before: torch.Tensor
    _after: torch.Tensor | None = None
    sample_rate: float | None = None
    time_axis: int = -1
    doubt: str = ""

    def _signals(self, tensor: torch.Tensor) -> NDArray[np.float64]:
        if self.doubt:
            raise ValueError(f"{self.name}: {self.doubt}")
        if not -tensor.dim() <= self.time_axis < tensor.dim():
            raise ValueError(
                f"{self.name}: there is no axis {self.time_axis} in the shape {self.shape}"
            )
        x = np.moveaxis(tensor.to("cpu", torch.float64).numpy(), self.time_axis, -1)
        if x.shape[-1] == 0:
            raise ValueError(f"{self.name}: there are no samples along the time axis")
        largest = np.abs(x, where=np.isfinite(x), out=np.zeros(x.shape)).max(initial=0)
        if largest > LARGEST:
            raise ValueError(f"{self.name}: values up to {largest:.1g} are too large to measure")
        return x

    def _spectrum(self, tensor: torch.Tensor) -> Spectrum:
        signals = self._signals(tensor)
        rate = 1.0 if self.sample_rate is None else self.sample_rate
        if np.isnan(rate):
            raise ValueError(f"{self.name}: {self._lost_rate()}")
        try:
            return amplitude_spectrum(signals, sample_rate=rate)
        except ValueError as error:
            raise ValueError(f"{self.name}: {error}") from None

    @cached_property
    def after(self) -> torch.Tensor:
        """The output, in the shape and precision of `before`."""
        return self.before.clamp(min=0) if self._after is None else self._after

    @cached_property
    def unknown(self) -> str:
        """Why some of the numbers are not known, "" if they all are."""
        try:
            signals = self._signals(self.before), self._signals(self.after)
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

    @property
    def shape(self) -> tuple[int, ...]:
        """The shape of `before` and `after`."""
        return tuple(self.before.shape)

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
        return _mean(self._signals(self.before))

    @cached_property
    def dc(self) -> NDArray[np.float64]:
        """The output's mean over time [shape=(...)], one for each channel of each example."""
        return _mean(self._signals(self.after))

    @cached_property
    def new_power(self) -> float:
        """Share of the output's power beside DC, 0 to 1, in lines that the input did not have.

        `share_of_new_power` with its default, which says what is counted.
        """
        return self.share_of_new_power()

    def share_of_new_power(self, *, below: float = NEW) -> float:
        """Compute the share of the output's power beside DC that lies in new lines.

        With X the input's and Y the output's lines, c a channel of an example and k > 0 a line,

            new = { (c, k) : |X_ck| < below max_j |X_cj|, j > 0 },
            share = sum_new P_ck / sum P_ck,

        P = |Y|^2 / 2, or |Y|^2 at Nyquist: the power of a line.

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
        x, y = self._signals(self.before), self._signals(self.after)
        if y.size == 0 or not (np.isfinite(x).all() and np.isfinite(y).all()):
            return float("nan")
        y = y / (y.max() or 1)  # so that no square overflows or vanishes
        lines = amplitude_spectrum(x, sample_rate=1).amplitude[..., 1:]
        power = amplitude_spectrum(y, sample_rate=1).power[..., 1:]
        if power.sum() <= ROUNDING * np.mean(y**2, axis=-1).sum():
            return float("nan")
        largest = lines.max(axis=-1, keepdims=True)
        return float(power[lines < below * largest].sum() / power.sum())

    def plot(self, *, channel: int | None = None, top: float | None = None) -> go.Figure:
        """Draw the spectra of input and output.

        Parameters
        ----------
        channel : int, optional
            Which channel, counted through all axes but time; by default the root mean square of
            each line over all of them.
        top : float, optional
            The highest frequency shown, in the unit of `sample_rate`.

        Returns
        -------
        plotly.graph_objects.Figure
            In decibels, from 80 dB below the largest line, with a text alternative.

        Raises
        ------
        ValueError
            If there is no such channel, the signals are zero, or as for the spectra.
        """
        levels, f = self.decibels(channel), self.spectrum_before.frequency
        shown = f <= (f[-1] if top is None else top)
        traces = [curve(f[shown], y[shown], name=role, role=role) for role, y in levels.items()]
        return figure(*traces, x=self.frequency_label, y="level", alt=self.described(channel))

    @property
    def frequency_label(self) -> str:
        """The label of a frequency axis, with the unit."""
        return "frequency (cycles per sample)" if self.sample_rate is None else "frequency (Hz)"

    def described(self, channel: int | None = None) -> str:
        """Say in words what `plot` shows."""
        dc = [self.levels(one, channel)[0] for one in (self.spectrum_before, self.spectrum_after)]
        which = "all channels" if channel is None else f"channel {channel}"
        return (
            f"Spectra of input and output of {self.name}, {which}: the line at DC is {dc[0]:.3g} "
            f"before and {dc[1]:.3g} after."
        )

    def decibels(self, channel: int | None = None) -> dict[str, NDArray[np.float64]]:
        """Give what `plot` shows: the levels of "input" and "output" [shape=(bins,)], dB.

        Raises
        ------
        ValueError
            As `plot`.
        """
        before, after = self.spectrum_before, self.spectrum_after
        both = {"input": self.levels(before, channel), "output": self.levels(after, channel)}
        largest = max(level.max() for level in both.values())
        if largest == 0:
            raise ValueError(f"{self.name}: there is nothing to draw, input and output are zero")
        floor = float(decibels(largest)) - RANGE
        return {role: decibels(level, floor=floor) for role, level in both.items()}

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


def _mean(signals: NDArray[np.float64]) -> NDArray[np.float64]:
    with np.errstate(invalid="ignore"):  # of infinite values of both signs
        return signals.mean(axis=-1)
