"""Spectra of long records, averaged over segments of them.

- `averaged_spectrum`: `welch_spectrum`, apart from DC, which is the mean of the whole
"""

import numpy as np
from numpy.typing import NDArray

from ..spectrum.lines import Spectrum, amplitude_spectrum
from ..spectrum.welch import welch_spectrum


def averaged_spectrum(x: NDArray[np.float64], *, sample_rate: float, segment: int) -> Spectrum:
    """Compute the line spectrum of a record, averaged over half-overlapping segments.

    The mean is taken away before, so that it does not leak into the lines beside it through the
    window, and the line at 0 Hz is that mean.

    Parameters
    ----------
    x : ndarray [shape=(..., N)]
    sample_rate : float, Hz
    segment : int
        Samples in a segment; the whole where it is shorter. A single sample has no window.

    Returns
    -------
    Spectrum
        See `relu_spectrum.spectrum.welch_spectrum`.

    Raises
    ------
    TypeError, ValueError
        As `amplitude_spectrum`.

    Examples
    --------
    >>> x = 5 + 3 * np.cos(2 * np.pi * np.arange(64) / 4)
    >>> averaged_spectrum(x, sample_rate=16, segment=16).amplitude.round(3)
    array([5. , 0. , 0. , 1.5, 3. , 1.5, 0. , 0. , 0. ])
    """
    segment = min(segment, x.shape[-1])
    if segment < 2 or not np.isfinite(x).all():  # the second says what is wrong
        return amplitude_spectrum(x, sample_rate=sample_rate)
    largest = np.abs(x).max(initial=0) or 1.0  # so that no square overflows or vanishes
    x = x / largest
    mean = x.mean(axis=-1, keepdims=True)
    found = welch_spectrum(x - mean, sample_rate=sample_rate, segment=segment)
    lines = found.lines
    lines[..., 0] = mean[..., 0]
    return Spectrum(found.frequency, largest * lines, nyquist=found.nyquist)
