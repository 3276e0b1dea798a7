"""Take DC, or all that is not DC, out of a network's features, and see what its head makes of it.

Features are DC, the mean of each channel over time, plus the pattern, what is left. A head that
reads one of the two reads worse when that one says nothing.

- `constant`, `removed`: one of the two set to its average over samples, or to zero
- `permuted`: one of the two exchanged between samples
- `correlation`: how well the head's answers still follow the truth
"""

from typing import Literal

import numpy as np
import torch
from numpy.typing import ArrayLike, NDArray
from torch import Tensor

from .._checks import real_array

Part = Literal["DC", "pattern"]


def _split(features: Tensor, part: Part) -> tuple[Tensor, Tensor]:
    """Return the part (broadcastable to the features) and the rest."""
    if features.ndim < 2 or len(features) < 2:
        raise ValueError(
            f"features must have the shape (2 or more, ..., time), not {tuple(features.shape)}"
        )
    dc = features.mean(dim=-1, keepdim=True)
    parts = {"DC": (dc, features - dc), "pattern": (features - dc, dc)}
    if part not in parts:
        raise ValueError(f"part must be 'DC' or 'pattern', not {part!r}")
    return parts[part]


def removed(features: Tensor, part: Part) -> Tensor:
    """Set one part to zero.

    Parameters
    ----------
    features : Tensor [shape=(n, ..., time)]
        At least two samples.
    part : {"DC", "pattern"}

    Returns
    -------
    Tensor
        Of the same shape.

    Raises
    ------
    ValueError
        If there are fewer than two samples, or no such part.

    Examples
    --------
    >>> removed(torch.tensor([[1.0, 3.0], [0.0, 2.0]]), "DC").tolist()
    [[-1.0, 1.0], [-1.0, 1.0]]
    """
    _, rest = _split(features, part)
    return rest.expand_as(features)


def constant(features: Tensor, part: Part) -> Tensor:
    """Set one part to its average over all samples: as large as ever, but it says nothing.

    Parameters
    ----------
    features : Tensor [shape=(n, ..., time)]
        At least two samples.
    part : {"DC", "pattern"}

    Returns
    -------
    Tensor
        Of the same shape.

    Raises
    ------
    ValueError
        As in `removed`.

    Examples
    --------
    >>> constant(torch.tensor([[1.0, 3.0], [5.0, 5.0]]), "DC").tolist()
    [[2.5, 4.5], [3.5, 3.5]]
    """
    own, rest = _split(features, part)
    return rest + own.mean(dim=0, keepdim=True)


def permuted(features: Tensor, part: Part, *, seed: int) -> Tensor:
    """Give each sample one part of another sample, drawn without replacement.

    Every value still occurs, with its usual spread; only what it says about this sample is lost.

    Parameters
    ----------
    features : Tensor [shape=(n, ..., time)]
        At least two samples.
    part : {"DC", "pattern"}
    seed : int
        Chooses the permutation.

    Returns
    -------
    Tensor
        Of the same shape.

    Raises
    ------
    ValueError
        As in `removed`.

    Examples
    --------
    >>> x = torch.tensor([[1.0, 3.0], [5.0, 5.0], [0.0, 8.0]])
    >>> sorted(permuted(x, "DC", seed=0).mean(dim=-1).tolist())
    [2.0, 4.0, 5.0]
    """
    own, rest = _split(features, part)
    order = np.random.default_rng(seed).permutation(len(features))
    return rest + own[torch.from_numpy(order)]


def correlation(found: ArrayLike, true: ArrayLike) -> NDArray[np.float64]:
    """Compute Pearson's correlation along the last axis, for many answers at once.

    Parameters
    ----------
    found : array-like [shape=(..., n)], real-valued
    true : array-like [shape=(n,)], real-valued

    Returns
    -------
    ndarray [shape=(...)]
        -1 to 1.

    Raises
    ------
    TypeError, ValueError
        If the lengths differ, or one of the two does not vary.

    Examples
    --------
    >>> correlation([[1, 2, 3], [3, 2, 1]], [10, 20, 30])
    array([ 1., -1.])
    """
    found, true = real_array(found, "found"), real_array(true, "true")
    if true.ndim != 1 or found.ndim == 0 or found.shape[-1] != true.size:
        raise ValueError(
            f"found and true must have the shapes (..., n) and (n,), not {found.shape} and "
            f"{true.shape}"
        )
    if np.ptp(true) == 0 or np.ptp(found, axis=-1).min() == 0:
        raise ValueError("found and true must vary: a constant has no correlation")
    found, true = found - found.mean(axis=-1, keepdims=True), true - true.mean()
    return (found @ true) / np.sqrt((found**2).sum(axis=-1) * (true**2).sum())
