"""Compiled loops around the second convolution's matrix products, each one pass over a block.

Arrays are (rows, signals * T), T = 256 samples a signal, float32. The activation is v for v > 0 and
slope * v elsewhere; its derivative at 0 is the slope.

- `first`: the first convolution with its activation, and its three delays stacked
- `pool`, `spread`: activation and mean over time, and the gradient back through both
- `collect`: the gradient by the first filters; that by the hidden signals is never stored
"""

import numpy as np

from .kernels import compiled
from .settings import CHANNELS, N_TIME

ZERO = np.float32(0)


@compiled
def first(x, filters, slope, centred, stacked):
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
def pool(z, slope, pooled):
    """Fill pooled[c, s], the mean over time of activation(z)."""
    for c in range(CHANNELS):
        for s in range(pooled.shape[1]):
            v, total = z[c, s * N_TIME : (s + 1) * N_TIME], ZERO
            for t in range(N_TIME):
                total += v[t] if v[t] > ZERO else slope * v[t]
            pooled[c, s] = total / np.float32(N_TIME)


@compiled
def spread(z, slope, pooled_gradient):
    """Replace z by the gradient of the loss by z."""
    for c in range(CHANNELS):
        for s in range(pooled_gradient.shape[1]):
            v = z[c, s * N_TIME : (s + 1) * N_TIME]
            above = pooled_gradient[c, s] / np.float32(N_TIME)
            below = slope * above
            for t in range(N_TIME):
                v[t] = above if v[t] > ZERO else below


@compiled
def collect(stacked_gradient, x, filters, slope, centred, gradient):
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
