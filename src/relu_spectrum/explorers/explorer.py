"""An explorer: a view that computes and draws in the page, and the controls linked to it there."""

from collections.abc import Collection
from typing import Any
from urllib.parse import parse_qsl

import anywidget
import ipywidgets as widgets
import traitlets

from .._files import built
from .setting import Setting

__all__ = ["Explorer"]


class Explorer(anywidget.AnyWidget):
    """What the explorers have in common.

    A subclass names its bundle in `_bundle` and declares its settings as traits. Every control is
    a standard ipywidgets one, joined to the view by `ipywidgets.jslink`, so it works without a
    kernel.

    Parameters
    ----------
    **settings : object
        Values to start with, which Reset restores; a setting that is not given has its default.
        Each is a trait too: set later, it moves the picture and the control.

    Attributes
    ----------
    controls : dict of str to ipywidgets.DOMWidget
        The control of each setting, by its name.
    panel : ipywidgets.VBox
        What is displayed: the controls above the view.

    Raises
    ------
    ValueError
        If a value is outside its limits; the old value stays.
    TypeError
        If a value has the wrong type, or a setting does not exist.
    """

    _bundle = ""
    _esm = traitlets.Unicode().tag(sync=True)
    _css = traitlets.Unicode().tag(sync=True)
    _settings = traitlets.Dict().tag(sync=True)
    _name = traitlets.Unicode().tag(sync=True)
    _from_page: Collection[str] = ()

    def __init__(self, **settings: Any) -> None:
        traits = self._setting_traits()
        unknown = sorted(set(settings) - set(traits))
        if unknown:
            raise TypeError(
                f"{type(self).__name__} has no setting {', '.join(unknown)}; "
                f"its settings are {', '.join(traits)}"
            )
        super().__init__(_esm=built(f"{self._bundle}.js"), _css=built("explorers.css"), **settings)
        values = {name: getattr(self, name) for name in traits}
        self._name = self._address()
        self._settings = {name: trait.described(values[name]) for name, trait in traits.items()}
        self.controls = {name: trait.control(values[name]) for name, trait in traits.items()}
        self._links = []
        for name, control in self.controls.items():
            control.add_class(f"relu-setting-{name.replace('_', '-')}")
            self._links.append(widgets.jslink((control, traits[name].linked), (self, name)))
        self.observe(self._push, names=list(traits))
        grid = widgets.Box(list(self.controls.values()))
        grid.add_class("relu-controls")
        self.panel = widgets.VBox([grid, self])
        self.panel.add_class("relu-explorer")

    @classmethod
    def _setting_traits(cls) -> dict[str, Setting]:
        """Return the settings in the order of their declaration."""
        own = (trait for base in reversed(cls.__mro__) for trait in vars(base).values())
        return {trait.name: trait for trait in own if isinstance(trait, Setting)}

    def link(self, page: str = "") -> str:
        """Return the address of the present state, complete, for a page that has this explorer.

        Parameters
        ----------
        page : str, optional
            The page, if the link stands in another one.

        Returns
        -------
        str

        Examples
        --------
        >>> from relu_spectrum.explorers import TaylorExplorer
        >>> explorer = TaylorExplorer(n_terms=7)
        >>> explorer.link()
        '#taylor?A=0.5&N=7&four-tones=0'
        >>> explorer.link("derivation.html")
        'derivation.html#taylor?A=0.5&N=7&four-tones=0'
        """
        traits = self._setting_traits().items()
        written = (f"{trait.key}={trait.written(getattr(self, name))}" for name, trait in traits)
        return f"{page}#{self._name}?{'&'.join(sorted(written))}"

    @classmethod
    def read_link(cls, link: str) -> dict[str, Any]:
        """Return the settings that a link to a state holds, as `link` writes it.

        Parameters
        ----------
        link : str
            An address with a state at its end, copied from a page for instance.

        Returns
        -------
        dict of str to object

        Raises
        ------
        ValueError
            If it is a link to something else, or holds what the explorer does not have or allow.

        Examples
        --------
        >>> from relu_spectrum.explorers import TaylorExplorer
        >>> TaylorExplorer.read_link("#taylor?N=7")
        {'n_terms': 7}
        >>> TaylorExplorer(**TaylorExplorer.read_link("#taylor?N=7"))
        TaylorExplorer(n_terms=7, scale=0.5, paper_tones=False)
        """
        name, _, query = link.partition("#")[2].partition("?")
        if name != cls._address():
            raise ValueError(f"{link!r} is not a link to #{cls._address()}?...")
        traits = {trait.key: trait for trait in cls._setting_traits().values()}
        given = parse_qsl(query, keep_blank_values=True)
        keys = [key for key, _ in given]
        if len(set(keys)) < len(keys) or not set(keys) <= set(traits):
            raise ValueError(
                f"{link!r} must name each of {', '.join(traits)} at most once, and nothing else"
            )
        return {traits[key].name: traits[key].read(text) for key, text in given}

    @classmethod
    def _address(cls) -> str:
        """Return the explorer's name in a page's address."""
        return cls._bundle.replace("_", "-")

    def set_state(self, sync_data: dict[str, Any]) -> None:
        """Take over values that the page sends, each moved to the nearest allowed one.

        The page does the same, so nothing has to be sent back, which could disturb a drag.
        """
        traits = self._setting_traits()
        state = {
            name: traits[name].nearest(traits[name].typed(value)) if name in traits else value
            for name, value in sync_data.items()
        }
        self._from_page = set(state)
        try:
            super().set_state(state)
        finally:
            self._from_page = ()

    def _push(self, change: dict[str, Any]) -> None:
        """Show a value that was set from Python in its control; the page keeps its own in step."""
        if change["name"] not in self._from_page:
            trait = self._setting_traits()[change["name"]]
            setattr(self.controls[change["name"]], trait.linked, change["new"])

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        """Display the whole panel, not the view alone."""
        shown = self.panel._repr_mimebundle_(**kwargs)
        if isinstance(shown, dict) and "text/plain" in shown:
            shown["text/plain"] = repr(self)
        return shown

    def __repr__(self) -> str:
        """Name the settings and their values."""
        values = ", ".join(f"{name}={getattr(self, name)!r}" for name in self._setting_traits())
        return f"{type(self).__name__}({values})"
