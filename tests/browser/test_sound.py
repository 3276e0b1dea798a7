"""What the explorers' sound is: rendered by the browser's own audio, against NumPy."""

import numpy as np
import pytest
from scipy.signal import freqs_zpk
from views import change

from relu_spectrum.explorers import SpectrumExplorer

FACTOR, WINDOW, RATE = 40, 2.0, 48_000
RENDERED = """
import { FACTOR, sounds } from "./maths/sound.mjs";
import { voice } from "./view/sound.js";
import { spectrumPicture } from "./spectrum/picture.mjs";
export { weighting } from "./maths/sound.mjs";
export async function rendered(settings, stopAt) {
  const { input, output } = spectrumPicture(settings);
  const waves = sounds([input, output], { window: WINDOW, rate: RATE });
  const heard = [];
  for (const wave of waves) {
    const offline = new OfflineAudioContext(1, RATE, RATE);
    if (wave) voice(offline, wave, 0).stop(stopAt);
    heard.push((await offline.startRendering()).getChannelData(0));
  }
  return [FACTOR, ...heard];
}
""".replace("WINDOW", str(WINDOW)).replace("RATE", str(RATE))
USUAL = {
    "frequency": 10.0, "amplitude": 1.0, "bias": 0.0, "frequency_2": 25.0, "amplitude_2": 0.0,
    "sample_rate": 512, "decibels": False,
}  # fmt: skip
CASES = [
    {},
    {"amplitude_2": 0.7},
    {"bias": 0.4, "frequency": 7.5, "frequency_2": 11.0, "amplitude_2": 1.5},
    {"frequency": 45.0, "sample_rate": 128},  # harmonics fold
    {"frequency": 1.0, "amplitude": 2.0},
    {"bias": 2.0},  # ReLU passes everything
]


@pytest.fixture(scope="module")
def call(run_modules):
    return run_modules(RENDERED)


def a_weighting(frequency):
    """IEC 61672-1, by its poles and zeros; 1 at 1 kHz."""
    poles = (
        -2 * np.pi * np.array([20.598997, 20.598997, 107.65265, 737.86223, 12194.217, 12194.217])
    )
    gain = abs(freqs_zpk([0] * 4, poles, 1.0, 2 * np.pi * np.append(frequency, 1000.0))[1])
    return gain[:-1] / gain[-1]


def heard_lines(samples):
    """Frequency and amplitude of what is heard between the fades, in half a second."""
    steady = np.asarray(samples)[RATE // 10 : RATE // 10 + RATE // 2]
    return np.fft.rfftfreq(steady.size, 1 / RATE), 2 * abs(np.fft.rfft(steady)) / steady.size


def shown_lines(settings):
    """The lines of input and output without DC, one each 1 / WINDOW Hz, by NumPy."""
    fs = settings["sample_rate"]
    time = np.arange(int(WINDOW * fs)) / fs
    x = settings["bias"] + sum(
        settings[f"amplitude{end}"] * np.cos(2 * np.pi * settings[f"frequency{end}"] * time)
        for end in ("", "_2")
    )
    for record in (x, np.maximum(x, 0)):
        lines = 2 * abs(np.fft.rfft(record)) / record.size
        lines[0] = 0
        lines[-1] /= 2
        yield lines


def test_the_weighting_is_that_of_the_standard(call):
    frequency = np.geomspace(20, 16_000, 30)
    found = [call("weighting", f) for f in frequency]
    np.testing.assert_allclose(found, a_weighting(frequency), rtol=2e-3)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_what_is_heard_has_the_lines_that_are_shown_equally_loud(call, case):
    settings = USUAL | case
    factor, *heard = call("rendered", settings, 0.9)
    assert factor == FACTOR
    loudness = []
    for samples, lines in zip(heard, shown_lines(settings), strict=True):
        frequency, amplitude = heard_lines(samples)
        assert max(np.abs(samples)) <= 0.5 + 1e-6
        loudness.append(np.sum((a_weighting(frequency[1:]) * amplitude[1:]) ** 2))
        at = np.rint(np.arange(lines.size) * FACTOR / WINDOW / frequency[1]).astype(int)
        there = at < frequency.size
        expected = np.zeros(frequency.size)
        expected[at[there]] = lines[there]
        scale = amplitude.max() / expected.max()
        np.testing.assert_allclose(amplitude, scale * expected, atol=3e-4 * amplitude.max())
    assert abs(10 * np.log10(loudness[0] / loudness[1])) < 1
    assert max(np.abs(heard[0])) > 0.01 or case.get("frequency") == 1.0


def test_it_begins_and_ends_without_a_click(call):
    heard = np.asarray(call("rendered", USUAL, 0.5)[1])
    middle = np.abs(np.diff(heard[RATE // 10 : RATE // 5])).max()
    assert np.abs(np.diff(heard)).max() <= 1.05 * middle  # no step is steeper than the tone's own
    assert np.abs(heard[: RATE // 1000]).max() < 0.05 * np.abs(heard).max()
    assert not heard[int(0.57 * RATE) :].any()


def test_a_dead_relu_is_silent(call):
    _, heard, silent = call("rendered", USUAL | {"bias": -2.0}, 0.9)
    assert max(np.abs(heard)) > 0.05
    assert not np.any(silent)


LISTEN = """(() => {
  const { start: begin, stop: end } = AudioBufferSourceNode.prototype;
  Object.assign(window, { running: 0, played: 0 });
  AudioBufferSourceNode.prototype.start = function (...when) {
    running += 1;
    played += 1;
    return begin.apply(this, when);
  };
  AudioBufferSourceNode.prototype.stop = function (...when) {
    running -= 1;
    return end.apply(this, when);
  };
})()"""


def test_buttons_play_follow_the_sliders_and_stop(mount):
    page = mount(SpectrumExplorer)
    page.evaluate(LISTEN)
    hear_input, hear_output = page.locator(".relu-hear").all()
    assert page.evaluate("running") == 0  # nothing sounds before a click
    hear_output.click()
    assert hear_output.get_attribute("aria-pressed") == "true"
    assert page.evaluate("running") == 1
    change(page, "frequency", 20.0)
    page.wait_for_function("played === 2")
    assert page.evaluate("running") == 1
    hear_input.click()
    assert hear_output.get_attribute("aria-pressed") == "false"
    assert page.evaluate("running") == 1
    hear_input.click()
    assert page.evaluate("running") == 0
    hear_output.click()
    change(page, "bias", -2.0)
    page.wait_for_function("running === 0")
    assert "Silence" in page.locator(".relu-sound").inner_text()


def test_it_stops_when_the_page_is_hidden_and_when_the_view_goes(mount):
    page = mount(SpectrumExplorer)
    page.evaluate(LISTEN)
    button = page.locator(".relu-hear").first
    button.click()
    page.evaluate(
        "Object.defineProperty(document, 'hidden', { value: true, configurable: true });"
        "document.dispatchEvent(new Event('visibilitychange'))"
    )
    assert page.evaluate("running") == 0
    assert button.get_attribute("aria-pressed") == "false"
    page.evaluate("delete document.hidden")
    button.click()
    assert page.evaluate("running") == 1
    page.evaluate("mounted[0].clean()")
    assert page.evaluate("running") == 0
