"""From one parsed sentence to its drafts: events, whom they harmed, how many, and what is part of what."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tollbook.claims.readers.rules_en import lexicon, mentions, who
from tollbook.claims.readers.rules_en.cause import Means, find_causes
from tollbook.claims.readers.rules_en.count import Count, find_counts
from tollbook.claims.readers.rules_en.draft import Draft
from tollbook.claims.readers.rules_en.events import Event, find_events, kids
from tollbook.claims.readers.rules_en.mentions import Mention
from tollbook.claims.readers.rules_en.parse import Word, subtree
from tollbook.claims.readers.rules_en.prepare import Sentence
from tollbook.claims.readers.rules_en.real import Reality, reality
from tollbook.claims.readers.rules_en.said import Speech, find_speech
from tollbook.claims.readers.rules_en.when import When, find_times
from tollbook.claims.readers.rules_en.where import Place, find_places
from tollbook.model.vocabulary import Age, Harm, Sex, Stance, Status

_AGES = re.compile(
    r"\b\d{1,3}(?:-|\s)?(?:years?|months?|weeks?|days?|yrs?)(?:-|\s)?(?:old|of age)|\b[a-z]+(?:-[a-z]+)?[- ](?:years?|months?)[- ]old|\baged?\s+(?:between\s+)?\d+(?:\s+(?:and|to)\s+\d+)?|\(\d{1,2}\)|under the age of \d+|,\s\d{1,2}(?=,\s|\s?[-–—]\s|\))",
    re.IGNORECASE,
)
_PART = re.compile(
    r"\b(?:including|among (?:them|whom|those|the)|of (?:them|whom|which|these)|included|comprising|namely)\b|:\s*$|\(\s*$",
    re.IGNORECASE,
)
_JOIN = re.compile(
    r"^[\s,;]*(?:and|as well as|plus|along with|while|another|a further|with)?[\s,]*(?:an?)?\s*$", re.IGNORECASE
)
_REACHES = re.compile(
    r"^[^.;!?]{0,90}?\b(?:to|at|of|is|was|were|are|now|reached|reaching|reaches|passed|exceeded|exceeds|topped|topping|hit|hitting|surpassed|surpassing"
    r"|stands|stood|put|from|by|as|climbed|rose|rises|risen|soared|above|total|totals|totaled|totalled|being|toll)\b[\s\w]{0,24}?[\s:(]*$|^\s*[:(-]\s*$",
    re.IGNORECASE,
)
_FROM_TO = re.compile(r"^\s*(?:people|dead|deaths)?\s*to\s*$", re.IGNORECASE)
_ASIDE = re.compile(
    r"^\s*(?:[-–—(,][^-–—(),;]{2,60}[-–—),]|or [a-z -]{4,40}?)\s*(?:were |was |reported |reportedly )*$"
)
_HIT = re.compile(
    r"^[\s,]*(?:were|was|are|is|have been|had been|has been|reportedly|also|people|and|been|left|others|critically|seriously|severely|badly|slightly|lightly|more|being|already|\s)*$",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Reading:
    """One parsed sentence with all that was found in it. Offsets are those of the sentence.

    `source` is the sentence as the text has it, before anything was made plain.
    """

    sentence: Sentence
    source: str
    words: list[Word]
    counts: tuple[Count, ...]
    times: tuple[When, ...]
    places: tuple[Place, ...]
    speeches: tuple[Speech, ...]
    causes: tuple[Means, ...]
    events: list[Event]
    drafts: list[Draft]


def read_sentence(sentence: Sentence, source: str, words: list[Word], published: date | None) -> Reading:
    """Everything that a sentence says by itself; context from other sentences is not looked at."""
    text = sentence.text
    times = find_times(text, published)
    counts = _people_counts(text, words, times)
    reading = Reading(
        sentence,
        source,
        words,
        counts,
        times,
        find_places(words),
        find_speech(words),
        find_causes(text),
        find_events(words),
        [],
    )
    _claims(reading)
    _leftovers(reading)
    _identified(reading)
    _lists(reading)
    _people(reading)
    return reading


def _people_counts(text: str, words: Sequence[Word], times: Sequence[When]) -> tuple[Count, ...]:
    """The counts of a sentence that are no dates, ages, money, measures or years."""
    shut = [(when.start, when.end) for when in times] + [match.span() for match in _AGES.finditer(text)]
    units = lexicon.words("numbers", "unit_after")
    befores = lexicon.words("numbers", "unit_before")
    kept = []
    for count in find_counts(text):
        s, e = count.number
        if any(a < e and s < b for a, b in shut):
            continue
        after = re.match(r"[\s-]*([a-z.%']+)", text[e:].lower())
        before = re.search(r"([^\s]+)\s*$", text[:s].lower())
        if after and (after[1] in units or after[1].rstrip(".") in units) and not count.vague:
            continue
        if before and before[1] in befores:
            continue
        if re.fullmatch(r"(?:19|20)\d\d", text[s:e]) and not re.match(
            r"\s+[a-z]*\s*(?:people|civilians|persons|deaths|others)", text[e:].lower()
        ):
            continue
        kept.append(count)
    return tuple(kept)


def _claims(reading: Reading) -> None:
    words, text = reading.words, reading.sentence.text
    for event in reading.events:
        real = reality(words, event)
        if real is Reality.UNREAL:
            continue
        _pronouns(words, event)
        if event.toll:
            _toll(reading, event)
            continue
        for head, whole in _heads(words, event):
            mention = mentions.mention_at(words, text, reading.counts, head, event.harm)
            if mention is None:
                mention = _nobody(words, text, head, real)
            if mention is not None:
                _add(reading, event, mention, real, whole)


def _pronouns(words: Sequence[Word], event: Event) -> None:
    """Lets "him" stand for the person named just before in the sentence ("caught the attacker and shot him dead")."""
    for n, p in enumerate(event.patients):
        if words[p].lower not in ("him", "her") or words[p].dep not in ("dobj", "pobj"):
            continue
        doers = {k for a in event.agents for k in subtree(words, a)}
        known = [
            w.i
            for w in words[:p]
            if w.tag == "NN" and w.lower in who.people() and w.i not in doers and w.dep in ("pobj", "dobj")
        ]
        if known:
            event.patients[n] = known[-1]


def _heads(words: Sequence[Word], event: Event) -> list[tuple[int, int | None]]:
    found: list[tuple[int, int | None]] = []
    for patient in event.patients:
        for head, whole in mentions.expand(words, patient):
            if head not in (h for h, _ in found):
                found.append((head, whole))
    with_ = [
        o
        for p in kids(words, event.verb, "prep")
        if words[p].lower in ("with", "alongside")
        for o in kids(words, p, "pobj")
    ]
    for o in with_ if event.patients else []:
        numbered = words[o].tag == "CD" or bool(kids(words, o, "nummod"))
        if numbered or words[o].lower in lexicon.nouns("kin") or words[o].tag in ("NNP",):
            found += [pair for pair in mentions.expand(words, o) if pair not in found]
    return found


def _nobody(words: Sequence[Word], text: str, head: int, real: Reality) -> Mention | None:
    """ "No civilians", "no one": the anchor of a count of zero."""
    if real is not Reality.NEGATED:
        return None
    first = head
    while first > 0 and words[first - 1].i in subtree(words, head):
        first -= 1
    start, end = words[first].start, words[head].end
    phrase = text[start:end]
    if words[head].lower in ("nobody", "none") or phrase.lower().startswith("no "):
        return Mention(start, end, head, words[head].lower, phrase, 0, 0, "", False)
    return None


def _add(reading: Reading, event: Event, mention: Mention, real: Reality, whole: int | None) -> Draft | None:
    low, high, stance = mention.low, mention.high, Stance.ASSERTED
    text = reading.sentence.text
    if real is Reality.NEGATED:
        zero = text[mention.start : mention.end].lower().startswith(("no ", "nobody", "none"))
        if not zero and not (event.noun or event.harm is Harm.CASUALTIES):
            return None
        low = high = 0
    if real is Reality.HEDGED:
        low = high = None
    base = reading.sentence.start
    for other in reading.drafts:
        if other.start < base + mention.end and base + mention.start < other.end:
            if other.harm is event.harm or (
                {other.harm, event.harm} == {Harm.KILLED, Harm.INJURED} and _lump(reading, other, event, mention)
            ):
                return None
    draft = Draft(
        base + mention.start,
        base + mention.end,
        event.harm,
        low,
        high,
        mention.count_text,
        mention,
        event.trigger,
        event.verb,
        stance=stance,
    )
    if event.cause is not None:
        draft.cause = event.cause
    if whole is not None:
        draft.whole = next((d for d in reading.drafts if d.mention.head == whole and d.harm is event.harm), None)
    reading.drafts.append(draft)
    return draft


def _lump(reading: Reading, other: Draft, event: Event, mention: Mention) -> bool:
    """ "100 killed and wounded": one claim of casualties. Unnumbered, the two stay apart."""
    if other.mention.head != mention.head or other.mention.low != mention.low:
        return False
    vague = not mention.counted or any(
        c.vague and c.low == 2 for c in reading.counts if c.start < mention.end and mention.start < c.end
    )
    if vague or mention.low == mention.high == 1:
        return False
    joined = [
        w.lower for w in reading.words[min(other.trigger, event.trigger) + 1 : max(other.trigger, event.trigger)]
    ]
    if len(joined) > 3 or not {"and", "or", "&", "/"} & set(joined):
        return False
    other.harm = Harm.CASUALTIES
    return True


def _toll(reading: Reading, event: Event) -> None:
    """The numbers that a toll is said to have reached: the counts after it in its clause."""
    words, text = reading.words, reading.sentence.text
    start = words[event.trigger].end
    seen = 0
    for count in reading.counts:
        if count.start < start:
            continue
        between = text[start : count.start]
        if seen >= 2 or not (_FROM_TO if seen else _REACHES).match(between):
            break
        inside = [w.i for w in words if w.start < count.number[1] and w.end > count.number[0]]
        noun = mentions._noun_right(words, inside[-1]) if inside else None
        if not inside:
            continue
        follows = words[inside[-1] + 1] if inside[-1] + 1 < len(words) else None
        if (
            follows is not None
            and noun is None
            and follows.tag.startswith("NN")
            and follows.lower not in who.people()
        ):
            continue
        end = words[noun].end if noun is not None else count.end
        mention = Mention(
            count.start,
            end,
            inside[-1],
            words[noun].lower if noun is not None else "",
            text[count.start : end],
            count.low,
            count.high,
            text[count.start : count.end],
            True,
        )
        made = _add(reading, event, mention, Reality.REAL, None)
        if made is not None:
            made.toll = True
        seen += 1
        start = count.end
        if not re.match(r"\s*(?:to|from)\b", text[count.end :]) and not re.search(r"\bfrom\s*$", between):
            break


def _leftovers(reading: Reading) -> None:
    """Counted people whom no event claimed: parts of what was counted just before, or neighbours of a trigger."""
    words, text, base = reading.words, reading.sentence.text, reading.sentence.start
    for count in reading.counts:
        if any(d.start < base + count.end and base + count.start < d.end for d in reading.drafts):
            continue
        if re.match(
            r"\s+of\s+(?:the\s+)?$",
            text[count.end : next((c.start for c in reading.counts if c.start > count.start), count.end)],
        ):
            continue
        inside = [w.i for w in words if w.start < count.number[1] and w.end > count.number[0]]
        if not inside:
            continue
        head = _counted_head(words, inside[-1])
        mention = mentions.mention_at(words, text, reading.counts, head, Harm.KILLED)
        if mention is None or mention.start > count.start + 1:
            continue
        _attach(reading, mention)


def _identified(reading: Reading) -> None:
    """ "Police identified the victim as X": the name is a claim of its own."""
    words, text = reading.words, reading.sentence.text
    for word in words:
        if word.lower not in ("identified", "named"):
            continue
        harmed = _harm_of_victim(words, kids(words, word.i, "dobj", "nsubjpass"))
        if harmed is None:
            continue
        names = [o for p in kids(words, word.i, "prep") if words[p].lower == "as" for o in kids(words, p, "pobj")]
        names += [o for o in kids(words, word.i, "oprd", "attr") if words[o].tag == "NNP"]
        for name in names:
            for head, _ in mentions.expand(words, name):
                mention = mentions.mention_at(words, text, reading.counts, head, harmed)
                if mention is not None:
                    _add(reading, Event(harmed, word.i, word.i), mention, Reality.REAL, None)


def _harm_of_victim(words: Sequence[Word], heads: Sequence[int]) -> Harm | None:
    """What happened to those that the heads speak of, by their own words: "the slain man", "the dead"."""
    for head in heads:
        for k in subtree(words, head):
            lower = words[k].lower
            if lower in ("victim", "victims", "fatality", "fatalities", "martyr", "martyrs"):
                return Harm.KILLED
            harm = lexicon.noun_harm("adjective").get(lower) or lexicon.verb_harm("verb_object").get(lower)
            if harm in (Harm.KILLED, Harm.INJURED):
                return harm
    return None


def _lists(reading: Reading) -> None:
    """Goes on with a list of parts that the parse broke off: "six medics, including four doctors, a pharmacist and
    a nurse"."""
    words, text, base = reading.words, reading.sentence.text, reading.sentence.start
    for whole in list(reading.drafts):
        if whole.whole is not None or not whole.mention.counted:
            continue
        match = re.match(
            r"\s*[,(–—-]*\s*(?:including|among them|among whom were|comprising)\b", text[whole.end - base :]
        )
        if match is None:
            continue
        at = next((w.i for w in words if w.start >= whole.end - base + match.end()), len(words))
        for head in _listed(words, at):
            mention = mentions.mention_at(words, text, reading.counts, head, whole.harm)
            taken = mention is None or any(
                d.start < base + mention.end and base + mention.start < d.end and d.harm is whole.harm
                for d in reading.drafts
            )
            if mention is not None and not taken and not mention.named:
                _copy(reading, whole, mention, whole)


def _listed(words: Sequence[Word], at: int) -> list[int]:
    """The heads of the noun phrases of a list that begins at word `at`."""
    heads: list[int] = []
    for word in words[at:]:
        if word.tag.startswith(("NN", "CD")) and word.lower not in ("-",):
            follows = words[word.i + 1] if word.i + 1 < len(words) else None
            if follows is None or not follows.tag.startswith(("NN", "JJ", "HYPH", "POS", "VBN")):
                heads.append(word.i)
        elif not word.tag.startswith(("DT", "JJ", "CC", ",", "PRP$", "POS", "RB", "HYPH", "VBN")):
            break
        if word.tag.startswith("VBN") and heads:
            break
    return [h for h in heads if words[h].lower in who.people() or words[h].tag == "CD"]


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
        of_them = re.search(r"of (?:them|whom|these|those|the)\b", text[mention.start : mention.end + 9].lower())
        if (_PART.search(between) and (person or not mention.noun)) or (of_them and (person or not mention.noun)):
            if mention.low is None or whole.high is None or mention.low <= whole.high:
                _copy(reading, whole, mention, whole)
                return
        joined = bool(_JOIN.match(between)) and len(between) < 40
        whole_list = last.whole is None and last.toll
        if joined and (person or whole_list):
            _copy(reading, last, mention, last.whole)
            return
        if (
            not mention.noun
            and re.search(r"\band\s*(?:another|a further)?\s*$", between)
            and re.match(r"\s+(?:in|at|on|near|outside|elsewhere)\b", text[mention.end :])
            and ";" not in between
        ):
            _copy(reading, last, mention, None)
            return
    if not person and mention.noun:
        return
    event = _beside(reading, mention)
    if event is not None and reality(reading.words, event) is Reality.REAL:
        _add(reading, event, mention, Reality.REAL, None)


def _copy(reading: Reading, like: Draft, mention: Mention, whole: Draft | None) -> None:
    base = reading.sentence.start
    draft = Draft(
        base + mention.start,
        base + mention.end,
        like.harm,
        mention.low,
        mention.high,
        mention.count_text,
        mention,
        like.trigger,
        like.verb,
        cause=like.cause,
        stance=like.stance,
    )
    draft.whole = whole
    if mention.share and whole is not None and text_of(reading, mention).lower().startswith("all but"):
        left_out = next((c for c in find_counts(mention.count_text.lower().removeprefix("all but"))), None)
        if left_out is not None and left_out.low is not None:
            draft.low = None if whole.low is None else max(whole.low - left_out.low, 0)
            draft.high = None if whole.high is None else max(whole.high - left_out.low, 0)
    if all((d.start, d.end, d.harm) != (draft.start, draft.end, draft.harm) for d in reading.drafts):
        reading.drafts.append(draft)


def text_of(reading: Reading, mention: Mention) -> str:
    """The anchor of a mention, in the working copy."""
    return reading.sentence.text[mention.start : mention.end]


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
            near = _HIT.match(between) or (trigger.tag == "VBN" and _ASIDE.match(between))
        else:
            near = trigger.end <= mention.start and not between.strip(" ,'\"")
        if near:
            best = best or event
    return best


def _people(reading: Reading) -> None:
    """Status, age and sex of every draft, from its own words, then from its whole or its neighbour."""
    text, base = reading.sentence.text, reading.sentence.start
    reading.drafts.sort(key=lambda d: (d.start, d.end))
    for n, draft in enumerate(reading.drafts):
        mention = draft.mention
        nouns = [w.lower for w in reading.words if mention.start <= w.start < mention.end] + re.findall(
            r"[a-z'-]+", mention.phrase.lower()
        )
        buildings = draft.harm in (Harm.DESTROYED, Harm.DAMAGED)
        if buildings:
            draft.status = Status.CIVILIAN if mention.noun in lexicon.nouns("building", "home") else Status.UNKNOWN
            continue
        own = [mention.noun] if mention.noun else []
        draft.status = who.status_of([*[x for x in nouns if x != mention.noun], *own], mention.phrase)
        single = mention.high == 1
        around = text[mention.start : mention.end + 22] if single else text[mention.start : mention.end]
        head_nouns = [noun for noun in nouns if noun in who.people()]
        draft.age = who.age_of(head_nouns, around)
        draft.sex = who.sex_of(head_nouns)
        previous = reading.drafts[n - 1] if n else None
        vague_noun = not mention.noun or mention.noun in ("other", "others")
        if (
            draft.status is Status.UNKNOWN
            and draft.whole is not None
            and draft.whole.status in (Status.CIVILIAN, Status.COMBATANT)
        ):
            draft.status = draft.whole.status
        elif draft.status is Status.UNKNOWN and vague_noun and previous is not None:
            draft.status = previous.status
        if draft.age is Age.UNKNOWN and vague_noun and draft.whole is not None:
            draft.age = draft.whole.age
        if draft.sex is Sex.UNKNOWN and vague_noun and draft.whole is not None:
            draft.sex = draft.whole.sex
