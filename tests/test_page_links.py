"""What stands below a page: the notebook always, editing and reporting with a repository."""

import sys
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import yaml

sys.path.insert(0, str(Path(__file__).parents[1] / "book" / "_ext"))

from page_links import links

REPOSITORY = "https://github.com/someone/book"


def of(source, repository):
    page = "https://someone.github.io/book/derivation.html"
    found = links(source, "1. Derivation & more", page, repository, "main")
    return {link["label"]: link["attributes"] for link in found}


def test_the_settings_reach_the_pages():
    """The theme's options replace what Jupyter Book makes of `repository`: they name it again."""
    text = (Path(__file__).parents[1] / "_config.yml").read_text("utf-8")
    text = text.replace('url: &repository ""', f"url: &repository {REPOSITORY}")
    text = text.replace("branch: &branch main", "branch: &branch trunk")
    config = yaml.safe_load(text)
    assert config["repository"] == {"url": REPOSITORY, "branch": "trunk"}
    options = config["sphinx"]["config"]["html_theme_options"]
    assert (options["repository_url"], options["repository_branch"]) == (REPOSITORY, "trunk")


def test_without_a_repository_only_the_notebook_is_there():
    assert of("derivation.ipynb", "") == {
        "Download the notebook": {
            "href": "notebooks/derivation.ipynb",
            "download": "derivation.ipynb",
        }
    }
    assert of("glossary.md", "") == {}


def test_with_a_repository_a_page_can_be_edited_and_its_mistakes_reported():
    found = of("glossary.md", REPOSITORY)
    assert list(found) == ["Edit this page", "Report a mistake"]
    assert found["Edit this page"]["href"] == f"{REPOSITORY}/edit/main/book/glossary.md"
    report = urlsplit(found["Report a mistake"]["href"])
    assert report._replace(query="").geturl() == f"{REPOSITORY}/issues/new"
    issue = parse_qs(report.query)
    assert issue["title"] == ["1. Derivation & more: "]
    assert issue["body"][0].startswith("Page: https://someone.github.io/book/derivation.html\n")
