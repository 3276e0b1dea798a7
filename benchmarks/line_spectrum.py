"""The exact lines of the N-term model against the long recording that the authors transform.

Prints the time of both at equal N, and how far `line_spectrum` is from 40-digit arithmetic.
"""

from math import factorial

import mpmath
import numpy as np
from timing import print_table, side_by_side

from relu_spectrum import PAPER_TONES, line_spectrum

SCALE = 8.0


def recording(n_terms: int) -> np.ndarray:
    """Go the way of the authors' script: 8 s at 1024 Hz, powers of g with factorials, one FFT."""
    time = np.linspace(0, 8, 8 * 1024)
    x = sum(np.cos(2 * np.pi * tone.frequency * time) for tone in PAPER_TONES)
    g = x**2 / SCALE - 1
    total = np.zeros_like(x)
    for n in range(n_terms):
        # Python's integers in place of float factorials, which overflow from n = 86 on
        coefficient = (-1) ** n * factorial(2 * n) / ((1 - 2 * n) * factorial(n) ** 2 * 4**n)
        total += coefficient * g**n
    return np.abs(np.fft.rfft(x / 2 + np.sqrt(SCALE) / 2 * total)) * 2 / x.size


def convolve(a: list, b: list) -> list:
    """Multiply two cosine series given as two-sided lists of integers."""
    product = [0] * (len(a) + len(b) - 1)
    for i, value in enumerate(a):
        if value:
            for j, other in enumerate(b):
                product[i + j] += value * other
    return product


def reference(n_terms: int) -> list:
    """Compute the lines with 40 digits, by repeated convolution: an independent way."""
    mpmath.mp.dps = 40
    x = [0] * 17  # two-sided lines of 2 x at -40, -35, ..., 40 Hz: the tones are at 1, 2, 4, 8
    for k in (1, 2, 4, 8):
        x[8 - k] = x[8 + k] = 1
    g = [mpmath.mpf(value) / 32 for value in convolve(x, x)]
    g[16] -= 1
    coefficients = [mpmath.binomial(mpmath.mpf(1) / 2, n) for n in range(n_terms)]
    total = [coefficients[-1]]
    for coefficient in reversed(coefficients[:-1]):
        total = convolve(total, g)
        total[len(total) // 2] += coefficient
    centre = len(total) // 2
    lines = [mpmath.sqrt(SCALE) / 2 * value for value in total[centre:]]
    for k in (1, 2, 4, 8):
        lines[k] += mpmath.mpf(1) / 4
    return [lines[0]] + [2 * value for value in lines[1:]]


def main() -> None:
    """Print the comparison."""
    for n_terms, rounds in ((50, 60), (1000, 10)):
        calls = {
            "line_spectrum": lambda n=n_terms: line_spectrum(PAPER_TONES, n_terms=n, scale=SCALE),
            "long recording": lambda n=n_terms: recording(n),
        }
        times = side_by_side(calls, rounds=rounds)
        print_table(f"Lines of the model, N = {n_terms}", times, reference="line_spectrum")
    lines = line_spectrum(PAPER_TONES, n_terms=50, scale=SCALE).amplitude
    exact = [abs(value) for value in reference(50)]
    worst = max(abs(float(a - b)) for a, b in zip(exact, lines, strict=False))
    print(f"  largest difference from 40 digits at N = 50: {worst:.1e}")


if __name__ == "__main__":
    main()
