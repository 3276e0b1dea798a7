"""The tests' browser: an installed Chromium or Chrome, else Playwright's, else Debian's package.

`python tests/browser/browser.py` finds or installs one and prints which. None is a failure.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MAC = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
ARGUMENTS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup",  # two pages of its own a window
)
ADVICE = """No browser for the tests. One of these brings it:
  Debian, Ubuntu:  sudo apt-get install chromium
  macOS:           brew install --cask chromium
  anywhere:        python -m playwright install --with-deps chromium
or set CHROMIUM to the path of a Chromium or Chrome."""


def runs(path):
    """Tell whether the program at `path` answers (one that lacks libraries does not)."""
    if not path or not Path(path).exists():
        return False
    try:
        return subprocess.run([path, "--version"], capture_output=True, timeout=60).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def installed():
    """Return the path of an installed Chromium or Chrome, or None; CHROMIUM names one of yours."""
    own = [os.environ["CHROMIUM"]] if "CHROMIUM" in os.environ else []
    return next(filter(runs, [*own, *map(shutil.which, NAMES), *MAC]), None)


def playwrights():
    """Return the path of Playwright's own Chromium, or None where it has not been downloaded."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if runs(path) else None


def find():
    """Return the path of a browser, or None."""
    return installed() or playwrights()


def install():
    """Try to install a browser: Playwright's, which some networks do not give, then Debian's."""
    download = [sys.executable, "-m", "playwright", "install", "chromium"]
    quick = os.environ | {"PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT": "10000"}
    try:
        subprocess.run(download, env=quick, capture_output=True, timeout=300, check=False)
    except subprocess.TimeoutExpired:
        print("Playwright's download took too long", file=sys.stderr)
    if find() is None:
        apt_install("chromium")


def apt_install(*packages):
    """Try to install Debian's packages, with apt's options, where there is apt and we are root."""
    if shutil.which("apt-get") and os.geteuid() == 0:
        quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        for command in (["update", "-qq"], ["install", "-y", "-qq", *packages]):
            subprocess.run(["apt-get", *command], env=quiet, stdout=subprocess.DEVNULL, check=False)


def launch(playwright, *more):
    """Launch the browser from a started Playwright; if there is none, say what to do.

    It gets `more` arguments besides those of all tests.
    """
    path = find()
    if path is None:
        raise RuntimeError(ADVICE)
    return playwright.chromium.launch(executable_path=path, args=[*ARGUMENTS, *more])


def main():
    """Find or install a browser and say which."""
    if find() is None:
        install()
    path = find()
    if path is None:
        sys.exit(ADVICE)
    version = subprocess.run([path, "--version"], capture_output=True, text=True, check=True)
    print(f"browser of the tests: {path} ({version.stdout.strip()})")


if __name__ == "__main__":
    main()
