"""The table of symbols, and where the built pages have them."""

import sys

from pages import ROOT

sys.path.insert(0, str(ROOT / "book" / "_ext"))

from symbol_table import read_symbols

SYMBOLS = read_symbols()


def pages_with(symbol, source):
    """The pages of {name: text} in whose formulas a symbol is marked and has its meaning."""
    return [
        name
        for name, text in source.items()
        if f'data-symbol="{symbol.id}"' in text and symbol.meaning in text
    ]


def labelled(symbol, source):
    """Whether a page explains a symbol on the label of a control."""
    label = f'id="explained-{symbol.id}" data-settings="{" ".join(symbol.settings)}"'
    return any(label in text for text in source.values())
