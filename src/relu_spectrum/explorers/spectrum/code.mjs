// Python that computes what the SpectrumExplorer says.
import { list, number, say } from "../view/python.mjs";

export function spectrumCode(settings) {
  const { frequency: f1, amplitude: a1, frequency_2: f2, amplitude_2: a2 } = settings;
  const [rate, bias] = [settings.sample_rate, number(settings.bias)];
  const sounding = [
    [f1, a1],
    [f2, a2],
  ].filter(([, a]) => a > 0);
  const tones = sounding.length > 0 ? sounding : [[f1, 0]];
  const first = number(tones[0][0]);
  const said = ["DC: {after.dc:.6f} measured, {exact.dc:.6f} exact"];
  if (sounding.length > 0) {
    said.push(`Fundamental, ${first} Hz: {after.at(${first}):.6f} measured, {exact.at(${first}):.6f} exact`);
  }
  const any = settings.bias + a1 + a2 > 1e-9;
  if (any) said.push("New lines: {after.power[new].sum() / after.power.sum():.3%} of output power");
  return `import numpy as np
from relu_spectrum import Tone, amplitude_spectrum, relu_lines, sample

tones = ${list(tones.map(([f, a]) => `Tone(${number(f)}, amplitude=${number(a)})`))}
_, x = sample(tones, sample_rate=${rate}, duration=2, bias=${bias})
before, after = (amplitude_spectrum(y, sample_rate=${rate}) for y in (x, np.maximum(x, 0)))
exact = relu_lines(tones, bias=${bias}, n_lines=120)
${any ? "new = before.amplitude <= 1e-9 * before.amplitude.max()\n" : ""}${say(said)}`;
}
