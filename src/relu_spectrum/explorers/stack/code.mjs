// Python that computes what the StackExplorer says.
import { list, number } from "../view/python.mjs";

export function stackCode({ depth, kernel_size: size, frequency: f, differencing, four_tones: four }) {
  const kind = differencing ? "DifferencingStack" : "AveragingStack";
  const tones = four ? [f / 2, f, 2 * f, 4 * f] : [f];
  return `import numpy as np
import torch
from relu_spectrum import Tone, amplitude_spectrum, sample
from relu_spectrum.models import ${kind}

tones = ${list(tones.map(number))}
stack = ${kind}(depth=${depth}, kernel_size=${size}, sample_rate=1024)
_, x = sample([Tone(f) for f in tones], sample_rate=1024, duration=2 + stack.cropped / 1024)
lines = amplitude_spectrum([np.maximum(x[:2048], 0), stack(torch.from_numpy(x))], sample_rate=1024)
share = lines.power.T / lines.power.sum(axis=1)
for which, dc, kept in zip(("first", "last"), share[0], share[np.isin(lines.frequency, tones)].sum(axis=0)):
    print(f"New lines after the {which} ReLU: {1 - dc - kept:.3%} of power, DC {dc:.3%}, tones {kept:.3%}")`;
}
