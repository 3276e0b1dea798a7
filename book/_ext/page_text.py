"""What a page needs besides what its notebook wrote: places for widgets, heads for tables."""

import json
import re

from bs4 import BeautifulSoup
from output_tables import minus
from stills import still
from unbroken import in_lines

WIDGET_STATE = "application/vnd.jupyter.widget-state+json"
WIDGET_VIEW = re.compile(
    r'<script type="application/vnd\.jupyter\.widget-view\+json">(.*?)</script>',
    re.DOTALL,
)
MODEL_ID = re.compile(r"(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])")
MODEL = re.compile(r"IPY_MODEL_([0-9a-f]{32})")
TABLE = re.compile(r'<table border="1" class="dataframe">.*?</table>', re.DOTALL)


def widget_state_script(state: str) -> str:
    """Write the saved state of a page's widgets, which the page's runtime reads."""
    return f'<script type="{WIDGET_STATE}">{state}</script>' if state else ""


def steady_ids(body: str, state: str) -> tuple[str, str]:
    """Give a page's widgets, whose ids are random, numbers: then two builds are the same.

    Widgets are counted as the page shows them, each followed by those that it is made of; links,
    which nothing is made of, come last, in the order of what they join.
    """
    saved = _read(state)
    if not saved:
        return body, state
    models, numbers = saved["state"], {}

    def count(name):
        if name in models and name not in numbers:
            numbers[name] = f"widget-{len(numbers)}"
            for part in MODEL.findall(json.dumps(models[name], sort_keys=True)):
                count(part)

    def renamed(text):
        return MODEL_ID.sub(lambda match: numbers.get(match[0], match[0]), text)

    for view in WIDGET_VIEW.findall(body):
        count(json.loads(view).get("model_id"))
    others = {name: renamed(json.dumps(model, sort_keys=True)) for name, model in models.items()}
    for name in sorted(others, key=others.get):
        count(name)
    saved["state"] = {name: models[name] for name in numbers}
    return renamed(body), renamed(json.dumps(saved)).replace("</", r"<\/")


def _read(state):
    return json.loads(state.replace(r"<\/", "</")) if state else {}


def place_widgets(body: str, state: str) -> str:
    """Put every widget into a box that can reserve its height and shows a still without JavaScript.

    The box names the anywidget class inside (``data-explorer``), because the height depends on it,
    and the first box of each explorer is where its name leads (``#spectrum``).
    """
    models, named = _read(state).get("state", {}), set()

    def place(match):
        inside = _explorer(models, json.loads(match[1]).get("model_id"))
        name, kind = inside.get("_name"), inside.get("_anywidget_id", "").rsplit(".", 1)[-1]
        here = f' id="{name}"' if name and name not in named else ""
        named.add(name)
        return (
            f'<div class="relu-place"{here}>'
            f'<div class="relu-widgets" data-explorer="{kind}">{match[0]}'
            f"<noscript>{still(name, inside.get('_settings', {}))}</noscript></div></div>"
        )

    return WIDGET_VIEW.sub(place, body)


def _explorer(models, model_id):
    """Return the state of the first anywidget at or below a model."""
    state = models.get(model_id, {}).get("state", {})
    if "_anywidget_id" in state:
        return state
    children = [child.removeprefix("IPY_MODEL_") for child in state.get("children", [])]
    return next(filter(None, (_explorer(models, child) for child in children)), {})


def tidy_tables(body: str) -> str:
    """Write pandas tables so that they read well, also aloud.

    The name of the index goes into the one row of heads, every head says what it heads, numbers
    below zero have a minus, and names of rows break into few lines.
    """
    return TABLE.sub(lambda match: _tidy(match[0]), body)


def _tidy(table):
    soup = BeautifulSoup(table, "html.parser")
    del soup.table["border"]
    heads = soup.thead.find_all("tr")
    if len(heads) == 2 and not any(cell.text for cell in heads[1].find_all("th")[1:]):
        heads[0].th.string = heads[1].th.text
        heads[1].decompose()
    for head in soup.find_all("th"):
        head["scope"] = "col" if head.find_parent("thead") else "row"
        if not head.text:
            head.name = "td"  # the empty corner heads nothing
            del head["scope"]
    for text in soup.find_all(string=True):
        text.replace_with(minus(text))
    for name in soup.select("tbody th"):
        name.string = in_lines(name.text)
    del soup.tr["style"]
    return str(soup)


def name_toggles(toctree: str) -> str:
    """Name what opens the pages of a chapter in the list of contents: it is an arrow only."""
    soup = BeautifulSoup(toctree, "html.parser")
    for summary in soup.select("details > summary"):
        summary["aria-label"] = f"Pages of {summary.find_parent('li').a.get_text(strip=True)}"
    return str(soup)


def tidy_names(body: str) -> str:
    """Mend what screen readers are told: a name unlike the text that is seen, a role out of use."""
    return body.replace(' aria-label="Toggle hidden content"', "").replace(
        ' role="doc-biblioentry"', ' role="listitem"'
    )
