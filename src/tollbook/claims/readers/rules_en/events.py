"""Events: the words of a sentence that tell of harm, who was harmed, and who did it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from tollbook.claims.readers.rules_en import lexicon
from tollbook.claims.readers.rules_en.parse import Word, subtree
from tollbook.model.vocabulary import Cause, Harm

SUBJECT = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
NOMINAL = (
    "NN",
    "PRP",
    "CD",
    "DT",
    "JJ",
    "WP",
    "EX",
    "FW",
    "VBN",
    "VBG",
    "RB",
    "UH",
    "$",
    "WDT",
    "PDT",
    "ADD",
    "XX",
    "LS",
    "VBZ",
)
_NUMBER_LIKE = frozenset(
    {"several", "many", "dozens", "scores", "hundreds", "thousands", "others", "another", "some"}
)
_HEADLINE = frozenset(
    {"kills", "injures", "wounds", "murders", "displaces", "kill", "injure", "wound", "kidnaps", "arrests"}
)
_DEAD = frozenset(
    {
        "dead",
        "killed",
        "victims",
        "fatalities",
        "deceased",
        "martyrs",
        "slain",
        "wounded",
        "injured",
        "casualties",
        "missing",
    }
)
_RELATIVE = frozenset({"who", "that", "which", "whom", "whose"})
BUILDING = frozenset({Harm.DESTROYED, Harm.DAMAGED})


@dataclass(slots=True)
class Event:
    """Harm told by word `trigger`. `patients` and `agents` are the heads of their noun phrases.

    `noun` is true where the trigger is the counted noun itself ("12 deaths"). `verb` is the word whose clause
    this is, for tense, negation and time.
    """

    harm: Harm
    trigger: int
    verb: int
    patients: list[int] = field(default_factory=list)
    agents: list[int] = field(default_factory=list)
    noun: bool = False
    toll: bool = False
    cause: Cause | None = None


def kids(words: Sequence[Word], i: int, *deps: str) -> list[int]:
    """The children of word `i` that stand in one of the relations `deps`, in order."""
    return [k for k in words[i].children if words[k].dep in deps]


def find_events(words: Sequence[Word]) -> list[Event]:
    """The events of a sentence, in the order of their triggers."""
    found: list[Event] = []
    taken: set[int] = set()
    for source in (_phrase_events, _construction_events):
        for event, used in source(words):
            if not used & taken:
                found.append(event)
                taken |= used
    for word in words:
        if word.i in taken:
            continue
        told = _verb(words, word) or _noun(words, word) or _adjective(words, word)
        if told is not None:
            found.append(told)
    found.sort(key=lambda event: event.trigger)
    return [event for event in found if not _is_victim(event, found)]


def _is_victim(event: Event, events: Sequence[Event]) -> bool:
    """Whether a counted noun of harm ("50 prisoners") is what another event befell ("50 prisoners were killed")."""
    if not event.noun or event.harm not in (Harm.DETAINED, Harm.DISPLACED):
        return False
    return any(event.trigger in other.patients for other in events if other is not event)


def _phrase_events(words: Sequence[Word]) -> Iterator[tuple[Event, set[int]]]:
    """Events told by several words: "shot dead", "taken hostage", "set on fire", "claimed 49 lives"."""
    for word in words:
        for rest, harm in lexicon.phrases().get(word.lower, ()):
            used = _follow(words, word.i, rest)
            if used is None:
                continue
            event = Event(harm, used[-1] if rest[-1] in ("dead", "wounded", "injured") else word.i, word.i)
            event.cause = lexicon.verb_cause().get(word.lower)
            if rest[0] in ("out", "missing") and word.lower.startswith(("hid", "go", "went")):
                event.patients, event.agents = subject_of(words, word.i), []
            else:
                event.patients, event.agents = arguments(words, word.i)
            event.patients = [p for p in event.patients if p not in used]
            yield event, {word.i, *used}
            break
        life = lexicon.table("harm")["life"]
        if word.lower in life["nouns"] and word.tag.startswith("NN"):
            event_of_life = _life(words, word, life["verbs"])
            if event_of_life:
                yield event_of_life, {word.i}


def _construction_events(words: Sequence[Word]) -> Iterator[tuple[Event, set[int]]]:
    """Events told by a noun that a verb or another noun brings in: "suffered injuries", "subjected them to
    detention", "four of the wounded", "the fate of 12 is unknown"."""
    for word in words:
        if word.lower in (
            "suffered",
            "suffering",
            "suffer",
            "suffers",
            "sustained",
            "sustaining",
            "sustain",
            "received",
            "had",
            "with",
            "incurred",
        ):
            yield from _suffered(words, word)
        elif word.lower in _DEAD and "among" in (w.lower for w in words[max(0, word.i - 4) : word.i]):
            yield from _among(words, word)
        elif word.lower in ("subjected", "subjecting"):
            yield from _subjected(words, word)
        elif (
            word.lower
            in ("wounded", "injured", "dead", "killed", "casualties", "fatalities", "deceased", "missing")
            and word.dep == "pobj"
        ):
            of = words[word.head]
            above = words[of.head]
            if (
                of.lower in ("of", "among")
                and (above.tag == "CD" or above.lower in ("many", "several", "some", "most", "one"))
                and above.i < of.i
            ):
                harm = lexicon.noun_harm("adjective").get(word.lower) or lexicon.noun_harm("noun_count").get(
                    word.lower
                )
                if harm:
                    yield Event(harm, word.i, above.head, [above.i]), {word.i}
        elif word.lower in ("fate", "whereabouts") and any(
            w.lower in ("unknown", "unclear", "uncertain") for w in words
        ):
            of = of_objects(words, word.i) or kids(words, word.i, "poss")
            if of:
                yield Event(Harm.MISSING, word.i, word.head, of), {word.i}
        elif word.lower == "alive" and any(
            words[k].lower in ("not", "n't", "no") for k in (word.i - 1, word.i - 2) if k >= 0
        ):
            yield Event(Harm.KILLED, word.i, word.i, [p for p in subject_of(words, word.head)]), {word.i}


def _among(words: Sequence[Word], word: Word) -> Iterator[tuple[Event, set[int]]]:
    """ "Two children were among the dead": the subject of the clause, or the noun before "among", is harmed."""
    among = next(w for w in reversed(words[: word.i]) if w.lower == "among")
    if any(w.tag.startswith("VB") and w.tag != "VBN" for w in words[among.i : word.i]):
        return
    head = words[among.head]
    patients = [head.i] if head.tag.startswith(("NN", "CD")) else subject_of(words, head.i)
    patients = [p for p in patients if p < among.i and words[p].tag != "PRP"]
    harm = lexicon.noun_harm("adjective").get(word.lower, Harm.KILLED)
    harm = Harm.CASUALTIES if word.lower == "casualties" else harm
    if patients:
        yield Event(harm, among.i, head.i, patients), {among.i}


def _suffered(words: Sequence[Word], word: Word) -> Iterator[tuple[Event, set[int]]]:
    injuries = [
        o
        for o in kids(words, word.i, "dobj", "pobj")
        if words[o].lower in ("injuries", "injury", "wounds", "wound", "burns", "fractures", "shrapnel")
    ]
    if injuries and word.lower != "with":
        yield Event(Harm.INJURED, injuries[0], word.i, subject_of(words, word.i)), {injuries[0]}


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
                at + (12 if n == 0 and rest[-1] in ("dead", "hostage", "wounded", "injured", "homeless") else 3),
                len(words),
            ),
        )
        at_next = next((k for k in window if words[k].lower == wanted), None)
        if at_next is None or any(words[k].lower in (";", ".") for k in range(at + 1, at_next)):
            return None
        used.append(at_next)
        at = at_next
    return used


def _life(words: Sequence[Word], word: Word, verbs: Sequence[str]) -> Event | None:
    """ "claimed 49 lives", "lost his life", "took the lives of 12", "the loss of 12 lives"."""
    irregular = lexicon.table("harm")["irregular"]
    forms = {form for verb in verbs for form in lexicon.inflect(verb, irregular)}
    head = words[word.head]
    above = [head] + [words[head.head]]
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


def of_objects(words: Sequence[Word], i: int) -> list[int]:
    """The objects of "of" directly under word `i`."""
    return [o for p in kids(words, i, "prep") if words[p].lower == "of" for o in kids(words, p, "pobj", "pcomp")]


def subject_of(words: Sequence[Word], i: int) -> list[int]:
    """The subject of verb `i`: its own, that of the verb it is joined to or depends on, or the noun it modifies."""
    seen: set[int] = set()
    while i not in seen:
        seen.add(i)
        own = [k for k in words[i].children if words[k].dep in SUBJECT]
        if own:
            return [r for k in own for r in _relative(words, k, i)]
        word = words[i]
        if word.dep in ("acl", "relcl") and word.head != i:
            return [word.head]
        if word.dep in ("conj", "xcomp", "advcl", "pcomp", "prep", "ccomp", "aux", "dep") and word.head != i:
            i = word.head
            continue
        return []
    return []


def _relative(words: Sequence[Word], subject: int, verb: int) -> list[int]:
    """What a subject stands for: a relative pronoun for the noun that its clause modifies."""
    if words[subject].lower in _RELATIVE:
        if subject and words[subject - 1].lower in ("-", "--", "—", "–"):
            return []
        top = verb
        while words[top].dep in ("conj", "xcomp", "ccomp") and words[top].head != top:
            top = words[top].head
        if words[top].dep in ("relcl", "acl") and words[top].head != top:
            return [words[top].head]
    return [subject]


def is_passive(words: Sequence[Word], i: int) -> bool:
    """Whether verb `i` is passive: by its auxiliary or subject, as a participle after a noun, or by its joined verb."""
    word = words[i]
    if kids(words, i, "auxpass", "nsubjpass", "csubjpass"):
        return True
    if word.tag != "VBN" and not (word.tag == "VBD" and word.dep == "conj"):
        return False
    if any(words[k].lower in ("have", "has", "had", "having", "'ve", "'d") for k in kids(words, i, "aux")):
        return False
    if word.dep in ("acl", "amod", "oprd"):
        return True
    if word.dep == "conj" and not kids(words, i, "dobj", "aux"):
        return words[word.head].tag in ("VBN", "VBD") and is_passive(words, word.head)
    return False


def objects_of(words: Sequence[Word], i: int) -> list[int]:
    """The objects of verb `i`: its own, or those of a verb joined to it ("killed and wounded 12")."""
    own = kids(words, i, "dobj", "dative", "obj")
    if own:
        return own
    for k in kids(words, i, "conj"):
        if words[k].tag.startswith("VB") and not kids(words, k, *SUBJECT) and k - i <= 3:
            joined = objects_of(words, k)
            if joined:
                return joined
    word = words[i]
    if word.dep == "relcl":
        return (
            [word.head]
            if any(words[k].lower in ("whom", "that", "which") and words[k].dep == "dobj" for k in word.children)
            else []
        )
    return []


def arguments(words: Sequence[Word], i: int) -> tuple[list[int], list[int]]:
    """(harmed, doers) of a verb whose object is harmed."""
    word = words[i]
    by = [o for p in kids(words, i, "agent") for o in kids(words, p, "pobj")]
    by += [o for p in kids(words, i, "prep") if words[p].lower == "by" for o in kids(words, p, "pobj")]
    if is_passive(words, i):
        if word.dep == "amod" and not kids(words, i, "nsubjpass", "auxpass"):
            return ([word.head], []) if word.head > i else ([], [])
        if word.dep == "oprd":
            return kids(words, word.head, "dobj", "nsubj", "nsubjpass"), subject_of(words, word.head)
        if kids(words, i, "nsubjpass", "auxpass") or word.dep in ("conj", "xcomp"):
            return _before_auxiliary(words, i) or subject_of(words, i), by
        return (_joined(words, word.head, i) if word.head != i else []), by
    objects = [o for o in objects_of(words, i) if words[o].lower not in ("whom", "which")]
    if any(words[o].lower == "that" for o in kids(words, i, "dobj")) and word.dep == "relcl":
        objects = [word.head]
    whom = any(words[k].lower in ("whom", "which") and words[k].dep == "dobj" for k in word.children)
    if whom and word.dep == "relcl":
        return [word.head], subject_of(words, i)
    if objects:
        return objects, [s for s in subject_of(words, i) if s not in objects]
    if word.tag in ("VBN", "VBD"):
        subjects = [k for k in word.children if words[k].dep in ("nsubj", "npadvmod", "dep", "nummod") and k < i]
        return subjects, by
    return [], []


def _joined(words: Sequence[Word], noun: int, verb: int) -> list[int]:
    """The noun that a participle follows, or the first of the nouns joined to it: in "two women and a child killed"
    the participle is of them all."""
    if words[verb].dep != "acl" or words[verb].tag != "VBN" or verb - noun > 2:
        return [noun]
    while words[noun].dep == "conj" and words[words[noun].head].tag.startswith(("NN", "CD")):
        noun = words[noun].head
    return [noun]


def _headline(words: Sequence[Word], word: Word) -> Event | None:
    """ "Strike on house kills at least 11": a verb of a headline that the parse takes for a noun."""
    number = next((w for w in words[word.i + 1 : word.i + 6] if w.tag == "CD" or w.lower in _NUMBER_LIKE), None)
    if number is None or any(
        w.tag.startswith("VB") or w.lower in (",", ".") for w in words[word.i + 1 : number.i]
    ):
        return None
    harm = lexicon.verb_harm("verb_object").get(word.lower)
    noun = number.head if number.dep in ("nummod", "amod") and number.i < number.head < number.i + 6 else number.i
    return Event(harm, word.i, word.i, [noun]) if harm else None


def _before_auxiliary(words: Sequence[Word], i: int) -> list[int]:
    """The noun right before "were" of a joined verb that the parse gave no subject ("... and nine others were
    wounded")."""
    auxiliary = kids(words, i, "auxpass")
    if (
        words[i].dep not in ("conj", "advcl")
        or kids(words, i, "mark", "advmod")
        or not auxiliary
        or kids(words, i, *SUBJECT)
    ):
        return []
    k = kids(words, i, "aux", "auxpass")[0] - 1
    while k > 0 and words[k].tag == "RB":
        k -= 1
    return [k] if k > words[i].head and words[k].tag.startswith(("NN", "CD")) else []


def _verb(words: Sequence[Word], word: Word) -> Event | None:
    """The event of a verb, with its frame."""
    if word.lower in _HEADLINE and not word.tag.startswith("VB"):
        return _headline(words, word)
    if not word.tag.startswith("VB") and not (
        word.tag in ("NN", "NNP", "NNS", "JJ") and word.lower.endswith("ed")
    ):
        return None
    if word.dep == "amod" and word.tag != "VBN" and word.tag != "VBD":
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
        if word.dep == "relcl" and word.lower.startswith("fle"):
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
        return Event(harm, word.i, word.i, [word.head], cause=cause)
    patients, agents = arguments(words, word.i)
    bare = word.tag in ("VBN", "VBD") and not kids(words, word.i, "auxpass", "aux") and word.i > 0
    if bare and (words[word.i - 1].tag == "CD" or words[word.i - 1].lower in _NUMBER_LIKE):
        patients = [word.i - 1]
    return Event(harm, word.i, word.i, patients or _beside(words, word.i), agents, cause=cause)


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
        of = of_objects(words, word.i)
        if of and not (harm is None and word.lower in ("prisoners", "hostages", "refugees", "victims")):
            event = Event(
                harm or count_harm or Harm.KILLED, word.i, word.i, of, _doers(words, word.i), cause=cause
            )
            if not _has_number(words, word.i) or word.lower in ("bodies", "body", "corpses", "remains"):
                return event
        owner = kids(words, word.i, "poss")
        if harm and owner and not _has_number(words, word.i):
            return Event(harm, word.i, word.i, owner, [], cause=cause)
    if count_harm is not None and (word.tag.startswith(("NN", "JJ", "VBN", "VBD"))):
        if _has_number(words, word.i) or _happens(words, word):
            verb = word.head if word.dep in SUBJECT else word.i
            return Event(count_harm, word.i, verb, [word.i], _doers(words, word.i), noun=True, cause=cause)
    return None


def _happens(words: Sequence[Word], word: Word) -> bool:
    """Whether an unnumbered "casualties" is said to be, or not to be: "caused casualties", "casualties did not
    occur"."""
    if word.lower not in ("casualties", "fatalities", "deaths", "injuries"):
        return False
    happen = lexicon.table("harm")["negation"]["happen"]
    head = words[word.head]
    if word.dep in SUBJECT and head.lower in happen:
        return True
    above = words[head.head] if head.lower == "in" else head
    return word.dep in ("dobj", "pobj") and above.lower in (
        "caused",
        "causing",
        "cause",
        "causes",
        "resulted",
        "resulting",
        "inflicted",
        "inflicting",
        "left",
        "leaving",
        "sustained",
    )


def _doers(words: Sequence[Word], i: int) -> list[int]:
    return [o for p in kids(words, i, "prep", "agent") if words[p].lower == "by" for o in kids(words, p, "pobj")]


def _has_number(words: Sequence[Word], i: int) -> bool:
    return bool(kids(words, i, "nummod")) or any(
        words[k].lower
        in (
            "several",
            "many",
            "numerous",
            "a",
            "an",
            "one",
            "dozens",
            "two",
            "three",
            "some",
            "few",
            "multiple",
            "no",
        )
        for k in words[i].children
        if words[k].dep in ("amod", "det", "nummod", "nmod", "quantmod")
    )


def _toll(words: Sequence[Word], word: Word) -> Event | None:
    """ "The death toll rose to 73": the toll's number is found later, among the counts after it."""
    before = words[word.i - 1].lower if word.i else ""
    two = f"{before} {word.lower}"
    tolls = lexicon.noun_harm("noun_toll")
    harm = tolls.get(two) or tolls.get(word.lower)
    if harm is None and word.lower == "number":
        of = of_objects(words, word.i)
        name = " ".join(["number of", *(words[o].lower for o in of[:1])])
        harm = tolls.get(name)
        if harm is None and of:
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
    if harm is None:
        return None
    return Event(harm, word.i, word.head, toll=True)


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
    if word.dep in ("amod", "acl", "compound") and head.tag.startswith(("NN", "CD")):
        return Event(harm, word.i, word.i, [head.i])
    number = kids(words, word.i, "nummod", "nsubj", "npadvmod")
    if number:
        return Event(
            harm,
            word.i,
            word.i,
            number if words[number[0]].tag != "CD" else [word.i],
            noun=words[number[0]].tag == "CD",
        )
    beside = _beside(words, word.i)
    return Event(harm, word.i, word.i, beside) if beside else None
