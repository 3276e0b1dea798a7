import json

import pytest

from relu_spectrum.dc_experiment.chunks import Chunk, missing
from relu_spectrum.dc_experiment.settings import Settings
from relu_spectrum.dc_experiment.workers import compute

SMALL = Settings(epochs=1, train_per_class=3, test_per_class=2)
CHUNK = Chunk("linear", (2, 3))


@pytest.mark.parametrize("count", range(9))
@pytest.mark.parametrize("size", [1, 2, 3, 25])
@pytest.mark.parametrize("done", [[], [0], [3], [1, 2, 5], range(9)])
def test_what_is_missing_is_cut_without_gaps(count, size, done):
    chunks = missing("abs", count, done, size)
    numbers = [number for chunk in chunks for number in chunk.repetitions]
    assert numbers == [number for number in range(count) if number not in done]
    for chunk in chunks:
        first, last = chunk.repetitions[0], chunk.repetitions[-1]
        assert chunk.repetitions == tuple(range(first, last + 1))
        assert len(chunk.repetitions) <= size
    assert len({chunk.file for chunk in chunks}) == len(chunks)


def test_a_chunk_says_what_made_it():
    arrays = compute(CHUNK, SMALL)
    CHUNK.check(arrays, SMALL)
    about = json.loads(str(arrays["about"]))
    assert (about["arm"], about["repetitions"]) == ("linear", [2, 3])
    assert about["seconds"] > 0
    assert {"python", "numpy", "torch", "numba", "machine"} == set(about["versions"])
