"""The linear network in its exact form: five numbers a signal.

Without activations, the mean over time of the second convolution is

    p[o] = (1/T) sum_t sum_k,l,c w1[k, c] w2[l, c, o] x[t - k - l]
         = sum_d M[d, o] S[d],   M[d, o] = sum_{k + l = d} sum_c w1[k, c] w2[l, c, o],
    S[d] = (1/T) sum_{t < T - d} x[t],   d = 0..4,

because the convolutions are causal: a delay of d samples pushes the last d out of the mean. So the
network sees five numbers of each signal, its mean and four means that miss the last samples, and
it can be trained on them alone, with the same losses and gradients.

- `five_numbers`: S of each signal
- `features`: p of each signal
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .._checks import real_array
from .kernels import mix, multiply
from .network import CHANNELS, TAPS

N_NUMBERS = 2 * TAPS - 1


def five_numbers(x: ArrayLike) -> NDArray[np.float32]:
    """Compute what the linear network sees of its input.

    Parameters
    ----------
    x : array_like [shape=(n, T)], real-valued
        Signals of at least 5 samples.

    Returns
    -------
    ndarray [shape=(5, n)], float32
        S[d] = (1/T) sum_{t < T - d} x[t], summed in float64. S[0] is DC.

    Raises
    ------
    TypeError, ValueError
        If x is not real, finite and of such a shape.

    Examples
    --------
    >>> five_numbers([[0, 0, 0, 0, 6, 6]]).ravel()
    array([2., 1., 0., 0., 0.], dtype=float32)
    """
    x = real_array(x, "x")
    if x.ndim != 2 or x.shape[1] < N_NUMBERS:
        raise ValueError(f"x must have the shape (n, T), T at least {N_NUMBERS}, not {x.shape}")
    n_time = x.shape[1]
    total = x.sum(axis=1, keepdims=True)
    last = np.cumsum(x[:, :-N_NUMBERS:-1], axis=1)
    return np.ascontiguousarray((np.hstack([total, total - last]) / n_time).T, np.float32)


def features(numbers: NDArray[np.float32], weights: NDArray[np.float32]) -> NDArray[np.float32]:
    """Compute the pooled features of the linear network.

    Parameters
    ----------
    numbers : ndarray [shape=(5, n)], float32
        Of `five_numbers`.
    weights : ndarray [shape=(4323,)], float32
        Flat, as in `network`.

    Returns
    -------
    ndarray [shape=(32, n)], float32

    Examples
    --------
    >>> from relu_spectrum.dc_experiment.network import start
    >>> features(five_numbers(np.ones((2, 256))), start(np.random.default_rng(0))).shape
    (32, 2)
    """
    matrix = np.empty((N_NUMBERS, CHANNELS), np.float32)
    mix(weights, matrix)
    pooled = np.empty((CHANNELS, numbers.shape[1]), np.float32)
    multiply(matrix, numbers, pooled)
    return pooled
