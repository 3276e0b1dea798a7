"""The probe's check of itself, and that it finds what is wrong."""

import pytest
import torch
import torch.nn.functional as F
from probed import SAME, Residual, Runs, tone
from torch import nn

from relu_spectrum.probe.run import probe
from relu_spectrum.probe.watch import calls


@pytest.mark.parametrize("spelling", SAME)
@pytest.mark.parametrize("mode", [torch.enable_grad, torch.inference_mode])
def test_every_spelling_gives_its_output_again(spelling, mode):
    with mode():
        seen = probe(Runs(SAME[spelling]), tone() - 0.25, check=True)
    told = "0 recorded inputs gave" if "rrelu" in spelling else "1 recorded inputs gave"
    assert seen.checked.startswith(told)


@pytest.mark.parametrize("keep", ["signals", "spectra"])
def test_networks_with_dropout_batch_norm_and_changes_in_place_pass(keep):
    changing = Runs(lambda x: x.mul_(2).relu_().tanh())
    model = nn.Sequential(Residual(1).train(), nn.Dropout(0.5), changing)
    x = tone()
    seen = probe(model, x, activations="all", check=True, keep=keep)
    assert seen.checked.startswith("4 recorded inputs gave the recorded outputs again, and")
    assert probe(model, tone()).checked == ""


def test_random_functions_are_not_compared():
    seen = probe(nn.Sequential(nn.RReLU(), nn.ReLU()), tone(), activations="all", check=True)
    assert "again (1 are random and were not)" in seen.checked


def test_a_wrong_copy_is_found(monkeypatch):
    plain = calls.values
    monkeypatch.setattr(calls, "values", lambda tensor: plain(tensor) + 1)
    model = nn.Sequential(nn.ReLU(), nn.Conv1d(1, 1, 1), Runs(lambda x: F.relu(x - 1)))
    with pytest.raises(RuntimeError, match="did not give the recorded output again at 0, 2"):
        probe(model, tone(), check=True)


def test_a_model_that_is_not_the_same_twice_is_found():
    times = []

    def forward(x):
        times.append(1)
        return torch.relu(x) * len(times)

    with pytest.raises(RuntimeError, match="output is another than without the probe: Tensor-lik"):
        probe(Runs(forward), tone(), check=True)
    assert len(times) == 2


def test_exported_programs_and_nested_outputs_are_compared():
    model = Runs(lambda x: {"a": torch.relu(x), "b": (x, 3)})
    assert "1 recorded" in probe(model, tone(), check=True).checked
    program = torch.export.export(nn.Sequential(nn.ReLU(), nn.ReLU6()), (tone(),))
    assert "1 recorded" in probe(program, tone(), check=True).checked


def test_what_is_left_out_is_told():
    model = nn.Sequential(nn.ReLU(), nn.GELU(), nn.Sequential(nn.GELU()))
    assert probe(model, tone()).left_out == (
        "GELU at 1 is another function than those recorded",
        "GELU at 2.0 is another function than those recorded",
    )
    assert probe(model, tone(), activations="all").left_out == ()
