"""The grammar of a sentence as its rules need it: children, subjects, objects, and who does what to whom."""

from __future__ import annotations

from collections.abc import Sequence

from tollbook.claims.readers.rules_en import lexicon
from tollbook.claims.readers.rules_en.parse import Word

SUBJECT = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
_RELATIVE = frozenset({"who", "that", "which", "whom", "whose"})


def kids(words: Sequence[Word], i: int, *deps: str) -> list[int]:
    """The children of word `i` that stand in one of the relations `deps`, in order."""
    return [k for k in words[i].children if words[k].dep in deps]


def of_objects(words: Sequence[Word], i: int) -> list[int]:
    """The objects of "of" directly under word `i`."""
    return [o for p in kids(words, i, "prep") if words[p].lower == "of" for o in kids(words, p, "pobj", "pcomp")]


def subject_of(words: Sequence[Word], i: int) -> list[int]:
    """The subject of verb `i`: its own, that of the verb it hangs on, or the noun that it modifies."""
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
            return [_person_before(words, words[top].head, words[subject].lower)]
    return [subject]


def _person_before(words: Sequence[Word], noun: int, pronoun: str) -> int:
    """The person that "who" stands for where the parse took a place: "a man to the hospital who was hurt"."""
    if pronoun != "who" or words[noun].lower not in lexicon.words("places", "noun"):
        return noun
    verb = words[words[noun].head].head
    objects = kids(words, verb, "dobj", "nsubjpass")
    return objects[-1] if objects and objects[-1] < noun else noun


def is_passive(words: Sequence[Word], i: int) -> bool:
    """Whether verb `i` is passive: by its auxiliary or subject, after a noun, or by the verb it is joined to."""
    word = words[i]
    if kids(words, i, "auxpass", "nsubjpass", "csubjpass"):
        return True
    if word.tag != "VBN" and not (word.tag == "VBD" and word.dep == "conj"):
        return False
    if any(words[k].lower in ("have", "has", "had", "having", "'ve", "'d") for k in kids(words, i, "aux")):
        return False
    if word.dep in ("acl", "amod", "oprd"):
        return True
    if word.dep == "xcomp" and word.tag == "VBN" and not kids(words, i, "dobj", "aux"):
        return is_passive(words, word.head)
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
        if not subjects and word.dep == "conj" and word.head == i - 2 and words[i - 1].lower == "and":
            return arguments(words, word.head)
        return subjects, by
    return [], []


def _joined(words: Sequence[Word], noun: int, verb: int) -> list[int]:
    """The noun that a participle follows, or the first of the nouns joined to it.

    In "two women and a child killed" the participle is of them all.
    """
    if words[verb].dep != "acl" or words[verb].tag != "VBN" or verb - noun > 2:
        return [noun]
    while words[noun].dep == "conj" and words[words[noun].head].tag.startswith(("NN", "CD")):
        if any(words[k].tag == "VBN" for k in kids(words, words[noun].head, "acl")):
            break
        noun = words[noun].head
    return [noun]


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
