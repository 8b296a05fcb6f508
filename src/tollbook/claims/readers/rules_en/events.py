"""Finds the events of a sentence: its verbs, nouns and adjectives of harm, with those they befell."""

from __future__ import annotations

from collections.abc import Sequence

from tollbook.claims.readers.rules_en import lexicon, who
from tollbook.claims.readers.rules_en.constructions import construction_events, phrase_events
from tollbook.claims.readers.rules_en.event import Event
from tollbook.claims.readers.rules_en.grammar import SUBJECT, arguments, kids, of_objects, subject_of
from tollbook.claims.readers.rules_en.nouns import form_line, has_number, noun_event, under_number
from tollbook.claims.readers.rules_en.parse import Word
from tollbook.claims.readers.rules_en.terse import terse_events
from tollbook.claims.readers.rules_en.turns import turn_events
from tollbook.model.vocabulary import Harm


def find_events(words: Sequence[Word]) -> list[Event]:
    """The events of a sentence, in the order of their triggers."""
    found: list[Event] = []
    taken: set[int] = set()
    for source in (phrase_events, construction_events, turn_events):
        for event, used in source(words):
            if not used & taken:
                found.append(event)
                taken |= used
    for word in words:
        if word.i in taken:
            continue
        told = form_line(words, word) or _verb(words, word) or noun_event(words, word) or _adjective(words, word)
        if told is not None:
            found.append(told)
    terse_events(words, found)
    return [event for event in found if not _is_victim(event, found)]


def _is_victim(event: Event, events: Sequence[Event]) -> bool:
    """Whether a counted noun of harm ("50 prisoners") is what another event befell ("... were killed")."""
    if not event.noun or event.harm not in (Harm.DETAINED, Harm.DISPLACED):
        return False
    return any(event.trigger in other.patients for other in events if other is not event)


def _headline(words: Sequence[Word], word: Word) -> Event | None:
    """ "Strike on house kills at least 11": a verb of a headline that the parse takes for a noun."""
    if word.lower == "dies":
        before = word.i - 1
        person = word.i > 0 and words[before].lower in who.people()
        return Event(Harm.KILLED, word.i, word.i, [before]) if person else None
    number = next(
        (
            w
            for w in words[word.i + 1 : word.i + 6]
            if w.tag == "CD"
            or w.lower in lexicon.words("grammar", "number_like")
            or (w.i == word.i + 1 and w.lower in ("a", "an"))
        ),
        None,
    )
    if number is None or any(
        w.tag.startswith("VB") or w.lower in (",", ".") for w in words[word.i + 1 : number.i]
    ):
        return None
    harm = lexicon.verb_harm("verb_object").get(word.lower)
    counts = number.dep in ("nummod", "amod", "det") and number.i < number.head < number.i + 6
    noun = number.head if counts else number.i
    taken = word.lower in lexicon.words("grammar", "headline", "taking")
    doer = words[word.i - 1] if taken and word.i and words[word.i - 1].tag.startswith("NN") else None
    if taken and (doer is None or (words[noun].tag != "CD" and words[noun].lower not in who.people())):
        return None
    return Event(harm, word.i, word.i, [noun], [doer.i] if doer else []) if harm else None


def _verb(words: Sequence[Word], word: Word) -> Event | None:
    """The event of a verb, with its frame."""
    if word.lower in lexicon.words("grammar", "headline") and not word.tag.startswith("VB"):
        return _headline(words, word)
    if not word.tag.startswith("VB") and not (
        word.tag in ("NN", "NNP", "NNS", "JJ") and word.lower.endswith("ed")
    ):
        return None
    if word.dep == "amod" and word.tag != "VBN" and word.tag != "VBD":
        return None
    if word.dep in ("acl", "relcl", "amod") and under_number(words, words[word.head]):
        return None
    harm = lexicon.verb_harm("verb_object").get(word.lower)
    if harm is Harm.DISPLACED and _to_hospital(words, word):
        return None
    subject_harm = lexicon.verb_harm("verb_subject").get(word.lower)
    building = lexicon.verb_harm("verb_building").get(word.lower)
    cause = lexicon.verb_cause().get(word.lower)
    if word.lower in lexicon.words("harm", "of_object") and of_objects(words, word.i):
        return Event(harm, word.i, word.i, of_objects(words, word.i), cause=cause) if harm else None
    if subject_harm is not None:
        if word.lower.startswith("fle") and (word.dep == "relcl" or _while_harmed(words, word)):
            return None
        patients = subject_of(words, word.i)
        return Event(subject_harm, word.i, word.i, patients, cause=cause)
    if (building is not None and harm is None) or word.lower.startswith("burn"):
        patients, agents = arguments(words, word.i)
        if not patients:
            patients = subject_of(words, word.i) if word.lower.startswith("collaps") else []
        return Event(building or Harm.DESTROYED, word.i, word.i, patients, agents, cause=cause)
    if harm is None:
        return None
    if word.dep == "amod" and word.head > word.i:
        if harm is Harm.DISPLACED and not has_number(words, word.head):
            return None
        return Event(harm, word.i, word.i, [word.head], cause=cause)
    patients, agents = arguments(words, word.i)
    if word.dep in ("acomp", "attr") and not patients:
        patients = subject_of(words, word.head)
    bare = word.tag in ("VBN", "VBD") and not kids(words, word.i, "auxpass", "aux") and word.i > 0
    bare = bare and not (patients and patients[0] > word.i and _is_date(words, word.i - 1))
    if bare and (
        words[word.i - 1].tag == "CD" or words[word.i - 1].lower in lexicon.words("grammar", "number_like")
    ):
        patients = [word.i - 1]
    patients = _person_above(words, word, patients)
    return Event(harm, word.i, word.i, patients or _beside(words, word.i), agents, cause=cause)


def _to_hospital(words: Sequence[Word], word: Word) -> bool:
    """ "Were evacuated to a clinic", "evacuated for treatment": the wounded are brought away, not displaced."""
    treated = lexicon.words("places", "treated", "nouns") | lexicon.words("places", "treated", "verbs")
    leads = [w for w in words[word.i + 1 : word.i + 9] if w.lower in ("to", "for")]
    return word.lower.startswith("evacuat") and any(
        w.lower in treated for lead in leads for w in words[lead.i + 1 : lead.i + 6]
    )


def _is_date(words: Sequence[Word], i: int) -> bool:
    """ "A strike on August 6 killed ...": a number behind a month."""
    return i > 0 and words[i - 1].lower.rstrip(".") in lexicon.table("time")["months"]


def _while_harmed(words: Sequence[Word], word: Word) -> bool:
    """ "Were killed while fleeing": the flight only says when."""
    told = (lexicon.verb_harm("verb_object"), lexicon.verb_harm("verb_subject"))
    return word.tag == "VBG" and word.dep in ("advcl", "pcomp") and any(words[word.head].lower in t for t in told)


def _person_above(words: Sequence[Word], word: Word, patients: list[int]) -> list[int]:
    """The person whose clause goes on, where the parse joined the harm to a clause about a thing: "two shepherds
    entered the area after the weapon was released and were killed"."""
    own = kids(words, word.i, *SUBJECT)
    if word.dep != "conj" or own or len(patients) != 1 or words[patients[0]].lower not in who.things():
        return patients
    i = words[word.head].head
    while words[i].head != i or words[i].dep == "ROOT":
        above = [s for s in kids(words, i, "nsubj", "nsubjpass") if words[s].lower in who.people()]
        if above:
            return above
        if words[i].head == i:
            break
        i = words[i].head
    return patients


def _beside(words: Sequence[Word], i: int) -> list[int]:
    """A number right beside a trigger that the parse left without an argument ("12 killed", "killing 12")."""
    for k in (i + 1, i - 1):
        if 0 <= k < len(words) and words[k].tag == "CD" and words[k].text[:1].isalnum():
            return [k]
    return []


def _adjective(words: Sequence[Word], word: Word) -> Event | None:
    """ "12 people were dead", "an injured child", "thousands missing"."""
    harm = lexicon.noun_harm("adjective").get(word.lower)
    if harm is None or not word.tag.startswith(("JJ", "VBN", "VBD", "RB", "NN", "VBG")):
        return None
    head = words[word.head]
    if word.dep in ("acomp", "attr") and head.i != word.i:
        return Event(harm, word.i, head.i, subject_of(words, head.i))
    if word.dep in ("oprd", "ccomp", "xcomp") and head.tag.startswith("VB"):
        found = kids(words, head.i, "dobj", "nsubjpass") + kids(words, word.i, "nsubj")
        return Event(
            harm, word.i, head.i, sorted(found), subject_of(words, head.i) if kids(words, head.i, "dobj") else []
        )
    if word.dep in ("amod", "acl", "compound") and under_number(words, head):
        return None
    if word.dep in ("amod", "acl", "compound") and head.tag.startswith(("NN", "CD")):
        if harm is Harm.DISPLACED and not has_number(words, head.i):
            return None
        return Event(harm, word.i, word.i, [head.i])
    number = kids(words, word.i, "nummod", "nsubj", "npadvmod")
    if number:
        if words[number[0]].dep == "nsubj" and number[0] < word.i - 1:
            return Event(harm, word.i, word.i, number)
        return Event(
            harm,
            word.i,
            word.i,
            number if words[number[0]].tag != "CD" else [word.i],
            noun=words[number[0]].tag == "CD",
        )
    beside = _beside(words, word.i)
    return Event(harm, word.i, word.i, beside) if beside else None
