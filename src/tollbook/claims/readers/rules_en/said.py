"""Speakers: who says a thing, innermost first (CLAIMS.md, "speakers")."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from tollbook.claims.readers.rules_en import lexicon
from tollbook.claims.readers.rules_en.grammar import SUBJECT, kids
from tollbook.claims.readers.rules_en.parse import Word, ancestors, subtree

PRONOUNS = frozenset({"he", "she", "it", "they", "who", "we", "i"})


@dataclass(frozen=True, slots=True)
class Speech:
    """One attribution in a sentence: the speech verb, the offsets of the speaker, and the word that heads it.

    `pronoun` is the lower-case pronoun where the speaker is one. `told` are the offsets of the outer speaker in
    "residents told Rudaw". `trailing` is true for an attribution set off after what is said (", police said").
    """

    verb: int
    start: int
    end: int
    head: int
    pronoun: str = ""
    told: tuple[int, int] | None = None
    according: bool = False
    trailing: bool = False


@functools.cache
def say_verbs() -> frozenset[str]:
    """All forms of the verbs of saying."""
    return lexicon.words("speech", "say", "verbs")


def find_speech(words: Sequence[Word]) -> tuple[Speech, ...]:
    """The attributions of a sentence, in the order of their verbs."""
    found = []
    for word in words:
        if _has_reports(words, word) or _watches(words, word):
            speech = _verb(words, word)
        elif word.lower == "according":
            speech = _according(words, word)
        elif word.lower in say_verbs() and word.tag.startswith("VB"):
            speech = _trailing(words, word) or _verb(words, word)
        else:
            continue
        if speech is not None:
            found.append(speech)
    return tuple(found)


def _verb(words: Sequence[Word], word: Word) -> Speech | None:
    if kids(words, word.i, "nsubjpass", "auxpass"):
        by = [o for p in kids(words, word.i, "agent") for o in kids(words, p, "pobj")]
        subject = by[0] if by else None
        if subject is None and word.lower in ("quoted", "informed", "told"):
            own = kids(words, word.i, "nsubjpass")
            subject = own[0] if own else None
    else:
        subject = _subject(words, word)
    if subject is None or _happens(words, word, subject):
        return None
    start, end = speaker_span(words, subject)
    pronoun = words[subject].lower if words[subject].lower in PRONOUNS else ""
    if words[subject].lower in ("who", "which", "that"):
        if word.dep != "relcl" or words[word.head].lower in ("report", "video", "update", "footage"):
            return None
        start, end = speaker_span(words, word.head, bare=True)
        return Speech(word.i, start, end, word.head)
    told = None
    if word.lower in lexicon.words("speech", "say", "tell"):
        for o in kids(words, word.i, "dobj", "dative"):
            if words[o].tag.startswith("NNP") or words[o].lower in lexicon.words("speech", "outlet", "names"):
                told = speaker_span(words, o)
    return Speech(word.i, start, end, subject, pronoun, told)


def _has_reports(words: Sequence[Word], word: Word) -> bool:
    """ "The observatory has reports of 12 deaths"."""
    reports = lexicon.words("grammar", "have", "nouns")
    have = word.lower in lexicon.words("grammar", "have", "verbs")
    return have and any(words[o].lower in reports for o in kids(words, word.i, "dobj"))


def _watches(words: Sequence[Word], word: Word) -> bool:
    """ "A reporter saw six bodies": one who is there to tell is the speaker of what was seen."""
    seers = lexicon.words("speech", "outlet", "seers")
    return word.lower in ("saw", "seen", "witnessed") and any(
        words[s].lower in seers for s in kids(words, word.i, "nsubj")
    )


def _happens(words: Sequence[Word], word: Word, subject: int) -> bool:
    """Whether a participle of saying has only an event for its subject: "the raid took place, adding that ..."."""
    return word.tag == "VBG" and words[subject].lower in lexicon.words("causes", "event", "nouns")


_NAME_TAGS = ("DT", "JJ", "NN", "IN", "POS", "CC", "PRP", "CD", "HYPH", "VBN", "-LRB-", "-RRB-")


def _trailing(words: Sequence[Word], word: Word) -> Speech | None:
    """An attribution at the end of a sentence, set off by a comma or a quotation mark: ", the ministry said on
    Friday", ", said the mayor". The parse is not asked, as it often takes the name for part of a list."""
    if len(words) - word.i > 12 or word.i < 4 or word.tag not in ("VBD", "VBZ", "VBP"):
        return None
    mark = next((k for k in range(word.i - 1, max(word.i - 16, 0), -1) if words[k].lower in (",", '"')), None)
    if mark is None:
        return None
    between = words[mark + 1 : word.i]
    between = [w for w in between if w.tag not in ("RB", "MD") and w.lower not in ("has", "have", "had")]
    if not between:
        own = kids(words, word.i, "nsubj")
        return None if own and own[0] < mark else _inverted(words, word)
    if any(not w.tag.startswith(_NAME_TAGS) for w in between) or not between[-1].tag.startswith(
        ("NN", "PRP", "-RRB-", "CD")
    ):
        return None
    if between[0].lower in (
        "and",
        "but",
        "or",
        "with",
        "in",
        "on",
        "at",
        "of",
        "by",
        "including",
        "after",
        "while",
    ) or kids(words, word.i, "nsubjpass", "auxpass"):
        return None
    if any(
        words[k].dep in ("ccomp", "dobj")
        and k > word.i
        and words[k].lower not in ("reuters", "afp", "reporters", "statement")
        and not words[k].tag.startswith("NNP")
        for k in word.children
    ):
        return None
    head = _head_of(between)
    pronoun = head.lower if head.lower in PRONOUNS else ""
    told = None
    if word.lower in lexicon.words("speech", "say", "tell"):
        following = list(
            itertools.takewhile(
                lambda w: (
                    w.tag.startswith(("NNP", "DT", "NN", "JJ", "PRP$", "POS"))
                    and w.lower not in lexicon.table("time")["weekdays"]
                ),
                words[word.i + 1 : word.i + 7],
            )
        )
        told = (following[0].start, following[-1].end) if following else None
    return Speech(word.i, between[0].start, between[-1].end, head.i, pronoun, told, trailing=True)


def _head_of(run: Sequence[Word]) -> Word:
    """The head of a noun phrase given as its words: the last noun before a preposition."""
    before: list[Word] = []
    for w in run:
        if w.tag == "IN" and before:
            break
        before.append(w)
    return next((w for w in reversed(before) if w.tag.startswith(("NN", "PRP"))), run[-1])


def _inverted(words: Sequence[Word], word: Word) -> Speech | None:
    following = words[word.i + 1 : word.i + 12]
    run = []
    for w in following:
        if w.lower in (",", ".", '"', ";") or w.lower in ("in", "on", "after", "during", "at", "to"):
            break
        run.append(w)
    if (
        not run
        or any(not w.tag.startswith(_NAME_TAGS) for w in run)
        or not any(w.tag.startswith(("NN", "PRP")) for w in run)
    ):
        return None
    head = _head_of(run)
    pronoun = head.lower if head.lower in PRONOUNS else ""
    return Speech(word.i, run[0].start, run[-1].end, head.i, pronoun, trailing=True)


def _subject(words: Sequence[Word], word: Word) -> int | None:
    i, seen = word.i, set()
    while i not in seen:
        seen.add(i)
        own = [k for k in words[i].children if words[k].dep in SUBJECT]
        if own:
            return own[0]
        if words[i].dep in ("conj", "xcomp", "advcl") and words[i].head != i:
            i = words[i].head
            continue
        if words[i].dep == "acl" and words[i].tag == "VBG":
            return words[i].head
        return None
    return None


def _according(words: Sequence[Word], word: Word) -> Speech | None:
    for k in range(word.i + 1, min(word.i + 3, len(words))):
        if words[k].lower == "to":
            objects = kids(words, k, "pobj") or [c for c in words[k].children if c > k]
            if objects:
                objects = _keeper(words, objects[0])
                start, end = speaker_span(words, objects[0], bare=True)
                pronoun = words[objects[0]].lower if words[objects[0]].lower in PRONOUNS else ""
                return Speech(word.i, start, end, objects[0], pronoun, according=True)
    return None


def speaker_span(words: Sequence[Word], head: int, bare: bool = False) -> tuple[int, int]:
    """Offsets of a speaker: the noun phrase without clauses that describe it."""
    shut = [
        k
        for k in words[head].children
        if words[k].dep in ("relcl", "acl", "advcl", "punct") and (k > head or words[k].dep == "punct")
    ]
    if bare:
        shut += [k for k in words[head].children if words[k].dep == "appos"]
    inside = subtree(words, head, shut)
    run = [head]
    for i in reversed([k for k in inside if k < head]):
        if words[i].lower in ('"', ";"):
            break
        run.append(i)
    for i in [k for k in inside if k > head]:
        if words[i].lower in ('"', ";", ":", "--") or i - head > 14:
            break
        run.append(i)
    first, last = min(run), max(run)
    while first < last and words[first].lower in (",", '"', "(", "and", "but", "while", "-", "--"):
        first += 1
    while last > first and words[last].lower in (",", '"', "(", "-", "--"):
        last -= 1
    if (
        sum(words[k].lower == '"' for k in range(first, last + 1)) % 2
        and last + 1 < len(words)
        and words[last + 1].lower == '"'
    ):
        last += 1
    return words[first].start, words[last].end


def speech_over(words: Sequence[Word], speeches: Sequence[Speech], trigger: int, verb: int) -> list[Speech]:
    """The attributions that govern a trigger, innermost first."""
    by_verb = {speech.verb: speech for speech in speeches if not speech.according}
    found: list[Speech] = []
    previous = trigger
    chain = [trigger, *ancestors(words, trigger)]
    only_clause = lexicon.words("speech", "say", "only_clause")
    for i in chain[1:]:
        speech = by_verb.get(i)
        governs = speech is not None and _governs(words, i, previous, only_clause)
        if speech is not None and governs and (speech.trailing or not _within(words, trigger, speech)):
            found.append(speech)
        previous = i
    found += [s for s in speeches if s.trailing and s not in found and s.start > words[trigger].start]
    if not found:
        found = _beside(words, by_verb, trigger) or _aside(words, speeches, trigger)
    found += _accordings(words, speeches, trigger)
    return found


def _governs(words: Sequence[Word], verb: int, below: int, only_clause: frozenset[str]) -> bool:
    dep = words[below].dep
    counted = words[below].lower in lexicon.noun_harm("noun_count") or words[below].lower in lexicon.noun_harm(
        "noun_event"
    )
    if dep == "dobj" and counted and words[verb].lower not in ("claimed", "claim", "claims"):
        return True
    if dep == "dobj" and words[below].lower in ("toll", "number", "count", "tolls", "figure"):
        return True
    if dep in ("ccomp", "pcomp", "parataxis"):
        return True
    if dep in ("dobj", "prep", "xcomp", "attr", "oprd", "acomp", "advcl", "dep"):
        return words[verb].lower not in only_clause or dep == "xcomp"
    if dep == "conj":
        return False
    return False


def _beside(words: Sequence[Word], by_verb: dict[int, Speech], trigger: int) -> list[Speech]:
    """A speech verb set off by a comma or quotation mark after the clause, where the parse made it no head."""
    for verb, speech in sorted(by_verb.items()):
        after = speech.start > words[trigger].start and words[verb].lower not in lexicon.words(
            "speech", "say", "only_clause"
        )
        if (
            not after
            or words[verb].dep in ("relcl", "acl", "amod")
            or (words[verb].head == trigger and words[verb].dep in ("conj",))
        ):
            continue
        gate = min(verb, speech.head)
        mark = next((k for k in range(gate, trigger, -1) if words[k].lower in (",", '"')), None)
        if mark is not None and not kids(words, verb, "ccomp") and verb >= len(words) - 8:
            return [speech]
    return []


def _aside(words: Sequence[Word], speeches: Sequence[Speech], trigger: int) -> list[Speech]:
    """ "On Monday, survivors told our monitors, soldiers killed nine": an attribution between commas at the head
    of the sentence, or before a colon, whose verb has no clause of its own."""
    for speech in speeches:
        verb = words[speech.verb]
        if speech.according or speech.pronoun or verb.i > trigger or kids(words, verb.i, "ccomp"):
            continue
        stop = next((w for w in words[verb.i + 1 : trigger] if w.lower in (",", ":")), None)
        if stop is None or stop.i - verb.i > 8 or verb.tag not in ("VBD", "VBZ", "VBP", "VBN"):
            continue
        if stop.lower == ":" or verb.dep in ("ccomp", "parataxis", "advcl"):
            return [speech]
    return []


def _keeper(words: Sequence[Word], head: int) -> list[int]:
    """Who stands behind a record: "a tally kept by X", "reports by X"; else the noun itself."""
    if words[head].lower not in lexicon.words("speech", "statement", "records"):
        return [head]
    made = [head, *kids(words, head, "acl")]
    by = [p for m in made for p in kids(words, m, "agent", "prep") if words[p].lower in ("by", "from")]
    return [o for p in by for o in kids(words, p, "pobj")] or [head]


def _accordings(words: Sequence[Word], speeches: Sequence[Speech], trigger: int) -> list[Speech]:
    found = [speech for speech in speeches if speech.according]
    return [speech for speech in found if not _within(words, trigger, speech)]


def _within(words: Sequence[Word], i: int, speech: Speech) -> bool:
    """Whether word `i` is part of the speaker's own words ("the survivors of a raid that killed 12")."""
    return speech.start <= words[i].start < speech.end
