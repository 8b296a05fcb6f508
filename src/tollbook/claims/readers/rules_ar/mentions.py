"""Mentions of people in a sentence: a count with its noun, a noun alone, a count alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from tollbook.claims.readers.rules_ar import lexicon
from tollbook.claims.readers.rules_ar.harm import harm_alone, is_harm, is_plural_verb
from tollbook.claims.readers.rules_ar.numbers import Count, find_counts
from tollbook.claims.readers.rules_ar.people import Named, Noun, noun_in
from tollbook.claims.readers.rules_ar.words import Word
from tollbook.model.vocabulary import Age, Harm, Sex, Status


@dataclass(slots=True, eq=False)
class Mention:
    """People (or buildings) named by the words `first` to `last`; `start`, `end` are its anchor in the text.

    `counted`: a number or a word for one stands beside the noun. `noun` is None for a number alone. `vague`: the
    number is a word such as "some". `inside`: so many of them ("five of one family"). `partial`: "one of them".
    """

    first: int
    last: int
    start: int
    end: int
    low: int | None
    high: int | None
    count: tuple[int, int] | None
    noun: Noun | None
    definite: bool = False
    vague: bool = False
    status: Status = Status.UNKNOWN
    inside: bool = False
    partial: bool = False

    @property
    def counted(self) -> bool:
        """Whether a number or a word for one stands beside the noun."""
        return self.count is not None


def find_mentions(words: Sequence[Word]) -> dict[int, Mention]:
    """The mentions of a sentence by their first word. Those of a bare number are there too."""
    counts = {count.first: count for count in find_counts(words)}
    found: dict[int, Mention] = {}
    i = 0
    while i < len(words):
        mention = (
            _counted(words, counts[i], counts)
            if i in counts
            else _one_of_them(words, i) or _noun(words, i, counts)
        )
        if mention is None:
            i = counts[i].last + 1 if i in counts else i + 1
            continue
        _extend(words, mention)
        found[mention.first] = mention
        i = mention.last + 1
    return found


def _one_of_them(words: Sequence[Word], i: int) -> Mention | None:
    """ "One of them", "some of them", in one word."""
    word = words[i]
    for key, low, high in (("one", 1, 1), ("some", 2, None)):
        cut = word.is_one_of(lexicon.words("grammar", "them", key)) if word.kind == "word" else None
        if cut is not None:
            start = word.start + cut
            return Mention(i, i, start, word.end, low, high, (start, word.end), None, partial=True)
    return None


def _counted(words: Sequence[Word], count: Count, counts: Mapping[int, Count]) -> Mention | None:
    """A count and what it counts: "26 شخصا", "3 من عناصر الشرطة"; or the count alone where nothing is counted."""
    if _is_adjective(words, count):
        return None
    at = count.last + 1
    inside = at < len(words) and words[at].bare == "من"
    named = _plain_noun(words, at + 1 if inside else at)
    if named is not None and not (named.noun.building and inside):
        last = at + 1 if inside else at
        if named.noun.lemma in lexicon.words("people", "losses", "words") and not _are_human(words, last):
            return None
        mention = Mention(
            count.first,
            last,
            count.start,
            words[last].end,
            count.low,
            count.high,
            (count.start, count.end),
            named.noun,
            vague=count.vague,
            inside=inside,
        )
        return _all_of(words, mention) if inside else mention
    strange = _strange(words, count, at)
    if strange is not None:
        return strange
    fate = lexicon.words("grammar", "fate", "words")
    told = at < len(words) and (is_plural_verb(words[at]) or words[at].bare in fate)
    if at < len(words) and words[at].kind != "mark" and not (inside or told) and not _stops(words[at]):
        return None
    return Mention(
        count.first,
        count.last,
        count.start,
        count.end,
        count.low,
        count.high,
        (count.start, count.end),
        None,
        vague=count.vague,
    )


def _strange(words: Sequence[Word], count: Count, at: int) -> Mention | None:
    """ "Killing three X": whoever is counted right behind a word of death or arrest, though no list has them."""
    if count.first == 0 or at >= len(words) or words[at].kind != "word" or count.vague:
        return None
    harm = harm_alone(words[count.first - 1])
    if harm not in (Harm.KILLED, Harm.INJURED, Harm.DETAINED) or len(words[at].bare) < 4:
        return None
    plural = count.low is not None and count.low > 2
    known = _stops(words[at]) or words[at].is_one_of(lexicon.words("grammar", "uncounted", "words")) is not None
    if not plural or known or words[at].bare.startswith("ال") or is_plural_verb(words[at]):
        return None
    noun = Noun(words[at].bare, 3)
    span = (count.start, count.end)
    return Mention(count.first, at, count.start, words[at].end, count.low, count.high, span, noun)


def _is_adjective(words: Sequence[Word], count: Count) -> bool:
    """Whether "one" belongs to the noun before it: "of one family"."""
    one = words[count.first].bare in ("واحد", "واحده") and count.low == count.high == 1
    return one and count.first > 0 and noun_in(words[count.first - 1]) is not None


def _all_of(words: Sequence[Word], mention: Mention) -> Mention:
    """ "Three of the women and children": one number for all of them."""
    at = mention.last + 1
    while at < len(words) and words[at].bare.startswith("وال"):
        named = noun_in(words[at])
        if named is None or mention.noun is None or named.noun.harm is not mention.noun.harm or named.noun.harm:
            break
        kind = mention.noun
        mention.noun = replace(
            kind,
            status=kind.status if kind.status is named.noun.status else Status.UNKNOWN,
            age=kind.age if kind.age is named.noun.age else Age.MIXED,
            sex=kind.sex if kind.sex is named.noun.sex else Sex.UNKNOWN,
        )
        mention.last, mention.end = at, words[at].end
        at += 1
    return mention


def _stops(word: Word) -> bool:
    """Whether a word begins something new, so that a number before it counts by itself."""
    return word.is_one_of(lexicon.words("grammar", "new", "words")) is not None or word.bare.startswith(("ب", "و"))


def _plain_noun(words: Sequence[Word], i: int) -> Named | None:
    """The noun at `i` if it follows directly: without "and" or "by" before it."""
    if i >= len(words):
        return None
    named = noun_in(words[i])
    if named is None or named.start - words[i].start not in (0,):
        return None
    return named


def _noun(words: Sequence[Word], i: int, counts: Mapping[int, Count]) -> Mention | None:
    named = noun_in(words[i])
    if named is None:
        return None
    noun, last = named.noun, i
    if noun.lemma in lexicon.words("people", "losses", "words"):
        if not _are_human(words, i):
            return None
        last = i + 1
    adjective = noun.counted or words[i].bare in lexicon.words("people", "adjective", "definite")
    led = noun.harm is None and noun.counted and i > 0 and is_harm(words[i - 1])
    if adjective and (named.definite or (noun.number < 2 and not led)):
        return None
    if noun.other and named.definite and noun.lemma not in lexicon.words("people", "other", "definite"):
        return None
    if noun.number == 1 and noun.lemma in lexicon.words("people", "case", "behind"):
        return None
    if noun.case and _is_state(words, i):
        return None
    low: int | None = {0: 3, 1: 1, 2: 2, 3: 2}[noun.number]
    high = None if noun.number in (0, 3) else low
    count: tuple[int, int] | None = None
    after = counts.get(i + 1)
    if after is not None and noun.number and _is_own(after, words[i + 1]):
        low, high, last, count = after.low, after.high, i + 1, (after.start, after.end)
    elif noun.number == 3 and i + 1 < len(words) and (of_them := _definite_number(words[i + 1])):
        low = high = of_them
        last, count = i + 1, (words[i + 1].start, words[i + 1].end)
    elif after is not None and after.vague and noun.harm is not None and words[i + 1].bare.startswith("بال"):
        low, high, last, count = after.low, after.high, i + 1, (after.start, after.end)
    start = named.start
    if noun.number == 0 and (family := _family_of(words, i, named, counts)) is not None:
        return family
    if noun.number == 0:
        whole = lexicon.words("people", "household", "whole")
        if i + 1 >= len(words) or words[i + 1].bare not in whole:
            return None
        last = i + 1
    before = words[i - 1] if i else None
    if before is not None and noun.number == 3 and before.bare in lexicon.words("grammar", "all", "words"):
        return Mention(i - 1, last, before.start, words[last].end, 2, None, None, noun)
    return Mention(i, last, start, words[last].end, low, high, count, noun, named.definite)


def _is_state(words: Sequence[Word], i: int) -> bool:
    """Whether "cases" counts nobody: "in critical condition", "cases of killing" in general."""
    after = words[i + 1] if i + 1 < len(words) else None
    if after is None or after.bare.startswith("ال"):
        return True
    kinds = ("dead", "behind", "injured", "detained", "missing")
    told = any(after.is_one_of(lexicon.words("people", "case", key)) is not None for key in kinds)
    return words[i].bare.startswith("ب") and not told


def _family_of(words: Sequence[Word], i: int, named: Named, counts: Mapping[int, Count]) -> Mention | None:
    """ "A whole family of nine members": as many as its members are."""
    at = i + 1
    while at < len(words) and words[at].bare in lexicon.words("people", "household", "whole"):
        at += 1
    made_of = at < len(words) and words[at].bare in lexicon.words("people", "household", "of")
    at += made_of
    at += made_of and at < len(words) and words[at].bare == "من"
    count = counts.get(at) if made_of else None
    if count is None or count.vague or named.definite or count.last + 1 >= len(words):
        return None
    member = noun_in(words[count.last + 1])
    if member is None or member.noun.harm or member.noun.number == 0 or member.noun.building:
        return None
    end, span = words[count.last + 1].end, (count.start, count.end)
    return Mention(i, count.last + 1, named.start, end, count.low, count.high, span, member.noun)


def _definite_number(word: Word) -> int:
    """The three of "his three children"; 0 where a word is no such number."""
    if not word.bare.startswith("ال"):
        return 0
    units = lexicon.table("numbers")["unit"]
    form = word.bare.removeprefix("ال")
    return next((int(n) for n, listed in units.items() if form in listed and int(n) > 2), 0)


def _are_human(words: Sequence[Word], i: int) -> bool:
    """Whether "losses" at word `i` are losses of people."""
    human = lexicon.words("people", "losses", "human")
    return i + 1 < len(words) and words[i + 1].is_one_of(human) is not None


def _is_own(count: Count, word: Word) -> bool:
    """Whether a number after a noun is the noun's: "two" or "one" in one word."""
    alone = count.first == count.last and count.low == count.high and count.start == word.start
    return alone and word.kind == "word" and count.low in (1, 2)


def _extend(words: Sequence[Word], mention: Mention) -> None:
    """Take in the adjectives after the noun and "at least", and what is said of the people there."""
    if mention.noun is not None:
        mention.status = mention.noun.status
        _described(words, mention)
        _adjectives(words, mention)
    if mention.noun is not None or mention.counted:
        _company(words, mention)
    at = mention.last + 1
    if [word.bare for word in words[at : at + 2]] == ["علي", "الاقل"] and mention.low == mention.high:
        mention.high, mention.last, mention.end = None, at + 1, words[at + 1].end


def _described(words: Sequence[Word], mention: Mention) -> None:
    """ "Dead children", "wounded women": who the dead or wounded are, in a noun right behind."""
    noun, at = mention.noun, mention.last + 1
    if noun is None or noun.harm is None or noun.number != 3 or mention.definite or at >= len(words):
        return
    named = noun_in(words[at])
    if named is None or named.definite or named.noun.harm or named.noun.number != 3 or named.noun.owned:
        return
    joined = at + 1 < len(words) and words[at + 1].bare.startswith("و") and noun_in(words[at + 1]) is not None
    if named.start != words[at].start or joined or named.noun.building or named.noun.other or named.noun.case:
        return
    mention.noun = replace(noun, age=named.noun.age, sex=named.noun.sex)
    mention.status, mention.last, mention.end = named.noun.status, at, words[at].end


def _company(words: Sequence[Word], mention: Mention) -> None:
    """The status that "of the army", "in the ranks of the civilians" gives; rescuers are no fighters."""
    after = words[mention.last + 1 : mention.last + 5]
    bare = [word.bare for word in after]
    said = " ".join(word.bare for word in words[mention.last : mention.last + 5])
    rescuers = any(phrase in said for phrase in lexicon.words("people", "force", "rescue"))
    if mention.status is Status.COMBATANT and rescuers:
        mention.status = Status.CIVILIAN
    if mention.status is not Status.UNKNOWN or not bare:
        return
    led = bare[0] in lexicon.words("people", "force", "led")
    for b in bare[1:3] if led else []:
        if b in lexicon.words("people", "force", "words"):
            mention.status = Status.COMBATANT
        if b in lexicon.words("people", "force", "civil"):
            mention.status = Status.CIVILIAN
        if mention.status is not Status.UNKNOWN:
            return


def _adjectives(words: Sequence[Word], mention: Mention) -> None:
    table = lexicon.table("people")["adjective"]
    at = mention.last + 1
    while at < len(words):
        key = next((k for k in ("civilian", "combatant", "plain") if words[at].bare in table[k]), None)
        if key is None:
            break
        if key != "plain" and mention.status is Status.UNKNOWN:
            mention.status = Status(key)
        mention.last, mention.end = at, words[at].end
        at += 1
