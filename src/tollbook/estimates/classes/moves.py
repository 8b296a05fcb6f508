"""Moves beside the sweep, which leave its posterior as it is and let chains come about faster."""

from __future__ import annotations

from math import exp, log

import numpy as np
from numba import njit

from tollbook.estimates.classes.sweep import Floats, Whole, seen
from tollbook.estimates.classes.variates import Stream, normals, uniform


@njit(nogil=True, error_model="numpy")
def relabel(
    stream: Stream, alpha: float, weights: Floats, listing: Floats, keys: Floats, old_weights: Floats, old: Floats
) -> None:
    """Orders the classes anew.

    The stick's prior of weights w is proportional to w_K^(alpha - 1) / (R_2 ... R_(K - 1)), R_k being the sum of
    w_k to w_K. An order drawn by size, each next class with a probability proportional to its weight, comes with
    probability proportional to 1 / (w_K R_2 ... R_(K - 1)); it is taken with Metropolis' probability,
    (w_K' / w_K)^alpha. Nothing else in the model knows the order.
    """
    classes = len(weights)
    order = np.empty(classes, np.int64)
    for k in range(classes):
        key = -log(uniform(stream)) / weights[k]
        at = k
        while at > 0 and keys[at - 1] > key:
            keys[at] = keys[at - 1]
            order[at] = order[at - 1]
            at -= 1
        keys[at] = key
        order[at] = k
    last = weights[order[classes - 1]]
    if last < weights[classes - 1] and log(uniform(stream)) > alpha * log(last / weights[classes - 1]):
        return
    old_weights[:] = weights
    old[:] = listing
    for k in range(classes):
        weights[k] = old_weights[order[k]]
        listing[k] = old[order[k]]


@njit(nogil=True, error_model="numpy")
def stretch(stream: Stream, alpha: float, weights: Floats, listing: Floats, persons: Whole, listed: Whole) -> None:
    """Makes each class that holds recorded persons likelier to be listed and smaller, or the other way round.

    The logits of its listing probabilities move by one step d, its weight so that those of it who are recorded
    stay as many: by g = s / s', s being their probability of being recorded. With the unrecorded integrated out
    the recorded persons' likelihood then changes by exp(d L) / D^n only, D being the product of 1 - p + p e^d over
    the lists, n the class's persons and L on how many lists they are; the step's Jacobian is
    g S^-K e^(d J) / D^2 of K classes and J lists, S = 1 + w (g - 1) being what the weights are divided by.
    """
    classes, lists = listing.shape
    for k in range(classes):
        if persons[k] == 0:
            continue
        normal, _ = normals(stream)
        step = normal * exp(-4 * uniform(stream))
        factor, product, on_any = exp(step), 1.0, 0.0
        for j in range(lists):
            one = listing[k, j]
            divided = 1 - one + one * factor
            product *= divided
            on_any += one * factor / divided * (1 - on_any)
        if not on_any > 0:
            continue
        growth = seen(listing[k]) / on_any
        added = weights[k] * (growth - 1)
        scale = 1 + added
        ratio, rest = 1.0, 0.0  # of the products of R_2 to R_(K - 1)
        for h in range(classes - 1, 0, -1):
            rest += weights[h]
            if h < classes - 1:
                ratio *= (rest + added if k >= h else rest) / (rest * scale)
        last = (growth if k == classes - 1 else 1.0) / scale
        height = (
            persons[k] * log(growth)
            + step * (listed[k].sum() + lists)
            - (persons[k] + 2) * log(product)
            + log(growth)
            - classes * log(scale)
            + (alpha - 1) * log(last)
            - log(ratio)
        )
        if log(uniform(stream)) < height:
            for j in range(lists):
                one = listing[k, j]
                listing[k, j] = one * factor / (1 - one + one * factor)
            for h in range(classes):
                weights[h] /= scale
            weights[k] *= growth
