"""Programs from files, and signals in the shape that they take."""

import numpy as np
import pytest
import torch
from probed import Residual, Runs
from torch import nn
from torch.export import Dim, export

from relu_spectrum.probe.program_files import fit, load_program


def test_a_saved_program_is_loaded(tmp_path):
    torch.export.save(export(nn.ReLU(), (torch.zeros(1, 1, 8),)), tmp_path / "m.pt2")
    program = load_program(tmp_path / "m.pt2")
    assert program.module()(torch.full((1, 1, 8), -1.0)).tolist() == [[[0.0] * 8]]


@pytest.mark.parametrize("content", [b"", b"no program", b"PK\x03\x04 broken"])
def test_other_files_are_refused_in_one_line(tmp_path, content):
    (tmp_path / "m.pt2").write_bytes(content)
    with pytest.raises(ValueError, match=r"m\.pt2: not a program of torch\.export\.save") as caught:
        load_program(tmp_path / "m.pt2")
    assert "\n" not in str(caught.value)


def test_a_file_of_weights_is_refused(tmp_path):
    torch.save(nn.Conv1d(1, 1, 3).state_dict(), tmp_path / "m.pt2")
    with pytest.raises(ValueError, match=r"torch\.export\.export\(model, \(x,\)\)"):
        load_program(tmp_path / "m.pt2")
    with pytest.raises(FileNotFoundError, match="no such file"):
        load_program(tmp_path / "n.pt2")


def first(program, signal):
    (x,), keywords = fit(program, [signal])
    assert keywords == {}
    return x


@pytest.mark.parametrize("shape", [(64,), (1, 64), (1, 1, 64), (2, 64), (3, 4, 64)])
def test_axes_are_put_in_front(shape):
    program = export(nn.ReLU(), (torch.zeros((1,) * (4 - len(shape)) + shape),))
    x = first(program, np.arange(np.prod(shape)).reshape(shape))
    assert x.shape == (1,) * (4 - len(shape)) + shape
    assert x.dtype == torch.float32
    assert x.flatten()[-1] == np.prod(shape) - 1


def test_the_precision_is_the_programs():
    program = export(nn.ReLU(), (torch.zeros(8, dtype=torch.bfloat16),))
    assert first(program, np.ones(8)).dtype == torch.bfloat16


def test_a_fixed_length_is_said():
    program = export(nn.ReLU(), (torch.zeros(1, 1, 256),))
    with pytest.raises(ValueError, match=r"has \(1, 1, 100\): 256 samples are wanted"):
        first(program, np.ones(100))
    with pytest.raises(ValueError, match=r"takes shape \(1, 1, 256\), .* \(1, 2, 256\)$"):
        first(program, np.ones((2, 256)))
    with pytest.raises(ValueError, match=r"the signal has \(1, 1, 1, 256\)$"):
        first(program, np.ones((1, 1, 1, 256)))


def test_a_range_of_lengths_is_said():
    shapes = ({0: Dim.AUTO, 2: Dim("time", min=8, max=100)},)
    program = export(Residual().eval(), (torch.zeros(2, 4, 32),), dynamic_shapes=shapes)
    assert first(program, np.ones((3, 4, 77))).shape == (3, 4, 77)
    with pytest.raises(ValueError, match="8 to 100 samples are wanted"):
        first(program, np.ones((3, 4, 101)))
    free = export(nn.ReLU(), (torch.zeros(1, 8),), dynamic_shapes=({1: Dim("time", min=4)},))
    assert first(free, np.ones(5)).shape == (1, 5)
    with pytest.raises(ValueError, match="4 or more samples are wanted"):
        first(free, np.ones(3))


class Several(nn.Module):
    def forward(self, x, gain=1, none=None, *, more):
        return (x * gain + more["a"] + more["b"][0]).relu()


def test_signals_go_where_they_are_named(tmp_path):
    x, a, b = torch.zeros(3, 1, 3)
    program = export(Several(), (x, 2), {"more": {"a": a, "b": [b]}})
    torch.export.save(program, tmp_path / "m.pt2")
    program = load_program(tmp_path / "m.pt2")
    one, two, three = np.ones(3), np.full(3, 2.0), np.full(3, 3.0)
    for signals in ([one, two, three], {"more_b_0": three, "x": one, "more_a": two}):
        inputs, keywords = fit(program, signals)
        assert inputs[1] == 2
        assert keywords["more"]["b"][0].tolist() == [[3.0] * 3]
        assert program.module()(*inputs, **keywords).tolist() == [[7.0] * 3]
    for signals in ([one], {"x": one, "y": one, "z": one}):
        with pytest.raises(ValueError, match=r"takes x \(1, 3\), more_a .* --signal more_b_0=FILE"):
            fit(program, signals)
    with pytest.raises(
        ValueError, match=r"takes shape \(1, 3\) as more_a, .* 3 samples are wanted"
    ):
        fit(program, [one, np.ones(4), one])


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (torch.int64, 0.5), (torch.int64, 2.0**63), (torch.int8, 128), (torch.uint8, -1),
        (torch.bool, 2), (torch.float16, 1e5), (torch.float32, 1e300),
    ],
)  # fmt: skip
def test_a_value_that_the_type_cannot_hold_is_named(kind, value):
    program = export(Runs(lambda x: x.float().relu()), (torch.zeros(1, 3, dtype=kind),))
    with pytest.raises(ValueError, match=r"takes \w+ numbers, and .* at \[0, 1\] of") as caught:
        first(program, [1, value, 0])
    assert repr(float(value)) in str(caught.value)
    assert first(program, [1, 0, 1]).tolist() == [[1, 0, 1]]


def test_a_signal_that_lies_the_other_way_is_told():
    program = export(nn.ReLU(), (torch.zeros(1, 2, 8),))
    with pytest.raises(ValueError, match="transpose it, its last axis must be time"):
        first(program, np.ones((8, 2)))


class NoInput(nn.Module):
    def forward(self):
        return torch.zeros(3).relu()


def test_a_program_without_inputs_takes_no_signal():
    program = export(NoInput(), ())
    with pytest.raises(ValueError, match="takes no tensor: there is no input"):
        first(program, np.ones(8))
