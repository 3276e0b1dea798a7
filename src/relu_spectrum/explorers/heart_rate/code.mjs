// Python that computes what the HeartRateExplorer says.
import { number, say } from "../view/python.mjs";

export function heartRateCode({ bpm, second_harmonic: strength, layer, channel }, { silent }) {
  const block = Math.ceil(layer / 3);
  const chosen = channel > 0 ? `[0, ${channel - 1}]` : "[0]";
  const heard = [
    "DC: {amplitude[0]:.5g}, {power[..., 0].sum() / power.sum():.3%} of the power",
    "Tallest line: {60 * lines.frequency[1:][tall][0]:g} bpm",
  ];
  const said = [
    ...(silent ? ["DC: {amplitude[0]:g}, this channel is silent"] : heard),
    `The {len(lines.power[0])} channels of layer ${layer}: {(lines.amplitude[0, :, 0] > 0).mean():.2%} have DC`,
  ];
  return `import torch
from relu_spectrum.models import KidPpg
from relu_spectrum.probe import probe
from relu_spectrum.signals import SENSOR_STD, pulse_wave

wave = pulse_wave(${number(bpm)}, second_harmonic=${number(strength)}, std=SENSOR_STD)
window = torch.tensor(wave, dtype=torch.float32)[None, None]
lines = probe(KidPpg.pretrained().backbone, window, sample_rate=32)["block${block}.relu${layer}"].spectrum_after
amplitude, power = lines.amplitude${chosen}${channel > 0 ? "" : ".mean(axis=0)"}, lines.power${chosen}${channel > 0 ? "" : "  # of all channels"}
tall = amplitude[1:] >= 0.999999 * amplitude[1:].max()
${say(said)}`;
}
