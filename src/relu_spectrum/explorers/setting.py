"""What all settings of explorers have: a trait that knows its names and makes its control."""

from abc import ABC, abstractmethod
from typing import Any

import ipywidgets as widgets
import traitlets


class Setting(traitlets.TraitType[Any, Any], ABC):
    """One setting of an explorer, synced with the page.

    Parameters
    ----------
    default : object
        The value where none is given.
    label : str
        What the control says; also its name for screen readers.
    unit : str
        Written after the value.
    key : str
        Its short name in a page's address; the trait's name, with hyphens, unless given.
    """

    linked = "value"
    """The trait of the control that is the setting's value."""

    def __init__(self, default: Any, *, label: str, unit: str = "", key: str = "") -> None:
        super().__init__(default)
        self.label = label
        self.unit = unit
        self._key = key
        self.tag(sync=True)

    @property
    def key(self) -> str:
        """Its short name in a page's address."""
        return self._key or str(self.name).replace("_", "-")

    def validate(self, obj: Any, value: Any) -> Any:
        """Return the value to keep, or say what is wrong with it."""
        return self.checked(self.typed(value))

    @abstractmethod
    def typed(self, value: Any) -> Any:
        """Return `value` as the setting's type, or raise `TypeError`."""

    def checked(self, value: Any) -> Any:
        """Return `value`, or raise `ValueError` saying what is allowed."""
        return value

    def nearest(self, value: Any) -> Any:
        """Return the allowed value nearest to `value`."""
        return value

    @abstractmethod
    def control(self, value: Any) -> widgets.DOMWidget:
        """Make the control, showing `value`."""

    def described(self, value: Any) -> dict[str, Any]:
        """Return what the page needs to know; `value` is what Reset restores."""
        names = {"key": self.key, "label": self.label, "unit": self.unit}
        return names | {"initial": value}

    def written(self, value: Any) -> str:
        """Return a value as a page's address holds it."""
        return f"{value + 0:.12g}"  # + 0: no "-0"; twelve digits: no 0.30000000000000004

    def read(self, text: str) -> Any:
        """Return the value that an address holds, or raise `ValueError`."""
        try:
            value = float(text)
        except ValueError:
            raise ValueError(f"{self.name} must be a number, not {text!r}") from None
        return self.checked(value)
