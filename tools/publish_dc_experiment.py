"""Turn the folder of a finished sweep into the file that the chapters read.

python tools/publish_dc_experiment.py DIR [FILE]; without FILE the package's own.
"""

import sys

from relu_spectrum.dc_experiment import publish

if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    publish(*sys.argv[1:])
