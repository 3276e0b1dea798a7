"""See what every ReLU of a PyTorch model does to the spectrum, or any other activation function.

- run a model once, record each ReLU, or what else is wanted -> `probe`
- the records in call order, a table, a figure, a file -> `Probe`, `Probe.save`, `Probe.load`
- one of them: spectra, DC, new power, the linear share -> `Record`
- the same over a data set, means and spreads -> `probe_batches`, `Batches`
- programs saved with torch.export, a signal in their shape -> `load_program`, `fit`
- a report as one HTML file -> `report`

The model is left as it was: see `relu_spectrum.probe.state.untouched`. What counts as a ReLU is
said in `relu_spectrum.probe.watch.operators`, which other functions are known in
`relu_spectrum.probe.watch.activations`, how sample rates are followed in
`relu_spectrum.probe.rates`.
"""

from .._extras import need

need("probe")

from .batches import Batches, probe_batches  # noqa: E402
from .program_files import fit, load_program  # noqa: E402
from .record import Record  # noqa: E402
from .report import report  # noqa: E402
from .result import Probe  # noqa: E402
from .run import probe  # noqa: E402

__all__ = [
    "Batches", "Probe", "Record", "fit", "load_program", "probe", "probe_batches", "report",
]  # fmt: skip
