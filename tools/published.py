"""What is published and when: the citation file, the settings of the book, the commit's time."""

import os
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[1]


def settings() -> dict:
    """Return `_config.yml`."""
    return yaml.safe_load((ROOT / "_config.yml").read_text("utf-8"))


def citation_file() -> str:
    """Return CITATION.cff, with the book's address and its repository where these are set."""
    given = settings()
    lines = {"url": given["html"]["baseurl"], "repository-code": given["repository"]["url"]}
    added = "".join(f'{name}: "{address}"\n' for name, address in lines.items() if address)
    return (ROOT / "CITATION.cff").read_text("utf-8") + added


def citation() -> dict:
    """Return the same as data."""
    return yaml.safe_load(citation_file())


def commit() -> str:
    """Return the commit that is built; nothing outside a repository."""
    return _git("rev-parse", "HEAD")


def commit_time() -> datetime:
    """Return when the commit was made: every build of it has the same dates.

    SOURCE_DATE_EPOCH goes before; outside a repository it is the first moment a zip can hold.
    """
    seconds = os.environ.get("SOURCE_DATE_EPOCH") or _git("log", "-1", "--format=%ct")
    first = datetime(1980, 1, 1, tzinfo=UTC)
    return max(datetime.fromtimestamp(int(seconds or 0), UTC), first)


def _git(*arguments: str) -> str:
    try:
        done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True)
    except FileNotFoundError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""
