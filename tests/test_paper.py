"""The papers' numbers: those that the rooms use are those of the text."""

from relu_spectrum import PAPER_TONES, Tone, paper
from relu_spectrum.statistics import CENTRES, SPREAD


def test_the_numbers_are_the_papers():
    assert (Tone(10.0), Tone(5.0), Tone(20.0), Tone(40.0)) == PAPER_TONES
    assert (CENTRES, SPREAD) == ((3.0, 5.0, 10.0), 0.1)
    assert (paper.SAMPLE_RATE, paper.N_SAMPLES) == (32, 256)
    assert (paper.KID_PPG_CHANNELS, paper.KID_PPG_POOLING) == ((32, 48, 64), (4, 2, 2))
    assert paper.SENSOR_STD == 27.0
