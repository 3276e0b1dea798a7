"""Write into README.md when all was built and tested from scratch last.

Usage: python tools/date_rebuild.py

The weekly workflow calls it after a build that passed.
"""

import re
from datetime import UTC, date, datetime
from pathlib import Path

README = Path(__file__).parents[1] / "README.md"
START = "Last built and tested from scratch by the weekly workflow: "
LINE = re.compile(rf"^{START}.*\.$", re.MULTILINE)


def dated(text: str, day: date) -> str:
    """Return the text with this day.

    Raises
    ------
    ValueError
        If the line that it belongs to is not there once.
    """
    new = f"{START}{day:%-d %B %Y}."
    text, count = LINE.subn(new, text)
    if count != 1:
        raise ValueError(f"README.md has {count} lines like {new!r}, there must be one")
    return text


if __name__ == "__main__":
    README.write_text(dated(README.read_text("utf-8"), datetime.now(UTC).date()), "utf-8")
