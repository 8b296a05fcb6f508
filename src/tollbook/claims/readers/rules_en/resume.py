"""Takes up those counted before and says who some of them were: "Three of them were children"."""

from __future__ import annotations

import re
from dataclasses import replace

from tollbook.claims.readers.rules_en import lexicon, who
from tollbook.claims.readers.rules_en.count import Count, find_counts
from tollbook.claims.readers.rules_en.describe import describe
from tollbook.claims.readers.rules_en.discourse import Discourse
from tollbook.claims.readers.rules_en.draft import Draft, draft_of
from tollbook.claims.readers.rules_en.event import BUILDING
from tollbook.claims.readers.rules_en.mention import Mention
from tollbook.claims.readers.rules_en.reading import Reading, words_of
from tollbook.model.vocabulary import Harm

NEAR = 1
"""Paragraphs over which "of them" reaches back."""

_OF_THEM = (
    r"\s+of\s+(?:them|whom|these|those(?:\s+(?:killed|dead|injured|wounded|hurt))?|(?:the|its|their)\s+(?:dead|victims|killed|slain"
    r"|deceased|fatalities|wounded|injured|casualties|bodies))"
)
_WERE = r"\s+(?:(?:reportedly|also|apparently)\s+)?(?:were|was|are|is)\s+"
_HOW = r"(?:(?:all|also|reportedly|believed|thought|said|to|be|identified|described|confirmed|as|just|only)\s+)*"
_SAYS = re.compile(
    rf"(?P<them>{_OF_THEM})?(?:{_WERE}|\s*,\s*(?=an?\s)){_HOW}(?P<who>(?:an?\s+)?[^,;:.()]{{2,60}})", re.IGNORECASE
)
_THEN = re.compile(r"\s+(?:(?:were|was|are)\s+)?(?P<who>[^,;:.()]{2,40})", re.IGNORECASE)
_THEY = re.compile(
    r"^\W*(?:they|among them|among the (?:dead|victims|killed|wounded|injured))\s+(?:also\s+)?"
    r"(?:includ\w+|were|was|are|is)\b",
    re.IGNORECASE,
)
_INJURED = re.compile(r"\b(?:wounded|injured|hurt)\b", re.IGNORECASE)
_FIGURE = re.compile(
    r"\b(?:figure|total|tally|count|estimate) (?:[\w'-]+ ){0,6}?(?:to|at|reached|of|was|is|passed|from) \W?"
    r"(?:about |over |at least )?\d",
    re.IGNORECASE,
)
_OPENS = re.compile(
    r"^\W*(?:(?:at least|about|some|nearly|more than|of (?:them|these|those|the \w+),?)\s+)?"
    rf"[\w-]+(?:\s+(?:hundred|thousand))?(?:{_OF_THEM})?{_WERE}",
    re.IGNORECASE,
)


def may_resume(sentence: str) -> bool:
    """Whether a sentence that follows a claim may say who some of those counted were."""
    if _THEY.search(sentence) or _FIGURE.search(sentence):
        return True
    opens = _OPENS.search(sentence)
    return opens is not None and bool(find_counts(opens[0])) and bool(_person(sentence[opens.end() :]))


def resume(reading: Reading, discourse: Discourse) -> None:
    """Adds the parts that a sentence tells of a whole counted in it or just before it, and says who they were."""
    before = [d for d in discourse.counted if reading.sentence.paragraph - discourse.counted_paragraph <= NEAR]
    changed = _they(reading, before)
    goes_on = False
    for count in reading.counts:
        rest = reading.sentence.text[count.end :]
        match = _SAYS.match(rest) or (_THEN.match(rest) if goes_on else None)
        noun = _person(match["who"]) if match else ""
        if match is None or not noun or count.share:
            continue
        them = match.groupdict().get("them") or ""
        if _say(reading, count, them, noun, _until(match["who"], noun), before):
            goes_on = changed = True
    if changed:
        describe(reading)
    counted = [d for d in reading.drafts if d.whole is None and d.mention.counted and d.harm not in BUILDING]
    if counted:
        discourse.counted, discourse.counted_paragraph = counted, reading.sentence.paragraph


def _person(phrase: str) -> str:
    """The noun that says who they were: the first person of the phrase, before any clause or preposition."""
    for word in re.findall(r"[a-z'-]+", phrase.lower()):
        if word in who.people():
            return str(word)
        if word in lexicon.words("grammar", "behind_noun"):
            break
    return ""


def _until(phrase: str, noun: str) -> str:
    """The phrase up to its noun."""
    return phrase[: phrase.lower().index(noun) + len(noun)]


def _say(reading: Reading, count: Count, them: str, noun: str, phrase: str, before: list[Draft]) -> bool:
    base = reading.sentence.start
    start, end = count.start, count.end + len(them)
    own = [d for d in reading.drafts if d.start < base + end and base + start < d.end]
    if own:
        told = own[0]
        if len(own) > 1 or (told.mention.noun and told.mention.noun in who.people() and not them):
            return False
        told.mention = replace(told.mention, noun=noun, phrase=phrase)
        told.whole = told.whole or _whole(
            told.harm, count, [d for d in reading.drafts if d.end <= told.start] or before
        )
        return True
    harm = Harm.INJURED if _INJURED.search(them) else None
    whole = _whole(harm, count, [d for d in reading.drafts if d.whole is None and d.end <= base + start] or before)
    inside = words_of(reading, count)
    if whole is None or not inside:
        return False
    text = reading.sentence.text
    mention = Mention(
        start, end, inside[-1], noun, phrase, count.low, count.high, text[count.start : count.end], True
    )
    reading.drafts.append(_part(reading, mention, whole))
    return True


def _they(reading: Reading, before: list[Draft]) -> bool:
    """ "They included three nurses", after a count: the counted nouns of the list are parts of it."""
    text, base = reading.sentence.text, reading.sentence.start
    match = _THEY.match(text)
    if match is None or not before or reading.drafts:
        return False
    for count in reading.counts:
        after = _THEN.match(text[count.end :])
        noun = _person(after["who"]) if after else ""
        whole = _whole(Harm.INJURED if _INJURED.search(match[0]) else None, count, before)
        inside = words_of(reading, count)
        if after is None or not noun or whole is None or not inside:
            continue
        end = count.end + after.start("who") + len(_until(after["who"], noun))
        mention = Mention(
            count.start,
            end,
            inside[-1],
            noun,
            text[count.start : end],
            count.low,
            count.high,
            text[count.start : count.end],
            True,
        )
        if all(d.end <= base + count.start or d.start >= base + end for d in reading.drafts):
            reading.drafts.append(_part(reading, mention, whole))
    return bool(reading.drafts)


def _part(reading: Reading, mention: Mention, whole: Draft) -> Draft:
    verb = next((w.i for w in reading.words if w.start >= mention.end and w.tag.startswith("VB")), mention.head)
    draft = draft_of(mention, reading.sentence.start, whole.harm, trigger=verb, verb=verb)
    draft.whole, draft.cause = whole, whole.cause
    return draft


def _whole(harm: Harm | None, count: Count, drafts: list[Draft]) -> Draft | None:
    """The whole of which `count` can be a part: of this harm if it is said, large enough, the last dead first."""
    fit = [
        d
        for d in drafts
        if d.whole is None
        and (harm is None or d.harm is harm)
        and (d.high is None or count.low is None or count.low < d.high or (d.high == count.low and count.low > 1))
        and d.low != 0
    ]
    killed = [d for d in fit if d.harm is Harm.KILLED]
    best = killed or fit
    return best[-1] if best else None
