// Python that computes what the OwnSignalExplorer says.
import { list, number, say } from "../view/python.mjs";

/** What the browser has decoded, Python reads as a WAV file of it. */
function reading({ name, decoded }) {
  const file = JSON.stringify(decoded ? `${name}.wav` : name);
  return `signal, rate = read_signal(${file})${decoded ? "  # saved as WAV" : ""}`;
}

/**
 * @param {object} s settings
 * @param {{name: string, decoded: boolean, channel: number, channels: number}} own the reader's signal, if it is shown
 * @param {{source: object, single: number}} r what was measured: the part, and how many samples its spectrum has
 */
export function ownSignalCode(s, { example, own, r }) {
  const { from, count, rate } = r.source;
  const several = own?.channels > 1 ? `.reshape(${own.channels}, -1)[${own.channel}]` : "";
  const [up, down] = s.ratio >= 1 ? [s.ratio, 1] : [1, Math.round(1 / s.ratio)];
  const said = ["DC: {y.mean():.6g} ({x.mean() + 0.0:.3g} before)"];
  if (r.newShare !== null) said.push("New power: {unlike_input(x, y):.3%} of power beside DC");
  if (r.strongest > 0) said.push("Strongest line: {strongest_line(lines):.6g} Hz");
  return [
    "import numpy as np",
    "from scipy.signal import lfilter, resample_poly",
    `from relu_spectrum.signals import ${example ? "example_signal" : "read_signal"}`,
    "from relu_spectrum.spectrum import strongest_line, unlike_input, welch_spectrum",
    "",
    example ? `signal, rate = example_signal("${example}")` : reading(own),
    ...(several ? [`signal = signal${several}`] : []),
    `x = signal[${from}:${from + count}]${s.centred ? " - signal.mean()" : ""}`,
    `x = resample_poly(lfilter(${list([s.tap_0, s.tap_1, s.tap_2].map(number))}, 1, x), ${up}, ${down})`,
    `x = ${number(s.gain)} * x + ${number(s.bias)} * signal.std()`,
    "y = np.maximum(x, 0)",
    `lines = welch_spectrum(x[:${r.single}], sample_rate=${rate === null ? "1" : "rate"} * ${up} / ${down}, segment=${r.single})`,
    say(said),
  ].join("\n");
}
