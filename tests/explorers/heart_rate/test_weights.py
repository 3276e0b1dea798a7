"""The packed weights: what a page computes with is what was published, to half a step."""

import binascii
import gzip
import json
import string

import numpy as np
import pytest

from relu_spectrum.explorers.heart_rate import weights as kid_ppg_weights
from relu_spectrum.models import published


@pytest.fixture(scope="module")
def packed():
    return kid_ppg_weights.packed()


def unpacked(packed):
    """All numbers, by another way than NumPy's."""
    letters = string.ascii_uppercase + string.ascii_lowercase + string.digits + "+/"
    low = binascii.a2b_base64(packed["low"]).hex()  # a number is a hexadecimal digit
    parts = zip(packed["high"], packed["middle"], low, strict=True)
    return np.array(
        [1024 * letters.index(a) + 16 * letters.index(b) + int(c, 16) - 2**15 for a, b, c in parts],
        dtype=float,
    )


def test_every_weight_is_there_to_half_a_step(packed):
    arrays = published.weights()
    numbers, at = unpacked(packed), 0
    for layer in range(1, 10):
        kernel = arrays[f"conv1d_{116 + layer}/kernel"]
        bias = arrays[f"conv1d_{116 + layer}/bias"]
        for part, step in zip(
            (kernel.transpose(2, 1, 0).ravel(), bias),
            packed["steps"][2 * layer - 2 : 2 * layer],
            strict=True,
        ):
            mine = numbers[at : at + part.size] * step
            np.testing.assert_allclose(mine, part, rtol=0, atol=0.5001 * step)
            assert step < (2.8e-4 if layer > 7 else 7e-5)
            at += part.size
    assert at == numbers.size == 97_872


def test_the_script_says_whose_they_are_and_is_small(packed):
    script = kid_ppg_weights.script()
    head, _, data = script.partition("globalThis.reluKidPpgWeights = ")
    for words in ("kid-ppg 0.0.4", "Kechris", "GPL-3.0", "Changed ", "PPG-DaLiA", "CC BY 4.0"):
        assert words in head
    assert json.loads(data.removesuffix(";\n")) == packed
    assert script.isascii()
    # The explorer says "177 kB" while it loads them.
    assert len(gzip.compress(script.encode(), 9)) == pytest.approx(177_000, rel=0.005)


def test_missing_weights_are_an_error_that_names_the_command(monkeypatch):
    def missing():
        raise published.FetchError("kid_ppg-0.0.4.whl is missing: run `relu-spectrum fetch`")

    monkeypatch.setattr(published, "weights", missing)
    with pytest.raises(published.FetchError, match="relu-spectrum fetch"):
        kid_ppg_weights.script()
