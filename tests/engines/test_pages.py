"""The core of the page tests in Firefox and in WebKit: all is drawn, and everything moves."""

import pytest
from pages import HTML, built_pages, read_to_the_end, settle
from selenium.webdriver.common.keys import Keys

PAGES = built_pages()
WIDGETS = [name for name in PAGES if 'class="relu-widgets"' in (HTML / name).read_text("utf-8")]

# What is moved, loudness first: the pitch of a tone that does not sound changes nothing.
PREPARE = """(() => {
  const view = (control) => control.closest(".relu-widgets").querySelector(".relu-explorer-view");
  const label = (control) => control.getAttribute("aria-label") ?? "";
  const plain = (_, value) => {
    if (typeof value === "number") return Number(value.toPrecision(9));  // not its rounding
    return ArrayBuffer.isView(value) ? Array.from(value) : value;
  };
  const find = (selector) => [...document.querySelectorAll(`.relu-widgets ${selector}`)];
  window.moved = find(":is(.noUi-handle, input[type=checkbox])");
  moved.sort((a, b) => label(b).includes("Amplitude") - label(a).includes("Amplitude"));
  moved.push(...find("button").filter((button) => button.textContent.trim() === "Reset"));
  window.state = (control) => JSON.stringify(view(control).explorer.state());
  window.drawn = (control) => JSON.stringify(view(control).explorer.drawn(), plain);
  window.reach = (control) => {
    control.focus();
    window.before = [state(control), drawn(control)];
    window.redrawn = new Promise((go, stop) => {
      view(control).addEventListener("relu:drawn", go, { once: true });
      setTimeout(stop, 20_000, `${label(control) || control.textContent} moved nothing`);
    });
    const [now, end] = ["now", "max"].map((which) => control.getAttribute(`aria-value${which}`));
    const kind = control.classList.contains("noUi-handle") ? "slider" : control.type;
    return [kind, label(control), label(control).includes("rate") || now === end];
  };
  return moved.length;
})()"""


def count(page, selector):
    return page.evaluate(f"document.querySelectorAll('{selector}').length")


@pytest.mark.parametrize("name", PAGES)
def test_page_is_whole(engine, book, name):
    """No error, nothing foreign, all figures drawn, all maths set, all widgets alive."""
    engine.open(book["http"] + name)
    read_to_the_end(engine)
    assert engine.evaluate("recorded") == []
    assert count(engine, ".relu-failed, mjx-merror, [data-mjx-error]") == 0
    assert count(engine, "mjx-container") == count(engine, ".math")
    drawn = count(engine, ".relu-figure[data-drawn]:has(.main-svg .trace)")
    assert drawn == count(engine, ".relu-figure")
    assert count(engine, ".relu-widgets[data-alive]") == count(engine, ".relu-widgets")


@pytest.mark.parametrize("name", WIDGETS)
def test_every_control_moves_what_is_drawn(engine, book, name):
    """By its keys, from the disk. Reset brings the start back."""
    engine.open(book["file"] + name)
    settle(engine)
    number = engine.evaluate(PREPARE)
    assert number >= 2
    # some are drawn only when they are near
    near = "() => moved.every((control) => drawn(control) !== 'null' || control.scrollIntoView())"
    engine.wait_for_function(near)
    engine.evaluate("window.start = moved.map(drawn)")
    for index in range(number):
        kind, label, back = engine.evaluate(f"reach(moved[{index}])")
        slide = Keys.ARROW_LEFT if back else Keys.ARROW_RIGHT
        engine.press({"slider": slide, "checkbox": Keys.SPACE}.get(kind, Keys.ENTER))
        after = engine.evaluate(f"redrawn.then(() => [state, drawn].map((f) => f(moved[{index}])))")
        before = engine.evaluate("before")
        assert after[0] != before[0], label
        assert kind == "checkbox" or after[1] != before[1], label
    engine.wait_for_function("() => moved.every((control, n) => drawn(control) === start[n])")
    # WebKit says no more than this of scripts on the disk, harmless or not
    assert set(engine.evaluate("recorded")) <= {"Script error."}
