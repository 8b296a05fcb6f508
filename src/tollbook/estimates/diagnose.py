"""Whether the chains of a walk agree, and how many independent draws theirs are worth.

Vehtari, Gelman, Simpson, Carpenter & Bürkner (2021), Rank-normalization, folding, and localization: an improved
R-hat for assessing convergence of MCMC, Bayesian Analysis 16, 667-718.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt
from scipy.special import ndtri
from scipy.stats import rankdata

Floats = npt.NDArray[np.float64]

RHAT: Final = 1.01
"""Above this, chains have not come to agree (section 4)."""

ESS: Final = 400
"""Fewer independent draws than this do not make a stable interval (section 4)."""

NONE: Final = 1e-20
"""A variance of normal scores no larger than this is rounding."""


def rhat(draws: Floats) -> float:
    """R-hat of `draws`, shape (chains, draws of each): the larger of that of their ranks and of their spread.

    1 where the chains agree; infinite where each stays at a value of its own. Needs at least four draws each.
    """
    split = _split(draws)
    folded = np.abs(split - np.median(split))
    return max(_ratio(_normal(split)), _ratio(_normal(folded)))


def ess(draws: Floats) -> float:
    """How many independent draws `draws`, shape (chains, draws of each), are worth: the least of bulk and tails.

    The tails are the 5% and 95% quantiles. Draws that are all alike are worth their number.
    """
    split = _split(draws)
    tails = (np.quantile(split, one) for one in (0.05, 0.95))
    sizes = [_size(_normal(split)), *(_size((split <= tail).astype(np.float64)) for tail in tails)]
    return min(sizes)


def _split(draws: Floats) -> Floats:
    """Each chain as two, its first half and its second: shape (2 * chains, half the draws)."""
    half = draws.shape[1] // 2
    if half < 2:
        raise ValueError(f"each chain needs at least four draws, not {draws.shape[1]}")
    return np.concatenate([draws[:, :half], draws[:, -half:]]).astype(np.float64)


def _normal(draws: Floats) -> Floats:
    """The draws' ranks as normal scores (equation 14)."""
    ranks = rankdata(draws).reshape(draws.shape)
    return np.asarray(ndtri((ranks - 0.375) / (draws.size + 0.25)))


def _ratio(draws: Floats) -> float:
    """The square root of all variance over that within chains (equations 1 to 4)."""
    length = draws.shape[1]
    within = float(draws.var(axis=1, ddof=1).mean())
    between = float(draws.mean(axis=1).var(ddof=1))
    if within <= NONE:
        return 1.0 if between <= NONE else float("inf")
    return float(((length - 1) / length + between / within) ** 0.5)


def _size(draws: Floats) -> float:
    """Effective sample size by Geyer's initial monotone sequence over all chains (equations 10 to 13)."""
    chains, length = draws.shape
    within = _autocovariances(draws).mean(axis=0)
    between = float(draws.mean(axis=1).var(ddof=1))
    if within[0] <= NONE:
        return float(draws.size if between <= NONE else chains)
    correlations = 1 - (within[0] * length / (length - 1) - within) / (within[0] + between)
    correlations[0] = 1.0
    pairs = correlations[: length // 2 * 2].reshape(-1, 2).sum(axis=1)
    ends = np.flatnonzero(pairs <= 0)
    pairs = np.minimum.accumulate(pairs[: ends[0]] if len(ends) else pairs)
    time = -1 + 2 * float(pairs.sum())
    return float(draws.size / max(time, 1 / np.log10(draws.size)))


def _autocovariances(draws: Floats) -> Floats:
    """Of each chain the autocovariances at all lags, each divided by its length: shape (chains, draws)."""
    length = draws.shape[1]
    centred = draws - draws.mean(axis=1, keepdims=True)
    size = 1 << (2 * length - 1).bit_length()
    spectrum = np.fft.rfft(centred, size)
    return np.asarray(np.fft.irfft(np.abs(spectrum) ** 2, size)[:, :length] / length)
