"""What a part of the package needs beside NumPy and SciPy, and how to get it.

Not part of the public interface.

- `need`: say so if something is missing
"""

from importlib.util import find_spec

FIGURES = ("pandas", "plotly")
PROBE = (
    *FIGURES, "torch", "click", "jinja2", "platformdirs", "filelock", "h5py", "jsonschema", "tqdm",
)  # fmt: skip
EXTRAS = {  # as in pyproject.toml -> a module of each of its packages
    "figures": FIGURES,
    "explorers": ("anywidget", "ipywidgets"),
    "probe": PROBE,
    "experiment": (*PROBE, "numba", "sklearn", "distributed"),
}


def need(extra: str) -> None:
    """See that the packages of an extra are installed.

    Raises
    ------
    ModuleNotFoundError
        If not; the message says what to install.

    Examples
    --------
    >>> need("figures")
    """
    missing = [name for name in EXTRAS[extra] if find_spec(name) is None]
    if missing:
        raise ModuleNotFoundError(
            f"this part of relu_spectrum needs {', '.join(missing)}; "
            f'run: pip install "relu-spectrum[{extra}]"',
            name=missing[0],
        )
