"""Names of records."""

import torch

from relu_spectrum.probe.naming import names
from relu_spectrum.probe.watch.seen import Call


def ran(path, own=False, kind="ReLU"):
    return Call(path, own, kind, torch.zeros(1), None, None)


def test_functions_count_by_the_module_that_calls_them_and_by_what_they_are():
    calls = [
        ran("a"),
        ran("a", kind="GELU"),
        ran("a"),
        ran("b"),
        ran("", kind="clamp(min=0, max=6)"),
    ]
    assert names(calls) == ["a.relu#1", "a.gelu#1", "a.relu#2", "b.relu#1", "clamp#1"]


def test_modules_count_only_if_they_ran_several_times():
    calls = [ran("a", own=True), ran("b", own=True), ran("a", own=True), ran("a")]
    assert names(calls) == ["a@1", "b", "a@2", "a.relu#1"]
    assert names([ran("", own=True, kind="SiLU")]) == ["silu"]
    assert names([ran("", own=True), ran("", own=True)]) == ["relu@1", "relu@2"]
