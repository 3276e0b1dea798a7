"""A probe's report as one HTML file.

- `report`: the book's viewer of saved probes with the data inside, and the table without scripts
"""

import base64
import hashlib

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from .._files import built
from ..figures.style import FONT, PALETTE
from .kept import files
from .kept.limits import MOST
from .result import Probe


def report(probe: Probe, *, title: str, about: str) -> str:
    """Write a probe's report.

    Parameters
    ----------
    probe : Probe
        Of 2048 records at most.
    title : str
        The heading.
    about : str
        A sentence on the model and the signal.

    Returns
    -------
    str
        An HTML page with the viewer of the book's page "Your own model" and what `Probe.save` keeps
        of the probe. It asks no other origin for anything, follows the reader's light or dark
        setting and fits a phone. Without JavaScript it shows the table.

    Raises
    ------
    ValueError
        If there are too many records.
    FileNotFoundError
        If the viewer has not been built; the message says how to build it.

    Examples
    --------
    >>> import torch
    >>> from relu_spectrum.probe import probe
    >>> page = report(probe(torch.nn.ReLU(), torch.randn(64)), title="A ReLU", about="Noise.")
    >>> "<h1>A ReLU</h1>" in page, "https://" in page.partition("<script>")[0]
    (True, False)
    """
    if len(probe) > MOST:
        raise ValueError(
            f"a report shows {MOST} records at most, and {len(probe)} ran; the table, without a "
            "report, has them all"
        )
    environment = Environment(
        loader=PackageLoader("relu_spectrum.probe", ""), autoescape=True, undefined=StrictUndefined
    )
    header, *rows = probe.cells()
    script = built("probe_viewer.js")
    data = files.text(probe, model=probe.model, given=probe.given)
    return environment.get_template("report.html.j2").render(
        title=title,
        about=about,
        header=header,
        rows=rows,
        notes=probe.notes(),
        data=Markup(data.replace("<", r"\u003c")),
        script=Markup(script),
        script_hash=base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
        style=Markup(built("probe_viewer.css")),
        font=Markup(FONT),
        **PALETTE,
    )
