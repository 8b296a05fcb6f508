"""Blame: who did it, read off the order of the words where the tree of a sentence names nobody."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from tollbook.claims.readers.rules_en import lexicon
from tollbook.claims.readers.rules_en.grammar import kids
from tollbook.claims.readers.rules_en.parse import Word

_PHRASE_TAGS = ("DT", "JJ", "NN", "HYPH", "VBN", "CD", "POS", "VBG")
_BETWEEN_TAGS = ("RB", "MD")
_AUXILIARY = frozenset({"have", "has", "had", "was", "were", "been", "be", "is", "are"})


def blamed(words: Sequence[Word], near: int) -> tuple[int, int] | None:
    """Offsets of whoever a sentence says to have attacked, as said nearest to word `near`.

    Told by a passive or a charge ("hurled by X", "attributed to X", "blames X for") or by a verb that only an
    attacker does ("X stormed", "X blew himself up", "X claimed responsibility").
    """
    found = []
    charges, assails = _charges(), _assails()
    for word in words:
        head = _charged(words, word.i) if word.lower in charges else None
        head = _assailant(words, word.i) if head is None and word.lower in assails else head
        if head is None and word.lower in lexicon.words("actors", "against", "nouns"):
            head = _opponent(words, word.i)
        if head is not None and not _is_bare_means(words, head):
            found.append((abs(word.i - near), head))
    return _phrase(words, min(found)[1]) if found else None


@functools.cache
def _charges() -> frozenset[str]:
    return lexicon.words("actors", "charge", "verbs") | lexicon.words("actors", "charge", "passive")


@functools.cache
def _assails() -> frozenset[str]:
    """Verbs that only an attacker does, alone or with what follows them."""
    assail = lexicon.table("actors")["assail"]
    return frozenset({*assail["enters"], *assail["verbs"], *assail["with_means"], *assail["phrases"]})


def _charged(words: Sequence[Word], i: int) -> int | None:
    """The head of whom word `i` charges: what follows it, or what follows the "by", "to", "on" after it."""
    rest = [word.lower for word in words[i + 1 : i + 4]]
    lead = next((n for n, lower in enumerate(rest) if lower in ("by", "to", "on")), None)
    close = lexicon.words("actors", "charge", "between")
    if lead is not None and (lead == 0 or "".join(rest[:lead]) in close):
        after = i + 2 + lead + (1 if rest[lead + 1 : lead + 2] == ["be"] else 0)
        passive = words[i].lower in lexicon.words("actors", "charge", "passive") and rest[lead] == "by"
        charge = words[i].lower in lexicon.words("actors", "charge", "verbs")
        return _doer_from(words, after) if passive or charge else None
    return _doer_from(words, i + 1) if words[i].lower in lexicon.words("actors", "charge", "object") else None


def _doer_from(words: Sequence[Word], first: int) -> int | None:
    """The head of the noun phrase that begins at a word, where it may be a doer."""
    while first < len(words) and words[first].lower in ("about", "around", "some", "at", "least", "up", "to"):
        first += 1
    last = first
    while last < len(words) and words[last].tag.startswith(_PHRASE_TAGS):
        last += 1
    heads = [word.i for word in words[first:last] if word.tag.startswith("NN")]
    return heads[-1] if heads and _may_do(words, heads[-1]) else None


def _opponent(words: Sequence[Word], i: int) -> int | None:
    """ "Clashes with X": the other side."""
    return _doer_from(words, i + 2) if i + 2 < len(words) and words[i + 1].lower == "with" else None


def _is_bare_means(words: Sequence[Word], head: int) -> bool:
    """Whether a doer is a means without a word that says whose: "artillery", "helicopters"."""
    means = lexicon.words("actors", "means") | lexicon.words("actors", "unnamed", "means")
    return words[head].lower in means and not any(
        words[k].tag.startswith(("JJ", "NN")) and words[k].text[:1].isupper() for k in words[head].children
    )


def _may_do(words: Sequence[Word], head: int) -> bool:
    word = words[head]
    time = lexicon.table("time")
    if word.lower in time["weekdays"] or word.lower in lexicon.words("actors", "means", "not_actor"):
        return False
    return (
        word.tag.startswith("NNP")
        or word.lower in lexicon.words("actors", "noun")
        or word.lower in ("people", "suspects")
    )


def _assailant(words: Sequence[Word], i: int) -> int | None:
    """The subject of a verb that only an attacker does."""
    if not words[i].tag.startswith(("VB", "NN")) or not _attacks(words, i):
        return None
    heads = kids(words, i, "nsubj")
    above = words[i]
    while not heads and above.dep in ("conj", "advcl", "xcomp") and above.head != above.i:
        above = words[above.head]
        heads = kids(words, above.i, "nsubj")
    if heads:
        head = words[above.head].i if words[heads[0]].lower in ("who", "which", "that") else heads[0]
        near = _before(words, i)
        if near is not None and words[near].lower in lexicon.words("actors", "noun"):
            head = near if words[head].tag.startswith("NNP") else head
        return head if words[head].tag.startswith("NN") and _may_attack(words, head) else None
    near = _before(words, i)
    return near if near is not None and _may_attack(words, near) else None


def _before(words: Sequence[Word], i: int) -> int | None:
    """The noun right before a verb and its auxiliaries."""
    k = i - 1
    while k >= 0 and (words[k].tag.startswith(_BETWEEN_TAGS) or words[k].lower in _AUXILIARY):
        k -= 1
    return k if k >= 0 and words[k].tag.startswith("NN") else None


def _may_attack(words: Sequence[Word], head: int) -> bool:
    """Whether a subject is a doer and no means ("a missile") or place."""
    lower = words[head].lower
    listed = lower in lexicon.words("actors", "noun")
    return listed or (words[head].tag.startswith("NNP") and lower not in lexicon.words("actors", "means"))


def _attacks(words: Sequence[Word], i: int) -> bool:
    lower = words[i].lower
    enters = lower in lexicon.words("actors", "assail", "enters") and _is_group(words, i)
    if enters or lower in lexicon.words("actors", "assail", "verbs"):
        return not any(words[k].dep in ("auxpass", "nsubjpass") for k in words[i].children)
    if lower in lexicon.words("actors", "assail", "with_means"):
        means = lexicon.words("actors", "means")
        return any(word.lower in means for word in words[i + 1 : i + 8])
    phrase = lexicon.table("actors")["assail"]["phrases"].get(lower)
    if phrase is None:
        return False
    return re.match(phrase, " ".join(word.lower for word in words[i + 1 : i + 4])) is not None


def _is_group(words: Sequence[Word], i: int) -> bool:
    """Whether an armed group or its men are the subject of a verb: "rebels entered the village"."""
    armed = lexicon.words("people", "combatant", "groups") | lexicon.words("actors", "noun")
    return any(words[k].lower in armed for k in kids(words, i, "nsubj"))


def _phrase(words: Sequence[Word], head: int) -> tuple[int, int]:
    """The noun phrase of a doer with its "of X" and "from X", without clauses."""
    first = head
    while first > 0 and words[first - 1].tag.startswith(_PHRASE_TAGS) and words[first - 1].lower not in _AUXILIARY:
        first -= 1
    while first < head and words[first].tag in ("VBG", "VBD", "POS"):
        first += 1
    last = head
    if (
        last + 2 < len(words)
        and words[last + 1].lower in ("of", "from")
        and words[last + 2].tag.startswith(("DT", "NNP"))
    ):
        last += 2
        while last + 1 < len(words) and words[last + 1].tag.startswith("NN"):
            last += 1
    return words[first].start, words[last].end


@functools.cache
def _unnamed() -> frozenset[str]:
    return lexicon.words("actors", "unnamed", "nouns")


def exacter(one: str, other: str) -> bool:
    """Whether a doer says more than another: a name or a nation where the other says no more than "gunmen"."""
    return is_unnamed(other) and not is_unnamed(one)


def is_unnamed(actor: str) -> bool:
    """Whether a doer is no more than "gunmen" or "a suicide bomber": an attacker without name or nation."""
    words = re.findall(r"[\w'-]+", actor)
    plain = _unnamed() | lexicon.words("actors", "unnamed", "means")
    return any(word.lower() in plain for word in words) and not any(
        word[:1].isupper() and word.lower() not in plain for word in words[1:]
    )


def is_unnamed_means(actor: str) -> bool:
    """Whether a doer is no more than "warplanes" or "an aircraft"."""
    return actor.lower().split()[-1:] != [] and actor.lower().split()[-1] in _bare() and is_unnamed(actor)


@functools.cache
def _bare() -> frozenset[str]:
    return lexicon.words("actors", "unnamed", "means") - {"elements", "side", "group"}


def is_attacker(noun: str) -> bool:
    """Whether a noun is one for those who attack: harmed themselves, they were not harmed by their own."""
    return noun.lower() in _unnamed() or noun.lower() + "s" in _unnamed()


def attacks(actor: str) -> bool:
    """Whether a doer is told by a noun for attackers, named or not ("fighters from X")."""
    return any(word.lower() in _unnamed() for word in re.findall(r"[\w'-]+", actor))
