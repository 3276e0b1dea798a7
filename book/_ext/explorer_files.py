"""Files that an explorer loads when the reader comes near it.

The HeartRateExplorer computes with the weights of a published network. They are third-party data
under the GPL-3.0: neither part of the repository nor of a page's saved widgets. The
TrainingExplorer and the ArmsExplorer show the results of the DC experiment. When the book is built
such data are written beside the pages, if a page has that explorer.
"""

from pathlib import Path

from sphinx.application import Sphinx
from sphinx.errors import ExtensionError

from relu_spectrum.explorers.arms import results as arms_results
from relu_spectrum.explorers.heart_rate import weights as kid_ppg_weights
from relu_spectrum.explorers.training import results as training_results

# The explorer, as page_text marks its place -> the file, and what writes it.
FILES = {
    'data-explorer="ArmsExplorer"': (arms_results.FILE, arms_results.script),
    'data-explorer="HeartRateExplorer"': (kid_ppg_weights.FILE, kid_ppg_weights.script),
    'data-explorer="TrainingExplorer"': (training_results.FILE, training_results.script),
}


def write_files(app: Sphinx, exception: Exception | None) -> None:
    """Write the files that the pages ask for.

    Raises
    ------
    ExtensionError
        If the data cannot be had; the message names the command that fetches them.
    """
    if exception is not None or app.builder.format != "html":
        return
    pages = [path.read_text("utf-8") for path in Path(app.outdir).rglob("*.html")]
    for sign, (name, script) in FILES.items():
        if any(sign in page for page in pages):
            try:
                text = script()
            except Exception as error:
                raise ExtensionError(f"{name} cannot be written: {error}") from error
            Path(app.outdir, "assets", name).write_text(text, "utf-8")


def setup(app: Sphinx) -> dict:
    """Connect to Sphinx."""
    app.connect("build-finished", write_files)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
