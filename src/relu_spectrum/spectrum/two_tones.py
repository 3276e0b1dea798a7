"""ReLU of tones whose frequencies are unrelated: Bennett's products and the mean of many.

When no integer relation sum_j k_j f_j = 0 holds but the trivial one, all phases between the tones
occur equally often, so theta_1, theta_2, ... act as independent angles; of two tones the lines lie
at m f_1 +- n f_2. A relation of order sum_j |k_j| fixes one sum of phases, and that moves the mean,
the less the higher the order. Without DC an odd relation counts only when taken twice. `many_tones`
computes the means of related tones.

- `two_tone_lines`: the amplitudes A_mn of these products (Bennett, New results in the calculation
  of modulation products, Bell System Technical Journal 12, 1933)
- `incommensurate_dc`: the mean for any number of tones (after Rice, Mathematical analysis of random
  noise, Bell System Technical Journal 23, 1944)
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

from .._checks import not_negative, real_array, whole_number
from .one_tone import tone_harmonics

_NODES = 100


def two_tone_lines(amplitude_1: float, amplitude_2: float, *, order: int) -> NDArray[np.float64]:
    """Compute Bennett's table of modulation products of two tones after a ReLU.

    ReLU(a cos theta_1 + b cos theta_2) = sum_{m,n} A_mn cos(m theta_1) cos(n theta_2). For a >= b
    and m + n even,

        A_mn = -(e_m e_n / pi) (-1)^{(m+n)/2} W,   e_0 = 1, else 2,
        W = a (b/a)^n Gamma((m+n-1)/2) / (4 n! Gamma((m-n+3)/2))
              2F1((m+n-1)/2, (n-m-1)/2; n+1; b^2/a^2);

    A_10 = a/2, A_01 = b/2, all other products of odd order are 0; for a < b the roles are swapped.

    Parameters
    ----------
    amplitude_1, amplitude_2 : float
        a and b, zero or more.
    order : int
        The highest m and the highest n, zero or more.

    Returns
    -------
    ndarray [shape=(order + 1, order + 1)]
        A_mn with sign, m first. A_00 is the mean, not doubled. The line at m f_1 has amplitude
        |A_m0|, the one at n f_2 |A_0n|, and each of the two at m f_1 +- n f_2 |A_mn| / 2, for
        m, n >= 1. The absolute error is about 1e-14 (a + b).

    Raises
    ------
    TypeError, ValueError
        For amplitudes that are negative or not real and finite, or an order below 0.

    Notes
    -----
    The table is computed as A_mn = (e_n / pi) int_0^pi c_m(b cos theta) cos(n theta) d theta, with
    c_m of `one_tone.tone_harmonics`, by Gauss-Legendre quadrature: 2F1 in double precision loses
    most digits from order 40 on. Phases of the tones only shift theta_1 and theta_2. Where products
    coincide, because m f_1 = n f_2 for some whole m and n, they add with their phases:
    `many_tones.relu_lines` counts them right.

    Examples
    --------
    Two unit tones: the mean is 4 / pi^2.

    >>> (two_tone_lines(1.0, 1.0, order=2) * np.pi**2).round(4)
    array([[ 4.    ,  4.9348,  0.8889],
           [ 4.9348,  5.3333,  0.    ],
           [ 0.8889,  0.    , -1.0667]])
    """
    a = not_negative(amplitude_1, "amplitude_1")
    b = not_negative(amplitude_2, "amplitude_2")
    order = whole_number(order, "order", least=0)
    if a < b:
        return two_tone_lines(b, a, order=order).T
    if a == 0:
        return np.zeros((order + 1, order + 1))
    u, weight = special.roots_legendre(_NODES + 4 * order)
    u = (u + 1) * np.pi / 2
    theta = u - np.sin(2 * u) / 2  # 0..pi, dense at both ends, where b close to a needs it
    weight = weight * np.pi * np.sin(u) ** 2
    m = np.arange(order + 1)
    inner = tone_harmonics(a, bias=b * np.cos(theta), n_harmonics=order)
    table = (inner.T * weight) @ np.cos(np.multiply.outer(theta, m)) / np.pi
    table[:, 1:] *= 2
    table[np.add.outer(m, m) % 2 == 1] = 0
    table[1:2, 0] = a / 2
    table[0, 1:2] = b / 2
    return table


def incommensurate_dc(amplitudes: ArrayLike) -> float:
    """Compute the mean of ReLU of a sum of tones whose frequencies satisfy no integer relation.

    DC = (1/pi) int_0^inf (1 - prod_k J0(a_k t)) / t^2 dt.

    Parameters
    ----------
    amplitudes : array-like [shape=(tones,)]
        a_k, zero or more.

    Returns
    -------
    float
        The mean, not doubled: a / pi for one tone, (a/pi) 2F1(-1/2, -1/2; 1; b^2/a^2) for two, the
        integral above for more, with an absolute error below 1e-9 of the largest amplitude.

    Raises
    ------
    TypeError, ValueError
        If amplitudes is empty, not one-dimensional, or holds values that are negative or not real
        and finite.

    Notes
    -----
    The mean of |x| is (2/pi) int (1 - Re E exp(itx)) / t^2 dt, and J0(at) is the characteristic
    function of a tone of random phase. It is also the average over all phases for any frequencies.
    Where an integer relation sum_j k_j f_j = 0 holds, the mean depends on the phases: much for an
    even sum |k_j| of 4, hardly for a high one (101 and 163 Hz: 264, by 6e-9).

    Examples
    --------
    >>> incommensurate_dc([1.0, 1.0, 1.0, 1.0])
    0.572669
    """
    a = real_array(amplitudes, "amplitudes", least=0)
    if a.ndim != 1:
        raise ValueError(f"amplitudes must be one-dimensional, not of shape {a.shape}")
    a = np.sort(a[a > 0])[::-1]
    if a.size <= 2:
        first, second = np.pad(a, (0, 2 - a.size))
        return float(two_tone_lines(first, second, order=0)[0, 0])
    relative = a / a[0]
    # Gauss-Legendre panels of half a period of the fastest oscillation. Beyond `last` the integral
    # of 1 / t^2 is known and that of the product, as |J0(z)| < sqrt(2 / (pi z)), is negligible.
    ends = np.geomspace(10, 20_000, 200)
    bound = np.prod([np.minimum(1, 2 / (np.pi * r * ends)) for r in relative], axis=0) ** 0.5
    last = ends[min(np.count_nonzero(bound / ends > 1e-13), ends.size - 1)]
    edges = np.linspace(0, last, int(last * relative.sum() / np.pi) + 1)
    nodes, weights = np.polynomial.legendre.leggauss(8)
    total = 1 / last
    half = (edges[1] - edges[0]) / 2
    for node, weight in zip(nodes, weights, strict=True):
        t = edges[:-1] + half * (1 + node)
        product = np.prod([special.j0(ratio * t) for ratio in relative], axis=0)
        total += weight * half * np.sum((1 - product) / t**2)
    return float(a[0] * total / np.pi)
