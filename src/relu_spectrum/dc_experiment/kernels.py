"""Compiled loops on the pooled features: the dense layers, Adam, and whole epochs.

What comes after the mean over time is small (32 features of 64 samples a step), so that loops
compiled by numba beat calls of a library. Every model is computed alone, always in the same order
of operations: its numbers do not depend on what else is computed beside it.

- `head_loss`, `head_step`: loss and correct answers of the dense layers; the same with gradients
- `adam`: one step of Adam
- `mix`, `unmix`, `multiply`: the linear network's features are a matrix times five numbers
- `features_epoch`, `five_numbers_epoch`: one epoch of training on fixed features, and of the linear
  network

They call each other, and lie in one file with the batch size and Adam's constants, because numba's
cache notices changes of this file only.
Weights are flat vectors as in `network`; features have the shape (32, samples). All arrays are
float32, labels and orders int64.
"""

import numpy as np
from numba import njit

from .network import CHANNELS, CLASSES, FILTERS, HIDDEN, N_WEIGHTS, TAPS

# Sums may be reordered and fused; NaN and infinity keep their meaning. 1 / 0 is infinite. Callees
# are inlined: as functions of their own they would come out in another order of sums, depending on
# what had been compiled or loaded before.
compiled = njit(
    fastmath={"reassoc", "contract", "nsz"},
    error_model="numpy",
    nogil=True,
    cache=True,
    forceinline=True,
)
BATCH = 64
# Keras' defaults of Adam
LEARNING_RATE, BETA_1, BETA_2, EPSILON = 1e-3, 0.9, 0.999, 1e-7
ZERO = np.float32(0)
D1, B1 = FILTERS, FILTERS + CHANNELS * HIDDEN
D2, B2 = B1 + HIDDEN, B1 + HIDDEN + HIDDEN * CLASSES


@compiled
def _hidden(features, weights):
    """Compute the hidden layer, shape (32, samples)."""
    n = features.shape[1]
    hidden = np.empty((HIDDEN, n), np.float32)
    for j in range(HIDDEN):
        for s in range(n):
            hidden[j, s] = weights[B1 + j]
        for i in range(0, CHANNELS, 4):
            at = D1 + i * HIDDEN + j
            w0, w1 = weights[at], weights[at + HIDDEN]
            w2, w3 = weights[at + 2 * HIDDEN], weights[at + 3 * HIDDEN]
            for s in range(n):
                hidden[j, s] += (w0 * features[i, s] + w1 * features[i + 1, s]) + (
                    w2 * features[i + 2, s] + w3 * features[i + 3, s]
                )
        for s in range(n):
            hidden[j, s] = hidden[j, s] if hidden[j, s] > ZERO else ZERO
    return hidden


@compiled
def _answers(hidden, labels, weights, share):
    """Sum of losses, correct answers, and share * (probability - truth), shape (3, samples)."""
    n = labels.size
    slopes = np.empty((CLASSES, n), np.float32)
    for k in range(CLASSES):
        for s in range(n):
            slopes[k, s] = weights[B2 + k]
        for j in range(HIDDEN):
            w = weights[D2 + j * CLASSES + k]
            for s in range(n):
                slopes[k, s] += w * hidden[j, s]
    loss, correct = 0.0, 0
    for s in range(n):
        best = 0
        for k in range(1, CLASSES):
            best = k if slopes[k, s] > slopes[best, s] else best
        correct += best == labels[s]
        top, total = np.float64(slopes[best, s]), 0.0
        loss += top - slopes[labels[s], s]
        for k in range(CLASSES):
            total += np.exp(slopes[k, s] - top)
        for k in range(CLASSES):
            chance = np.exp(slopes[k, s] - top) / total
            slopes[k, s] = share * (chance - (k == labels[s]))
        loss += np.log(total)
    return loss, correct, slopes


@compiled
def head_loss(features, labels, weights):
    """Sum of the cross-entropies (nats), and number of correct answers."""
    loss, correct, _ = _answers(_hidden(features, weights), labels, weights, 1.0)
    return loss, correct


@compiled
def head_step(features, labels, share, weights, gradient, features_gradient):
    """Do as `head_loss`, and add the gradients of ``share`` times the sum to `gradient`.

    `features_gradient` is overwritten with the gradient by the features.
    """
    n = labels.size
    hidden = _hidden(features, weights)
    loss, correct, slopes = _answers(hidden, labels, weights, share)
    for k in range(CLASSES):
        for s in range(n):
            gradient[B2 + k] += slopes[k, s]
    for j in range(HIDDEN):
        at = D2 + j * CLASSES
        w0, w1, w2 = weights[at], weights[at + 1], weights[at + 2]
        t0 = t1 = t2 = bias = ZERO
        for s in range(n):
            h = hidden[j, s]
            t0 += h * slopes[0, s]
            t1 += h * slopes[1, s]
            t2 += h * slopes[2, s]
            back = w0 * slopes[0, s] + w1 * slopes[1, s] + w2 * slopes[2, s]
            back = back if h > ZERO else ZERO
            hidden[j, s] = back  # from here on the gradient by the hidden layer
            bias += back
        gradient[at] += t0
        gradient[at + 1] += t1
        gradient[at + 2] += t2
        gradient[B1 + j] += bias
    features_gradient[:] = ZERO
    for i in range(CHANNELS):
        for j in range(0, HIDDEN, 4):
            at = D1 + i * HIDDEN + j
            w0, w1, w2, w3 = weights[at], weights[at + 1], weights[at + 2], weights[at + 3]
            t0 = t1 = t2 = t3 = ZERO
            for s in range(n):
                f = features[i, s]
                h0, h1, h2, h3 = hidden[j, s], hidden[j + 1, s], hidden[j + 2, s], hidden[j + 3, s]
                t0 += f * h0
                t1 += f * h1
                t2 += f * h2
                t3 += f * h3
                features_gradient[i, s] += (w0 * h0 + w1 * h1) + (w2 * h2 + w3 * h3)
            gradient[at] += t0
            gradient[at + 1] += t1
            gradient[at + 2] += t2
            gradient[at + 3] += t3
    return loss, correct


@compiled
def adam(weights, gradient, first, second, step, begin):
    """Change weights[begin:] by Adam's step number `step` = 1, 2, ..., in Keras' form.

    With m and v the running means of the gradient g and of g**2,
    w -= a m / (sqrt(v) + epsilon), a = rate sqrt(1 - beta_2**step) / (1 - beta_1**step).
    """
    b1, b2, epsilon = np.float32(BETA_1), np.float32(BETA_2), np.float32(EPSILON)
    c1, c2 = np.float32(1 - BETA_1), np.float32(1 - BETA_2)
    rate = np.float32(LEARNING_RATE * np.sqrt(1 - BETA_2**step) / (1 - BETA_1**step))
    for i in range(begin, weights.size):
        g = gradient[i]
        m = b1 * first[i] + c1 * g
        v = b2 * second[i] + c2 * g * g
        first[i], second[i] = m, v
        weights[i] -= rate * m / (np.sqrt(v) + epsilon)


@compiled
def mix(weights, matrix):
    """Fill matrix[d, o] = sum over taps k + l = d and channels c of w1[k, c] w2[l, c, o]."""
    matrix[:] = ZERO
    for k in range(TAPS):
        for c in range(CHANNELS):
            w = weights[k * CHANNELS + c]
            for tap in range(TAPS):
                row = (TAPS + tap * CHANNELS + c) * CHANNELS
                for o in range(CHANNELS):
                    matrix[k + tap, o] += w * weights[row + o]


@compiled
def unmix(weights, matrix_gradient, gradient):
    """Overwrite the filters' gradients, given the gradient by the matrix of `mix`."""
    gradient[:FILTERS] = ZERO
    for k in range(TAPS):
        for c in range(CHANNELS):
            w, total = weights[k * CHANNELS + c], ZERO
            for tap in range(TAPS):
                row = (TAPS + tap * CHANNELS + c) * CHANNELS
                for o in range(CHANNELS):
                    gradient[row + o] += w * matrix_gradient[k + tap, o]
                    total += weights[row + o] * matrix_gradient[k + tap, o]
            gradient[k * CHANNELS + c] = total


@compiled
def multiply(matrix, numbers, features):
    """Fill features[o, s] = sum over d of matrix[d, o] numbers[d, s]."""
    for o in range(CHANNELS):
        for s in range(numbers.shape[1]):
            total = ZERO
            for d in range(5):
                total += matrix[d, o] * numbers[d, s]
            features[o, s] = total


@compiled
def features_epoch(features, labels, order, weights, first, second, steps):
    """Train the dense layers for one epoch on fixed features; `steps` were done before.

    Returns the sum of the losses and the number of correct answers, each before its step.
    """
    gradient = np.empty(N_WEIGHTS, np.float32)
    loss, correct = 0.0, 0
    for begin in range(0, order.size, BATCH):
        chosen = order[begin : begin + BATCH]
        some_features, share = _columns(features, chosen), 1 / chosen.size
        back = np.empty_like(some_features)
        gradient[:] = ZERO
        some = head_step(some_features, labels[chosen], share, weights, gradient, back)
        loss, correct = loss + some[0], correct + some[1]
        steps += 1
        adam(weights, gradient, first, second, steps, FILTERS)
    return loss, correct


@compiled
def five_numbers_epoch(numbers, labels, order, weights, first, second, steps):
    """Train the whole linear network for one epoch on its numbers, shape (5, samples).

    As `features_epoch`, with all weights.
    """
    matrix = np.empty((5, CHANNELS), np.float32)
    matrix_back = np.empty_like(matrix)
    gradient = np.empty(N_WEIGHTS, np.float32)
    loss, correct = 0.0, 0
    for begin in range(0, order.size, BATCH):
        chosen = order[begin : begin + BATCH]
        some_numbers, share = _columns(numbers, chosen), 1 / chosen.size
        features = np.empty((CHANNELS, chosen.size), np.float32)
        back = np.empty_like(features)
        gradient[:] = ZERO
        mix(weights, matrix)
        multiply(matrix, some_numbers, features)
        some = head_step(features, labels[chosen], share, weights, gradient, back)
        loss, correct = loss + some[0], correct + some[1]
        for d in range(5):
            for o in range(CHANNELS):
                total = ZERO
                for s in range(chosen.size):
                    total += some_numbers[d, s] * back[o, s]
                matrix_back[d, o] = total
        unmix(weights, matrix_back, gradient)
        steps += 1
        adam(weights, gradient, first, second, steps, 0)
    return loss, correct


@compiled
def _columns(values, chosen):
    """values[:, chosen]."""
    result = np.empty((values.shape[0], chosen.size), np.float32)
    for d in range(values.shape[0]):
        for s in range(chosen.size):
            result[d, s] = values[d, chosen[s]]
    return result
