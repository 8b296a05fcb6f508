"""Incidents as an estimate looks at them: which sources, or publishers, hold which incident."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from tollbook.assessments import names
from tollbook.assessments.profiles import Profile
from tollbook.assessments.roots import publisher
from tollbook.estimates import Histories, Table
from tollbook.estimates.histories import Stratum
from tollbook.model.assessment import Assessment
from tollbook.model.document import Document
from tollbook.model.finding import Finding, Refusal
from tollbook.model.vocabulary import Grade
from tollbook.tallies.count import KEYS, harm_reported

SOURCE: Final = "source"
PUBLISHER: Final = "publisher"

LARGEST: Final = 5
"""So many lists are made where nobody names them: those that hold most incidents."""

WHERE: Final = "book"


def lists(
    assessments: Sequence[Assessment],
    documents: Mapping[str, Document],
    profile: Profile,
    *,
    of: str = SOURCE,
    by: Sequence[str] = (),
    chosen: Sequence[str] = (),
) -> Histories:
    """The incidents in which harm is reported, by the lists that hold them; discounted ones are left out.

    A list is an independent source (`of` "source": documents that relay or copy another count for it), or a
    publisher (`of` "publisher": whoever printed it). `chosen` names the lists, else they are the LARGEST. `by` are
    keys of a tally. Weak and contested incidents count: who is on one list only is what an estimate rests on.

    Findings always say that incidents are counted, not persons, and that sources lean on each other.
    Raises Refusal for another `of` or `by`, a list that there is not, and where fewer than two hold anything.
    """
    keys = _keys(by)
    held = {
        one.incident: _holders(one, documents, of)
        for one in sorted(assessments, key=lambda one: one.incident)
        if one.grade is not Grade.DISCOUNTED and harm_reported(one, profile)
    }
    held = _one_name(held)
    used = _chosen(held, chosen, of)
    cells: dict[Stratum, list[tuple[int, int]]] = {}
    for one in assessments:
        pattern = sum(1 << bit for bit, name in enumerate(used) if name in held.get(one.incident, ()))
        if pattern:
            cells.setdefault(tuple(key(one) for key in keys), []).append((pattern, 1))
    tables = {stratum: Table.of(used, cells[stratum]) for stratum in sorted(cells)}
    return Histories(tables, by=tuple(by), rows=len(held), findings=_findings(held, used, of))


def _keys(by: Sequence[str]) -> list[Callable[[Assessment], str]]:
    for one in by:
        if one not in KEYS:
            raise Refusal(f"incidents cannot be put in strata by “{one}”", f"They can be by: {', '.join(KEYS)}.")
    return [KEYS[one] for one in by]


def _holders(assessment: Assessment, documents: Mapping[str, Document], of: str) -> set[str]:
    """Who holds an incident. Raises Refusal where `of` is neither sources nor publishers."""
    if of == SOURCE:
        return {root.name for root in assessment.roots}
    if of == PUBLISHER:
        found = {publisher(documents.get(one)) for root in assessment.roots for one in root.documents}
        return found - {""}
    raise Refusal(f"a book has no lists by “{of}”", f"They can be made by: {SOURCE}, {PUBLISHER}.")


def _one_name(held: Mapping[str, set[str]]) -> dict[str, set[str]]:
    """The same, with all forms of one name as one of them."""
    shown = names.gather(name for those in held.values() for name in sorted(those))
    return {incident: {shown.get(name, name) for name in those} for incident, those in held.items()}


def _chosen(held: Mapping[str, set[str]], chosen: Sequence[str], of: str) -> list[str]:
    sizes = Counter(name for those in held.values() for name in those)
    largest = sorted(sizes, key=lambda name: (-sizes[name], name))
    if chosen:
        by_fold = {names.fold(name): name for name in largest}
        found = [by_fold.get(names.fold(one), "") for one in chosen]
        if "" in found:
            raise Refusal(
                f"no {of} is called “{chosen[found.index('')]}”", f"The largest are {', '.join(largest[:20])}."
            )
        largest = list(dict.fromkeys(found))
    if len(largest) < 2:
        raise Refusal(
            f"incidents come from {len(largest)} {of}{'s' * (len(largest) != 1)}; an estimate needs two or more",
            "Add reports of others, with their publishers in sources.csv.",
        )
    return largest if chosen else largest[:LARGEST]


def _findings(held: Mapping[str, set[str]], used: Sequence[str], of: str) -> tuple[Finding, ...]:
    told = [
        Finding(
            code="lists.incidents",
            where=WHERE,
            message="these are incidents, not persons: an estimate is of incidents that nobody reported",
            advice="Nothing follows from it of how many persons were killed in them.",
        ),
        Finding(
            code="lists.copying",
            where=WHERE,
            message="publishers copy one another, and report what others report: lists that lean on each other "
            "make estimates too low"
            + ("" if of == SOURCE else "; here each printed copy counts, which makes it worse"),
            advice="Choose lists that were made apart from one another."
            + ("" if of == SOURCE else " By source, copies and relays count for where they come from."),
        ),
    ]
    others = {name for those in held.values() for name in those} - set(used)
    if others:
        lost = sum(not those & set(used) for those in held.values())
        told.append(
            Finding(
                code="lists.others-left-out",
                where=WHERE,
                message=f"{len(others):,} more {of}s are no lists here; {lost:,} incidents that they alone hold "
                "count as unrecorded",
                advice="Name the lists to use, or fewer of them, with --list.",
            )
        )
    return tuple(told)
