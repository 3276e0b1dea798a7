"""Tensors of every layout are put back: bytes, shape, gradient, flags and counters."""

import pytest
import torch
from torch import nn

from relu_spectrum.probe.state.tensor_state import TensorState


def kept(**tensors):
    state = TensorState()
    with torch.no_grad():
        for name, tensor in tensors.items():
            state.add(name, tensor)
        state.copy()
    return state


def put_back(state):
    with torch.no_grad():
        for _, undo in state.undo():
            undo()
    state.count_back()


def plain(tensor):
    tensor = tensor.detach()
    if tensor.layout is not torch.strided:
        tensor = tensor.to_dense()
    return bytes(tensor.untyped_storage())


def values_zero(tensor):
    tensor.values().zero_()


CASES = {
    "NaN": (lambda: torch.tensor([float("nan"), -0.0]), torch.Tensor.zero_),
    "not contiguous": (lambda: torch.arange(12.0).view(3, 4).t(), torch.Tensor.zero_),
    "part of another": (lambda: torch.arange(10.0)[3:7], lambda x: x.resize_(99).zero_()),
    "expanded": (lambda: torch.ones(4).expand(3, 4), lambda x: x._base.zero_()),
    "empty": (lambda: torch.empty(0, 3), lambda x: x.resize_(4, 4)),
    "bool": (lambda: torch.tensor([True, False]), torch.Tensor.logical_not_),
    "scalar": (lambda: torch.tensor(3), lambda x: x.resize_(9)),
    "complex": (lambda: torch.ones(3, dtype=torch.complex64).conj(), lambda x: x.mul_(1j)),
    "float8": (
        lambda: torch.ones(3).to(torch.float8_e4m3fn),
        lambda x: x.view(torch.uint8).zero_(),
    ),
    "swapped": (lambda: torch.ones(3), lambda x: setattr(x, "data", torch.zeros(2, 2))),
    "freed": (lambda: torch.ones(3), lambda x: x.untyped_storage().resize_(0)),
    "NumPy": (lambda: torch.ones(3), lambda x: x.numpy().fill(7)),
    "quantized": (
        lambda: torch.quantize_per_tensor(torch.ones(3), 0.1, 0, torch.qint8),
        lambda x: x.copy_(torch.quantize_per_tensor(torch.zeros(3), 0.5, 1, torch.qint8)),
    ),
    "COO": (lambda: torch.eye(3).to_sparse(), lambda x: x.add_(torch.ones(3, 3).to_sparse())),
    "CSR": (lambda: torch.eye(3).to_sparse_csr(), values_zero),
    "BSR": (lambda: torch.eye(4).to_sparse_bsr((2, 2)), values_zero),
    "oneDNN": (lambda: torch.ones(3).to_mkldnn(), lambda x: x.add_(x)),
}


@pytest.mark.filterwarnings("ignore")  # that sparse and quantized tensors are not finished
@pytest.mark.parametrize(("make", "change"), CASES.values(), ids=CASES)
def test_every_layout_is_put_back(make, change):
    tensor = make()
    shape, before, version = tensor.shape, plain(tensor), tensor._version
    state = kept(x=tensor)
    change(tensor)
    assert tensor.shape != shape or plain(tensor) != before
    put_back(state)
    assert tensor.shape == shape
    assert plain(tensor) == before
    assert tensor._version == version
    if tensor.is_quantized:
        assert tensor.q_scale() == 0.1


@pytest.mark.filterwarnings("ignore:ComplexHalf")
def test_half_complex_numbers_are_bytes_too():
    tensor = torch.ones(3, dtype=torch.complex32)
    before, state = plain(tensor), kept(x=tensor)
    tensor.view(torch.int16).zero_()
    put_back(state)
    assert plain(tensor) == before


def test_memory_that_is_shared_stays_shared():
    base = torch.zeros(10)
    first, last = base[:6], base[4:]
    state = kept(first=first, last=last)
    first.add_(1)
    last.data = torch.ones(6)
    put_back(state)
    assert base.tolist() == [0] * 10
    first[5] = 9
    assert last[1] == 9


def test_a_buffer_that_joined_a_graph_leaves_it():
    buffer, weight = torch.ones(3), nn.Parameter(torch.ones(3))
    state = kept(buffer=buffer, weight=weight)
    buffer += weight
    weight.requires_grad_(False)
    put_back(state)
    assert buffer.grad_fn is None
    assert not buffer.requires_grad
    assert weight.requires_grad
    assert buffer.tolist() == [1, 1, 1]
