"""What an explorer tells its page of its settings, in short."""


def limits(settings):
    """Lowest and highest value, step and first value of each setting; None where it has none."""
    words = "low", "high", "step", "initial"
    return {name: tuple(map(setting.get, words)) for name, setting in settings.items()}
