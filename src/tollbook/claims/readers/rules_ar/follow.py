"""Follows a text from sentence to sentence: which event each draft speaks of, and what the text says of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tollbook.claims.readers.draft import NEVER, Days
from tollbook.claims.readers.rules_ar import lexicon
from tollbook.claims.readers.rules_ar.cause import tells_event
from tollbook.claims.readers.rules_ar.discourse import EventSoFar, Facts, SoFar
from tollbook.claims.readers.rules_ar.draft import Draft
from tollbook.claims.readers.rules_ar.facts import Reading, facts_of, facts_without_harm, read_circumstances
from tollbook.claims.readers.rules_ar.phrases import is_word, phrase_at
from tollbook.claims.readers.rules_ar.site import CITY, COUNTRYSIDE
from tollbook.claims.readers.rules_ar.speak import speak
from tollbook.claims.readers.rules_ar.words import Sentence, Word
from tollbook.model.vocabulary import Cause, Scope

_BOMBARDMENT = (Cause.AIRSTRIKE, Cause.ARTILLERY, Cause.MISSILE, Cause.DRONE, Cause.CHEMICAL)
"""Means that a word for shelling in general may stand for."""
SECTIONS = 3
"""Lines headed by a known place that make a text a round-up by places."""
OPENING = 4
LINE = 30
"""Paragraphs that may open a text with its day, and words of a line that does."""
WEEK = 6
"""Days from the first to the last of the shortest time that sums up events."""


def tell(drafts: list[Draft], sentence: Sentence, so_far: SoFar, published: date | None) -> None:
    """Sets the speakers of the drafts of a sentence, and adds what it says to the event that they belong to.

    Day, place, means and doer are set by `finish`, when the whole text has been heard.
    """
    reading = read_circumstances(sentence, so_far.text, published)
    speak(drafts, sentence, reading.speeches, so_far)
    _frame(reading, so_far)
    turn = _turn(reading, so_far)
    if drafts:
        _claims(reading, drafts, so_far, turn)
    else:
        _context(reading, so_far, turn)


def _frame(reading: Reading, so_far: SoFar) -> None:
    """The title of a round-up gives its day to every event; "X::" heads the part on a province."""
    words = reading.sentence.words
    opening = words[:4]
    titled = any(is_word(word, "time", "roundup", "words") for word in opening if word.kind == "word")
    exact = next((when for when in reading.times if when.exact >= 6), None)
    if reading.sentence.heading and titled and exact is not None and len(words) < 20:
        so_far.frame, so_far.roundup = exact.days, True
    opens = reading.sentence.paragraph < OPENING and len(words) < LINE
    spans = () if so_far.told and not reading.sentence.heading else reading.times
    long = next((when for when in spans if not when.total and _is_long(when.days)), None)
    if opens and so_far.opening == NEVER and (exact or long) is not None:
        so_far.opening = exact.days if exact is not None else long.days if long is not None else NEVER
    mark = _section(words) or (_province(words) if so_far.sectioned else 0)
    if mark:
        so_far.section, so_far.roundup = so_far.text[words[0].start : words[mark - 1].end], True


def _section(words: Sequence[Word]) -> int:
    """How many words stand before a double colon at the beginning of a sentence; 0 where none does."""
    for n in (1, 2, 3):
        if n + 1 < len(words) and words[n].text == ":" and words[n + 1].text == ":":
            return n
    return 0


def _province(words: Sequence[Word]) -> int:
    """How many words stand before the colon of a line headed by a known place; 0 where none does."""
    hit = phrase_at(words, 0, "places", "name") if words else None
    if hit is None:
        return 0
    colon = hit.last + 1
    while colon < len(words) and words[colon].bare.startswith("وريف"):
        colon += 1
    return colon if colon + 1 < len(words) and words[colon].text == ":" and words[colon + 1].text != ":" else 0


def is_sectioned(sentences: Sequence[Sentence]) -> bool:
    """Whether a text goes through places line by line: "X: … Y: …"."""
    return sum(_province(sentence.words) > 0 for sentence in sentences) >= SECTIONS


def _turn(reading: Reading, so_far: SoFar) -> str:
    """How a sentence turns to something else: "other", "past" (what was before), or "" where it does not."""
    words = reading.sentence.words
    if _section(words) or (so_far.sectioned and _province(words)):
        return "other"
    start = next((i for i, word in enumerate(words[:4]) if word.kind == "word"), 0)
    hit = phrase_at(words, start, "turns", "turn")
    if hit is None:
        return ""
    if hit.key == "earlier":
        _date_back(reading, so_far)
        return "other"
    if words[hit.last].bare == "سابق" or words[hit.last].bare == "لاحق":
        _date_back(reading, so_far)
    return hit.key


def _date_back(reading: Reading, so_far: SoFar) -> None:
    """ "Earlier on Saturday": what was told before happened on Saturday too."""
    when = next((when for when in reading.times if when.exact >= 5), None)
    if when is None or when.first > 8:
        return
    for event in {id(e): e for _, _, e in so_far.told}.values():
        if event.days == NEVER:
            event.days = when.days


def _claims(reading: Reading, drafts: list[Draft], so_far: SoFar, turn: str) -> None:
    begun = False
    for draft in drafts:
        facts = facts_of(reading, draft, drafts)
        if draft.scope is Scope.INCIDENT and (facts.total or _is_long(facts.days)):
            draft.scope = Scope.CUMULATIVE
        if facts.total or draft.scope is Scope.CUMULATIVE:
            own = EventSoFar(apart=True)
            own.learn(facts)
            own.days = facts.days
            so_far.told.append((draft, facts, own))
            continue
        if not begun and not _same(reading, facts, so_far, turn):
            _begin(so_far, turn or ("past" if _opens_with_past(reading) else ""))
        elif begun and _days_apart(so_far.event.days, facts.days):
            _begin(so_far, "other")
        begun = True
        event = so_far.event
        if event.days == NEVER and _is_long(so_far.opening):
            event.days = so_far.opening
        event.learn(facts)
        event.counts.add((str(draft.harm), draft.low, draft.high))
        event.headed = reading.sentence.heading and (
            event.headed or len(event.counts) == 1 or event.paragraph in (-1, reading.sentence.paragraph)
        )
        event.paragraph = reading.sentence.paragraph
        if so_far.main is None:
            so_far.main = event
        so_far.told.append((draft, facts, event))


def _is_long(days: Days) -> bool:
    """Whether days are a week or more: what is counted over them is no single event."""
    return days[0] is not None and days[1] is not None and (days[1] - days[0]).days >= WEEK


def _begin(so_far: SoFar, turn: str) -> None:
    so_far.event = EventSoFar(days=so_far.frame, apart=turn != "" or so_far.roundup)


def _context(reading: Reading, so_far: SoFar, turn: str) -> None:
    """A sentence without claims may still tell the day, place, means or doer of what comes next."""
    if turn:
        _begin(so_far, turn)
    facts = facts_without_harm(reading)
    if not tells_event(reading.sentence.words):
        return
    if not turn and not _same(reading, facts, so_far, turn):
        _begin(so_far, "")
    if facts.cause is not Cause.UNKNOWN or facts.exact >= CITY:
        so_far.event.learn(facts)
        so_far.event.headed = reading.sentence.heading and (so_far.event.headed or not so_far.event.counts)
        so_far.event.paragraph = reading.sentence.paragraph


def _same(reading: Reading, facts: Facts, so_far: SoFar, turn: str) -> bool:
    """Whether a sentence may speak of the event in hand.

    A turn, another day or another place make it another; so does a new paragraph of a round-up. The same number,
    the same place or a noun that points back ("the shelling") make it the same.
    """
    event = so_far.event
    if (
        reading.sentence.heading
        and event.paragraph >= 0
        and not event.headed
        and (facts.cause is not Cause.UNKNOWN or facts.place)
    ):
        return False
    if turn or _days_apart(event.days, facts.days):
        return False
    if event.paragraph == -1:
        return event.days in (NEVER, so_far.frame) or True
    if so_far.roundup and reading.sentence.paragraph != event.paragraph:
        return False
    if so_far.sectioned and so_far.section and not _points_back(reading) and not event.meets(facts):
        return False
    if event.headed or not event.counts:
        return not (event.counts == set() and _elsewhere(event, facts))
    if (
        reading.sentence.paragraph != event.paragraph
        and _adds(reading)
        and facts.exact >= CITY
        and event.exact < CITY
    ):
        return False
    if event.counts and event.days == NEVER and _opens_with_past(reading):
        return False
    if event.meets(facts):
        return True
    return _points_back(reading) or not _elsewhere(event, facts)


def _opens_with_past(reading: Reading) -> bool:
    """Whether a sentence begins with another day than that of the telling: "and two days before"."""
    return any(when.first <= 1 and when.exact == 5 for when in reading.times)


def _adds(reading: Reading) -> bool:
    """ "Also": a paragraph that tells of more of the kind."""
    return any(word.bare in ("كما", "ايضا", "كذلك") for word in reading.sentence.words[:3])


def _elsewhere(event: EventSoFar, facts: Facts) -> bool:
    return facts.exact >= CITY and event.exact >= CITY and not event.meets(facts)


def _points_back(reading: Reading) -> bool:
    listed = lexicon.words("turns", "back", "words")
    return any(word.kind == "word" and word.bare in listed for word in reading.sentence.words[:8])


def _days_apart(one: Days, other: Days) -> bool:
    if one[0] is None or other[0] is None or one[1] is None or other[1] is None:
        return False
    return other[0] > one[1] or other[1] < one[0]


def finish(so_far: SoFar) -> None:
    """Gives every draft what its own sentence says, else what the whole text says of its event."""
    only = _only_day(so_far)
    for draft, facts, event in so_far.told:
        _complete(event, so_far)
        if event.days == NEVER and (not event.apart or so_far.sectioned):
            event.days = only
        draft.days = facts.days if facts.days != NEVER else event.days
        exact = facts.exact > COUNTRYSIDE or facts.exact >= event.exact
        draft.place = facts.place if facts.place and exact else event.place or facts.place
        own = facts.cause is not Cause.UNKNOWN and not (
            facts.general and not event.general and event.cause in _BOMBARDMENT
        )
        draft.cause = facts.cause if own else event.cause
        draft.actor = facts.actor or event.actor
        if draft.scope is Scope.INCIDENT and draft.days == so_far.opening and _is_long(draft.days):
            draft.scope = Scope.CUMULATIVE
    for draft, _, _ in so_far.told:
        if draft.whole is not None:
            draft.inherit(draft.whole)


def _only_day(so_far: SoFar) -> Days:
    """The day of every event that the text dates, where it is one and the same; else none."""
    events = [event for _, _, event in so_far.told if so_far.sectioned or not event.apart]
    days = {event.days for event in events if not _is_long(event.days)}
    days.discard(NEVER)
    return days.pop() if len(days) == 1 else NEVER


def _complete(event: EventSoFar, so_far: SoFar) -> None:
    """An event that the text does not set apart has the day of its main one."""
    main = so_far.main
    if event.days == NEVER and (not event.apart or so_far.sectioned) and main is not None:
        event.days = main.days
    if event.days == NEVER and so_far.frame != NEVER:
        event.days = so_far.frame
    if event.days == NEVER and (so_far.sectioned or not (so_far.roundup or event.apart)):
        event.days = so_far.opening
    if not event.place:
        event.place = so_far.section
