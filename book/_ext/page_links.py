"""What stands below a page: its notebook to download or to run, and where its mistakes go.

`repository.url` in `_config.yml` is the repository on GitHub. From it come "Edit this page" and
"Report a mistake": an issue that names the page, and, once `report.js` has seen the click, the
state of the page's explorers. Without a repository only the notebook is there.
"""

import shutil
from pathlib import Path
from urllib.parse import urlencode

import nbformat
from book_address import base, plain
from launch import FOLDER as COLAB
from launch import for_colab, services
from sphinx.application import Sphinx

FOLDER = "notebooks"
REPORT = "Page: {page}\n\nWhat is wrong:\n\nWhat would be right:\n"


def links(source: str, title: str, page: str, repository: str, branch: str) -> list[dict]:
    """List the links of one page; each is its label and its attributes.

    `source` is the page's file in the folder `book`, `page` the address that a report names.
    """
    found = []
    if source.endswith(".ipynb"):
        notebook = {"href": f"{FOLDER}/{source}", "download": source}
        found.append({"label": "Download the notebook", "attributes": notebook})
    if repository:
        edit = f"{repository}/edit/{branch}/book/{source}"
        issue = urlencode({"title": f"{title}: ", "body": REPORT.format(page=page)})
        report = {"href": f"{repository}/issues/new?{issue}", "data-report": page}
        found.append({"label": "Edit this page", "attributes": {"href": edit}})
        found.append({"label": "Report a mistake", "attributes": report})
    return found


def add_links(app: Sphinx, pagename, templatename, context, doctree) -> None:
    """Give the links to the page's template, `page-links.html`."""
    if doctree is None:
        return
    options, address = app.config.html_theme_options, base(app.config)
    source = Path(app.env.doc2path(pagename)).name
    repository = options.get("repository_url", "").rstrip("/")
    branch = options.get("repository_branch", "main")
    page = address + app.builder.get_target_uri(pagename)
    found, note = links(source, plain(context["title"]), page, repository, branch), ""
    if source.endswith(".ipynb"):
        run, note = services(source, address, repository, branch)
        found[1:1] = run
    context["page_links"], context["page_links_note"] = found, note


def copy_notebooks(app: Sphinx, exception: Exception | None) -> None:
    """Put the notebooks beside the pages, as they are in the repository and as Colab runs them."""
    if exception is not None or app.builder.format != "html":
        return
    folder, colab, address = Path(app.outdir, FOLDER), Path(app.outdir, COLAB), base(app.config)
    for old in (folder, colab):
        shutil.rmtree(old, ignore_errors=True)
    folder.mkdir()
    for name in app.env.found_docs:
        source = Path(app.env.doc2path(name))
        if source.suffix == ".ipynb":
            shutil.copyfile(source, folder / source.name)
            if address:
                colab.mkdir(exist_ok=True)
                nbformat.write(for_colab(nbformat.read(source, 4), address), colab / source.name)


def setup(app: Sphinx) -> dict:
    """Connect to Sphinx."""
    app.connect("html-page-context", add_links)
    app.connect("build-finished", copy_notebooks)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
