"""Whether harm is said to have happened: negation, threat, possibility (CLAIMS.md, "Hard cases")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum

from tollbook.claims.readers.rules_en import lexicon
from tollbook.claims.readers.rules_en.event import Event
from tollbook.claims.readers.rules_en.grammar import kids
from tollbook.claims.readers.rules_en.parse import Word, ancestors

_ZERO = re.compile(
    r"^(?:no(?! (?:fewer|less|more)\b)|none|nobody|zero|not a single|not one|neither)\b", re.IGNORECASE
)


class Reality(Enum):
    """How the words present the harm."""

    REAL = "real"
    HEDGED = "hedged"  # "may have been killed"
    UNREAL = "unreal"  # "could kill", "threatened to kill", "if"
    NEGATED = "negated"  # "was not killed", "no one was hurt"


def reality(words: Sequence[Word], event: Event) -> Reality:
    """How a clause presents its harm."""
    unreal = lexicon.table("harm")["unreal"]
    verb = event.verb
    aux = _auxiliaries(words, verb)
    if not event.negative and any(a in ("n't", "not", "never") for a in aux["neg"]):
        return Reality.NEGATED
    if not event.past and any(a in unreal["auxiliary"] or a in unreal["hedge"] for a in aux["modal"]):
        if any(a in ("may", "might") for a in aux["modal"]) and "have" in aux["have"]:
            return Reality.HEDGED
        if not ("have" in aux["have"] and any(a in ("must", "will") for a in aux["modal"])):
            return Reality.UNREAL
    if any(words[k].lower in ("almost", "nearly") and words[k].dep == "advmod" for k in words[verb].children):
        return Reality.UNREAL
    if _negated_patient(words, event):
        return Reality.NEGATED
    if _governed(words, event):
        return Reality.UNREAL
    if any(words[k].lower in unreal["condition"] and words[k].dep == "mark" for k in words[verb].children):
        return Reality.UNREAL
    return Reality.REAL


def _auxiliaries(words: Sequence[Word], verb: int) -> dict[str, list[str]]:
    """The modals, forms of have and negations of a verb, or of the verb it is joined to."""
    found: dict[str, list[str]] = {"modal": [], "have": [], "neg": []}
    i, steps = verb, 0
    while steps < 3:
        for k in words[i].children:
            child = words[k]
            if child.dep in ("aux", "auxpass"):
                if child.tag == "MD":
                    found["modal"].append(child.lower)
                elif child.lower in ("have", "has", "had", "'ve"):
                    found["have"].append("have")
            elif child.dep == "neg" and not (k and words[k - 1].lower == "than"):
                found["neg"].append(child.lower)
        own_subject = any(words[k].dep in ("nsubj", "nsubjpass") for k in words[i].children)
        if own_subject or words[i].dep not in ("conj", "xcomp", "attr", "acomp") or words[i].head == i:
            break
        if words[i].dep == "conj" and found["modal"]:
            break
        i, steps = words[i].head, steps + 1
    return found


def _negated_patient(words: Sequence[Word], event: Event) -> bool:
    for p in event.patients:
        if words[p].lower in ("nobody", "none") or any(
            words[k].lower in ("no", "neither")
            and words[k].dep in ("det", "neg", "preconj")
            and words[k + 1].lower not in ("fewer", "less", "more")
            for k in words[p].children
        ):
            return True
        if words[p].lower == "one" and p and words[p - 1].lower == "no":
            return True
        if any(words[k].lower == "any" for k in kids(words, p, "det")) and _under_not(words, p):
            return True
        if _not_one(words, p) or _joined_to_none(words, p):
            return True
    return False


def _under_not(words: Sequence[Word], patient: int) -> bool:
    """ "Did not cause any casualties", "without any injuries"."""
    over = words[words[patient].head]
    return over.lower == "without" or (words[patient].dep in ("dobj", "attr") and bool(kids(words, over.i, "neg")))


def _joined_to_none(words: Sequence[Word], patient: int) -> bool:
    """ "No deaths or injuries": what "or" joins to nobody is nobody too."""
    head = words[patient].head
    if words[patient].dep != "conj" or kids(words, patient, "det", "nummod", "amod"):
        return False
    joined = any(words[k].lower in ("or", "nor") for k in kids(words, head, "cc"))
    return joined and any(words[k].lower == "no" for k in kids(words, head, "det"))


def _not_one(words: Sequence[Word], patient: int) -> bool:
    """ "Not a single civilian", "not one shopper"."""
    lead = [w.lower for w in words[max(0, patient - 4) : patient]]
    return lead[-3:] == ["not", "a", "single"] or lead[-2:] == ["not", "one"]


def _governed(words: Sequence[Word], event: Event) -> bool:
    """Whether an infinitive or a noun of purpose stands above the harm: "threatened to kill", "plans to bomb"."""
    word = words[event.verb]
    infinitive = any(words[k].lower == "to" and words[k].dep == "aux" for k in word.children)
    governors = lexicon.table("harm")["unreal"]["governor"]
    if infinitive and not any(words[k].lower in ("have", "has") and words[k].dep == "aux" for k in word.children):
        head = words[word.head]
        if head.lower in lexicon.words("grammar", "real_before_to") or head.lower == "risk":
            return head.lower == "risk" and event.harm != "displaced"
        return word.dep in ("xcomp", "acl", "advcl", "relcl", "ccomp", "ROOT", "pcomp", "conj", "nsubj")
    if _unevidenced(words, event.verb) or _unreported(words, event):
        return True
    if word.dep == "acl" and (word.tag == "VBN" or word.head in event.patients):
        return False
    previous = event.verb
    for i in ancestors(words, event.verb):
        dep = words[previous].dep
        if dep in ("prep", "pobj", "pcomp") and words[i].tag == "VBN" and words[i].lower in ("wanted", "sought"):
            return False
        if words[i].lower == "likely" and any(w.lower == "than" for w in words[i + 1 : i + 3]):
            return False
        if (
            dep in ("ccomp", "relcl", "appos")
            and words[i].tag.startswith("VB")
            and words[i].lower not in lexicon.words("harm", "unreal", "uncertain")
        ):
            return False
        if dep == "relcl" and words[previous].tag in ("VBD", "VBN") and not kids(words, previous, "neg"):
            return False
        if (
            words[i].lower in governors
            and dep in ("xcomp", "pcomp", "prep", "pobj", "acl", "dobj", "ccomp")
            and not words[i].lower.startswith(("ordered", "used", "fail"))
        ):
            return True
        if words[i].tag.startswith("VB") and dep not in ("conj",):
            return (
                any(
                    words[k].tag == "MD"
                    and words[k].lower in ("could", "will", "would", "might", "can", "may", "should")
                    for k in kids(words, i, "aux")
                )
                and dep in ("advcl", "xcomp", "dobj", "prep")
                and not any(words[k].lower == "have" for k in kids(words, i, "aux"))
            )
        previous = i
    return False


def _unevidenced(words: Sequence[Word], verb: int) -> bool:
    """ "No evidence that civilians were killed": what nothing tells of is no claim."""
    noun = words[words[verb].head]
    absent = noun.lower in lexicon.words("harm", "negation", "absent_noun")
    clause = words[verb].dep in ("acl", "ccomp", "relcl") and kids(words, verb, "mark", "nsubjpass", "nsubj")
    return bool(absent and clause) and any(words[k].lower == "no" for k in kids(words, noun.i, "det"))


def _unreported(words: Sequence[Word], event: Event) -> bool:
    """ "No word of injured farmers": harm under "of" behind a noun of telling that is said to be none."""
    absent = lexicon.words("harm", "negation", "absent_noun")
    for p in event.patients:
        of = words[words[p].head]
        noun = words[of.head]
        if words[p].dep == "pobj" and of.lower in ("of", "on") and noun.lower in absent and noun.i < of.i:
            return any(words[k].lower == "no" for k in kids(words, noun.i, "det"))
    return False


def is_zero(text: str) -> bool:
    """Whether an anchor says that nobody was harmed: "no civilians"."""
    return _ZERO.match(text.strip()) is not None
