"""How long the book takes to build: from nothing (after installation), and when nothing changed."""

import subprocess
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]


def seconds(*targets: str) -> float:
    """Wall-clock time of one call of make."""
    start = time.perf_counter()
    subprocess.run(["make", *targets], cwd=ROOT, check=True, capture_output=True)
    return time.perf_counter() - start


def main() -> None:
    """Print the three times."""
    print("\nBuilding the book")
    subprocess.run(["make", "clean"], cwd=ROOT, check=True, capture_output=True)
    print(f"  clean build, notebooks executed      {seconds('book'):6.1f} s")
    print(f"  nothing changed                      {seconds('book'):6.1f} s")
    (ROOT / "_toc.yml").touch()
    print(f"  one source touched, nothing executed {seconds('book'):6.1f} s")


if __name__ == "__main__":
    main()
