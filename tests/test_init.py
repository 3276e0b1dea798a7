import relu_spectrum


def test_every_exported_name_exists_and_is_documented():
    assert sorted(relu_spectrum.__all__) == list(relu_spectrum.__all__)
    for name in relu_spectrum.__all__:
        assert getattr(relu_spectrum, name).__doc__
