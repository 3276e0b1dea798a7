"""Programs from files, and signals in the shape that they take."""

import numpy as np
import pytest
import torch
from probed import Residual, Runs
from torch import nn
from torch.export import Dim, export

from relu_spectrum.program_files import fit, load_program


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


@pytest.mark.parametrize("shape", [(64,), (1, 64), (1, 1, 64), (2, 64), (3, 4, 64)])
def test_axes_are_put_in_front(shape):
    program = export(nn.ReLU(), (torch.zeros((1,) * (4 - len(shape)) + shape),))
    x = fit(program, np.arange(np.prod(shape)).reshape(shape))
    assert x.shape == (1,) * (4 - len(shape)) + shape
    assert x.dtype == torch.float32
    assert x.flatten()[-1] == np.prod(shape) - 1


def test_the_precision_is_the_programs():
    program = export(nn.ReLU(), (torch.zeros(8, dtype=torch.bfloat16),))
    assert fit(program, np.ones(8)).dtype == torch.bfloat16


def test_a_fixed_length_is_said():
    program = export(nn.ReLU(), (torch.zeros(1, 1, 256),))
    with pytest.raises(ValueError, match=r"has \(1, 1, 100\): 256 samples are wanted"):
        fit(program, np.ones(100))
    with pytest.raises(ValueError, match=r"takes shape \(1, 1, 256\), .* \(1, 2, 256\)$"):
        fit(program, np.ones((2, 256)))
    with pytest.raises(ValueError, match=r"the signal has \(1, 1, 1, 256\)$"):
        fit(program, np.ones((1, 1, 1, 256)))


def test_a_range_of_lengths_is_said():
    shapes = ({0: Dim.AUTO, 2: Dim("time", min=8, max=100)},)
    program = export(Residual().eval(), (torch.zeros(2, 4, 32),), dynamic_shapes=shapes)
    assert fit(program, np.ones((3, 4, 77))).shape == (3, 4, 77)
    with pytest.raises(ValueError, match="8 to 100 samples are wanted"):
        fit(program, np.ones((3, 4, 101)))
    free = export(nn.ReLU(), (torch.zeros(1, 8),), dynamic_shapes=({1: Dim("time", min=4)},))
    assert fit(free, np.ones(5)).shape == (1, 5)
    with pytest.raises(ValueError, match="4 or more samples are wanted"):
        fit(free, np.ones(3))


def test_programs_of_several_inputs_are_for_python():
    program = export(Runs(lambda x: (x[0] + x[1]).relu()), ((torch.ones(3), torch.ones(3)),))
    with pytest.raises(ValueError, match=r"takes 2 inputs.* relu_spectrum\.probe\.probe"):
        fit(program, np.ones(3))
