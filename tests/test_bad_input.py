"""Bad input: every case names the kind of error and what its message must say."""

import numpy as np
import pytest

import relu_spectrum as rs
from relu_spectrum import PAPER_TONES, Tone

ONE = [Tone(1.0)]
NAN, INF = float("nan"), float("inf")


def spectrum(x, rate=8.0):
    return rs.amplitude_spectrum(x, sample_rate=rate)


def samples(tones=ONE, rate=8.0, duration=1.0, bias=0.0):
    return rs.sample(tones, sample_rate=rate, duration=duration, bias=bias)


CASES = {
    # empty, NaN, infinite, complex, and other wrong signals
    "empty signal": (lambda: spectrum([]), ValueError, "x is empty"),
    "empty batch": (lambda: spectrum(np.zeros((3, 0))), ValueError, "x is empty"),
    "NaN in a signal": (
        lambda: spectrum([0, NAN]),
        ValueError,
        "1 of 2 values are NaN or infinite",
    ),
    "infinite signal": (lambda: spectrum([INF, 0]), ValueError, "NaN or infinite"),
    "complex signal": (lambda: spectrum([1j, 0]), TypeError, "real numbers, not complex128"),
    "signal of words": (
        lambda: spectrum(["a", "b"]),
        TypeError,
        "x must hold real numbers, not <U1",
    ),
    "signal of truths": (lambda: spectrum([True]), TypeError, "not bool"),
    "ragged signal": (lambda: spectrum([[1, 2], [3]]), TypeError, "array of real numbers"),
    "no signal": (lambda: spectrum(None), TypeError, "not object"),
    "signal without a time axis": (lambda: spectrum(3.0), ValueError, "time axis"),
    "empty model input": (lambda: rs.relu_model([], n_terms=5), ValueError, "x is empty"),
    "NaN in model input": (lambda: rs.relu_model([NAN], n_terms=5), ValueError, "NaN or infinite"),
    "complex model input": (lambda: rs.relu_model([1j], n_terms=5), TypeError, "complex128"),
    "all-zero model input": (
        lambda: rs.relu_model([0.0], n_terms=5),
        ValueError,
        "zero everywhere",
    ),
    # sample rate, duration, grid
    "sample rate 0": (lambda: spectrum([1.0], 0), ValueError, "sample_rate must be above 0, not 0"),
    "negative sample rate": (lambda: samples(rate=-8), ValueError, "sample_rate must be above 0"),
    "NaN sample rate": (lambda: spectrum([1.0], NAN), ValueError, "sample_rate must be finite"),
    "sample rate in words": (lambda: spectrum([1.0], "8"), TypeError, "one real number, not '8'"),
    "several sample rates": (lambda: spectrum([1.0], [8.0, 9.0]), TypeError, "one real number"),
    "no sample rate": (lambda: spectrum([1.0], None), TypeError, "sample_rate must be one real"),
    "duration 0": (lambda: samples(duration=0), ValueError, "duration must be above 0"),
    "duration between samples": (lambda: samples(duration=1.05), ValueError, "whole number of sam"),
    "duration below one sample": (lambda: samples(duration=0.01), ValueError, "= 0.08"),
    "infinite bias": (lambda: samples(bias=INF), ValueError, "bias must be finite"),
    # frequencies
    "negative frequency": (lambda: Tone(-1.0), ValueError, "frequency must be 0 or more, not -1"),
    "NaN frequency": (lambda: Tone(NAN), ValueError, "frequency must be finite"),
    "complex frequency": (lambda: Tone(1j), TypeError, "frequency must be one real number"),
    "frequency above Nyquist": (
        lambda: samples([Tone(5.0)]),
        ValueError,
        "5 Hz lies above Nyquist, 4 Hz: sample_rate must be at least 10 Hz",
    ),
    "line off the grid": (
        lambda: spectrum(np.ones(8)).at(1.5),
        ValueError,
        "1.5 Hz is off the grid of 1 Hz: its nearest line is at 2 Hz",
    ),
    "line above Nyquist": (
        lambda: spectrum(np.ones(8)).at(5),
        ValueError,
        "5 Hz is outside the spectrum, 0 to 4 Hz",
    ),
    "line below zero": (lambda: spectrum(np.ones(8)).at(-1), ValueError, "outside the spectrum"),
    "line slightly above Nyquist": (lambda: spectrum(np.ones(8)).at(4.2), ValueError, "outside"),
    "line at NaN": (lambda: spectrum(np.ones(8)).at(NAN), ValueError, "NaN"),
    "line beside the only one": (lambda: spectrum([1.0]).at(1.0), ValueError, "outside the"),
    "no common frequency": (
        lambda: rs.line_spectrum([Tone(1.0), Tone(2**0.5)], n_terms=5),
        ValueError,
        "1, 1.41421356237 Hz have no common divisor",
    ),
    "no oscillation": (lambda: rs.relu_lines([Tone(0.0)], n_lines=3), ValueError, "at 0 Hz"),
    # tones
    "negative amplitude": (lambda: Tone(1.0, -1.0), ValueError, "amplitude must be 0 or more"),
    "infinite phase": (lambda: Tone(1.0, 1.0, INF), ValueError, "phase must be finite"),
    "no tones": (lambda: samples([]), ValueError, "tones is empty"),
    "a tone without brackets": (lambda: samples(Tone(1.0)), TypeError, r"write \[Tone\("),
    "numbers for tones": (lambda: samples([1.0]), TypeError, "must hold Tone only, not 1.0"),
    "a number for tones": (lambda: rs.peak(3), TypeError, "sequence of Tone, not 3"),
    "tones of the wrong kind": (lambda: rs.relu_lines("ab", n_lines=1), TypeError, "not 'a'"),
    # numbers of terms and lines
    "no terms": (lambda: rs.coefficients(0), ValueError, "n_terms must be at least 1, not 0"),
    "half a term": (lambda: rs.coefficients(2.5), TypeError, "whole number, not 2.5"),
    "true terms": (lambda: rs.coefficients(True), TypeError, "whole number, not True"),
    "no terms in a model": (lambda: rs.relu_model([1], n_terms=0), ValueError, "at least 1"),
    "terms in words": (lambda: rs.line_spectrum(ONE, n_terms="5"), TypeError, "whole number"),
    "no terms in a law": (lambda: rs.sup_error(0, scale=1.0), ValueError, "1 or more, not 0"),
    "half terms in a law": (lambda: rs.sup_error(1.5, scale=1.0), TypeError, "whole number or"),
    "negative lines": (lambda: rs.relu_lines(ONE, n_lines=-1), ValueError, "at least 0, not -1"),
    "negative harmonics": (lambda: rs.tone_harmonics(1, n_harmonics=-1), ValueError, "at least 0"),
    "negative order": (lambda: rs.two_tone_lines(1, 1, order=-1), ValueError, "at least 0"),
    # scale
    "scale 0": (
        lambda: rs.relu_model([1], n_terms=5, scale=0),
        ValueError,
        "scale must be above 0",
    ),
    "negative scale": (lambda: rs.sup_error(5, scale=-1), ValueError, "scale must be above 0"),
    "NaN scale": (lambda: rs.line_spectrum(ONE, n_terms=5, scale=NAN), ValueError, "finite"),
    "scale too small": (
        lambda: rs.relu_model([2.0], n_terms=5, scale=1.6),
        ValueError,
        r"max x\^2 = 4 is above 2 \* scale = 3.2 by 0.8 \(25.000%\); scale must be .* = 2$",
    ),
    "scale too small for tones": (
        lambda: rs.line_spectrum(PAPER_TONES, n_terms=5, scale=6.4),
        ValueError,
        r"diverges: max x\^2 = 16 .* by 3.2 .* = 8$",
    ),
    "silent tones": (lambda: rs.line_spectrum([Tone(1, 0)], n_terms=5), ValueError, "zero every"),
    # laws, exact lines, sampled tones
    "negative density": (
        lambda: rs.dc_error(5, scale=1, density=-1),
        ValueError,
        "density must be",
    ),
    "no density": (lambda: rs.rms_error(5, scale=1, density=None), TypeError, "density must be"),
    "peak 0": (lambda: rs.best_scale(5, peak=0), ValueError, "peak must be above 0"),
    "complex law": (lambda: rs.error_law(1j, n_terms=5, scale=1), TypeError, "complex128"),
    "negative harmonic amplitude": (
        lambda: rs.tone_harmonics(-1.0, n_harmonics=3),
        ValueError,
        "amplitude must be 0 or more, not -1",
    ),
    "NaN harmonic bias": (
        lambda: rs.tone_harmonics(1, bias=NAN, n_harmonics=3),
        ValueError,
        "bias",
    ),
    "shapes that do not fit": (
        lambda: rs.tone_harmonics([1, 2], bias=[1, 2, 3], n_harmonics=3),
        ValueError,
        "broadcast",
    ),
    "negative amplitude of a conducting tone": (
        lambda: rs.conduction_angle([1, -1]),
        ValueError,
        "amplitude must be 0 or more, not -1",
    ),
    "complex bias of a conducting tone": (
        lambda: rs.conduction_angle(1, bias=1j),
        TypeError,
        "bias must hold real numbers, not complex128",
    ),
    "no samples": (lambda: rs.sampled_tone_dc(1, 0), ValueError, "q must be at least 1, not 0"),
    "negative periods": (lambda: rs.sampled_tone_dc(-1, 8), ValueError, "p must be at least 0"),
    "half a period": (lambda: rs.sampled_tone_dc(0.5, 8), TypeError, "p must be a whole number"),
    "complex phase": (
        lambda: rs.sampled_tone_dc(1, 8, phase=1j),
        TypeError,
        "phase must hold real",
    ),
    "negative second tone": (lambda: rs.two_tone_lines(1, -1, order=2), ValueError, "amplitude_2"),
    "table of amplitudes": (lambda: rs.incommensurate_dc([[1.0]]), ValueError, "one-dimensional"),
    "one amplitude": (lambda: rs.incommensurate_dc(1.0), ValueError, "one-dimensional"),
    "negative amplitudes": (lambda: rs.incommensurate_dc([1, -1]), ValueError, "0 or more, not -1"),
    "no amplitudes": (lambda: rs.incommensurate_dc([]), ValueError, "amplitudes is empty"),
    "NaN bias of crossings": (lambda: rs.zero_crossings(ONE, bias=NAN), ValueError, "bias must be"),
    "bias of the wrong kind": (lambda: rs.zero_density(ONE, bias="0"), TypeError, "bias must be"),
}


@pytest.mark.parametrize(("call", "error", "message"), CASES.values(), ids=CASES.keys())
def test_bad_input_gets_a_clear_error(call, error, message):
    with pytest.raises(error, match=message):
        call()
