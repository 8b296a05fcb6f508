"""Independence roots: which source each claim counts for, so that documents count once (RULES.md §2)."""

from __future__ import annotations

import dataclasses
import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from tollbook.assessments import names
from tollbook.assessments.heard import across, described
from tollbook.assessments.profiles import Settings
from tollbook.assessments.said import Said
from tollbook.assessments.sentences import sentence_numbers
from tollbook.incidents.reports.address import site_of
from tollbook.incidents.reports.copies import near_same
from tollbook.model.assessment import Root
from tollbook.model.claim import Claim
from tollbook.model.document import Document
from tollbook.model.vocabulary import Harm, Stance


@dataclass(frozen=True, slots=True)
class _Traced:
    """Where a claim's number comes from: the source as written, and whom it quotes (empty: itself).

    `named` is False where the source is a document that names no publisher: it is like no other.
    """

    root: str
    speaker: str
    named: bool = True


def publisher(document: Document | None) -> str:
    """Who published a document: as is stated, else the site of its address; empty where nobody says."""
    return (document.publisher or site_of(document.url)) if document else ""


def label(document: Document | None, identity: str) -> str:
    """What a document is called: its publisher or site, else its title, its file, or the start of its id."""
    if document is None:
        return f"document {identity[:12]}"
    file = min((origin.name for origin in document.origins), default="")
    return publisher(document) or document.title or file or f"document {identity[:12]}"


def trace(
    claims: Mapping[str, Claim],
    documents: Mapping[str, Document],
    texts: Mapping[str, str],
    settings: Settings,
    wholes: Mapping[str, Claim],
) -> tuple[tuple[Said, ...], Mapping[str, str]]:
    """Every claim with its source, in the order of `Said.order`; and each copied document's original.

    The source of a claim is the innermost of its speakers that is an organisation, an outlet or a party, else
    the publisher of the document, or of the earliest document with near-same text (of one day, one that quotes no
    other publisher and is quoted itself). `wholes` has, by claim id, the claim that it breaks down.
    """
    docs = sorted({claim.doc for claim in claims.values()})
    speakers = [speaker for claim in claims.values() for speaker in claim.speakers]
    one_name = across([*speakers, *(publisher(documents.get(doc)) for doc in docs)])
    quoting = _quoting(claims, documents, one_name)
    quoted = set().union(*quoting.values())
    used = sorted(
        docs, key=lambda doc: (_published(documents.get(doc)), bool(quoting[doc]), doc not in quoted, doc)
    )
    original = near_same(
        {doc: texts.get(doc, "") for doc in used}, length=settings.run, threshold=settings.likeness
    )
    publishers = frozenset(names.key(publisher(documents.get(doc))) for doc in used) - {frozenset()}
    organisations = defaultdict[str, set[str]](set)
    for claim in claims.values():
        organisations[claim.doc].update(one for one in claim.speakers if names.is_organisation(one))
    traced = {}
    for identity, claim in claims.items():
        found = _trace(claim, documents, original[claim.doc], publishers, organisations[claim.doc])
        traced[identity] = dataclasses.replace(found, root=one_name.get(found.root, found.root))
    if settings.restated:
        traced = _restated(claims, traced)
    publishing = [name for doc in used if (name := publisher(documents.get(doc)))]
    sources = [t.root for t in traced.values() if t.named] + [t.speaker for t in traced.values() if t.speaker]
    shown = names.gather(sources + publishing)
    said = [
        _say(identity, claim, traced[identity], documents, texts, shown, wholes.get(identity))
        for identity, claim in claims.items()
    ]
    return tuple(sorted(_numbered(said, texts), key=lambda one: one.order)), original


def roots(
    said: Iterable[Said], original: Mapping[str, str], documents: Mapping[str, Document]
) -> tuple[Root, ...]:
    """The sources of these claims, in the order of their first report, with the ways in words."""
    by_root: dict[str, list[Said]] = defaultdict(list)
    for one in said:
        by_root[one.root].append(one)
    return tuple(
        Root(
            name=name,
            documents=_documents(those),
            via=_via(name, those, original, documents),
            claims=tuple(sorted(one.id for one in those)),
        )
        for name, those in sorted(by_root.items(), key=lambda item: (item[1][0].order, item[0]))
    )


def _numbered(said: Sequence[Said], texts: Mapping[str, str]) -> list[Said]:
    by_document: dict[str, dict[str, Claim]] = defaultdict(dict)
    for one in said:
        by_document[one.claim.doc][one.id] = one.claim
    numbers: dict[str, int] = {}
    for doc, those in by_document.items():
        numbers |= sentence_numbers(those, texts.get(doc, ""))
    return [dataclasses.replace(one, sentence=numbers[one.id]) for one in said]


def _published(document: Document | None) -> datetime.date:
    return (document.published if document else None) or datetime.date.max


def _quoting(
    claims: Mapping[str, Claim], documents: Mapping[str, Document], one_name: Mapping[str, str]
) -> dict[str, set[str]]:
    """For each document those others whose publishers it quotes."""

    def called(name: str) -> names.Key:
        return names.key(one_name.get(name, name))

    own = {doc: called(publisher(documents.get(doc))) for doc in {claim.doc for claim in claims.values()}}
    published = defaultdict[names.Key, set[str]](set)
    for doc, name in own.items():
        published[name].add(doc)
    quoting: dict[str, set[str]] = {doc: set() for doc in own}
    for claim in claims.values():
        for name in map(called, claim.speakers):
            if name and name != own[claim.doc]:
                quoting[claim.doc] |= published.get(name, set())
    return quoting


def _trace(
    claim: Claim,
    documents: Mapping[str, Document],
    original: str,
    publishers: frozenset[names.Key],
    organisations: Collection[str],
) -> _Traced:
    for position, speaker in enumerate(claim.speakers):
        if whole := described(speaker, organisations):
            return _Traced(whole, claim.speakers[0])
        if names.is_organisation(speaker) or names.is_belligerent(speaker) or names.key(speaker) in publishers:
            return _Traced(speaker, claim.speakers[0] if position else "")
    innermost = claim.speakers[0] if claim.speakers else ""
    document = documents.get(original)
    if name := publisher(document):
        return _Traced(name, innermost)
    return _Traced(f"{label(document, original)} ({original[:8]})", innermost, named=False)


def _restated(claims: Mapping[str, Claim], traced: Mapping[str, _Traced]) -> dict[str, _Traced]:
    """A document's own voice repeating the very number of a source it quotes counts for that source."""
    quoted: dict[tuple[str, Harm, int | None, int | None], list[_Traced]] = defaultdict(list)
    for identity in sorted(claims):
        claim, found = claims[identity], traced[identity]
        if claim.speakers and claim.stance is not Stance.DENIED and (claim.low, claim.high) != (None, None):
            quoted[claim.doc, claim.harm, claim.low, claim.high].append(found)
    out = dict(traced)
    for identity, claim in claims.items():
        if not claim.speakers:
            sources = quoted.get((claim.doc, claim.harm, claim.low, claim.high), [])
            if len({(t.root, t.speaker) for t in sources}) == 1:
                out[identity] = sources[0]
    return out


def _say(
    identity: str,
    claim: Claim,
    traced: _Traced,
    documents: Mapping[str, Document],
    texts: Mapping[str, str],
    shown: Mapping[str, str],
    whole: Claim | None,
) -> Said:
    document = documents.get(claim.doc)
    root = shown.get(traced.root, traced.root) if traced.named else traced.root
    speaker = shown.get(traced.speaker, traced.speaker)
    return Said(
        id=identity,
        claim=claim,
        root=root,
        speaker="" if speaker == root else speaker,
        label=label(document, claim.doc),
        published=document.published if document else None,
        whole=whole,
        anchor=texts.get(claim.doc, "")[claim.start : claim.end],
    )


def _documents(said: Sequence[Said]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.claim.doc for one in said))


def _via(name: str, said: Sequence[Said], original: Mapping[str, str], documents: Mapping[str, Document]) -> str:
    """How these documents come to count for one source, in words."""
    own, passed, copies = [], [], []
    for doc in _documents(said):
        called = label(documents.get(doc), doc)
        if original.get(doc, doc) != doc:
            copies.append(called)
        elif name.startswith(called) or _same(called, name):
            own.append(called)
        else:
            passed.append(called)
    words = []
    if own:
        words.append("its own report" if len(own) == 1 else f"its own {len(own)} reports")
    if passed:
        words.append("quoted by " + ", ".join(dict.fromkeys(passed)))
    if copies:
        words.append("near-same text in " + ", ".join(dict.fromkeys(copies)))
    return "; ".join(words)


def _same(a: str, b: str) -> bool:
    return names.holds(names.key(a), names.key(b)) or names.holds(names.key(b), names.key(a))
