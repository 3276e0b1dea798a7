"""Settings: what is refused, with which words, and what stays."""

import numpy as np
import pytest

from relu_spectrum.explorers import SpectrumExplorer, StackExplorer, TaylorExplorer

WRONG = [
    (SpectrumExplorer, "frequency", 70, ValueError, "from 1 to 60 Hz, not 70 Hz"),
    (SpectrumExplorer, "frequency", 0.5, ValueError, "from 1 to 60 Hz, not 0.5 Hz"),
    (SpectrumExplorer, "frequency", 7.3, ValueError, "multiple of 0.5 Hz, not 7.3 Hz"),
    (SpectrumExplorer, "frequency", float("nan"), ValueError, "from 1 to 60 Hz, not nan"),
    (SpectrumExplorer, "frequency", "7", TypeError, "must be a number, not '7'"),
    (SpectrumExplorer, "frequency", True, TypeError, "must be a number, not True"),
    (SpectrumExplorer, "frequency", None, TypeError, "must be a number, not None"),
    (SpectrumExplorer, "amplitude", -0.1, ValueError, "from 0 to 2, not -0.1"),
    (SpectrumExplorer, "amplitude", 1 + 0j, TypeError, "must be a number"),
    (SpectrumExplorer, "bias", 2.5, ValueError, "from -2 to 2, not 2.5"),
    (SpectrumExplorer, "frequency_2", float("inf"), ValueError, "from 1 to 60 Hz"),
    (SpectrumExplorer, "amplitude_2", 3, ValueError, "from 0 to 2, not 3"),
    (SpectrumExplorer, "sample_rate", 500, ValueError, "one of 128, 256, 512, 1024 Hz, not 500"),
    (SpectrumExplorer, "sample_rate", "512", TypeError, "must be a number, not '512'"),
    (SpectrumExplorer, "decibels", 1, TypeError, "must be True or False, not 1"),
    (StackExplorer, "depth", 9, ValueError, "from 0 to 8, not 9"),
    (StackExplorer, "depth", 2.5, TypeError, "must be a whole number, not 2.5"),
    (StackExplorer, "kernel_size", 1, ValueError, "from 2 to 17, not 1"),
    (StackExplorer, "frequency", 10.5, ValueError, "multiple of 1 Hz, not 10.5 Hz"),
    (StackExplorer, "differencing", "no", TypeError, "must be True or False, not 'no'"),
    (TaylorExplorer, "n_terms", 0, ValueError, "from 1 to 500, not 0"),
    (TaylorExplorer, "n_terms", 501, ValueError, "from 1 to 500, not 501"),
    (TaylorExplorer, "n_terms", 50.0, TypeError, "must be a whole number, not 50.0"),
    (TaylorExplorer, "scale", 0.2, ValueError, "from 0.3 to 2 M², not 0.2 M²"),
    (TaylorExplorer, "paper_tones", "yes", TypeError, "must be True or False, not 'yes'"),
]


@pytest.mark.parametrize(("kind", "name", "value", "error", "message"), WRONG)
def test_wrong_values_are_refused_and_the_old_one_stays(kind, name, value, error, message):
    explorer = kind()
    before = getattr(explorer, name)
    with pytest.raises(error, match=f"^{name} must be .*{message.removeprefix('must be ')}"):
        setattr(explorer, name, value)
    assert getattr(explorer, name) == before
    assert explorer.controls[name].value == before
    with pytest.raises(error, match=name):
        kind(**{name: value})


@pytest.mark.parametrize(
    ("name", "value", "kept"),
    [
        ("frequency", np.float64(7.5), 7.5),
        ("frequency", 7, 7.0),
        ("amplitude", 0.333, 0.333),
        ("sample_rate", np.int64(256), 256),
        ("sample_rate", 1024.0, 1024),
        ("decibels", np.True_, True),
    ],
)
def test_right_values_become_plain_python_ones(name, value, kept):
    explorer = SpectrumExplorer(**{name: value})
    assert getattr(explorer, name) == kept
    assert type(getattr(explorer, name)) is type(kept)


SENT = [
    ("frequency", 7.3, 7.5),
    ("frequency", 99, 60.0),
    ("amplitude", -1, 0.0),
    ("sample_rate", 300, 256),
]


@pytest.mark.parametrize(("name", "sent", "kept"), SENT)
def test_what_the_page_sends_is_moved_to_the_nearest_allowed_value(name, sent, kept):
    explorer = SpectrumExplorer()
    explorer.set_state({name: sent})
    assert getattr(explorer, name) == kept
    with pytest.raises(ValueError, match="frequency"):
        explorer.frequency = 7.3
