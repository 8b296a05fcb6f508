"""The highest point of a Poisson likelihood, by Newton's method, for one log-linear model or thousands."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import numpy.typing as npt
from numba import njit

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]

STEPS: Final = 80
NEAR: Final = 1e-9
"""Coefficients that move by less than this have arrived: the next step would be of the order of its square."""


@njit(cache=True, nogil=True)
def _factor(matrix: Floats) -> bool:
    """The lower triangle of Cholesky's factor, in place; False where the matrix is not positive definite."""
    size = matrix.shape[0]
    for column in range(size):
        for row in range(column, size):
            rest = matrix[row, column]
            for one in range(column):
                rest -= matrix[row, one] * matrix[column, one]
            if row > column:
                matrix[row, column] = rest / matrix[column, column]
            elif rest <= 1e-13 * (1.0 + matrix[row, row]):
                return False
            else:
                matrix[row, row] = np.sqrt(rest)
    return True


@njit(cache=True, nogil=True)
def _solve(factor: Floats, right: Floats) -> None:
    """What times the factored matrix is `right`, in its place."""
    size = factor.shape[0]
    for row in range(size):
        for one in range(row):
            right[row] -= factor[row, one] * right[one]
        right[row] /= factor[row, row]
    for row in range(size - 1, -1, -1):
        for one in range(row + 1, size):
            right[row] -= factor[one, row] * right[one]
        right[row] /= factor[row, row]


@njit(cache=True, nogil=True)
def _likelihood(design: Floats, counts: Floats, coefficients: Floats, expected: Floats) -> float:
    """The logarithm of the likelihood but for what only the counts decide; the expected counts in their place."""
    total = 0.0
    for cell in range(design.shape[0]):
        predictor = 0.0
        for one in range(design.shape[1]):
            predictor += design[cell, one] * coefficients[one]
        if predictor > 600.0:
            return -np.inf
        expected[cell] = np.exp(predictor)
        total += counts[cell] * predictor - expected[cell]
    return total


@njit(cache=True, nogil=True)
def _inform(design: Floats, expected: Floats, information: Floats) -> None:
    """The information matrix, its lower triangle."""
    for row in range(design.shape[1]):
        for column in range(row + 1):
            information[row, column] = 0.0
    for cell in range(design.shape[0]):
        for row in range(design.shape[1]):
            weight = expected[cell] * design[cell, row]
            if weight != 0.0:
                for column in range(row + 1):
                    information[row, column] += weight * design[cell, column]


@njit(cache=True, nogil=True)
def _copy(source: Floats, target: Floats) -> None:
    for one in range(len(source)):
        target[one] = source[one]


@njit(cache=True, nogil=True)
def maximise(design: Floats, counts: Floats) -> tuple[Floats, Floats, float, float, bool]:
    """Coefficients, expected counts, log-likelihood, variance of the first coefficient, and whether it arrived.

    `design` is of shape (cells, parameters), its first column all 1; the likelihood leaves out the factorials of
    the counts. Where it arrived a maximum exists: with the last move d, the table of expected x (1 + design d) has
    the sufficient statistics of the counts, and no cell that is not above zero (see `exist`). Where it did not,
    the maximum may be at infinity, or the parameters not identified.
    """
    cells, parameters = design.shape
    expected = np.empty(cells)
    coefficients = np.zeros(parameters)
    everyone = 0.0
    for cell in range(cells):
        everyone += counts[cell]
    coefficients[0] = np.log(max(everyone / cells, 1e-300))
    likelihood = _likelihood(design, counts, coefficients, expected)
    information = np.empty((parameters, parameters))
    trial, trial_expected = np.empty(parameters), np.empty(cells)
    for cell in range(cells):
        trial_expected[cell] = counts[cell] + 0.5
    _inform(design, trial_expected, information)
    if not _factor(information):
        return coefficients, expected, likelihood, np.inf, False
    move = np.zeros(parameters)
    for cell in range(cells):
        weight = trial_expected[cell] * np.log(trial_expected[cell]) - 0.5
        for one in range(parameters):
            move[one] += design[cell, one] * weight
    _solve(information, move)
    risen = _likelihood(design, counts, move, trial_expected)
    if risen > likelihood:
        _copy(move, coefficients)
        _copy(trial_expected, expected)
        likelihood = risen
    for _ in range(STEPS):
        _inform(design, expected, information)
        if not _factor(information):
            return coefficients, expected, likelihood, np.inf, False
        for one in range(parameters):
            move[one] = 0.0
            for cell in range(cells):
                move[one] += design[cell, one] * (counts[cell] - expected[cell])
        _solve(information, move)
        share = 1.0
        while True:
            for one in range(parameters):
                trial[one] = coefficients[one] + share * move[one]
            risen = _likelihood(design, counts, trial, trial_expected)
            if risen >= likelihood - 1e-11 * (1.0 + abs(likelihood)) or share < 1e-9:
                break
            share /= 2.0
        _copy(trial, coefficients)
        _copy(trial_expected, expected)
        likelihood = risen
        farthest = 0.0
        for one in range(parameters):
            farthest = max(farthest, abs(move[one]))
        if share == 1.0 and farthest < NEAR:
            first = np.zeros(parameters)
            first[0] = 1.0
            _solve(information, first)
            return coefficients, expected, likelihood, first[0], True
    return coefficients, expected, likelihood, np.inf, False


@njit(cache=True, nogil=True)
def _maximise_all(ends: Integers, sets: Integers, patterns: Integers, counts: Floats, found: Floats) -> None:
    start = 0
    for model in range(len(ends)):
        own = sets[start : ends[model]]
        design = np.empty((len(patterns), len(own)))
        for cell in range(len(patterns)):
            for one in range(len(own)):
                design[cell, one] = 1.0 if patterns[cell] & own[one] == own[one] else 0.0
        coefficients, _, likelihood, variance, arrived = maximise(design, counts)
        found[model, 0] = coefficients[0]
        found[model, 1] = variance
        found[model, 2] = likelihood
        found[model, 3] = 1.0 if arrived else 0.0
        start = ends[model]


def maximise_all(models: tuple[tuple[int, ...], ...], patterns: Integers, counts: Floats) -> Any:
    """Of each model the first coefficient, its variance, the log-likelihood, and 1 where it arrived, else 0."""
    found = np.zeros((len(models), 4))
    ends = np.cumsum([len(model) for model in models], dtype=np.int64)
    sets = np.array([one for model in models for one in model], dtype=np.int64)
    _maximise_all(ends, sets, patterns, counts, found)
    return found
