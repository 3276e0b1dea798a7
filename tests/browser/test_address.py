"""A state in an address: what is read from it, what is written, and what is said of mistakes."""

import pytest

from relu_spectrum.explorers import ReadoutExplorer, SpectrumExplorer, StackExplorer, TaylorExplorer

STATES = [
    SpectrumExplorer(),
    SpectrumExplorer(frequency=7.5, amplitude=1.55, bias=-0.3, sample_rate=128, decibels=True),
    TaylorExplorer(n_terms=123, scale=0.57),
    StackExplorer(frequency=119, differencing=False, four_tones=True),
    ReadoutExplorer(tap_1=-0.44879, tap_2=3 * 0.1, spread=-0.0),
]


@pytest.fixture(scope="module")
def call(run_modules):
    """Call an exported function in the browser: `call(name, *arguments)`."""
    return run_modules('export * from "./view/address.mjs";')


def state(explorer):
    """The values of an explorer's settings."""
    return {name: getattr(explorer, name) for name in explorer._settings}


@pytest.mark.parametrize("explorer", STATES, ids=repr)
def test_page_and_python_write_and_read_the_same(call, explorer):
    link = call("format", explorer._name, state(explorer), explorer._settings)
    assert link == explorer.link()
    found = call("parse", link)
    assert found["name"] == explorer._name
    page = call("read", found["given"], explorer._settings)
    assert page["remarks"] == []
    assert page["values"] == pytest.approx(state(explorer), rel=1e-11)
    assert type(explorer).read_link(link) == pytest.approx(state(explorer), rel=1e-11)


def test_what_is_left_out_is_the_pages_initial_value(call):
    explorer = SpectrumExplorer(frequency=7, decibels=True)
    page = call("read", [["bias", "1.2"]], explorer._settings)
    assert page == {"values": state(explorer) | {"bias": 1.2}, "remarks": []}


@pytest.mark.parametrize(
    "hash", ["", "#", "#claims", "#spectrum", "#?f1=3", "#Two words?f1=3", "#9?f1=3"]
)
def test_other_addresses_are_no_states(call, hash):
    assert call("parse", hash) is None


@pytest.mark.parametrize(
    ("hash", "said"),
    [
        ("#spectrum?f1=3", ""),
        ("#spectrum", ""),
        ("#spektrum", ""),
        ("#spektrum?f1=3", "The link names spektrum, which this page does not have: it has "),
        ("#SPECTRUM?f1=3", "The link names SPECTRUM, which this page does not have: it has "),
    ],
)
def test_an_explorer_that_the_page_does_not_have_is_named(call, hash, said):
    assert call("stranger", hash, ["phases", "spectrum"]) == said + "phases, spectrum." * bool(said)


@pytest.mark.parametrize(
    ("query", "name", "value", "said"),
    [
        ("f1=99", "frequency", 60, "Frequency f₁ is 60.0 Hz: the link’s 99 is not allowed."),
        ("f1=7.3", "frequency", 7.5, "Frequency f₁ is 7.5 Hz: the link’s 7.3 is not allowed."),
        ("bias=-9", "bias", -2, "Bias b is −2.00: the link’s -9 is not allowed."),
        ("bias=x", "bias", 0, "Bias b is 0.00: the link’s x is not allowed."),
        ("bias=", "bias", 0, "Bias b is 0.00: the link’s  is not allowed."),
        ("bias=Infinity", "bias", 0, "Bias b is 0.00: the link’s Infinity is not allowed."),
        ("bias=0x1", "bias", 0, "Bias b is 0.00: the link’s 0x1 is not allowed."),
        ("fs=300", "sample_rate", 256, "Sample rate is 256 Hz: the link’s 300 is not allowed."),
        ("dB=yes", "decibels", False, "Decibels is off: the link’s yes is not allowed."),
        ("dB=%E0%A4%A", "decibels", False, "Decibels is off: the link’s "),
        ("speed=3", "bias", 0, "The link names speed, which this explorer does not have."),
        ("constructor=3", "bias", 0, "The link names constructor, which this explorer does not"),
    ],
)
def test_mistakes_give_way_with_a_word(call, query, name, value, said):
    explorer = SpectrumExplorer()
    found = call("parse", f"#spectrum?{query}")
    page = call("read", found["given"], explorer._settings)
    assert page["values"] == state(explorer) | {name: value}
    assert len(page["remarks"]) == 1
    assert page["remarks"][0].startswith(said)


@pytest.mark.parametrize(
    ("query", "bias", "said"),
    [
        ("bias=x&bias=1", 1, "The link names a setting twice: the last one counts."),
        (f"bias={'9' * 999}", 0, f"Bias b is 0.00: the link’s {'9' * 40}… is not allowed."),
        (
            "&".join(f"k{i}=1" for i in range(999)),
            0,
            "The link names k0, k1, k2, k3, k4, k5, k6, k7, k8, k9, …, "
            "which this explorer does not have.",
        ),
    ],
)
def test_of_many_mistakes_little_is_said(call, query, bias, said):
    explorer = SpectrumExplorer()
    page = call("read", call("parse", f"#spectrum?{query}")["given"], explorer._settings)
    assert page == {"values": state(explorer) | {"bias": bias}, "remarks": [said]}
