"""Random variates for the walk, compiled: what they cost does not grow with how many persons are shared out.

A stream is an array of four uint64, the state of xoshiro256++ (Blackman & Vigna 2021, Scrambled linear
pseudorandom number generators, ACM Transactions on Mathematical Software 47). Every chain has a stream of
its own and so needs no lock; the same start gives the same variates on any machine and in any thread.
"""

from __future__ import annotations

from math import exp, floor, lgamma, log, sqrt
from typing import Final

import numpy as np
import numpy.typing as npt
from numba import njit

Stream = npt.NDArray[np.uint64]

FEW: Final = 10.0
"""Expecting fewer than these, sums of probabilities are cheaper than rejection, which needs at least as many."""

STIRLING: Final = np.array(
    [lgamma(k + 1) - (k + 0.5) * log(k + 1) + (k + 1) - 0.9189385332046727 for k in range(10)]
)
"""What Stirling's formula leaves out of log k!, k from 0 to 9."""


def stream(seed: np.random.SeedSequence) -> Stream:
    """The stream that begins at `seed`."""
    return np.asarray(seed.generate_state(4, np.uint64), np.uint64)


@njit(cache=True, nogil=True, error_model="numpy")
def _rotated(word: np.uint64, by: int) -> np.uint64:
    return (word << np.uint64(by)) | (word >> np.uint64(64 - by))


@njit(cache=True, nogil=True, error_model="numpy")
def uniform(words: Stream) -> float:
    """Between 0 and 1, never either."""
    result = _rotated(words[0] + words[3], 23) + words[0]
    shifted = words[1] << np.uint64(17)
    words[2] ^= words[0]
    words[3] ^= words[1]
    words[1] ^= words[2]
    words[0] ^= words[3]
    words[2] ^= shifted
    words[3] = _rotated(words[3], 45)
    return (np.float64(result >> np.uint64(12)) + 0.5) * 2.220446049250313e-16


@njit(cache=True, nogil=True, error_model="numpy")
def normals(words: Stream) -> tuple[float, float]:
    """Two standard normals, independent of each other (Marsaglia's polar method)."""
    while True:
        one, other = 2 * uniform(words) - 1, 2 * uniform(words) - 1
        square = one * one + other * other
        if square < 1.0:
            factor = sqrt(-2 * log(square) / square)
            return one * factor, other * factor


@njit(cache=True, nogil=True, error_model="numpy")
def _gamma(words: Stream, shape: float, normal: float) -> float:
    """Gamma of `shape` at least 1, whose first candidate comes of `normal` (Marsaglia & Tsang 2000, TOMS 26)."""
    d = shape - 1 / 3
    c = 1 / sqrt(9 * d)
    while True:
        v = 1 + c * normal
        if v > 0:
            v = v * v * v
            u = uniform(words)
            square = normal * normal
            if u < 1 - 0.0331 * square * square or log(u) < 0.5 * square + d * (1 - v + log(v)):
                return d * v
        normal, _ = normals(words)


@njit(cache=True, nogil=True, error_model="numpy")
def gamma(words: Stream, shape: float) -> float:
    """Gamma of `shape` and scale 1."""
    normal, _ = normals(words)
    if shape >= 1:
        return _gamma(words, shape, normal)
    return float(_gamma(words, shape + 1, normal) * exp(log(uniform(words)) / shape))


@njit(cache=True, nogil=True, error_model="numpy")
def gammas(words: Stream, one: float, other: float) -> tuple[float, float]:
    """Two gammas of scale 1, independent of each other: their shares of their sum are a beta and its rest."""
    if one < 1 or other < 1:
        return gamma(words, one), gamma(words, other)
    first, second = normals(words)
    return _gamma(words, one, first), _gamma(words, other, second)


@njit(cache=True, nogil=True, error_model="numpy")
def binomial(words: Stream, n: int, p: float) -> int:
    """How many of `n`, each with probability `p`."""
    if p > 0.5:
        return n - _binomial(words, n, 1 - p)
    return _binomial(words, n, p)


@njit(cache=True, nogil=True, error_model="numpy")
def _binomial(words: Stream, n: int, p: float) -> int:
    if n * p >= FEW:
        return _binomial_many(words, n, p)
    left = uniform(words)
    if left < 1 - n * p:  # nobody is likelier than that
        return 0
    odds = p / (1 - p)
    chance = exp(n * np.log1p(-p))
    k = 0
    while left > chance and k < n:
        left -= chance
        k += 1
        chance *= odds * (n - k + 1) / k
    return k


@njit(cache=True, nogil=True, error_model="numpy")
def _left_out(k: int) -> float:
    """What Stirling's formula leaves out of log k!."""
    if k < 10:
        return float(STIRLING[k])
    inverse = 1 / (k + 1)
    square = inverse * inverse
    return (1 / 12 - (1 / 360 - square / 1260) * square) * inverse


@njit(cache=True, nogil=True, error_model="numpy")
def _binomial_many(words: Stream, n: int, p: float) -> int:
    """Transformed rejection, p at most 1/2 and n p at least 10 (Hörmann 1993, J. Stat. Comput. Sim. 46, BTRS)."""
    spread = sqrt(n * p * (1 - p))
    b = 1.15 + 2.53 * spread
    a = -0.0873 + 0.0248 * b + 0.01 * p
    centre = n * p + 0.5
    squeeze = 0.92 - 4.2 / b
    while True:
        u, v = uniform(words) - 0.5, uniform(words)
        edge = 0.5 - abs(u)
        found = floor((2 * a / edge + b) * u + centre)
        if edge >= 0.07 and v <= squeeze:
            return int(found)
        if found < 0 or found > n:
            continue
        k, mode = int(found), int((n + 1) * p)
        odds = p / (1 - p)
        height = log(v * (2.83 + 5.1 / b) * spread / (a / (edge * edge) + b))
        if height <= (
            (mode + 0.5) * log((mode + 1) / (odds * (n - mode + 1)))
            + (n + 1) * log((n - mode + 1) / (n - k + 1))
            + (k + 0.5) * log(odds * (n - k + 1) / (k + 1))
            + (_left_out(mode) + _left_out(n - mode) - _left_out(k) - _left_out(n - k))
        ):
            return k


@njit(cache=True, nogil=True, error_model="numpy")
def poisson(words: Stream, mean: float) -> int:
    """Poisson of `mean`."""
    if mean >= FEW:
        return _poisson_many(words, mean)
    left = uniform(words)
    if left < 1 - mean:  # none is likelier than that
        return 0
    chance = exp(-mean)
    k = 0
    while left > chance and chance > 0:
        left -= chance
        k += 1
        chance *= mean / k
    return k


@njit(cache=True, nogil=True, error_model="numpy")
def _poisson_many(words: Stream, mean: float) -> int:
    """Transformed rejection, mean at least 10 (Hörmann 1993, Insurance: Mathematics and Economics 12, PTRS)."""
    b = 0.931 + 2.53 * sqrt(mean)
    a = -0.059 + 0.02483 * b
    while True:
        u, v = uniform(words) - 0.5, uniform(words)
        edge = 0.5 - abs(u)
        found = floor((2 * a / edge + b) * u + mean + 0.43)
        if edge >= 0.07 and v <= 0.9277 - 3.6224 / (b - 2):
            return int(found)
        if found < 0 or (edge < 0.013 and v > edge):
            continue
        height = log(v * (1.1239 + 1.1328 / (b - 3.4)) / (a / (edge * edge) + b))
        if height <= found * log(mean) - mean - lgamma(found + 1):
            return int(found)
