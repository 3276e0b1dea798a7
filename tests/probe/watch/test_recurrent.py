"""Recurrent layers with ReLU are refused in every form, with one answer."""

import warnings

import pytest
import torch
from probed import Runs
from torch import nn
from torch.nn.utils.rnn import pack_sequence

from relu_spectrum.probe.run import probe
from relu_spectrum.probe.watch.recurrent import announced

X = torch.randn(6, 1, 1)
REFUSED = r"a recurrent layer with ReLU is run, .*: its ReLU runs once a time step"


def quietly(make):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # torch.jit, eager quantization and export are noisy
        return make()


class Last(nn.Module):
    """A recurrent layer, and one ReLU of all that it gives."""

    def __init__(self, nonlinearity):
        super().__init__()
        self.rnn, self.act = nn.RNN(1, 4, nonlinearity=nonlinearity), nn.ReLU()

    def forward(self, x):
        y, _ = self.rnn(x)
        return self.act(y)


class Sub(nn.RNN):
    """A layer of one's own, which rectifies once more."""

    def forward(self, x):
        return super().forward(x)[0].relu()


class Cell(nn.Module):
    def __init__(self, nonlinearity):
        super().__init__()
        self.cell = nn.RNNCell(1, 4, nonlinearity=nonlinearity)

    def forward(self, x):
        h = torch.zeros(1, 4)
        for step in x:
            h = self.cell(step, h)
        return h.relu()


FORMS = {
    "module": lambda kind: Last(kind),
    "subclass": lambda kind: Sub(1, 4, nonlinearity=kind),
    "cell": lambda kind: Cell(kind),
    "scripted": lambda kind: torch.jit.script(Last(kind)),
    "traced": lambda kind: torch.jit.trace(Last(kind), X),
    "frozen": lambda kind: torch.jit.freeze(torch.jit.script(Last(kind).eval())),
    "exported": lambda kind: torch.export.export(Last(kind), (X,)),
    "decomposed": lambda kind: torch.export.export(Last(kind), (X,)).run_decompositions(),
    "cell exported": lambda kind: torch.export.export(Cell(kind), (X,)).run_decompositions(),
    "compiled": lambda kind: torch.compile(Last(kind), backend="eager"),
    "quantized cell": lambda kind: torch.ao.quantization.quantize_dynamic(
        Cell(kind), {nn.RNNCell}, torch.qint8
    ),
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("mode", [torch.enable_grad, torch.no_grad, torch.inference_mode])
def test_every_form_of_a_recurrent_relu_is_refused(form, mode):
    model = quietly(lambda: FORMS[form]("relu"))
    with mode(), pytest.raises(ValueError, match=REFUSED):
        probe(model, X)


@pytest.mark.parametrize("form", FORMS)
def test_with_tanh_the_relu_after_it_is_a_record(form):
    model = quietly(lambda: FORMS[form]("tanh"))
    assert len(probe(model, X)) == 1


def test_packed_sequences_and_functions():
    packed = pack_sequence([torch.randn(4, 1), torch.randn(2, 1)])
    with pytest.raises(ValueError, match=r"aten::rnn_relu at 0: its ReLU runs once"):
        probe(nn.Sequential(nn.RNN(1, 4, nonlinearity="relu")), packed)
    weights = torch.randn(4, 1), torch.randn(4, 4)
    with pytest.raises(ValueError, match=r"aten::rnn_relu_cell at the top level"):
        probe(Runs(lambda x: torch.rnn_relu_cell(x[0], torch.zeros(1, 4), *weights)), X)


def test_a_recurrent_layer_that_does_not_run_is_no_obstacle():
    model = nn.Sequential(nn.ReLU())
    model[0].unused = nn.RNN(1, 4, nonlinearity="relu")
    assert probe(model, X).names == ["0"]


def test_it_computes_and_learns_the_same_and_nothing_is_left():
    rnn, heard = nn.RNN(1, 4, nonlinearity="relu"), []

    def run():
        x = X.clone().requires_grad_()
        y, _ = rnn(x)
        y.sum().backward()
        return y, x.grad

    wanted = run()
    with announced(heard.append):
        torch.testing.assert_close(run(), wanted, rtol=0, atol=0)
    assert len(heard) == 1
    torch.testing.assert_close(run(), wanted, rtol=0, atol=0)
    assert len(heard) == 1
