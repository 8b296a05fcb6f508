"""Link: which claims speak of one event."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from tollbook.incidents.block import pairs
from tollbook.incidents.cluster import Clusters
from tollbook.incidents.explain import doubtful, trees
from tollbook.incidents.gather import Gathering
from tollbook.incidents.identify import identify, named_after
from tollbook.incidents.judge import weigh
from tollbook.incidents.score import Scorer
from tollbook.incidents.weights import linker
from tollbook.model.claim import Claim
from tollbook.model.document import Document
from tollbook.model.incident import Incident, Linking
from tollbook.model.judgement import Judgement
from tollbook.model.place import Location


def link(
    claims: Mapping[str, Claim],
    documents: Mapping[str, Document],
    locations: Mapping[str, Location],
    judgements: Sequence[Judgement],
    earlier: Mapping[str, Incident],
) -> Linking:
    """Put the claims of scope `incident` into incidents; every such claim is in exactly one.

    `claims` are the effective ones by id; documents and locations may be missing for some. What persons judged
    same is together and what they judged different is apart, always (incidents/judge.py on contradictions). The
    result does not depend on the order of anything. Ids of `earlier` incidents stay with their claims.
    """
    weighed = weigh(judgements)
    gathering = Gathering(claims, documents, locations, weighed)
    tellings = gathering.tellings
    scorer = Scorer(tellings, "between")
    scores = {pair: scorer.bits(*pair) for pair in pairs(tellings)}
    clustering = Clusters(gathering.lifted(), len(tellings), scores, scorer.bits)
    clusters = clustering.run()
    groups = [sorted(id_ for one in members for id_ in tellings[one].claims) for members in clusters]
    ids, retired = identify(groups, earlier)
    links = trees(clusters, clustering.scores, scorer, weighed)
    incidents = [
        Incident(id=id_, claims=tuple(group), links=held)
        for id_, group, held in zip(ids, groups, links, strict=True)
    ]
    return Linking(
        incidents=tuple(sorted(incidents, key=lambda incident: incident.id)),
        retired=retired,
        doubtful=doubtful(scores, scorer, weighed),
        linker=linker(),
    )


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
