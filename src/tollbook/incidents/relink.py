"""Link on: of a book whose linking stands only what has changed is gathered, compared and clustered anew."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from tollbook.incidents.gather import Gathering
from tollbook.incidents.groups import Groups
from tollbook.incidents.judge import Weighed
from tollbook.incidents.lines import Tellings, to_line
from tollbook.incidents.reports.passage import Passage
from tollbook.incidents.reports.report import Report
from tollbook.incidents.score import Named
from tollbook.incidents.shelve import NO_REPORT, passages, shelve
from tollbook.incidents.standing import Changed, Measures, Standing, differing_claims
from tollbook.incidents.telling import Dated, Telling
from tollbook.incidents.web import Web
from tollbook.model.claim import Claim
from tollbook.model.place import Location
from tollbook.model.progress import Watch, unwatched

Fetch = Callable[[Collection[str]], tuple[Mapping[str, Claim], Mapping[str, Dated], Mapping[str, Location]]]
"""The effective claims of some documents, the documents, and where the claims' places lie."""


def stand(
    tellings: Sequence[Telling],
    reports: Mapping[str, Report],
    weighed: Weighed,
    measures: Measures | None = None,
    watch: Watch = unwatched,
) -> tuple[Standing, Changed]:
    """Link all tellings of a book, gathered under these judgements, from the beginning; by `measures` if given."""
    if measures is None:
        shown, shelf = shelve(tellings, reports)
        measures = Measures(Named.counted(tellings), shelf)
    else:
        shown = show(tellings, reports, measures)
    kept = Tellings()
    kept.add(shown)
    standing = Standing(Web.empty(kept), measures, weighed)
    return standing, standing.change((), len(shown), weighed, watch)


def show(tellings: Sequence[Telling], reports: Mapping[str, Report], measures: Measures) -> list[Telling]:
    """The tellings with what their passages show by `measures`."""
    shelf = measures.shelf
    if shelf is None:
        return list(tellings)
    return [
        replace(one, shown=shelf.shown(passage))
        for doc, told in groupby(tellings, key=lambda telling: telling.doc)
        for one, passage in _with_passages(list(told), reports.get(doc, NO_REPORT))
    ]


class Change:
    """What has changed in a book since its linking: `gone` and `added` are tellings, by id and in their order."""

    def __init__(
        self,
        standing: Standing,
        documents: Collection[str],
        weighed: Weighed,
        fetch: Fetch,
        reports: Mapping[str, Report],
    ) -> None:
        self._standing, self._weighed = standing, weighed
        changed, known = set(documents), self._documents_of_judged()
        changed |= {known[claim] for claim in differing_claims(standing.weighed, weighed) if claim in known}
        known |= {id_: claim.doc for id_, claim in fetch(changed)[0].items()}
        self.documents = bound_documents(changed, weighed, known)
        tellings = Gathering(*fetch(self.documents), weighed).tellings
        told = show(tellings, reports, standing.measures)
        before = standing.web.of_documents(self.documents)
        lines = {standing.web.tellings.line(one): one for one in before}
        same = {at for at, one in enumerate(told) if to_line(one) in lines}
        stays = {lines[to_line(told[at])] for at in same}
        self.gone = [one for one in before if one not in stays]
        self.added = [one for at, one in enumerate(told) if at not in same]

    def _documents_of_judged(self) -> dict[str, str]:
        web = self._standing.web
        claims = {
            claim
            for weighed in (self._standing.weighed, self._weighed)
            for pair in (*weighed.same, *weighed.different)
            for claim in pair
        }
        return {
            claim: web.tellings[one].doc
            for one in web.of_claims(claims)
            for claim in web.tellings[one].claims
            if claim in claims
        }

    def make(self, watch: Watch = unwatched) -> Changed:
        """Carry the change into what stands."""
        self._standing.web.tellings.add(self.added)
        return self._standing.change(self.gone, len(self.added), self._weighed, watch)


def bound_documents(changed: Iterable[str], weighed: Weighed, documents: Mapping[str, str]) -> set[str]:
    """The changed documents, and all that judgements bind to them: what is gathered in one bears on the other.

    `documents` names the document of each judged claim that there is; one that is gone still binds others.
    """
    bound: Groups[tuple[str, str]] = Groups()
    for a, b in (*weighed.same, *weighed.different):
        bound.join(("claim", a), ("claim", b))
        for claim in (a, b):
            if claim in documents:
                bound.join(("claim", claim), ("document", documents[claim]))
    found = set(changed)
    roots = {bound.root(("document", doc)) for doc in found}
    return found | {doc for doc in documents.values() if bound.root(("document", doc)) in roots}


def _with_passages(told: Sequence[Telling], whole: Report) -> Iterable[tuple[Telling, Passage]]:
    return zip(told, passages(told, whole), strict=True)
