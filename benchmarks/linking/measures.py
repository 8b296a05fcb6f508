"""How near groups come to the true ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Mapping


def b_cubed(
    truth: Mapping[str, Hashable], found: Mapping[str, Hashable], of: Collection[str] | None = None
) -> tuple[float, float]:
    """Precision and recall over items, after Bagga and Baldwin (1998), in per cent.

    With `of` the mean is over these items alone; what they were put together with counts all the same.
    """
    items = truth.keys() if of is None else of
    both = Counter((truth[item], found[item]) for item in truth)
    of_truth, of_found = Counter(truth.values()), Counter(found[item] for item in truth)
    precision = sum(both[truth[item], found[item]] / of_found[found[item]] for item in items) / len(items)
    recall = sum(both[truth[item], found[item]] / of_truth[truth[item]] for item in items) / len(items)
    return 100 * precision, 100 * recall


def pairwise(
    truth: Mapping[str, Hashable], found: Mapping[str, Hashable], of: Collection[str] | None = None
) -> tuple[float, float]:
    """Precision and recall over pairs of items that are put together, in per cent; with `of`, seen from these."""
    items = truth.keys() if of is None else of
    both = Counter((truth[item], found[item]) for item in truth)
    of_truth, of_found = Counter(truth.values()), Counter(found[item] for item in truth)
    right = sum(both[truth[item], found[item]] - 1 for item in items)
    precise = sum(of_found[found[item]] - 1 for item in items)
    recalled = sum(of_truth[truth[item]] - 1 for item in items)
    return 100 * right / (precise or 1), 100 * right / (recalled or 1)


def f1(precision: float, recall: float) -> float:
    """The harmonic mean."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def shown(b3: tuple[float, float], pairs: tuple[float, float]) -> str:
    """B-cubed and pairwise precision and recall in words."""
    told = (
        f"{name} F1 {f1(p, r):.1f} (P {p:.1f}, R {r:.1f})" for name, (p, r) in (("B3", b3), ("pairwise", pairs))
    )
    return ", ".join(told)
