// Python that computes what the TaylorExplorer says.
import { number, say } from "../view/python.mjs";

const SERIES = "x / 2 + A**0.5 / 2 * np.polynomial.polynomial.polyval(x**2 / A - 1, coefficients(N))";

export function taylorCode({ n_terms: terms, scale, paper_tones: four }) {
  const diverges = Number(number(scale)) < 0.5; // then relu_model refuses
  const said = [
    "Largest error: {abs(error).max():.5g}, the law says {sup_error(N, scale=A):.5g}",
    "RMS error: {np.hypot.reduce(error[:-1]) / 64:.5g}, the law says {rms_error(N, scale=A, density=density):.5g}",
    "DC error: {dc:.5g}, the law says {dc_error(N, scale=A, density=density):.5g}",
  ];
  return `import numpy as np
from relu_spectrum import PAPER_TONES, Tone, peak, relu_lines, sample, zero_density
from relu_spectrum import coefficients, dc_error, relu_model, rms_error, sup_error

tones, N = ${four ? "PAPER_TONES" : "[Tone(10)]"}, ${terms}
A, density = ${number(scale)} * peak(tones) ** 2, zero_density(tones)
x = np.append(sample(tones, sample_rate=4096 / 0.2, duration=0.2)[1], 0)  # and where it is zero
model = ${diverges ? SERIES : "relu_model(x, n_terms=N, scale=A)"}
error, dc = model - np.maximum(x, 0), model[:-1].mean() - relu_lines(tones, n_lines=0).dc
${say(said)}`;
}
