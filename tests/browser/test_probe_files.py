"""The page's reader of saved probes against Python's: what is refused, in the same words."""

import json

import numpy as np
import pytest
from bad_probes import FILES, PARTS, document, whole

from relu_spectrum.probe import Probe
from relu_spectrum.probe.kept.packed import packed

SOURCE = """
import { fixed, general, percent } from "./files/python_text.mjs";
import { readProbe } from "./probe_viewer/read_probe.mjs";
const refusal = (text) =>
  readProbe(new File([text], "model.json")).then(() => "", (error) => error.message);
export const refusals = (texts) => Promise.all(texts.map(refusal));
export const written = (values) =>
  values.map((x) => [general(x, 4), general(x), fixed(x, 1), percent(x, 1)]);
"""
# The words of a JSON parser, of a decoder and of binascii are their own.
OWN_WORDS = ("model.json: not a saved probe, since it is no JSON (", " is no base64: ")
VALUES = [None, True, -1, 3, 4096, 1.5, "x", "AAAA====", "AAAAAA==", packed([0.5]), [], [1], {}]


@pytest.fixture(scope="module")
def call(run_modules):
    return run_modules(SOURCE)


def places(part, path=()):
    """All places in a document, the outer ones first."""
    yield path
    for key, value in part.items() if isinstance(part, dict) else enumerate(part):
        if isinstance(value, (dict, list)):
            yield from places(value, (*path, key))
        else:
            yield (*path, key)


def changed(text, path, change):
    """The document with one place changed, by `change(part, key)`."""
    part = found = json.loads(text)
    for key in path[:-1]:
        part = part[key]
    change(part, path[-1])
    return json.dumps(found)


def cases():
    yield from FILES
    good = json.dumps(whole() | {"records": [document()]})
    for record, _ in PARTS:
        yield json.dumps(whole() | {"records": [record]})
    for path in places(json.loads(good)):
        if not path:
            continue
        yield changed(good, path, lambda part, key: part.__delitem__(key))
        for value in VALUES:
            yield changed(good, path, lambda part, key, value=value: part.__setitem__(key, value))
    yield changed(good, ("records", 0, "more"), lambda part, key: part.__setitem__(key, 1))


def said(path):
    """What Python says of a file; nothing if it reads it."""
    try:
        Probe.load(path)
    except ValueError as error:
        return str(error).replace(str(path), path.name)
    return ""


def test_each_file_is_read_or_refused_as_in_python(call, tmp_path):
    texts = list(dict.fromkeys(cases()))
    path = tmp_path / "model.json"
    refused = 0
    for text, found in zip(texts, call("refusals", texts), strict=True):
        path.write_text(text)
        wanted = said(path)
        for own in OWN_WORDS:
            if own in wanted and "it has the number" not in wanted:
                wanted, found = (words.partition(own)[:2] for words in (wanted, found))
        assert found == wanted, text[:2000]
        refused += bool(wanted)
    assert refused > 300
    assert len(texts) - refused > 20


def test_numbers_are_written_as_python_writes_them(call):
    rng = np.random.default_rng(1)
    values = [0.0, -0.0, 0.0625, 0.1875, 1000.5, 1001.5, 9999.5, 12345.0, 100005e-10, 1e-5, -2.5]
    values += [*rng.normal(size=300), *(10.0 ** rng.uniform(-12, 12, 300)), *(np.arange(64) / 64)]
    wanted = [[f"{x:.4g}", f"{x:g}", f"{x:.1f}", f"{x:.1%}"] for x in map(float, values)]
    sent = [float(x) for x in values]
    assert call("written", sent) == wanted
