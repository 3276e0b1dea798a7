"""The command ``relu-spectrum``, with `probe`, `sweep` and `fetch` -> `main`."""

from .._extras import need

need("probe")

from .main import main  # noqa: E402

__all__ = ["main"]
