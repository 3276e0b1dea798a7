from collections import Counter, OrderedDict, deque

import pytest

from relu_spectrum.probe.state.containers import Container


class Odd(dict):
    """Hides what it holds, and counts what is asked of it."""

    def __len__(self):
        return 0

    def items(self):
        raise AssertionError

    keys = values = clear = update = items


CHANGES = {
    "added": (lambda: {"a": 1}, lambda c: c.update(b=2)),
    "removed": (lambda: {"a": 1, "b": 2}, lambda c: c.pop("a")),
    "emptied": (lambda: {"a": 1}, dict.clear),
    "filled": (dict, lambda c: c.update(a=1)),
    "value": (lambda: {"a": 1}, lambda c: c.update(a=2)),
    "an equal value": (lambda: {"a": [1]}, lambda c: c.update(a=[1])),
    "order": (lambda: OrderedDict(a=1, b=1), lambda c: c.move_to_end("a")),
    "counter": (lambda: Counter("ab"), lambda c: c.update("a")),
    "odd": (lambda: Odd(a=1), lambda c: dict.update(c, a=2)),
    "list": (lambda: [1, 2], lambda c: c.reverse()),
    "list filled": (list, lambda c: c.append(1)),
    "deque": (lambda: deque([1, 2], maxlen=2), lambda c: c.append(3)),
    "set": (lambda: {1}, lambda c: c.add(2)),
    "set emptied": (lambda: {1}, set.clear),
}


def content(container):
    pairs = dict.items(container) if isinstance(container, dict) else container
    return [*map(tuple, pairs)] if isinstance(container, dict) else list(pairs)


@pytest.mark.parametrize("change", CHANGES)
def test_what_a_container_held_is_put_back(change):
    make, alter = CHANGES[change]
    container = make()
    kept, before = Container(container), content(container)
    kinds = [id(value) for value in kept.values]
    alter(container)
    kept.put_back()
    assert content(container) == before
    held = dict.values(container) if isinstance(container, dict) else container
    assert [id(value) for value in held] == kinds


def test_what_has_not_changed_is_not_written():
    class Watched(list):
        def clear(self):
            raise AssertionError

    container = Watched([1])
    Container(container).put_back()
    assert container == [1]
