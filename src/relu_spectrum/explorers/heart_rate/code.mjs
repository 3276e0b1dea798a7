// Python that computes what the HeartRateExplorer says.
import { number } from "../view/python.mjs";

export function heartRateCode({ bpm, second_harmonic: strength, layer, channel }) {
  const block = Math.ceil(layer / 3);
  const channels = channel > 0 ? `[${channel - 1}]` : "";
  return `import torch
from relu_spectrum.models import KidPpg
from relu_spectrum.probe import probe
from relu_spectrum.signals import SENSOR_STD, pulse_wave

wave = pulse_wave(${number(bpm)}, second_harmonic=${number(strength)}, std=SENSOR_STD)
window = torch.tensor(wave, dtype=torch.float32)[None, None]
lines = probe(KidPpg.pretrained().backbone, window, sample_rate=32)["block${block}.relu${layer}"].spectrum_after
amplitude, power = lines.amplitude[0]${channels}, lines.power[0]${channels}${channel > 0 ? "" : "  # of all channels"}
mean = amplitude${channel > 0 ? "" : ".mean(axis=0)"}
print(f"DC: {mean[0]:.5g}, {power[..., 0].sum() / power.sum():.3%} of the power")
print(f"Tallest line: {60 * lines.frequency[1 + mean[1:].argmax()]:g} bpm")
print(f"The {len(lines.power[0])} channels of layer ${layer}: {(lines.amplitude[0, :, 0] > 0).mean():.2%} have DC")`;
}
