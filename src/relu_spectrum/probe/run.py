"""See what every ReLU of a PyTorch model does to the spectrum, or other activation functions.

- `probe`: runs a model once and records each ReLU
- `Probe`: the records in call order, with a table and a figure (`relu_spectrum.probe.result`)
- `Record`: one of them (`relu_spectrum.probe.record`)

The model is left as it was: see `relu_spectrum.probe.state.untouched`. What counts as a ReLU is
said in `relu_spectrum.probe.watch.operators`, how time and its sample rates are followed in
`relu_spectrum.probe.rates.tracking`.
"""

from collections.abc import Collection, Mapping

from torch import nn
from torch.export import ExportedProgram

from . import exported_program
from .checking import Replays, bare_output, check_output
from .keeping import Keeping
from .rates.given import GivenTime
from .record import Record
from .refusals import check_model, check_seen, left_out
from .result import Probe
from .state.untouched import untouched
from .watch.activations import Wanted
from .watch.watching import watching

__all__ = ["Probe", "Record", "probe"]


def probe(
    model: nn.Module | ExportedProgram,
    *inputs,
    sample_rate: float | Mapping[str, float] | None = None,
    time_axis: int | Mapping[str, int] = -1,
    activations: str | Collection[str] = "relu",
    keep: str = "signals",
    welch: int | None = None,
    check: bool = False,
    **kwargs,
) -> Probe:
    """Run a model once and record every ReLU that ran.

    Parameters
    ----------
    model : torch.nn.Module or torch.export.ExportedProgram
        Runs as it is: in training or evaluation mode, with or without gradients. Scripted, traced
        and compiled modules work too (the latter run eagerly).
    *inputs, **kwargs
        What the model is called with.
    sample_rate : float, Hz, or mapping of str to float, optional
        The rate of the time axis of the first floating-point input. Each record has its own,
        followed through strides, pooling, resampling and reshaping, or NaN: after a fully connected
        layer along time, or an operator that is not known, there is none. A mapping gives the
        input's rate as ``""`` and those of single records by their names. Without it, frequencies
        are in cycles per sample of each layer.
    time_axis : int or mapping of str to int
        Which axis is time, in the input and in each record: records whose time is known to be on
        another axis are not measured. A mapping gives the input's time axis as ``""`` and follows
        it, so that each record has its own; those that cannot be followed are given by their
        names. So ``{"": 1}`` fits a model of (batch, time, channel) that has convolutions inside.
    activations : str or collection of str
        What is recorded: "relu"; "all", every pointwise activation function of torch.nn; or the
        names of some ("GELU", "SiLU"): `relu_spectrum.probe.watch.activations.FUNCTIONS` lists
        them. `Record.kind` says which one a record is of.
    keep : str
        "signals", or "spectra" for large models and long inputs: each record is reduced as soon as
        it has run, to what `Probe.save` would save of it, 0.2 MB at most, and its signals are let
        go.
    welch : int, optional
        For long signals: spectra are averaged over segments of so many samples of each layer, under
        a Hann window, as in `relu_spectrum.spectrum.welch_spectrum`. By default they are those of
        the whole, without a window.
    check : bool
        Also run the model without the probe, on copies of its inputs, and every recorded input once
        more through its function: a RuntimeError says what differs. It takes about twice the time.
        `Probe.checked` says what was compared, and `Probe.left_out` what ran and is no record. What
        neither can know of is on the book's page "What the probe sees".

    Returns
    -------
    Probe
        A `Record` (or, of spectra, a `relu_spectrum.probe.kept.reduced.Reduced`) for each ReLU, or
        other function, in call order: an ``nn.ReLU`` by its path ("block.act"), or "block.act@1",
        "block.act@2", ... if it ran several times; ReLUs of functions and methods by the path of
        the module that calls them and a counter: "block.relu#1", or "relu#1" in the model's own
        ``forward``. A module registered twice has its first path. Inside scripted modules there are
        no paths, and the counter tells ReLUs apart.

    Raises
    ------
    TypeError
        If model is neither a module nor an exported program.
    ValueError
        If no ReLU ran: the message names the related functions that did, and where. If a fused or
        quantized operator hides a ReLU, a recurrent layer runs one in each time step (``nn.RNN``
        and ``nn.RNNCell`` with ``nonlinearity="relu"``, in whatever form), or a part of the model
        runs in a thread where none can be seen. If sample_rate or time_axis names no record.

    Warns
    -----
    UserWarning
        If an operator of another library computes outside PyTorch (NumPy, Triton, loops in C++), so
        that a ReLU in it would be left out. With "relu" in its name it is an error. With other
        activations, also if a recurrent layer runs one in each time step (LSTM, GRU), or one is
        made of several operators (Softsign, Tanhshrink): they are left out.

    Notes
    -----
    Every floating-point max(x, 0) that PyTorch dispatches as one operator counts, also the
    ``clamp(min=0)`` of a loss function, and PReLU while its weight is 0; ``x * (x > 0)`` and
    ``torch.where`` do not. Operators of other libraries are looked into. Threads that the model
    starts and tasks that it gives to a ThreadPoolExecutor are followed, and their records come in
    the order in which they ran. Not seen, and not told, are functions that other threads take from
    a queue, other processes, and what computes without PyTorch and is no operator of it.

    Whatever the model raises is raised. Parameters, buffers, gradients, attributes of modules and
    the random state are put back (`relu_spectrum.probe.state.untouched` says what is not), and
    nothing is left on the model, also then.

    Examples
    --------
    >>> import torch
    >>> model = nn.Sequential(nn.ReLU(), nn.AvgPool1d(2), nn.ReLU())
    >>> time = torch.arange(64) / 64
    >>> x = torch.cos(2 * torch.pi * 4 * time)[None, None]
    >>> seen = probe(model, x, sample_rate=64)
    >>> [(record.name, record.sample_rate) for record in seen]
    [('0', 64.0), ('2', 32.0)]
    >>> print(f"{seen['0'].dc.item():.3f}, {seen['0'].spectrum_after.at(8.0).item():.3f}")
    0.314, 0.221
    """
    program = model if isinstance(model, ExportedProgram) else None
    module = model.module() if program is not None else model
    wanted = Wanted(activations)
    check_model(module, wanted)
    given = GivenTime(sample_rate, time_axis, inputs, kwargs)
    keeping, replays = Keeping(keep, given, welch), Replays()
    bare = bare_output(module, inputs, kwargs) if check else None
    replay = replays.add if check else None
    look = watching(module, given.rates, wanted, keeping.at_once, replay)
    with untouched(module), look as (seen, place):
        if program is None:
            output = module(*inputs, **kwargs)
        else:
            leaves = exported_program.flat_inputs(program, inputs, kwargs)
            stepper = exported_program.Stepper(module, place)
            output = stepper.run(*leaves, enable_io_processing=False)
    check_seen(seen, module, wanted)
    if check:
        replays.finish()
        check_output(bare, output)
    return Probe(
        keeping.records(seen.calls), type(model).__name__, given.described,
        checked=replays.told() if check else "", left_out=left_out(seen, wanted),
    )  # fmt: skip
