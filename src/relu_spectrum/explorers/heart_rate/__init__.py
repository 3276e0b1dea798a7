"""The HeartRateExplorer: what each ReLU of a published network does to a pulse wave."""

from typing import Any

import ipywidgets as widgets
import traitlets

from ...paper import KID_PPG_CHANNELS as CHANNELS
from ..settings import Number
from ..supplied import Supplied
from . import weights as kid_ppg_weights

__all__ = ["HeartRateExplorer"]


def channels_of(layer: int) -> int:
    """Return how many channels a layer has.

    Examples
    --------
    >>> channels_of(3), channels_of(4)
    (32, 48)
    """
    return CHANNELS[(layer - 1) // 3]


class HeartRateExplorer(Supplied):
    r"""Sliders over a pulse wave and the nine ReLUs of KID-PPG that it runs through.

    The input is :math:`\sin\theta + s \sin 2\theta`, :math:`\theta = 2\pi (\text{bpm} / 60) t`,
    8 s at 32 Hz with mean 0 and the standard deviation of the sensor's windows, 27
    (`relu_spectrum.signals.pulses.pulse_wave`). The page computes the network's convolutions,
    ReLUs and average poolings itself, with the weights of kid-ppg 0.0.4
    (`relu_spectrum.models.KidPpg`). It shows the line spectrum after the ReLU of one layer against
    the input's, in beats per minute (bpm), and each channel's DC. Spectra are one-sided, DC is not
    doubled; lines are 7.5 bpm apart, and 0 dB is the tallest one, DC apart. Layers 1-3 run at 32
    Hz, 4-6 at 8 Hz and 7-9 at 4 Hz: what lies above 960, 240 and 120 bpm there is marked where it
    folds to.

    A channel shows new harmonics if, at the place of a harmonic up to the sixth that the input
    lacks, its line is at least 0.03 of its tallest one (DC apart) and more than twice as tall as
    those beside it.

    The weights are not part of this package nor of the saved widget. A book brings them as a file
    of its own; a live notebook asks its kernel for them, which fetches them where they are missing
    (`relu_spectrum.models.published.weights`, or the command ``relu-spectrum fetch``).

    Parameters
    ----------
    bpm : float
        The pulse, 37.5 to 180 bpm in steps of 7.5, so that whole beats fill the window; 75 unless
        given.
    second_harmonic : float
        :math:`s`, 0 to 1; 0.4 unless given.
    layer : int
        1 to 9; 3 unless given.
    channel : int
        1 to 32 (layers 1-3), 48 (4-6) or 64 (7-9), or 0 for the mean of all: then each line is the
        mean of the channels' amplitudes. 0 unless given. A change of the layer takes a channel
        that the new layer lacks to its last one.

    Examples
    --------
    >>> explorer = HeartRateExplorer(layer=9, channel=60)
    >>> explorer.layer = 5
    >>> explorer.channel
    48
    >>> explorer.channel = 60
    Traceback (most recent call last):
        ...
    ValueError: channel must be from 0 to 48 in layer 5, not 60
    """

    _bundle = "heart_rate"
    _kind = "weights"
    _channels = traitlets.Int(CHANNELS[0]).tag(sync=True)

    bpm = Number(75.0, 37.5, 180.0, 7.5, grid=True, label="Pulse", unit="bpm")
    second_harmonic = Number(0.4, 0.0, 1.0, 0.05, key="s", label="Harmonic 2×")
    layer = Number(3, 1, 9, 1, label="Layer")
    channel = Number(0, 0, CHANNELS[-1], 1, label="Channel", words={0: "mean"})

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self._follow_layer()
        slider = self.controls["channel"]
        self._end = widgets.jsdlink((self, "_channels"), (slider, "max"))
        self.observe(self._follow_layer, names="layer")

    @traitlets.validate("channel")
    def _in_layer(self, proposal: Any) -> int:
        """Refuse a channel that the layer does not have."""
        channel, most = proposal["value"], channels_of(self.layer)
        if channel > most:
            raise ValueError(
                f"channel must be from 0 to {most} in layer {self.layer}, not {channel}"
            )
        return channel

    def _follow_layer(self, _: Any = None) -> None:
        """Let the channel, and its slider's end, be ones that the layer has."""
        self._channels = most = channels_of(self.layer)
        if self.channel > most:
            self.channel = most
        self.controls["channel"].max = most

    def set_state(self, sync_data: dict[str, Any]) -> None:
        """Take over values that the page sends, each moved to the nearest allowed one."""
        traits = self._setting_traits()
        state = dict(sync_data)
        if "channel" in state:
            layer = traits["layer"].nearest(traits["layer"].typed(state.get("layer", self.layer)))
            channel = traits["channel"].typed(state["channel"])
            state["channel"] = min(channel, channels_of(layer))
        super().set_state(state)

    def _supply(self) -> dict[str, Any]:
        """Return the weights, fetching them where they are missing."""
        return kid_ppg_weights.packed()
