"""The last word is a person's: whatever is added, read again, judged and undone, every judgement stays true.

A judgement in force holds of the claims and incidents at every moment, or a finding names it as set aside by later
ones; the latest always holds. And the views made anew from the ledger say the same.
"""

from __future__ import annotations

import random
import re
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tollbook.flow import Book
from tollbook.incidents import grown
from tollbook.ledger import decided, linked, query
from tollbook.ledger.rebuild import rebuild
from tollbook.ledger.verify import verify
from tollbook.model.claim import Claim
from tollbook.model.finding import Refusal
from tollbook.model.judgement import Judgement
from tollbook.model.vocabulary import Decision, Harm, Scope

SENTENCES = (
    "On day 1, 12 dead in Qalat Zarin.",
    "On day 1, 9 dead in Kalat Zareen.",
    "On day 2, 12 dead in Tal al-Ward.",
    "On day 2, 3 dead in Qalat Zarin.",
    "On day 7, 40 dead in Tal al-Ward.",
)
TOLD = re.compile(r"On day (\d), (\d+) dead in ([^.]+)\.")
PAIRED = (Decision.SAME, Decision.DIFFERENT, Decision.UNSURE)
ON_INCIDENTS = (Decision.MOVE, Decision.SPLIT, Decision.MERGE)
CANNOT = ("already", "no claim would stay", "two or more", "in no incident")


class Stub:
    """A reader of the sentences above that has become another one each time: other anchors, counts and scopes."""

    language = "mul"

    def __init__(self, seed: int) -> None:
        self.version = f"stub {seed}"
        self._seed = seed

    def read(self, text: str, *, doc: str, published: date | None) -> tuple[Claim, ...]:
        chance = random.Random(f"{self._seed} {text}")
        claims: list[Claim] = []
        for found in TOLD.finditer(text):
            if self._seed and chance.random() < 0.15:
                continue
            start, end = found.span(2)
            day = date(2031, 5, int(found[1]))
            changed = self._seed and chance.random() < 0.4
            claims.append(
                Claim(
                    doc=doc,
                    start=start,
                    end=end + 5 if changed else end,
                    harm=Harm.KILLED,
                    low=int(found[2]),
                    high=None if changed else int(found[2]),
                    count_text=found[2],
                    scope=Scope.CUMULATIVE if self._seed and chance.random() < 0.1 else Scope.INCIDENT,
                    part_of=len(claims) - 1 if claims and chance.random() < 0.3 else None,
                    date_start=day,
                    date_end=day,
                    place=found[3],
                )
            )
        return tuple(claims)


@dataclass
class History:
    """The life of a book by chance. Every step is something that a person can type."""

    book: Book
    chance: random.Random
    reports: Path
    entries: list[int] = field(default_factory=list)
    added: int = 0
    readers: int = 0

    def step(self) -> None:
        """Do one thing. What cannot be done is refused, and changes nothing."""
        steps: Sequence[Callable[[], None]] = (
            *(self.add, self.read_again, self.judge_claim, self.judge_pair, self.judge_pair),
            *(self.move, self.move, self.split, self.merge, self.undo),
        )
        try:
            self.chance.choice(steps)()
        except Refusal as refusal:
            assert any(words in refusal.message for words in CANNOT), refusal.message

    def add(self) -> None:
        self.added += 1
        told = self.chance.choices(SENTENCES, k=self.chance.randint(1, 3))
        path = self.reports / f"{self.added}.txt"
        path.write_text("\n\n".join([f"Report {self.added}.", *told]))
        self.book.add([path], reader=Stub(self.readers))

    def read_again(self) -> None:
        self.readers += 1
        self.book.add(reader=Stub(self.readers), again=True)

    def claims(self) -> list[str]:
        return sorted(query.claims(self.book.ledger, effective=False) | query.claims(self.book.ledger))

    def incidents(self) -> list[str]:
        return sorted(linked.incidents(self.book.ledger))

    def judge_claim(self) -> None:
        if claims := self.claims():
            decision = self.chance.choice([Decision.ACCEPT, Decision.AMEND, Decision.REJECT])
            fields: dict[str, object] = {"low": 1, "high": 5} if decision is Decision.AMEND else {}
            entry = self.book.judge(decision, [self.chance.choice(claims)], fields=fields)
            self.entries.append(entry.seq)

    def judge_pair(self) -> None:
        if len(claims := self.claims()) > 1:
            entry = self.book.judge(self.chance.choice(PAIRED), self.chance.sample(claims, 2))
            self.entries.append(entry.seq)

    def move(self) -> None:
        if claims := self.claims():
            target = self.chance.choice([*self.incidents(), ""])
            self.entries.append(self.book.move(self.chance.choice(claims), target).seq)

    def split(self) -> None:
        if incidents := linked.incidents(self.book.ledger):
            one = max(sorted(incidents), key=lambda id_: len(incidents[id_].claims))
            claims = incidents[one].claims
            some = self.chance.sample(claims, self.chance.randint(1, len(claims)))
            self.entries.append(self.book.split(one, some).seq)

    def merge(self) -> None:
        if incidents := self.incidents():
            self.entries.append(self.book.merge(self.chance.choices(incidents, k=self.chance.randint(2, 3))).seq)

    def undo(self) -> None:
        if self.entries:
            self.book.undo(self.entries.pop(self.chance.randrange(len(self.entries))))


def check(book: Book) -> None:
    """Every judgement in force is true, or named as set aside; the latest of all is true."""
    judgements = decided.judgements(book.ledger)
    followed = decided.followed(book.ledger)
    claims = query.claims(book.ledger)
    members = {id_: one.claims for id_, one in linked.incidents(book.ledger).items()}
    homes = {claim: id_ for id_, ids in members.items() for claim in ids}
    assert sorted(homes) == sorted(id_ for id_, one in claims.items() if one.scope is Scope.INCIDENT)
    aside = {int(one.where.removeprefix("entry:")) for one in book.set_aside()}
    latest: dict[object, Judgement] = {}
    for one in judgements:
        several = one.decision not in (*PAIRED, *ON_INCIDENTS)
        ids = [followed.get(claim, claim) for claim in one.claims]
        latest[one.seq if one.decision in ON_INCIDENTS else (several, frozenset(ids))] = one
    binding = [one.seq for one in latest.values() if one.decision in (*PAIRED, *ON_INCIDENTS)]
    for one in latest.values():
        if one.decision in (*PAIRED, *ON_INCIDENTS):
            true = holds(one, homes, followed)
            assert true or one.seq in aside, one
            if one.seq == max(binding) and not at_odds_with_itself(one, followed):
                assert true, one
                assert one.seq not in aside
        elif one.decision is Decision.REJECT:
            assert one.claims[0] not in claims
        else:
            (id_,) = one.claims
            assert claims[id_].low == one.fields.get("low", claims[id_].low)


def holds(one: Judgement, homes: dict[str, str], followed: dict[str, str]) -> bool:
    """Whether the incidents are as a judgement says, of the claims that are in one."""

    def where(claims: Sequence[str]) -> set[str]:
        return {homes[id_] for id_ in (followed.get(claim, claim) for claim in claims) if id_ in homes}

    ours, theirs = one.apart
    return len(where(one.together)) <= 1 and not where(ours) & where(theirs)


def at_odds_with_itself(one: Judgement, followed: dict[str, str]) -> bool:
    """Whether two claims that it tells apart are read as a single one now, or as what it put together."""
    ours, theirs = (
        {followed.get(claim, claim) for claim in side} for side in (one.together or one.apart[0], one.apart[1])
    )
    return bool(ours & theirs)


def seen(book: Book) -> list[object]:
    """What a person sees of incidents and judgements."""
    ledger = book.ledger
    return [
        linked.incidents(ledger),
        linked.heirs(ledger),
        linked.retired(ledger),
        linked.doubtful(ledger),
        decided.judgements(ledger),
        decided.followed(ledger),
        book.set_aside(),
    ]


@settings(max_examples=20)
@given(st.randoms(use_true_random=False), st.integers(4, 16), st.booleans())
def test_every_judgement_stays_true_whatever_happens(
    clock: Callable[[], datetime], key: bytes, chance: random.Random, steps: int, links_on: bool
) -> None:
    """Whether each change is linked on to what stands, as in a large book, or all is linked from the beginning."""
    with pytest.MonkeyPatch.context() as patch:
        if links_on:
            patch.setattr(grown, "FEW", 0)
            patch.setattr(grown, "SHARE", float("inf"))
        live_through(clock, key, chance, steps)


def live_through(clock: Callable[[], datetime], key: bytes, chance: random.Random, steps: int) -> None:
    """A history by chance, checked at every step; and once more when all is linked from the beginning."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with Book.new(folder / "book", "Zarin", by="recorder", key=key, clock=clock) as book:
            history = History(book, chance, folder)
            history.add()
            history.add()
            for _ in range(steps):
                history.step()
                check(book)
            before = seen(book)
            rebuild(book.ledger)
            assert seen(book) == before
            book.update()
            assert seen(book) == before
            assert verify(book.ledger).findings == ()
            book.update(anew=True)
            check(book)


def test_chance_brings_about_everything_that_is_to_be_tested(
    clock: Callable[[], datetime], key: bytes, tmp_path: Path
) -> None:
    """The histories above are worth something: judgements are set aside in them, and claims read otherwise."""
    aside, followed, kinds = 0, 0, set()
    with Book.new(tmp_path / "book", "Zarin", by="recorder", key=key, clock=clock) as book:
        history = History(book, random.Random(2), tmp_path)
        history.add()
        for _ in range(40):
            history.step()
            check(book)
            aside += bool(book.set_aside())
            followed += bool(decided.followed(book.ledger))
        kinds = {one.decision for one in decided.judgements(book.ledger)}
    assert aside
    assert followed
    assert set(ON_INCIDENTS) <= kinds
