"""A probe's result as a JSON file.

`probe.schema.json` beside this file is its schema; `schema` reads it.

- `write`: records to a file
- `read`: the same back, if the file fits the schema
"""

import json
from collections.abc import Sequence
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import jsonschema

from ..._files import write_text
from . import document
from .limits import Limits
from .reduced import Reduced
from .reducing import reduced

FORMAT, VERSION = "relu-spectrum/probe", 1
LARGEST = 2**26  # bytes of a file that is read
ABOUT = {
    "spectra": "X_k = (e_k / N) sum_n x[n] exp(-i 2 pi k n / N), one-sided, e_k = 1 at DC and "
    "Nyquist, else 2: a cosine's line reads its amplitude, and the line at 0 the size of the mean.",
    "lines": "Where a record has more lines than there is room for, as many neighbours "
    "as its width says are taken together, and the largest is kept. DC stays alone.",
    "channels": "At most {channels} channels of a record are kept, at even distances; the totals "
    "and the mean spectra are those of all.",
    "waves": "For drawing only: of at most {waves} channels, thinned to {points} values or fewer. "
    "Where width is above 1 they are the smallest and largest value of each group of samples.",
    "new power": "The share of the output's power beside DC in lines where the input has less than "
    "0.01 of the largest line of its channel.",
    "linear": "gain = <x y> / <x x> with means taken away; the share of the output's power beside "
    "DC that gain times the input explains (Bussgang 1952).",
}


@cache
def schema() -> dict[str, Any]:
    """Read the JSON Schema of the files.

    Examples
    --------
    >>> schema()["$id"]
    'urn:relu-spectrum:probe:1'
    """
    return json.loads(Path(__file__).with_name("probe.schema.json").read_text("utf-8"))


def text(records: Sequence, *, model: str, given: str) -> str:
    """Write records as JSON.

    Parameters
    ----------
    records : sequence of Record or Reduced
        In call order, 2048 at most.
    model, given : str
        The model's name, and what it was called with.

    Raises
    ------
    ValueError
        If there are too many records.
    """
    limits = Limits.of(len(records))
    about = {name: words.format(**limits._asdict()) for name, words in ABOUT.items()}
    whole = {
        "format": FORMAT,
        "version": VERSION,
        "package": version("relu-spectrum"),
        "model": model[:500],
        "input": given[:500],
        "about": about,
        "records": [document.written(reduced(record, limits)) for record in records],
    }
    return json.dumps(whole, allow_nan=False, separators=(",", ":")) + "\n"


def write(path: str | Path, records: Sequence, *, model: str, given: str) -> None:
    """Write records to a file, whole or not at all; raises as `text`, and OSError."""
    write_text(path, text(records, model=model, given=given))


def read(path: str | Path) -> tuple[list[Reduced], str, str]:
    """Read a file.

    Returns
    -------
    list of Reduced
    str, str
        The model's name, and what it was called with.

    Raises
    ------
    OSError
        If there is no such file, or it cannot be read.
    ValueError
        If it is not a file of `write`: the message says what is wrong.
    """
    size = Path(path).stat().st_size
    if size > LARGEST:
        raise ValueError(
            f"{path}: {size / 1e6:.0f} MB, and a saved probe has {LARGEST // 10**6} at most"
        )
    try:
        whole = json.loads(Path(path).read_text("utf-8"), parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise ValueError(f"{path}: not a saved probe, since it is no JSON ({error})") from None
    if not isinstance(whole, dict) or whole.get("format") != FORMAT:
        raise ValueError(
            f"{path}: not a saved probe: an object with the format {FORMAT!r} is wanted"
        )
    if whole.get("version") != VERSION:
        raise ValueError(
            f"{path}: a saved probe of version {whole.get('version')!r}, and this package reads "
            f"version {VERSION}"
        )
    checker = jsonschema.Draft202012Validator(schema())
    wrong = jsonschema.exceptions.best_match(checker.iter_errors(whole))
    if wrong is not None:
        raise ValueError(f"{path}: {wrong.json_path.removeprefix('$.')}: {_short(wrong.message)}")
    names = [record["name"] for record in whole["records"]]
    if len(set(names)) < len(names):
        raise ValueError(f"{path}: every record must have its own name")
    try:
        records = [document.read(record) for record in whole["records"]]
    except ValueError as error:
        raise ValueError(f"{path}: {error}") from None
    return records, whole["model"], whole["input"]


def _no_number(name: str) -> None:
    raise ValueError(f"it has the number {name}")


def _short(message: str, most: int = 200) -> str:
    return (
        message if len(message) <= most else f"{message[: most // 2]} ... {message[-most // 2 :]}"
    )
