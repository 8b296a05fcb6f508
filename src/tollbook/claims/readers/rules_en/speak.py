"""The speakers of every draft: by the sentence itself, by quotation marks, by pronouns and by what went before."""

from __future__ import annotations

import re

from tollbook.claims.readers.rules_en import lexicon, who
from tollbook.claims.readers.rules_en.credit import (
    share_speaker,
    sign_headline,
    sign_lead,
    sign_line,
    sign_post,
    sign_source,
    stated_by,
)
from tollbook.claims.readers.rules_en.discourse import Discourse
from tollbook.claims.readers.rules_en.draft import Draft
from tollbook.claims.readers.rules_en.govern import hearsay, speech_over
from tollbook.claims.readers.rules_en.grammar import kids
from tollbook.claims.readers.rules_en.reading import Reading
from tollbook.claims.readers.rules_en.speaker import Speech, speaker_span

_SAME = re.compile(r"the (?:same (?:source|official|report|statement)s?|latter)$", re.IGNORECASE)

CARRY = 3
"""Sentences for which a speaker stays in force behind a hedge such as "reportedly"."""

MOST = 4
"""Speakers kept for one claim."""


_GOES_ON = re.compile(
    r"^\W*(?:also|another|an? (?:further|additional|second|third)|in addition|among (?:them|those|the)"
    r"|(?:at least |some |about )?(?:[\w-]+ ){1,2}of"
    r" (?:them|these|those|whom|the (?:dead|victims|wounded|injured|killed))"
    r"|the (?:dead|victims|wounded|injured|rest|remaining|others?)|one was|both)\b"
    r"|\b(?:was|were) also\b",
    re.IGNORECASE,
)
_ITEM = re.compile(r"^\s*(?:[•*·▪◦‣]|-\s|\(?[a-z\d]{1,2}[.)]\s)")


def speak(reading: Reading, discourse: Discourse) -> None:
    """Sets the speakers of the drafts of a sentence, and remembers the sentence's own speakers for the next."""
    before = discourse.speaker, discourse.silence
    _remember(reading, discourse)
    for draft in reading.drafts:
        found = speech_over(reading.words, reading.speeches, draft.trigger)
        draft.said = {reading.words[speech.verb].lower for speech in found}
        verbs = [reading.words[s.verb].lower for s in found if not (s.according or s.cited)]
        draft.nearest = verbs[0] if verbs else ""
        names = _by_hearsay(reading, draft, found) + _chain(reading, found, discourse)
        if not names:
            names = _by_quotation(reading, draft, discourse, before)
        if not names:
            names = _by_hedge(reading, before) or _by_list(reading, discourse)
        draft.speakers = tuple(names[:MOST])
    sign_headline(reading)
    sign_source(reading)
    sign_lead(reading)
    share_speaker(reading)
    earlier = [d for p, d in discourse.post if reading.sentence.paragraph - p <= 1]
    sign_post(reading, earlier)
    sign_line(reading, earlier)
    _add_back(reading, discourse)
    discourse.post = [(p, d) for p, d in discourse.post if reading.sentence.paragraph - p <= 1]
    discourse.post += [(reading.sentence.paragraph, draft) for draft in reading.drafts]
    _remember_quotation(reading, discourse)
    _remember_lead(reading, discourse)


def leaves_speaker(reading: Reading) -> bool:
    """Whether a sentence leaves it to be understood who speaks: "he said", an open quotation, "reportedly"."""
    named = [s for s in reading.speeches if not (s.pronoun or _SAME.match(reading.source[s.start : s.end]))]
    if len(named) < len(reading.speeches):
        return True
    if not named and any(inside_quotation(reading, reading.words[d.trigger].start) for d in reading.drafts):
        return True
    return not named and any(word.lower in lexicon.words("speech", "hedge") for word in reading.words)


def _chain(reading: Reading, found: list[Speech], discourse: Discourse) -> list[str]:
    names: list[str] = []
    for n, speech in enumerate(found):
        outer = next((s for s in found[n + 1 :] if not s.pronoun and not s.according), None)
        inner = outer if speech.pronoun and outer is not None and not speech.according else speech
        names += [name for name in names_of(reading, inner, discourse) if name not in names]
    return names


def _by_hearsay(reading: Reading, draft: Draft, found: list[Speech]) -> list[str]:
    span = hearsay(reading.words, draft.trigger, found[0].verb if found else -1)
    return [reading.source[span[0] : span[1]]] if span else []


def _by_list(reading: Reading, discourse: Discourse) -> list[str]:
    """The speaker of what leads a list, for its items, and of a sentence that the next goes on with ("another
    two", "were also killed")."""
    text = reading.sentence.text
    if _ITEM.match(text) and reading.sentence.paragraph - discourse.lead_paragraph <= 1:
        return list(discourse.lead)
    goes_on = reading.sentence.paragraph == discourse.lead_paragraph and _GOES_ON.search(text)
    return list(discourse.lead) if goes_on else []


def _remember_lead(reading: Reading, discourse: Discourse) -> None:
    """Keeps the speaker of the last sentence with a claim, for the list or sentence that goes on with it."""
    item = _ITEM.match(reading.sentence.text) is not None
    if reading.drafts and not item:
        discourse.lead = reading.drafts[-1].speakers
    elif not item and not reading.sentence.text.rstrip().endswith(":"):
        discourse.lead = ()
    discourse.lead_paragraph = reading.sentence.paragraph


def _add_back(reading: Reading, discourse: Discourse) -> None:
    """ ", the ministry added": what the sentence before says is the ministry's too, where it names nobody."""
    added = next((s for s in reading.speeches if s.trailing and reading.words[s.verb].lower == "added"), None)
    if added is None:
        return
    for paragraph, draft in discourse.post:
        if paragraph == reading.sentence.paragraph and not draft.speakers:
            draft.speakers = tuple(names_of(reading, added, discourse))


def names_of(reading: Reading, speech: Speech, discourse: Discourse) -> list[str]:
    """The speaker of one attribution, a pronoun resolved, and whoever was told."""
    if speech.pronoun in ("he", "she"):
        names = list(discourse.person)
    elif speech.pronoun in ("they", "we"):
        names = list(discourse.many or discourse.speaker)
    elif speech.pronoun == "it":
        names = list(discourse.body or discourse.speaker)
    elif speech.pronoun:
        names = []
    else:
        written = reading.source[speech.start : speech.end]
        names = list(discourse.speaker) if _SAME.match(written) and discourse.speaker else [written]
    if speech.told:
        names.append(reading.source[speech.told[0] : speech.told[1]])
    return names


def inside_quotation(reading: Reading, offset: int) -> bool:
    """Whether an offset of the sentence lies inside quotation marks."""
    return (reading.sentence.text.count('"', 0, offset) + reading.sentence.quoted) % 2 == 1


def _by_quotation(
    reading: Reading, draft: Draft, discourse: Discourse, before: tuple[tuple[str, ...], int]
) -> list[str]:
    """The speaker of a quotation: named outside the marks, else whoever the quotation began with."""
    if not inside_quotation(reading, reading.words[draft.trigger].start):
        return []
    outside = [s for s in reading.speeches if not inside_quotation(reading, reading.words[s.verb].start)]
    if outside:
        return names_of(reading, outside[-1], discourse)
    if discourse.quoting and discourse.quoting_paragraph == reading.sentence.paragraph:
        return list(discourse.quoting)
    speaker, silence = before
    return list(speaker) if silence <= 1 else []


def _by_hedge(reading: Reading, before: tuple[tuple[str, ...], int]) -> list[str]:
    speaker, silence = before
    hedges = [word for word in reading.words if word.lower in lexicon.words("speech", "hedge")]
    hedged = any(not word.i or reading.words[word.i - 1].lower != "as" for word in hedges)
    return list(speaker) if hedged and silence <= CARRY else []


def _remember_names(reading: Reading, discourse: Discourse) -> None:
    """A person named as the subject of a sentence may be who "he says" stands for."""
    for word in reading.words:
        if word.dep not in ("nsubj", "nsubjpass") or inside_quotation(reading, word.start):
            continue
        if word.tag == "NN" and word.lower in lexicon.words("speech", "person", "nouns"):
            start, end = speaker_span(reading.words, word.i)
            discourse.person = (reading.source[start:end],)
        if word.tag != "NNP":
            continue
        parts = [reading.words[k] for k in word.children if reading.words[k].dep == "compound"]
        plain = all(w.text[:1].isupper() and not w.text.isupper() for w in [*parts, word])
        known = {w.lower for w in [*parts, word]} & (
            lexicon.words("actors", "noun") | lexicon.words("places", "noun")
        )
        if parts and plain and not known and not any(reading.words[k].dep == "det" for k in word.children):
            discourse.person = (reading.source[min(parts[0].start, word.start) : word.end],)


def _remember_issuers(reading: Reading, discourse: Discourse) -> None:
    """A body that issued a statement may be who "it said" stands for."""
    told = lexicon.words("speech", "statement", "nouns")
    told |= {"name", "names", "list", "lists"}
    for word in reading.words:
        if word.lower not in lexicon.words("speech", "statement", "issue"):
            continue
        if not any(reading.words[o].lower in told for o in kids(reading.words, word.i, "dobj")):
            continue
        for subject in kids(reading.words, word.i, "nsubj"):
            start, end = speaker_span(reading.words, subject)
            discourse.body = discourse.many = discourse.speaker = (reading.source[start:end],)
            discourse.silence = 0


def _remember(reading: Reading, discourse: Discourse) -> None:
    discourse.silence += 1
    if stated := stated_by(reading):
        discourse.speaker, discourse.silence = (stated,), 0
    if not reading.speeches:
        _remember_names(reading, discourse)
        _remember_issuers(reading, discourse)
    for speech in reading.speeches:
        if speech.pronoun:
            known = tuple(names_of(reading, speech, discourse))
            if known:
                discourse.speaker, discourse.silence = known, 0
            continue
        chain = tuple(names_of(reading, speech, discourse))
        if not chain or not chain[0]:
            continue
        discourse.speaker, discourse.silence = chain, 0
        head = reading.words[speech.head]
        personal = head.lower in lexicon.words("speech", "person", "nouns") or head.lower in who.people()
        if personal or head.tag == "NNP":
            discourse.person = chain
        if not personal:
            discourse.body = chain
        if not personal or head.tag == "NNS":
            discourse.many = chain


def _remember_quotation(reading: Reading, discourse: Discourse) -> None:
    """Keeps the speaker of a quotation that is still open when the sentence ends, or that has just closed."""
    if '"' not in reading.sentence.text:
        return
    outside = [s for s in reading.speeches if not inside_quotation(reading, reading.words[s.verb].start)]
    if outside:
        discourse.quoting = tuple(names_of(reading, outside[-1], discourse))
        discourse.quoting_paragraph = reading.sentence.paragraph
