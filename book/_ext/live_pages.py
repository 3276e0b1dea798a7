"""What the book's pages load: nothing that a page does not use, nothing from elsewhere.

A local Sphinx extension. It copies what `node build.mjs pages` built into the book's `assets/` and,
for every page:

- adds the widgets' runtime and the figures' script to the pages that have widgets and figures;
- drops the scripts of other extensions from the pages that have no use for them;
- defers all scripts, and moves the widgets' saved state from the head to the end of the text, so
  that the page can be read before any of them has run;
- gives each page a description for search engines (its own, or else its first sentences).
"""

import os
import re
import shutil
from pathlib import Path

import pydata_sphinx_theme
from docutils import nodes
from page_text import (
    WIDGET_STATE,
    name_toggles,
    place_widgets,
    steady_ids,
    tidy_names,
    tidy_tables,
    widget_state_script,
)
from sphinx.application import Sphinx
from sphinx.builders.html._assets import _CascadingStyleSheet, _JavaScript
from sphinx.errors import ExtensionError
from stills import STILLS

HERE = Path(__file__).parent
WEB = HERE.parents[1] / "_build" / "web"

EXPLAINED = r'class="(?:amsmath )?math |#term-'  # a formula may have symbols

# Our files -> what in the page's text asks for them.
OURS = {
    "page.css": "",
    "page.js": "",
    "widgets.css": "application/vnd.jupyter.widget-view",
    "widgets.js": "application/vnd.jupyter.widget-view",
    "figures.js": 'class="relu-figure"',
    "explanations.css": EXPLAINED,
    "explanations.js": EXPLAINED,
    "predictions.css": 'class="relu-predict"',
    "predictions.js": 'class="relu-predict"',
    "probe_viewer.css": 'class="relu-probe-viewer"',
    "probe_viewer.js": 'class="relu-probe-viewer"',
    "theme.js": "",
}
# Those that page.js loads after the first paint.
LATE = {"widgets.js"}
# The theme's script, and how it begins to ask every box of the page, also a folded one, whether it
# scrolls, again after each change: half a second on a phone. scrollers.js knows without asking.
THEME = Path(pydata_sphinx_theme.__file__).parent / "theme/pydata_sphinx_theme/static/scripts"
ASKING = ',"complete"===document.readyState?I():window.addEventListener("load",I)'
# The search page fetches the pages it lists for a few words of each; from the disk it may not.
NO_SUMMARIES = (
    "if (location.protocol === 'file:') DOCUMENTATION_OPTIONS.SHOW_SEARCH_SUMMARY = false;"
)
# Scripts of other extensions -> what in the page's text asks for them.
THEIRS = {
    "design-tabs.js": "sd-tab-set",
    "clipboard.min.js": "highlight",
    "copybutton": "highlight",
    "mathjax": "(?!)",  # never: typeset_maths has done it
    "window.MathJax": "(?!)",
}


def copy_assets(app: Sphinx) -> None:
    """Copy what the pages load into the output folder, before any page is written."""
    if app.builder.format != "html":
        return
    if not (WEB / "page.js").exists():
        raise ExtensionError(f"{WEB} is empty: run `node build.mjs pages` first")
    assets = Path(app.outdir, "assets")
    shutil.rmtree(assets, ignore_errors=True)
    shutil.copytree(WEB, assets, ignore=shutil.ignore_patterns(".*"))
    (assets / "theme.js").write_text(theme_script(), "utf-8")
    shutil.copytree(STILLS, assets / "stills", ignore=shutil.ignore_patterns("*.json"))


def theme_script() -> str:
    """Return the theme's script without what scrollers.js does better.

    Raises
    ------
    ExtensionError
        If that is not in it: the theme has changed.
    """
    text = (THEME / "pydata-sphinx-theme.js").read_text("utf-8")
    if text.count(ASKING) != 1:
        raise ExtensionError("the theme's script asks for what scrolls in another way than it did")
    return text.replace(ASKING, "")


def find_files(app: Sphinx, config) -> None:
    """Let our templates go before the theme's; read the path of `--toc` as the shell does."""
    config.templates_path.insert(0, "_templates")
    config.external_toc_path = os.path.relpath(config.external_toc_path, app.srcdir)


def read_failed_again(app: Sphinx, env, added, changed, removed) -> set:
    """Execute a notebook again that failed in the last build: the failure must not be forgotten."""
    executed = getattr(env, "nb_metadata", {})
    return {
        name
        for name in env.found_docs
        if not executed.get(name, {}).get("exec_data", {}).get("succeeded", True)
    }


def choose_assets(app: Sphinx, pagename, templatename, context, doctree) -> None:
    """Load what this page needs, in an order that lets it be read first."""
    body = context.get("body") or ""
    scripts, state = [], ""
    for script in context["script_files"]:
        attributes = dict(script.attributes)
        if attributes.get("type") == WIDGET_STATE:
            state = attributes["body"]
        elif pagename == "search":
            scripts.append(script)  # its own scripts call these while the page is read
            if str(script.filename).endswith("documentation_options.js"):
                scripts.append(_JavaScript(None, priority=script.priority, body=NO_SUMMARIES))
        elif _wanted(str(script.filename or attributes.get("body")), body):
            scripts.append(_deferred(script, attributes))
    styles = list(context["css_files"])  # style_sheet joins them, and drops what no page uses
    for name, sign in OURS.items():
        if re.search(sign, body):
            path = f"assets/{name}"
            if name.endswith(".css"):
                styles.append(
                    _CascadingStyleSheet(path, priority=900, rel="stylesheet", type="text/css")
                )
            else:
                late = {"type": "text/late"} if name in LATE else {}
                scripts.append(_JavaScript(path, priority=900, defer="defer", **late))
    context["script_files"], context["css_files"] = scripts, styles
    body, state = steady_ids(body, state)
    body = tidy_names(tidy_tables(place_widgets(body, state)))
    context["body"] = body + widget_state_script(state)


def name_contents(app: Sphinx, pagename, templatename, context, doctree) -> None:
    """Name the arrows of the list of contents."""
    write = context.get("generate_toctree_html")
    if write:
        context["generate_toctree_html"] = lambda *which, **how: name_toggles(
            str(write(*which, **how))
        )


def _wanted(name, body):
    return all(re.search(sign, body) for part, sign in THEIRS.items() if part in name)


def _deferred(script, attributes):
    if script.filename:
        attributes |= {"defer": "defer"}
        attributes.pop("async", None)
    elif attributes.get("body", "").startswith("DOCUMENTATION_OPTIONS."):
        # what it changes comes with a deferred script
        text = attributes["body"]
        attributes["body"] = f"addEventListener('DOMContentLoaded', () => {{ {text} }});"
    return _JavaScript(script.filename, priority=script.priority, **attributes)


def describe(app: Sphinx, pagename, templatename, context, doctree) -> None:
    """Give the page a description, if its author has not."""
    metatags = context.get("metatags") or ""
    if 'name="description"' in metatags:
        return
    text = f"{context.get('title', '')} · {app.config.html_title}"
    if doctree is not None:
        paragraph = next(iter(doctree.findall(nodes.paragraph)), None)
        text = " ".join(paragraph.astext().split()) if paragraph is not None else text
    if len(text) > 155:
        text = text[:154].rsplit(" ", 1)[0] + "…"
    context["metatags"] = f'{metatags}\n<meta name="description" content="{_escape(text)}" />'


def _escape(text):
    return text.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")


def setup(app: Sphinx) -> dict:
    """Connect to Sphinx."""
    app.connect("config-inited", find_files, priority=100)
    app.connect("builder-inited", copy_assets)
    app.connect("env-get-outdated", read_failed_again)
    app.connect("html-page-context", choose_assets, priority=900)
    app.connect("html-page-context", describe, priority=900)
    app.connect("html-page-context", name_contents, priority=900)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
