"""Time functions side by side in one run: shuffled rounds, medians and quartiles."""

import random
import statistics
import time
from collections.abc import Callable


def side_by_side(
    calls: dict[str, Callable], *, rounds: int, clock: Callable[[], float] = time.perf_counter
) -> dict[str, list[float]]:
    """Call each function `rounds` times, in an order shuffled anew each round; times in ms."""
    for call in calls.values():
        call()  # warm up
    times = {name: [] for name in calls}
    for _ in range(rounds):
        for name in random.sample(list(calls), len(calls)):
            start = clock()
            calls[name]()
            times[name].append(1e3 * (clock() - start))
    return times


def describe(times: list[float]) -> str:
    """Median, quartiles, extremes and count, in words."""
    low, median, high = statistics.quantiles(times, n=4)
    return (
        f"median {median:8.3f} ms   quartiles {low:.3f} to {high:.3f}   "
        f"range {min(times):.3f} to {max(times):.3f}   n = {len(times)}"
    )


def print_table(title: str, times: dict[str, list[float]], *, reference: str) -> None:
    """Print a line a name, with the ratio of its median to the reference's."""
    base = statistics.median(times[reference])
    width = max(map(len, times))
    print(f"\n{title}")
    for name, values in times.items():
        ratio = statistics.median(values) / base
        print(f"  {name:{width}}  {describe(values)}   {ratio:.2f} x {reference}")
