"""The PhaseExplorer's view: what it says of relations, of the phases and of the model."""

from views import change, drawn, ink

from relu_spectrum.explorers import PhaseExplorer

ORANGE, TEAL, MAGENTA = "#c2410c", "#0f766e", "#a21caf"


def note(page):
    return page.locator(".relu-note").inner_text().replace("\N{NO-BREAK SPACE}", " ")


def readouts(page):
    return page.locator(".relu-readouts").inner_text()


def test_the_papers_tones_are_shown_first(mount):
    page = mount(PhaseExplorer)
    text = readouts(page)
    assert "0.5744 measured" in text
    assert "0.5744 exact, 0.5807 in the model" in text
    assert "1.71 % off ReLU" in text
    assert note(page).startswith("Lowest even relation: 20 = 10 + 2 × 5, 4 terms.")
    assert min(ink(page, colour) for colour in (TEAL, MAGENTA)) > 20
    assert min(ink(page, colour, canvas=1) for colour in (ORANGE, TEAL)) > 5


def test_the_relation_decides_how_far_the_phase_moves_dc(mount):
    page = mount(PhaseExplorer, paper_tones=False, frequency=15)
    assert "3 × 5 = 15, 4 terms" in note(page)
    assert "9.0 % of the mean, 0.4053" in readouts(page)
    change(page, "frequency", 10)
    assert "4 × 5 = 2 × 10, 6 terms. (2 × 5 = 10 has 3 terms, an odd number" in note(page)
    assert "3.9 % of the mean" in readouts(page)
    change(page, "bias", 0.3)
    assert "odd ones counting too because of the bias: 2 × 5 = 10, 3 terms" in note(page)
    assert "12.2 % of the mean" in readouts(page)
    change(page, "bias", 0)
    change(page, "frequency", 17)
    assert "17 × 5 = 5 × 17, 22 terms" in note(page)
    assert "less than 0.1 % of the mean" in readouts(page)


def test_the_phase_moves_the_point_and_not_the_curve(mount):
    page = mount(PhaseExplorer)
    curve, now = drawn(page, "dc"), drawn(page, "readouts.dcExact")
    change(page, "phase", 180)
    assert drawn(page, "dc") == curve
    assert drawn(page, "readouts.dcExact") != now
    assert "at 180 degrees" in page.get_by_role("img").nth(1).get_attribute("aria-label")


def test_a_model_that_is_far_off_is_named_on_the_chart(mount):
    page = mount(PhaseExplorer, n_terms=50)
    before = ink(page, TEAL, canvas=1)
    change(page, "n_terms", 1)
    assert drawn(page, "readouts.dcModel") > drawn(page, "axes.dc[1]")
    assert ink(page, TEAL, canvas=1) < before
    assert ink(page, "#1f2933", canvas=1) > 20  # the remark, in the colour of text


def test_a_relu_that_never_opens_has_no_relative_error(mount):
    page = mount(PhaseExplorer, paper_tones=False, amplitude=0.15, bias=-1, phase=175)
    assert "ReLU is zero throughout" in readouts(page)
    assert "Infinity" not in readouts(page)
    assert "Infinity" not in page.get_by_role("status").text_content()
    for name, value in {"frequency": 5, "phase": 180, "amplitude": 1, "bias": 0}.items():
        change(page, name, value)
    assert "ReLU is zero throughout" in readouts(page)  # the tones cancel, but for rounding
