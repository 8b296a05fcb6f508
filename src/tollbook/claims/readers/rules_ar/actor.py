"""Actor: who is said to have done it, by the verb they are the subject of, the means that is theirs, or "by"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from tollbook.claims.readers.rules_ar import lexicon
from tollbook.claims.readers.rules_ar.harm import transitive
from tollbook.claims.readers.rules_ar.people import noun_in
from tollbook.claims.readers.rules_ar.phrases import is_word, phrase_at
from tollbook.claims.readers.rules_ar.words import Word, is_definite, normalise

_MARKS: Final = "\"“”«»'‘’#"
_BELONGING: Final = frozenset(
    form
    for stem in ("تابع", "موال")
    for article in ("", "ال")
    for form in (f"{article}{stem}{end}" for end in ("", "ه", "يه", "ان", "ين", "تان", "تين", "ون"))
)
_OPENING: Final = "\"“”«'("
_CLOSING: Final = "\"”“»')"
QUOTED: Final = 11
"""Words from a noun to the end of its name in quotation marks or brackets."""
_MOST: Final = 8
"""Words of one doer."""


@dataclass(frozen=True, slots=True)
class Actor:
    """The words `first` to `last` name a doer, found at word `at`; `start`, `end` are offsets in the text.

    `rank` orders how surely it is the doer: 3 said by "by", 2 a subject or the owner of a means, 1 an adjective.
    """

    first: int
    last: int
    start: int
    end: int
    at: int
    rank: int


def find_actors(words: Sequence[Word]) -> tuple[Actor, ...]:
    """Everyone who is said to have done something violent in a sentence, in order."""
    found: list[Actor] = []
    for i, word in enumerate(words):
        if word.kind != "word":
            continue
        actor = _by(words, i) or _owner(words, i) or _subject(words, i) or _label(words, i)
        if actor is not None and not any(a.first <= actor.first <= a.last and a.rank >= actor.rank for a in found):
            found.append(actor)
    return tuple(found)


def _by(words: Sequence[Word], i: int) -> Actor | None:
    hit = phrase_at(words, i, "actors", "by")
    if hit is None:
        return None
    at = hit.last + 1
    while (
        at < len(words)
        and at < hit.last + 4
        and (
            is_word(words[at], "actors", "act", "kind")
            or words[at].bare in lexicon.words("grammar", "called", "words")
        )
    ):
        at += 1
    strong = words[hit.first].bare not in ("مصدره", "مصدرها")
    return _name(words, at, i, 3 if strong else 2)


def _label(words: Sequence[Word], i: int) -> Actor | None:
    """A line of a list by whoever did it: "- government forces: 78 civilians"."""
    if any(word.kind == "word" for word in words[:i]):
        return None
    actor = _name(words, i, i, 2)
    if actor is None or actor.last + 2 >= len(words) or words[actor.last + 1].text != ":":
        return None
    counted = [
        word.kind == "number" or noun_in(word) is not None for word in words[actor.last + 2 : actor.last + 4]
    ]
    return actor if any(counted) else None


def _owner(words: Sequence[Word], i: int) -> Actor | None:
    """ "قصف مدفعي لقوات النظام", "قصف النظام", "قصف تركي"."""
    if not is_word(words[i], "actors", "act", "means"):
        return None
    if i and words[i - 1].is_one_of(lexicon.words("actors", "bare", "repelled")) is not None:
        return None
    at = i + 1
    while at < len(words) and at < i + 6 and _is_kind(words[at]):
        at += 1
    side = i + 1
    while side < at and not _is_side(words[side]):
        side += 1
    if at < len(words) and words[at].bare == "من":
        at += 1
    if at < len(words):
        owner = _name(words, at, i, 2)
        if owner is not None:
            return owner
        if words[at].bare in ("ل", "لـ") and (owner := _name(words, at + 1, i, 2)):
            return owner
    if side >= at and at < len(words) and _is_side(words[at]):
        side = at
    if side < len(words) and side <= at and _is_side(words[side]):
        return _adjective(words, side, i)
    return None


def _adjective(words: Sequence[Word], at: int, i: int) -> Actor:
    word = words[at]
    cut = next(c for f, c in word.forms if f in lexicon.words("actors", "adjective", "side"))
    return Actor(at, at, word.start + (0 if is_definite(word, cut) and cut == 2 else cut), word.end, i, 1)


def _is_kind(word: Word) -> bool:
    return is_word(word, "actors", "act", "kind") or _is_side(word) or word.text in _MARKS


def _is_side(word: Word) -> bool:
    return is_word(word, "actors", "adjective", "side")


def _subject(words: Sequence[Word], i: int) -> Actor | None:
    """Whoever stands after a verb of violence, or right before it ("قوات النظام استهدفت")."""
    word = words[i]
    cut = word.is_one_of(lexicon.words("actors", "act", "verb"))
    cut = transitive(word) if cut is None else cut
    if cut is None or is_definite(word, cut) or (cut and word.bare[:1] in tuple("بلك")):
        return None
    at = i + 1
    while (
        at < len(words)
        and at < i + 4
        and (phrase_at(words, at, "time", "day") or is_word(words[at], "time", "part", "words"))
    ):
        at += 1
    after = _name(words, at, i, 2) if at < len(words) and words[at].bare[:1] not in ("ب",) else None
    if after is not None:
        return after
    for first in range(max(0, i - 9), i):
        before = _name(words, first, i, 2)
        between = words[before.last + 1 : i] if before is not None else ()
        if before is not None and (_only_aside(between) or _joins(between)):
            return before
    return None


def _joins(words: Sequence[Word]) -> bool:
    """Whether "and ..." joins another doer to the first, up to the verb."""
    if not words or not words[0].bare.startswith("و") or len(words) > 5:
        return False
    body = phrase_at(words, 0, "actors", "noun") or phrase_at(words, 0, "actors", "name")
    return body is not None and all(word.kind == "word" for word in words)


def _only_aside(words: Sequence[Word]) -> bool:
    """Whether nothing stands between a subject and its verb but marks, "had" and what brackets hold."""
    depth = 0
    for word in words:
        if word.text in "()":
            depth += 1 if word.text == "(" else -1
        elif depth <= 0 and word.text not in "،," + _MARKS and word.bare not in ("قد", "كانت", "كان"):
            return False
    return True


def _name(words: Sequence[Word], i: int, at: int, rank: int) -> Actor | None:
    """The name of a doer that begins at word `i`; None where no doer does."""
    start = i
    while i < len(words) and words[i].text in _MARKS:
        i += 1
    if i >= len(words) or words[i].kind != "word":
        return None
    name = phrase_at(words, i, "actors", "name")
    noun = phrase_at(words, i, "actors", "noun")
    hit = name if name is not None and (noun is None or name.last > noun.last) else noun
    if hit is None or not _bare_front(words[i], hit.cut):
        return None
    quoted = start < i and words[i - 1].text in _MARKS
    last = hit.last
    while last + 1 < len(words) and last - i < _MOST and _goes_on(words, last + 1):
        last += 1
    last = _close(words, i, last)
    if hit is noun and _is_bare(words[i : last + 1]) and (last > i or not is_definite(words[i], hit.cut)):
        return None
    front = words[i].start + _front(words[i], hit.cut)
    if quoted and last > i and words[last].text in _MARKS and hit.cut == 0:
        front = words[i - 1].start
    return Actor(i, last, front, words[last].end, at, rank)


def _is_bare(words: Sequence[Word]) -> bool:
    """Whether a noun names no doer without whose it is: "fighters", "drones"."""
    unmanned = lexicon.words("actors", "bare", "unmanned")
    named = words[0].is_one_of(lexicon.words("actors", "bare", "words")) is not None
    return named and all(word.is_one_of(unmanned) is not None for word in words[1:])


def doer_at(words: Sequence[Word], i: int) -> Actor | None:
    """The doer whose name begins at word `i`; None where no doer's does."""
    return _name(words, i, i, 2) if i < len(words) else None


def _close(words: Sequence[Word], i: int, last: int) -> int:
    """Takes in a quoted name that follows ('"قسد"'), and "and its ..."."""
    if last + 2 < len(words) and words[last + 1].text in _OPENING and words[last + 2].kind == "word":
        end = next((k for k in range(last + 2, min(len(words), last + QUOTED)) if words[k].text in _CLOSING), None)
        if end is not None:
            last = end
            while last + 1 < len(words) and _goes_on(words, last + 1):
                last += 1
    elif last + 1 < len(words) and words[last + 1].text in '"”»' and words[max(0, i - 1)].text in _MARKS:
        last += 1
    if last + 1 < len(words) and words[last + 1].bare.startswith("و"):
        joined = words[last + 1]
        if joined.bare in (
            "ومرتزقته",
            "وميليشياته",
            "وحلفاوه",
            "وحلفايه",
            "وحلفاوها",
            "وحلفايها",
            "وروسيا",
            "وتركيا",
            "وايران",
            "وقسد",
        ):
            last += 1
    return last


def _goes_on(words: Sequence[Word], i: int) -> bool:
    word = words[i]
    if word.kind != "word":
        return False
    if word.bare in lexicon.words("actors", "adjective", "of"):
        return True
    if word.bare in _BELONGING and i + 1 < len(words):
        return words[i + 1].bare.startswith("ل") and _of(words[i + 1])
    if word.bare.startswith("ل"):
        return words[i - 1].bare in _BELONGING and _of(word)
    if word.bare[:1] in tuple("وفب"):
        return False
    return is_word(word, "actors", "adjective", "side") or is_word(word, "actors", "adjective", "more")


def _of(word: Word) -> bool:
    return (
        is_word(word, "actors", "noun", "body")
        or word.is_one_of(lexicon.words("actors", "name", "words")) is not None
    )


def _bare_front(word: Word, cut: int) -> bool:
    """Whether only the article or "for" is glued in front."""
    return normalise(word.text[:cut]) in ("", "ل", "ال", "لل", "و", "وال", "ب", "بال")


def _front(word: Word, cut: int) -> int:
    """Letters to leave out in front: clitics, but not the article."""
    glued = normalise(word.text[:cut])
    return cut - 2 if glued in ("ال", "وال", "بال") else cut
