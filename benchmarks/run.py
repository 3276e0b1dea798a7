"""Run every benchmark: `make bench`. Medians and ratios, printed; nothing is asserted."""

import builds
import dc_experiment
import lighthouse
import line_spectrum
import probe
import probe_memory
import redraw
import shifts
import slider
import visits

if __name__ == "__main__":
    line_spectrum.main()
    dc_experiment.main()
    probe.main()
    probe_memory.main()
    redraw.main()
    slider.main()
    visits.main()
    shifts.main()
    lighthouse.main()
    builds.main()
