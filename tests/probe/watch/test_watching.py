"""Watching: where a model is at work."""

import pytest
import torch
from probed import Residual, tone
from torch import nn
from torch.utils import _python_dispatch as dispatch

from relu_spectrum.probe.watch.watching import watching


def test_paths_follow_the_modules_at_work():
    model = nn.Sequential(Residual(), nn.ReLU())
    with watching(model) as (seen, place):
        model(torch.randn(2, 4, 16))
        assert place.now() == ("", frozenset())
    places = [(call.path, call.own) for call in seen.calls]
    assert places == [("0.act", True), ("0", False), ("1", True)]


def test_outside_the_context_nothing_is_watched():
    model = nn.ReLU()
    with watching(model) as (seen, _):
        pass
    model(tone())
    assert seen.calls == []


def test_a_module_that_fails_before_it_starts():
    def fails(*_):
        raise OSError("on purpose")

    model = nn.Sequential(nn.ReLU(), nn.ReLU())
    model[0].register_forward_pre_hook(fails)
    with watching(model) as (seen, place):
        with pytest.raises(OSError, match="on purpose"):
            model(tone())
        assert place.now() == ("", frozenset())
    assert seen.calls == []


def test_torch_is_told_that_a_mode_is_active():
    with watching(nn.ReLU()):
        assert dispatch.is_in_torch_dispatch_mode()
    assert not dispatch.is_in_torch_dispatch_mode()
