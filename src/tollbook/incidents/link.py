"""Link: which claims speak of one event."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from types import MappingProxyType
from typing import Final

from tollbook.incidents.block import Pair, pairs
from tollbook.incidents.cluster import Clusters, Joins
from tollbook.incidents.explain import DOUBT, doubtful, judged_edges, trees
from tollbook.incidents.gather import Gathering
from tollbook.incidents.groups import Groups
from tollbook.incidents.identify import identify, named_after
from tollbook.incidents.judge import Weighed, weigh
from tollbook.incidents.reports.report import Report
from tollbook.incidents.reports.shelf import Shelf
from tollbook.incidents.score import Scorer
from tollbook.incidents.scores import Scores
from tollbook.incidents.shelve import shelve
from tollbook.incidents.telling import Dated, Telling, bare_telling
from tollbook.incidents.weights import linker
from tollbook.model.claim import Claim
from tollbook.model.incident import Incident, Link, Linking
from tollbook.model.judgement import Judgement
from tollbook.model.place import Location
from tollbook.model.progress import Watch, unwatched

_NOTHING: Final[Mapping[Pair, float]] = MappingProxyType({})


def link(
    claims: Mapping[str, Claim],
    documents: Mapping[str, Dated],
    locations: Mapping[str, Location],
    judgements: Sequence[Judgement],
    earlier: Mapping[str, Incident],
    reports: Mapping[str, Report] | None = None,
) -> Linking:
    """Put the claims of scope `incident` into incidents; every such claim is in exactly one.

    With `reports`, by document, what their texts and addresses show counts as well (incidents/reports).
    `claims` are the effective ones by id; documents and locations may be missing for some. What persons judged
    same is together and what they judged different is apart, always (incidents/judge.py on contradictions). The
    result does not depend on the order of anything. Ids of `earlier` incidents stay with their claims.
    """
    weighed = weigh(judgements)
    gathering = Gathering(claims, documents, locations, weighed)
    tellings, shelf = shelve(gathering.tellings, reports) if reports else (gathering.tellings, None)
    return link_tellings(tellings, gathering.lifted(), weighed, earlier, shelf=shelf)


def link_tellings(
    tellings: Sequence[Telling],
    groups: Groups[int],
    weighed: Weighed,
    earlier: Mapping[str, Incident],
    watch: Watch = unwatched,
    retired: Mapping[str, Sequence[str]] | None = None,
    taken_out: Collection[str] = (),
    shelf: Shelf | None = None,
) -> Linking:
    """The same of claims that were gathered into tellings; `groups` says what must be together, and what apart.

    `retired` are the ids that went out of use, with the claims they had: what was merged and is taken apart again
    finds its id there. Claims that a person has just `taken_out` of an incident take no id along.
    """
    scorer = Scorer(tellings, "between", shelf)
    scores = Scores((pair, scorer.bits(*pair)) for pair in pairs(tellings))
    found = cluster(scorer, groups, weighed, scores, watch)
    claimed = [sorted(id_ for one in members for id_ in tellings[one].claims) for members in found.clusters]
    ids, gone = identify(claimed, earlier, retired, taken_out)
    incidents = [
        Incident(id=id_, claims=tuple(group), links=links)
        for id_, group, links in zip(ids, claimed, found.links, strict=True)
    ]
    return Linking(
        incidents=tuple(sorted(incidents, key=lambda incident: incident.id)),
        retired=gone,
        doubtful=doubtful(chain(scores.near(DOUBT), found.looked), scorer, weighed),
        linker=linker(learned=shelf is not None),
    )


@dataclass(slots=True)
class Found:
    """Clusters of tellings by position, in their order, with the links that hold each together.

    `joins` says of each how it came about; `looked` are pairs that were scored on the way, with bits.
    """

    clusters: list[list[int]] = field(default_factory=list)
    links: list[tuple[Link, ...]] = field(default_factory=list)
    joins: list[Joins] = field(default_factory=list)
    looked: list[tuple[Pair, float]] = field(default_factory=list)


def cluster(
    scorer: Scorer,
    groups: Groups[int],
    weighed: Weighed,
    scores: Scores,
    watch: Watch = unwatched,
    known: Mapping[Pair, float] = _NOTHING,
) -> Found:
    """The clusters of the scorer's tellings; `groups` says what must be together, and what apart.

    Each party is clustered by itself, so that any whole parties give the same here as among all. `known` are
    further scores, by positions, that need not be made again where they are asked for.
    """
    tellings = scorer.tellings

    def score(i: int, j: int) -> float:
        bits = known.get((i, j))
        return scorer.bits(i, j) if bits is None else bits

    found = Found()
    each: list[tuple[list[int], tuple[Link, ...], Joins]] = []
    judged = judged_edges(tellings, weighed)
    main = frozenset(at for at, one in enumerate(tellings) if one.main) if scorer.shelf else frozenset()
    done = 0
    for members, within in scores.parties(groups, len(tellings)):
        first: dict[int, Joins] = {}
        if main:  # first what the documents are about, then what they mention beside it
            leading = Clusters(groups, [one for one in members if one in main], _between(within, main), score)
            leading.run()
            first = leading.joins
        clustering = Clusters(groups, members, within, score)
        clusters = clustering.run()
        edges = [edge for one in members for edge in judged.get(one, ())] if judged else []
        links = trees(clusters, clustering.scores, scorer, edges)
        joins = [
            [*chain.from_iterable(first.get(one, ()) for one in ours), *clustering.joins[ours[0]]]
            for ours in clusters
        ]
        each += zip(clusters, links, joins, strict=True)
        found.looked += [(pair, bits) for pair, bits in clustering.scores.items() if pair not in within]
        done += len(members)
        watch("linking", done, len(tellings))
    each.sort(key=lambda one: one[0])
    for ours, held, joined in each:
        found.clusters.append(ours)
        found.links.append(held)
        found.joins.append(joined)
    return found


def _between(scores: Mapping[Pair, float], items: Collection[int]) -> dict[Pair, float]:
    return {pair: bits for pair, bits in scores.items() if pair[0] in items and pair[1] in items}


def link_documents(
    claims: Mapping[str, Claim],
    documents: Mapping[str, Dated],
    locations: Mapping[str, Location],
    reports: Mapping[str, Report],
) -> dict[str, str]:
    """The incident of each document, without a book: documents in which no claim was found are linked as well.

    A document that tells of several events is of that of which most of its claims are, of equal ones the first.
    """
    gathering = Gathering(claims, documents, locations, weigh(()))
    told = {telling.doc for telling in gathering.tellings}
    bare = [bare_telling(doc) for doc in sorted(reports.keys() - told)]
    tellings, shelf = shelve([*gathering.tellings, *bare], reports)
    linking = link_tellings(tellings, gathering.lifted(), weigh(()), {}, shelf=shelf)
    homes = {claim: incident.id for incident in linking.incidents for claim in incident.claims}
    return incident_of_document(linking, claims, reports) | {one.doc: homes[one.doc] for one in bare}


def incident_of_document(
    linking: Linking, claims: Mapping[str, Claim], documents: Iterable[str] = ()
) -> dict[str, str]:
    """The incident of each document: the one with most of its claims, of equal ones the earliest in the text.

    `documents` are further ones; a document without a claim of an incident gets an id of its own.
    """
    homes = {claim: incident.id for incident in linking.incidents for claim in incident.claims}
    told: dict[str, list[str]] = {}
    for id_, claim in sorted(claims.items(), key=lambda item: (item[1].doc, item[1].start, item[1].end, item[0])):
        told.setdefault(claim.doc, [])
        if id_ in homes:
            told[claim.doc].append(homes[id_])
    for document in documents:
        told.setdefault(document, [])
    return {
        document: _foremost(incidents) or named_after(document) for document, incidents in sorted(told.items())
    }


def _foremost(incidents: Sequence[str]) -> str:
    counts = Counter(incidents)
    return max(counts, key=lambda id_: (counts[id_], -incidents.index(id_)), default="")
