"""The policy of a page names what is in it, and allows no other script and no other origin."""

import base64
import hashlib
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "book" / "_ext"))

from content_policy import policy, with_policy
from page_text import widget_state_script

PAGE = """<head>
    <meta charset="utf-8" />
<script>let a = "é";</script>
<script type="application/json">{"no": "script"}</script>
<script type="text/late" src="late.js"></script>
<style>p { margin: 0 }</style>
</head>"""


def digest(text):
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def parts(text):
    directives = (part.split() for part in policy(text).split("; "))
    return {name: set(sources) for name, *sources in directives}


def test_inline_scripts_and_styles_are_known_by_their_hash():
    found = parts(PAGE)
    assert found["script-src"] == {"'self'", "file:", "blob:", digest('let a = "é";')}
    assert digest("p { margin: 0 }") in found["style-src-elem"]
    assert "'unsafe-inline'" not in found["script-src"] | found["style-src-elem"]
    assert found["default-src"] == {"'self'", "file:"}


def test_no_source_is_of_another_origin():
    allowed = {"'none'", "'self'", "'unsafe-inline'", "file:", "blob:", "data:"}
    for name, sources in parts(PAGE).items():
        assert {s for s in sources if not s.startswith("'sha256-")} <= allowed, name


def test_the_styles_of_widgets_are_known():
    css = 'b::after { content: "</b>" }'
    state = '{"state": {"a": {"state": {"_css": "b::after { content: \\"<\\/b>\\" }"}}}}'
    assert digest(css) in parts(PAGE + widget_state_script(state))["style-src-elem"]


def test_the_search_page_may_read_the_styles_of_others():
    found = parts(f'{PAGE}<script src="_static/searchtools.js"></script>')
    assert "'unsafe-inline'" in found["style-src-elem"]
    assert "'unsafe-inline'" not in found["script-src"]


def test_the_policy_stands_before_what_it_rules():
    page = with_policy(PAGE)
    assert page.index("Content-Security-Policy") < page.index("<script>")
    assert page.index('charset="utf-8"') < page.index("Content-Security-Policy")
    with pytest.raises(ValueError, match="where its policy would stand"):
        with_policy("<head></head>")
