"""Write a file whole or not at all.

- `write_text`: writes beside the file first, and then puts it in its place
"""

import os
import tempfile
from pathlib import Path


def write_text(path: str | Path, text: str) -> None:
    """Write a text file in UTF-8, whole or not at all.

    Parameters
    ----------
    path : str or Path
        Is replaced if it exists. Its folder must exist.
    text : str

    Raises
    ------
    OSError
        If the folder does not exist or cannot be written to; what was there stays.

    Examples
    --------
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_text(f"{folder}/a.txt", "new")
    ...     print(os.listdir(folder), Path(folder, "a.txt").read_text())
    ['a.txt'] new
    """
    path = Path(path)
    handle, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with open(handle, "w", encoding="utf-8") as file:
            file.write(text)
        os.chmod(beside, 0o644)
        os.replace(beside, path)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise
