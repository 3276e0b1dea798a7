"""Where time is after the axes have been rearranged: against a tensor that holds its own time."""

import itertools

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from relu_spectrum.probe.rates.time_axes import Time, grown, joined, permuted, reshaped


def clock(shape, axis):
    """A tensor whose elements say when they are, in samples."""
    lengths = [shape[axis] if place == axis else 1 for place in range(len(shape))]
    return torch.arange(float(shape[axis])).reshape(lengths).expand(shape).contiguous()


def is_time(x, axis, step):
    """Tell whether elements along an axis are `step` samples apart, all others being fixed."""
    apart = x.diff(dim=axis)
    return bool((apart == step).all())


@st.composite
def two_shapes(draw):
    """A shape, one of its axes that is longer than 1, and another shape of as many elements."""
    primes = draw(st.lists(st.sampled_from([2, 2, 3, 4, 5]), min_size=1, max_size=5))
    cuts = [sorted(draw(st.lists(st.integers(0, len(primes)), max_size=3))) for _ in range(2)]
    shapes = []
    for cut in cuts:
        ends = [0, *cut, len(primes)]
        shapes.append([int(torch.tensor([1, *primes[a:b]]).prod()) for a, b in
                       itertools.pairwise(ends)])  # fmt: skip
    before, after = shapes
    axis = draw(st.sampled_from([place for place, size in enumerate(before) if size > 1]))
    return before, axis, after


@given(two_shapes())
def test_reshaped_axes_of_time_are_evenly_spaced_in_time(case):
    before, axis, after = case
    (*found,) = reshaped((Time(axis, 64.0, before[axis]),), before, after)
    x = clock(before, axis).reshape(after)
    for time in found:
        if time.fills(after) and time.length > 1:
            assert is_time(x, time.axis, 64.0 / time.rate)
    if before == after:
        assert found == [Time(axis, 64.0, before[axis])]
    for place, size in enumerate(after):  # and none is overlooked
        if size == before[axis] and size > 1 and is_time(x, place, 1):
            assert any(time.axis == place and time.fills(after) for time in found)


@given(two_shapes())
def test_reshaping_there_and_back_loses_no_time_that_was_merged(case):
    before, axis, after = case
    start = (Time(axis, 64.0, before[axis]),)
    there = reshaped(start, before, after)
    if there and there[0].rate == 64:
        assert reshaped(there, after, before) == start


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_permuted(order):
    x = clock((4, 5, 6), 1)
    (time,) = permuted((Time(1, 64.0, 5),), list(order))
    assert is_time(x.permute(order), time.axis, 1)


def test_repeated_samples_that_merge_with_time_make_it_faster():
    x = clock((2, 5), 1)[..., None].expand(2, 5, 3)
    times = (Time(1, 64.0, 5), *grown((2, 5, 1), (2, 5, 3)))
    assert reshaped(times, (2, 5, 3), (2, 15)) == (Time(1, 192.0, 15),)
    assert x.reshape(2, 15)[0, :6].tolist() == [0, 0, 0, 1, 1, 1]
    assert not any(time.fills((2, 15)) for time in reshaped(times[:1], (2, 5, 3), (2, 15)))


TIME = Time(1, 64.0, 9)


@pytest.mark.parametrize(
    ("times", "shape", "agrees"),
    [
        (None, (2, 9), True),  # a window
        (None, (9,), True),
        ((TIME,), (2, 9), True),
        ((Time(0, 64.0, 9),), (9,), True),
        ((TIME._replace(rate=64.0 * (1 + 1e-12)),), (2, 9), True),
        ((), (2, 1), True),
        ((), (), True),
        ((Time(1, 0.0, 9),), (2, 9), True),  # one number, repeated
        ((), (2, 9), False),
        ((TIME._replace(rate=32.0),), (2, 9), False),
        ((TIME._replace(bins=True),), (2, 9), False),
        ((TIME._replace(length=3, inner=3),), (2, 9), False),
        ((Time(0, 64.0, 5),), (5, 9), False),
    ],
)
def test_what_meets_a_signal_element_by_element_agrees_with_its_time_or_not(times, shape, agrees):
    for parts in itertools.permutations([((TIME,), (1, 9)), (times, shape)]):
        found = joined(parts, torch.broadcast_shapes((1, 9), shape))
        assert [time.axis for time in found if time.same(TIME)] == [1] * agrees


def test_two_axes_may_be_time():
    rows, columns = ((Time(0, 64.0, 9),), (9, 1)), ((Time(1, 32.0, 5),), (1, 5))
    assert set(joined([rows, columns], (9, 5))) == {rows[0][0], columns[0][0]}
