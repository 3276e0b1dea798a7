import pytest

from relu_spectrum import _extras


def test_what_is_there_is_enough():
    for extra in _extras.EXTRAS:
        _extras.need(extra)


def test_what_is_missing_is_named_with_the_command(monkeypatch):
    monkeypatch.setitem(_extras.EXTRAS, "figures", ("numpy", "no_such_module"))
    with pytest.raises(ModuleNotFoundError, match=r"needs no_such_module; run: pip install"):
        _extras.need("figures")
