"""One sweep of the walk: every unknown of the model drawn anew, given the others.

Manrique-Vallier (2016), Bayesian population size estimation using Dirichlet process mixtures, Biometrics 72,
1246-1254: a person is of class k with probability `weights[k]` and on list j with probability `listing[k, j]`;
weights are broken off a stick, V_k ~ Beta(1, alpha), cut off after the last class; alpha ~ Gamma(A, B), listing
probabilities uniform, the prior of the total proportional to its inverse. Persons enter as the counts of cells, so
a sweep costs what its cells cost, however many persons they hold.
"""

from __future__ import annotations

from math import exp, log
from typing import Final

import numpy as np
import numpy.typing as npt
from numba import njit

from tollbook.estimates.classes.variates import Stream, binomial, gamma, gammas, poisson, uniform

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]

A: Final = 0.25
B: Final = 0.25
"""Shape and rate of alpha's prior (section 3)."""

LEAST: Final = 1e-300
"""Weights and what is left of the stick are kept above this, so that their logarithms are numbers."""

ONE_BY_ONE: Final = 4
"""So few persons of a cell are put into classes one by one."""


@njit(nogil=True, error_model="numpy")
def tabulate(listing: Floats, width: int, chances: Floats) -> None:
    """Fills `chances`, shape (words, 2**width, classes): the probability of each part of a pattern by class."""
    classes, lists = listing.shape
    for word in range(chances.shape[0]):
        of = chances[word]
        of[0] = 1.0
        size = 1
        for j in range(word * width, min(lists, (word + 1) * width)):
            for pattern in range(size):
                for k in range(classes):
                    of[pattern + size, k] = of[pattern, k] * listing[k, j]
                    of[pattern, k] *= 1 - listing[k, j]
            size *= 2


@njit(nogil=True, error_model="numpy")
def share(
    stream: Stream,
    counts: Whole,
    words: Whole,
    starts: Whole,
    on: Whole,
    weights: Floats,
    chances: Floats,
    persons: Whole,
    listed: Whole,
    tail: Floats,
) -> None:
    """Draws of which class the recorded are: `persons` of each class, and how many of them are `listed` where."""
    classes = len(weights)
    persons[:] = 0
    listed[:] = 0
    for cell in range(len(counts)):
        tail[:classes] = weights
        for word in range(words.shape[1]):
            part = chances[word, words[cell, word]]
            for k in range(classes):
                tail[k] *= part[k]
        for k in range(classes - 2, -1, -1):
            tail[k] += tail[k + 1]
        left = counts[cell]
        if left < ONE_BY_ONE:
            for _ in range(left):
                below = uniform(stream) * tail[0]
                k = 0
                while k < classes - 1 and below < tail[k + 1]:
                    k += 1
                persons[k] += 1
                for at in range(starts[cell], starts[cell + 1]):
                    listed[k, on[at]] += 1
            continue
        k = 0
        while left > 0:
            here = left
            if k < classes - 1:
                here = binomial(stream, left, 1 - tail[k + 1] / tail[k])
            if here > 0:
                left -= here
                persons[k] += here
                for at in range(starts[cell], starts[cell + 1]):
                    listed[k, on[at]] += here
            k += 1


@njit(nogil=True, error_model="numpy")
def unseen(stream: Stream, recorded: int, weights: Floats, listing: Floats, persons: Whole) -> int:
    """Draws how many of each class nobody recorded, adds them to `persons` and returns their sum.

    The sum is negative binomial, of `recorded` successes whose probability is that of being recorded; drawn as
    Poisson numbers of one gamma rate, which gives the classes with it.
    """
    classes, lists = listing.shape
    recording = 0.0
    for k in range(classes):
        recording += weights[k] * seen(listing[k])
    rate = gamma(stream, float(recorded)) / recording
    total = 0
    for k in range(classes):
        missed = weights[k]
        for j in range(lists):
            missed *= 1 - listing[k, j]
        found = poisson(stream, rate * missed)
        persons[k] += found
        total += found
    return total


@njit(nogil=True, error_model="numpy")
def seen(probabilities: Floats) -> float:
    """The probability of being on any list, without the cancellation of 1 - (1 - p)(1 - q)..."""
    on_any = 0.0
    for one in probabilities:
        on_any += one * (1 - on_any)
    return on_any


@njit(nogil=True, error_model="numpy")
def concentrate(stream: Stream, persons: Whole, alpha: float, weights: Floats) -> float:
    """Draws the weights, given how many are of each class, and alpha, which is returned.

    Alpha is drawn with the stick's end, after the last class that holds anybody, integrated out.
    """
    classes = len(persons)
    after = persons.sum()
    rest, rate, broken = 1.0, B, 0
    for k in range(classes - 1):
        if after == 0:
            break
        after -= persons[k]
        taken, kept = gammas(stream, 1.0 + persons[k], 1.0 + alpha + after)
        shrunk = log(uniform(stream)) / (alpha + after)  # of a gamma one larger, its logarithm where alpha is tiny
        log_kept = log(kept) + shrunk
        kept *= exp(shrunk)
        weights[k] = max(rest * taken / (taken + kept), LEAST)
        rest = max(rest * kept / (taken + kept), LEAST)
        rate += log(taken + kept) - log_kept
        broken += 1
    alpha = gamma(stream, A + broken) / rate
    for k in range(broken, classes - 1):
        kept = uniform(stream) ** (1 / alpha)
        weights[k] = max(rest * (1 - kept), LEAST)
        rest = max(rest * kept, LEAST)
    weights[classes - 1] = rest
    return alpha


@njit(nogil=True, error_model="numpy")
def list_anew(stream: Stream, persons: Whole, listed: Whole, listing: Floats) -> None:
    """Draws the listing probabilities, given how many are of each class and on each list."""
    classes, lists = listing.shape
    for k in range(classes):
        for j in range(lists):
            if persons[k] == 0:
                listing[k, j] = uniform(stream)
            else:
                on, off = gammas(stream, 1.0 + listed[k, j], 1.0 + persons[k] - listed[k, j])
                listing[k, j] = on / (on + off)
