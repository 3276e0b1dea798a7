"""Files that are no saved probe, and what is to be said of each: in Python, and in the page."""

import json

import torch
from probed import tone

from relu_spectrum.probe.kept import files
from relu_spectrum.probe.kept.document import written
from relu_spectrum.probe.kept.limits import Limits
from relu_spectrum.probe.kept.packed import INDICES, packed
from relu_spectrum.probe.kept.reducing import reduced
from relu_spectrum.probe.record import Record

X = torch.randn(3, 40, generator=torch.Generator().manual_seed(1))


def document(rate=8.0):
    return written(
        reduced(Record("act", X, sample_rate=rate, path="act", module=True), Limits.of(1))
    )


def whole():
    record = Record("act", tone(), sample_rate=64.0)
    return json.loads(files.text([record], model="m", given="x"))


def changed(*path, value):
    found = part = whole()
    for key in path[:-1]:
        part = part[key]
    part[path[-1]] = value
    return json.dumps(found)


FILES = {
    "": "not a saved probe, since it is no JSON",
    "[1, 2]": "an object with the format 'relu-spectrum/probe' is wanted",
    '{"format": "other"}': "an object with the format 'relu-spectrum/probe' is wanted",
    '{"format": "relu-spectrum/probe", "version": NaN}': "it has the number NaN",
    "[" * 100_000: "it is no JSON",
    changed("version", value=2): "a saved probe of version 2, and this package reads version 1",
    changed("records", value={}): "records: {} is not of type 'array'",
    changed("records", 0, "shape", value=[1, -2]): r"records\[0\]\.shape\[1\]: -2 is less than",
    changed("records", 0, "more", value=1): r"records\[0\]: Additional properties .*'more'",
    changed("records", 0, "channels", "dc", value="#" * 9000): r"channels\.dc: '#+ \.\.\. ",
    changed("records", 0, "channels", "dc", value="AAAA"): "act: dc holds 3 bytes, and 1 values",
    changed("records", value=whole()["records"] * 2): "every record must have its own name",
}


def wrong(part, **changes):
    found = document()
    (found[part] if part else found).update(changes)
    return found


PARTS = [
    (wrong("channels", kept=packed([0, 2, 1], INDICES)), r"must ascend and be below 3, not"),
    (wrong("channels", kept=packed([0, 1, 3], INDICES)), r"below 3, not \[0, 1, 3\]"),
    (wrong("channels", dc=packed([1])), "act: dc holds 4 bytes, and 3 values"),
    (wrong("spectra", groups=20), "21 lines of 40 samples, 1 of them together, cannot make 20"),
    (wrong("spectra", samples=50), "21 lines of 50 samples"),
    (wrong("spectra", width=2), "cannot make 21 groups"),
    (wrong("spectra", before=packed([1, 2])), "act: before holds 8 bytes, and 63 values"),
    (wrong("spectra", mean_after=packed([1])), "act: mean_after holds 4 bytes, and 21"),
    (wrong("waves", channels=packed([9], INDICES)), "waves of channels that are not kept"),
    (wrong("waves", points=7), "act: wave before holds 480 bytes, and 21 values"),
]
