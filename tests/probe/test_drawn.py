"""Figures of one record."""

import pytest
import torch
from probed import tone

from relu_spectrum.probe.drawn import Drawn
from relu_spectrum.probe.record import Record


class Given(Drawn):
    name, sample_rate = "act", None
    frequency = torch.arange(3) / 4

    def both_levels(self, channel):
        return torch.tensor([0.5, 1, 0]).numpy(), torch.tensor([0.25, 0.1, 1e-9]).numpy()


def test_any_two_spectra_can_be_drawn():
    levels = Given().decibels()
    assert levels["input"].tolist() == pytest.approx([-6.02, 0, -80], abs=0.01)
    assert levels["output"].tolist() == pytest.approx([-12.04, -20, -80], abs=0.01)
    assert Given().described(2) == (
        "Spectra of input and output of act, channel 2: the line at DC is 0.5 before and 0.25 "
        "after."
    )


def test_units():
    assert Record("act", tone()).frequency_label == "frequency (cycles per sample)"
    assert Record("act", tone(), sample_rate=64.0).frequency_label == "frequency (Hz)"
