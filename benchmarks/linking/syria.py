"""Reports of one war with the incidents that a recorder put them into: read once, linked, scored."""

from __future__ import annotations

import hashlib
import json
import pickle
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tollbook.assessments.assess import assess
from tollbook.assessments.parts import wholes
from tollbook.assessments.profiles import DEFAULT as DEFAULT_PROFILE
from tollbook.assessments.profiles import profile
from tollbook.claims.read import DEFAULT, Item, read_many
from tollbook.incidents.choose import Chooser
from tollbook.incidents.gather import Gathering
from tollbook.incidents.judge import weigh
from tollbook.incidents.link import incident_of_document, link_documents, link_tellings
from tollbook.incidents.reports.report import Report, report
from tollbook.incidents.reports.shelf import Shelf
from tollbook.incidents.shelve import shelve
from tollbook.incidents.telling import Telling, bare_telling
from tollbook.model.claim import Claim
from tollbook.model.document import Document
from tollbook.model.incident import Incident
from tollbook.model.place import Location
from tollbook.places.context import countries_in
from tollbook.places.gazetteer import Gazetteer
from tollbook.places.locate import locate

SCORERS = Path(__file__).resolve().parents[3] / "shared" / "score"

Shelved = tuple[list[Telling], Shelf]


@dataclass(frozen=True)
class Syria:
    """What was read of the reports; `truth` is the incident of each document that is of exactly one."""

    claims: Mapping[str, Claim]
    locations: Mapping[str, Location]
    documents: Mapping[str, Document]
    reports: Mapping[str, Report]
    truth: Mapping[str, str]
    incidents: Mapping[str, tuple[str, ...]]
    folder: Path

    def linked(self, shelved: Shelved | None = None) -> dict[str, str]:
        """The incident found for each document, as `link_documents` finds it."""
        if shelved is None:
            return link_documents(self.claims, self.documents, self.locations, self.reports)
        tellings, shelf = shelved
        groups = Gathering(self.claims, self.documents, self.locations, weigh(())).lifted()
        linking = link_tellings(tellings, groups, weigh(()), {}, shelf=shelf)
        homes = {claim: incident.id for incident in linking.incidents for claim in incident.claims}
        bare = {one.doc: homes[one.doc] for one in tellings if one.doc in homes}
        return incident_of_document(linking, self.claims, self.reports) | bare

    def shelved(self) -> Shelved:
        """What each document tells, with what its text shows, by the weights in force."""
        tellings = Gathering(self.claims, self.documents, self.locations, weigh(())).tellings
        told = {one.doc for one in tellings}
        bare = [bare_telling(doc) for doc in sorted(self.reports.keys() - told)]
        return shelve([*tellings, *bare], self.reports)

    def published(self) -> dict[str, list[str]]:
        """The documents of each incident, as the recorder has them."""
        members: dict[str, list[str]] = defaultdict(list)
        for doc, incidents in self.incidents.items():
            for incident in incidents:
                members[incident].append(doc)
        return members

    def answering(self, groups: Mapping[str, str]) -> dict[str, list[str]]:
        """For each incident of the recorder the documents of the group found that has most of its documents."""
        found: dict[str, list[str]] = defaultdict(list)
        for doc, group in groups.items():
            found[group].append(doc)
        best = {}
        for incident, docs in self.published().items():
            shared = Counter(groups[doc] for doc in docs)
            best[incident] = found[min(shared, key=lambda group: (-shared[group], len(found[group]), group))]
        return best


def load(folder: Path, cache: Path | None = None, reader: str = DEFAULT) -> Syria:
    """Read the reports of `folder`; with `cache` what a reader found is kept there, for the next time."""
    with (folder / "link_dev.jsonl").open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines if line.strip()]
    reports: dict[str, Report] = {}
    documents: dict[str, Document] = {}
    items: list[Item] = []
    for row in rows:
        stated = date.fromisoformat(row["published"][:10]) if row["published"] else None
        reports[row["id"]] = report(row["text"], url=row["url"], known=stated)
        published = stated or reports[row["id"]].day
        documents[row["id"]] = Document(
            id=row["id"], size=0, media="text/plain", origins=(), published=stated, url=row["url"]
        )
        items.append(Item(doc=row["id"], text=row["text"], published=published, language=row["lang"]))
    claims, locations = _read(items, cache, reader)
    truth = {row["id"]: row["incident_ids"][0] for row in rows if len(row["incident_ids"]) == 1}
    incidents = {row["id"]: tuple(row["incident_ids"]) for row in rows}
    return Syria(claims, locations, documents, reports, truth, incidents, folder)


def _read(items: list[Item], cache: Path | None, reader: str) -> tuple[dict[str, Claim], dict[str, Location]]:
    name = hashlib.sha256(repr((reader, items)).encode()).hexdigest()[:16]
    kept = cache / f"claims-{reader}-{name}.pickle" if cache else None
    if kept and kept.exists():
        claims, locations = pickle.loads(kept.read_bytes())
        return claims, locations
    claims, locations = _locate(read_many(items, reader=reader, processes=2))
    if kept:
        kept.write_bytes(pickle.dumps((claims, locations)))
    return claims, locations


def _locate(
    found: Iterable[tuple[Item, tuple[Claim, ...]]],
) -> tuple[dict[str, Claim], dict[str, Location]]:
    gazetteer = Gazetteer()
    claims: dict[str, Claim] = {}
    locations: dict[str, Location] = {}
    for item, ours in found:
        context = countries_in(item.text, gazetteer) if ours else ()
        places = locate([claim.place for claim in ours if claim.place], gazetteer, context=context)
        for claim in ours:
            claims[claim.id] = claim
            if claim.place:
                locations[claim.id] = places[claim.place]
    return claims, locations


def score(folder: Path, groups: Mapping[str, str]) -> None:
    """Print how near the groups come to the recorder's."""
    lines = (json.dumps({"id": id_, "incident": group}) + "\n" for id_, group in groups.items())
    _score(["links.py", str(folder / "link_dev.jsonl")], lines)


def score_ranges(data: Syria, members: Mapping[str, Iterable[str]]) -> None:
    """Print how the ranges of these groups, each named after an incident, compare with the published ones."""
    chooser = Chooser(data.claims, {doc: one.text for doc, one in data.reports.items()})
    broken = wholes(data.claims)
    lines = []
    for incident, docs in sorted(members.items()):
        ids = chooser.choose(tuple(docs))
        texts = {doc: data.reports[doc].text for doc in docs}
        assessed = assess(
            Incident(id=incident, claims=ids),
            data.claims,
            data.documents,
            texts,
            data.locations,
            (),
            profile(DEFAULT_PROFILE),
            broken_down=broken,
        )
        ranges = {figure.name: figure.range for figure in assessed.figures if figure.range is not None}
        lines.append(
            json.dumps({"id": incident} | {name: [one.low, one.high] for name, one in ranges.items()}) + "\n"
        )
    _score(["ranges.py", str(data.folder / "incidents_dev.jsonl")], lines, more=("--set", "syria"))


def _score(arguments: list[str], lines: Iterable[str], *, more: Iterable[str] = ()) -> None:
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as out:
        out.writelines(lines)
        out.flush()
        command = [sys.executable, str(SCORERS / arguments[0]), *arguments[1:], out.name, *more]
        subprocess.run(command, check=True)
