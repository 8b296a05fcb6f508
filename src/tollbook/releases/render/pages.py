"""Make the pages: a frozen release in, the bytes of every page out. Nothing else is read."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Mapping
from importlib.resources import files
from typing import Any

import jinja2
from markupsafe import Markup

from tollbook.model.assessment import Assessment
from tollbook.model.document import Document
from tollbook.model.release import PublicClaim, PublicIncident, Release
from tollbook.model.tally import Tally
from tollbook.model.vocabulary import Grade, Harm, Scope
from tollbook.releases.render import range_picture, show, time_line, voices, words

# Totals of other harm (displaced, homes destroyed) stand on the page of totals, not on the front page.
_LED_WITH = (Harm.KILLED, Harm.INJURED, Harm.CASUALTIES)


def render(release: Release) -> dict[str, bytes]:
    """Every page of the release by its path in the folder ("incidents/i-1.html"); a function of `release` alone.

    Plain HTML with its style inside, for any browser, from a disk, without a network and without scripts.
    """
    templates = _environment(release)
    claims = {one.id: one for one in release.claims}
    documents = {document.id: document for document in release.documents}
    pages = {
        "index.html": templates.get_template("index.html.j2").render(root="", **_front(release)),
        "aggregates.html": templates.get_template("aggregates.html.j2").render(
            root="", **_aggregates(release, claims, documents)
        ),
        "method.html": templates.get_template("method.html.j2").render(root=""),
        "sources.html": templates.get_template("sources.html.j2").render(root="", **_sources(release)),
    }
    for incident in release.incidents:
        pages[f"incidents/{show.page_name(incident.id)}.html"] = templates.get_template("incident.html.j2").render(
            root="../", **_incident(incident, claims, documents)
        )
    return {path: _tidy(page).encode() for path, page in sorted(pages.items())}


def _environment(release: Release) -> jinja2.Environment:
    templates = jinja2.Environment(
        loader=jinja2.PackageLoader("tollbook.releases.render"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        finalize=show.finalise,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    style = files("tollbook.releases.render").joinpath("templates/style.css").read_text(encoding="utf-8")
    style = _tidy(style)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    publishers = {document.id: document.publisher or "Publisher not named" for document in release.documents}
    names = {one.id: publishers[one.claim.doc] for one in release.claims}
    rules = {rule.name: f"rule-{show.page_name(rule.name)}" for rule in release.method.rules}
    templates.globals |= {
        "release": release,
        "style": Markup(style),
        "style_hash": f"sha256-{digest}",
        "words": words,
        "show": show,
        "rule_links": rules,
        "incident_names": {one.id: incident_name(one) for one in release.incidents},
        "incident_whens": {one.id: show.when(one.assessment.when) for one in release.incidents},
        "cited": lambda ids: _cited(ids, names),
        "marked": voices.marked,
        "grade_words": lambda grade: grade_words(release, grade),
    }
    return templates


def _cited(ids: Iterable[str], names: Mapping[str, str]) -> list[tuple[str, list[str]]]:
    """Claims by the publisher of their document, so that one is named once: (publisher, its claims)."""
    groups: dict[str, list[str]] = {}
    for id_ in ids:
        groups.setdefault(names[id_], []).append(id_)
    return list(groups.items())


def incident_name(incident: PublicIncident) -> str:
    """What an incident is called: its place with what contains it, as exactly as the record has it."""
    where = incident.assessment.where
    if where is None or not (where.name or where.written):
        return "Place not known"
    name = where.written if where.written and not where.name else where.name
    return ", ".join(dict.fromkeys([name, *where.within[:1]]))


def _front(release: Release) -> dict[str, Any]:
    incidents = sorted(release.incidents, key=_by_date)
    by_grade = next((tally for tally in release.tallies if tally.by == "grade"), None)
    largest = [value for one in incidents if (figure := one.assessment.figure("killed"))
               for value in (figure.range.low or 0, figure.range.high or 0)]  # fmt: skip
    claims = {one.id: one for one in release.claims}
    counted = set(release.tallies[0].headline.incidents)
    return {
        "incidents": incidents,
        "headline": release.tallies[0].headline,
        "grades": _grades(by_grade) if by_grade else [],
        "reconciliations": [
            (one, claims[one.claim])
            for one in release.reconciliations
            if claims[one.claim].claim.harm in _LED_WITH
        ],
        "tables": [tally for tally in release.tallies if tally is not by_grade],
        "scale": max(largest, default=0) or 1,
        "counted": counted,
        "first": min((one.assessment.when.start for one in incidents if one.assessment.when.start), default=None),
        "last": max((one.assessment.when.end for one in incidents if one.assessment.when.end), default=None),
    }


def _grades(tally: Tally) -> list[Any]:
    rank = {grade.value: number for number, grade in enumerate(words.GRADES)}
    return sorted((*tally.rows, *tally.beside), key=lambda row: (not row.counted, rank.get(row.key, 99), row.key))


def _by_date(incident: PublicIncident) -> tuple[str, str]:
    start = incident.assessment.when.start
    return start.isoformat() if start else "9999", incident.id


def _incident(
    incident: PublicIncident, claims: Mapping[str, PublicClaim], documents: Mapping[str, Document]
) -> dict[str, Any]:
    assessment = incident.assessment
    standing: dict[str, str] = {}
    figures = [*assessment.figures, *([assessment.conceded] if assessment.conceded else [])]
    for figure in figures:
        standing |= dict.fromkeys(figure.context, range_picture.STANDING[range_picture.CONTEXT])
    for figure in figures:
        standing |= dict.fromkeys(figure.superseded, range_picture.STANDING[range_picture.SUPERSEDED])
    superseded = [claims[id_] for id_ in incident.claims if any(id_ in figure.superseded for figure in figures)]
    return {
        "incident": incident,
        "assessment": assessment,
        "name": incident_name(incident),
        "summary": summary(incident),
        "killed": assessment.figure("killed"),
        "picture": range_picture.range_picture(incident, claims, documents),
        "line": time_line.time_line(incident, claims, documents),
        "voices": voices.voices([claims[id_] for id_ in incident.claims], documents, standing),
        "superseded": superseded,
        "documents": documents,
        "claims": claims,
        "conceded_by": _conceded_by(incident),
        "steps": [(step, label, [one for one in incident.positions if one.step is step])
                  for step, label in reversed(list(words.STEPS.items()))],
    }  # fmt: skip


def summary(incident: PublicIncident) -> str:
    """The incident in a sentence or two, from its assessment alone; empty where no source gives a number."""
    assessment = incident.assessment
    killed, injured = assessment.figure("killed"), assessment.figure("injured")
    if killed:
        said = f"The claims on record put the number of people killed at {show.range_words(killed.range)}."
    elif injured:
        said = f"The claims on record put the number of people injured at {show.range_words(injured.range)}."
    else:
        return ""
    count = len(assessment.roots)
    sources = (
        "One independent source reports"
        if count == 1
        else f"{show.small_number(count)} independent sources report"
    )
    return f"{said} {sources} the incident. {_answer(assessment)}"


def _answer(assessment: Assessment) -> str:
    conceded = assessment.conceded
    if assessment.days_to_admission is not None:
        said = f"The first admission came {show.days(assessment.days_to_admission)} after the first report"
        return said + (f"; the figure conceded is {conceded.range}." if conceded else ".")
    if conceded:
        return f"The figure conceded is {conceded.range}."
    if assessment.days_to_statement is not None:
        after = show.days(assessment.days_to_statement)
        return f"An accused party first spoke of it {after} after the first report; no admission is on record."
    return "No position of an accused party is on record."


def _conceded_by(incident: PublicIncident) -> str:
    parties = [one.party for one in incident.positions if one.conceded is not None]
    return ", ".join(dict.fromkeys(parties))


def _aggregates(
    release: Release, claims: Mapping[str, PublicClaim], documents: Mapping[str, Document]
) -> dict[str, Any]:
    held = {one.claim for one in release.reconciliations}
    loose = [one for one in release.claims if not one.incident and one.id not in held]
    totals = [one for one in loose if one.claim.scope is Scope.CUMULATIVE]
    return {
        "reconciliations": sorted(
            ((one, claims[one.claim]) for one in release.reconciliations),
            key=lambda pair: (list(Harm).index(pair[1].claim.harm), -(pair[0].claimed.low or 0), pair[0].claim),
        ),
        "totals": voices.voices(totals, documents, {}),
        "rates": voices.voices([one for one in loose if one.claim.scope is Scope.RATE], documents, {}),
        "background": voices.voices([one for one in loose if one.claim.scope is Scope.BACKGROUND], documents, {}),
        "documents": documents,
    }


def _sources(release: Release) -> dict[str, Any]:
    used: dict[str, list[str]] = {}
    counts: dict[str, int] = {}
    for one in release.claims:
        counts[one.claim.doc] = counts.get(one.claim.doc, 0) + 1
        if one.incident and one.incident not in used.setdefault(one.claim.doc, []):
            used[one.claim.doc].append(one.incident)
    ordered = sorted(
        release.documents,
        key=lambda document: (document.published.isoformat() if document.published else "9999", document.id),
    )
    return {"documents": ordered, "used": used, "counts": counts}


def grade_words(release: Release, grade: Grade) -> str:
    """What a grade means, as the release's own profile says it, else as the field does."""
    own = next((rule.words for rule in release.method.grades if rule.name == grade.value), "")
    return own or words.GRADES[grade]


def _tidy(page: str) -> str:
    lines = (line.rstrip() for line in page.split("\n"))
    return "\n".join(line for line in lines if line) + "\n"
