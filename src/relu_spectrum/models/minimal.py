"""The smallest network of section V.D: one short filter, ReLU, average.

A tone that passes a filter keeps its shape, so ReLU's mean of it is that of a tone:

    DC = a |H(f)| / pi,

where a is the tone's amplitude and H the filter's response. Three things move the mean of N samples
away from it: sampling (see `relu_spectrum.spectrum.one_tone`), a last period that is cut, and the
edge, that is the first samples, where a causal filter meets the zeros before the signal. The edge
moves the mean of K taps by at most a / N sum_j j |w_j|, which counts where |H| is small.

- `dc_law`: a |H(f)| / pi
- `steady_dc`: the mean over whole sampled periods, without the edge
- `pooled_dc`: what the network gives, for any signals, many filters and other activations
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .._checks import real_array, whole_number
from ..spectrum.filters import response
from ..spectrum.one_tone import sampled_tone_dc


def dc_law(
    taps: ArrayLike, frequency: ArrayLike, *, amplitude: ArrayLike = 1.0, sample_rate: float
) -> float | NDArray[np.float64]:
    """Compute a |H(f)| / pi, the mean of ReLU of a filtered tone in continuous time.

    Parameters
    ----------
    taps : array-like [shape=(..., n_taps)], real-valued
        The filter, the newest sample's weight first.
    frequency : float or array-like [shape=(...)], Hz
    amplitude : float or array-like, optional
        a, zero or more; shapes broadcast with frequency.
    sample_rate : float, Hz
        Above zero.

    Returns
    -------
    float or ndarray
        The shape of `taps` without its last axis, then that of `frequency`. DC is not doubled.

    Raises
    ------
    TypeError, ValueError
        For a negative amplitude or anything that is not real and finite.

    Examples
    --------
    Amplitude and frequency are one number in DC. To a difference, 3 Hz at amplitude 1 is 5 Hz at
    amplitude 0.616:

    >>> dc_law([1, -1], [3, 5], amplitude=[1, 0.61582], sample_rate=32).round(4)
    array([0.1848, 0.1848])
    """
    amplitude = real_array(amplitude, "amplitude", least=0)
    gain = np.abs(response(taps, frequency, sample_rate=sample_rate))
    return (gain * amplitude / np.pi)[()]


def steady_dc(
    taps: ArrayLike, p: int, q: int, *, phase: float = 0.0, amplitude: float = 1.0
) -> float:
    """Compute the mean of ReLU over whole periods of a filtered tone, aliasing included.

    The filter turns a cos(2 pi p n / q + phi) into a |H| cos(2 pi p n / q + phi + arg H). The mean
    of that after ReLU is `relu_spectrum.sampled_tone_dc`.

    Parameters
    ----------
    taps : array-like [shape=(n_taps,)], real-valued
        The filter, the newest sample's weight first.
    p, q : int
        p periods in q samples, q at least 1.
    phase : float, radians, optional
        phi at the first sample.
    amplitude : float, optional
        a, zero or more.

    Returns
    -------
    float
        The mean over q samples, long after the signal began. DC is not doubled.

    Raises
    ------
    TypeError, ValueError
        For more than one filter, p below 0, q below 1, or something not real and finite.

    Examples
    --------
    At 32 Hz a tone of 8 Hz has four samples a period:

    >>> print(round(steady_dc([1, 0], 8, 32) * np.pi - 1, 3))
    -0.215
    """
    p, q = whole_number(p, "p", least=0), whole_number(q, "q", least=1)
    h = response(taps, p / q, sample_rate=1.0)
    if np.ndim(h):
        raise ValueError(f"steady_dc takes one filter, not an array of shape {np.shape(taps)}")
    size = real_array(amplitude, "amplitude", least=0) * abs(h)
    return sampled_tone_dc(p, q, phase=real_array(phase, "phase") + np.angle(h), amplitude=size)


def relu(y: NDArray[np.float64]) -> NDArray[np.float64]:
    """Compute max(y, 0).

    Examples
    --------
    >>> relu(np.array([-1.0, 2.0]))
    array([0., 2.])
    """
    return np.maximum(y, 0)


def pooled_dc(
    taps: ArrayLike, x: ArrayLike, *, activation: Callable[[NDArray], NDArray] = relu
) -> float | NDArray[np.float64]:
    """Compute what the network gives: the mean of ReLU of the filtered samples.

    y[n] = sum_j w_j x[n - j] with x = 0 before the signal (causal padding), and the mean over n of
    max(y[n], 0), or of another activation g(y[n]). Over whole periods of a tone that is the mean of
    g's even part: the odd part takes each value as often as its negative.

    Parameters
    ----------
    taps : array-like [shape=(..., n_taps)], real-valued
        One or many filters, the newest sample's weight first. At most N taps.
    x : array-like [shape=(..., N)], real-valued
        One or many signals; the last axis is time.
    activation : callable, optional
        g, from an array to an array of the same shape. ReLU by default.

    Returns
    -------
    float or ndarray
        The shape of `taps` without its last axis, then that of `x` without its last. Not doubled.

    Raises
    ------
    TypeError, ValueError
        If there is no axis of taps or of time, more taps than samples, or something is not real
        and finite, be it what activation gives; or if that has another shape.

    Examples
    --------
    256 samples at 32 Hz, as in the paper. The law says 0.1848; without the first sample, which has
    no predecessor to subtract, it would be 0.1844.

    >>> n = np.arange(256)
    >>> print(pooled_dc([1, -1], np.cos(2 * np.pi * 3 * n / 32)).round(4))
    0.1883

    The mean of a square is half the square of the amplitude:

    >>> print(pooled_dc([3], np.cos(2 * np.pi * n / 32), activation=np.square).round(4))
    4.5
    """
    taps, x = real_array(taps, "taps"), real_array(x, "x")
    if taps.ndim == 0 or x.ndim == 0:
        raise ValueError("taps needs an axis of taps and x an axis of time, as their last ones")
    if taps.shape[-1] > x.shape[-1]:
        raise ValueError(f"{taps.shape[-1]} taps are more than the {x.shape[-1]} samples")
    means = [_filtered_mean(filter_, x, activation) for filter_ in taps.reshape(-1, taps.shape[-1])]
    return np.reshape(means, taps.shape[:-1] + x.shape[:-1])[()]


def _filtered_mean(
    taps: NDArray[np.float64], x: NDArray[np.float64], activation: Callable[[NDArray], NDArray]
) -> NDArray[np.float64]:
    y = taps[0] * x
    for delay, tap in enumerate(taps[1:], 1):
        y[..., delay:] += tap * x[..., :-delay]
    active = real_array(activation(y), "what activation gives")
    if active.shape != y.shape:
        raise ValueError(f"activation must keep the shape {y.shape}, not give {active.shape}")
    return active.mean(axis=-1)
