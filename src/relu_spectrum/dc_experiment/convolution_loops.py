"""Compiled loops around the second convolution's matrix products, each one pass over a block.

A signal of 256 samples is kept as four phases of 64, phase p with the samples 4 t + p, so that the
loops run over neighbours in memory. The second convolution computes four samples at a time, from
the six of its input that they depend on: d[0..5] = h[4 t - 2 .. 4 t + 3], the tile t. In place of
the tile stand six sums of it, each 32 channels of (signals * 64) columns, and in place of the
outputs six products, of which the four outputs are sums (`convolutions` says why).

All is float32. The activation is v for v > 0 and slope * v elsewhere; its derivative at 0 is the
slope.

- `first`: the first convolution with its activation, as tiles
- `pool`, `spread`: activation and mean over time, and the gradient back through both
- `collect`: the gradient by the first filters; that by the hidden signals is never stored
"""

import numpy as np

from ..paper import N_SAMPLES
from .kernels import compiled
from .network import CHANNELS

PHASES = 4
TILES = N_SAMPLES // PHASES  # of a signal
ZERO, TWO, FOUR, FIVE, EIGHT = (np.float32(number) for number in (0, 2, 4, 5, 8))


@compiled
def _delayed(x, phase):
    """One phase of a signal, and the same delayed by one and by two samples."""
    now = x[phase, 1:]
    one = x[phase - 1, 1:] if phase >= 1 else x[3, :-1]
    two = x[phase - 2, 1:] if phase >= 2 else x[phase + 2, :-1]
    return now, one, two


@compiled
def _centre(phases):
    """Remove the mean of all phases."""
    total = ZERO
    for p in range(PHASES):
        for t in range(TILES):
            total += phases[p, t]
    total /= np.float32(N_SAMPLES)
    for p in range(PHASES):
        for t in range(TILES):
            phases[p, t] -= total


@compiled
def _six(sums, c, s):
    """Six rows of channel c and signal s, each a run of its own, for loops of vector code."""
    b, e = s * TILES, (s + 1) * TILES
    lower = sums[0, c, b:e], sums[1, c, b:e], sums[2, c, b:e]
    return (*lower, sums[3, c, b:e], sums[4, c, b:e], sums[5, c, b:e])


@compiled
def first(x, filters, slope, centred, tiles):
    """Fill tiles[k, c, s * 64 + t] with sum k of the tile t of h[c] = activation(w1 * x), signal s.

    x holds the phases of the signals, shape (signals, 4, 65); see `convolutions.phases`.
    """
    h = np.zeros((PHASES, TILES + 1), np.float32)
    h0, h1, h2, h3 = h[0], h[1], h[2], h[3]
    for c in range(CHANNELS):
        w0, w1, w2 = filters[0, c], filters[1, c], filters[2, c]
        for s in range(x.shape[0]):
            for p in range(PHASES):
                now, one, two = _delayed(x[s], p)
                v = h[p, 1:]
                for t in range(TILES):
                    u = w0 * now[t] + w1 * one[t] + w2 * two[t]
                    v[t] = u if u > ZERO else slope * u
            if centred:
                _centre(h[:, 1:])
            v0, v1, v2, v3, v4, v5 = _six(tiles, c, s)
            for t in range(TILES):
                d0, d1, d2, d3, d4, d5 = h2[t], h3[t], h0[t + 1], h1[t + 1], h2[t + 1], h3[t + 1]
                v0[t], v5[t] = FOUR * d0 - FIVE * d2 + d4, FOUR * d1 - FIVE * d3 + d5
                a, b = d4 - FOUR * d2, d3 - FOUR * d1
                v1[t], v2[t] = a + b, a - b
                a, b = d4 - d2, TWO * (d3 - d1)
                v3[t], v4[t] = a + b, a - b


@compiled
def _outputs(p0, p1, p2, p3, p4, p5):
    """Sum the products of a tile to its four outputs."""
    a, b = p1 + p2, p1 - p2
    e, f = p3 + p4, TWO * (p3 - p4)
    return p0 + a + e, b + f, a + FOUR * e, b + FOUR * f + p5


@compiled
def pool(products, slope, pooled):
    """Fill pooled[c, s], the mean over time of activation(z), z the outputs."""
    for c in range(CHANNELS):
        for s in range(pooled.shape[1]):
            p0, p1, p2, p3, p4, p5 = _six(products, c, s)
            total = ZERO
            for t in range(TILES):
                z0, z1, z2, z3 = _outputs(p0[t], p1[t], p2[t], p3[t], p4[t], p5[t])
                z0, z1 = z0 if z0 > ZERO else slope * z0, z1 if z1 > ZERO else slope * z1
                z2, z3 = z2 if z2 > ZERO else slope * z2, z3 if z3 > ZERO else slope * z3
                total += (z0 + z1) + (z2 + z3)
            pooled[c, s] = total / np.float32(N_SAMPLES)


@compiled
def spread(products, slope, pooled_gradient):
    """Replace the products by the gradient of the loss by them."""
    for c in range(CHANNELS):
        for s in range(pooled_gradient.shape[1]):
            above = pooled_gradient[c, s] / np.float32(N_SAMPLES)
            below = slope * above
            p0, p1, p2, p3, p4, p5 = _six(products, c, s)
            for t in range(TILES):
                z0, z1, z2, z3 = _outputs(p0[t], p1[t], p2[t], p3[t], p4[t], p5[t])
                z0, z1 = above if z0 > ZERO else below, above if z1 > ZERO else below
                z2, z3 = above if z2 > ZERO else below, above if z3 > ZERO else below
                p0[t], p5[t] = z0, z3
                a, b = z0 + z2, z1 + z3
                p1[t], p2[t] = a + b, a - b
                a, b = z0 + FOUR * z2, TWO * z1 + EIGHT * z3
                p3[t], p4[t] = a + b, a - b


@compiled
def collect(tiles_gradient, x, filters, slope, centred, gradient):
    """Add the first filters' gradient, sum over t of dh[c, t] activation'(u[c, t]) x[t - k]."""
    dh = np.zeros((PHASES, TILES), np.float32)
    dh0, dh1, dh2, dh3 = dh[0], dh[1], dh[2], dh[3]
    for c in range(CHANNELS):
        w0, w1, w2 = filters[0, c], filters[1, c], filters[2, c]
        g0 = g1 = g2 = ZERO
        for s in range(x.shape[0]):
            v0, v1, v2, v3, v4, v5 = _six(tiles_gradient, c, s)
            for t in range(TILES):
                a, b = v1[t] + v2[t], v1[t] - v2[t]
                e, f = v3[t] + v4[t], TWO * (v3[t] - v4[t])
                dh0[t], dh1[t] = -FIVE * v0[t] - FOUR * a - e, b + f - FIVE * v5[t]
                dh2[t], dh3[t] = v0[t] + a + e, v5[t]
            for t in range(TILES - 1):  # the first two samples of the next tile
                b, f = v1[t + 1] - v2[t + 1], TWO * (v3[t + 1] - v4[t + 1])
                dh2[t] += FOUR * v0[t + 1]
                dh3[t] += FOUR * (v5[t + 1] - b) - f
            if centred:
                _centre(dh)
            for p in range(PHASES):
                now, one, two = _delayed(x[s], p)
                d = dh[p]
                for t in range(TILES):
                    u = w0 * now[t] + w1 * one[t] + w2 * two[t]
                    back = d[t] if u > ZERO else slope * d[t]
                    g0 += back * now[t]
                    g1 += back * one[t]
                    g2 += back * two[t]
        gradient[0, c] += g0
        gradient[1, c] += g1
        gradient[2, c] += g2
