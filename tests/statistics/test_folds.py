import numpy as np
import pytest

from relu_spectrum.statistics.folds import random_folds, time_folds


def test_random_folds_test_each_sample_once_and_differ():
    splits = list(random_folds(23, n_folds=4, repeats=3, seed=5))
    assert [len(split) for split in splits] == [4, 4, 4]
    for split in splits:
        assert sorted(np.concatenate([test for _, test in split])) == list(range(23))
    assert not np.array_equal(splits[0][0][1], splits[1][0][1])


@pytest.mark.parametrize("gap", [0, 1, 3])
def test_blocks_of_time_keep_their_distance(gap):
    splits = list(time_folds(43, n_folds=5, repeats=4, gap=gap))
    assert len(splits) == 4
    for split in splits:
        assert sorted(np.concatenate([test for _, test in split])) == list(range(43))
        for train, test in split:
            assert np.abs(train[:, None] - test).min() == gap + 1
            left = 43 - len(test) - len(train)
            assert left <= 4 * gap
            inner = np.diff(test)
            assert np.count_nonzero(inner != 1) <= 1  # one block, or one that goes on at the start
    borders = {tuple(test) for split in splits for _, test in split}
    assert len(borders) == 20
