"""A Jupyter server on the loopback address, and notebooks run in JupyterLab or Notebook 7."""

import contextlib
import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import nbformat
from playwright.sync_api import expect

TOKEN = "only-on-loopback"
PATHS = {"lab": "lab/tree", "notebook": "notebooks"}


def free_port():
    """Return a port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextlib.contextmanager
def jupyter_server(folder):
    """Serve the notebooks in `folder`, with settings of its own; gives the server's address."""
    port = free_port()
    own = {name: str(Path(folder) / ".jupyter") for name in ("JUPYTER_CONFIG_DIR", "IPYTHONDIR")}
    command = [
        *(sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root"),
        *(f"--ServerApp.port={port}", "--ServerApp.port_retries=0", "--ServerApp.ip=127.0.0.1"),
        *(f"--ServerApp.root_dir={folder}", f"--IdentityProvider.token={TOKEN}"),
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
        "--LabApp.news_url=None",
        "--LabApp.extension_manager=readonly",
    ]
    log = Path(folder) / "server.log"
    with log.open("w") as output:
        server = subprocess.Popen(command, stdout=output, stderr=output, env=os.environ | own)
        try:
            address = f"http://127.0.0.1:{port}"
            _wait(f"{address}/api/status?token={TOKEN}", server, log)
            yield address
        finally:
            server.terminate()
            server.wait(timeout=30)


def _wait(url, server, log, seconds=60):
    end = time.monotonic() + seconds
    while time.monotonic() < end and server.poll() is None:
        with contextlib.suppress(urllib.error.URLError, ConnectionError):
            return urllib.request.urlopen(url, timeout=5).close()
        time.sleep(0.2)
    raise RuntimeError(f"the Jupyter server did not start:\n{log.read_text()[-2000:]}")


def write_notebook(path, *sources):
    """Write a notebook with these code cells."""
    cells = [nbformat.v4.new_code_cell(source) for source in sources]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel}), path)


def open_notebook(page, address, name, front_end):
    """Open a notebook, and no other, in the front end "lab" or "notebook".

    A dialog that comes in between, on a slow machine, is answered as its front end suggests.
    """
    page.add_locator_handler(
        page.locator("dialog.jp-Dialog"), lambda dialog: dialog.locator(".jp-mod-accept").click()
    )
    # without reset JupyterLab opens again what was open before
    page.goto(f"{address}/{PATHS[front_end]}/{name}?token={TOKEN}&reset")
    page.wait_for_selector(".jp-Notebook .jp-CodeCell .cm-content", timeout=90_000)


def run_cell(page, index):
    """Run one cell, counted from 0, and wait until it has run; gives the cell."""
    cell = page.locator(".jp-CodeCell").nth(index)
    prompt = cell.locator(".jp-InputPrompt")
    before = prompt.text_content()
    for _ in range(60):  # a front end whose kernel is not connected yet ignores the keys
        cell.locator(".cm-content").click()
        page.keyboard.press("Control+Enter")
        with contextlib.suppress(AssertionError):
            expect(prompt).not_to_have_text(before, timeout=1000)
            break
    expect(prompt).to_have_text(re.compile(r"\[\d+\]"), timeout=60_000)
    return cell
