"""Programs of torch.export: names, inputs, control flow, buffers."""

import pytest
import torch
import torch.nn.functional as F
from probed import Residual, Runs, Twice, tone
from torch import nn
from torch.export import Dim, export

from relu_spectrum.probe.run import probe


@pytest.mark.parametrize("model", [Residual(), nn.Sequential(Residual(), nn.ReLU()), Twice()])
def test_an_exported_program_gives_the_records_of_its_model(model, tmp_path):
    model, x = model.eval(), torch.randn(2, 4, 32)
    wanted = probe(model, x, sample_rate=64)
    torch.export.save(export(model, (x,)), tmp_path / "model.pt2")
    for program in (export(model, (x,)), torch.export.load(tmp_path / "model.pt2")):
        seen = probe(program, x, sample_rate=64)
        assert seen.names == wanted.names
        for one, other in zip(seen, wanted, strict=True):
            torch.testing.assert_close(one.before, other.before)
            torch.testing.assert_close(one.after, other.after)
            assert one.sample_rate == other.sample_rate == 64


def test_the_module_of_a_program_works_too():
    program = export(Residual().eval(), (torch.randn(2, 4, 32),))
    assert len(probe(program.module(), torch.randn(2, 4, 32))) == 2


def test_statistics_of_a_program_exported_in_training_are_put_back():
    program = export(Residual().train(), (torch.randn(2, 4, 32),))
    before = {name: value.clone() for name, value in program.state_dict.items()}
    assert len(probe(program, 5 + torch.randn(2, 4, 32))) == 2
    for name, value in program.state_dict.items():
        assert torch.equal(value, before[name]), name


def test_a_dynamic_length_may_be_any():
    program = export(
        Residual().eval(), (torch.randn(2, 4, 32),), dynamic_shapes=({2: Dim("time")},)
    )
    assert probe(program, torch.randn(2, 4, 77))[0].shape == (2, 4, 77)


def test_a_fixed_length_is_said():
    program = export(Residual().eval(), (torch.randn(2, 4, 32),))
    with pytest.raises(AssertionError, match=r"size\(\)\[2\] == 32"):
        probe(program, torch.randn(2, 4, 33))


class Keywords(nn.Module):
    def forward(self, x, *, shift, other):
        return {"y": F.relu(x + shift["by"] - 3 * other)}


def test_keywords_may_come_in_any_order():
    x = tone()
    program = export(Keywords(), (x,), {"shift": {"by": x + 1}, "other": x + 2})
    (record,) = probe(program, x, other=0 * x, shift={"by": 2 * x})
    torch.testing.assert_close(record.before, 3 * x)
    with pytest.raises(ValueError, match="1 input and keywords shift, other, not 2 inputs and no"):
        probe(program, x, x)
    with pytest.raises(ValueError, match="nested in another way"):
        probe(program, x, other=x, shift=x)


def test_exported_conditions_and_gradient_switches_are_followed():
    def forward(x):
        with torch.no_grad():
            y = F.relu(x)
        return torch.cond(y.sum() > 1, lambda y: F.relu(y - 1), lambda y: y + 1, (y,))

    program = export(Runs(forward), (torch.ones(4),))
    assert len(probe(program, torch.ones(4))) == 2
    assert len(probe(program, torch.full((4,), 0.1))) == 1


def test_a_program_without_relu_names_what_it_has():
    program = export(nn.Sequential(nn.Sequential(nn.GELU())), (tone(),))
    with pytest.raises(ValueError, match=r"it ran GELU at 0\.0"):
        probe(program, tone())


def test_an_exported_transformer_layer_shows_its_relu():
    layer = nn.TransformerEncoderLayer(16, 2, 32, batch_first=True).eval()
    with torch.no_grad():
        program = export(layer, (torch.randn(2, 10, 16),))
    assert probe(program, torch.randn(2, 10, 16), time_axis=1).names == ["relu#1"]


class Block(nn.Module):
    def __init__(self):
        super().__init__()
        self.act = nn.ReLU()

    def forward(self, x):
        return F.relu(self.act(x) - 0.1)


class Nested(nn.Module):
    """Blocks in graphs inside graphs."""

    def __init__(self, run):
        super().__init__()
        self.run = run
        self.blocks = nn.ModuleList(Block() for _ in range(3))

    def forward(self, x):
        return self.run(self.blocks, x)


def frozen(blocks, x):
    with torch.no_grad():
        y = blocks[1](blocks[0](x))
    return blocks[2](y)


def switched(blocks, x):
    with torch.no_grad():
        y = blocks[0](x)
        with torch.enable_grad():
            y = blocks[1](y)
            with torch.no_grad():
                y = blocks[2](y)
    return blocks[0](y)


def mixed_precision(blocks, x):
    with torch.autocast("cpu", torch.bfloat16):
        y = blocks[0](x)
    return blocks[1](y)


def branches(blocks, x):
    return blocks[2](torch.cond(x.sum() > 0, blocks[0], lambda x: blocks[1](x) - 1, (x,)))


def frozen_in_a_branch(blocks, x):
    def run(x):
        with torch.no_grad():
            y = blocks[0](x)
        return torch.cond(y.sum() > 1, blocks[1], blocks[2], (y,))

    return torch.cond(x.sum() > 0, run, lambda x: F.relu(x) - 1, (x,))


@pytest.mark.parametrize("sign", [1, -1])
@pytest.mark.parametrize("run", [frozen, switched, mixed_precision, branches, frozen_in_a_branch])
def test_paths_inside_nested_graphs_are_those_of_the_modules(run, sign):
    model, x = Nested(run), sign * (1 + tone())
    names = probe(model, x).names
    assert probe(export(model, (x,), strict=True), x).names == names


def test_a_branch_without_metadata_has_the_place_of_its_condition():
    class Choice(nn.Module):
        def forward(self, x):
            return torch.cond(x.sum() > 0, lambda x: F.relu(x), lambda x: x - 1, (x,))

    program = export(nn.Sequential(nn.Sequential(Choice())), (tone(),))
    assert probe(program, 1 + tone()).names == ["0.0.relu#1"]
