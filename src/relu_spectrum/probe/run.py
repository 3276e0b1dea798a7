"""See what every ReLU of a PyTorch model does to the spectrum, or other activation functions.

- `probe`: runs a model once and records each ReLU
- `Probe`: the records in call order, with a table and a figure (`relu_spectrum.probe.result`)
- `Record`: one of them (`relu_spectrum.probe.record`)

The model is left as it was: see `relu_spectrum.probe.state.untouched`. What counts as a ReLU is
said in `relu_spectrum.probe.watch.operators`, how time and its sample rates are followed in
`relu_spectrum.probe.rates.tracking`.
"""

import warnings
from collections.abc import Collection, Mapping

import torch
from torch import nn
from torch.export import ExportedProgram
from torch.nn.parameter import is_lazy

from . import exported_program
from .naming import names
from .rates.given import GivenTime
from .record import Record
from .result import Probe
from .state.untouched import untouched
from .watch.activations import Wanted
from .watch.calls import watching
from .watch.recurrent import taken_apart
from .watch.seen import Seen

__all__ = ["Probe", "Record", "probe"]


def probe(
    model: nn.Module | ExportedProgram,
    *inputs,
    sample_rate: float | Mapping[str, float] | None = None,
    time_axis: int | Mapping[str, int] = -1,
    activations: str | Collection[str] = "relu",
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

    Returns
    -------
    Probe
        A `Record` for each ReLU, or other function, in call order: an ``nn.ReLU`` by its path
        ("block.act"), or "block.act@1", "block.act@2", ... if it ran several times; ReLUs of
        functions and methods by the path of the module that calls them and a counter:
        "block.relu#1", or "relu#1" in the model's own ``forward``. A module registered twice has
        its first path. Inside scripted modules there are no paths, and the counter tells ReLUs
        apart.

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
    _check_model(module, wanted)
    given = GivenTime(sample_rate, time_axis, inputs, kwargs)
    with untouched(module), watching(module, given.rates, wanted) as (seen, place):
        if program is None:
            module(*inputs, **kwargs)
        else:
            leaves = exported_program.flat_inputs(program, inputs, kwargs)
            stepper = exported_program.Stepper(module, place)
            stepper.run(*leaves, enable_io_processing=False)
    _check_seen(seen, module, wanted)
    found = names(seen.calls)
    given.check(found)
    return Probe(
        [
            Record(
                name, call.before, call.after, path=call.path, module=call.own, kind=call.kind,
                **given.of(name, call),
            )
            for name, call in zip(found, seen.calls, strict=True)
        ],
        model=type(model).__name__,
        given=given.described,
    )  # fmt: skip


def _check_model(model: nn.Module, wanted: Wanted) -> None:
    if not isinstance(model, nn.Module):
        raise TypeError(
            "model must be a torch.nn.Module or a torch.export.ExportedProgram, "
            f"not {type(model).__name__}"
        )
    graphs = (part.graph for part in model.modules() if isinstance(part, torch.fx.GraphModule))
    for graph in graphs:
        if wanted.relu:
            _refuse_recurrent(taken_apart(graph))
    if any(map(is_lazy, model.parameters())):
        raise ValueError("the model has lazy parameters without a shape: run it once first")


def _refuse_recurrent(found: Mapping[tuple[str, str], None]) -> None:
    if found:
        raise ValueError(
            f"a recurrent layer with ReLU is run, {_list(found)}: its ReLU runs once a time step, "
            "so no record would have a time axis; probe the other parts"
        )


def _check_seen(seen: Seen, module: nn.Module, wanted: Wanted) -> None:
    one = f"{'an' if wanted.others else 'a'} {wanted.noun}"
    _refuse_recurrent(seen.recurrent)
    if seen.hidden:
        raise ValueError(
            f"{one} is hidden inside {_list(seen.hidden)}: probe the model before it is fused or "
            "quantized"
        )
    if seen.elsewhere:
        raise ValueError(
            f"{', '.join(path or 'the model' for path in seen.elsewhere)} ran in a thread that was "
            f"there before, where no {wanted.noun} can be seen: run it in the thread that calls "
            "probe"
        )
    left_out = {
        f"computes outside PyTorch: {one} in it would be left out": seen.opaque,
        "runs its functions once a time step: they are left out": seen.stepwise,
        "is made of several operators: it is not recorded as one": seen.composed,
    }
    for why, found in left_out.items():
        if found and (wanted.others or found is seen.opaque):
            warnings.warn(f"{_list(found)} {why}", UserWarning, stacklevel=3)
    if not seen.calls:
        which = "activation function" if len(wanted.names) > 3 else " or ".join(wanted.names)
        found = _list(seen.variants)
        hint = "; the argument activations says which functions are recorded" if found else ""
        raise ValueError(
            f"no {which} ran in this {type(module).__name__}; it ran "
            f"{found or 'no other activation function either'}{hint}"
        )


def _list(found: Mapping[tuple[str, str], None]) -> str:
    return ", ".join(f"{what} at {path or 'the top level'}" for what, path in found)
