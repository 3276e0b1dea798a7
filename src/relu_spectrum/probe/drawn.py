"""Figures of one record, whether it has its signals or spectra alone.

- `Drawn`: what a record inherits to be drawn
"""

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from ..figures import curve, figure
from ..spectrum.lines import decibels

RANGE = 80.0  # dB below the largest line


class Drawn:
    """A record that can be drawn.

    It has a `name`, a `sample_rate`, a `frequency` [shape=(bins,)], and `both_levels(channel)`,
    which gives the amplitudes of input and output [shape=(bins,)].
    """

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
        levels, f = self.decibels(channel), self.frequency
        shown = f <= (f[-1] if top is None else top)
        traces = [curve(f[shown], y[shown], name=role, role=role) for role, y in levels.items()]
        return figure(*traces, x=self.frequency_label, y="level", alt=self.described(channel))

    @property
    def frequency_label(self) -> str:
        """The label of a frequency axis, with the unit."""
        return "frequency (cycles per sample)" if self.sample_rate is None else "frequency (Hz)"

    def described(self, channel: int | None = None) -> str:
        """Say in words what `plot` shows."""
        dc = [level[0] for level in self.both_levels(channel)]
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
        both = dict(zip(("input", "output"), self.both_levels(channel), strict=True))
        largest = max(level.max() for level in both.values())
        if largest == 0:
            raise ValueError(f"{self.name}: there is nothing to draw, input and output are zero")
        floor = float(decibels(largest)) - RANGE
        return {role: decibels(level, floor=floor) for role, level in both.items()}
