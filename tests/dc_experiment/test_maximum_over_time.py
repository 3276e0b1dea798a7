"""What chapter 7 says of the maximum over time: frequency can be read without any ReLU.

Convolutions and reader are written anew: untrained filters by NumPy, and Fisher's discriminant by
the distance to the class means.
"""

import numpy as np
import pytest

from relu_spectrum.dc_experiment import ARMS, Settings, reader_accuracy
from relu_spectrum.dc_experiment.data import draw
from relu_spectrum.dc_experiment.network import Views, start
from relu_spectrum.dc_experiment.settings import streams

TONES = {"random_phase": True, "amplitudes": (0.5, 2)}


def delayed(h, taps):
    """Causal convolution of h (n, time, in) with taps (delay, in, out)."""
    past = [np.pad(h, ((0, 0), (k, 0), (0, 0)))[:, : h.shape[1]] for k in range(len(taps))]
    return sum(p @ tap for p, tap in zip(past, taps, strict=True))


def pooled(x, own, activation, over_time):
    taps_1, taps_2 = own.filter_1.reshape(3, 1, 32), own.filter_2
    blocks = (block[..., None] for block in np.split(x.astype(np.float32), 12))
    outputs = (activation(delayed(activation(delayed(b, taps_1)), taps_2)) for b in blocks)
    return np.concatenate([over_time(output, axis=1) for output in outputs]).astype(float)


def linear_reader(known, label, fresh):
    """Fisher's discriminant: the nearest class mean, by the covariance within classes."""
    means = np.stack([known[label == k].mean(axis=0) for k in range(3)])
    _, size, directions = np.linalg.svd(known - means[label], full_matrices=False)
    directions = directions[size > 1e-5 * size[0]] / size[size > 1e-5 * size[0], None]
    gaps = (fresh[:, None] - means) @ directions.T
    return np.square(gaps).sum(axis=-1).argmin(axis=1)


def share(repetition, noise, activation, over_time):
    random = streams(0, repetition)
    learn = draw(random.train, 1024, noise=noise, **TONES)
    test = draw(random.test, 300, noise=noise, **TONES)
    own = Views.of(start(random.weights))
    known, fresh = (pooled(s.x, own, activation, over_time) for s in (learn, test))
    return np.mean(linear_reader(known, learn.label, fresh) == test.label)


def rectified(v):
    return np.maximum(v, 0)


def unchanged(v):
    return v


def test_the_mean_is_the_packages():
    shares = reader_accuracy(
        ARMS["relu"], 0, ["linear"], Settings(test_per_class=300), noise=1, **TONES
    )
    assert share(0, 1, rectified, np.mean) == pytest.approx(shares["linear"], abs=0.005)


@pytest.mark.parametrize("noise", [0, 1])
def test_the_maximum_without_relu_reads_frequency_nearly_as_well(noise):
    shares = [share(k, noise, unchanged, np.max) for k in range(2)]
    assert np.mean(shares) == pytest.approx(1 if noise == 0 else 0.92, abs=0.02)
    assert share(0, noise, unchanged, np.mean) < 2 / 3
