"""A probe's report as one HTML file.

- `report`: the table and a chart for each ReLU, without scripts and without other files
"""

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from ..figures.style import FONT, PALETTE
from .drawn import Drawn
from .line_chart import chart
from .result import Probe


def report(probe: Probe, *, title: str, about: str) -> str:
    """Write a probe's report.

    Parameters
    ----------
    probe : Probe
    title : str
        The heading.
    about : str
        A sentence on the model and the signal.

    Returns
    -------
    str
        An HTML page that asks no other origin for anything, follows the reader's light or dark
        setting and fits a phone.

    Examples
    --------
    >>> import torch
    >>> from relu_spectrum.probe import probe
    >>> page = report(probe(torch.nn.ReLU(), torch.randn(64)), title="A ReLU", about="Noise.")
    >>> "<h1>A ReLU</h1>" in page, "<script" in page
    (True, False)
    """
    environment = Environment(
        loader=PackageLoader("relu_spectrum.probe", ""), autoescape=True, undefined=StrictUndefined
    )
    header, *rows = probe.cells()
    return environment.get_template("report.html.j2").render(
        title=title,
        about=about,
        columns=header[1:],
        rows=rows,
        sections=[_section(record) for record in probe],
        font=FONT,
        **PALETTE,
    )


def _section(record: Drawn) -> dict:
    try:
        levels, frequency = record.decibels(), record.frequency
    except ValueError as error:
        return {"name": record.name, "chart": "", "reason": f"No chart. {error}."}
    if frequency.size < 2:
        return {"name": record.name, "chart": "", "reason": "No chart: there are no lines."}
    drawn = chart(
        frequency,
        levels,
        x=record.frequency_label,
        y="amplitude (dB)",
        alt=record.described(),
    )
    reason = f"? {record.unknown}." if record.unknown else ""
    return {"name": record.name, "chart": Markup(drawn), "reason": reason}
