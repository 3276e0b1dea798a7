"""Windows of a long signal that overlap.

- `join_windows`: the signal that was cut into windows
- `split_windows`: the windows of a signal
- `successive_pairs`: the windows of a recording, two by two
- `z_score`: mean 0, standard deviation 1
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .._checks import real_array, whole_number


def join_windows(windows: ArrayLike, *, shift: int) -> NDArray[np.float64]:
    """Put overlapping windows together again.

    Parameters
    ----------
    windows : array-like [shape=(n, ..., length)], real-valued
        Window i starts at sample i * shift.
    shift : int, samples
        At least 1, at most the length.

    Returns
    -------
    ndarray [shape=(..., (n - 1) * shift + length)]

    Raises
    ------
    TypeError, ValueError
        If successive windows differ where they overlap, or the shift does not fit.

    Examples
    --------
    >>> join_windows([[1, 2, 3], [3, 4, 5]], shift=2)
    array([1., 2., 3., 4., 5.])
    """
    windows = real_array(windows, "windows")
    shift = whole_number(shift, "shift", least=1)
    if windows.ndim < 2 or windows.shape[-1] < shift:
        raise ValueError(
            f"windows must have the shape (n, ..., {shift} or more), not {windows.shape}"
        )
    if not np.array_equal(windows[1:, ..., :-shift], windows[:-1, ..., shift:]):
        raise ValueError(f"the windows are not {shift} samples apart: their overlaps differ")
    later = np.moveaxis(windows[1:, ..., -shift:], 0, -2)
    later = later.reshape(*later.shape[:-2], -1)
    return np.concatenate([windows[0], later], axis=-1)


def split_windows(x: ArrayLike, *, length: int, shift: int) -> NDArray[np.float64]:
    """Cut a signal into windows.

    Parameters
    ----------
    x : array-like [shape=(..., time)], real-valued
    length, shift : int, samples
        Of a window, and from the start of one to the start of the next; at least 1.

    Returns
    -------
    ndarray [shape=(n, ..., length)]
        All whole windows; samples after the last one are left out.

    Raises
    ------
    TypeError, ValueError
        If the signal is shorter than one window.

    Examples
    --------
    >>> split_windows([1, 2, 3, 4, 5], length=3, shift=2)
    array([[1., 2., 3.],
           [3., 4., 5.]])
    """
    x = real_array(x, "x")
    length = whole_number(length, "length", least=1)
    shift = whole_number(shift, "shift", least=1)
    if x.ndim == 0 or x.shape[-1] < length:
        raise ValueError(f"x must have at least {length} samples, not the shape {x.shape}")
    views = np.lib.stride_tricks.sliding_window_view(x, length, axis=-1)[..., ::shift, :]
    return np.moveaxis(views, -2, 0).copy()


def successive_pairs(windows: ArrayLike) -> NDArray[np.float64]:
    """Pair each window of a recording with the one before.

    Parameters
    ----------
    windows : array-like [shape=(n, time)], real-valued
        In order of time, at least two.

    Returns
    -------
    ndarray [shape=(n - 1, 2, time)]
        (window i, window i + 1) for i = 0..n-2, as they are.

    Raises
    ------
    TypeError, ValueError
        If the windows are not real and finite, or there are fewer than two.

    Examples
    --------
    >>> successive_pairs([[0, 1], [1, 0], [0, 2]]).tolist()
    [[[0.0, 1.0], [1.0, 0.0]], [[1.0, 0.0], [0.0, 2.0]]]
    """
    windows = real_array(windows, "windows")
    if windows.ndim != 2 or len(windows) < 2:
        raise ValueError(f"windows must have the shape (2 or more, time), not {windows.shape}")
    return np.stack([windows[:-1], windows[1:]], axis=1)


def z_score(windows: ArrayLike) -> NDArray[np.float64]:
    """Give each window mean 0 and standard deviation 1.

    Parameters
    ----------
    windows : array-like [shape=(..., time)], real-valued

    Returns
    -------
    ndarray [shape=(..., time)]
        (x - mean(x)) / std(x), the mean and the standard deviation over time.

    Raises
    ------
    TypeError, ValueError
        If the values are not real and finite, or a window is constant.

    Examples
    --------
    >>> z_score([1, 3])
    array([-1.,  1.])
    """
    windows = real_array(windows, "windows")
    if windows.ndim == 0:
        raise ValueError("windows must have a time axis as their last axis, not be one number")
    centred = windows - windows.mean(-1, keepdims=True)
    scale = centred.std(-1, keepdims=True)
    if not (scale > 1e-12 * np.abs(windows).max(-1, keepdims=True)).all():
        raise ValueError("a window is constant: it has no standard deviation to divide by")
    return centred / scale
