"""The two convolutions and their activations at the speed of the machine's matrix product.

A batch goes through in blocks of a few signals, small enough for the processor's cache. In a block
of b signals of T samples every array is (rows, b T), so that the second convolution and both of its
gradients are one matrix product each, on shapes that the library runs near its peak:

    Z  = W2^T H     (32 x 96) (96 x bT)    the three delays of h stacked in H
    dW2 = H dZ^T    (96 x bT) (bT x 32)
    dH = W2 dZ      (96 x 32) (32 x bT)

All the rest, the first convolution with its activation, pooling, the spreading of the pooled
gradient and the gradient of the first filters, are compiled loops that pass once over a block. The
gradient by the hidden signals is never stored.

The activation is v for v > 0 and slope * v elsewhere; its derivative at 0 is the slope.

- `Convolutions`: pooled features, and whole training steps
"""

import numpy as np
import torch
from numpy.typing import NDArray

from .convolution_loops import collect, first, pool, spread
from .kernels import head_step
from .settings import CHANNELS, N_TIME, TAPS
from .weights import FILTERS, N_WEIGHTS

PADDING = TAPS - 1  # zeros before each signal
BLOCK = 8  # signals
STACKED = TAPS * CHANNELS


class Convolutions:
    """The convolutions of one network, with the memory that they work in.

    Parameters
    ----------
    slope : float
        Of the activations below zero: 0 is ReLU, -1 the absolute value, 1 none.
    centred : bool, optional
        Whether each channel's mean over time is removed after the first activation.

    Notes
    -----
    The matrix products are PyTorch's, on memory of PyTorch's: always aligned alike, so that they
    round alike. For the same numbers in every process, let them run on one thread
    (``torch.set_num_threads(1)``).

    Examples
    --------
    >>> from relu_spectrum.dc_experiment.weights import start
    >>> x = padded(np.ones((3, 256)))
    >>> Convolutions(slope=0).features(x, start(np.random.default_rng(0))).shape
    (32, 3)
    """

    def __init__(self, slope: float, *, centred: bool = False) -> None:
        self.slope, self.centred = np.float32(slope), centred
        n = BLOCK * N_TIME
        self._memory = [torch.empty(rows * n) for rows in (STACKED, CHANNELS, STACKED)]
        self._blocks = {}
        self._weights, self._gradient = torch.empty(N_WEIGHTS), torch.empty(N_WEIGHTS)
        self._filter_1, self._filter_1_gradient = (
            flat[:STACKED].view(TAPS, CHANNELS).numpy() for flat in (self._weights, self._gradient)
        )
        self._filter_2, self._filter_2_gradient = (
            flat[STACKED:FILTERS].view(STACKED, CHANNELS)
            for flat in (self._weights, self._gradient)
        )
        self._filter_2_turned = self._filter_2.t()

    def _block(self, n_signals: int) -> list[torch.Tensor | NDArray[np.float32]]:
        """View the memory as H, Z, Z^T and dH of so many signals; H, Z and dH also for NumPy."""
        if n_signals not in self._blocks:
            n = n_signals * N_TIME
            h, z, dh = (
                part[: part.numel() // (BLOCK * N_TIME) * n].view(-1, n) for part in self._memory
            )
            self._blocks[n_signals] = [h, z, z.t(), dh, h.numpy(), z.numpy(), dh.numpy()]
        return self._blocks[n_signals]

    def _forward(self, x: NDArray[np.float32]) -> NDArray[np.float32]:
        """Compute the pooled features of one block, shape (32, signals)."""
        h, z, _, _, h_array, z_array, _ = self._block(len(x))
        pooled = np.empty((CHANNELS, len(x)), np.float32)
        first(x, self._filter_1, self.slope, self.centred, h_array)
        torch.mm(self._filter_2_turned, h, out=z)
        pool(z_array, self.slope, pooled)
        return pooled

    def _backward(self, x: NDArray[np.float32], pooled_gradient: NDArray[np.float32]) -> None:
        """Add the filters' gradients of the block that `_forward` saw last."""
        h, z, z_turned, dh, _, z_array, dh_array = self._block(len(x))
        spread(z_array, self.slope, pooled_gradient)
        self._filter_2_gradient.addmm_(h, z_turned)
        torch.mm(self._filter_2, z, out=dh)
        collect(dh_array, x, self._filter_1, self.slope, self.centred, self._filter_1_gradient)

    def features(self, x: NDArray[np.float32], weights: NDArray[np.float32]) -> NDArray[np.float32]:
        """Compute the pooled features.

        Parameters
        ----------
        x : ndarray [shape=(n, 258)], float32
            Signals of `padded`.
        weights : ndarray [shape=(4323,)], float32
            Flat, as in `weights`.

        Returns
        -------
        ndarray [shape=(32, n)], float32
        """
        self._weights.numpy()[:] = weights
        return np.hstack([self._forward(x[i : i + BLOCK]) for i in range(0, len(x), BLOCK)])

    def step(
        self,
        x: NDArray[np.float32],
        labels: NDArray[np.int64],
        weights: NDArray[np.float32],
        gradient: NDArray[np.float32],
    ) -> tuple[float, int]:
        """Compute the loss of one batch, and the gradients of its mean.

        Parameters
        ----------
        x : ndarray [shape=(n, 258)], float32
            Signals of `padded`.
        labels : ndarray [shape=(n,)], int64
        weights : ndarray [shape=(4323,)], float32
            Flat, as in `weights`.
        gradient : ndarray [shape=(4323,)], float32
            Is overwritten.

        Returns
        -------
        loss : float
            Sum of the cross-entropies in nats.
        correct : int
            Number of correct answers.
        """
        self._weights.numpy()[:] = weights
        self._gradient.zero_()
        loss, correct, share = 0.0, 0, 1 / len(x)
        for i in range(0, len(x), BLOCK):
            some, own = x[i : i + BLOCK], labels[i : i + BLOCK]
            pooled = self._forward(some)
            back = np.empty_like(pooled)
            result = head_step(pooled, own, share, weights, self._gradient.numpy(), back)
            loss, correct = loss + result[0], correct + result[1]
            self._backward(some, back)
        gradient[:] = self._gradient.numpy()
        return loss, correct


def padded(x: NDArray[np.float64]) -> NDArray[np.float32]:
    """Put two zeros before each signal, shape (n, 256) to (n, 258), as float32.

    Examples
    --------
    >>> padded(np.ones((1, 256)))[0, :4]
    array([0., 0., 1., 1.], dtype=float32)
    """
    if x.ndim != 2 or x.shape[1] != N_TIME:
        raise ValueError(f"x must have the shape (n, {N_TIME}), not {x.shape}")
    return np.pad(x, ((0, 0), (PADDING, 0))).astype(np.float32)
