import pytest
import torch
from probed import tone

from relu_spectrum.probe.watch.seen import values


def test_values_are_copies_without_graph():
    x = tone().requires_grad_()
    copy = values(x * 1)
    assert copy.grad_fn is None
    assert not copy.requires_grad
    base = tone()
    view = values(base[..., ::2])
    base.zero_()
    assert view.abs().sum() > 0


def test_what_has_no_values_is_refused():
    with pytest.raises(ValueError, match="meta device"):
        values(torch.ones(3, device="meta"))
