"""Bundles the explorers' JavaScript when a wheel or an editable install is built."""

import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

OLDEST_NODE = 18


def has_node() -> bool:
    """Tell whether npm and a node that is new enough are on the PATH."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        return False
    answer = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
    version = re.match(r"v(\d+)\.", answer.stdout)
    return version is not None and int(version[1]) >= OLDEST_NODE


def modules_are_current(root: Path) -> bool:
    """Tell whether what npm installed is as new as the lock file."""
    installed = root / "node_modules" / ".package-lock.json"
    lock = root / "package-lock.json"
    return installed.exists() and installed.stat().st_mtime >= lock.stat().st_mtime


class ExplorersHook(BuildHookInterface):
    """Runs `npm ci` where needed, then `node build.mjs explorers`."""

    def dependencies(self) -> list[str]:
        """Ask for node and npm from PyPI where the machine has none."""
        if self.target_name != "wheel" or has_node():
            return []
        lines = Path(self.root, "requirements-node.txt").read_text(encoding="utf-8").splitlines()
        return [line for line in lines if line and not line.startswith("#")]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Bundle the explorers before the files are gathered."""
        if self.target_name != "wheel":
            return
        if not has_node():
            raise RuntimeError(
                f"The explorers need npm and node {OLDEST_NODE} or newer to be built, and there is "
                "none on the PATH. Install them, or run `pip install -r requirements-node.txt`."
            )
        if not modules_are_current(Path(self.root)):
            self.run("npm", "ci", "--no-audit", "--no-fund")
        self.run("node", "build.mjs", "explorers")

    def run(self, program: str, *arguments: str) -> None:
        """Run a program in the repository and say what to do if it fails."""
        command = [shutil.which(program) or program, *arguments]
        done = subprocess.run(
            command, cwd=self.root, env=os.environ, capture_output=True, text=True, check=False
        )
        if done.returncode != 0:
            raise RuntimeError(
                f"`{program} {' '.join(arguments)}` failed while building the explorers:\n"
                f"{done.stdout}{done.stderr}\n"
                "Check that the npm registry can be reached and that package-lock.json is "
                f"unchanged, then run the command again by hand in {self.root}."
            )
