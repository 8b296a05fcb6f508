"""Actor: who is said to have done the harm, as written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from tollbook.claims.readers.rules_en import lexicon, who
from tollbook.claims.readers.rules_en.event import Event
from tollbook.claims.readers.rules_en.grammar import is_passive, kids, of_objects, subject_of
from tollbook.claims.readers.rules_en.parse import Word, ancestors, subtree
from tollbook.claims.readers.rules_en.speaker import speaker_span
from tollbook.claims.readers.rules_en.where import is_placed_name
from tollbook.model.vocabulary import Harm

REACH = 24
"""Words above a harm among which its doer is looked for, at most: a chain of hundreds is no sentence."""


def actor_of(words: Sequence[Word], event: Event) -> tuple[int, int] | None:
    """Offsets of the actor of an event within its sentence, None where its clause names nobody."""
    above = [event.verb, *islice(ancestors(words, event.verb), REACH)]
    accused = next((span for i in above[1:] if (span := _accused(words, i)) is not None), None)
    if accused is not None:
        return accused
    for agent in event.agents if not _finds_the_dead(words, event) else ():
        span = _from_noun(words, agent) or _any_doer(words, agent)
        if span is not None:
            return span
    span = _before_verb(words, event.verb) or _at_the_hands(words, event.trigger)
    if span is not None:
        return span
    for i in above:
        span = _around(words, i, event)
        if span is not None:
            return span
        if words[i].dep in ("ccomp",) and i != event.verb:
            break
    return _because(words, event)


def _finds_the_dead(words: Sequence[Word], event: Event) -> bool:
    """Whether the clause tells of those who found or recovered the dead: they did not do it."""
    finds = lexicon.words("grammar", "find", "verbs")
    over = words[words[event.verb].head]
    found = words[event.verb].tag.startswith("NN") and over.i != event.verb and over.lower in finds
    return found or words[event.verb].lower in finds


def _at_the_hands(words: Sequence[Word], trigger: int) -> tuple[int, int] | None:
    """ "Killed at the hands of X"."""
    for word in words[trigger + 1 :]:
        before = [w.lower for w in words[max(0, word.i - 2) : word.i]]
        if word.lower == "hands" and before == ["at", "the"]:
            of = of_objects(words, word.i)
            named = bool(of) and words[of[0]].lower not in lexicon.words("actors", "pronoun")
            return speaker_span(words, of[0]) if named else None
    return None


def _because(words: Sequence[Word], event: Event) -> tuple[int, int] | None:
    """The doer of the means after "due to", "following", "as a result of" in the clause of the harm."""
    named = lexicon.words("actors", "means")
    means = [w for w in words[event.trigger + 1 :] if w.lower in named and w.dep in ("pobj", "pcomp")]
    inside = subtree(words, words[event.verb].head) if means else ()
    for word in means:
        if word.i not in inside:
            continue
        lead = words[word.head].lower
        before = words[words[word.head].i - 1].lower if words[word.head].i else ""
        if lead in ("following", "amid", "under", "with") or before in ("due", "because", "result", "thanks"):
            return _from_noun(words, word.i)
    return None


def actor_of_scene(words: Sequence[Word]) -> tuple[int, int] | None:
    """Offsets of whoever a sentence without harm says to have struck: the subject of a verb of attack, whoever is
    accused, or what stands with a means ("a US drone strike")."""
    for word in words:
        if word.lower in lexicon.words("causes", "act", "verbs") and word.tag.startswith("VB"):
            doers = kids(words, word.i, "nsubj")
            doers += [o for p in kids(words, word.i, "agent") for o in kids(words, p, "pobj")]
            doers = [] if _runs_into(words, word.i) else doers
            span = actor_of(words, Event(Harm.KILLED, word.i, word.i, agents=doers))
        elif word.lower in lexicon.words("actors", "means") and word.tag.startswith("NN"):
            span = _of_means(words, word.i)
        else:
            span = _accused(words, word.i)
        if span:
            return span
    return None


def _any_doer(words: Sequence[Word], i: int) -> tuple[int, int] | None:
    """An unlisted noun that does harm of itself ("Raiders took ..."), if it is no means, thing or pronoun."""
    word = words[i]
    listed = word.lower in lexicon.words("actors", "pronoun") or word.lower in lexicon.words("actors", "means")
    unfit = listed or word.lower in who.things()
    if unfit or not word.tag.startswith("NN") or word.lower in lexicon.words("causes", "event", "nouns"):
        return None
    return speaker_span(words, i) if word.lower.endswith(("ers", "ors", "men", "ists")) else None


def _accused(words: Sequence[Word], i: int) -> tuple[int, int] | None:
    if words[i].lower not in lexicon.words("speech", "say", "accuse"):
        return None
    found = kids(words, i, "nsubjpass") or kids(words, i, "dobj")
    if found and words[found[0]].lower in ("which", "who", "whom") and words[i].dep == "relcl":
        found = [words[i].head]
    if not found or words[found[0]].lower in lexicon.words("actors", "pronoun"):
        return None
    first = min([k for k in subtree(words, found[0]) if k <= found[0]])
    return words[first].start, words[found[0]].end


def _around(words: Sequence[Word], i: int, event: Event) -> tuple[int, int] | None:
    """The actor told by the means in a clause ("in a coalition air strike") or in its clause ("when X hit")."""
    for k in words[i].children:
        child = words[k]
        if child.dep in ("prep", "agent") and child.lower in (
            "in",
            "by",
            "during",
            "from",
            "as",
            "after",
            "of",
            "to",
        ):
            for o in kids(words, k, "pobj"):
                if words[o].lower in lexicon.words("actors", "means") and o not in event.patients:
                    span = _from_noun(words, o)
                    if span is not None:
                        return span
        elif child.dep in ("advcl", "relcl") or (child.dep in ("conj", "ccomp") and k < event.trigger):
            for s in kids(words, k, "nsubj"):
                acts = words[k].lower in lexicon.words("causes", "act", "verbs") or words[
                    k
                ].lower in lexicon.words("causes", "act", "hit")
                if acts and s not in event.patients and not _runs_into(words, k):
                    span = _from_noun(words, s)
                    if span is not None:
                        return span
    word = words[i]
    claims = word.lower in ("claimed", "claim", "claims") and any(
        words[o].lower in lexicon.words("actors", "means") or words[o].lower == "responsibility"
        for o in kids(words, i, "dobj")
    )
    acts = word.lower in lexicon.words("causes", "act", "verbs") and not is_passive(words, i)
    acts = acts and not _runs_into(words, i)
    if word.lower == "claimed" and is_passive(words, i):
        by = [o for p in kids(words, i, "agent") for o in kids(words, p, "pobj")]
        found = _from_noun(words, by[0]) if by else None
        if found is not None:
            return found
    if i != event.verb and (acts or claims):
        for s in subject_of(words, i):
            span = _from_noun(words, s) if s not in event.patients else None
            if span is not None:
                return span
    if word.tag.startswith("NN") and word.lower in lexicon.words("actors", "means"):
        return _from_noun(words, i)
    return None


def _runs_into(words: Sequence[Word], verb: int) -> bool:
    """ "Their van hit a roadside bomb": what hits a mine has done nothing."""
    return any(words[o].lower in lexicon.words("actors", "means", "lying") for o in kids(words, verb, "dobj"))


def _from_noun(words: Sequence[Word], i: int) -> tuple[int, int] | None:
    """The actor that a doing noun names: itself, or what stands before or after a means."""
    word = words[i]
    if word.lower in lexicon.words("actors", "pronoun"):
        return None
    if word.lower in lexicon.words("actors", "means") or word.lower in lexicon.nouns("event", "nouns", "causes"):
        span = _of_means(words, i)
        return span or (speaker_span(words, i) if word.lower in lexicon.words("actors", "noun") else None)
    actor = (
        word.lower in lexicon.words("actors", "noun") or word.lower in who.people() or word.tag in ("NNP", "NNPS")
    )
    time = lexicon.table("time")
    if not actor or word.lower in time["weekdays"] or word.lower.rstrip(".") in time["months"]:
        return None
    start, end = speaker_span(words, i)
    beyond = [
        k for k in kids(words, i, "prep") if k > i and words[k].lower in ("on", "in", "at", "against", "near")
    ]
    return start, min([end, *(words[k - 1].end for k in beyond)])


def _of_means(words: Sequence[Word], i: int) -> tuple[int, int] | None:
    """Whoever a means is said to be of: "by X" after it, or a name or a nation before it."""
    for o in _after_means(words, i):
        found = _from_noun(words, o)
        if found is not None:
            return found
    before = ("compound", "amod", "poss", "nmod", "npadvmod")
    parts: list[int] = []
    for k in words[i].children:
        placed = words[i].lower in lexicon.words("places", "fought", "known_by") and is_placed_name(words[k])
        if k < i and words[k].dep in before and names_doer(words[k]) and not is_held(words, k) and not placed:
            parts += [s for s in subtree(words, k) if s < i]
    own = [k for k in kids(words, i, "poss") if words[k].lower in ("its", "their", "our")]
    return _span(words, parts or own)


def _after_means(words: Sequence[Word], i: int) -> list[int]:
    """The nouns after a means that may say whose it is: "a raid by X", "a strike carried out by X"."""
    preps = [p for p in kids(words, i, "prep", "agent") if words[p].lower in ("by", "from")]
    for k in kids(words, i, "acl"):
        preps += [p for p in kids(words, k, "agent", "prep") if words[p].lower == "by"]
    by = [o for p in preps for o in kids(words, p, "pobj")]
    of = [o for p in kids(words, i, "prep") if words[p].lower == "of" for o in kids(words, p, "pobj")]
    means = lexicon.words("actors", "means")
    if words[i].lower in lexicon.words("actors", "means", "of_doer"):
        means |= lexicon.words("actors", "noun")
    return by + [o for o in of if words[o].lower in means]


def is_held(words: Sequence[Word], i: int) -> bool:
    """ "Rebel-held", "government-controlled": says who holds a place, not who struck."""
    after = "".join(word.lower for word in words[i : i + 3])
    return re.search(r"-(?:held|controlled|occupied|besieged|run|owned|populated|dominated)\b", after) is not None


def names_doer(word: Word) -> bool:
    """Whether a word before a means says whose it is: a nation, a force, or a name that is no month."""
    lower = word.lower
    if lower in lexicon.words("actors", "means", "not_actor") or lower in lexicon.words("actors", "means"):
        return False
    if lower in lexicon.table("places")["country"]["adjectives"] or lower in ("u.s.", "us", "led"):
        return True
    if lower in lexicon.words("actors", "noun") or lower.endswith("-led"):
        return True
    time = lexicon.table("time")
    if lower in lexicon.table("places")["city"]["names"]:
        return False
    named = word.i > 0 and word.text[:1].isupper() and word.tag.startswith(("NNP", "JJ", "NN"))
    return (
        named and lower.rstrip(".") not in time["months"] and lower not in time["weekdays"] and word.text.isalpha()
    )


def _span(words: Sequence[Word], parts: list[int]) -> tuple[int, int] | None:
    kept = sorted(k for k in parts if words[k].lower not in ("'s", "the", "a", "an"))
    return (words[kept[0]].start, words[kept[-1]].end) if kept else None


def _before_verb(words: Sequence[Word], verb: int) -> tuple[int, int] | None:
    """The doer in a means right before a verb without a subject ("rebel mortar shelling killed ...")."""
    k = verb - 1
    while (
        k > 0 and words[k].tag in ("RB", "VBZ", "VBP") and words[k].lower not in lexicon.words("actors", "means")
    ):
        k -= 1
    if k < 1 or words[k].lower not in lexicon.words("actors", "means"):
        return None
    run = []
    while k > 0 and words[k - 1].tag.startswith(("JJ", "NN", "HYPH", "VBN")):
        k -= 1
        run.append(k)
    return _span(words, [j for j in run if names_doer(words[j])])
