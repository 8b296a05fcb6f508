"""Screen what is to be public: an allow-list of fields, and what the recorder withholds."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any, Literal

from tollbook.model.assessment import Assessment
from tollbook.model.claim import Claim
from tollbook.model.document import Document, Origin
from tollbook.model.finding import Finding, Refusal
from tollbook.model.incident import Incident
from tollbook.model.judgement import Position
from tollbook.model.material import Material
from tollbook.model.place import Location
from tollbook.model.release import Withheld
from tollbook.model.vocabulary import Scope

# Field by field, what may be public. A field that is not listed stays in the book: whoever adds one to the
# model must decide here before it can appear. Kept in by its absence: who recorded or judged and why, the
# paths a file had on disk, findings on sources, the scores of links, the places that lost, the confidence
# of a reader.
ALLOWED: Mapping[type, tuple[str, ...]] = {
    Document: ("id", "size", "media", "text", "publisher", "published", "url", "language", "title"),
    Claim: (
        *("doc", "start", "end", "harm", "low", "high", "count_text", "status", "age", "sex", "scope"),
        *("part_of", "stance", "speakers", "date_start", "date_end", "place", "cause", "actor"),
    ),
    Location: ("written", "name", "id", "country", "latitude", "longitude", "precision", "within"),
    Incident: ("id", "claims"),
    Position: ("incident", "party", "step", "date", "claim", "document", "quote", "conceded"),
    Assessment: (
        *("incident", "profile", "when", "where", "figures", "grade", "strike_status", "parties", "roots"),
        *("reasons", "cause", "conceded", "first_report", "days_to_statement", "days_to_admission"),
    ),
    Finding: ("code", "message"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """What the recorder keeps back, beyond the fields that are never public.

    `incidents`, `claims` and `documents` name what is withheld, documents by id or by the name they came in
    under. `quotes` is "sentence" (the sentence around each anchor) or "anchor" (the counted words alone).
    `decimals` rounds coordinates (2: about a kilometre), None leaves them as they are.
    """

    incidents: frozenset[str] = frozenset()
    claims: frozenset[str] = frozenset()
    documents: frozenset[str] = frozenset()
    quotes: Literal["sentence", "anchor"] = "sentence"
    decimals: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Screened:
    """Material that has passed a screen: assess, tally and freeze only this."""

    material: Material
    screen: Screen
    withheld: Withheld


class _Kept(Mapping[str, str]):
    """Of `texts` those of `documents` alone; fetched when they are asked for, as a book may hold many."""

    def __init__(self, texts: Mapping[str, str], documents: Mapping[str, Document]) -> None:
        self._texts = texts
        self._ids = sorted(texts.keys() & documents.keys())
        self._known = frozenset(self._ids)

    def __getitem__(self, document: str) -> str:
        if document not in self._known:
            raise KeyError(document)
        return self._texts[document]

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)


def load(path: Path) -> Screen:
    """The screen written in the TOML file `path`; docs/guide/release.md gives its settings.

    Raises Refusal where the file cannot be read or holds anything else: a setting that is not understood
    might be the one that was to protect somebody.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise Refusal(
            f"The screen {path} cannot be read: {error}.", "Write it as docs/guide/release.md shows."
        ) from error
    withhold = data.pop("withhold", {})
    lists = (
        {name: withhold.pop(name, []) for name in ("incidents", "claims", "documents")}
        if _is_table(withhold)
        else {}
    )
    quotes, decimals = data.pop("quotes", "sentence"), data.pop("decimals", None)
    if (
        data
        or not _is_table(withhold)
        or withhold
        or not all(
            isinstance(names, list) and all(isinstance(name, str) for name in names) for names in lists.values()
        )
        or quotes not in ("sentence", "anchor")
        or not (
            decimals is None
            or (isinstance(decimals, int) and not isinstance(decimals, bool) and 0 <= decimals <= 9)
        )
    ):
        raise Refusal(
            f"The screen {path} holds something that is not a setting of a screen.",
            "It may hold quotes, decimals, and a table [withhold] with lists of incidents, claims and documents.",
        )
    return Screen(**{name: frozenset(names) for name, names in lists.items()}, quotes=quotes, decimals=decimals)


def allowed(value: Any) -> dict[str, Any]:
    """The fields of `value` that may be public, by name. Raises KeyError for a type that has none."""
    return {name: getattr(value, name) for name in ALLOWED[type(value)]}


def admit(material: Material, screen: Screen) -> Screened:
    """What of `material` may be public under `screen`.

    Assess and tally the result afresh: then no published number rests on what is not published. Which claims
    are one incident, and its id, stay as they are in the book (docs/method/release.md). An incident none of whose
    claims may be public is withheld too. Raises Refusal where the screen withholds something that is not in the
    book: a misspelt name must not publish a source.
    """
    hidden = _documents_named(material.documents, screen.documents)
    _refuse_unknown("incident", screen.incidents - material.incidents.keys())
    _refuse_unknown("claim", screen.claims - material.claims.keys())

    documents = {id_: _document(document) for id_, document in material.documents.items() if id_ not in hidden}
    candidates = {
        id_
        for id_, claim in material.claims.items()
        if claim.doc in documents and id_ not in screen.claims
    }  # fmt: skip
    incidents = {
        id_: Incident(id=id_, claims=tuple(claim for claim in incident.claims if claim in candidates))
        for id_, incident in material.incidents.items()
        if id_ not in screen.incidents and any(claim in candidates for claim in incident.claims)
    }
    linked = {claim for incident in material.incidents.values() for claim in incident.claims}
    shown = {claim for incident in incidents.values() for claim in incident.claims}
    shown |= {id_ for id_ in candidates - linked if material.claims[id_].scope is not Scope.INCIDENT}
    positions = tuple(
        position for position in material.positions if _rests_on(position, incidents, shown, documents)
    )
    public = Material(
        documents=documents,
        texts=_Kept(material.texts, documents),
        claims={id_: Claim(**allowed(claim)) for id_, claim in material.claims.items() if id_ in shown},
        incidents=incidents,
        locations={id_: location(place, screen) for id_, place in material.locations.items() if id_ in shown},
        positions=tuple(replace(position, by="", why="") for position in positions),
        wholes={part: whole for part, whole in material.wholes.items() if part in shown and whole in shown},
    )
    withheld = Withheld(
        incidents=len(material.incidents) - len(incidents),
        documents=len(hidden),
        claims=len(material.claims) - len(shown),
        positions=len(material.positions) - len(positions),
    )
    return Screened(material=public, screen=screen, withheld=withheld)


def location(place: Location, screen: Screen) -> Location:
    """A place as it may be public: without the places that lost, its coordinates rounded as the screen says."""
    public = Location(**allowed(place))
    if screen.decimals is None or public.latitude is None or public.longitude is None:
        return public
    return replace(
        public,
        latitude=round(public.latitude, screen.decimals),
        longitude=round(public.longitude, screen.decimals),
    )


def relative_name(name: str) -> str:
    """A file's name as it may be public: relative, without anything of the recorder's disk."""
    path = PureWindowsPath(name) if "\\" in name or ":" in name else PurePosixPath(name)
    parts = [part for part in path.parts if part not in (path.anchor, "..", ".")]
    return "/".join(parts[-1:] if path.anchor or ".." in path.parts else parts)


def _document(document: Document) -> Document:
    names = sorted({relative_name(origin.name) for origin in document.origins})
    return Document(**allowed(document), origins=tuple(Origin(name=name) for name in names))


def _rests_on(
    position: Position, incidents: Mapping[str, Incident], claims: set[str], documents: Mapping[str, Document]
) -> bool:
    return (
        position.incident in incidents
        and (not position.claim or position.claim in claims)
        and (not position.document or position.document in documents)
    )


def _documents_named(documents: Mapping[str, Document], names: Iterable[str]) -> set[str]:
    wanted = set(names)
    found: dict[str, set[str]] = {
        id_: wanted & {id_, *(origin.name for origin in document.origins)} for id_, document in documents.items()
    }
    _refuse_unknown("document", wanted - {name for hits in found.values() for name in hits})
    return {id_ for id_, hits in found.items() if hits}


def _refuse_unknown(word: str, names: Iterable[str]) -> None:
    if unknown := sorted(names):
        raise Refusal(
            f"The screen withholds the {word} {unknown[0]}, and the book has none of that name.",
            "Correct the screen; nothing was released.",
        )


def _is_table(value: object) -> bool:
    return isinstance(value, dict)
