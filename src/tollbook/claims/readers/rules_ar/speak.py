"""The speakers of every draft: by the sentence, by what points back to the last speaker, by an open quotation."""

from __future__ import annotations

from collections.abc import Sequence

from tollbook.claims.readers.rules_ar.discourse import SoFar
from tollbook.claims.readers.rules_ar.draft import Draft
from tollbook.claims.readers.rules_ar.said import Speech
from tollbook.claims.readers.rules_ar.words import Sentence

MOST = 4
"""Speakers kept for one claim."""
_OPEN, _SHUT, _BOTH = "“«", "”»", '"'


def speak(drafts: Sequence[Draft], sentence: Sentence, speeches: Sequence[Speech], so_far: SoFar) -> None:
    """Sets the speakers of the drafts of a sentence, and remembers its own for what follows."""
    if so_far.lasting_paragraph != sentence.paragraph:
        so_far.lasting = ()
    resolved = [(speech, _names(speech, so_far)) for speech in speeches]
    for speech, names in resolved:
        if speech.lasting:
            so_far.lasting, so_far.lasting_paragraph = names, sentence.paragraph
        if names:
            so_far.speaker = names
    quoted = sentence.words[0].text in _OPEN + _BOTH and not resolved
    for draft in drafts:
        names = _over(draft, resolved) or so_far.lasting or (so_far.quoting if so_far.quotes > 0 else ())
        names = names or (so_far.speaker if quoted else ())
        draft.speakers = names[:MOST]
    _quotations(sentence, [names for _, names in resolved], so_far)


def _names(speech: Speech, so_far: SoFar) -> tuple[str, ...]:
    names = tuple(" ".join(so_far.text[start:end].split()) for start, end in speech.names)
    if names or so_far.speaker or speech.pointed is None:
        return names or so_far.speaker
    return (so_far.text[speech.pointed[0] : speech.pointed[1]],)


def _over(draft: Draft, resolved: Sequence[tuple[Speech, tuple[str, ...]]]) -> tuple[str, ...]:
    """Whoever is innermost first: "according to" behind or before what is told, then the last who began to say."""
    said = [
        names
        for speech, names in resolved
        if speech.first <= draft.first <= speech.last and speech.at <= draft.trigger and not _according(speech)
    ]
    by = [names for speech, names in resolved if _according(speech)]
    chain = (*(by[0] if by else ()), *(said[-1] if said else ()))
    return tuple(dict.fromkeys(chain))


def _according(speech: Speech) -> bool:
    """Whether an attribution covers what stands before it, too."""
    return speech.first < speech.at


def _quotations(sentence: Sentence, spoken: Sequence[tuple[str, ...]], so_far: SoFar) -> None:
    """Keeps the speaker of a quotation that is still open when the sentence ends."""
    for word in sentence.words:
        if word.text in _OPEN:
            so_far.quotes += 1
        elif word.text in _SHUT:
            so_far.quotes = max(0, so_far.quotes - 1)
        elif word.text == _BOTH:
            so_far.quotes = 0 if so_far.quotes else 1
    if spoken and so_far.quotes:
        so_far.quoting = spoken[-1]
    if not so_far.quotes:
        so_far.quoting = ()
