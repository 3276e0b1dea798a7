"""Remove what motion explains.

A wrist sensor that moves sees the movement as well as the pulse. The accelerometer in the same
case sees the movement alone, so the part of the sensor's signal that a linear filter can make of
the three axes is not pulse. This is linear noise cancelling: Widrow et al., "Adaptive noise
cancelling: principles and applications", Proc. IEEE 63(12):1692-1716, 1975, with the best filter
computed by least squares instead of adapted.

- `remove_motion`: what is left, and the share that was explained
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import linalg

from .._checks import real_array, whole_number


class MotionRemoved(NamedTuple):
    """A signal without the part that motion explains.

    Parameters
    ----------
    signal : ndarray [shape=(time,)], units of the sensor
        With mean 0.
    explained : float
        Share of the sensor's power around its mean that was removed, 0 to 1.
    filter : ndarray [shape=(axes, taps)], units of the sensor per unit of the motion
        The weights, from the earliest sample to the latest.
    """

    signal: NDArray[np.float64]
    explained: float
    filter: NDArray[np.float64]


def remove_motion(ppg: ArrayLike, accelerometer: ArrayLike, *, taps: int) -> MotionRemoved:
    """Subtract from the sensor what a least-squares FIR filter makes of the accelerometer.

    signal[n] = ppg[n] - sum_i sum_k w_i[k] a_i[n + k - (taps - 1) / 2], k = 0..taps-1, the means of
    ppg and of each axis a_i removed before; w minimises the sum of the squares of the signal.

    Parameters
    ----------
    ppg : array-like [shape=(time,)], real-valued
        The sensor.
    accelerometer : array-like [shape=(axes, time)], real-valued
        Motion at the same times. Before its start and after its end it counts as its mean.
    taps : int, samples
        Odd: the filter looks as far ahead as back.

    Returns
    -------
    MotionRemoved

    Raises
    ------
    TypeError, ValueError
        If the shapes do not fit, `taps` is even, or there are not more samples than weights.

    Notes
    -----
    Any filter also explains about axes * taps / time of noise that has nothing to do with motion,
    and of a pulse as well. On 8 s at 32 Hz, 3 axes of 21 taps are 63 weights for 256 samples: give
    it a long stretch.

    Examples
    --------
    >>> motion = np.random.default_rng(0).normal(size=(3, 2000))
    >>> pulse = np.sin(np.arange(2000) / 5)
    >>> removed = remove_motion(pulse + 2 * motion[0] - motion[1], motion, taps=3)
    >>> print(round(removed.explained, 2), np.abs(removed.signal - pulse).max() < 0.3)
    0.91 True
    """
    ppg, motion = real_array(ppg, "ppg"), real_array(accelerometer, "accelerometer")
    taps = whole_number(taps, "taps", least=1)
    if taps % 2 == 0:
        raise ValueError(f"taps must be odd, not {taps}")
    if ppg.ndim != 1 or motion.ndim != 2 or motion.shape[-1] != ppg.size:
        raise ValueError(
            "ppg and accelerometer must have the shapes (time,) and (axes, time), not "
            f"{ppg.shape} and {motion.shape}"
        )
    if ppg.size <= len(motion) * taps:
        raise ValueError(
            f"{len(motion)} axes of {taps} taps need more than {len(motion) * taps} samples, "
            f"not {ppg.size}"
        )
    ppg = ppg - ppg.mean()
    centred = motion - motion.mean(-1, keepdims=True)
    padded = np.pad(centred, ((0, 0), (taps // 2, taps // 2)))
    views = np.lib.stride_tricks.sliding_window_view(padded, ppg.size, axis=-1)
    weights, *_ = linalg.lstsq(views.reshape(-1, ppg.size).T, ppg, lapack_driver="gelsy")
    signal = ppg - weights @ views.reshape(-1, ppg.size)
    power = np.mean(ppg**2)
    explained = 1 - np.mean(signal**2) / power if power else 0.0
    return MotionRemoved(signal, float(explained), weights.reshape(len(motion), taps))
