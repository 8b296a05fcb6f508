"""Events told by nouns: deaths, bodies, tolls, and the lines of a form."""

from __future__ import annotations

from collections.abc import Sequence

from tollbook.claims.readers.rules_en import lexicon, who
from tollbook.claims.readers.rules_en.event import Event
from tollbook.claims.readers.rules_en.grammar import SUBJECT, kids, of_objects
from tollbook.claims.readers.rules_en.parse import Word, subtree
from tollbook.model.vocabulary import Harm


def noun_event(words: Sequence[Word], word: Word) -> Event | None:
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
            if not has_number(words, word.i) or word.lower in ("bodies", "body", "corpses", "remains"):
                return event
        owner = kids(words, word.i, "poss")
        if harm and owner and not has_number(words, word.i):
            return Event(harm, word.i, word.i, owner, [], cause=cause)
    if _lie_there(words, word):
        return Event(Harm.KILLED, word.i, word.head, [word.i], noun=True)
    if count_harm is None or not (has_number(words, word.i) or _happens(words, word)):
        return None
    verb = word.head if word.dep in SUBJECT else word.i
    return Event(count_harm, word.i, verb, [word.i], _doers(words, word.i), noun=True, cause=cause)


def _lie_there(words: Sequence[Word], word: Word) -> bool:
    """ "Bodies lay in the street", "they saw corpses": unnumbered, not pointed at, seen or lying somewhere."""
    if word.lower not in ("bodies", "corpses", "cadavers") or has_number(words, word.i):
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
        return has_number(words, word.head)
    happen = lexicon.table("harm")["negation"]["happen"]
    head = words[word.head]
    if word.dep in SUBJECT and head.lower in happen:
        return True
    above = words[head.head] if head.lower == "in" else head
    return word.dep in ("dobj", "pobj") and above.lower in lexicon.words("grammar", "bring", "verbs")


def _doers(words: Sequence[Word], i: int) -> list[int]:
    return [o for p in kids(words, i, "prep", "agent") if words[p].lower == "by" for o in kids(words, p, "pobj")]


def has_number(words: Sequence[Word], i: int) -> bool:
    """Whether a number or a word that counts goes with word `i`, or stands before its "of"."""
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


def form_line(words: Sequence[Word], word: Word) -> Event | None:
    """ "Killed: 6", "Fatalities - 6": a line of a form, whose number stands behind the word."""
    if word.i + 2 >= len(words) or words[word.i + 1].lower not in (":", "-", "–", "="):
        return None
    after = words[word.i + 1 : word.i + 3]
    if has_number(words, word.i):
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


def under_number(words: Sequence[Word], noun: Word) -> bool:
    """ "The number of displaced persons": the count is a toll's, told elsewhere."""
    number = words[words[noun.head].head]
    the = any(words[k].lower == "the" for k in number.children)
    return noun.dep == "pobj" and words[noun.head].lower == "of" and number.lower == "number" and the
