"""The OwnSignalExplorer with files, a microphone and loudspeakers: numbers, words, what stays."""

import base64
import io
import re

import numpy as np
import pytest
from pages import HTML, WCAG, open_page, violations
from scipy.io import wavfile
from test_sound import LISTEN
from views import change, drawn

from relu_spectrum.explorers import OwnSignalExplorer
from relu_spectrum.signals import read_signal
from relu_spectrum.spectrum import folded, strongest_line, unlike_input, welch_spectrum

NO_WORKER = "delete window.Worker"
TONE = """() => {
    navigator.mediaDevices.getUserMedia = async () => {
        const context = new AudioContext();
        const tone = new OscillatorNode(context, { frequency: 500 });
        const out = context.createMediaStreamDestination();
        tone.connect(out);
        tone.start();
        return out.stream;
    };
}"""
REFUSE = """(name) => {
    navigator.mediaDevices.getUserMedia = async () => { throw new DOMException("no", name); };
}"""


def wav(rate=8000, seconds=0.5):
    """The bytes of a file of two channels: noise of two sizes around a tone."""
    n = int(rate * seconds)
    tone = 0.3 * np.cos(2 * np.pi * 1000 * np.arange(n) / rate)
    noise = np.random.default_rng(5).normal(0, 0.05, (n, 2))
    file = io.BytesIO()
    wavfile.write(file, rate, (tone[:, None] * [1, 0.5] + noise).astype(np.float32))
    return file.getvalue()


def give(page, name, content, *, drop=False):
    """Choose a file, or drop it, and wait until it is drawn or refused."""
    page.evaluate("""() => {
        mounted[0].view.addEventListener("relu:drawn", () => { window.came = true; });
        window.came = false;
    }""")
    if drop:
        page.evaluate(
            """([name, text]) => {
                const bytes = Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
                const dataTransfer = new DataTransfer();
                dataTransfer.items.add(new File([bytes], name));
                const drop = { dataTransfer, bubbles: true, cancelable: true };
                mounted[0].view.dispatchEvent(new DragEvent("drop", drop));
            }""",
            [name, base64.b64encode(content).decode()],
        )
    else:
        file = {"name": name, "mimeType": "", "buffer": content}
        page.locator(".relu-source input").set_input_files(file)
    page.wait_for_function("came || document.querySelector('.relu-wrong').textContent")


def check(page, samples, rate):
    """Compare the readouts with the package's numbers, and code that computes them."""
    x = samples - samples.mean()
    y, part = np.maximum(x, 0), 2 ** int(np.log2(x.size))
    strongest = strongest_line(welch_spectrum(x[:part], sample_rate=rate, segment=part))
    found = drawn(page, "readouts")
    wanted = {"dc": y.mean(), "newShare": unlike_input(x, y), "strongest": strongest}
    for name, value in wanted.items():
        assert found[name] == pytest.approx(value, rel=1e-9), name
    shown = page.locator(".relu-readouts").inner_text()
    assert f"{100 * unlike_input(x, y):.1f} %" in shown


def test_the_bar_of_work_moves_nothing(page, mount):
    page.set_viewport_size({"width": 360, "height": 640})
    mount(OwnSignalExplorer)
    top = "() => document.querySelector('.relu-controls').getBoundingClientRect().top"
    without = page.evaluate(top)
    page.evaluate("() => { document.querySelector('.relu-source progress').hidden = false; }")
    assert page.locator(".relu-source progress").is_visible()
    assert page.evaluate(top) == without


@pytest.mark.parametrize("where", ["worker", "page"])
def test_a_file_its_channels_and_a_bad_file(page, tmp_path, where, mount):
    if where == "page":
        page.evaluate(NO_WORKER)
    mount(OwnSignalExplorer, signal=2)
    assert len(page.workers) == (1 if where == "worker" else 0)
    (tmp_path / "two.wav").write_bytes(wav())
    samples, rate = read_signal(tmp_path / "two.wav")
    give(page, "two.wav", wav())
    check(page, samples[0], rate)
    assert page.evaluate("mounted[0].model.get('signal')") == 0
    assert page.locator(".relu-source-words").inner_text() == (
        "two.wav: 2 channels, 4000 samples, 8000 Hz."
    )
    page.get_by_label("Channel").select_option("2")
    page.wait_for_function("mounted[0].view.explorer.drawn().readouts.std < 0.2")
    check(page, samples[1], rate)
    page.get_by_text("Code for this state").click()
    page.locator(".relu-state-code code").get_by_text('read_signal("two.wav")').wait_for()
    assert ".reshape(2, -1)[1]" in page.locator(".relu-state-code code").inner_text()

    before = drawn(page, "input")
    (tmp_path / "bad.csv").write_text("a,b\n1,2\n3,x\n")
    with pytest.raises(ValueError, match="line 3") as caught:
        read_signal(tmp_path / "bad.csv")
    give(page, "bad.csv", b"a,b\n1,2\n3,x\n", drop=True)
    words = str(caught.value).replace(f"{tmp_path}/", "")
    assert page.get_by_role("alert").inner_text() == words
    assert drawn(page, "input") == before
    assert violations(page, WCAG) == []
    change(page, "bias", 0.5)
    page.wait_for_function("!document.querySelector('.relu-wrong').textContent")
    page.get_by_role("button", name="Reset").click()
    page.wait_for_function("mounted[0].view.explorer.state().signal === 2")


def test_a_table_is_dropped_and_tells_no_rate(mount, tmp_path):
    page = mount(OwnSignalExplorer)
    x = np.random.default_rng(6).normal(3, 1, 200).round(3)
    content = ("ecg\n" + "\n".join(map(str, x))).encode()
    give(page, "x.csv", content, drop=True)
    check(page, x, 1)
    assert "cycles per sample" in page.locator(".relu-note").inner_text()
    assert "sample rate not told" in page.locator(".relu-source-words").inner_text()
    change(page, "centred", False)
    assert drawn(page, "readouts.dcBefore") == pytest.approx(x.mean())
    give(page, "short.csv", b"1\n2.5\n3\n")
    assert "at least 16 samples are wanted" in page.get_by_role("alert").inner_text()


def test_the_browsers_decoder_takes_other_sounds(mount, tmp_path):
    page = mount(OwnSignalExplorer)
    (tmp_path / "x.wav").write_bytes(wav(rate=48_000, seconds=0.1))
    samples, rate = read_signal(tmp_path / "x.wav")
    give(page, "sound.flac", wav(rate=48_000, seconds=0.1))  # the decoder looks at the bytes
    check(page, samples[0], rate)
    page.get_by_text("Code for this state").click()
    page.locator(".relu-state-code code").get_by_text('"sound.flac.wav")  # saved').wait_for()
    give(page, "song.mp3", b"no sound at all")
    assert "neither a .npy, .npz, .wav" in page.get_by_role("alert").inner_text()


def test_the_microphone(mount):
    page = mount(OwnSignalExplorer)
    page.evaluate(REFUSE, "NotAllowedError")
    page.get_by_role("button", name="Record").click()
    page.get_by_role("alert").get_by_text("was refused").wait_for()
    page.evaluate(TONE)
    page.get_by_role("button", name="Record").click()
    stop = page.get_by_role("button", name="Stop recording")
    stop.wait_for()
    page.evaluate("""() => new Promise((go) => setTimeout(go, 400))""")
    stop.click()
    page.wait_for_function("mounted[0].view.explorer.drawn().settings.signal === 0")
    assert drawn(page, "readouts.strongest") == pytest.approx(500, abs=2)
    assert page.locator(".relu-source-words").inner_text().startswith("recording: ")
    page.evaluate("delete window.MediaRecorder")
    page.get_by_role("button", name="Record").click()
    page.get_by_role("alert").get_by_text("gives no microphone").wait_for()


def test_listening_follows_and_says_how_fast(mount):
    page = mount(OwnSignalExplorer, signal=4)
    page.evaluate(LISTEN)
    page.evaluate("""() => {
        const { start } = AudioBufferSourceNode.prototype;
        AudioBufferSourceNode.prototype.start = function (...when) {
            const { sampleRate } = this.buffer;
            window.heard = { sampleRate, samples: Array.from(this.buffer.getChannelData(0)) };
            return start.apply(this, when);
        };
    }""")
    button = page.get_by_role("button", name="Hear only what is new")
    button.click()
    page.wait_for_function("running === 1")
    page.get_by_text("Played 256 times as fast").wait_for()
    fresh = np.array(page.evaluate("heard.samples"))
    assert page.evaluate("heard.sampleRate") == 8192
    assert fresh.size == 2048
    assert abs(fresh.mean()) < 1e-6
    assert 0.05 < abs(fresh).max() < 0.5
    change(page, "bias", 0.5)
    page.wait_for_function("played === 2")
    button.click()
    page.wait_for_function("running === 0")


def test_only_harmonics_that_stand_out_are_marked(mount):
    page = mount(OwnSignalExplorer)
    rate, strongest = 8000, 440
    found = {one["order"]: one for one in drawn(page, "harmonics")}
    assert set(found) == set(range(2, 33, 2))
    for order, one in found.items():
        assert one["at"] == pytest.approx(folded(order * strongest, sample_rate=rate), abs=1e-3)
        assert one["folds"] == (order * strongest > rate / 2)
        theta = np.cos(2 * np.pi * strongest * np.arange(16_000) / rate)
        lines = 0.8 * 2 * np.abs(np.fft.rfft(np.maximum(theta, 0))) / 16_000
        near = lines[round(one["at"] * 2)]
        assert 0.8 * near <= one["amplitude"] <= 1.01 * near, order
    change(page, "signal", 6)
    assert drawn(page, "harmonics") == []
    assert "no even harmonic of it stands out" in page.locator(".relu-readouts").inner_text()


def test_a_link_to_ones_own_signal_waits_for_one(mount):
    page = mount(OwnSignalExplorer, signal=0)
    assert page.evaluate("mounted[0].model.get('signal')") == 1


@pytest.mark.parametrize("scheme", ["http", "file"])
def test_the_built_page_takes_a_file_in_a_worker(chromium, serve, scheme):
    base = serve(HTML) + "/" if scheme == "http" else HTML.as_uri() + "/"
    with open_page(chromium, base, "own_signal.html", width=390, height=844) as opened:
        opened.read_to_the_end()
        page = opened.page
        assert len(page.workers) == 1
        file = {"name": "voice.wav", "mimeType": "", "buffer": wav()}
        page.locator(".relu-source input").set_input_files(file)
        page.get_by_text("voice.wav: 2 channels").wait_for()
        note = page.locator(".relu-note")
        note.filter(has_text=re.compile(r"^4\s000 samples at 8000 Hz")).wait_for()
        assert opened.foreign() == []
        assert opened.problems == []
