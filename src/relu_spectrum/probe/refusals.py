"""What cannot be probed, and what was left out: said before or after a run.

- `check_model`: before a model runs
- `check_seen`: after it has run
- `left_out`: what ran and is no record, in words
"""

import warnings
from collections.abc import Mapping

import torch
from torch import nn
from torch.nn.parameter import is_lazy

from .watch.activations import Wanted
from .watch.recurrent import taken_apart
from .watch.seen import Seen


def check_model(model: nn.Module, wanted: Wanted) -> None:
    """Refuse what is no model, or one that cannot run or hides a recurrent ReLU."""
    if not isinstance(model, nn.Module):
        raise TypeError(
            "model must be a torch.nn.Module or a torch.export.ExportedProgram, "
            f"not {type(model).__name__}"
        )
    for part in model.modules():
        if wanted.relu and isinstance(part, torch.fx.GraphModule):
            _refuse_recurrent(taken_apart(part.graph))
        if any(map(is_lazy, part._parameters.values())):
            raise ValueError("the model has lazy parameters without a shape: run it once first")


def _refuse_recurrent(found: Mapping[tuple[str, str], None]) -> None:
    if found:
        raise ValueError(
            f"a recurrent layer with ReLU is run, {_list(found)}: its ReLU runs once a time step, "
            "so no record would have a time axis; probe the other parts"
        )


def check_seen(seen: Seen, module: nn.Module, wanted: Wanted) -> None:
    """Refuse a run in which a function was hidden or none was seen; warn of what was left out."""
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


def left_out(seen: Seen, wanted: Wanted) -> tuple[str, ...]:
    """Say what ran and is no record."""
    why = {
        "is another function than those recorded": seen.variants,
        "computes outside PyTorch": seen.opaque,
        **(
            {
                "runs its functions once a time step": seen.stepwise,
                "is made of several operators": seen.composed,
            }
            if wanted.others
            else {}
        ),
    }
    return tuple(f"{_list({one: None})} {reason}" for reason, found in why.items() for one in found)


def _list(found: Mapping[tuple[str, str], None]) -> str:
    return ", ".join(f"{what} at {path or 'the top level'}" for what, path in found)
