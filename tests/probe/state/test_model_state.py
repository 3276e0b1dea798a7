"""What a model does to itself in forward is put back, whatever it is."""

import random
from collections import Counter, OrderedDict, deque

import numpy as np
import pytest
import torch
from torch import nn
from torch.nn.utils import parametrizations

from relu_spectrum.probe.state.model_state import ModelState


class Restless(nn.Module):
    """Holds one of each and changes one of them."""

    def __init__(self, change):
        super().__init__()
        self.change = change
        self.weight = nn.Parameter(torch.ones(3, 4))
        self.linear = nn.Linear(4, 3)
        self.tied = self.linear.weight
        self.register_buffer("cache", None)
        self.register_buffer("past", torch.ones(2))
        self.state, self.count = torch.zeros(2), 0
        self.log, self.byname, self.last = [torch.zeros(1)], {"a": [1]}, deque([1], maxlen=2)
        self.pair, self.visited, self.array = (torch.ones(2),), {1}, np.arange(3.0)
        self.counter, self.ordered = Counter("a"), OrderedDict(a=1, b=2)
        self.listed = type("Listed", (list,), {})([torch.ones(1)])
        self.others = [nn.Linear(2, 2)]
        self.drawn, self.draws, self.draw = (
            torch.Generator(),
            np.random.default_rng(0),
            random.Random(0),
        )

    def forward(self):
        self.change(self)


CHANGES = {
    "max-norm": lambda m: setattr(m.weight, "data", torch.renorm(m.weight.data, 2, 0, 0.1)),
    "weight in place": lambda m: m.weight.data.mul_(2),
    "weight by NumPy": lambda m: m.weight.detach().numpy().fill(5),
    "tied weight": lambda m: m.tied.data.zero_(),
    "new parameter": lambda m: setattr(m, "weight", nn.Parameter(torch.zeros(9))),
    "no parameter": lambda m: delattr(m, "weight"),
    "frozen": lambda m: m.requires_grad_(False),
    "evaluation mode": lambda m: m.eval(),
    "new module": lambda m: setattr(m, "linear", nn.Linear(1, 1)),
    "one more module": lambda m: m.add_module("more", nn.Linear(1, 1)),
    "buffer made": lambda m: setattr(m, "cache", torch.ones(4)),
    "buffer registered": lambda m: m.register_buffer("late", torch.ones(4), persistent=False),
    "buffer deleted": lambda m: delattr(m, "past"),
    "buffer resized": lambda m: m.past.resize_(70),
    "gradient": lambda m: m.linear(torch.ones(1, 4)).sum().backward(),
    "no gradient": lambda m: m.zero_grad(),
    "attribute": lambda m: setattr(m, "state", torch.ones(3)),
    "attribute in place": lambda m: m.state.add_(1),
    "new attribute": lambda m: setattr(m, "new", 1),
    "count": lambda m: setattr(m, "count", 1),
    "list": lambda m: m.log.append(1),
    "tensor in a list": lambda m: m.log[0].add_(1),
    "list in a dictionary": lambda m: m.byname["a"].append(2),
    "deque": lambda m: m.last.extend([2, 3]),
    "counter": lambda m: m.counter.update("ab"),
    "ordered": lambda m: m.ordered.move_to_end("a"),
    "tensor in a class of lists": lambda m: m.listed[0].add_(1),
    "hook of a tensor": lambda m: m.weight.register_hook(print),
    "set": lambda m: m.visited.add(2),
    "tensor in a tuple": lambda m: m.pair[0].zero_(),
    "array": lambda m: m.array.fill(7),
    "module in a list": lambda m: m.others[0].weight.data.zero_(),
    "hook": lambda m: m.register_forward_hook(print),
    "torch's generator": lambda m: torch.rand(3, generator=m.drawn),
    "NumPy's generator": lambda m: m.draws.random(),
    "Python's generator": lambda m: m.draw.random(),
    "torch's state": lambda m: torch.rand(3),
    "NumPy's state": lambda m: np.random.randn(),  # noqa: NPY002
    "Python's state": lambda m: random.random(),
    "seeds": lambda m: (torch.manual_seed(8), np.random.seed(8), random.seed(8)),  # noqa: NPY002
}  # fmt: skip


def described(item):
    """Describe all that a model holds, by identity and value."""
    if isinstance(item, nn.Module):
        return id(item), described(vars(item))
    if isinstance(item, torch.Tensor):
        flags = item.requires_grad, item.is_leaf, item.shape, item._version
        return (
            id(item),
            flags,
            bytes(item.untyped_storage()),
            described(item.grad) if item.is_leaf else None,
            described(item._backward_hooks),
        )
    if isinstance(item, dict):
        return id(item), [(key, described(value)) for key, value in item.items()]
    if isinstance(item, (list, tuple, deque, set)):
        return id(item), [described(value) for value in item]
    if isinstance(item, np.ndarray):
        return id(item), item.tobytes()
    if isinstance(item, torch.Generator):
        return item.get_state().tolist()
    if isinstance(item, np.random.Generator):
        return str(item.bit_generator.state)
    if isinstance(item, random.Random):
        return item.getstate()
    return id(item)


def everything(model):
    states = random.getstate(), str(np.random.get_state()), torch.get_rng_state().tolist()  # noqa: NPY002
    return described(model), states


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_every_change_is_put_back(change):
    model = Restless(change)
    model.linear(torch.ones(1, 4)).sum().backward()
    before = everything(model)
    state = ModelState(model)
    model()
    assert everything(model) != before
    assert state.put_back() == []
    assert everything(model) == before


@pytest.mark.filterwarnings("ignore::FutureWarning")  # the old forms are deprecated
@pytest.mark.parametrize(
    "make",
    [parametrizations.spectral_norm, nn.utils.spectral_norm, nn.utils.weight_norm],
)
def test_layers_that_change_when_they_run(make):
    model = nn.Sequential(make(nn.Linear(4, 4)), nn.BatchNorm1d(4))
    before = everything(model)
    state = ModelState(model)
    model(torch.randn(3, 4))
    assert everything(model) != before
    assert state.put_back() == []
    assert everything(model) == before


def test_an_embedding_with_a_largest_norm():
    table = nn.Embedding(5, 8, max_norm=0.1)
    before, state = table.weight.clone(), ModelState(table)
    table(torch.tensor([1, 2]))
    assert not torch.equal(table.weight, before)
    assert state.put_back() == []
    assert torch.equal(table.weight, before)


class Scripted(nn.Module):
    def __init__(self):
        super().__init__()
        self.register_buffer("past", torch.ones(2))
        self.state, self.count, self.log = torch.zeros(2), 0, [torch.zeros(1)]

    def forward(self, x):
        self.count += 1
        self.past += 1
        self.state = self.state + 1
        self.log.append(x)
        return x


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_attributes_of_scripts_are_put_back():
    model = torch.jit.script(Scripted())
    state = ModelState(model)
    model(torch.ones(1))
    assert model.count == 1
    assert state.put_back() == []
    found = model.count, model.past.tolist(), model.state.tolist(), len(model.log)
    assert found == (0, [1, 1], [0, 0], 1)


def test_one_failure_stops_nothing():
    def change(model):
        model.weight.data.zero_()
        model.array.fill(7)
        model.array.flags.writeable = False
        model.count = 5
        torch.rand(1)

    model = Restless(change)
    before, state = torch.get_rng_state(), ModelState(model)
    model()
    (failed,) = state.put_back()
    assert failed == "array: assignment destination is read-only"
    assert model.weight.eq(1).all()
    assert model.count == 0
    assert torch.equal(torch.get_rng_state(), before)
