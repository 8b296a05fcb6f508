"""Chao's lower bounds: at least how many there were, whatever makes some persons harder to record than others.

All start from how many stand on exactly k lists. Persons who differ in how easily they are recorded make what
these bounds say too low, never too high. Two things can make even a bound too high: lists of very different sizes
(not with `by_list`; the others warn with `estimate.lists-differ`), and lists that shun each other's persons.
"""

from __future__ import annotations

from tollbook.estimates.chao.bound import estimate
from tollbook.estimates.chao.by_list import by_list
from tollbook.estimates.chao.classical import classical

__all__ = ["by_list", "classical", "estimate"]
