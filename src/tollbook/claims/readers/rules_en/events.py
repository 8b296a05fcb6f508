"""Finds the events of a sentence: its verbs, nouns and adjectives of harm, with those they befell."""

from __future__ import annotations

from collections.abc import Sequence

from tollbook.claims.readers.rules_en import lexicon, who
from tollbook.claims.readers.rules_en.constructions import construction_events, phrase_events
from tollbook.claims.readers.rules_en.event import Event
from tollbook.claims.readers.rules_en.grammar import SUBJECT, arguments, kids, of_objects, subject_of
from tollbook.claims.readers.rules_en.parse import Word, subtree
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
        told = _record(words, word) or _verb(words, word) or _noun(words, word) or _adjective(words, word)
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
            if w.tag == "CD" or w.lower in lexicon.words("grammar", "number_like")
        ),
        None,
    )
    if number is None or any(
        w.tag.startswith("VB") or w.lower in (",", ".") for w in words[word.i + 1 : number.i]
    ):
        return None
    harm = lexicon.verb_harm("verb_object").get(word.lower)
    noun = number.head if number.dep in ("nummod", "amod") and number.i < number.head < number.i + 6 else number.i
    return Event(harm, word.i, word.i, [noun]) if harm else None


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
    if word.dep in ("acl", "relcl", "amod") and _under_number(words, words[word.head]):
        return None
    harm = lexicon.verb_harm("verb_object").get(word.lower)
    subject_harm = lexicon.verb_harm("verb_subject").get(word.lower)
    building = lexicon.verb_harm("verb_building").get(word.lower)
    cause = lexicon.verb_cause().get(word.lower)
    if word.lower in (
        "killing",
        "wounding",
        "murdering",
        "executing",
        "arresting",
        "kidnapping",
        "shelling",
    ) and of_objects(words, word.i):
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
        if harm is Harm.DISPLACED and not _has_number(words, word.head):
            return None
        return Event(harm, word.i, word.i, [word.head], cause=cause)
    patients, agents = arguments(words, word.i)
    if word.dep in ("acomp", "attr") and not patients:
        patients = subject_of(words, word.head)
    bare = word.tag in ("VBN", "VBD") and not kids(words, word.i, "auxpass", "aux") and word.i > 0
    if bare and (
        words[word.i - 1].tag == "CD" or words[word.i - 1].lower in lexicon.words("grammar", "number_like")
    ):
        patients = [word.i - 1]
    patients = _person_above(words, word, patients)
    return Event(harm, word.i, word.i, patients or _beside(words, word.i), agents, cause=cause)


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


def _noun(words: Sequence[Word], word: Word) -> Event | None:
    """The event of a noun: "the deaths of 12", "12 deaths", "the bodies of three children", "a toll of 12"."""
    if not word.tag.startswith(("NN", "JJ", "VBG", "VBN", "VBD")):
        return None
    toll = _toll(words, word)
    if toll is not None:
        return toll
    harm = lexicon.noun_harm("noun_event").get(word.lower)
    count_harm = lexicon.noun_harm("noun_count").get(word.lower)
    cause = lexicon.verb_cause().get(word.lower)
    if (harm or count_harm) and word.tag.startswith(("NN", "VBG")):
        of = of_objects(words, word.i) or _wounds_to(words, word)
        if of and not (harm is None and word.lower in ("prisoners", "hostages", "refugees", "victims")):
            event = Event(
                harm or count_harm or Harm.KILLED, word.i, word.i, of, _doers(words, word.i), cause=cause
            )
            if not _has_number(words, word.i) or word.lower in ("bodies", "body", "corpses", "remains"):
                return event
        owner = kids(words, word.i, "poss")
        if harm and owner and not _has_number(words, word.i):
            return Event(harm, word.i, word.i, owner, [], cause=cause)
    if _lie_there(words, word):
        return Event(Harm.KILLED, word.i, word.head, [word.i], noun=True)
    if count_harm is None or not (_has_number(words, word.i) or _happens(words, word)):
        return None
    verb = word.head if word.dep in SUBJECT else word.i
    return Event(count_harm, word.i, verb, [word.i], _doers(words, word.i), noun=True, cause=cause)


def _lie_there(words: Sequence[Word], word: Word) -> bool:
    """ "Bodies lay in the street", "they saw corpses": unnumbered, not pointed at, seen or lying somewhere."""
    if word.lower not in ("bodies", "corpses", "cadavers") or _has_number(words, word.i):
        return False
    plain = lexicon.words("grammar", "find", "plain")
    if any(
        words[k].dep in ("det", "poss", "amod", "compound") and words[k].lower not in plain for k in word.children
    ):
        return False
    over = words[word.head].lower
    if word.dep in SUBJECT:
        return over in lexicon.words("grammar", "find", "lie") | lexicon.words("grammar", "find", "verbs")
    return word.dep == "dobj" and over in lexicon.words("grammar", "find", "see") | lexicon.words(
        "grammar", "find", "verbs"
    )


def _wounds_to(words: Sequence[Word], word: Word) -> list[int]:
    """ "Injuries to two others"."""
    if word.lower not in lexicon.words("grammar", "suffer", "nouns"):
        return []
    after = words[word.i + 1 : word.i + 8]
    if not after or after[0].lower != "to":
        return []
    return [w.i for w in after if w.tag.startswith("NN") and w.lower in who.people()][:1]


def _happens(words: Sequence[Word], word: Word) -> bool:
    """Whether an unnumbered "casualties" is said to be, or not to be: "caused casualties", "casualties did not
    occur"."""
    if word.lower not in lexicon.words("grammar", "bring", "nouns"):
        return False
    if word.dep == "conj" and words[word.head].lower in lexicon.noun_harm("noun_count"):
        return _has_number(words, word.head)
    happen = lexicon.table("harm")["negation"]["happen"]
    head = words[word.head]
    if word.dep in SUBJECT and head.lower in happen:
        return True
    above = words[head.head] if head.lower == "in" else head
    return word.dep in ("dobj", "pobj") and above.lower in lexicon.words("grammar", "bring", "verbs")


def _doers(words: Sequence[Word], i: int) -> list[int]:
    return [o for p in kids(words, i, "prep", "agent") if words[p].lower == "by" for o in kids(words, p, "pobj")]


def _has_number(words: Sequence[Word], i: int) -> bool:
    of = words[words[i].head]
    above = words[of.head]
    if words[i].dep == "pobj" and of.lower == "of" and of.i + 1 == words[i].i:
        number = (
            above.tag == "CD"
            or above.lower in lexicon.words("grammar", "number_like")
            or _some_number(words, above)
        )
        return number and above.i < i
    return bool(kids(words, i, "nummod")) or any(
        words[k].lower in lexicon.words("grammar", "counting")
        for k in words[i].children
        if words[k].dep in ("amod", "det", "nummod", "nmod", "quantmod")
    )


def _some_number(words: Sequence[Word], word: Word) -> bool:
    """ "A number", "a large number"; not "the number", which is a toll."""
    return word.lower == "number" and any(words[k].lower == "a" for k in word.children)


def _toll(words: Sequence[Word], word: Word) -> Event | None:
    """ "The death toll rose to 73": the toll's number is found later, among the counts after it."""
    before = words[word.i - 1].lower if word.i else ""
    two = f"{before} {word.lower}"
    tolls = lexicon.noun_harm("noun_toll")
    harm = tolls.get(two) or tolls.get(word.lower) or _put_at(words, word)
    if harm is None and word.lower == "number":
        of = of_objects(words, word.i)
        name = " ".join(["number of", *(words[o].lower for o in of[:1])])
        harm = tolls.get(name)
        below_homes = any(words[k].lower in lexicon.nouns("building") for o in of for k in subtree(words, o))
        if harm is None and of and not below_homes:
            below = [k for o in of for k in subtree(words, o)]
            hit = next(
                (
                    lexicon.verb_harm("verb_object").get(words[k].lower)
                    for k in below
                    if words[k].tag in ("VBN", "VBD", "JJ", "NNS", "NN")
                    and words[k].lower in lexicon.verb_harm("verb_object")
                ),
                None,
            )
            harm = hit
        if harm is None and below_homes:
            ruined = lexicon.verb_harm("verb_building")
            below = [k for o in of for k in subtree(words, o)]
            harm = next((ruined[words[k].lower] for k in below if words[k].lower in ruined), None)
        if harm is None and not of:
            told = [words[k] for k in kids(words, word.i, "acl") if words[k].tag == "VBN"]
            harm = next((lexicon.verb_harm("verb_object").get(w.lower) for w in told), None)
    if harm is None:
        return None
    return Event(harm, word.i, word.head, toll=True)


def _record(words: Sequence[Word], word: Word) -> Event | None:
    """ "Killed: 6", "Fatalities - 6": a line of a form, whose number stands behind the word."""
    after = words[word.i + 1 : word.i + 3]
    if len(after) < 2 or after[0].lower not in (":", "-", "–", "=") or _has_number(words, word.i):
        return None
    if after[0].end == after[1].start and after[0].lower == "-":
        return None
    harm = lexicon.noun_harm("adjective").get(word.lower) or lexicon.noun_harm("noun_count").get(word.lower)
    numbered = after[1].tag == "CD" or after[1].lower in lexicon.words("grammar", "number_like") | {"at", "about"}
    return Event(harm, word.i, word.i, toll=True) if harm and numbered else None


def _put_at(words: Sequence[Word], word: Word) -> Harm | None:
    """ "Puts the dead at 41", "put civilian deaths at 37": whoever is counted by what is said of them."""
    if word.i + 1 >= len(words) or words[word.i + 1].lower != "at":
        return None
    put = [w for w in words[max(0, word.i - 5) : word.i] if w.lower in lexicon.words("grammar", "put")]
    if not put or any(w.tag == "CD" for w in words[put[-1].i : word.i]):
        return None
    return lexicon.noun_harm("noun_count").get(word.lower) or lexicon.noun_harm("adjective").get(word.lower)


def _under_number(words: Sequence[Word], noun: Word) -> bool:
    """ "The number of displaced persons": the count is a toll's, told elsewhere."""
    number = words[words[noun.head].head]
    the = any(words[k].lower == "the" for k in number.children)
    return noun.dep == "pobj" and words[noun.head].lower == "of" and number.lower == "number" and the


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
    if word.dep in ("amod", "acl", "compound") and _under_number(words, head):
        return None
    if word.dep in ("amod", "acl", "compound") and head.tag.startswith(("NN", "CD")):
        if harm is Harm.DISPLACED and not _has_number(words, head.i):
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
