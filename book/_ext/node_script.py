"""Scripts beside the extensions that node runs: data go in as JSON, and text comes out."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

from sphinx.errors import ExtensionError


def run_node(script: Path, data: Any, *, task: str, failure: str) -> str:
    """Run a script with node and return what it writes.

    Raises
    ------
    ExtensionError
        If there is no node for the `task`, or the script fails: the `failure`, with its words.
    """
    node = shutil.which("node")
    if node is None:
        raise ExtensionError(f"there is no node to {task}: `make book` brings one")
    run = subprocess.run([node, script], input=json.dumps(data), capture_output=True, text=True)
    if run.returncode != 0:
        raise ExtensionError(f"{failure}: {run.stderr.strip()}")
    return run.stdout
