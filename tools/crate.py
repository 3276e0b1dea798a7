"""The book described as an RO-Crate 1.3: what it is, whose, under which licence, and its files."""

import json
from pathlib import PurePosixPath

from published import citation, commit, commit_time

SPECIFICATION = "https://w3id.org/ro/crate/1.3"
KINDS = {
    ".cff": "application/yaml",
    ".css": "text/css",
    ".csv": "text/csv",
    ".html": "text/html",
    ".ipynb": "application/x-ipynb+json",
    ".js": "text/javascript",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
    ".yml": "application/yaml",
}
LICENCES = {
    "MIT": ("https://spdx.org/licenses/MIT", "MIT License (the code)"),
    "CC-BY-4.0": (
        "https://creativecommons.org/licenses/by/4.0/",
        "Creative Commons Attribution 4.0 International (the text and the figures)",
    ),
}


def metadata(files: dict[str, bytes]) -> str:
    """Write ro-crate-metadata.json for these files."""
    cited, day = citation(), commit_time().date().isoformat()
    (paper,) = cited["references"]
    authors = [_author(author) for author in cited["authors"]]
    writers = [_author(author) for author in paper["authors"]]
    licences = [
        {"@id": at, "@type": "CreativeWork", "name": name}
        for at, name in (LICENCES[key] for key in cited["license"])
    ]
    parts = [_file(name, data) for name, data in files.items()]
    book = {
        "@id": "./",
        "@type": "Dataset",
        "name": cited["title"],
        "description": cited["abstract"],
        "keywords": ", ".join(cited["keywords"]),
        "version": cited["version"],
        "datePublished": day,
        "license": _links(licences),
        "author": _links(authors),
        "citation": {"@id": paper["url"]},
        "hasPart": _links(parts),
        "mainEntity": {"@id": "index.html"},
        **({"url": cited["url"]} if "url" in cited else {}),
    }
    made_by = {
        "@id": cited.get("repository-code", "#source"),
        "@type": "SoftwareSourceCode",
        "name": "relu-spectrum",
        "version": cited["version"],
        "identifier": commit() or "unknown",
        "programmingLanguage": "Python",
        "license": {"@id": LICENCES["MIT"][0]},
    }
    article = {
        "@id": paper["url"],
        "@type": "ScholarlyArticle",
        "name": paper["title"],
        "author": _links(writers),
        "datePublished": str(paper["year"]),
    }
    descriptor = {
        "@id": "ro-crate-metadata.json",
        "@type": "CreativeWork",
        "conformsTo": {"@id": SPECIFICATION},
        "about": {"@id": "./"},
    }
    made = {
        "@id": "#build",
        "@type": "CreateAction",
        "name": "The build of the pages",
        "instrument": {"@id": made_by["@id"]},
        "result": {"@id": "./"},
        "endTime": commit_time().isoformat(),
    }
    graph = [descriptor, book, made, made_by, article, *licences, *authors, *writers, *parts]
    crate = {"@context": f"{SPECIFICATION}/context", "@graph": graph}
    return json.dumps(crate, indent=1, ensure_ascii=False) + "\n"


def _links(entities):
    return [{"@id": entity["@id"]} for entity in entities]


def _author(author):
    if "name" in author:
        return {"@id": "#authors", "@type": "Organization", "name": author["name"]}
    name = f"{author['given-names']} {author['family-names']}"
    return {"@id": f"#{name.replace(' ', '-').lower()}", "@type": "Person", "name": name}


def _file(name, data):
    kind = KINDS.get(PurePosixPath(name).suffix)
    entity = {"@id": name, "@type": "File", "name": name, "contentSize": str(len(data))}
    return entity | ({"encodingFormat": kind} if kind else {})
