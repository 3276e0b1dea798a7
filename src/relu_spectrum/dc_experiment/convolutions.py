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

from .kernels import compiled, head_step
from .settings import CHANNELS, N_TIME, TAPS
from .weights import FILTERS, N_WEIGHTS

PADDING = TAPS - 1  # zeros before each signal
BLOCK = 8  # signals
ZERO = np.float32(0)
STACKED = TAPS * CHANNELS


@compiled
def _first(x, filters, slope, centred, stacked):
    """Fill stacked[k * 32 + c, s * T + t] = h[c, t - k] of signal s, h = activation(w1 * x)."""
    for c in range(CHANNELS):
        w0, w1, w2 = filters[0, c], filters[1, c], filters[2, c]
        now, one, two = stacked[c], stacked[CHANNELS + c], stacked[2 * CHANNELS + c]
        for s in range(x.shape[0]):
            v, o = x[s], s * N_TIME
            for t in range(N_TIME):
                u = w0 * v[t + 2] + w1 * v[t + 1] + w2 * v[t]
                now[o + t] = u if u > ZERO else slope * u
            if centred:
                total = ZERO
                for t in range(N_TIME):
                    total += now[o + t]
                total /= np.float32(N_TIME)
                for t in range(N_TIME):
                    now[o + t] -= total
            one[o] = two[o] = two[o + 1] = ZERO
            for t in range(N_TIME - 1):
                one[o + 1 + t] = now[o + t]
            for t in range(N_TIME - 2):
                two[o + 2 + t] = now[o + t]


@compiled
def _pool(z, slope, pooled):
    """Fill pooled[c, s], the mean over time of activation(z)."""
    for c in range(CHANNELS):
        for s in range(pooled.shape[1]):
            v, total = z[c, s * N_TIME : (s + 1) * N_TIME], ZERO
            for t in range(N_TIME):
                total += v[t] if v[t] > ZERO else slope * v[t]
            pooled[c, s] = total / np.float32(N_TIME)


@compiled
def _spread(z, slope, pooled_gradient):
    """Replace z by the gradient of the loss by z."""
    for c in range(CHANNELS):
        for s in range(pooled_gradient.shape[1]):
            v = z[c, s * N_TIME : (s + 1) * N_TIME]
            above = pooled_gradient[c, s] / np.float32(N_TIME)
            below = slope * above
            for t in range(N_TIME):
                v[t] = above if v[t] > ZERO else below


@compiled
def _collect(stacked_gradient, x, filters, slope, centred, gradient):
    """Add the first filters' gradient, sum over t of dh[c, t] activation'(u[c, t]) x[t - k]."""
    passed = np.empty(N_TIME, np.float32)
    for c in range(CHANNELS):
        w0, w1, w2 = filters[0, c], filters[1, c], filters[2, c]
        now, one = stacked_gradient[c], stacked_gradient[CHANNELS + c]
        two = stacked_gradient[2 * CHANNELS + c]
        a0 = a1 = a2 = ZERO
        for s in range(x.shape[0]):
            v, o = x[s], s * N_TIME
            for t in range(N_TIME - 2):
                passed[t] = now[o + t] + one[o + t + 1] + two[o + t + 2]
            passed[N_TIME - 2] = now[o + N_TIME - 2] + one[o + N_TIME - 1]
            passed[N_TIME - 1] = now[o + N_TIME - 1]
            mean = ZERO
            if centred:
                for t in range(N_TIME):
                    mean += passed[t]
                mean /= np.float32(N_TIME)
            for t in range(N_TIME):
                u = w0 * v[t + 2] + w1 * v[t + 1] + w2 * v[t]
                d = passed[t] - mean
                d = d if u > ZERO else slope * d
                a0 += d * v[t + 2]
                a1 += d * v[t + 1]
                a2 += d * v[t]
        gradient[0, c] += a0
        gradient[1, c] += a1
        gradient[2, c] += a2


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
        self._weights = torch.empty(N_WEIGHTS)
        self._gradient = torch.empty(N_WEIGHTS)

    def _block(self, n_signals: int) -> list[torch.Tensor]:
        """View the memory as H, Z and dH of so many signals."""
        n = n_signals * N_TIME
        return [part[: part.numel() // (BLOCK * N_TIME) * n].view(-1, n) for part in self._memory]

    def _filters(self) -> tuple[NDArray[np.float32], torch.Tensor]:
        """View the own copy of the weights: first filters, and second as (96, 32)."""
        first = self._weights[:STACKED].view(TAPS, CHANNELS).numpy()
        return first, self._weights[STACKED:FILTERS].view(STACKED, CHANNELS)

    def _forward(self, x: NDArray[np.float32]) -> NDArray[np.float32]:
        """Compute the pooled features of one block, shape (32, signals)."""
        stacked, z, _ = self._block(len(x))
        first, second = self._filters()
        pooled = np.empty((CHANNELS, len(x)), np.float32)
        _first(x, first, self.slope, self.centred, stacked.numpy())
        torch.mm(second.t(), stacked, out=z)
        _pool(z.numpy(), self.slope, pooled)
        return pooled

    def _backward(self, x: NDArray[np.float32], pooled_gradient: NDArray[np.float32]) -> None:
        """Add the filters' gradients of the block that `_forward` saw last."""
        stacked, z, stacked_gradient = self._block(len(x))
        first, second = self._filters()
        first_gradient = self._gradient[:STACKED].view(TAPS, CHANNELS).numpy()
        second_gradient = self._gradient[STACKED:FILTERS].view(STACKED, CHANNELS)
        _spread(z.numpy(), self.slope, pooled_gradient)
        second_gradient.addmm_(stacked, z.t())
        torch.mm(second, z, out=stacked_gradient)
        _collect(stacked_gradient.numpy(), x, first, self.slope, self.centred, first_gradient)

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
