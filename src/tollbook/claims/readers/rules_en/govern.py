"""Which attributions of a sentence govern a harm told in it, innermost first."""

from __future__ import annotations

from collections.abc import Sequence

from tollbook.claims.readers.rules_en import lexicon
from tollbook.claims.readers.rules_en.grammar import SUBJECT, kids
from tollbook.claims.readers.rules_en.parse import Word, ancestors
from tollbook.claims.readers.rules_en.speaker import Speech, keeper, speaker_span

_NEAR = 7
"""Words before a harm within which the verb of whoever counts it stands."""
_WHILE = frozenset({"as", "after", "while", "when", "although", "though", "before", "whereas", "until"})


def speech_over(words: Sequence[Word], speeches: Sequence[Speech], trigger: int) -> list[Speech]:
    """The attributions that govern a trigger, innermost first."""
    by_verb = {speech.verb: speech for speech in speeches if not speech.according and not speech.cited}
    found: list[Speech] = []
    previous = trigger
    for i in ancestors(words, trigger):
        speech = by_verb.get(i)
        governs = speech is not None and _governs(words, i, previous)
        if speech is not None and governs and (speech.trailing or not _within(words, trigger, speech)):
            found.append(speech)
        previous = i
    found += [s for s in speeches if s.trailing and s not in found and s.start > words[trigger].start]
    found = [s for s in found if not _next_clause(words, trigger, s)]
    if not found:
        found = _beside(words, by_verb, trigger) or _aside(words, speeches, trigger) or _counter(words, trigger)
    return _with_sources(words, speeches, found, trigger)


def _governs(words: Sequence[Word], verb: int, below: int) -> bool:
    dep, told = words[below].dep, words[below].lower
    harm = told in lexicon.noun_harm("noun_count") or told in lexicon.noun_harm("noun_event")
    if dep == "conj" and words[below].tag.startswith("NN"):
        dep = "dobj"
    if dep == "dobj" and words[verb].lower in ("admit", "admits", "admitted", "admitting"):
        return told in lexicon.noun_harm("noun_event")
    if dep == "dobj" and words[verb].lower in lexicon.words("speech", "say", "deny"):
        return harm or told in _told_nouns()
    dead = lexicon.words("grammar", "find", "dead")
    if told in dead and dep == "dobj" and words[verb].lower in ("find", "finds", "found"):
        return False
    counts = words[verb].lower in lexicon.words("speech", "say", "count")
    if dep == "dobj" and (harm or counts) and words[verb].lower not in ("claimed", "claim", "claims"):
        return True
    if dep == "dobj" and told in lexicon.words("speech", "statement", "figures"):
        return True
    if dep == "advcl" and any(words[k].lower in _WHILE for k in kids(words, below, "mark", "advmod")):
        return False
    if dep in ("ccomp", "pcomp", "parataxis"):
        return True
    if dep == "conj" and any(words[k].lower == "that" for k in kids(words, below, "mark")):
        return True
    if dep in ("dobj", "prep", "xcomp", "attr", "oprd", "acomp", "advcl", "dep"):
        return words[verb].lower not in lexicon.words("speech", "say", "only_clause") or dep == "xcomp"
    return False


def _told_nouns() -> frozenset[str]:
    return lexicon.words("speech", "statement", "hearsay") | lexicon.words("speech", "statement", "figures")


def _next_clause(words: Sequence[Word], trigger: int, speech: Speech) -> bool:
    """Whether a semicolon parts a harm from an attribution that begins behind it."""
    return any(w.lower == ";" and w.end <= speech.start for w in words[trigger : speech.verb])


def _but(words: Sequence[Word], trigger: int, speech: Speech) -> bool:
    """Whether "but", "while" or a semicolon parts a harm from an attribution that stands before it."""
    return speech.verb < trigger and any(w.lower in ("but", "while", ";") for w in words[speech.verb : trigger])


def _beside(words: Sequence[Word], by_verb: dict[int, Speech], trigger: int) -> list[Speech]:
    """A speech verb set off by a comma or quotation mark after the clause, where the parse made it no head."""
    only_clause = lexicon.words("speech", "say", "only_clause")
    for verb, speech in sorted(by_verb.items()):
        after = speech.start > words[trigger].start and words[verb].lower not in only_clause
        joined = words[verb].head == trigger and words[verb].dep == "conj"
        if not after or words[verb].dep in ("relcl", "acl", "amod") or joined:
            continue
        if _next_clause(words, trigger, speech):
            continue
        gate = min(verb, speech.head)
        mark = next((k for k in range(gate, trigger, -1) if words[k].lower in (",", '"')), None)
        if mark is not None and not kids(words, verb, "ccomp") and verb >= len(words) - 8:
            return [speech]
    return []


def _counter(words: Sequence[Word], trigger: int) -> list[Speech]:
    """ "The elders list 27 dead", "the monitors saw three bodies": who counts or sees them right before."""
    counts = lexicon.words("speech", "say", "counts")
    verb = next((w for w in reversed(words[max(0, trigger - _NEAR) : trigger]) if w.lower in counts), None)
    if verb is None or verb.i == 0 or any(w.lower in (",", ";", "and") for w in words[verb.i + 1 : trigger]):
        return []
    subject = next(iter(kids(words, verb.i, "nsubj")), None)
    subject = subject if subject is not None else verb.i - 1
    word = words[keeper(words, subject)]
    spoken = lexicon.words("speech", "person", "nouns") | lexicon.words("speech", "body", "nouns")
    spoken |= lexicon.words("speech", "outlet", "seers") | lexicon.words("speech", "outlet", "names")
    if word.lower not in spoken or kids(words, verb.i, "neg", "auxpass"):
        return []
    start, end = speaker_span(words, word.i, bare=True)
    return [Speech(verb.i, start, end, word.i)] if end <= verb.start else []


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


def _with_sources(
    words: Sequence[Word], speeches: Sequence[Speech], found: list[Speech], trigger: int
) -> list[Speech]:
    """The speakers with those that "according to" and "citing" name: these are nearer, unless the sentence begins
    with them or they are media."""
    outlets = lexicon.words("speech", "outlet", "names")
    speeches = [s for s in speeches if not (found and _but(words, trigger, s))]
    found = [s for n, s in enumerate(found) if not (n and _but(words, trigger, s))]
    inner: list[Speech] = []
    outer: list[Speech] = []
    for speech in speeches:
        if not (speech.according or speech.cited) or _within(words, trigger, speech):
            continue
        leads = speech.according and (speech.start < words[trigger].start or any(s.trailing for s in found))
        relays = not speech.cited and any(w.lower in outlets for w in words[speech.verb :] if w.end <= speech.end)
        (outer if leads or relays else inner).append(speech)
    return inner + found + outer


def _within(words: Sequence[Word], i: int, speech: Speech) -> bool:
    """Whether word `i` is part of the speaker's own words ("the survivors of a raid that killed 12")."""
    return speech.start <= words[i].start < speech.end


def hearsay(words: Sequence[Word], trigger: int, below: int = -1) -> tuple[int, int] | None:
    """Offsets of what tells of a harm without a teller: "media reports that ...", "allegations of ...".

    None where no such noun stands over the harm, where there is none of it ("no reports of injuries"), and where
    the verb of saying `below` which it would stand has it for its object ("has reports of") or speaks of it ("said
    the claim is baseless").
    """
    previous = trigger
    for i in ancestors(words, trigger):
        noun = words[i].lower in lexicon.words("speech", "statement", "hearsay")
        if noun and words[i].tag.startswith("NN") and words[previous].dep in ("acl", "ccomp", "prep", "relcl"):
            subject = below >= 0 and words[i].dep in SUBJECT
            if (
                subject
                or words[i].head == below
                or any(words[k].lower in ("no", "any") for k in kids(words, i, "det", "neg"))
            ):
                return None
            owner = next((k for k in kids(words, i, "poss") if words[k].tag.startswith("NN")), None)
            if owner is not None:
                return speaker_span(words, owner)[0], words[owner].end
            teller = keeper(words, i)
            if words[previous].dep == "prep" and words[previous].lower not in ("of", "about", "on", "regarding"):
                return None
            if teller != i:
                return speaker_span(words, teller, bare=True)
            first = min([i, *kids(words, i, "det", "amod", "compound", "poss", "nummod")])
            return words[first].start, words[i].end
        previous = i
    return None
