import torch
from probed import Runs
from torch import nn

from relu_spectrum.probe.watch.place import NONE, Place, classes
from relu_spectrum.probe.watch.seen import Seen


class Own(nn.ReLU6):
    pass


def test_classes_are_known_also_as_text_and_with_those_that_they_are_derived_from():
    assert classes(nn.ReLU) == classes("torch.nn.modules.activation.ReLU") == {"ReLU"}
    assert classes(Own) == {"ReLU6", "Hardtanh"}
    assert classes("gone.GELU") == {"GELU"}
    assert classes(nn.LSTM) == {"RNNBase"}
    assert classes(Runs) == classes("") == NONE


def test_functions_of_several_operators_are_told():
    seen = Seen()
    model = nn.Sequential(nn.Softsign(), nn.Tanh(), nn.LSTM(2, 2))
    with Place(model, seen).known():
        model(torch.ones(2, 2))
    assert list(seen.composed) == [("Softsign", "0")]
    assert list(seen.stepwise) == [("LSTM", "2")]


def test_the_place_is_known_only_while_modules_run():
    places = []
    model = nn.Sequential(Runs(lambda x: places.append(place.now()) or x), nn.ReLU())
    place = Place(model, Seen())
    with place.known():
        model(torch.ones(2))
        assert place.now() == ("", NONE)
    model(torch.ones(2))
    assert places == [("0", NONE), ("", NONE)]


def test_places_said_by_hand_end_also_after_an_error():
    place = Place(nn.ReLU(), Seen())
    try:
        with place.at("a", frozenset({"ReLU"})):
            assert place.now() == ("a", {"ReLU"})
            raise OSError
    except OSError:
        pass
    assert place.now() == ("", NONE)
