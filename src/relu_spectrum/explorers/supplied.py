"""Explorers whose view needs data that are too large, or not ours, to be saved with every widget.

A book brings such data as a script of its own beside the pages; a live notebook's view asks its
kernel. In the page, data_source.js does the asking.

- `Supplied`: an explorer that answers its view
- `script`: data as a script that a page can load
"""

import json
from collections.abc import Callable
from typing import Any

from .explorer import Explorer

__all__ = ["Supplied", "script"]


class Supplied(Explorer):
    """An explorer that gives data to its view when that asks for them.

    A subclass names the kind of data in `_kind`, and its method `_supply` returns them, as what
    JSON can hold.
    """

    _kind: str
    _supply: Callable[[], dict[str, Any]]

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.on_msg(self._answer)

    def _answer(self, _: Any, content: dict[str, Any], buffers: list[Any]) -> None:
        """Send the data to a page that asks for them, or the reason why there are none."""
        if content.get("kind") != self._kind:
            return
        try:
            answer = {"kind": self._kind, self._kind: self._supply()}
        except Exception as error:
            self.send({"kind": self._kind, "error": str(error)})
            raise
        self.send(answer)


def script(variable: str, data: dict[str, Any], *, notice: str = "") -> str:
    r"""Write data as a script that sets a global variable.

    Parameters
    ----------
    variable : str
        Its name.
    data : dict
        What JSON can hold.
    notice : str, optional
        A comment to begin with.

    Returns
    -------
    str

    Examples
    --------
    >>> script("reluData", {"steps": [1, 2]}, notice="/* ours */ ")
    '/* ours */ globalThis.reluData = {"steps":[1,2]};\n'
    """
    return f"{notice}globalThis.{variable} = {json.dumps(data, separators=(',', ':'))};\n"
