"""The figures and tables of a notebook as files: their names, and what goes into them.

A figure is the CSV file of all its points, a table the text that Python prints. Explorers, which
the reader sets, are no outputs.
"""

from relu_spectrum.figures import figure_numbers

PLOTLY = "application/vnd.plotly.v1+json"


def labelled(notebook) -> dict[str, dict]:
    """Return the cells that make a figure or a table: file name -> the cell."""
    found = {}
    for cell in notebook.cells:
        label = cell.metadata.get("mystnb", {}).get("figure", {}).get("name")
        if label and "Explorer(" not in cell.source:
            found[f"{label}.{'txt' if label.startswith('tab-') else 'csv'}"] = cell
    return found


def text_of(name: str, cell) -> str:
    """Return what goes into one file of an executed notebook.

    Raises
    ------
    ValueError
        If the cell shows nothing of the kind that its label promises.
    """
    kind = "text/plain" if name.endswith(".txt") else PLOTLY
    shown = [output.data[kind] for output in cell.outputs if kind in output.get("data", {})]
    if not shown:
        raise ValueError(f"the cell of {name} shows no {kind}")
    if kind == PLOTLY:
        return figure_numbers(shown[-1]).to_csv(index=False, float_format="%.7g")
    return f"{shown[-1].rstrip()}\n"
