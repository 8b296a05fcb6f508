"""The score of two tellings: a sum of named parts, in bits, above nothing where they are likelier of one event."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from tollbook.incidents import compare_dates, compare_means, compare_numbers, compare_places
from tollbook.incidents.compare_places import Likeness
from tollbook.incidents.reports.shelf import Shelf
from tollbook.incidents.reports.shown import NOTHING
from tollbook.incidents.spot import Spot
from tollbook.incidents.telling import Telling
from tollbook.incidents.weights import Weights, weights
from tollbook.model.incident import Link, Part

# How often a place is named, before a book is looked at: as if each had one in 50 of 200 tellings.
EXPECTED, EXPECTED_SHARE = 200, 1 / 50
_DISTANCES = ((150, "near_150"), (500, "near_500"), (2000, "near_2000"))


@dataclass(frozen=True, slots=True)
class Named:
    """How often each place is named (`Spot.keys`) in so many tellings."""

    times: Mapping[str, int]
    tellings: int

    @classmethod
    def counted(cls, tellings: Sequence[Telling]) -> Named:
        """As these tellings name them."""
        return cls(Counter(key for telling in tellings for key in telling.spot.keys), len(tellings))


class Scorer:
    """Scores pairs of `tellings` by position: those of one document "within" it, else "between" documents.

    How rare a place is, is counted over the tellings given, unless `named` says how often each was named.
    """

    def __init__(
        self,
        tellings: Sequence[Telling],
        table: str,
        shelf: Shelf | None = None,
        named: Named | None = None,
    ) -> None:
        self.tellings = tellings
        self.shelf = shelf
        self._learned = weights("reports") if shelf else None
        self._within = table == "within"
        self._weights = weights(table)
        self.named = named or Named.counted(tellings)
        self._places: dict[tuple[Spot, Spot], tuple[tuple[float, str], ...]] = {}

    def bits(self, i: int, j: int) -> float:
        """The score: the sum of the parts."""
        return sum(weight for _, weight, _ in self._compared(i, j))

    def link(self, i: int, j: int) -> Link:
        """The score with its parts, between the claims that lead the two tellings."""
        a, b = sorted((i, j), key=lambda at: self.tellings[at].lead)
        parts = tuple(
            _part(name, round(weight, 2), words)
            for name, weight, words in self._compared(i, j)
            if round(weight, 2) or name == "prior"
        )
        score = round(sum(part.weight for part in parts), 2)
        return Link(a=self.tellings[a].lead, b=self.tellings[b].lead, score=score, parts=parts)

    def _compared(self, i: int, j: int) -> list[tuple[str, float, str]]:
        a, b = self.tellings[i], self.tellings[j]
        if self.shelf and self._learned and a.shown and b.shown and not (a.is_plain and b.is_plain):
            return self._of_reports(a, b, self.shelf, self._learned)
        table = self._weights
        parts = [("prior", table.prior, "to begin with")]
        if found := compare_dates.compare(a, b):
            parts.append(("date", table["date"][found[0]], found[1]))
        parts += [("place", weight, words) for weight, words in self.place(a.spot, b.spot)]
        if found := compare_means.compare_causes(a.cause, b.cause):
            parts.append(("cause", table["cause"][found[0]], found[1]))
        if found := compare_means.compare_actors(a.actor, b.actor):
            parts.append(("actor", table["actor"][found[0]], found[1]))
        if self._within:
            parts.append(("text", *self._text(a, b)))
        else:
            parts += compare_numbers.compare(a, b, table["numbers"])
        return parts

    def _of_reports(self, a: Telling, b: Telling, shelf: Shelf, learned: Weights) -> list[tuple[str, float, str]]:
        """What claims show counts by the share that was learned: names and words of the text tell it as well."""
        share = learned["shares"]
        parts = [("prior", learned.prior, "to begin with"), *shelf.parts(a.shown or NOTHING, b.shown or NOTHING)]
        parts += [("place", share["place"] * weight, words) for weight, words in self.place(a.spot, b.spot)]
        if found := compare_means.compare_causes(a.cause, b.cause):
            parts.append(("cause", share["cause"] * self._weights["cause"][found[0]], found[1]))
        if found := compare_means.compare_actors(a.actor, b.actor):
            parts.append(("actor", share["actor"] * self._weights["actor"][found[0]], found[1]))
        numbers = compare_numbers.compare(a, b, self._weights["numbers"])
        return parts + [(name, share["numbers"] * weight, words) for name, weight, words in numbers]

    def claimed(self, i: int, j: int) -> dict[str, float]:
        """What two tellings' claims weigh by place, cause, actor and numbers, by the weights set by hand."""
        a, b = self.tellings[i], self.tellings[j]
        cause, actor = (
            compare_means.compare_causes(a.cause, b.cause),
            compare_means.compare_actors(a.actor, b.actor),
        )
        return {
            "place": sum(weight for weight, _ in self.place(a.spot, b.spot)),
            "cause": self._weights["cause"][cause[0]] if cause else 0.0,
            "actor": self._weights["actor"][actor[0]] if actor else 0.0,
            "numbers": sum(weight for _, weight, _ in compare_numbers.compare(a, b, self._weights["numbers"])),
        }

    def place(self, a: Spot, b: Spot) -> tuple[tuple[float, str], ...]:
        """What two places weigh, with words."""
        pair = (a, b) if a.key <= b.key else (b, a)
        if pair not in self._places:
            found = compare_places.compare(*pair)
            self._places[pair] = tuple((self._worth(one), one.words) for one in found)
        return self._places[pair]

    def _worth(self, likeness: Likeness) -> float:
        bits = self._weights["place"]
        if not likeness.rare:
            return bits[likeness.level]
        share = (self.named.times.get(likeness.rare, 0) + EXPECTED * EXPECTED_SHARE) / (
            self.named.tellings + EXPECTED
        )
        least, most = bits[f"{likeness.level}_least"], bits[f"{likeness.level}_most"]
        return min(most, max(least, -math.log2(share)))

    def _text(self, a: Telling, b: Telling) -> tuple[float, str]:
        apart = max(a.start, b.start) - min(a.end, b.end)
        level = next((level for most, level in _DISTANCES if apart <= most), "far")
        return self._weights["text"][
            level
        ], "close together in the text" if level != "far" else "far apart in the text"


@lru_cache(maxsize=100_000)  # most parts of most links are alike
def _part(name: str, weight: float, words: str) -> Part:
    return Part(name=name, weight=weight, words=words)
