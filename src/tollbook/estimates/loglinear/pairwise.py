"""Two-list parameters chosen one after another, with those of pairs that share nobody at minus infinity.

Chan, Silverman & Vincent (2021), Multiple systems estimation for sparse capture data: inferential challenges when
there are nonoverlapping lists, Journal of the American Statistical Association 116, 1297-1306.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import numpy.typing as npt
from numba import njit

from tollbook.estimates.loglinear.exist import exists, identified
from tollbook.estimates.loglinear.maximise import maximise
from tollbook.estimates.loglinear.models import design

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Chosen:
    """The model at the end of a choice: `unrecorded` expected, infinite where even independent lists have no
    maximum; the pairs of lists (numbers as in `models`) in the model, and those at minus infinity.
    """

    unrecorded: float
    pairs: tuple[int, ...] = ()
    apart: tuple[int, ...] = ()


class Choice:
    """The stepwise choice for any counts on so many lists; what it learns of models is kept between counts."""

    def __init__(self, lists: int, threshold: float) -> None:
        self._patterns = np.arange(1, 1 << lists)
        self._singles = [1 << one for one in range(lists)]
        self._pairs = np.array(
            sorted(one | other for one, other in combinations(self._singles, 2)), dtype=np.int64
        )
        self._holds = self._patterns[:, None] & self._pairs == self._pairs
        self._least = math.log(threshold) if threshold > 0 else -math.inf
        self._designs: dict[tuple[tuple[int, ...], ...], tuple[Integers, Floats, bool]] = {}
        self._exist: dict[tuple[tuple[int, ...], ...], dict[bytes, bool]] = {}

    def of(self, counts: Floats) -> Chosen:
        """The model for the counts of patterns 1, 2, and so on.

        From independent lists on, the pair is added whose observed overlap has the lowest one-sided Poisson
        p-value under the model so far, while that is below the threshold; a pair whose model has no maximum, or is
        not identified, is passed over. Lists that hold nobody are left aside.
        """
        overlaps = counts @ self._holds
        singles = tuple(one for one in self._singles if counts @ (self._patterns & one > 0))
        pairs: tuple[int, ...] = ()
        apart: tuple[int, ...] = ()
        now = self._fit(counts, singles, pairs, apart)
        while now is not None:
            expected, unrecorded = now
            chosen = Chosen(unrecorded, pairs, apart)
            logs = log_tails(overlaps, expected @ self._holds)
            now = None
            for place in np.argsort(logs, kind="stable"):
                if logs[place] >= self._least:
                    break
                one = int(self._pairs[place])
                if one in pairs or one in apart or sum(single & one > 0 for single in singles) < 2:
                    continue
                more = (pairs, (*apart, one)) if not overlaps[place] else ((*pairs, one), apart)
                now = self._fit(counts, singles, *more)
                if now is not None:
                    pairs, apart = more
                    break
            if now is None:
                return chosen
        return Chosen(math.inf)

    def _fit(
        self, counts: Floats, singles: tuple[int, ...], pairs: tuple[int, ...], apart: tuple[int, ...]
    ) -> tuple[Floats, float] | None:
        """Expected counts of all patterns, and of none. None where there is no such fit."""
        # Which pair came first does not matter.
        key = (singles, tuple(sorted(pairs)), tuple(sorted(apart)))
        if key not in self._designs:
            self._designs[key] = self._design(*key)
        cells, matrix, one_only = self._designs[key]
        if not one_only:
            return None
        own = counts[cells]
        coefficients, fitted, _, _, arrived = maximise(matrix, own)
        if not arrived:
            support = np.packbits(own > 0).tobytes()
            known = self._exist.setdefault(key, {})
            if support not in known:
                known[support] = exists(matrix, own)
            if known[support]:
                raise ArithmeticError(f"the maximum of model {key} was not found")
            return None
        expected = np.zeros(len(counts))
        expected[cells] = fitted
        return expected, math.exp(min(coefficients[0], 700.0))

    def _design(
        self, singles: tuple[int, ...], pairs: tuple[int, ...], apart: tuple[int, ...]
    ) -> tuple[Integers, Floats, bool]:
        """The cells that are not zero by the model, the design on them, and whether it is identified there."""
        possible = self._patterns & ~sum(singles) == 0
        for one in apart:
            possible &= self._patterns & one != one
        cells = np.flatnonzero(possible)
        matrix = design((0, *singles, *pairs), self._patterns[cells])
        return cells, matrix, identified(matrix)


@njit(cache=True, nogil=True)
def log_tails(observed: Floats, means: Floats) -> Floats:
    """Of each number the logarithm of the one-sided Poisson p-value: of so few where it is below its mean, of so
    many where it is above. The logarithm tells apart what is all zero in a p-value.
    """
    logs = np.zeros(len(observed))
    for place in range(len(observed)):
        number, mean = observed[place], means[place]
        if mean <= 0.0:
            continue
        # The probability of the number itself, times the sum of what the others further out are of it.
        term, total, one = 1.0, 1.0, number
        while term > 1e-16 * total:
            if number <= mean:
                term *= one / mean
                one -= 1.0
            else:
                one += 1.0
                term *= mean / one
            total += term
        logs[place] = number * math.log(mean) - mean - math.lgamma(number + 1.0) + math.log(total)
    return logs
