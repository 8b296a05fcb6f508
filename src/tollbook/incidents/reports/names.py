"""The names in a text, of places above all, in a form in which Arabic and Latin script meet; and other words."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from tollbook.places.names import fold, plain, skeleton

LONGEST = 1200
"""Characters from the beginning of a passage that are looked at: what follows is often of other events."""
SHORTEST = 3
"""Letters of a name's consonants by which it is compared; a shorter one keeps its vowels."""
_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
_BETWEEN_PLACES = re.compile("[,،]")
_PIECES = re.compile(r"['’\-]")
_ARABIC = re.compile(r"[\u0600-\u06ff]")
_CLITICS = re.compile(r"^(?:[وف]?[بلك]?ال|[وف]?لل|[وفبلك])(?=\w{3})")
_VOWELS = str.maketrans({"y": "i", "w": "u", "e": "i", "o": "u", "a": None})


@dataclass(frozen=True, slots=True)
class Wording:
    """What a passage calls things: `named` stand where names of places do, `words` are all that could be names."""

    named: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()


def wording(text: str) -> Wording:
    """The names and words of the beginning of `text`, each as its consonants (`key`)."""
    named: set[str] = set()
    words: set[str] = set()
    before, short = "", ""
    for found in _WORD.finditer(text[:LONGEST]):
        word = found[0]
        arabic = bool(_ARABIC.match(word))
        keys = _arabic_keys(word) if arabic else _latin_keys(word) if word[0].isupper() else ()
        words.update(keys)
        if keys and (not arabic or _is_kind(before)):
            named.update(keys)
        if short and keys:
            words.add(short + keys[-1])
            if not arabic or keys[-1] in named:
                named.add(short + keys[-1])
        is_short = bool(keys) and len(keys[-1]) <= SHORTEST and not (arabic and _is_kind(word))
        short = keys[-1] if is_short else ""
        if short and arabic and _is_kind(before):
            named.add(short)
            before = before if len(word) <= 4 else word  # "the town of Kafr …": what follows is of the name too
        else:
            before = word if arabic else ""
    return Wording(frozenset(named), frozenset(words))


def place_keys(written: str) -> frozenset[str]:
    """The keys of the words in the first name of a place as a claim gives it."""
    words = _WORD.findall(_BETWEEN_PLACES.split(written)[0])
    return frozenset(
        one for word in words for one in (_arabic_keys(word) if _ARABIC.match(word) else _latin_keys(word))
    )


def _keys(word: str) -> tuple[str, ...]:
    return _arabic_keys(word) if _ARABIC.match(word) else _latin_keys(word)


@lru_cache(maxsize=200_000)
def key(word: str) -> str:
    """The consonants of a word; where they are too few, its letters with vowels told apart only roughly."""
    folded = fold(word)
    bones = skeleton(folded)
    return bones if len(bones) >= SHORTEST else folded.translate(_VOWELS)


@lru_cache(maxsize=200_000)
def _arabic_keys(word: str) -> tuple[str, ...]:
    """The word as written, and without the letters written together with it."""
    written = plain(word)
    bare = _CLITICS.sub("", written)
    return tuple(found for found in dict.fromkeys((key(written), key(bare))) if len(found) > 1)


@lru_cache(maxsize=200_000)
def _latin_keys(word: str) -> tuple[str, ...]:
    found = (key(piece) for piece in _PIECES.split(word) if len(piece) > 2)
    return tuple(one for one in found if len(one) > 1)


@lru_cache(maxsize=50_000)
def _is_kind(word: str) -> bool:
    written = plain(word)
    return written in _kinds() or _CLITICS.sub("", written) in _kinds()


@cache
def _kinds() -> frozenset[str]:
    data = tomllib.loads(files(__package__).joinpath("names.toml").read_text(encoding="utf-8"))
    return frozenset(plain(word) for word in data["kinds"])
