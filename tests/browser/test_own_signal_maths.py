"""What the OwnSignalExplorer computes, in Chromium, against the package and SciPy."""

import base64
import io

import numpy as np
import pytest
from scipy.io import wavfile
from scipy.signal import resample_poly

from relu_spectrum.signals import EXAMPLES, example_signal
from relu_spectrum.spectrum import folded, strongest_line, unlike_input, welch_spectrum

SOURCE = """
import { EXAMPLES } from "./maths/examples.mjs";
import { createResampler } from "./maths/resampling.mjs";
import { createEngine } from "./own_signal/engine.mjs";
export { folded, strongestLine } from "./maths/welch.mjs";
export const example = (name) => EXAMPLES[name]();
export function resampled(x, up, down, block) {
  const resampler = createResampler(up, down);
  const parts = [];
  for (let from = 0; from < x.length; from += block) {
    parts.push(...resampler.push(Float64Array.from(x.slice(from, from + block))));
  }
  return [...parts, ...resampler.end()];
}
const engine = createEngine();
export const measure = (settings) => engine.measure(settings);
export const sounds = (settings) => engine.sounds(settings);
export function choose(channel) {
  engine.choose(channel);
  return channel;
}
export function open(name, text) {
  return engine.open(new File([Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0))], name));
}
import { toldRate } from "./own_signal/decoding.js";
export const toldRateOf = (bytes) => toldRate(Uint8Array.from(bytes));
export async function largest(seconds) {
  const size = 44 + 96000 * seconds;
  const head = new DataView(new ArrayBuffer(44));
  "RIFF    WAVEfmt ".split("").forEach((sign, i) => head.setUint8(i, sign.charCodeAt(0)));
  const format = [16, 0x10001, 48000, 96000, 0x100002];
  format.forEach((value, i) => head.setUint32(16 + 4 * i, value, true));
  "data".split("").forEach((sign, i) => head.setUint8(36 + i, sign.charCodeAt(0)));
  head.setUint32(40, size - 44, true);
  let most = 0;
  const slice = (from, to) => {
    most = Math.max(most, to - from);
    if (to <= 44) return new Blob([head.buffer.slice(from, to)]);
    const samples = Int16Array.from({ length: Math.ceil((to - from) / 2) }, (_, n) => n % 1000);
    return new Blob([from < 44 ? head.buffer.slice(from) : [], samples]).slice(0, to - from);
  };
  const own = createEngine();
  const opened = await own.open({ name: "x.wav", size, slice });
  const settings = { example: null, start: 0, zoom: 1, taps: [1, 0, 0], gain: 1, bias: 0 };
  const { count } = await own.measure({ ...settings, ratio: 1 });
  return { ...opened, count, most };
}
export async function newest() {
  const settings = { example: "noise", start: 0, zoom: 1, taps: [1, 0, 0], ratio: 4, bias: 0 };
  const both = [engine.measure({ ...settings, gain: 1 }), engine.measure({ ...settings, gain: 2 })];
  return (await Promise.all(both)).map((found) => found && found.std);
}
"""
USUAL = {
    "example": "tone", "start": 0, "zoom": 1, "taps": [1, 0, 0], "ratio": 1, "gain": 1, "bias": 0,
    "centred": True, "closeUp": True,
}  # fmt: skip
CASES = [
    {},
    {"example": "two tones", "bias": 0.5, "gain": 1.7, "closeUp": False},
    {"example": "chirp", "taps": [1, -0.9, 0.2], "zoom": 4, "start": 60},
    {"example": "pulse wave", "ratio": 4, "centred": False, "closeUp": False},
    {"example": "sung vowel", "ratio": 0.25, "bias": -0.4},
    {"example": "noise", "ratio": 0.125, "taps": [0.5, 0.5, 0], "zoom": 2, "start": 100},
    {"example": "noise", "ratio": 2, "bias": 4.5},
    {"example": "tone", "bias": -2},
    {"example": "pulse wave", "zoom": 1024, "start": 30, "ratio": 0.125},
]


@pytest.fixture(scope="module")
def call(run_modules):
    return run_modules(SOURCE)


def processed(x, rate, how):
    """What goes into ReLU, and its sample rate, by NumPy and SciPy."""
    bias = how["bias"] * x.std()
    x = x - x.mean() if how["centred"] else x
    count = max(-(-x.size // how["zoom"]), min(int(64 / how["ratio"]), x.size))
    start = int(np.floor(how["start"] / 100 * (x.size - count) + 0.5))
    x = np.convolve(x[start : start + count], how["taps"])[:count]
    up, down = (how["ratio"], 1) if how["ratio"] >= 1 else (1, round(1 / how["ratio"]))
    return how["gain"] * resample_poly(x, up, down) + bias, rate * up / down


def check(found, x, rate, how):
    """Compare all that is measured with the package."""
    y, close = np.maximum(x, 0), {"rtol": 1e-9, "atol": 1e-10 * max(abs(x).max(), 1e-9)}
    assert (found["count"], found["rate"]) == (x.size, rate)
    for name, value in {"dcBefore": x.mean(), "dc": y.mean(), "std": x.std()}.items():
        np.testing.assert_allclose(found[name], value, **close, err_msg=name)
    share = unlike_input(x, y)
    if np.isnan(share):
        assert found["newShare"] is None
    else:
        np.testing.assert_allclose(found["newShare"], share, rtol=1e-7, atol=1e-9)
    one = 2 ** int(np.log2(min(x.size, 2**17)))
    spectra = {"one": (x[:one], one), "oneAfter": (y[:one], one)}
    segment = min(one, 4096)
    spectra |= {"mean": (x, segment), "meanAfter": (y, segment)}
    for name, (signal, length) in spectra.items():
        wanted = welch_spectrum(signal, sample_rate=rate, segment=length)
        np.testing.assert_allclose(found[name], wanted.amplitude, **close, err_msg=name)
        if name == "one":
            strongest = strongest_line(wanted)
            np.testing.assert_allclose(found["strongest"], strongest, rtol=1e-6)
    shown = x[:300] if how["closeUp"] else x
    for name, signal in (("input", shown), ("output", np.maximum(shown, 0))):
        drawn = signal
        if shown.size > 800:
            edges = np.ceil(np.arange(400) * shown.size / 400).astype(int)
            ends = [reduce.reduceat(signal, edges) for reduce in (np.minimum, np.maximum)]
            drawn = np.ravel(ends, order="F")
        np.testing.assert_allclose(found[name], drawn, **close, err_msg=name)


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_examples_are_pythons(call, name):
    x, rate = example_signal(name)
    found = call("example", name)
    assert found["rate"] == rate
    np.testing.assert_allclose(found["x"], x, rtol=0, atol=1e-9 * abs(x).max())


@pytest.mark.parametrize(("up", "down"), [(1, 8), (1, 2), (1, 1), (2, 1), (4, 1), (3, 2)])
@pytest.mark.parametrize("block", [1, 7, 1000])
def test_resampling_is_scipys(call, up, down, block):
    x = np.random.default_rng(3).normal(size=203)
    found = call("resampled", x.tolist(), up, down, block)
    np.testing.assert_allclose(found, resample_poly(x, up, down), rtol=0, atol=1e-12)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_all_that_is_measured_is_pythons(call, case):
    how = USUAL | case
    found = call("measure", how)
    check(found, *processed(*example_signal(how["example"]), how), how)


def test_a_file_of_several_channels(call):
    x = np.random.default_rng(4).normal(0.3, 0.2, (150_000, 2))
    file = io.BytesIO()
    wavfile.write(file, 44_100, x.astype(np.float32))
    opened = call("open", "x.wav", base64.b64encode(file.getvalue()).decode())
    assert opened == {"channels": 2, "length": 150_000, "rate": 44_100}
    how = USUAL | {"example": None, "bias": 0.3, "closeUp": False, "ratio": 0.5}
    for channel in (0, 1):
        call("choose", channel)
        x_read = x[:, channel].astype(np.float32).astype(float)
        check(call("measure", how), *processed(x_read, 44_100, how), how)


@pytest.mark.parametrize("ratio", [1, 0.5])
def test_what_is_heard_is_before_after_and_what_is_new(call, ratio):
    how = USUAL | {"example": "sung vowel", "bias": 0.2, "ratio": ratio}
    x, rate = processed(*example_signal("sung vowel"), how)
    y = np.maximum(x, 0)
    found = call("sounds", how)
    x, y = x - x.mean(), y - y.mean()
    fresh = y - x * (x @ y) / (x @ x)
    assert found["rate"] == rate
    for name, wanted in {"before": x, "after": y, "fresh": fresh}.items():
        np.testing.assert_allclose(found[name], wanted, atol=1e-10)
    assert fresh @ fresh / (y @ y) == pytest.approx(unlike_input(x, y + 1 - 1))


def test_only_the_newest_settings_are_worked_out(call):
    first, second = call("newest")
    assert second == pytest.approx(2 * 0.25, rel=0.1)
    assert first is None


def test_where_a_line_folds(call):
    for frequency in (0, 100, 499, 500, 501, 1000, 1750, 12_345.6):
        found = call("folded", frequency, 1000)
        assert found == pytest.approx(folded(frequency, sample_rate=1000), abs=1e-9)


def test_a_long_file_is_read_in_small_pieces(call):
    """600 s of it in 57.6 MB would take 230 MB as numbers."""
    found = call("largest", 60)
    assert found["length"] == found["count"] == 60 * 48_000
    assert found["most"] <= 2 * 65_536


@pytest.mark.parametrize(
    ("content", "rate"),
    [
        (b"fLaC\x00\x00\x00\x22" + bytes(10) + bytes.fromhex("0ac44270") + bytes(8), 44_100),
        (b"OggS" + bytes(24) + b"\x01vorbis" + bytes(5) + (22_050).to_bytes(4, "little"), 22_050),
        (b"OggS" + bytes(24) + b"OpusHead" + bytes(20), 48_000),
        (b"ID3\x03" + bytes(5) + b"\x05\xff\xfb\xff\xff\xff" + b"\xff\xfb\x90\x00" * 9, 44_100),
        (b"\xff\xf3\x94\x00" * 9, 24_000),
        (b"\x1a\x45\xdf\xa3" + bytes(40), 48_000),
    ],
    ids=["flac", "vorbis", "opus", "mp3 with a tag", "mp3 of version 2", "webm"],
)  # fmt: skip
def test_the_rate_that_a_sound_tells(call, content, rate):
    assert call("toldRateOf", list(content)) == rate
