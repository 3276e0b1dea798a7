"""The table of rules fits PyTorch's own list of operators."""

import re
from inspect import getsource

import pytest
import torch

from relu_spectrum.probe.rates.rules import RULES, rule
from relu_spectrum.probe.schema import defaults

NAMES = [(which, name) for which, names in RULES.items() for name in names.split()]
OPTIONAL = {"dims", "dim0", "dim1", "step", "align_corners", "scale_factors", "scales"}
OPTIONAL |= {"upscale_factor", "downscale_factor"}


def overloads(name):
    """All overloads that PyTorch dispatches, in place or not, with axes given by number."""
    for packet in (name, f"{name}_"):
        alike = getattr(torch.ops.aten, packet, None)
        for overload in alike.overloads() if alike else ():
            operator = getattr(alike, overload)
            tensors = "Tensor" in str(operator._schema.arguments[0].type)
            if tensors and not re.search("out|Dimname|list_|Dict_", overload):
                yield operator


@pytest.mark.parametrize(("which", "name"), NAMES)
def test_every_operator_is_there_and_has_the_arguments_that_its_rule_reads(which, name):
    found = list(overloads(name))
    assert found
    read = set(re.findall(r'step\["(\w+)"\]', getsource(which))) - OPTIONAL
    for operator in found:
        if operator.overloadpacket.__name__.rstrip("_") == name.rstrip("_"):
            assert read <= set(defaults(operator)), operator


def test_no_operator_has_two_rules():
    names = [name for _, name in NAMES]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("name", ["gelu", "add", "mul", "where", "masked_fill", "abs", "lt"])
def test_in_place_operators_have_the_rule_of_their_twins(name):
    rules = {rule(operator) for operator in overloads(name)}
    assert len(rules) == 1
    assert None not in rules
