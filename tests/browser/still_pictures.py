"""What an explorer shows as it opens, for pages without JavaScript: a picture and its words.

`tools/store_stills.py` stores it in `book/stills`; test_stills.py compares that with today's.
"""

import base64
import json

from pages import tab
from views import ROOT, mount_view, wait_until_drawn

from relu_spectrum import explorers

STILLS = ROOT / "book" / "stills"
WORDS = STILLS / "words.json"
WIDTH = 741  # px: an explorer's in a page on a laptop
SCALE = 2  # pixels of the picture for one of the page, so that it prints well
BLOCKS = 20  # a side, in which the parts of two pictures within their axes are compared

WORDS_SHOWN = """() => {
    const { view } = mounted[0];
    const text = (element) => element.textContent;
    const texts = (row) => [...row.children].map(text);
    const charts = [...view.querySelectorAll(".relu-view-chart")];
    const from = view.querySelector(".relu-view-charts").getBoundingClientRect();
    const plot = (over) => {
        const { left, top, width, height } = over.getBoundingClientRect();
        return [left - from.left, top - from.top, width, height].map(Math.round);
    };
    return {
        plots: [...view.querySelectorAll(".u-over")].map(plot),
        shows: charts.map((chart) => chart.getAttribute("aria-label")).join(" "),
        readouts: [...view.querySelectorAll(".relu-readouts > div")].map(texts),
        note: text(view.querySelector(".relu-note")),
    };
}"""

# The WebP of a PNG; and the brightness of a picture's blocks, 0 to 1.
PICTURES = """
const read = async (url) => createImageBitmap(await (await fetch(url)).blob());
const draw = (bitmap, width, height, part = [0, 0, bitmap.width, bitmap.height]) => {
    const canvas = new OffscreenCanvas(width, height);
    const context = canvas.getContext("2d", { willReadFrequently: true });
    context.imageSmoothingQuality = "high";
    context.drawImage(bitmap, ...part, 0, 0, width, height);
    return { canvas, context };
};
window.webp = async (url) => {
    const bitmap = await read(url);
    const { canvas } = draw(bitmap, bitmap.width, bitmap.height);
    const bytes = await (await canvas.convertToBlob({ type: "image/webp", quality: 0.75 })).bytes();
    return { data: bytes.toBase64(), width: canvas.width, height: canvas.height };
};
window.blocks = async (url, parts, count) => {
    const bitmap = await read(url);
    return parts.flatMap((part) => {
        const { data } = draw(bitmap, count, count, part).context.getImageData(0, 0, count, count);
        return Array.from(data, (value) => value / 255).filter((_, i) => i % 4 < 3);
    });
};
"""


def kinds():
    """The explorers by their names in a page's address."""
    found = (getattr(explorers, name) for name in explorers.__all__)
    return {kind._address(): kind for kind in found}


def as_url(content, kind):
    """The bytes of a picture as an address."""
    return f"data:image/{kind};base64,{base64.b64encode(content).decode()}"


def take(browser, address, kind):
    """Take a picture of an explorer's charts, in `address`'s page of views.

    Returns
    -------
    picture : bytes
        WebP.
    words : dict
        start (the settings), width, height (px), plots (left, top, width and height of what is
        within axes, where no letter stands), shows (what the charts show, in words),
        readouts (rows of term, value and detail), note.
    """
    with tab(browser, WIDTH, 900, device_scale_factor=SCALE) as page:
        page.goto(address)
        page.add_style_tag(content="body { margin: 0; background: #fff }")
        page.add_script_tag(content=PICTURES)
        mount_view(page, kind, {})
        wait_until_drawn(page)
        words = page.evaluate(WORDS_SHOWN)
        png = page.locator(".relu-view-charts").screenshot()
        picture = page.evaluate("url => webp(url)", as_url(png, "png"))
    settings = kind()._settings
    start = {name: setting["initial"] for name, setting in settings.items()}
    size = {side: picture[side] // SCALE for side in ("width", "height")}
    return base64.b64decode(picture["data"]), {"start": start, **size, **words}


def stored_words():
    """The words of all explorers that are stored, by their names."""
    return json.loads(WORDS.read_text("utf-8"))


def difference(page, *stills):
    """The mean absolute difference of two stills within their axes, and a block's largest one.

    `page` is any page that has run `PICTURES`; a still is a picture and its words.
    """
    given = [
        [as_url(picture, "webp"), [[SCALE * side for side in part] for part in words["plots"]]]
        for picture, words in stills
    ]
    return page.evaluate(
        """async ([stills, count]) => {
            const both = stills.map(([url, parts]) => blocks(url, parts, count));
            const [a, b] = await Promise.all(both);
            const far = a.map((value, i) => Math.abs(value - b[i]));
            return [far.reduce((sum, d) => sum + d) / far.length, Math.max(...far)];
        }""",
        [given, BLOCKS],
    )
