"""The PhaseExplorer's maths in Chromium against NumPy, the package, and lists of relations."""

import itertools

import numpy as np
import pytest

import relu_spectrum as rs
from relu_spectrum.spectrum import incommensurate_dc

CLOSE = {"rtol": 1e-9, "atol": 1e-9}
PAPER = {
    "frequency": 10, "amplitude": 1.0, "phase": 0, "bias": 0.0, "n_terms": 50, "paper_tones": True,
}  # fmt: skip
CASES = [
    {},
    {"phase": 85, "n_terms": 7},
    {"bias": 0.3, "frequency": 15},
    {"frequency": 15, "paper_tones": False, "phase": 360},
    {"frequency": 10, "paper_tones": False, "phase": 45, "bias": 0.3},
    {"frequency": 17, "paper_tones": False, "amplitude": 0.35, "phase": 270},
    {"frequency": 5, "phase": 180, "paper_tones": False, "amplitude": 2.0},
    {"frequency": 39, "bias": -1.0, "amplitude": 0.1, "n_terms": 500},
    {"frequency": 1, "n_terms": 1},
    {"frequency": 40, "phase": 5},
]


@pytest.fixture(scope="module")
def call(run_modules):
    names = ("maths/relations", "phases/picture")
    return run_modules("".join(f'export * from "./{name}.mjs";' for name in names))


def others_of(settings):
    return [5, 20, 40] if settings["paper_tones"] else [5]


def lines_of(x):
    amplitude = np.abs(np.fft.rfft(x)) / x.size
    amplitude[1:-1] *= 2
    return amplitude


@pytest.mark.parametrize("some", CASES, ids=str)
def test_lines_and_dc_are_numpys(call, some):
    settings = PAPER | some
    picture, b = call("phasePicture", settings), settings["bias"]
    turned = rs.Tone(settings["frequency"], settings["amplitude"], np.radians(settings["phase"]))
    tones = [turned, *(rs.Tone(f) for f in others_of(settings))]
    _, x = rs.sample(tones, sample_rate=1024, duration=1, bias=b)
    relu = np.maximum(x, 0)
    peak = sum(tone.amplitude for tone in tones) + abs(b)
    model = rs.relu_model(x, n_terms=settings["n_terms"], scale=peak**2 / 2)
    after, modelled = lines_of(relu)[:201], lines_of(model)[:201]
    error = np.abs(modelled - after)
    np.testing.assert_allclose(picture["frequency"], np.arange(201), **CLOSE)
    np.testing.assert_allclose(picture["outputAmplitude"], after, **CLOSE)
    np.testing.assert_allclose(picture["modelAmplitude"], modelled, **CLOSE)
    np.testing.assert_allclose(picture["error"], error, **CLOSE)

    readouts = picture["readouts"]
    wanted = {
        "dcMeasured": relu.mean(),
        "dcExact": rs.relu_lines(tones, bias=b, n_lines=0).dc,
        "dcModel": model.mean(),
        "error": np.linalg.norm(model - relu) / np.linalg.norm(relu),
        "worstError": error.max(),
    }
    for name, value in wanted.items():
        np.testing.assert_allclose(readouts[name], value, **CLOSE, err_msg=name)
    assert error[readouts["worst"]] == pytest.approx(error.max(), rel=1e-9)


def dc_of_samples(settings):
    """Mean of ReLU at each phase, of 2048 samples of one period: without the symmetry."""
    period = 1 / np.gcd(settings["frequency"], 5)
    angle = 2 * np.pi * np.arange(2048) / 2048 * period
    x = settings["bias"] + sum(np.cos(f * angle) for f in others_of(settings))
    phases = np.radians(np.arange(0, 361, 5))[:, np.newaxis]
    moved = settings["amplitude"] * np.cos(settings["frequency"] * angle + phases)
    return np.maximum(x + moved, 0).mean(axis=1)


def test_exact_dc_of_settings_at_random(call):
    rng = np.random.default_rng(5)
    for _ in range(60):
        settings = PAPER | {
            "frequency": int(rng.integers(1, 41)),
            "amplitude": rng.integers(2, 41) / 20,
            "phase": 5 * int(rng.integers(73)),
            "bias": rng.choice([0, rng.integers(-20, 21) / 20]),
            "paper_tones": bool(rng.integers(2)),
        }
        tones = [
            rs.Tone(settings["frequency"], settings["amplitude"], np.radians(settings["phase"])),
            *(rs.Tone(f) for f in others_of(settings)),
        ]
        exact = rs.relu_lines(tones, bias=settings["bias"], n_lines=0).dc
        found = call("phasePicture", settings)["readouts"]["dcExact"]
        assert found == pytest.approx(exact, abs=1e-12), settings


@pytest.mark.parametrize("some", CASES, ids=str)
def test_dc_at_all_phases_is_the_exact_one(call, some):
    settings = PAPER | some
    picture = call("phasePicture", settings)
    np.testing.assert_array_equal(picture["phase"], np.arange(0, 361, 5))
    still = [rs.Tone(f) for f in others_of(settings)]
    exact = [
        rs.relu_lines(
            [rs.Tone(settings["frequency"], settings["amplitude"], np.radians(degrees)), *still],
            bias=settings["bias"],
            n_lines=0,
        ).dc
        for degrees in picture["phase"]
    ]
    np.testing.assert_allclose(picture["dc"], exact, rtol=0, atol=1e-4)
    np.testing.assert_allclose(picture["dc"], dc_of_samples(settings), rtol=0, atol=1e-12)
    readouts, dc = picture["readouts"], np.array(picture["dc"])
    assert readouts["mean"] == pytest.approx(dc[:-1].mean(), rel=1e-12)
    assert (readouts["least"], readouts["most"]) == (dc.min(), dc.max())
    assert readouts["range"] == pytest.approx(np.ptp(dc) / dc[:-1].mean(), rel=1e-12)
    low, high = picture["axes"]["dc"]
    assert low < dc.min() <= dc.max() < high


def test_the_papers_numbers(call):
    readouts = call("phasePicture", PAPER)["readouts"]
    assert readouts["dcExact"] == pytest.approx(0.5744, abs=1e-4)
    assert readouts["error"] == pytest.approx(0.0171, abs=1e-4)
    assert readouts["relation"] == {"order": 4, "multiples": [1, 2, -1, 0]}  # 10 + 5 + 5 - 20


@pytest.mark.parametrize(("frequency", "order", "share"), [(15, 4, 9.0), (10, 6, 3.9)])
def test_the_mean_over_phases_is_that_of_unrelated_frequencies(call, frequency, order, share):
    two = PAPER | {"frequency": frequency, "paper_tones": False}
    readouts = call("phasePicture", two)["readouts"]
    assert readouts["mean"] == pytest.approx(incommensurate_dc([1, 1]), abs=1e-6)
    assert readouts["relation"]["order"] == order
    assert 100 * readouts["range"] == pytest.approx(share, abs=0.05)


def lowest_by_trying(moved, others, odd, most=4):
    """Terms of the lowest relation that holds the moved tone, up to `most` times each."""
    counts = itertools.product(range(1, most + 1), *[range(-most, most + 1)] * len(others))
    sums = ((sum(map(abs, n)), np.dot(n, [moved, *others])) for n in counts)
    return min((k for k, total in sums if total == 0 and (odd or k % 2 == 0)), default=None)


@pytest.mark.parametrize("odd", [False, True])
@pytest.mark.parametrize("others", [[5], [5, 20, 40]])
def test_relations_are_the_lowest(call, others, odd):
    for moved in range(1, 41):
        found = call("lowestRelations", moved, others)["odd" if odd else "even"]
        assert np.dot(found["multiples"], [moved, *others]) == 0
        assert found["multiples"][0] >= 1
        assert sum(map(abs, found["multiples"])) == found["order"]
        assert odd or found["order"] % 2 == 0
        tried = lowest_by_trying(moved, others, odd)
        assert tried is None or found["order"] <= tried
        if max(map(abs, found["multiples"])) <= 4:
            assert found["order"] == tried
        if len(others) == 1:
            divisor = np.gcd(moved, 5)
            once = (moved + 5) // divisor
            assert found["order"] == (once if odd or once % 2 == 0 else 2 * once)


def test_a_tone_counts_as_often_as_saves_terms(call):
    """More often than twice the first of the others would ask for: 3 x 4 = 10 + 2 x 1."""
    assert call("lowestRelations", 4, [1, 10])["even"] == {"order": 6, "multiples": [3, -2, -1]}
