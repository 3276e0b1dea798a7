"""The two convolutions and their activations at the speed of the machine's matrix product.

Three taps and four outputs need twelve multiplications when written out, and six with the minimal
filtering algorithm F(4, 3) (Winograd 1980; Lavin and Gray 2016), of which the products of the
second convolution and of both of its gradients consist here. With the tiles d of four outputs y and
six inputs (`convolution_loops`) and the taps g,

    y = A^T [(G g) * (B^T d)],    dg = G^T [(A dy) * (B^T d)],    dd = B [(A dy) * (G g)],

* element by element. Summed over channels and tiles, each of the three is six matrix products,

    P_k = U_k^T V_k    (32 x 32) (32 x n)
    dU_k = V_k dP_k^T  (32 x n) (n x 32)
    dV_k = U_k dP_k    (32 x 32) (32 x n)

with U = G g and n tiles. A batch goes through in blocks of a few signals, small enough for the
processor's cache. The sums A, B and all the rest, the first convolution with its activation,
pooling, the spreading of the pooled gradient and the gradient of the first filters, are compiled
loops that pass once over a block.

The activation is v for v > 0 and slope * v elsewhere; its derivative at 0 is the slope.

- `Convolutions`: pooled features, and whole training steps
- `phases`: signals as they go in
"""

import numpy as np
import torch
from numpy.typing import NDArray

from ..paper import N_SAMPLES
from .convolution_loops import PHASES, TILES, collect, first, pool, spread
from .kernels import head_step
from .network import CHANNELS, FILTERS, N_WEIGHTS, TAPS

BLOCK = 8  # signals
SUMS = PHASES + TAPS - 1
# G, for causal taps: the first one weights the newest sample
FROM_TAPS = np.array([[0, 0, 6], [-4, -4, -4], [-4, 4, -4], [4, 2, 1], [4, -2, 1], [24, 0, 0]]) / 24


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
    >>> from relu_spectrum.dc_experiment.network import start
    >>> x = phases(np.ones((3, 256)))
    >>> Convolutions(slope=0).features(x, start(np.random.default_rng(0))).shape
    (32, 3)
    """

    def __init__(self, slope: float, *, centred: bool = False) -> None:
        self.slope, self.centred = np.float32(slope), centred
        self.shift = np.zeros((CHANNELS, 1), np.float32)  # is added to the pooled features
        self._memory = [torch.empty(SUMS * CHANNELS * BLOCK * TILES) for _ in range(3)]
        self._blocks = {}
        self._weights, self._gradient = torch.empty(N_WEIGHTS), torch.empty(N_WEIGHTS)
        n_first = TAPS * CHANNELS
        self._filter_1, self._filter_1_gradient = (
            flat[:n_first].view(TAPS, CHANNELS).numpy() for flat in (self._weights, self._gradient)
        )
        self._filter_2, self._filter_2_gradient = (
            flat[n_first:FILTERS].view(TAPS, -1) for flat in (self._weights, self._gradient)
        )
        self._from_taps = torch.tensor(FROM_TAPS, dtype=torch.float32)
        self._u, self._u_gradient = torch.empty(2, SUMS, CHANNELS, CHANNELS)

    def _load(self, weights: NDArray[np.float32]) -> None:
        """Take over the weights, and compute U."""
        self._weights.numpy()[:] = weights
        torch.mm(self._from_taps, self._filter_2, out=self._u.view(SUMS, -1))

    def _block(self, n_signals: int) -> list[torch.Tensor | NDArray[np.float32]]:
        """View the memory as V, P and dV of so many signals, for PyTorch and for NumPy."""
        if n_signals not in self._blocks:
            shape = (SUMS, CHANNELS, n_signals * TILES)
            parts = [part[: np.prod(shape)].view(shape) for part in self._memory]
            self._blocks[n_signals] = parts + [part.numpy() for part in parts]
        return self._blocks[n_signals]

    def _forward(self, x: NDArray[np.float32]) -> NDArray[np.float32]:
        """Compute the pooled features of one block, shape (32, signals)."""
        v, p, _, v_array, p_array, _ = self._block(len(x))
        pooled = np.empty((CHANNELS, len(x)), np.float32)
        first(x, self._filter_1, self.slope, self.centred, v_array)
        torch.bmm(self._u.transpose(1, 2), v, out=p)
        pool(p_array, self.slope, pooled)
        return pooled + self.shift

    def _backward(self, x: NDArray[np.float32], pooled_gradient: NDArray[np.float32]) -> None:
        """Add the gradients by the first filters and by U of the block that `_forward` saw last."""
        v, p, dv, _, p_array, dv_array = self._block(len(x))
        spread(p_array, self.slope, pooled_gradient)
        self._u_gradient.baddbmm_(v, p.transpose(1, 2))
        torch.bmm(self._u, p, out=dv)
        collect(dv_array, x, self._filter_1, self.slope, self.centred, self._filter_1_gradient)

    def features(self, x: NDArray[np.float32], weights: NDArray[np.float32]) -> NDArray[np.float32]:
        """Compute the pooled features.

        Parameters
        ----------
        x : ndarray [shape=(n, 4, 65)], float32
            Signals of `phases`.
        weights : ndarray [shape=(4323,)], float32
            Flat, as in `network`.

        Returns
        -------
        ndarray [shape=(32, n)], float32
        """
        self._load(weights)
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
        x : ndarray [shape=(n, 4, 65)], float32
            Signals of `phases`.
        labels : ndarray [shape=(n,)], int64
        weights : ndarray [shape=(4323,)], float32
            Flat, as in `network`.
        gradient : ndarray [shape=(4323,)], float32
            Is overwritten.

        Returns
        -------
        loss : float
            Sum of the cross-entropies in nats.
        correct : int
            Number of correct answers.
        """
        self._load(weights)
        self._gradient.zero_()
        self._u_gradient.zero_()
        loss, correct, share = 0.0, 0, 1 / len(x)
        for i in range(0, len(x), BLOCK):
            some, own = x[i : i + BLOCK], labels[i : i + BLOCK]
            pooled = self._forward(some)
            back = np.empty_like(pooled)
            result = head_step(pooled, own, share, weights, self._gradient.numpy(), back)
            loss, correct = loss + result[0], correct + result[1]
            self._backward(some, back)
        u_gradient = self._u_gradient.view(SUMS, -1)
        torch.mm(self._from_taps.t(), u_gradient, out=self._filter_2_gradient)
        gradient[:] = self._gradient.numpy()
        return loss, correct


def phases(x: NDArray[np.float64]) -> NDArray[np.float32]:
    """Split signals into four phases, shape (n, 256) to (n, 4, 65), as float32.

    Row p holds the samples 4 t + p, after a zero, which stands for the past.

    Examples
    --------
    >>> phases(np.arange(256)[np.newaxis])[0, :, :3]
    array([[0., 0., 4.],
           [0., 1., 5.],
           [0., 2., 6.],
           [0., 3., 7.]], dtype=float32)
    """
    if x.ndim != 2 or x.shape[1] != N_SAMPLES:
        raise ValueError(f"x must have the shape (n, {N_SAMPLES}), not {x.shape}")
    split = x.reshape(-1, TILES, PHASES).swapaxes(1, 2)
    return np.pad(split, ((0, 0), (0, 0), (1, 0))).astype(np.float32)
