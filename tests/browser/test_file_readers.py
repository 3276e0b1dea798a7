"""The pages' readers of files against Python's: one table of cases, the same samples or words."""

import base64
import json
from pathlib import Path

import numpy as np
import pytest

from relu_spectrum.signals import read_signal

TABLES = Path(__file__).parents[1] / "signals"
SOURCE = """
import { channelsOf, readSignal } from "./files/read_signal.mjs";
export async function read(name, text) {
  const bytes = Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
  try {
    const source = await readSignal(new File([bytes], name));
    const channels = [];
    for (let c = 0; c < channelsOf(source); c++) {
      channels.push(Array.from(await source.read(c, 0, source.length)));
    }
    const part = await source.read(channels.length - 1, 1, source.length - 1);
    const { rate, shape, statistics } = source;
    return { channels, part: Array.from(part), rate, shape, statistics };
  } catch (error) {
    return { error: error.message };
  }
}
"""


def cases():
    """All cases of the two tables: the file's name, its bytes, and what is said of it."""
    tables = json.loads((TABLES / "csv_cases.json").read_text("utf-8"))
    for case in tables:
        yield {"file": "x.csv", "what": case["text"], "bytes": case["text"].encode()}
    for case in json.loads((TABLES / "file_cases.json").read_text("utf-8")):
        yield case | {"bytes": base64.b64decode(case["bytes"])}


@pytest.fixture(scope="module")
def call(run_modules):
    return run_modules(SOURCE)


def test_each_file_is_read_or_refused_as_in_python(call, tmp_path):
    """Sample by sample, or in the same words (numpy words the reasons why a file is no npy)."""
    checked = 0
    for case in cases():
        path = tmp_path / case["file"]
        path.write_bytes(case["bytes"])
        found = call("read", path.name, base64.b64encode(case["bytes"]).decode())
        try:
            samples, rate = read_signal(path)
        except (TypeError, ValueError) as error:
            said = str(error).replace(str(path), path.name)
            own = found.get("error", "it was read")
            for kind in ("npy", "npz"):
                lead = f"{path.name}: not an array of numbers in {kind} format ("
                if said.startswith(lead):
                    said, own = lead, own[: len(lead)]
            assert own == said, case["what"]
        else:
            assert "error" not in found, (case["what"], found)
            flat = samples.reshape(-1, samples.shape[-1])
            np.testing.assert_array_equal(found["channels"], flat, err_msg=case["what"])
            np.testing.assert_array_equal(found["part"], flat[-1, 1:], err_msg=case["what"])
            assert (found["shape"], found["rate"]) == (list(samples.shape), rate), case["what"]
            for one, x in zip(found["statistics"], flat, strict=True):
                np.testing.assert_allclose([one["mean"], one["std"]], [x.mean(), x.std()], 1e-9)
        checked += 1
    assert checked > 200


def test_what_numpy_says_of_an_npy_file_is_said_in_other_words(call):
    assert "cannot be loaded" in call("read", "x.npy", npy_of_objects())["error"]


def npy_of_objects():
    table = json.loads((TABLES / "file_cases.json").read_text("utf-8"))
    return next(case["bytes"] for case in table if case["what"] == "objects")
