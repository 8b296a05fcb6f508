"""Constructions: harm told by several words together ("shot dead", "claimed 49 lives", "suffered injuries")."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence

from tollbook.claims.readers.rules_en import lexicon, suffer, who
from tollbook.claims.readers.rules_en.event import Event
from tollbook.claims.readers.rules_en.grammar import arguments, kids, of_objects, subject_of
from tollbook.claims.readers.rules_en.identify import identified
from tollbook.claims.readers.rules_en.parse import Word
from tollbook.model.vocabulary import Harm


def phrase_events(words: Sequence[Word]) -> Iterator[tuple[Event, set[int]]]:
    """Events told by several words: "shot dead", "taken hostage", "set on fire", "claimed 49 lives"."""
    phrases, life = lexicon.phrases(), lexicon.table("harm")["life"]
    for word in words:
        for rest, harm in phrases.get(word.lower, ()):
            used = _follow(words, word.i, rest)
            if used is None:
                continue
            event = Event(harm, used[-1] if rest[-1] in ("dead", "wounded", "injured") else word.i, word.i)
            event.cause = lexicon.verb_cause().get(word.lower)
            if rest[0] in ("out", "missing") and word.lower.startswith(("hid", "go", "went")):
                event.patients, event.agents = subject_of(words, word.i), []
            else:
                event.patients, event.agents = arguments(words, word.i)
            if rest[-1] in ("dead", "wounded", "injured", "hurt") and words[used[-1] - 1].tag == "CD":
                event.patients = [used[-1] - 1]
            if any(words[p].lower in ("himself", "herself", "themselves") for p in event.patients):
                event.patients = subject_of(words, word.i)
            event.patients = [p for p in event.patients if p not in used] or _set_fire_to(words, word.i, used)
            if event.harm is Harm.KILLED and any(
                words[p].lower in lexicon.nouns("building") for p in event.patients
            ):
                event.harm = Harm.DESTROYED
            yield event, {word.i, *used}
            break
        if word.lower in life["nouns"] and word.tag.startswith("NN") and not _denied(words, word):
            event_of_life = _life(words, word, life["verbs"])
            if event_of_life:
                yield event_of_life, {word.i}


def _set_fire_to(words: Sequence[Word], verb: int, used: Sequence[int]) -> list[int]:
    """ "Set fire to two houses": what follows the "to"."""
    if words[used[-1]].lower != "fire":
        return []
    to = [k for i in (verb, used[-1]) for k in kids(words, i, "prep", "dative") if words[k].lower == "to"]
    return [o for k in to for o in kids(words, k, "pobj")]


def _denied(words: Sequence[Word], word: Word) -> bool:
    return "no" in (w.lower for w in words[max(0, word.i - 3) : word.i])


def construction_events(words: Sequence[Word]) -> Iterator[tuple[Event, set[int]]]:
    """Events told by a noun that a verb or another noun brings in: "suffered injuries", "subjected them to
    detention", "four of the wounded", "the fate of 12 is unknown"."""
    begins = _begins()
    for word in words:
        if word.lower not in begins:
            continue
        told = list(_lumped(words, word)) or list(suffer.suffered(words, word)) or list(identified(words, word))
        if told:
            yield from told
        elif word.lower in ("subjected", "subjecting"):
            yield from _subjected(words, word)
        elif word.lower in ("fate", "whereabouts"):
            yield from _unknown(words, word)
        elif word.lower == "held":
            yield from _held(words, word)
        elif word.lower in lexicon.words("grammar", "the_dead") and _after_among(words, word):
            yield from _among(words, word)
        elif word.lower in lexicon.words("grammar", "the_harmed"):
            yield from _of_the_harmed(words, word) if not _fronted(words, word) else _were(words, word)


_LUMPED = frozenset({"dead", "killed", "wounded", "injured"})


@functools.cache
def _begins() -> frozenset[str]:
    """The words one of which every such event begins with."""
    listed = (("the_dead",), ("the_harmed",), ("include", "verbs"))
    grammar = frozenset[str]().union(*(lexicon.words("grammar", *key) for key in listed))
    return grammar | suffer.begins() | _LUMPED | {"subjected", "subjecting", "fate", "whereabouts", "held"}


def _lumped(words: Sequence[Word], word: Word) -> Iterator[tuple[Event, set[int]]]:
    """ "30 dead and wounded": one number of both."""
    if word.lower not in _LUMPED:
        return
    joined = [w.lower for w in words[word.i + 1 : word.i + 3]]
    both = {word.lower, *joined[1:]} & {"wounded", "injured"} and {word.lower, *joined[1:]} & {"dead", "killed"}
    if word.i == 0 or len(joined) < 2 or joined[0] not in ("and", "or", "&", "/") or not both:
        return
    number = words[word.i - 1]
    if number.tag == "CD" or (number.lower in who.people() and kids(words, number.i, "nummod")):
        yield Event(Harm.CASUALTIES, word.i, word.i, [number.i]), {word.i, word.i + 2}


def _after_among(words: Sequence[Word], word: Word) -> bool:
    return "among" in (w.lower for w in words[max(0, word.i - 4) : word.i])


def _of_the_harmed(words: Sequence[Word], word: Word) -> Iterator[tuple[Event, set[int]]]:
    """ "Four of the wounded"."""
    of = words[word.head]
    above = words[of.head]
    counted = above.tag == "CD" or above.lower in lexicon.words("grammar", "counting") or above.lower == "most"
    harm = lexicon.noun_harm("adjective").get(word.lower) or lexicon.noun_harm("noun_count").get(word.lower)
    over = words[above.head].lower
    if over in lexicon.verb_harm("verb_subject") or over == "passed":
        return
    if harm and word.dep == "pobj" and of.lower in ("of", "among") and counted and above.i < of.i:
        yield Event(harm, word.i, above.head, [above.i]), {word.i}


def _fronted(words: Sequence[Word], word: Word) -> int | None:
    """The "were" behind a participle that opens its sentence, with no subject between."""
    if any(w.lower not in lexicon.words("grammar", "fronted") and w.text[:1].isalpha() for w in words[: word.i]):
        return None
    for later in words[word.i + 1 : word.i + 12]:
        if later.lower in ("were", "was", "are", "is"):
            return later.i
        if (later.tag.startswith(("VB", "CD")) and later.tag != "VBG") or later.lower in (".", ";", ":"):
            return None
    return None


def _were(words: Sequence[Word], word: Word) -> Iterator[tuple[Event, set[int]]]:
    """ "Also killed were a baker and his wife", "Wounded in the raid were five guards": who follows the "were"."""
    were = _fronted(words, word)
    harm = lexicon.noun_harm("adjective").get(word.lower)
    if were is None or harm is None:
        return
    head = next(
        (w.i for w in words[were + 1 :] if w.tag.startswith(("NN", "CD")) and _ends_phrase(words, w.i)), None
    )
    if head is not None and not any(w.tag.startswith("VB") for w in words[were + 1 : head]):
        yield Event(harm, word.i, were, [head]), {word.i}


def _ends_phrase(words: Sequence[Word], i: int) -> bool:
    return i + 1 >= len(words) or not words[i + 1].tag.startswith(("NN", "HYPH", "POS", "JJ", "CD"))


def _unknown(words: Sequence[Word], word: Word) -> Iterator[tuple[Event, set[int]]]:
    """ "The fate of nine drivers remains unknown"."""
    of = of_objects(words, word.i) or kids(words, word.i, "poss")
    if of and any(w.lower in ("unknown", "unclear", "uncertain") for w in words):
        yield Event(Harm.MISSING, word.i, word.head, of), {word.i}


def _held(words: Sequence[Word], word: Word) -> Iterator[tuple[Event, set[int]]]:
    """ "Eleven aid workers held by the authorities", "is still being held": persons in somebody's hands."""
    if word.tag != "VBN" or not (kids(words, word.i, "agent") or kids(words, word.i, "auxpass")):
        return
    patients, agents = arguments(words, word.i)
    patients = [words[p].head if words[p].dep == "appos" and p + 3 > word.i else p for p in patients]
    patients = [p for p in patients if words[p].lower in who.people()]
    in_hands = agents or any(words[k].lower in ("still", "being") for k in word.children)
    if patients and in_hands:
        yield Event(Harm.DETAINED, word.i, word.i, patients, agents), {word.i}


def _among(words: Sequence[Word], word: Word) -> Iterator[tuple[Event, set[int]]]:
    """ "Two children were among the dead": the subject of the clause, or the noun before "among", is harmed."""
    among = next(w for w in reversed(words[: word.i]) if w.lower == "among")
    if any(w.tag.startswith("VB") and w.tag != "VBN" for w in words[among.i : word.i]):
        return
    head = words[among.head]
    patients = [head.i] if head.tag.startswith(("NN", "CD")) else subject_of(words, head.i)
    fronted = among.i <= 1 and head.lower in ("were", "was", "are", "is")
    patients = patients or kids(words, head.i, "attr")
    patients = [p for p in patients if (fronted or p < among.i) and words[p].tag != "PRP"]
    harm = lexicon.noun_harm("adjective").get(word.lower, Harm.KILLED)
    harm = Harm.CASUALTIES if word.lower == "casualties" else harm
    if patients:
        yield Event(harm, among.i, head.i, patients), {among.i, word.i}


def _subjected(words: Sequence[Word], word: Word) -> Iterator[tuple[Event, set[int]]]:
    objects = kids(words, word.i, "dobj", "nsubjpass")
    nouns = lexicon.noun_harm("noun_event")
    for later in words[word.i + 1 :]:
        if later.lower in nouns and later.tag.startswith(("NN", "VBG")):
            yield Event(nouns[later.lower], later.i, word.i, objects, subject_of(words, word.i)), {later.i}


def _follow(words: Sequence[Word], i: int, rest: Sequence[str]) -> list[int] | None:
    """The numbers of the words `rest` after word `i`, in order, with a few words between; None if they do not."""
    used, at = [], i
    for n, wanted in enumerate(rest):
        window = range(
            at + 1,
            min(
                at + (12 if n == 0 and rest[-1] in lexicon.words("harm", "far") else 3),
                len(words),
            ),
        )
        at_next = next((k for k in window if words[k].lower == wanted), None)
        if at_next is None or any(words[k].lower in (";", ".", "that") for k in range(at + 1, at_next)):
            return None
        used.append(at_next)
        at = at_next
    return used


def _life(words: Sequence[Word], word: Word, verbs: Sequence[str]) -> Event | None:
    """ "claimed 49 lives", "lost his life", "took the lives of 12", "the loss of 12 lives"."""
    irregular = lexicon.table("harm")["irregular"]
    forms = {form for verb in verbs for form in lexicon.inflect(verb, irregular)}
    head = words[word.head]
    above = [head, words[head.head]]
    hedged = head.lower == "of" and words[head.head].lower in lexicon.words("numbers", "upwards")
    if hedged:
        above += [words[words[head.head].head], words[words[words[head.head].head].head]]
    verb = next((w for w in above if w.lower in forms), None)
    if verb is None:
        if not any(w.lower in ("loss", "cost") for w in above):
            return None
        return Event(
            Harm.KILLED, word.i, word.i, of_objects(words, word.i) or [word.i], noun=not of_objects(words, word.i)
        )
    of = of_objects(words, word.i)
    if of:
        return Event(Harm.KILLED, word.i, verb.i, of, subject_of(words, verb.i))
    if verb.lower.startswith("los"):
        if any(words[k].tag == "CD" for k in word.children):
            return Event(Harm.KILLED, word.i, verb.i, [word.i], noun=True)
        return Event(Harm.KILLED, word.i, verb.i, subject_of(words, verb.i))
    if any(words[k].tag == "CD" or words[k].dep in ("nummod", "amod") for k in word.children):
        return Event(Harm.KILLED, word.i, verb.i, [word.i], subject_of(words, verb.i), noun=True)
    return None
