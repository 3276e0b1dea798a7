"""The network: its sizes, and its weights in one flat vector.

The network: convolution (1 to 32 channels, 3 taps, causal, no bias), activation, convolution (32 to
32, the same kind), activation, mean over time, dense layer of 32 with bias and ReLU, dense layer of
3 with bias. A causal convolution is y[t] = sum_k w[k] x[t - k] with zeros before the start.

One flat float32 vector holds all 4323 weights, so that Adam is one loop; `Views` names its parts.

- `CHANNELS`, `TAPS`, `HIDDEN`, `CLASSES`: the paper's sizes
- `Views`: the parts of a flat vector
- `start`: fresh weights, as Keras makes them

The sizes are compiled into the kernels, and numba's cache does not notice when they change here:
delete the package's ``__pycache__`` folders after changing one.
"""

from dataclasses import dataclass
from math import prod, sqrt

import numpy as np
from numpy.typing import NDArray

from ..paper import CENTRES

CHANNELS = 32
TAPS = 3
HIDDEN = 32
CLASSES = len(CENTRES)
SHAPES = {
    "filter_1": (TAPS, CHANNELS),
    "filter_2": (TAPS, CHANNELS, CHANNELS),
    "dense_1": (CHANNELS, HIDDEN),
    "bias_1": (HIDDEN,),
    "dense_2": (HIDDEN, CLASSES),
    "bias_2": (CLASSES,),
}
FILTERS = prod(SHAPES["filter_1"]) + prod(SHAPES["filter_2"])  # weights of the convolutions
N_WEIGHTS = sum(prod(shape) for shape in SHAPES.values())


@dataclass(frozen=True)
class Views:
    """The parts of a flat vector of weights, or of their gradients: views, not copies.

    Attributes
    ----------
    filter_1 : ndarray [shape=(3, 32)]
        Tap (delay in samples), channel.
    filter_2 : ndarray [shape=(3, 32, 32)]
        Tap, channel in, channel out.
    dense_1 : ndarray [shape=(32, 32)]
        In, out.
    bias_1 : ndarray [shape=(32,)]
    dense_2 : ndarray [shape=(32, 3)]
        In, out.
    bias_2 : ndarray [shape=(3,)]

    Examples
    --------
    >>> flat = np.zeros(N_WEIGHTS, np.float32)
    >>> Views.of(flat).bias_2[:] = 1
    >>> flat[-4:]
    array([0., 1., 1., 1.], dtype=float32)
    """

    filter_1: NDArray[np.float32]
    filter_2: NDArray[np.float32]
    dense_1: NDArray[np.float32]
    bias_1: NDArray[np.float32]
    dense_2: NDArray[np.float32]
    bias_2: NDArray[np.float32]

    @classmethod
    def of(cls, flat: NDArray[np.float32]) -> "Views":
        """Cut a flat vector of `N_WEIGHTS` numbers."""
        ends = np.cumsum([prod(shape) for shape in SHAPES.values()])[:-1]
        parts = np.split(flat, ends)
        return cls(*(part.reshape(s) for part, s in zip(parts, SHAPES.values(), strict=True)))


def start(random: np.random.Generator) -> NDArray[np.float32]:
    """Draw start weights: Glorot's uniform distribution, and zero biases, as Keras does.

    Each kernel is uniform within +-sqrt(6 / (fan_in + fan_out)), where a convolution's fans are its
    taps times its channels in and out (Glorot, Bengio, AISTATS 2010).

    Parameters
    ----------
    random : numpy.random.Generator

    Returns
    -------
    ndarray [shape=(4323,)], float32

    Examples
    --------
    >>> parts = Views.of(start(np.random.default_rng(0)))
    >>> bool(np.abs(parts.filter_1).max() < np.sqrt(6 / (3 * (1 + 32))))
    True
    >>> int(np.count_nonzero(parts.bias_1))
    0
    """
    flat = np.zeros(N_WEIGHTS, np.float32)
    parts = Views.of(flat)
    for kernel, fans in (
        (parts.filter_1, TAPS * (1 + CHANNELS)),
        (parts.filter_2, TAPS * (CHANNELS + CHANNELS)),
        (parts.dense_1, CHANNELS + HIDDEN),
        (parts.dense_2, HIDDEN + CLASSES),
    ):
        limit = sqrt(6 / fans)
        kernel[...] = random.uniform(-limit, limit, kernel.shape)
    return flat
