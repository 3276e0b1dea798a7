"""Firefox and WebKit as distributions have them, driven with Selenium.

`python tests/engines/engines.py` finds or installs what they need and prints their versions; what
is missing then is a failure. Firefox speaks WebDriver BiDi itself and needs no driver beside it.
WebKitGTK has a driver, and needs a display: Xvfb.

`firefox` and `webkit` give a browser with one page, whose `evaluate` and `wait_for_function` do
what Playwright's do, with an expression.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import time
import warnings
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from browser import apt_install
from selenium.webdriver import WebKitGTK
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.bidi.browsing_context import BrowsingContext
from selenium.webdriver.common.bidi.input import Input
from selenium.webdriver.common.bidi.script import Script
from selenium.webdriver.common.bidi.session import Session
from selenium.webdriver.remote.websocket_connection import WebSocketConnection
from selenium.webdriver.webkitgtk.service import Service

SIZE = WIDTH, HEIGHT = 1366, 900
SECONDS = 240  # the longest wait: less than a test may take
PROGRAMS = ("firefox-esr", "WebKitWebDriver", "Xvfb")
PACKAGES = ("firefox-esr", "webkit2gtk-driver", "xvfb")


class Page:
    """What is the same in all engines; those give `open`, `press` and `_call`."""

    def evaluate(self, expression):
        """Give the value of a JavaScript expression, or of its promise."""
        return json.loads(self._call(f"async () => JSON.stringify((await ({expression})) ?? null)"))

    def wait_for_function(self, condition):
        """Wait until a function says true."""
        end = time.monotonic() + SECONDS
        while not self.evaluate(f"!!({condition})()"):
            assert time.monotonic() < end, f"never true: {condition}"
            time.sleep(0.02)


class Firefox(Page):
    """A new tab, over WebDriver BiDi. The first one has no focus: Space and Enter click nothing."""

    def __init__(self, connection):
        Session(connection).new({})
        self._tabs, self._keys = BrowsingContext(connection), Input(connection)
        self._script, self._tab = Script(connection), self._tabs.create(type="tab")

    def open(self, address):
        """Open a page and wait until it is loaded."""
        self._tabs.navigate(context=self._tab, url=address, wait="complete")
        # Firefox says so of a file while it still reads it.
        self.wait_for_function(
            "() => document.URL !== 'about:blank' && document.readyState === 'complete'"
        )

    def press(self, key):
        """Press a key of Selenium's `Keys`."""
        actions = [{"type": kind, "value": key} for kind in ("keyDown", "keyUp")]
        keyboard = {"type": "key", "id": "keyboard", "actions": actions}
        self._keys.perform_actions(context=self._tab, actions=[keyboard])

    def _call(self, function):
        done = self._script.call_function(
            function_declaration=function, await_promise=True, target={"context": self._tab}
        )
        assert done["type"] == "success", done["exceptionDetails"]["text"]
        return done["result"]["value"]


class WebKit(Page):
    """The window of WebKitGTK's small browser, over its driver."""

    def __init__(self, driver):
        self._driver = driver
        driver.set_script_timeout(SECONDS)
        driver.set_window_rect(0, 0, *SIZE)

    def open(self, address):
        """Open a page and wait until it is loaded."""
        self._driver.get(address)

    def press(self, key):
        """Press a key of Selenium's `Keys`."""
        ActionChains(self._driver).send_keys(key).perform()

    def _call(self, function):
        text, error = self._driver.execute_async_script(
            f"const [done] = arguments; ({function})().then("
            "(text) => done([text, null]), (error) => done([null, String(error)]))"
        )
        assert error is None, error
        return text


@contextmanager
def running(command, **options):
    """Run a program, and end it."""
    process = subprocess.Popen(command, **options)
    try:
        yield process
    finally:
        process.terminate()
        process.wait(SECONDS)


@contextmanager
def firefox():
    """Give a `Firefox` without a window, in a profile of its own."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        log = Path(folder, "log")
        command = ["firefox-esr", "--headless", "--no-remote", "--profile", folder]
        command += [f"--width={WIDTH}", f"--height={HEIGHT}", "--remote-debugging-port=0"]
        with log.open("w") as out, running(command, stdout=out, stderr=out) as process:
            end = time.monotonic() + SECONDS
            while not (found := re.search(r"listening on (ws://\S+)", log.read_text())):
                if process.poll() is not None or time.monotonic() > end:
                    raise RuntimeError(f"Firefox does not listen:\n{log.read_text()}")
                time.sleep(0.1)
            connection = WebSocketConnection(f"{found[1]}/session", SECONDS, 0.01)
            try:
                yield Firefox(connection)
            finally:
                connection.close()


@contextmanager
def webkit():
    """Give a `WebKit` on a display of its own. Its language is "C", which is none."""
    given, told = os.pipe()
    screen = ["Xvfb", "-displayfd", str(told), "-screen", "0", f"{WIDTH}x{HEIGHT}x24"]
    with running(screen, pass_fds=[told], stderr=subprocess.DEVNULL):
        display = os.read(given, 20).decode().strip()
        environment = os.environ | {"DISPLAY": f":{display}", "LC_ALL": "C.UTF-8"}
        with warnings.catch_warnings(action="ignore", category=DeprecationWarning):  # its own
            driver = WebKitGTK(service=Service(shutil.which("WebKitWebDriver"), env=environment))
        try:
            yield WebKit(driver)
        finally:
            driver.quit()


ENGINES = {"firefox": firefox, "webkit": webkit}


def main():
    """Find or install the engines, and say which they are."""
    if not all(map(shutil.which, PROGRAMS)):
        apt_install("--no-install-recommends", *PACKAGES)
    if missing := [name for name in PROGRAMS if not shutil.which(name)]:
        sys.exit(
            f"{' and '.join(missing)}: missing for the tests in other engines. Debian, Ubuntu:\n"
            f"  sudo apt-get install {' '.join(PACKAGES)}"
        )
    for name, engine in ENGINES.items():
        with engine() as page:
            print(f"{name}: {page.evaluate('navigator.userAgent')}")


if __name__ == "__main__":
    main()
