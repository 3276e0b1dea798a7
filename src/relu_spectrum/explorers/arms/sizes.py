"""How large the pooled features of each arm are before training: what the ArmsExplorer begins with.

- `ARMS`: the arms that it holds
- `kept`: their sizes, to four digits
"""

__all__ = ["ARMS", "REPETITIONS", "kept"]

ARMS = (
    "linear", "relu", "abs", "linear_class_dc", "relu_mean_removed_first", "linear_same_dc",
    "linear_class_dc_small",
)  # fmt: skip
"""Those whose filters are trained; the published ones on a larger input follow from them."""

REPETITIONS = 30


def kept() -> dict[str, list[tuple[float, float]]]:
    """Return of each arm of `ARMS` ``(R, B)`` of `REPETITIONS` repetitions.

    Examples
    --------
    >>> sizes = kept()
    >>> len(sizes), len(sizes["relu"]), sizes["linear"][0]
    (7, 30, (0.005036, 0.000131))
    """
    # only here: explorers must be importable without PyTorch
    from ...dc_experiment.arms import find
    from ...dc_experiment.kept import kept_sizes

    found = {arm: [kept_sizes(find(arm), k) for k in range(REPETITIONS)] for arm in ARMS}
    return {
        arm: [(float(f"{s.spread:.4g}"), float(f"{s.between:.4g}")) for s in sizes]
        for arm, sizes in found.items()
    }
