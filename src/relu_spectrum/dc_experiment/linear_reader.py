"""What a linear reader finds in the pooled features of untrained convolutions.

Training with Adam for a number of epochs asks two things at once: whether the features tell the
classes apart, and whether their differences are large enough to be learnt in that time. Fisher's
linear discriminant asks only the first. Nothing that it finds changes if the features are scaled,
shifted or mixed, and it makes no new features, as a hidden layer does.

Fisher, The use of multiple measurements in taxonomic problems, Annals of Eugenics 7(2), 1936.

- `linear_accuracy`: its share of fresh signals in the right class, for one repetition of one arm
"""

from .arms import Arm
from .data import draw
from .pooled import pooled_features
from .settings import Settings, streams
from .weights import start


def linear_accuracy(
    arm: Arm,
    repetition: int,
    settings: Settings | None = None,
    *,
    random_phase: bool = False,
    amplitudes: tuple[float, float] = (1.0, 1.0),
) -> float:
    """Fit Fisher's linear discriminant to the features before training, and try it on fresh ones.

    Parameters
    ----------
    arm : Arm
        Of `arms.ARMS`.
    repetition : int
        Its number, zero or more: start weights, and at phase 0 and amplitude 1 also the signals,
        are those of `training.train`.
    settings : Settings, optional
        Seed and numbers of signals are used, the epochs are not.
    random_phase, amplitudes
        As in `data.draw`, for training and test signals.

    Returns
    -------
    float
        Share of the test signals that are put into their class, 0 to 1; guessing gives 1/3.

    Raises
    ------
    TypeError, ValueError
        For a bad number, a bad range of amplitudes, or an arm without features: the mean removed
        after the last activation.

    Examples
    --------
    >>> from relu_spectrum.dc_experiment.arms import find
    >>> few = Settings(train_per_class=100, test_per_class=20)
    >>> linear_accuracy(find("relu"), 0, few, random_phase=True)
    1.0
    """
    # only here: a sweep's workers start without scikit-learn
    from sklearn.discriminant_analysis import LinearDiscriminantAnalysis

    if arm.centred == "last":
        raise ValueError(f"{arm.name} has no features to read: all of them are zero")
    settings = settings or Settings()
    random = streams(settings.seed, repetition)
    weights = start(random.weights)
    learn, test = (
        draw(generator, per_class, random_phase=random_phase, amplitudes=amplitudes)
        for generator, per_class in (
            (random.train, settings.train_per_class),
            (random.test, settings.test_per_class),
        )
    )
    known, fresh = (pooled_features(arm, s, weights).T.astype(float) for s in (learn, test))
    reader = LinearDiscriminantAnalysis().fit(known, learn.label)
    return float(reader.score(fresh, test.label))
