"""Compute the sizes of all arms' pooled features before training, for the ArmsExplorer: a minute.

Usage: python tools/write_start_sizes.py
"""

from relu_spectrum.explorers.arms import sizes

sizes.write({arm: sizes.measure(arm, range(sizes.REPETITIONS)) for arm in sizes.ARMS})
print(f"{sizes.FILE}: {sizes.FILE.stat().st_size} bytes")
