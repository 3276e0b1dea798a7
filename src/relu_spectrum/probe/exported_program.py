"""Run a program saved with torch.export so that each of its operators knows its module.

An exported program is a flat list of operators. Each still carries the path of the module that it
came from, which `Stepper` reads while the program runs.
"""

from typing import Any

import torch
from torch.export import ExportedProgram
from torch.utils import _pytree as pytree

from .watch.place import Place, classes

ROOT = "_export_root"  # how branches of torch.cond in strictly exported programs call the model


class Stepper(torch.fx.Interpreter):
    """Runs a graph operator by operator and tells `Place` where each came from.

    Graphs inside it (branches of torch.cond, regions under torch.no_grad or autocast) too, to any
    depth. Where a graph inside says nothing, as the branches of a program exported without
    ``strict=True``, the place is that of the operator which runs it.
    """

    def __init__(self, module: torch.fx.GraphModule, place: Place) -> None:
        super().__init__(module)
        self.place, self.extra_traceback = place, False

    def run_node(self, node: torch.fx.Node) -> Any:
        """Run one operator at its place."""
        came_from = list(node.meta.get("nn_module_stack", {}).values())
        path, kind = came_from[-1] if came_from else (self.place.now()[0], "")
        path = path.removeprefix(ROOT).removeprefix(".")
        kind = kind if isinstance(kind, str) else kind.__name__
        with self.place.at(path, classes(kind)):
            return super().run_node(node)

    def get_attr(self, target: str, args: tuple, kwargs: dict) -> Any:
        """Give a tensor of the program, or a function that steps through a graph inside it."""
        value = super().get_attr(target, args, kwargs)
        if isinstance(value, torch.fx.GraphModule):
            return Stepper(value, self.place).run
        return value


def flat_inputs(program: ExportedProgram, inputs: tuple, kwargs: dict) -> list:
    """Bring inputs into the order in which the program takes them.

    Raises
    ------
    ValueError
        If they are not those that the program was exported with, in number, name or structure.

    Examples
    --------
    >>> program = torch.export.export(torch.nn.ReLU(), (torch.zeros(3),))
    >>> flat_inputs(program, (torch.ones(3), torch.ones(3)), {})
    Traceback (most recent call last):
        ...
    ValueError: the program takes 1 input and no keywords, not 2 inputs and no keywords
    """
    spec = program.call_spec.in_spec
    names = spec.child(1).context
    if set(kwargs) == set(names):
        leaves, given = pytree.tree_flatten((inputs, {name: kwargs[name] for name in names}))
        if given == spec:
            return leaves
    wanted = _described(spec.child(0).num_children, names)
    told = _described(len(inputs), list(kwargs))
    if set(kwargs) == set(names) and len(inputs) == spec.child(0).num_children:
        told = "others, nested in another way"
    raise ValueError(f"the program takes {wanted}, not {told}")


def _described(number: int, names: list[str]) -> str:
    keywords = f"keywords {', '.join(names)}" if names else "no keywords"
    return f"{number} input{'' if number == 1 else 's'} and {keywords}"
