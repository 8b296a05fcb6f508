"""The pinned corpus: sentences of our own, the claims a reader should find, and floors that may not fall."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from tollbook.claims.read import read
from tollbook.model.claim import Claim

CORPORA = {"corpus": 150, "corpus_ar": 60}
"""Each corpus, with the number of blocks that it must have to mean something."""
ENUMS = {
    "status": {"civilian", "combatant"},
    "age": {"child", "adult"},
    "sex": {"woman", "man"},
    "scope": {"incident", "cumulative", "rate", "background"},
    "stance": {"asserted", "denied", "conceded", "disputed"},
}
WRITTEN = {"@": "place", "by:": "actor", "said:": "speakers"}


@dataclass(frozen=True)
class Expected:
    harm: str
    low: int | None
    high: int | None
    anchor: str
    marks: tuple[str, ...]


@dataclass(frozen=True)
class Block:
    where: str
    text: str
    published: date | None
    claims: tuple[Expected, ...]


def blocks(corpus: str) -> Iterator[Block]:
    """The blocks of all files of a corpus."""
    for path in sorted((Path(__file__).parent / corpus).glob("*.txt")):
        for n, raw in enumerate(re.split(r"\n\s*\n", path.read_text(encoding="utf-8")), start=1):
            lines = [line for line in raw.splitlines() if line and not line.startswith("#")]
            if not lines:
                continue
            day, _, text = lines[0].partition(" | ")
            published = None if day == "-" else date.fromisoformat(day)
            yield Block(f"{path.name}:{n}", text.replace("\\n", "\n"), published, tuple(map(expected, lines[1:])))


def expected(line: str) -> Expected:
    """One `=>` line of a block."""
    match = re.fullmatch(r'=> (\w+) (\S+) "([^"]+)"((?: \S+)*)', line)
    assert match, f"cannot read {line!r}"
    low, high = bounds(match[2])
    return Expected(match[1], low, high, match[3], tuple(match[4].split()))


def bounds(count: str) -> tuple[int | None, int | None]:
    """The range that `29`, `29..`, `..29`, `29..40` or `?` stands for."""
    if count == "?":
        return None, None
    low, dots, high = count.partition("..")
    if not dots:
        return int(low), int(low)
    return int(low) if low else None, int(high) if high else None


def holds(claim: Claim, mark: str) -> bool:
    """Whether a claim is as a mark says."""
    if mark == "part":
        return claim.part_of is not None
    if mark == "undated":
        return claim.date_start is None and claim.date_end is None
    if mark == "unsaid":
        return not claim.speakers
    if mark.startswith("cause:"):
        return claim.cause == mark[6:]
    for prefix, field in WRITTEN.items():
        if mark.startswith(prefix):
            written = claim.speakers[0] if field == "speakers" and claim.speakers else getattr(claim, field) or ""
            return mark.removeprefix(prefix).replace("_", " ").lower() in str(written).lower()
    if re.match(r"\d{4}-", mark):
        first, _, last = mark.partition("/")
        return (str(claim.date_start), str(claim.date_end)) == (first, last or first)
    for field, values in ENUMS.items():
        if mark in values:
            return bool(getattr(claim, field) == mark)
    raise AssertionError(f"unknown mark {mark!r}")


def pairs(block: Block, claims: tuple[Claim, ...]) -> list[tuple[Expected, Claim | None]]:
    """Each expected claim with the claim read for it: same harm, and anchors that overlap."""
    left, found = list(claims), []
    at = 0
    for one in block.claims:
        start = block.text.find(one.anchor, at if one.anchor in block.text[at:] else 0)
        assert start >= 0, f"{block.where}: {one.anchor!r} is not in the text"
        end = start + len(one.anchor)
        same = [c for c in left if c.harm == one.harm and c.start < end and start < c.end]
        best = max(
            same,
            key=lambda c: ((c.low, c.high) == (one.low, one.high), min(c.end, end) - max(c.start, start)),
            default=None,
        )
        if best is not None:
            left.remove(best)
        found.append((one, best))
        at = start
    return found


def floors(corpus: str) -> dict[str, float]:
    """The figures below which a corpus may not fall."""
    found: dict[str, float] = json.loads(
        (Path(__file__).parent / corpus / "floors.json").read_text(encoding="utf-8")
    )
    return found


def measure(corpus: str) -> tuple[dict[str, float], list[str]]:
    """The figures of a corpus in per cent, and a line for each thing that is not as expected."""
    tally: Counter[str] = Counter()
    wrong = []
    for block in blocks(corpus):
        claims = read(block.text, doc=block.where, published=block.published)
        matched = pairs(block, claims)
        tally["expected"] += len(matched)
        tally["read"] += len(claims)
        if len(claims) > sum(claim is not None for _, claim in matched):
            extra = [block.text[c.start : c.end] for c in claims if all(c is not m for _, m in matched)]
            wrong.append(f"{block.where}: not expected: {extra} in {block.text!r}")
        for one, claim in matched:
            tally["marks"] += len(one.marks)
            if claim is None:
                wrong.append(f"{block.where}: missed {one.harm} {one.anchor!r} in {block.text!r}")
                continue
            tally["found"] += 1
            if (claim.low, claim.high) != (one.low, one.high):
                wrong.append(
                    f"{block.where}: {one.anchor!r} is {one.low}..{one.high}, read as {claim.low}..{claim.high}"
                )
                continue
            tally["counted"] += 1
            for mark in one.marks:
                if holds(claim, mark):
                    tally["kept"] += 1
                else:
                    wrong.append(f"{block.where}: {one.anchor!r} is not {mark}: {claim}")
    figures = {
        "recall": 100 * tally["counted"] / tally["expected"],
        "precision": 100 * tally["counted"] / max(tally["read"], 1),
        "marks": 100 * tally["kept"] / tally["marks"],
    }
    return figures, wrong


@pytest.mark.parametrize("corpus", CORPORA)
def test_the_reader_keeps_to_the_floors_of_the_corpus(corpus: str) -> None:
    figures, wrong = measure(corpus)
    for name, floor in floors(corpus).items():
        assert figures[name] >= floor, f"{name} is {figures[name]:.1f}, its floor {floor}:\n" + "\n".join(wrong)


@pytest.mark.parametrize("corpus", CORPORA)
def test_the_corpus_is_large_enough_to_mean_something(corpus: str) -> None:
    assert sum(1 for _ in blocks(corpus)) >= CORPORA[corpus]


@pytest.mark.parametrize("gate", [True, False])
def test_a_block_without_claims_gives_none(gate: bool) -> None:
    from tollbook.claims.readers.rules_en.read import RulesEn

    reader = RulesEn(gate=gate)
    invented = [
        block.text
        for block in blocks("corpus")
        if not block.claims and reader.read(block.text, doc="x", published=block.published)
    ]
    assert len(invented) <= 1, invented


def test_an_arabic_block_without_claims_gives_none() -> None:
    without = [block for block in blocks("corpus_ar") if not block.claims]
    invented = [block.text for block in without if read(block.text, doc="x", published=block.published)]
    assert without
    assert not invented, invented


if __name__ == "__main__":
    for corpus in CORPORA:
        result, lines = measure(corpus)
        print("\n".join(lines))
        print(corpus, {name: round(value, 1) for name, value in result.items()}, len(lines))
