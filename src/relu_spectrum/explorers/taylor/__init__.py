"""The TaylorExplorer: ReLU against its N-term Taylor model."""

from ..explorer import Explorer
from ..settings import Number, Switch

__all__ = ["TaylorExplorer"]


class TaylorExplorer(Explorer):
    r"""Sliders over the Taylor model of ReLU, in time and as lines, its errors beside their laws.

    The model is :math:`x/2 + (\sqrt A/2) \sum_{n<N} a_n (x^2/A - 1)^n`, that is
    `relu_spectrum.relu_model`; the input is one 10 Hz tone or the four of section V.A of the
    paper, of peak :math:`M`. The series converges where :math:`M^2 \le 2A`. The laws are
    `relu_spectrum.sup_error`, `rms_error` and `dc_error`. Spectra are one-sided, DC is not doubled.

    Parameters
    ----------
    n_terms : int
        :math:`N`, 1 to 500; 50 unless given.
    scale : float
        :math:`A` in units of :math:`M^2`, 0.3 to 2; 0.5 unless given. Below 0.5 the series
        diverges, which the explorer shows.
    paper_tones : bool
        The paper's four tones, not one; False unless given.

    Examples
    --------
    >>> explorer = TaylorExplorer(n_terms=100)
    >>> explorer.scale, explorer.paper_tones
    (0.5, False)
    >>> explorer.n_terms = 0
    Traceback (most recent call last):
        ...
    ValueError: n_terms must be from 1 to 500, not 0
    >>> explorer.n_terms
    100
    """

    _bundle = "taylor"

    n_terms = Number(50, 1, 500, 1, key="N", label="Terms N")
    scale = Number(0.5, 0.3, 2.0, 0.01, key="A", label="Scale A", unit="M²")
    paper_tones = Switch(False, key="four-tones", label="The paper’s four tones")
