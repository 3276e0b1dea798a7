"""Operators that are made of others are looked into, or refused."""

import pytest
import torch
from probed import Runs

from relu_spectrum.probe.watch.watching import watching


def test_other_higher_order_operators_are_refused():
    def forward(x):
        return torch.ops.higher_order.scan(lambda c, y: (c + y, c.relu()), [x[0]], [x], ())

    with pytest.raises(ValueError, match="higher-order operator 'scan'"), watching(Runs(forward)):
        Runs(forward)(torch.ones(3, 4))
