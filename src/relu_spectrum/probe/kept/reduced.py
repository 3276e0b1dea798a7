"""What is kept of a record when its signals are not: numbers, and spectra of bounded size.

- `Reduced`: a record without its signals
- `Spectra`, `Waves`: its spectra, and its waves for drawing

`relu_spectrum.probe.kept.reducing` makes them.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from ..drawn import Drawn
from .thinning import Pooled, Single

NUMBERS = ("dc_before", "dc", "new_power", "gain", "linear")  # of each channel that is kept


@dataclass(frozen=True, eq=False)
class Spectra:
    """One-sided amplitude spectra of input and output, of some channels and of all together.

    Parameters
    ----------
    window : str
        Its name in scipy.signal; "boxcar" is none.
    samples : int
        N, in each stretch of the signal that was transformed.
    stretches : int
        How many were averaged (their squares).
    sample_rate : float
        Hz, or 1 where frequencies are in cycles per sample.
    grid : Pooled
        Which of the N // 2 + 1 lines are taken together.
    before, after : ndarray [shape=(channels, groups)]
        The largest amplitude of each group. A cosine's line reads its amplitude; DC and, for even
        N, the last line are not doubled.
    mean_before, mean_after : ndarray [shape=(groups,)]
        The same of the root mean square over all channels, also those that are not kept.
    """

    window: str
    samples: int
    stretches: int
    sample_rate: float
    grid: Pooled
    before: Single
    after: Single
    mean_before: Single
    mean_after: Single

    @cached_property
    def frequency(self) -> NDArray[np.float64]:
        """The middle of each group [shape=(groups,)], in Hz or cycles per sample."""
        return self.grid.centres * self.sample_rate / self.samples


@dataclass(frozen=True, eq=False)
class Waves:
    """Input and output in time, for drawing alone.

    Parameters
    ----------
    channels : ndarray of int [shape=(waves,)]
        Which ones, counted through all axes but time.
    width : int
        1: every sample is there. More: of each group of so many samples, its smallest and then its
        largest value.
    before, after : ndarray [shape=(waves, points)]
    """

    channels: NDArray[np.int64]
    width: int
    before: Single
    after: Single


@dataclass(frozen=True, eq=False)
class Reduced(Drawn):
    """One activation function that ran, without its signals.

    Parameters
    ----------
    name, kind, path, module, shape, sample_rate, time_axis, unknown, totals
        As in `relu_spectrum.probe.record.Record`.
    count : int
        Channels: what all axes but time make together; 0 if time is not known.
    kept : ndarray of int [shape=(channels,)]
        Those of which more is kept, counted through all axes but time.
    dc_before, dc, new_power, gain, linear : ndarray [shape=(channels,)]
        Of each of them: its mean before and after, its share of new power, its gain and the share
        that this explains. NaN where it is not known, or beyond single precision.
    spectra : Spectra or None
    waves : Waves or None
    """

    name: str
    kind: str
    path: str
    module: bool
    shape: tuple[int, ...]
    sample_rate: float | None
    time_axis: int
    unknown: str
    totals: dict[str, float]
    count: int
    kept: NDArray[np.int64]
    dc_before: Single
    dc: Single
    new_power: Single
    gain: Single
    linear: Single
    spectra: Spectra | None
    waves: Waves | None

    def _known(self) -> Spectra:
        if self.spectra is None:
            raise ValueError(self.unknown or f"{self.name}: there are no spectra")
        return self.spectra

    @property
    def frequency(self) -> NDArray[np.float64]:
        """The middle of each group of lines [shape=(groups,)], in Hz or cycles per sample."""
        return self._known().frequency

    def both_levels(self, channel: int | None = None) -> tuple[Single, Single]:
        """Give the largest amplitudes of each group of lines, of input and output.

        Parameters
        ----------
        channel : int, optional
            Counted through all axes but time; by default the root mean square over all.

        Raises
        ------
        ValueError
            If there are no spectra, or the channel is not kept.
        """
        spectra = self._known()
        if channel is None:
            return spectra.mean_before, spectra.mean_after
        (place,) = np.nonzero(self.kept == channel)
        if not place.size:
            raise ValueError(
                f"{self.name}: channel must be one of the {self.kept.size} kept of {self.count}, "
                f"{', '.join(map(str, self.kept))}, not {channel}"
            )
        return spectra.before[place[0]], spectra.after[place[0]]
