"""Counted people whom no event claimed: parts of what was counted just before, or neighbours of a trigger."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tollbook.claims.readers.rules_en import mentions, who
from tollbook.claims.readers.rules_en.add import add_draft, copy_draft
from tollbook.claims.readers.rules_en.event import Event
from tollbook.claims.readers.rules_en.mention import Mention
from tollbook.claims.readers.rules_en.parse import Word
from tollbook.claims.readers.rules_en.reading import Reading, is_taken, words_of
from tollbook.claims.readers.rules_en.real import Reality, reality
from tollbook.model.vocabulary import Harm

_PART = re.compile(
    r"\b(?:including|incl|among (?:them|whom|those|the)|of (?:them|whom|which|these)|included|comprising"
    r"|namely)\b|:\s*$|\(\s*$",
    re.IGNORECASE,
)
_JOIN = re.compile(
    r"^[\s,;]*(?:and|as well as|plus|along with|while|another|a further|with)?[\s,]*(?:an?)?\s*$", re.IGNORECASE
)
_ASIDE = re.compile(
    r"^\s*(?:[-–—(,][^-–—(),;]{2,60}[-–—),]|or [a-z -]{4,40}?)\s*(?:were |was |reported |reportedly )*$"
)
_CAUSED = re.compile(r"\s+(?:more |others )?(?:were|was) (?:caused|blamed|attributed|due)\b", re.IGNORECASE)
_GRAVELY = re.compile(
    r"\s*(?:of (?:them|whom) )?"
    r"(?:(?:critically|seriously|severely|badly|gravely|slightly|lightly)\b(?! (?:killed|dead))"
    r"|in (?:an? )?(?:very )?(?:critical|serious|grave|stable|severe|life-threatening)\b)",
    re.IGNORECASE,
)
_HIT = re.compile(
    r"^[\s,]*(?:were|was|are|is|have been|had been|has been|reportedly|also|people|and|been|left"
    r"|others|critically|seriously|severely|badly|slightly|lightly|more|being|already|\s)*$",
    re.IGNORECASE,
)


_PLACED = re.compile(
    r"\s+(?:more |others? |people |dead )?(?:(?:in|at|on|near|outside|inside|around|from) "
    r"(?:(?:a|an|the|another|its|his|her|their|nearby)\s|[A-Z])"
    r"|elsewhere|nearby|overnight|yesterday|today)"
)
_ENDED = frozenset({Harm.DETAINED, Harm.MISSING, Harm.TRAPPED})
_FREED = re.compile(
    r"(?:\s+(?:of them|of whom|were|was|have|has|had|been|be|since"
    r"|later|already|managed|to|then|all|of|their|number))*"
    r"\s+(?:freed|released|returned|escaped?"
    r"|rescued|reunited|regained|found (?:alive|safe|unharmed)|let go|ransomed|turned up|came back|got away)\b"
)
"""Behind some of those taken or sought: they are so no more."""
_ASIDE_PART = re.compile(r"(?:[-–—(:]|,)\s*(?:at least |all but |about |another )?$")
_MEANS = re.compile(
    r"\s+(?:of them )?(?:by (?!the (?:road|river|sea))|(?:of|from) (?:hunger|thirst|cold|wounds|burns|gunshot))\b"
)
"""A bare number with how, behind a dash or comma: some of those counted ("three were killed - two by mines")."""
_GOES_ON = re.compile(
    r"^(?!.*(?:;|\bincluding\b|\bafter\b|\bwhen\b|\bwhile\b))[^.]{0,90}"
    r"(?:,|\band)\s*(?:another|a further|then|later|at least|some)?\s*$"
)


def read_leftovers(reading: Reading) -> None:
    """Adds counts that no event claimed, where they belong to a draft or stand beside a trigger."""
    words, text = reading.words, reading.sentence.text
    left: list[Mention] = []
    for count in reading.counts:
        if is_taken(reading, count.start, count.end):
            continue
        if re.match(
            r"\s+of\s+(?:the\s+)?$",
            text[count.end : next((c.start for c in reading.counts if c.start > count.start), count.end)],
        ):
            continue
        inside = words_of(reading, count)
        if not inside:
            continue
        head = _counted_head(words, inside[-1])
        mention = mentions.mention_at(words, text, reading.counts, head, Harm.KILLED)
        if mention is None or mention.start > count.start + 1:
            continue
        _attach(reading, mention)
        left.append(mention)
    for mention in reversed(left):
        if not is_taken(reading, reading.sentence.start + mention.start, reading.sentence.start + mention.end):
            _attach_before(reading, mention)


_LED = re.compile(
    r"(?:^|[,:;–—(]|\bthat|\b(?:result\w*|end\w*) (?:in|with)|\b(?:left|leaving|saw|seen|claimed|reported)|-)\s*$",
    re.IGNORECASE,
)
_AND = re.compile(r"^\s*(?:,|,?\s*and|&|\+)\s*$")


def _attach_before(reading: Reading, mention: Mention) -> None:
    """ "In 40 rebels and 28 soldiers killed": the first of two that one participle or passive tells of, where the
    parse joined it to something else."""
    text, base = reading.sentence.text, reading.sentence.start
    after = [d for d in reading.drafts if d.start >= base + mention.end]
    first = min(after, key=lambda d: d.start, default=None)
    if first is None or not mention.noun or mention.noun not in who.people() or not first.mention.counted:
        return
    if reading.words[first.trigger].start < first.end - base or first.low == 0:
        return
    if _AND.match(text[mention.end : first.start - base]) and _LED.search(text[: mention.start]):
        copy_draft(reading, first, mention, first.whole)


def _counted_head(words: Sequence[Word], number: int) -> int:
    above = words[number].head
    if (
        words[number].dep in ("nummod", "quantmod", "amod", "compound", "det", "advmod", "npadvmod")
        and number < above <= number + 7
        and words[above].tag.startswith("NN")
    ):
        return above
    return number


def _attach(reading: Reading, mention: Mention) -> None:
    text, base = reading.sentence.text, reading.sentence.start
    before = [d for d in reading.drafts if d.end <= base + mention.start]
    last = max(before, key=lambda d: d.start, default=None)
    person = mention.noun in who.people()
    if last is not None:
        between = text[last.end - base : mention.start]
        whole = last if last.whole is None else last.whole
        if whole.harm in _ENDED and _FREED.match(text, mention.end):
            return
        of_them = re.search(r"of (?:them|whom|these|those|the)\b", text[mention.start : mention.end + 9].lower())
        listed = (_PART.search(between) or of_them) and (person or not mention.noun)
        if listed and (mention.low is None or whole.high is None or mention.low <= whole.high):
            copy_draft(reading, whole, mention, whole)
            return
        if whole.harm is Harm.INJURED and not mention.noun and _GRAVELY.match(text[mention.end :]):
            copy_draft(reading, whole, mention, whole)
            return
        if not mention.noun and last.harm is Harm.KILLED and _CAUSED.match(text[mention.end :]):
            copy_draft(reading, last, mention, last.whole)
            return
        joined = bool(_JOIN.match(between)) and len(between) < 40
        whole_list = last.whole is None and last.toll
        if joined and (person or whole_list):
            copy_draft(reading, last, mention, last.whole)
            return
        parted = _ASIDE_PART.search(between) and _MEANS.match(text[mention.end :])
        if parted and not mention.noun and (whole.high is None or (mention.low or 0) < whole.high):
            copy_draft(reading, whole, mention, whole)
            return
        if (person or not mention.noun) and _elliptic(between, text[mention.end :]):
            apart = _PLACED.search(between) is not None
            fits = last.high is None or mention.low is None or mention.low < last.high
            copy_draft(reading, last, mention, last.whole if apart or not fits else whole)
            return
    if not person and mention.noun:
        return
    event = _beside(reading, mention)
    if event is not None and reality(reading.words, event) is Reality.REAL:
        add_draft(reading, event, mention, Reality.REAL, None)


def _elliptic(between: str, after: str) -> bool:
    """Whether a number goes on with the harm told before, at a place or day of its own: "..., four in Harsk and
    two more on Tuesday"."""
    return _GOES_ON.search(between) is not None and _PLACED.match(after) is not None


def _beside(reading: Reading, mention: Mention) -> Event | None:
    """The event whose trigger follows or precedes a mention with nothing of weight between."""
    words, text = reading.words, reading.sentence.text
    best = None
    for event in reading.events:
        trigger = words[event.trigger]
        between = (
            text[mention.end : trigger.start]
            if trigger.start >= mention.end
            else text[trigger.end : mention.start]
        )
        if trigger.start >= mention.end:
            near = bool(_HIT.match(between)) or (trigger.tag == "VBN" and bool(_ASIDE.match(between)))
        else:
            near = trigger.end <= mention.start and not between.strip(" ,'\"")
        if near:
            best = best or event
    return best


def read_split(reading: Reading) -> None:
    """Makes the killed and the injured that divide a count of casualties its parts: "61 casualties (22 killed and
    39 injured)"."""
    text, base = reading.sentence.text, reading.sentence.start
    for whole in [d for d in reading.drafts if d.harm is Harm.CASUALTIES and d.mention.counted]:
        at, room = whole.end, whole.high
        for part in sorted((d for d in reading.drafts if d.start >= whole.end), key=lambda d: d.start):
            if part.whole is not None and part.whole is not whole:
                at = part.end
                continue
            between = text[at - base : part.start - base]
            opened = at > whole.end or _DIVIDED.match(between)
            fits = room is None or (part.high is not None and part.high <= room)
            if part.harm not in (Harm.KILLED, Harm.INJURED) or not opened or not fits or len(between) > 60:
                break
            part.whole, at = whole, part.end
            room = None if room is None or part.high is None else room - part.high


_DIVIDED = re.compile(r"[^.;:(]{0,40}(?:[:(–—]|\s-\s|,? (?:including|of which|of whom|with)\b)\W*$", re.IGNORECASE)
