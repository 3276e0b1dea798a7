// Python that computes what the TrainingExplorer says.
import { ARMS } from "./picture.mjs";

const NAMES = { relu: "relu", linear: "linear", class_dc: "linear_class_dc" };

export function trainingCode({ epoch, repetition, ...shown }) {
  const arms = ARMS.filter(({ setting }) => shown[setting]);
  if (arms.length === 0) return "# All arms are switched off.";
  const names = arms.map(({ setting, title }) => `"${title}": "${NAMES[setting]}"`);
  const [runs, said] =
    repetition > 0 ? [repetition - 1, "{now:.5g}"] : [":", "{now.mean():.5g} ± {now.std(ddof=1):.5g}"];
  const quantities = epoch > 0 ? '"loss", "distance_1", "distance_2"' : '"loss",';
  const moved = epoch > 0 ? "d₁ and d₂" : "no weight has moved";
  return `from relu_spectrum.dc_experiment import load_published
from relu_spectrum.statistics import by_repetition

frame = load_published()
for title, arm in {${names.join(", ")}}.items():
    values = (by_repetition(frame, arm, name)[${runs}, ${epoch}] for name in (${quantities}))
    loss, *distances = (f"${said}" for now in values)
    print(f"{title}: loss {loss}, ${moved}", *distances)`;
}
