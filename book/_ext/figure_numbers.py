"""The numbers of every figure: a table that unfolds under it, and all of them as a CSV file.

A local Sphinx extension. Neither needs JavaScript, so they also serve where no figure is drawn.
"""

import html
import json
import re
from pathlib import Path

import numpy as np
import pandas as pd
from output_tables import minus
from sphinx.application import Sphinx
from unbroken import in_lines

from relu_spectrum.figures import figure_numbers

FIGURE = re.compile(
    r'(?P<box><div class="relu-figure"[^>]*>'
    r'<script type="application/json">(?P<data>.*?)</script></div>)'
    r'(?P<rest>\s*</div>\s*<figcaption>.*?class="caption-number">(?P<number>[^<]*))?',
    re.DOTALL,
)
ROWS = 24  # of a table in the page; the file has all


def add_numbers(app: Sphinx, pagename, templatename, context, doctree) -> None:
    """Put the numbers under each figure of a page, and write its files."""
    folder = Path(app.outdir, "numbers")  # assets/ is made anew by every build, pages are not
    count = 0

    def numbered(match):
        nonlocal count
        count += 1
        points = figure_numbers(json.loads(match["data"].replace("<\\/", "</")))
        path = folder / f"{Path(pagename).name}-{count}.csv"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(points.to_csv(index=False, float_format="%.7g"), "utf-8")
        link = context["pathto"](f"numbers/{path.name}", resource=1)
        name = (match["number"] or "the figure above").strip()
        return match["box"] + numbers(points, name, link) + (match["rest"] or "")

    context["body"] = FIGURE.sub(numbered, context.get("body") or "")


def numbers(points: pd.DataFrame, name: str, link: str) -> str:
    """Write the numbers of one figure as tables that unfold, with a link to the file."""
    tables = "".join(map(table, (panel for _, panel in points.groupby("panel", sort=False))))
    title = f"Numbers of {html.escape(name)}"
    return (
        f'<details class="relu-numbers"><summary>{title}</summary>'
        f'<div tabindex="0" role="region" aria-label="{title}">{tables}</div>'
        f'<p><a href="{html.escape(link)}" download>All {len(points)} points as a CSV file</a></p>'
        "</details>"
    )


def table(points: pd.DataFrame) -> str:
    """Write one panel's curves beside each other, at some `ROWS` of the places on x."""
    heads = points[["panel", "x axis", "y axis"]].iloc[0]
    numeric = pd.api.types.is_numeric_dtype(points["x"].infer_objects())
    x = points["x"].map("{:.6g}".format if numeric else str)
    points = _spans(points.assign(x=x, text=_texts(points)))
    wide = points.pivot(index="x", columns="curve", values="text")
    wide = wide[points["curve"].unique()]
    wide = wide.sort_index(key=lambda i: i.astype(float)) if numeric else wide.reindex(x.unique())
    even = np.linspace(0, len(wide) - 1, min(ROWS, len(wide))).round().astype(int)
    short = wide.loc[:, wide.count() <= ROWS // 2]  # marks on a long curve are all there
    chosen = np.union1d(even, np.flatnonzero(short.notna().any(axis=1)))
    caption = heads["y axis"] if heads["panel"].isdigit() else ": ".join(heads.iloc[[0, 2]])
    if len(chosen) < len(wide):
        caption += f", at {len(chosen)} of {len(wide)} places"
    wide = wide.iloc[chosen].fillna("–").rename(index=minus)
    wide = wide.rename_axis(index=in_lines(heads["x axis"]), columns=None).reset_index()
    text = wide.to_html(index=False, border=0, classes="relu-number-table")
    text = text.replace('<tr style="text-align: right;">', "<tr>", 1)
    text = text.replace("<th>", '<th scope="col">')
    return text.replace("<thead>", f"<caption>{html.escape(caption)}</caption><thead>", 1)


def _spans(points: pd.DataFrame) -> pd.DataFrame:
    """Give a curve one text at each x: several values there, as of 16 channels, are a span."""
    values = points.groupby(["curve", "x"])["y"]
    low, high = (values.transform(end).map("{:.4g}".format).map(minus) for end in ("min", "max"))
    text = points["text"].where(low == high, low + " to " + high)
    return points.assign(text=text).drop_duplicates(["curve", "x"])


def _texts(points: pd.DataFrame) -> pd.Series:
    """Write values with four digits, and where there is a band, its ends."""
    text = points["y"].map("{:.4g}".format)
    if "low" in points:
        band = points["low"].map(" ({:.2g} to ".format) + points["high"].map("{:.2g})".format)
        text = text.where(points["low"].isna(), text + band)
    return text.map(minus)


def setup(app: Sphinx) -> dict:
    """Connect to Sphinx."""
    app.connect("html-page-context", add_numbers, priority=850)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
