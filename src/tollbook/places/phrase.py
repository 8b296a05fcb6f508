"""Take a written place apart: the names in it, from the smallest to what contains it, and how exactly they hold.

"the village of Sarfana, some 45km (28 miles) south of Mosul" is Sarfana, which is 45 km south of Mosul;
"al-Jadida district, west Mosul" is the area al-Jadida in the west of Mosul; "near Raqqa, Syria" is a place near
Raqqa, in Syria. Only names are looked for in gazetteers; the other words say what their coordinates are worth.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache

from tollbook.places.countries import people_of
from tollbook.places.names import plain
from tollbook.places.vocabulary import Role, Sort, is_compound, meaning

_BREAKS = re.compile(r"[,،;؛:()\[\]/\n]|\s[-–—]+\s")
_MEASURE = re.compile(r"(\d+(?:\.\d+)?)(?:[-–](\d+(?:\.\d+)?))?([^\W\d_]*)$")
_POSSESSIVE = re.compile(r"['’]s?$", re.IGNORECASE)
_TRIMMED = ".\"'“”‘’«»!?#@"
_LETTERS = 2
_NAME_STANDS_FIRST = frozenset({Sort.DIVISION, Sort.DISTRICT, Sort.AREA, Sort.FACILITY, Sort.COUNTRYSIDE})
LONGEST = 400
"""Characters of a written place that are looked at; a reader that gives more has taken a sentence for a place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One name in a written place.

    `written` is the whole of it ("Deir Ezzor air base"), `name` without the words of kind and direction
    ("Deir Ezzor"). `near` says that the harm was not there but nearby; `km` and `bearing` how far and which way,
    where the text says. `beside` marks another place of the same rank ("Aleppo and Idlib").
    """

    written: str
    name: str
    sorts: frozenset[Sort] = frozenset()
    direction: str = ""
    near: bool = False
    km: float | None = None
    bearing: str = ""
    beside: bool = False


@dataclass(frozen=True, slots=True)
class Phrase:
    """The names in a written place, smallest first, and the countries whose peoples it names (ISO codes)."""

    pieces: tuple[Piece, ...] = ()
    peoples: tuple[str, ...] = ()


@lru_cache(maxsize=20_000)
def parse(written: str) -> Phrase:
    """The names in a written place; none where its words hold no name.

    A single word in lower case is an ordinary word, not a name.
    """
    pieces: list[Piece] = []
    peoples: list[str] = []
    measured: _Draft | None = None
    for segment in _BREAKS.split(written[:LONGEST]):
        reading = _Segment(segment.split(), measured)
        found = reading.read()
        if not found and pieces and reading.draft.near and reading.draft.km is None and not reading.draft.bearing:
            pieces[-1] = replace(pieces[-1], near=True)  # "Mosul, outskirts"
        pieces += found
        peoples += reading.peoples
        measured = reading.draft if reading.draft.km is not None or reading.draft.bearing else None
    return Phrase(tuple(pieces), tuple(peoples))


def names(written: str) -> tuple[str, ...]:
    """Only the names, smallest first: what is left to compare where no gazetteer knows a place."""
    return tuple(piece.name for piece in parse(written).pieces)


@dataclass(slots=True)
class _Draft:
    """A piece while it is being read."""

    written: list[str] = field(default_factory=list)
    name: list[str] = field(default_factory=list)
    sorts: set[Sort] = field(default_factory=set)
    direction: str = ""
    near: bool = False
    km: float | None = None
    bearing: str = ""
    beside: bool = False

    def piece(self) -> Piece | None:
        """The piece, if there is a name; words that only join ("Aleppo and", "Bay of") do not end one."""
        while self.name and not _capital(self.name[-1]):
            self.name.pop()
        if not self.name:
            return None
        fields = {name: getattr(self, name) for name in ("direction", "near", "km", "bearing", "beside")}
        return Piece(
            written=" ".join(self.written), name=" ".join(self.name), sorts=frozenset(self.sorts), **fields
        )


class _Segment:
    """The reading of the words between two breaks, from left to right.

    `draft` is the piece being read; at the end it is a measure without a name, if the words end in one.
    """

    def __init__(self, tokens: list[str], measured: _Draft | None) -> None:
        self.tokens = [token.strip(_TRIMMED) or token for token in tokens]
        self.words = [plain(token) for token in self.tokens]
        self.draft = measured or _Draft()
        self.pieces: list[Piece] = []
        self.larger: list[Piece] = []
        self.peoples: list[str] = []

    def read(self) -> list[Piece]:
        at = 0
        while at < len(self.tokens):
            at = self._measure(at) or self._expression(at) or self._name(at)
        if self.draft.near and not self.draft.name and self.draft.km is None and self.pieces:
            self.pieces[-1] = replace(self.pieces[-1], near=True)  # "Mosul outskirts"
            self.draft = _Draft()
        self._close()
        return [*self.pieces, *self.larger]

    def _close(self) -> None:
        """The piece is whole; the next begins. A measure waits for its name."""
        if piece := self.draft.piece():
            self.pieces.append(piece)
            self.draft = _Draft()
        elif not self.draft.near:
            self.draft = _Draft()

    def _measure(self, at: int) -> int | None:
        """A distance ("45km", "28 miles", "10-15 km"): what it is measured from comes later."""
        found = _MEASURE.match(self.words[at])
        if not found:
            return None
        ahead = [found[3]] if found[3] else self.words[at + 1 : at + 3]
        unit = meaning(ahead, 0)
        if unit is None or unit[0].role is not Role.UNIT:
            return None
        self._close()
        low = float(found[1])
        if self.draft.km is None:  # "45km (28 miles)": the first is the one that was measured
            self.draft.near = True
            self.draft.km = (low + float(found[2] or low)) / 2 * float(unit[0].value)
        return at + (1 if found[3] else 1 + unit[1])

    def _expression(self, at: int) -> int | None:
        """A word or expression of the vocabulary, if one stands here; the position after it."""
        found = meaning(self.words, at)
        if found is None:
            return None
        here, length = found
        taken, after = self.tokens[at : at + length], at + length
        match here.role:
            case Role.NEAR:
                self._close()
                self.draft.near = True
            case Role.WITHIN if self.draft.name or self.draft.sorts or not self.draft.near:
                self._close()
                self.draft = _Draft()  # "near the market in Raqqa" is in Raqqa
            case Role.BESIDE:
                self._close()
                self.draft.beside = bool(self.pieces)
            case Role.DIRECTION if self._is_of(after):
                self._close()
                self.draft.near, self.draft.bearing = True, here.value
                after += 1
            case Role.DIRECTION if len(taken[0]) <= _LETTERS and not taken[0].isupper():
                pass
            case Role.DIRECTION:
                self.draft.direction = self.draft.direction or here.value
                self.draft.written += taken
            case Role.KIND:
                self.draft.sorts.add(Sort(here.value))
                self.draft.written += taken
            case Role.OF:
                self._of(taken)
            case Role.PARTICLE:
                following = after < len(self.tokens) and _capital(self.tokens[after])
                if self.draft.name or following:
                    self._add(taken)
            case _:
                pass
        return after

    def _of(self, taken: list[str]) -> None:
        """After a kind, what follows "of" is its name ("the Damascus suburb of Douma") or what contains it."""
        draft = self.draft
        if not draft.name:
            draft.written.clear()
        elif draft.sorts & _NAME_STANDS_FIRST:
            self._close()
        elif draft.sorts:
            if piece := draft.piece():
                self.larger.append(replace(piece, sorts=frozenset(), written=piece.name, near=False))
            self.draft = _Draft(sorts=draft.sorts, near=draft.near, beside=draft.beside)
        else:
            self._add(taken)

    def _name(self, at: int) -> int:
        """A word that is in no list: a part of a name, if it looks like one."""
        token = self.tokens[at]
        if is_compound(self.words[at]):
            return at + 1
        possessor = _POSSESSIVE.sub("", token)
        if code := people_of(possessor):
            self.peoples.append(code)
        elif possessor != token and _capital(possessor):  # "Mosul's Jadida": what contains the next name
            whole = " ".join([*self.draft.name, possessor])
            self.larger.append(Piece(written=whole, name=whole))
            self.draft.name, self.draft.written = [], []
        elif _capital(token):
            self._add([token])
        return at + 1

    def _add(self, taken: list[str]) -> None:
        self.draft.name += taken
        self.draft.written += taken

    def _is_of(self, at: int) -> bool:
        found = meaning(self.words, at)
        return found is not None and found[0].role is Role.OF


def _capital(token: str) -> bool:
    """Whether a word can be (part of) a name: it has a capital, or its script knows none."""
    return any(letter.isalpha() and not letter.islower() for letter in token)
