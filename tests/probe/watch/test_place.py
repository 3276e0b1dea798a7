import torch
from probed import Runs
from torch import nn

from relu_spectrum.probe.watch.place import Place, is_relu_class


def test_relu_classes_are_known_by_name_also_as_text():
    assert is_relu_class(*type(nn.ReLU()).__mro__)
    assert is_relu_class("torch.nn.modules.activation.ReLU")
    assert not is_relu_class(*Runs.__mro__)


def test_the_place_is_known_only_while_modules_run():
    places = []
    model = nn.Sequential(Runs(lambda x: places.append(place.now()) or x), nn.ReLU())
    place = Place(model, {})
    with place.known():
        model(torch.ones(2))
        assert place.now() == ("", False)
    model(torch.ones(2))
    assert places == [("0", False), ("", False)]


def test_places_said_by_hand_end_also_after_an_error():
    place = Place(nn.ReLU(), {})
    try:
        with place.at("a", True):
            assert place.now() == ("a", True)
            raise OSError
    except OSError:
        pass
    assert place.now() == ("", False)
