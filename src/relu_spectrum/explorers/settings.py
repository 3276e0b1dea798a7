"""The kinds of setting an explorer has: numbers, names, choices and switches.

A wrong value raises `ValueError`, a wrong type `TypeError`; the old value then stays.
"""

import math
from numbers import Integral, Real
from typing import Any

import ipywidgets as widgets
import numpy as np

from .setting import Setting

__all__ = ["Choice", "Named", "Number", "Switch"]


class Number(Setting):
    """A number from `low` to `high`, on a slider with steps.

    Parameters
    ----------
    default, low, high, step : float
        In the setting's unit. Whole numbers throughout make a setting of whole numbers.
    grid : bool
        Only whole steps are allowed, from Python as well.
    words : dict of int to str, optional
        What some values stand for, written after them.
    **names : str
        `label`, `unit` and `key`, as for every setting.
    """

    def __init__(
        self,
        default: float,
        low: float,
        high: float,
        step: float,
        *,
        grid: bool = False,
        words: dict[int, str] | None = None,
        **names: str,
    ) -> None:
        super().__init__(default, **names)
        self.words = words or {}
        self.low, self.high, self.step = low, high, step
        self.whole = isinstance(step, int)
        self.grid = grid or self.whole

    def typed(self, value: Any) -> float:
        """Return `value` as a float (an int where only whole numbers are allowed)."""
        kind = Integral if self.whole else Real
        if isinstance(value, (bool, np.bool_)) or not isinstance(value, kind):
            wanted = "a whole number" if self.whole else "a number"
            raise TypeError(f"{self.name} must be {wanted}, not {value!r}")
        return int(value) if self.whole else float(value)

    def read(self, text: str) -> float:
        """Return the value that an address holds, or raise `ValueError`."""
        value = super().read(text)
        return int(value) if self.whole else value

    def checked(self, value: float) -> float:
        """Return `value` if it is within the limits and, where asked for, on the grid."""
        unit = f" {self.unit}" if self.unit else ""
        if not self.low <= value <= self.high:
            raise ValueError(
                f"{self.name} must be from {self.low:g} to {self.high:g}{unit}, not {value:g}{unit}"
            )
        if self.grid and abs(value - self.nearest(value)) > 1e-9:
            raise ValueError(
                f"{self.name} must be a multiple of {self.step:g}{unit}, not {value:g}{unit}"
            )
        return self.nearest(value)

    def nearest(self, value: float) -> float:
        """Return the allowed value nearest to `value`."""
        value = min(max(value, self.low), self.high)
        if not self.grid:
            return value
        steps = round((value - self.low) / self.step)
        return self.low + steps * self.step

    def control(self, value: float) -> widgets.DOMWidget:
        """Make a slider with a readout that has as many digits as the step."""
        slider = widgets.IntSlider if self.whole else widgets.FloatSlider
        digits = 0 if self.whole else len(f"{self.step:g}".partition(".")[2])
        return slider(
            value=value,
            min=self.low,
            max=self.high,
            step=self.step,
            description=self.label,
            readout_format="d" if self.whole else f".{digits}f",
        )

    def described(self, value: float) -> dict[str, Any]:
        """Return what the page needs to know; `value` is what Reset restores."""
        limits = {"low": self.low, "high": self.high, "step": self.step, "grid": self.grid}
        words = {"words": self.words} if self.words else {}
        return super().described(value) | limits | words


class Named(Number):
    """One of several by its name, in a list to choose from; the value is its place there, from 0.

    Parameters
    ----------
    default : int
        The place where none is given.
    names : tuple of str
    **others : str
        `label` and `key`, as for every setting.
    """

    linked = "index"

    def __init__(self, default: int, names: tuple[str, ...], **others: str) -> None:
        super().__init__(default, 0, len(names) - 1, 1, words=dict(enumerate(names)), **others)

    def control(self, value: int) -> widgets.DOMWidget:
        """Make a list that opens."""
        names = list(self.words.values())
        return widgets.Dropdown(options=names, index=value, description=self.label)


class Choice(Setting):
    """One of several numbers, on a slider with a logarithmic scale.

    Parameters
    ----------
    default : float
        The value where none is given.
    choices : tuple of float
        Evenly spaced on a logarithmic scale, as 128, 256, 512 are, or nearly so, as 1, 2, 5, 10.
    base : int
        Of the logarithm; the first and the last choice are powers of it.
    digits : int
        That the control shows of choices below 1.
    **names : str
        `label`, `unit` and `key`, as for every setting.
    """

    def __init__(
        self,
        default: float,
        choices: tuple[float, ...],
        *,
        base: int = 2,
        digits: int = 1,
        **names: str,
    ) -> None:
        super().__init__(default, **names)
        self.choices = choices
        self.base = base
        self.digits = digits

    def typed(self, value: Any) -> float:
        """Return `value` as a number."""
        if isinstance(value, (bool, np.bool_)) or not isinstance(value, Real):
            raise TypeError(f"{self.name} must be a number, not {value!r}")
        return float(value)

    def checked(self, value: float) -> float:
        """Return `value` if it is one of the choices."""
        if value not in self.choices:
            allowed = ", ".join(map(str, self.choices)) + (f" {self.unit}" if self.unit else "")
            raise ValueError(f"{self.name} must be one of {allowed}, not {value:g}")
        return self.nearest(value)

    def nearest(self, value: float) -> float:
        """Return the choice nearest to `value`."""
        return min(self.choices, key=lambda choice: abs(choice - value))

    def control(self, value: float) -> widgets.DOMWidget:
        """Make a slider whose steps are the choices; a dropdown's value could not be linked."""
        low, high = (round(math.log(self.choices[end], self.base)) for end in (0, -1))
        return widgets.FloatLogSlider(
            value=value,
            base=self.base,
            min=low,
            max=high,
            step=(high - low) / (len(self.choices) - 1),
            description=self.label,
            readout_format=".0f" if min(self.choices) >= 1 else f".{self.digits}r",
        )

    def described(self, value: float) -> dict[str, Any]:
        """Return what the page needs to know; `value` is what Reset restores."""
        return super().described(value) | {"choices": list(self.choices)}


class Switch(Setting):
    """True or false, on a box to tick."""

    def typed(self, value: Any) -> bool:
        """Return `value` as a bool."""
        if not isinstance(value, (bool, np.bool_)):
            raise TypeError(f"{self.name} must be True or False, not {value!r}")
        return bool(value)

    def read(self, text: str) -> bool:
        """Return the value that an address holds, or raise `ValueError`."""
        if text not in ("0", "1"):
            raise ValueError(f"{self.name} must be 0 or 1, not {text!r}")
        return text == "1"

    def control(self, value: bool) -> widgets.DOMWidget:
        """Make a box to tick."""
        return widgets.Checkbox(value=value, description=self.label, indent=False)
