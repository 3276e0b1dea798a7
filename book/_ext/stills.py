"""An explorer without JavaScript: a picture of it as it opens, and what it says, as a table.

`tools/store_stills.py` takes them. A picture is shown where the explorer begins with the settings
that the picture shows; elsewhere words must do.
"""

import json
from html import escape
from pathlib import Path

STILLS = Path(__file__).parents[1] / "stills"
WITHOUT = "This interactive explorer needs JavaScript."


def words_text() -> str:
    """Return the stored words, as they are in their file."""
    return (STILLS / "words.json").read_text("utf-8")


def still(name: str | None, settings: dict) -> str:
    """Write what stands where an explorer cannot run.

    `settings` are those of the page, as the explorer describes them: each has an `initial` value.
    """
    words = json.loads(words_text()).get(name)
    start = {key: setting["initial"] for key, setting in settings.items()}
    if words is None or words["start"] != start:
        return WITHOUT
    rows = "".join(
        f'<tr><th scope="row">{escape(term)}</th><td>{escape(value)}</td>'
        f"<td>{escape(detail)}</td></tr>"
        for term, value, detail in words["readouts"]
    )
    note = f"<p>{escape(words['note'])}</p>" if words["note"] else ""
    return (
        '<figure class="relu-still">'
        f'<img src="assets/stills/{name}.webp" width="{words["width"]}" height="{words["height"]}"'
        f' loading="lazy" alt="{escape(words["shows"])}">'
        f"<figcaption>The explorer as it opens. {WITHOUT}</figcaption>"
        f"<table><tbody>{rows}</tbody></table>{note}</figure>"
    )
