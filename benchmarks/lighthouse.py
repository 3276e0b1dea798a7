"""Lighthouse's scores of every page, with its phone preset and its desktop preset: medians.

Pages are served under gzip, as web servers do. The phone preset simulates slow 4G and a processor
four times slower than this one, so the figures depend on the machine and on what else it does.
"""

import json
import statistics
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

from browser import find
from server import PackingHandler, serving

HERE = Path(__file__).parent
HTML = HERE.parent / "_build" / "html"
RUNS = 5


def reports(names, runs):
    """Run Lighthouse on pages; yields a dictionary a run."""
    with serving(HTML, PackingHandler) as address:
        urls = [f"{address}/{name}" for name in names]
        command = ["node", HERE / "lighthouse.mjs", find(), str(runs), *urls]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as run:
            yield from map(json.loads, run.stdout)
    if run.returncode:
        raise RuntimeError(f"Lighthouse ended with code {run.returncode}")


def main(names=(), runs=RUNS):
    """Print two lines a page."""
    found = defaultdict(list)
    for report in reports(names or sorted(path.name for path in HTML.glob("*.html")), runs):
        found[report["url"].rsplit("/", 1)[-1], report["form"]].append(report)
    print(f"\nLighthouse (medians of {runs}; times in ms, of which the phone's are simulated)")
    for (name, form), group in sorted(found.items()):

        def median(kind, key, group=group):
            return statistics.median(report[kind][key] for report in group)

        scores = "/".join(f"{median('scores', key):.0f}" for key in group[0]["scores"])
        times = "  ".join(
            f"{label} {median('metrics', key):5.0f}"
            for label, key in (
                ("first paint", "first-contentful-paint"),
                ("largest", "largest-contentful-paint"),
                ("blocked", "total-blocking-time"),
                ("speed index", "speed-index"),
            )
        )
        shift = max(report["metrics"]["cumulative-layout-shift"] for report in group)
        failed = " ".join(sorted({audit for report in group for audit in report["failed"]}))
        print(f"  {name:22} {form:8} {scores:16} {times}  worst shift {shift:.3f}  {failed}")


if __name__ == "__main__":
    main(sys.argv[1:])
