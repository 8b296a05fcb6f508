"""Room 1, Today: what waits, what came out otherwise since yesterday, and the book in figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from tollbook.incidents.weigh import Evidence, evidence
from tollbook.ledger import decided, linked, query
from tollbook.ledger.open import Ledger
from tollbook.ledger.texts import Texts
from tollbook.ledger.waiting import waiting
from tollbook.model.assessment import Range
from tollbook.model.claim import Claim
from tollbook.model.release import Quote
from tollbook.model.vocabulary import Grade
from tollbook.releases.quote import quote
from tollbook.workbench.desk.choice import Choice
from tollbook.workbench.desk.keep import Change
from tollbook.workbench.desk.pictures import map_of, time_line
from tollbook.workbench.desk.sheet import Sheet, without
from tollbook.workbench.desk.sums import Sum, sums
from tollbook.workbench.render import render
from tollbook.workbench.rooms.frame import on_the_desk, profile_of, when_in_words

SHOWN: Final = 6
"""Of each kind of what waits, so many are shown."""
DOUBT: Final = 8 / 9
"""Claims less likely than this to stand unchanged wait for a person, as in `tollbook review`."""
CHANGES: Final = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubted:
    """A claim to review: where it stands, in its words, and what the reader made of it."""

    id: str
    document: str
    publisher: str
    published: date | None
    quote: Quote
    harm: str
    count: str
    sure: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two claims that may be of one event, in their words; the incidents that they are in, by id and as they are
    called; what speaks for one event, and what against."""

    claims: tuple[Doubted, ...]
    incidents: tuple[tuple[str, str], ...]
    evidence: Evidence

    @property
    def address(self) -> str:
        """Where a person decides."""
        first, *others = (id_ for id_, _ in self.incidents)
        return f"/incidents/{first}/beside/{others[0]}" if others else f"/incidents/{first}#near"


def doubted(ledger: Ledger, most: int) -> list[Doubted]:
    """The claims that a reader is least sure of and nobody judged."""
    return list(_shown(ledger, decided.unjudged(ledger, below=DOUBT, most=most)).values())


def _shown(ledger: Ledger, claims: Mapping[str, Claim]) -> dict[str, Doubted]:
    """Claims by id, each as it is shown."""
    documents = query.documents(ledger, {claim.doc for claim in claims.values()})
    texts = Texts(ledger, documents)
    return {
        id_: Doubted(
            id=id_,
            document=claim.doc,
            publisher=documents[claim.doc].publisher or documents[claim.doc].origins[0].name,
            published=documents[claim.doc].published,
            quote=quote(claim.doc, texts.get(claim.doc, ""), claim.start, claim.end),
            harm=str(claim.harm),
            count=str(Range(low=claim.low, high=claim.high)),
            sure=None if claim.confidence is None else int(claim.confidence * 100),
        )
        for id_, claim in claims.items()
    }


def pairs(ledger: Ledger, sheet: Sheet, most: int) -> tuple[list[Pair], int]:
    """The pairs that the linking was in doubt about, nearest first, and how many there are."""
    links = linked.doubtful(ledger)
    named = {id_ for link in links[:most] for id_ in (link.a, link.b)}
    homes, claims = linked.homes(ledger, named), _shown(ledger, query.claims(ledger, ids=named))
    found = [
        Pair(
            claims=tuple(claims[id_] for id_ in (link.a, link.b)),
            incidents=tuple(
                (id_, called(sheet, id_)) for id_ in dict.fromkeys(homes[id_] for id_ in (link.a, link.b))
            ),
            evidence=evidence(link),
        )
        for link in links[:most]
        if all(id_ in homes and id_ in claims for id_ in (link.a, link.b))
    ]
    return found, len(links)


def called(sheet: Sheet, incident: str) -> str:
    """An incident by its place and day, as far as they are known; by its id where it is not on the desk."""
    row = sheet.columns.row(incident)
    if row is None:
        return incident
    return f"{sheet.term('place', row)}, {when_in_words(sheet.when(row))}"


def since_yesterday(sheet: Sheet, now: datetime) -> list[Change]:
    """What came out otherwise since the beginning of yesterday."""
    first = (now - timedelta(days=1)).date().isoformat()
    return [change for change in sheet.desk.changes if change.at[:10] >= first]


def by_grade(found: tuple[Sum, ...]) -> list[Sum]:
    """Rows by grade in the order of grades."""
    order = [str(grade) for grade in Grade]
    return sorted(found, key=lambda row: order.index(row.key))


def _today(request: Request, sheet: Sheet, choice: Choice) -> Response:
    ledger = request.app.state.bench.book.ledger
    chosen = sheet.choose(choice)
    counted = sums(sheet.columns, chosen.but[""], "grade")
    near, of_near = pairs(ledger, sheet, SHOWN)
    changes = since_yesterday(sheet, ledger.now())
    return render(
        request,
        "today/page.html",
        {
            "choice": choice,
            "claims": doubted(ledger, SHOWN),
            "pairs": near,
            "of_pairs": of_near,
            "waiting": waiting(ledger, SHOWN),
            "changes": [(one, called(sheet, one.incident)) for one in changes[:CHANGES]],
            "of_changes": len(changes),
            "since": sheet.desk.since[:16].replace("T", " "),
            "headline": counted.headline,
            "grades": by_grade(counted.rows),
            "beside": by_grade(counted.beside),
            "line": time_line(sheet.columns, chosen.but.get("period", chosen.but[""]), choice),
            "map": map_of(sheet.columns, chosen.but.get("box", chosen.but[""]), choice),
            "found": len(chosen.rows),
            "every": len(sheet.columns),
            "without": lambda dimension: without(choice, dimension).address(),
            "profile": profile_of(request),
        },
    )


routes = [Route("/today", on_the_desk(_today), name="today")]
