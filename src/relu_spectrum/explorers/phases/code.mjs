// Python that computes what the PhaseExplorer says of one phase.
import { list, number, say } from "../view/python.mjs";

export function phaseCode({ frequency, amplitude, phase, bias, n_terms: terms, paper_tones: others }) {
  const still = (others ? [5, 20, 40] : [5]).map((f) => `Tone(${f})`);
  const b = number(bias);
  const top = number(amplitude + still.length + Math.abs(bias));
  const said = [
    "DC: {lines.dc[0]:.6f} measured, {exact:.6f} exact, {lines.dc[1]:.6f} in the model",
    `Model, ${terms} ${terms === 1 ? "term" : "terms"}: {off}, a line at most {apart.max():.4g}, at {apart.argmax()} Hz`,
  ];
  return `import numpy as np
from relu_spectrum import Tone, amplitude_spectrum, relu_lines, relu_model, sample

tones = ${list([`Tone(${frequency}, ${number(amplitude)}, phase=np.radians(${phase}))`, ...still])}
_, x = sample(tones, sample_rate=1024, duration=1, bias=${b})
relu, model = np.maximum(x, 0), relu_model(x, n_terms=${terms}, scale=${top}**2 / 2)
lines, exact = amplitude_spectrum([relu, model], sample_rate=1024), relu_lines(tones, bias=${b}, n_lines=0).dc
apart, size = np.ptp(lines.amplitude[:, :201], axis=0), np.linalg.norm(relu)
off = f"{np.linalg.norm(model - relu) / size:.4%} off ReLU" if size > 1e-9 else "ReLU is zero throughout"
${say(said)}`;
}
