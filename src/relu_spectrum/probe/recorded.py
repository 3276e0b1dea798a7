"""Input and output of one activation function that ran.

- `Recorded`: their tensors, as signals along time and as images
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, partial

import numpy as np
import torch
from numpy.typing import NDArray

from ..spectrum.lines import Spectrum, amplitude_spectrum
from ..spectrum.planes import PlaneSpectrum, plane_spectrum
from .averaged import averaged_spectrum

LARGEST = 1e300  # sums of larger values may overflow


@dataclass(frozen=True, eq=False)
class Recorded:
    """Input and output of one activation function that ran.

    The parameters are those of `relu_spectrum.probe.record.Record`.

    Examples
    --------
    >>> image = torch.cos(2 * torch.pi * torch.arange(8) / 8).expand(4, 8)
    >>> recorded = Recorded("act", image)
    >>> before, after = recorded.along(0)
    >>> print(before.frequency, before.amplitude.shape)
    [0. 0.25 0.5 ] (8, 3)
    >>> print(recorded.plane()[1].radial().power.round(3))
    [0.091 0.011 0. 0. ]
    """

    name: str
    before: torch.Tensor
    _after: torch.Tensor | None = None
    sample_rate: float | None = None
    time_axis: int = -1
    doubt: str = ""
    path: str = ""
    module: bool = False
    kind: str = "ReLU"
    welch: int | None = None

    @property
    def method(self) -> Callable[..., Spectrum]:
        """Gives lines of signals: `amplitude_spectrum`, or `averaged_spectrum` over segments."""
        if self.welch is None:
            return amplitude_spectrum
        return partial(averaged_spectrum, segment=self.welch)

    @cached_property
    def after(self) -> torch.Tensor:
        """The output, in the shape and precision of `before`."""
        return self.before.clamp(min=0) if self._after is None else self._after

    @property
    def shape(self) -> tuple[int, ...]:
        """The shape of `before` and `after`."""
        return tuple(self.before.shape)

    @property
    def signals(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Input and output [shape=(..., time)], time axis last, in double precision.

        Raises
        ------
        ValueError
            If there is no time axis, no sample along it, or a value above 1e300.
        """
        before, after = (one.astype(np.float64, copy=False) for one in self.exact)
        return before, after

    @property
    def exact(self) -> tuple[NDArray[np.floating], NDArray[np.floating]]:
        """The same in the precision that they came in, or in single precision if that was less."""
        return self._exact(self.before), self._exact(self.after)

    def _exact(self, tensor: torch.Tensor) -> NDArray[np.floating]:
        if self.doubt:
            raise ValueError(f"{self.name}: {self.doubt}")
        self._check_axes(self.time_axis)
        x = np.moveaxis(_plain(tensor), self.time_axis, -1)
        if x.shape[-1] == 0:
            raise ValueError(f"{self.name}: there are no samples along the time axis")
        ends = np.fmax.reduce(x, None, initial=0), -np.fmin.reduce(x, None, initial=0)
        if max(map(float, ends)) > LARGEST:
            largest = float(np.abs(x[np.isfinite(x)]).max(initial=0))
            if largest > LARGEST:  # and not only infinite
                raise ValueError(f"{self.name}: values up to {largest:.1g} are too large")
        return x

    def _check_axes(self, *axes: int) -> None:
        for axis in axes:
            if not -self.before.dim() <= axis < self.before.dim():
                raise ValueError(f"{self.name}: there is no axis {axis} in the shape {self.shape}")
        if len({axis % self.before.dim() for axis in axes}) < len(axes):
            raise ValueError(f"{self.name}: two axes are wanted, not {axes}")

    def along(self, axis: int) -> tuple[Spectrum, Spectrum]:
        """Compute the spectra of input and output along any axis.

        Parameters
        ----------
        axis : int
            Of an image: -2 from row to row, -1 from column to column.

        Returns
        -------
        Spectrum, Spectrum
            One-sided; that axis is last. In cycles per sample, if it is not the time axis.

        Raises
        ------
        ValueError
            If there is no such axis, or a record is empty or not finite.
        """
        self._check_axes(axis)
        is_time = (axis - self.time_axis) % self.before.dim() == 0 and not self.doubt
        rate = self.sample_rate if is_time and self.sample_rate is not None else 1.0
        return tuple(
            self._named(amplitude_spectrum, np.moveaxis(_plain(one), axis, -1), sample_rate=rate)
            for one in (self.before, self.after)
        )

    def plane(self, axes: tuple[int, int] = (-2, -1)) -> tuple[PlaneSpectrum, PlaneSpectrum]:
        """Compute the two-dimensional spectra of input and output.

        Parameters
        ----------
        axes : (int, int)
            Rows and columns.

        Returns
        -------
        PlaneSpectrum, PlaneSpectrum
            Two-sided, in cycles per sample; `PlaneSpectrum.radial` averages over all directions.

        Raises
        ------
        ValueError
            If there are no such two axes, or a record is empty or not finite.
        """
        self._check_axes(*axes)
        return tuple(
            self._named(plane_spectrum, np.moveaxis(_plain(one), axes, (-2, -1)))
            for one in (self.before, self.after)
        )

    def _named(self, function, *args, **kwargs):
        try:
            return function(*args, **kwargs)
        except ValueError as error:
            raise ValueError(f"{self.name}: {error}") from None


def _plain(tensor: torch.Tensor) -> NDArray[np.floating]:
    kind = torch.float32 if tensor.element_size() < 8 else torch.float64
    return tensor.to("cpu", kind).numpy()
