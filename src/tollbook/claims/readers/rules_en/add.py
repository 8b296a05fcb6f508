"""Puts drafts to a reading, so that no words are counted twice for one harm."""

from __future__ import annotations

from tollbook.claims.readers.rules_en.count import find_counts
from tollbook.claims.readers.rules_en.draft import Draft, draft_of
from tollbook.claims.readers.rules_en.event import BUILDING, Event
from tollbook.claims.readers.rules_en.mention import Mention
from tollbook.claims.readers.rules_en.reading import Reading, text_of
from tollbook.claims.readers.rules_en.real import Reality, is_zero
from tollbook.model.vocabulary import Harm


def add_draft(reading: Reading, event: Event, mention: Mention, real: Reality, whole: int | None) -> Draft | None:
    """Adds the claim that an event makes of a mention, and returns it; None where it makes none.

    `whole` is the head of the mention that this one is listed under. What is said not to have happened is a count
    of zero, what may have happened a count without bounds.
    """
    low, high = mention.low, mention.high
    text = reading.sentence.text
    harm = event.harm
    if real is Reality.NEGATED:
        zero = is_zero(text[mention.start : mention.end])
        if not zero and not (event.noun or event.harm is Harm.CASUALTIES):
            return None
        low = high = 0
        if reading.words[event.trigger].lower == "hurt":
            harm = Harm.CASUALTIES
    if real is Reality.HEDGED:
        low = high = None
    base = reading.sentence.start
    over = [d for d in reading.drafts if d.start < base + mention.end and base + mention.start < d.end]
    if any(other.harm is event.harm or _lump(reading, other, event, mention, high) for other in over):
        return None
    if event.harm in BUILDING and any(other.harm not in BUILDING for other in over):
        return None
    draft = draft_of(mention, base, harm, trigger=event.trigger, verb=event.verb)
    draft.low, draft.high = low, high
    if event.cause is not None:
        draft.cause = event.cause
    if whole is not None:
        draft.whole = next((d for d in reading.drafts if d.mention.head == whole and d.harm is event.harm), None)
    reading.drafts.append(draft)
    return draft


def _lump(reading: Reading, other: Draft, event: Event, mention: Mention, high: int | None) -> bool:
    """ "100 killed and wounded": one claim of casualties. Unnumbered, the two stay apart."""
    apart = other.mention.head != mention.head or other.mention.low != mention.low
    if apart or {other.harm, event.harm} != {Harm.KILLED, Harm.INJURED}:
        return False
    vague = not mention.counted or any(
        c.vague and c.low == 2 for c in reading.counts if c.start < mention.end and mention.start < c.end
    )
    nobody = other.high == high == 0
    if (vague and not nobody) or mention.low == mention.high == 1:
        return False
    joined = [
        w.lower for w in reading.words[min(other.trigger, event.trigger) + 1 : max(other.trigger, event.trigger)]
    ]
    if len(joined) > 3 or not {"and", "or", "&", "/"} & set(joined):
        return False
    other.harm = Harm.CASUALTIES
    return True


def copy_draft(reading: Reading, like: Draft, mention: Mention, whole: Draft | None) -> None:
    """Adds a mention that shares the event of another draft, as a part of `whole` if there is one."""
    draft = draft_of(mention, reading.sentence.start, like.harm, trigger=like.trigger, verb=like.verb)
    draft.cause, draft.stance, draft.whole = like.cause, like.stance, whole
    if mention.share and whole is not None and text_of(reading, mention).lower().startswith("all but"):
        left_out = next((c for c in find_counts(mention.count_text.lower().removeprefix("all but"))), None)
        if left_out is not None and left_out.low is not None:
            draft.low = None if whole.low is None else max(whole.low - left_out.low, 0)
            draft.high = None if whole.high is None else max(whole.high - left_out.low, 0)
    if all((d.start, d.end, d.harm) != (draft.start, draft.end, draft.harm) for d in reading.drafts):
        reading.drafts.append(draft)
