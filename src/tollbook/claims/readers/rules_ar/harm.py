"""What tells that harm was done: verbs, verbal nouns and set phrases, with their place in the sentence."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import Final

from tollbook.claims.readers.rules_ar import lexicon
from tollbook.claims.readers.rules_ar.people import VOWELS, noun_in
from tollbook.claims.readers.rules_ar.words import Word, is_definite
from tollbook.model.vocabulary import Harm

_SUFFIXES: Final = ("ه", "ها", "هم", "هما", "هن")


class Form(Enum):
    """How a trigger is built: after a noun the harmed follow at once; a verb may have them before it."""

    VERB = "verb"
    NOUN = "noun"
    PHRASE = "phrase"


@dataclass(frozen=True, slots=True)
class Trigger:
    """The words `first` to `last` tell `harm`. `number` is that of a verb's form (0: any) or of "his", "their".

    `bereft`: kin behind it are those killed. `fled`: only with people of a place beside it.

    `takes`: a verb that a doer may stand beside. `their`: the harmed are a pronoun, named before.
    """

    first: int
    last: int
    harm: Harm
    form: Form
    number: int = 0
    takes: bool = False
    their: bool = False
    bereft: bool = False
    fled: bool = False


def find_triggers(words: Sequence[Word]) -> list[Trigger]:
    """The words that tell harm, in order."""
    found: list[Trigger] = []
    i = 0
    while i < len(words):
        if met := _met(words, i):
            found.append(met)
            i += 1
            continue
        succumbed = i and words[i - 1].is_one_of(lexicon.words("harm", "succumbed", "words")) is not None
        trigger = (
            None
            if succumbed or _is_end(words, i) or _is_particle(words, i)
            else _exposed(words, i)
            or _fate(words, i)
            or _phrase(words, i)
            or _took(words, i)
            or _bereft(words, i)
            or _single(words[i])
            or _fled(words, i)
        )
        if trigger is not None:
            if not trigger.bereft and _is_life(words, trigger):
                trigger = replace(trigger, harm=Harm.KILLED)
            found.append(trigger)
            i = trigger.last
        i += 1
    return found


def is_verbal_noun(word: Word) -> bool:
    """Whether a word may be a verbal noun of harm, though a verb is written alike: "جرح"."""
    return any(form in _nouns() for form, _ in word.forms)


def is_harm(word: Word) -> bool:
    """Whether a word alone is a verb or verbal noun of harm."""
    return _single(word) is not None


def transitive(word: Word) -> int | None:
    """The letters before a verb of harm that a doer may stand beside; None where a word is no such verb."""
    return next((cut for form, cut in word.forms if form in _verbs() and _verbs()[form][2]), None)


def harm_alone(word: Word) -> Harm | None:
    """The harm that a word tells by itself; None where it tells none."""
    trigger = _single(word)
    return None if trigger is None else trigger.harm


def is_plural_verb(word: Word) -> bool:
    """Whether a word is a verb of harm in the plural: "died", of those counted before it."""
    return any(form in _verbs() and _verbs()[form][1] == 3 for form, _ in word.forms)


def _single(word: Word) -> Trigger | None:
    if word.kind != "word":
        return None
    nouns, verbs = _nouns(), _verbs()
    for form, cut in word.forms:
        if is_definite(word, cut):
            return None
        if form in verbs:
            harm, number, takes = verbs[form]
            return Trigger(word.i, word.i, harm, Form.VERB, number, takes)
        if form in nouns:
            harm, number = nouns[form]
            if number and word.text.rstrip(VOWELS).endswith("ة"):
                return None
            return Trigger(word.i, word.i, harm, Form.NOUN, number, their=number > 0)
        if form in _with_object():
            harm, number = _with_object()[form]
            return Trigger(word.i, word.i, harm, Form.VERB, number, their=True)
    return None


def _took(words: Sequence[Word], i: int) -> Trigger | None:
    """The lives that something took: "the fire took the lives of"."""
    if words[i].bare not in lexicon.words("harm", "took", "words"):
        return None
    verbs = lexicon.words("harm", "took", "verb")
    if not any(word.is_one_of(verbs) is not None for word in words[max(0, i - 8) : i]):
        return None
    return Trigger(words[i].i, words[i].i, Harm.KILLED, Form.PHRASE)


def _bereft(words: Sequence[Word], i: int) -> Trigger | None:
    """ "She lost her husband": kin with "her" or "their" close behind a verb of loss."""
    if words[i].is_one_of(lexicon.words("harm", "bereft", "verb")) is None:
        return None
    limbs = lexicon.words("harm", "bereft", "limbs")
    for word in words[i + 1 : i + 6]:
        named = noun_in(word)
        if named is not None and named.noun.owned and named.noun.harm is None:
            maimed = any(one.bare in limbs for one in words[word.i + 1 - words[0].i : word.i + 9 - words[0].i])
            harm = Harm.INJURED if maimed else Harm.KILLED
            return Trigger(words[i].i, words[i].i, harm, Form.VERB, bereft=True)
        if word.kind == "mark" or word.bare in lexicon.words("grammar", "stop", "words"):
            return None
    return None


def _met(words: Sequence[Word], i: int) -> Trigger | None:
    """ "A man and his wife met their end": the verb is the trigger, wherever "their end" stands."""
    if words[i].is_one_of(lexicon.words("harm", "met", "verb")) is None:
        return None
    ends = lexicon.words("harm", "met", "end")
    if not any(word.bare in ends for word in words[i + 2 : i + 18]):
        return None
    return Trigger(words[i].i, words[i].i, Harm.KILLED, Form.VERB)


def _is_end(words: Sequence[Word], i: int) -> bool:
    """Whether "their end" belongs to a verb before it, which tells the harm already."""
    if words[i].bare not in lexicon.words("harm", "met", "end"):
        return False
    verbs = lexicon.words("harm", "met", "verb")
    return any(word.is_one_of(verbs) is not None for word in words[max(0, i - 17) : i])


def _is_particle(words: Sequence[Word], i: int) -> bool:
    """Whether "فقد" only leads the verb behind it ("and so ... told"), and nobody is lost."""
    if words[i].bare != "فقد" or i + 1 >= len(words) or words[i + 1].kind != "word":
        return False
    after = words[i + 1]
    listed = (("speech", "verb", "say"), ("actors", "act", "verb"), ("grammar", "led", "verb"))
    verb = _single(after)
    return (verb is not None and verb.form is Form.VERB) or any(
        after.bare in lexicon.words(name, group, key) for name, group, key in listed
    )


def _fate(words: Sequence[Word], i: int) -> Trigger | None:
    """ "The fate of forty prisoners is still unknown"."""
    if words[i].is_one_of(lexicon.words("harm", "fate", "noun")) is None:
        return None
    unknown = lexicon.words("harm", "fate", "unknown")
    if not any(word.bare in unknown for word in words[i + 2 : i + 9]):
        return None
    return Trigger(words[i].i, words[i].i, Harm.MISSING, Form.NOUN)


def _exposed(words: Sequence[Word], i: int) -> Trigger | None:
    """ "Two young men were exposed to a beating"."""
    if words[i].is_one_of(lexicon.words("harm", "exposed", "verb")) is None:
        return None
    for word in words[i + 1 : i + 7]:
        for harm in (Harm.INJURED, Harm.DETAINED, Harm.KILLED):
            if word.bare.startswith("ل") and word.is_one_of(lexicon.words("harm", "exposed", harm.value)):
                return Trigger(words[i].i, words[i].i, harm, Form.VERB)
    return None


def _fled(words: Sequence[Word], i: int) -> Trigger | None:
    """ "85 families fled", "1,200 crossed the border"."""
    if words[i].kind != "word":
        return None
    if words[i].is_one_of(lexicon.words("harm", "fled", "verb")) is not None:
        return Trigger(words[i].i, words[i].i, Harm.DISPLACED, Form.VERB, fled=True)
    border = lexicon.words("harm", "fled", "border")
    left = words[i].is_one_of(lexicon.words("harm", "left", "verb")) is not None
    if left and any(word.bare == "الحياه" for word in words[i + 1 : i + 6]):
        return Trigger(words[i].i, words[i].i, Harm.KILLED, Form.VERB)
    crossed = words[i].is_one_of(lexicon.words("harm", "fled", "crossed")) is not None
    if crossed and any(word.is_one_of(border) is not None for word in words[i + 1 : i + 8]):
        return Trigger(words[i].i, words[i].i, Harm.DISPLACED, Form.VERB)
    return None


def _is_life(words: Sequence[Word], trigger: Trigger) -> bool:
    """Whether what is lost is life: "five lost their lives"."""
    lost = words[trigger.first].is_one_of(lexicon.words("harm", "life", "verb")) is not None
    lives = lexicon.words("harm", "life", "words")
    return lost and any(word.bare in lives for word in words[trigger.last + 1 : trigger.last + 7])


def _phrase(words: Sequence[Word], i: int) -> Trigger | None:
    if words[i].is_one_of(_first_words()) is None:
        return None
    for phrase, harm in _phrases():
        end = i + len(phrase)
        if end > len(words) or words[i].is_one_of({phrase[0]}) is None:
            continue
        if all(word.bare == part for word, part in zip(words[i + 1 : end], phrase[1:], strict=True)):
            return Trigger(words[i].i, words[end - 1].i, harm, Form.PHRASE)
    return None


@functools.cache
def _first_words() -> frozenset[str]:
    return frozenset(phrase[0] for phrase, _ in _phrases())


@functools.cache
def _phrases() -> tuple[tuple[tuple[str, ...], Harm], ...]:
    table = lexicon.table("harm")["phrase"]
    return tuple((tuple(phrase.split()), Harm(harm)) for harm, listed in table.items() for phrase in listed)


@functools.cache
def _nouns() -> Mapping[str, tuple[Harm, int]]:
    """Forms of the verbal nouns, with the number of people in the suffix: 1 "his", 2 "of both", 3 "their"."""
    forms: dict[str, tuple[Harm, int]] = {}
    for harm, listed in lexicon.table("harm")["noun"].items():
        for noun in listed:
            forms[noun] = (Harm(harm), 0)
            stem = noun[:-1] + "ت" if noun.endswith("ه") else noun
            for suffix in _SUFFIXES:
                number = 1 if suffix in ("ه", "ها") else 2 if suffix == "هما" else 3
                forms.setdefault(stem + suffix, (Harm(harm), number))
    return forms


@functools.cache
def _with_object() -> Mapping[str, tuple[Harm, int]]:
    """Forms of the verbs with the harmed as a pronoun behind them: "قتلته", "اعتقلوهم"."""
    forms: dict[str, tuple[Harm, int]] = {}
    kin = {form[:-1] + "ت" for form in lexicon.words("people", "household", "words") if form.endswith("ه")}
    for verb in lexicon.table("harm")["verb"]:
        if not verb.get("takes", False):
            continue
        ends = [stem + suffix for stem in verb["perfect"] for suffix in ("", "ت", "و", "ا")]
        ends += [stem + suffix for stem in verb.get("weak", ()) for suffix in ("ا", "ت", "و", "يا")]
        ends += [person + stem + suffix for stem in verb["imperfect"] for person in "يت" for suffix in ("", "و")]
        for end in [one for one in ends if one not in kin]:
            for suffix, number in (("ه", 1), ("ها", 1), ("هما", 2), ("هم", 3), ("هن", 3)):
                forms.setdefault(end + suffix, (Harm(verb["harm"]), number))
    return forms


@functools.cache
def _verbs() -> Mapping[str, tuple[Harm, int, bool]]:
    """Forms of the verbs, with the number that a form shows (0 where it stands for any)."""
    forms: dict[str, tuple[Harm, int, bool]] = {}
    for verb in lexicon.table("harm")["verb"]:
        harm, takes = Harm(verb["harm"]), verb.get("takes", False)
        for stem in verb["perfect"]:
            for suffix, number in (("", 0), ("ت", 0), ("ا", 2), ("تا", 2), ("وا", 3), ("ن", 3)):
                forms.setdefault(stem + suffix, (harm, number, takes))
        for stem in verb.get("weak", ()):
            for suffix, number in (("ي", 0), ("يت", 0), ("ت", 0), ("تا", 2), ("يا", 2), ("وا", 3), ("ين", 3)):
                forms.setdefault(stem + suffix, (harm, number, takes))
        for stem in verb.get("bent", ()):
            for person in "يت":
                for suffix, number in (("ي", 0), ("يان", 2), ("ون", 3), ("وا", 3)):
                    forms.setdefault(person + stem + suffix, (harm, number, takes))
        for key, number in (("forms", 0), ("plural", 3)):
            for form in verb.get(key, ()):
                forms.setdefault(form, (harm, number, takes))
        for stem in verb["imperfect"]:
            for person in "يت":
                for suffix, number in (("", 0), ("ان", 2), ("ون", 3), ("وا", 3)):
                    forms.setdefault(person + stem + suffix, (harm, number, takes))
    return forms
