"""The explorers' JavaScript maths, run in Chromium, against NumPy and the package: to 1e-9."""

import dataclasses

import numpy as np
import pytest
import torch

import relu_spectrum as rs
from relu_spectrum.models import AveragingStack, DifferencingStack

MODULES = [
    "maths/spectrum",
    "maths/tones",
    "maths/many_tones",
    "maths/taylor",
    "maths/stacks",
    "view/settings",
    "view/words",
    "spectrum/picture",
    "stack/picture",
    "taylor/picture",
]
CLOSE = {"rtol": 1e-9, "atol": 1e-9}
WINDOW = 2.0  # s


@pytest.fixture(scope="module")
def call(run_modules):
    """Call an exported function in the browser: `call(name, *arguments)`."""
    return run_modules("".join(f'export * from "./{name}.mjs";' for name in MODULES))


def spectrum_settings(count):
    """Random settings on the grid of the sliders, and the corners that are easy to get wrong."""
    random = np.random.default_rng(20240723)
    corners = [
        {},
        {"amplitude": 0.0},
        {"amplitude": 0.0, "bias": 0.5},
        {"bias": -2.0},
        {"bias": 1.0},
        {"bias": -1.0},
        {"frequency": 25.0, "amplitude_2": 1.0},
        {"frequency": 59.5, "frequency_2": 60.0, "amplitude_2": 1.0, "sample_rate": 128},
        {"frequency": 1.0, "frequency_2": 60.0, "amplitude_2": 0.05},
    ]
    drawn = [
        {
            "frequency": random.integers(2, 121) / 2,
            "amplitude": random.integers(0, 41) / 20,
            "bias": random.integers(-40, 41) / 20,
            "frequency_2": random.integers(2, 121) / 2,
            "amplitude_2": random.integers(0, 41) / 20,
            "sample_rate": int(random.choice([128, 256, 512, 1024])),
            "decibels": bool(random.integers(2)),
        }
        for _ in range(count)
    ]
    usual = {
        "frequency": 10.0,
        "amplitude": 1.0,
        "bias": 0.0,
        "frequency_2": 25.0,
        "amplitude_2": 0.0,
        "sample_rate": 512,
        "decibels": False,
    }
    return [usual | some for some in corners + drawn]


def line_amplitudes(x):
    """One-sided amplitudes by NumPy's own FFT: DC and Nyquist not doubled."""
    amplitude = np.abs(np.fft.rfft(x)) / x.size
    amplitude[1:-1] *= 2
    return amplitude


def tones_of(settings):
    """The tones that sound."""
    pairs = [("frequency", "amplitude"), ("frequency_2", "amplitude_2")]
    return [rs.Tone(settings[f], settings[a]) for f, a in pairs if settings[a] > 0]


@pytest.mark.parametrize("settings", spectrum_settings(40), ids=str)
def test_spectrum_picture(call, settings):
    picture = call("spectrumPicture", settings)
    tones, bias, rate = tones_of(settings), settings["bias"], settings["sample_rate"]
    time = np.arange(round(WINDOW * rate)) / rate
    x = bias + sum(t.amplitude * np.cos(2 * np.pi * t.frequency * time) for t in tones) + 0 * time
    y = np.maximum(x, 0)
    np.testing.assert_allclose(picture["time"], time, **CLOSE)
    np.testing.assert_allclose(picture["input"], x, **CLOSE)
    np.testing.assert_allclose(picture["output"], y, **CLOSE)
    np.testing.assert_allclose(picture["frequency"], np.fft.rfftfreq(x.size, 1 / rate), **CLOSE)
    before, after = line_amplitudes(x), line_amplitudes(y)
    np.testing.assert_allclose(picture["inputAmplitude"], before, **CLOSE)
    np.testing.assert_allclose(picture["outputAmplitude"], after, **CLOSE)

    check_exact_lines(picture, tones, bias, rate)
    check_shares(picture["readouts"], y, before, after)


def check_exact_lines(picture, tones, bias, rate):
    """The exact lines against the package, and each alias at its folded place."""
    readouts = picture["readouts"]
    if not tones:
        assert readouts["dcExact"] == max(bias, 0)
        assert picture["aliases"]["frequency"] == []
        return
    f0, _ = rs.common_frequency(tones)
    exact = rs.relu_lines(tones, bias=bias, n_lines=int(1024 / f0))
    shown = dict(zip(picture["exact"]["frequency"], picture["exact"]["amplitude"], strict=True))
    aliases = picture["aliases"]
    shown |= dict(zip(aliases["source"], aliases["amplitude"], strict=True))
    amplitudes = [shown.get(frequency, 0.0) for frequency in exact.frequency]
    np.testing.assert_allclose(amplitudes, exact.amplitude, **CLOSE)
    assert max(picture["exact"]["frequency"], default=0) <= rate / 2
    assert min(aliases["source"], default=np.inf) > rate / 2
    source = np.array(aliases["source"])
    folded = np.abs(source - rate * np.round(source / rate))
    np.testing.assert_allclose(aliases["frequency"], folded, **CLOSE)
    np.testing.assert_allclose(readouts["dcExact"], exact.dc, **CLOSE)
    np.testing.assert_allclose(readouts["folding"], np.mean(picture["output"]) - exact.dc, **CLOSE)
    np.testing.assert_allclose(readouts["fundamentalExact"], exact.at(tones[0].frequency), **CLOSE)


def check_shares(readouts, y, before, after):
    """DC and the split of power, worked out anew."""
    np.testing.assert_allclose(readouts["dcMeasured"], y.mean(), **CLOSE)
    np.testing.assert_allclose(readouts["power"], np.mean(y**2), **CLOSE)
    if np.mean(y**2) == 0:
        assert readouts["newShare"] == readouts["newShareDc"] == 0
        return
    power = after**2 / 2
    power[[0, -1]] *= 2
    fresh = before <= 1e-9 * before.max()
    np.testing.assert_allclose(readouts["newShare"], power[fresh].sum() / np.mean(y**2), **CLOSE)
    if readouts["newShare"] > 1e-6:
        share = power[0] / power[fresh].sum() if fresh[0] else 0
        np.testing.assert_allclose(readouts["newShareDc"], share, **CLOSE)


@pytest.mark.parametrize("paper", [False, True])
@pytest.mark.parametrize(
    ("terms", "scale"), [(1, 0.5), (2, 2.0), (50, 0.5), (137, 0.83), (500, 0.5)]
)
def test_taylor_picture(call, terms, scale, paper):
    picture = call("taylorPicture", {"n_terms": terms, "scale": scale, "paper_tones": paper})
    tones = rs.PAPER_TONES if paper else (rs.Tone(10.0),)
    big = scale * sum(tone.amplitude for tone in tones) ** 2
    time = np.arange(4096) / 4096 * 0.2
    x = sum(np.cos(2 * np.pi * tone.frequency * time) for tone in tones)
    y, model = np.maximum(x, 0), rs.relu_model(x, n_terms=terms, scale=big)
    np.testing.assert_allclose(picture["output"], y, **CLOSE)
    np.testing.assert_allclose(picture["model"], model, **CLOSE)
    np.testing.assert_allclose(picture["outputAmplitude"], line_amplitudes(y)[:81], **CLOSE)
    np.testing.assert_allclose(picture["modelAmplitude"], line_amplitudes(model)[:81], **CLOSE)
    f0, _ = rs.common_frequency(tones)
    exact = rs.relu_lines(tones, n_lines=round(400 / f0))
    np.testing.assert_allclose(picture["exact"]["amplitude"], exact.amplitude, **CLOSE)

    readouts, density = picture["readouts"], rs.zero_density(tones)
    assert readouts["diverges"] is False
    wanted = {
        "density": density,
        "sup": rs.sup_error(terms, scale=big),
        "rms": np.sqrt(np.mean((model - y) ** 2)),
        "dc": model.mean() - exact.dc,
        "supLaw": rs.sup_error(terms, scale=big),
        "rmsLaw": rs.rms_error(terms, scale=big, density=density),
        "dcLaw": rs.dc_error(terms, scale=big, density=density),
    }
    for name, value in wanted.items():
        np.testing.assert_allclose(readouts[name], value, **CLOSE, err_msg=name)


def test_divergence_is_shown_with_its_number(call):
    picture = call("taylorPicture", {"n_terms": 500, "scale": 0.3, "paper_tones": True})
    g = (np.arange(4096) == 0) * (1 / 0.3 - 1)  # the peak is at t = 0
    peak = 2 + 0.5 * np.sqrt(4.8) * np.polynomial.polynomial.polyval(g[0], rs.coefficients(500))
    assert picture["readouts"]["diverges"] is True
    np.testing.assert_allclose(picture["model"][0], peak, rtol=1e-9)
    np.testing.assert_allclose(picture["readouts"]["sup"], abs(peak - 4), rtol=1e-9)


def stack_settings(count):
    """Random settings of the StackExplorer, the paper's two networks, and filters that cancel."""
    random = np.random.default_rng(2407)
    names = ["depth", "kernel_size", "frequency", "differencing", "four_tones"]
    corners = [
        (5, 9, 10, False, True),
        (2, 2, 10, True, True),
        (0, 2, 10, True, False),
        (8, 17, 120, True, True),
        (8, 2, 1, True, False),
        (8, 17, 1, True, False),  # an odd number of samples before the window
        (3, 17, 64, True, False),  # 16 samples are one period: nothing is left
        (1, 8, 128 / 2, False, True),
        (1, 16, 64, False, False),  # 16 samples are one period: only DC is left
    ]
    drawn = [
        (
            int(random.integers(0, 9)),
            int(random.integers(2, 18)),
            int(random.integers(1, 121)),
            bool(random.integers(2)),
            bool(random.integers(2)),
        )
        for _ in range(count)
    ]
    return [dict(zip(names, values, strict=True)) for values in corners + drawn]


def stack_layers(settings, tones):
    """What each ReLU gives, by PyTorch; the last output is just the window of 2 s."""
    depth, kernel_size = settings["depth"], settings["kernel_size"]
    kind = DifferencingStack if settings["differencing"] else AveragingStack
    stack = kind(depth, kernel_size, 1024)
    n = np.arange(2048 + stack.cropped) - stack.cropped + stack.cropped // 2
    x = torch.from_numpy(sum(np.cos(2 * np.pi * ((f * n / 1024) % 1)) for f in tones))
    after = []
    for name, module in stack.named_children():
        if name.startswith("relu"):
            module.register_forward_hook(lambda _, __, out: after.append(out.numpy()))
    stack(x)
    return stack, x.numpy(), after


@pytest.mark.parametrize("settings", stack_settings(40), ids=str)
def test_stack_picture(call, settings):
    picture = call("stackPicture", settings)
    for name in ("output", "outputAmplitude", "filtersAlone"):
        picture[name] = np.array(picture[name], float)  # JSON has whole numbers of any size
    f = settings["frequency"]
    tones = [f / 2, f, 2 * f, 4 * f] if settings["four_tones"] else [f]
    stack, x, after = stack_layers(settings, tones)
    begin = stack.cropped - stack.cropped // 2
    assert picture["readouts"]["tones"] == tones
    np.testing.assert_allclose(picture["time"], np.arange(2048) / 1024, **CLOSE)
    np.testing.assert_allclose(picture["first"], after[0][begin : begin + 2048], **CLOSE)
    peak = after[-1].max()
    np.testing.assert_allclose(picture["output"], after[-1], rtol=0, atol=1e-11 * peak)
    assert picture["axes"]["peak"] == pytest.approx(peak, rel=1e-11)

    lines = [line_amplitudes(y[-2048:]) for y in after]
    frequency = np.fft.rfftfreq(2048, 1 / 1024)
    np.testing.assert_array_equal(picture["frequency"], frequency)
    before = line_amplitudes(x[begin : begin + 2048])
    np.testing.assert_allclose(picture["inputAmplitude"], before, **CLOSE)
    np.testing.assert_allclose(picture["firstAmplitude"], lines[0], **CLOSE)
    np.testing.assert_allclose(picture["outputAmplitude"], lines[-1], rtol=0, atol=1e-11 * peak)
    gain = np.abs(stack.response(frequency))
    largest = 2 * 1024 / (stack.kernel_size - 1) if settings["differencing"] else 1.0
    np.testing.assert_allclose(picture["response"], gain / largest, **CLOSE)
    alone = lines[0] * gain**stack.depth
    np.testing.assert_allclose(picture["filtersAlone"], alone, rtol=0, atol=1e-11 * alone.max())
    if not settings["differencing"]:
        np.testing.assert_allclose(lines[-1], alone, **CLOSE)  # it is linear after the first ReLU
    check_stack_readouts(picture["readouts"], settings, tones, lines, after)


def check_stack_readouts(readouts, settings, tones, lines, after):
    """Shares of power, the strongest new line and what was cut, worked out anew."""
    frequency = np.fft.rfftfreq(2048, 1 / 1024)
    is_tone = np.isin(frequency, tones)
    is_folded = ~is_tone & (frequency % tones[0] != 0)
    is_new = ~is_tone & (frequency > 0)
    for dc, y in zip(readouts["dc"], after, strict=True):
        total = np.mean(y[-2048:] ** 2)
        expected = np.mean(y[-2048:]) ** 2 / total if total > 0 else 0
        assert dc == pytest.approx(expected, abs=1e-9)
    ends = sorted({0, len(after) - 1})
    for share, end in zip(readouts["shares"], ends, strict=True):
        power = lines[end] ** 2 / 2
        power[[0, -1]] *= 2
        total = np.mean(after[end][-2048:] ** 2)
        assert share["rms"] == pytest.approx(np.sqrt(total), rel=1e-9)
        wanted = {"dc": power[0], "tones": power[is_tone].sum(), "fresh": power[is_new].sum()}
        for name, part in wanted.items() | {("folded", power[is_folded].sum())}:
            expected = part / total if total > 0 else 0
            assert share[name] == pytest.approx(expected, abs=1e-9), name
    fresh = np.where(is_new, lines[-1], 0)
    if fresh.max() > 1e-9 * max(lines[-1].max(), 1e-300):
        place = round(2 * readouts["strongest"])
        assert fresh[place] == pytest.approx(fresh.max(), rel=1e-8)
        assert np.argmax(fresh > (1 - 1e-8) * fresh.max()) == place  # the lowest of equals
        folded = is_folded[place]
        assert readouts["strongestKind"] == ("folded" if folded else "fresh")
    else:
        assert readouts["strongest"] == 0
    source = np.arange(2049) * tones[0]
    places = np.abs(source - 1024 * np.round(source / 1024))
    assert readouts["foldsOnHarmonics"] == (not np.any(places % tones[0]))
    if settings["differencing"] and settings["depth"] > 0:
        span = settings["kernel_size"] - 1
        last = after[-2][-2048 - span :]
        assert readouts["cut"] == pytest.approx(np.mean(last[span:] < last[:-span]), abs=1e-3)


@pytest.mark.parametrize("differencing", [False, True])
def test_a_stack_of_any_signal(call, differencing):
    x = np.random.default_rng(7).normal(size=400)
    kind = DifferencingStack if differencing else AveragingStack
    settings = {"depth": 3, "kernelSize": 6, "differencing": differencing, "sampleRate": 50}
    layers = call("stackLayers", x.tolist(), settings)
    assert [len(layer["after"]) for layer in layers] == [400, 395, 390, 385]
    expected = kind(3, 6, 50)(torch.from_numpy(x)).numpy()
    np.testing.assert_allclose(layers[-1]["after"], expected, rtol=0, atol=1e-12 * expected.max())


def test_phases(call):
    random = np.random.default_rng(5)
    for _ in range(20):
        tones = [
            rs.Tone(random.integers(1, 30) / 2, random.uniform(0.1, 2), random.uniform(-9, 9))
            for _ in range(3)
        ]
        bias = random.uniform(-2, 2)
        plain = [dataclasses.asdict(tone) for tone in tones]
        lines = call("reluLines", plain, {"bias": bias, "count": 200})
        exact = rs.relu_lines(tones, bias=bias, n_lines=200)
        np.testing.assert_allclose(lines["re"], exact.lines.real, **CLOSE)
        np.testing.assert_allclose(lines["im"], exact.lines.imag, **CLOSE)


def test_a_crossing_at_the_end_of_the_period(call):
    tones = [rs.Tone(9, 0.5, np.pi / 2), rs.Tone(1, 1, np.pi)]
    lines = call("reluLines", [dataclasses.asdict(tone) for tone in tones], {"bias": 1, "count": 9})
    exact = rs.relu_lines(tones, bias=1, n_lines=9)
    np.testing.assert_allclose(lines["re"], exact.lines.real, **CLOSE)
    np.testing.assert_allclose(lines["im"], exact.lines.imag, **CLOSE)


def test_allowed_values(call):
    grid = {"low": 1, "high": 60, "step": 0.5, "grid": True, "initial": 10}
    free = {"low": -2, "high": 2, "step": 0.05, "grid": False, "initial": 0}
    assert [call("allowed", value, grid) for value in (7.3, 0, 99, None)] == [7.5, 1, 60, 10]
    assert [call("allowed", value, free) for value in (0.333, -5)] == [0.333, -2]
    assert call("allowed", 300, {"choices": [128, 256, 512, 1024], "initial": 512}) == 256
    assert call("allowed", True, {"initial": False}) is True


def test_words(call):
    assert call("fixed", -0.00001) == "0.0000"
    assert call("fixed", -0.5, 2) == "−0.50"
    assert call("sized", 0.0123456) == "0.0123"
    assert call("sized", -1.6e-5, 2) == "−1.6 × 10⁻⁵"
    assert call("sized", 3.07e12) == "3.07 × 10¹²"
    assert call("percent", 0.5) == "50.0 %"
    assert call("hertz", 7.5) == "7.5 Hz"
    assert call("spoken", -0.5, {"step": 0.05, "unit": ""}) == "−0.50"
    assert call("spoken", 7.5, {"step": 0.5, "unit": "Hz"}) == "7.5 Hz"
