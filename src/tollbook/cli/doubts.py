"""What a person is asked in a review: a pair of claims or a claim, told so that it can be decided on sight."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from tollbook.cli.words import date_of
from tollbook.incidents.weigh import evidence
from tollbook.ledger import decided, linked, query
from tollbook.ledger.open import Ledger
from tollbook.model.assessment import Range, When
from tollbook.model.claim import Claim
from tollbook.model.incident import Link
from tollbook.model.vocabulary import Age, Cause, Decision, Sex, Status
from tollbook.releases.quote import quote

Line = tuple[int, str]
"""How far a line is set in, and its words; none for an empty line."""

DOUBT: Final = 8 / 9
"""Claims less likely than this to stand unchanged are doubtful: the same odds of eight to one as for pairs."""

_UNSAID: Final = (None, "", (), Status.UNKNOWN, Age.UNKNOWN, Sex.UNKNOWN, Cause.UNKNOWN)
_FIELDS: Final = (
    *("harm", "low", "high", "status", "age", "sex", "scope", "stance", "speakers"),
    *("date_start", "date_end", "place", "cause", "actor"),
)
ON_PAIRS: Final = {"s": Decision.SAME, "d": Decision.DIFFERENT, "u": Decision.UNSURE}
ON_CLAIMS: Final = {"a": Decision.ACCEPT, "r": Decision.REJECT, "e": Decision.AMEND}


@dataclass(frozen=True, slots=True)
class Doubt:
    """A question: about the pair that `link` compares, else about one claim."""

    claims: tuple[str, ...]
    link: Link | None = None

    @property
    def keys(self) -> Mapping[str, Decision]:
        """The keys that answer it."""
        return ON_PAIRS if self.link else ON_CLAIMS


def doubtful_pairs(ledger: Ledger) -> list[Doubt]:
    """The pairs that the linking was in doubt about and nobody has judged, the least certain first."""
    links = linked.doubtful(ledger)
    there = query.claims(ledger, ids={id_ for link in links for id_ in (link.a, link.b)})
    return [Doubt((link.a, link.b), link) for link in links if link.a in there and link.b in there]


def doubtful_claims(ledger: Ledger) -> list[Doubt]:
    """The claims that nobody has judged and that may well be wrong, the least certain first."""
    return [Doubt((id_,)) for id_ in decided.unjudged(ledger, below=DOUBT)]


def tell(ledger: Ledger, doubt: Doubt) -> Iterator[Line]:
    """The question in lines: the sentences with the claim marked, and what speaks for what."""
    claims = query.claims(ledger, ids=doubt.claims)
    for id_ in doubt.claims:
        yield from _source(ledger, id_, claims[id_])
        if doubt.link:
            yield from _summary(claims[id_])
        yield 0, ""
    if doubt.link:
        yield from _evidence(doubt.link)
        homes = linked.homes(ledger, doubt.claims)
        yield 0, f"At present they are in {'one incident' if len({*homes.values()}) == 1 else 'two incidents'}."
    else:
        yield from _fields(claims[doubt.claims[0]])


def _source(ledger: Ledger, id_: str, claim: Claim) -> Iterator[Line]:
    """Who published it when, and the sentence with the words of the claim between double brackets."""
    (document,) = query.documents(ledger, [claim.doc]).values()
    said = quote(claim.doc, query.text(ledger, claim.doc) or "", claim.start, claim.end)
    publisher = document.publisher or "publisher not known"
    published = f"published {document.published}" if document.published else "day of publication not known"
    yield 0, f"{publisher}, {published}, {document.origins[0].name}  ({id_})"
    dots = "… " if said.cut_before else "", " …" if said.cut_after else ""
    sentence = f"{dots[0]}{said.before}[[{said.anchor}]]{said.after}{dots[1]}"
    yield 2, " ".join(sentence.split())


def _summary(claim: Claim) -> Iterator[Line]:
    when = date_of(When(start=claim.date_start, end=claim.date_end))
    count = str(Range(low=claim.low, high=claim.high))
    yield 2, f"{claim.harm} {count}; date {when}; place {claim.place or 'not known'}"


def _evidence(link: Link) -> Iterator[Line]:
    """The parts of the score in words, and what they come to."""
    found = evidence(link)
    yield 0, f"For one event: {'; '.join(found.favour) or 'nothing'}."
    yield 0, f"Against: {'; '.join(found.against) or 'nothing'}."
    yield 0, f"All in all: {found.verdict[:1].lower()}{found.verdict[1:]}"


def _fields(claim: Claim) -> Iterator[Line]:
    """What the claim says, field by field, under the names by which a field is amended."""
    silent = []
    for name in _FIELDS:
        value = getattr(claim, name)
        if value in _UNSAID:
            silent.append(name)
        else:
            shown = ", ".join(value) if isinstance(value, tuple) else str(value)
            yield 2, f"{name + ':':<12}{shown}"
    if silent:
        yield 2, f"{'not said:':<12}{', '.join(silent)}"
    if claim.confidence is not None:
        yield 0, f"{claim.confidence:.0%} likely to stand unchanged."
