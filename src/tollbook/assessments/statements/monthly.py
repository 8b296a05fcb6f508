"""A belligerent's monthly report on civilian casualties: its sums checked, its list of incidents read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from tollbook.assessments import names
from tollbook.assessments.statements.days import dates
from tollbook.assessments.statements.frames import Frame
from tollbook.assessments.statements.parties import is_party, mentions
from tollbook.assessments.statements.patterns import NUMBER, entries, number, pattern
from tollbook.assessments.statements.rungs import Facet, facets, step_of
from tollbook.assessments.statements.spans import paragraphs, sentences
from tollbook.model.claim import Claim
from tollbook.model.finding import Finding
from tollbook.model.proposal import Proposal, Statements
from tollbook.model.vocabulary import Harm, Step, Verdict

SUMS = ("carried_over", "received", "completed", "still_open")
_KILLED = (
    rf"\b{NUMBER}\s+(?:\w+\s+){{0,2}}?(?:civilians?|people|children|women|men|persons?|non-combatants?)\b"
    r"(?=[^.;]*\b(?:killed|died|dead|deaths?)\b)",
    rf"\b{NUMBER}\s+(?:\w+\s+){{0,2}}?(?:deaths|fatalities|killed)\b",
)
_ITEM_DAY = re.compile(r"^\W*(?:\d{1,3}[.)]\s*)?(?:On\s+|\()?(?:\w+day,?\s+)?")
_DAY_WITHIN = 24
"""Within so many characters of an item's beginning its day stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """The sums of a monthly report; None where it does not state one."""

    carried_over: int | None = None
    received: int | None = None
    completed: int | None = None
    still_open: int | None = None

    @property
    def stated(self) -> int:
        """How many of the four it states."""
        return sum(getattr(self, name) is not None for name in SUMS)

    @property
    def adds_up(self) -> bool | None:
        """Whether carried over + received - completed = open; None where one of them is not stated."""
        if None in (self.carried_over, self.received, self.completed, self.still_open):
            return None
        return self.carried_over + self.received - self.completed == self.still_open  # type: ignore[operator]


def read_month(text: str) -> Month:
    """The sums that a text states, each the first time that it does."""
    return Month(**{name: _stated(text, name) for name in SUMS})


def is_monthly(text: str) -> bool:
    """Whether a text is a monthly report: three of its four sums, or two of them and a list of dated verdicts."""
    stated = read_month(text).stated
    return stated >= 3 or (stated == 2 and sum(1 for _ in _items(text, None)) >= 2)


def find_monthly(
    document: str, text: str, claims: Mapping[str, Claim], *, publisher: str = "", published: date | None = None
) -> Statements:
    """The items of a monthly report as proposals, and a finding where its sums do not add up.

    The party is the publisher where that is a belligerent, else the belligerent that the text names most.
    """
    party = publisher if is_party(publisher) else _most_named(text)
    proposals = [_proposal(document, text, item, party, claims, published) for item in _items(text, published)]
    month = read_month(text)
    return Statements(
        proposals=tuple(one for one in proposals if one and party),
        findings=(_finding(document, month),) if month.adds_up is False else (),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Item:
    start: int
    end: int
    day: date | None
    verdict: Verdict


def _items(text: str, published: date | None) -> Iterator[_Item]:
    """The items of the list: paragraphs that begin with a day, under a heading or with a verdict of their own."""
    heading: Verdict | None = None
    for start, end in paragraphs(text):
        words = text[start:end]
        day = _first_day(words, published)
        if day is None:
            heading = _heading(words) or heading
            continue
        verdict = _verdict(words) or heading
        if verdict:
            yield _Item(start=start, end=end, day=day, verdict=verdict)


_HEADING = 160


def _heading(words: str) -> Verdict | None:
    """The verdict that a heading or a sentence that ends with a colon gives to the items under it."""
    return _verdict(words) if words.rstrip().endswith(":") or len(words) <= _HEADING else None


def _verdict(words: str) -> Verdict | None:
    if re.search(r"\bduplicates?\b", words, re.IGNORECASE):
        return Verdict.DUPLICATE
    if pattern("non_credible").search(words):
        return Verdict.NON_CREDIBLE
    if pattern("credible").search(words):
        return Verdict.CREDIBLE
    return None


def _first_day(words: str, published: date | None) -> date | None:
    lead = _ITEM_DAY.match(words)
    begin = lead.end() if lead else 0
    found = dates(words[: begin + _DAY_WITHIN], published or date.max)
    return found[0][1] if found and found[0][0] <= begin + 1 else None


def _proposal(
    document: str, text: str, item: _Item, party: str, claims: Mapping[str, Claim], published: date | None
) -> Proposal | None:
    words = text[item.start : item.end]
    inside = {id_: claim for id_, claim in claims.items() if item.start <= claim.start < item.end}
    said: set[Facet] = set()
    for sentence in sentences(words):
        said |= facets(Frame(party, "say", "assessed", sentence.text, own=True))
    return Proposal(
        document=document,
        start=item.start,
        end=item.end,
        step=_step(item.verdict, said),
        party=names.without_article(party),
        quote=words,
        date=published,
        conceded=_conceded(words, inside) if item.verdict is Verdict.CREDIBLE else None,
        first=item.day,
        last=item.day,
        verdict=item.verdict,
        claims=tuple(sorted(inside)),
        named=True,
        words=f"an item of a monthly report, found {item.verdict.replace('_', '-')}",
    )


def _step(verdict: Verdict, said: set[Facet]) -> Step:
    """The rung of a verdict. Non-credible is no denial, unless its reason is that nothing was struck there."""
    if verdict is Verdict.CREDIBLE:
        return step_of({Facet.CREDIBLE, *said} - {Facet.DENIES, Facet.UNHARMED}, ()) or Step.ACCEPTS_RESPONSIBILITY
    return Step.DENIES_ACT if Facet.DENIES in said else Step.STATES_CIRCUMSTANCES


def _conceded(words: str, claims: Mapping[str, Claim]) -> int | None:
    for form in _KILLED:
        for found in re.finditer(form, words, re.IGNORECASE):
            if (many := number(found["n"])) is not None:
                return many
    return max((c.low for c in claims.values() if c.harm is Harm.KILLED and c.low), default=None)


def _stated(text: str, name: str) -> int | None:
    for form in entries(name):
        for found in form.finditer(text):
            if (many := number(found["n"])) is not None:
                return many
    return None


def _most_named(text: str) -> str:
    named = [one.name for one in mentions(text)]
    shown = names.gather(named, parties=True)
    forms = [shown[name] for name in named if name in shown]
    return max(sorted(set(forms)), key=forms.count, default="")


def _finding(document: str, month: Month) -> Finding:
    came = (
        f"{month.carried_over:,} carried over and {month.received:,} received, less {month.completed:,} completed"
    )
    left = (month.carried_over or 0) + (month.received or 0) - (month.completed or 0)
    return Finding(
        code="position.monthly-sum",
        where=f"document:{document[:12]}",
        message=f"the sums of this monthly report: {came}, leave {left:,}; it says {month.still_open:,} are open",
        advice="Look at the reports of the months before and after; ask whoever published it.",
    )
