"""Finds the mention at a word: who or what the noun phrase there stands for, counted, named or plain."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tollbook.claims.readers.rules_en import lexicon, who
from tollbook.claims.readers.rules_en.count import Count
from tollbook.claims.readers.rules_en.counted import count_of, counted_mention, noun_phrase, whole_phrase
from tollbook.claims.readers.rules_en.event import BUILDING
from tollbook.claims.readers.rules_en.grammar import kids, of_objects
from tollbook.claims.readers.rules_en.mention import Mention
from tollbook.claims.readers.rules_en.parse import Word
from tollbook.claims.readers.rules_en.sized import DEFINITE, INDEFINITE, aged, family_count, group
from tollbook.model.vocabulary import Harm


def expand(words: Sequence[Word], head: int) -> Iterator[tuple[int, int | None]]:
    """(head, head of the whole it is part of) of a noun phrase, the nouns joined to it, and its listed parts."""
    seen: set[int] = set()

    def walk(i: int, whole: int | None) -> Iterator[tuple[int, int | None]]:
        if i in seen:
            return
        seen.add(i)
        yield i, whole
        for k in words[i].children:
            child = words[k]
            if k + 1 < len(words) and words[k + 1].tag in ("VBD", "VBN") and _own_clause(words, k):
                continue
            if _own_harm(words, i, child):
                continue
            if child.dep == "conj" and _nominal(words, child):
                if _shares_number(words, i, k) or (_told_apart(words, i) and _told_apart(words, k)):
                    continue
                yield from walk(k, whole)
            elif child.dep == "prep" and child.lower in ("including", "like"):
                for o in kids(words, k, "pobj", "pcomp"):
                    if words[o].lower not in ("them", "these", "those", "whom") and not _told_apart(words, o):
                        yield from walk(o, i)
            elif child.dep == "prep" and child.lower == "with" and i != head:
                yield from _with_kin(words, k)
            elif (
                (child.dep == "appos" and _of_kin(words, i, child))
                or (child.dep == "appos" and _both_built(words, i, k))
                or (child.dep == "appos" and _goes_on(words, i, child))
            ):
                yield from walk(k, whole)
            elif child.dep == "appos" and _lists(words, i, child):
                yield from walk(k, i)

    yield from walk(head, None)


def _with_kin(words: Sequence[Word], k: int) -> Iterator[tuple[int, int | None]]:
    """ "A mother with her son" in a list of those harmed."""
    for o in kids(words, k, "pobj"):
        if words[o].lower in lexicon.nouns("kin") and kids(words, o, "poss"):
            yield o, None


def _own_clause(words: Sequence[Word], k: int) -> bool:
    """Whether a joined noun begins a clause of its own: "12 killed, 30 wounded"."""
    verb = words[k + 1]
    if words[k].dep not in ("conj", "appos"):
        return False
    if words[k].tag == "CD":
        return verb.lower in lexicon.verb_harm("verb_object")
    return verb.tag == "VBD" and bool(kids(words, verb.i, "dobj")) and not kids(words, verb.i, "nsubj")


def _own_harm(words: Sequence[Word], i: int, child: Word) -> bool:
    """Whether a joined noun tells a harm of its own: "the death of two men and dozens of injuries"."""
    if child.dep != "conj":
        return False
    nouns = [child.lower, *(words[o].lower for o in of_objects(words, child.i))]
    other = {harm for noun in nouns if (harm := lexicon.noun_harm("noun_count").get(noun)) is not None}
    if not other or "wounded" in nouns or "missing" in nouns or Harm.DETAINED in other or Harm.DISPLACED in other:
        return False
    return lexicon.noun_harm("noun_count").get(words[i].lower) not in other


def _shares_number(words: Sequence[Word], i: int, k: int) -> bool:
    """Whether one number counts both of two joined nouns: "at least 19 men and older boys"."""

    def bare(w: Word) -> bool:
        return w.tag.startswith("JJ") and w.lower not in lexicon.words("grammar", "number_like")

    return (
        bool(kids(words, i, "nummod"))
        and words[i].tag == "NNS"
        and (words[k].tag == "NNS" or words[k].lower in ("staff", "personnel", "crew", "police"))
        and words[k - 1].i > i
        and all(w.tag == "CC" or bare(w) for w in words[i + 1 : k])
        and all(c < k and (words[c].tag == "CC" or bare(words[c])) for c in words[k].children)
    )


def _told_apart(words: Sequence[Word], o: int) -> bool:
    """Whether a listed part has a harm of its own: "208 injuries, including 37 children killed"."""
    return any(words[k].lower in lexicon.verb_harm("verb_object") for k in kids(words, o, "acl"))


def _of_kin(words: Sequence[Word], i: int, child: Word) -> bool:
    """Whether an apposition goes on with a list of kin: "my three cousins, my uncle's wife"."""
    kin = lexicon.nouns("kin")
    listed = any(words[k].lower in kin for k in kids(words, child.i, "conj"))
    if words[i].tag == "NNP" and listed and child.lower in kin and kids(words, child.i, "poss"):
        return True
    plural = words[i].tag in ("NNS", "CD") and words[i].lower in kin
    return plural and child.tag == "NN" and child.lower in kin and bool(kids(words, child.i, "poss"))


def _both_built(words: Sequence[Word], i: int, k: int) -> bool:
    """Whether an apposition goes on with a list of buildings: "a school, two bakeries and a mosque"."""
    built = lexicon.nouns("building")
    return words[i].lower in built and words[k].lower in built and k > i


def _nominal(words: Sequence[Word], word: Word) -> bool:
    if word.tag.startswith(("NN", "CD", "PRP", "DT")):
        return not any(words[k].dep in ("nsubj", "nsubjpass", "auxpass", "aux") for k in word.children)
    return word.lower in ("others", "several", "many", "another") or (
        word.tag.startswith("JJ") and word.lower in who.people()
    )


def _lists(words: Sequence[Word], whole: int, child: Word) -> bool:
    """Whether an apposition lists parts of a whole, rather than naming the same again."""
    plural = words[whole].tag in ("NNS", "NNPS", "CD")
    if not plural:
        return False
    if child.tag == "CD":
        return words[child.i - 1].lower not in ("(",) and child.i > whole
    numbered = any(
        words[k].tag == "CD" or words[k].lower in ("a", "an", "one")
        for k in child.children
        if words[k].dep in ("nummod", "det")
    )
    return numbered and child.tag.startswith("NN") and child.lower in who.people()


def _goes_on(words: Sequence[Word], i: int, child: Word) -> bool:
    """ "A colonel, a judge, and a senator": an apposition between the first and the last of a list."""
    known, said = who.people(), lexicon.words("people", "anyone")
    if (
        words[i].tag != "NN"
        or child.tag != "NN"
        or words[i].lower in said
        or not {words[i].lower, child.lower} <= known
    ):
        return False
    owners = ("a", "an", "his", "her", "their")
    led = all(any(words[k].lower in owners for k in words[n].children if k < n) for n in (i, child.i))
    last = [k for k in (*kids(words, i, "conj"), *kids(words, child.i, "conj")) if k > child.i]
    return led and bool(last) and any(words[k].lower in owners for k in words[last[0]].children if k < last[0])


def mention_at(words: Sequence[Word], text: str, counts: Sequence[Count], head: int, harm: Harm) -> Mention | None:
    """The mention whose head is word `head`; None where the words stand for nobody (or nothing) harmed."""
    word = words[head]
    if word.lower in ("everyone", "everybody"):
        return _everyone(words, text, head)
    found = count_of(words, counts, head)
    if found is not None:
        return counted_mention(words, text, found[0], found[1], head, harm)
    if word.lower in lexicon.words("grammar", "empty") or word.tag in (
        "PRP",
        "WP",
        "WDT",
        "EX",
        "DT",
        "CD",
        "PRP$",
    ):
        return _everyone(words, text, head) if word.lower in ("another", "some") else None
    if word.lower in lexicon.words("grammar", "ordinal") and head and words[head - 1].lower in ("a", "another"):
        before = words[head - 1]
        return Mention(before.start, word.end, head, "", text[before.start : word.end], 1, 1, before.text, True)
    if not word.tag.startswith(("NN", "JJ", "FW")) and word.lower not in who.people():
        return None
    first, _ = noun_phrase(words, head)
    if word.lower == "old" and words[head - 2].lower in ("year", "month", "week", "day"):
        return aged(words, text, first, head)
    if _back_reference(words, first, head) or words[first].lower in ("how", "them"):
        return None
    if _says_who(words, first, head):
        return None
    start, end = words[first].start, word.end
    phrase = whole_phrase(words, text, first, head)
    if harm in BUILDING:
        return _building(words, text, first, head, phrase)
    if word.tag in ("NNP", "NNPS") and word.lower not in who.people():
        if any(
            words[a].lower.startswith(("captur", "besieg", "evacuat")) for a in [word.head, words[word.head].head]
        ):
            return None
        return _named(words, text, first, head, phrase)
    if word.lower in lexicon.words("grammar", "group", "nouns"):
        return group(words, text, counts, first, head, phrase)
    if word.lower not in who.people() and (word.lower in who.things() or not _human(words, head)):
        return None
    det = words[first].lower
    noun = word.lower
    if noun in lexicon.nouns("family"):
        whole = any(words[k].lower in lexicon.words("people", "family", "whole") for k in range(first, head))
        count = family_count(words, counts, head)
        if count is not None:
            return Mention(
                start, count.end, head, noun, phrase, count.low, count.high, text[count.start : count.end], True
            )
        if noun in ("families", "households"):
            return Mention(start, end, head, noun, phrase, 2, None, "", False, definite=det in DEFINITE)
        return Mention(start, end, head, noun, phrase, 3, None, "", False, definite=det in DEFINITE and not whole)
    plural = word.tag in ("NNS", "NNPS") or noun in lexicon.words("people", "plural", "nouns")
    if plural:
        return Mention(start, end, head, noun, phrase, 2, None, "", False, definite=det in DEFINITE)
    count_text = text[words[first].start : words[first].end] if det in INDEFINITE else ""
    return Mention(start, end, head, noun, phrase, 1, 1, count_text, bool(count_text), definite=det in DEFINITE)


def _back_reference(words: Sequence[Word], first: int, head: int) -> bool:
    """ "The wounded man", "the slain American": somebody already spoken of."""
    harmed = lexicon.noun_harm("adjective")
    return words[first].lower in DEFINITE and any(words[k].lower in harmed for k in range(first + 1, head))


def _says_who(words: Sequence[Word], first: int, head: int) -> bool:
    """ "Nine dead, all women,": says of those just counted who they are, and counts nobody."""
    aside = first > 1 and words[first - 1].lower in (",", "(", "-", "–", "—")
    before = aside and (words[first - 2].tag.startswith(("NN", "CD", "JJ", "VB")))
    return bool(before) and words[first].lower in ("all", "mostly", "mainly") and words[head].tag == "NNS"


def _human(words: Sequence[Word], head: int) -> bool:
    """Whether an unlisted noun looks like a person: by its ending, or because a name or an age goes with it."""
    noun = words[head].lower
    if noun.rstrip("s") in lexicon.words("people", "person_like", "never"):
        return False
    ends = noun.endswith(tuple(lexicon.table("people")["person_like"]["endings"]))
    if ends and noun not in lexicon.words("people", "person_like", "not_alone"):
        return True
    return any(words[k].dep in ("appos",) and words[k].tag == "NNP" for k in words[head].children)


def _everyone(words: Sequence[Word], text: str, head: int) -> Mention:
    word = words[head]
    if word.lower == "some":
        return Mention(word.start, word.end, head, "", word.text, 2, None, word.text, True)
    if word.lower == "another":
        return Mention(word.start, word.end, head, "", word.text, 1, 1, word.text, True)
    return Mention(word.start, word.end, head, word.lower, word.text, 2, None, word.text, False)


def _building(words: Sequence[Word], text: str, first: int, head: int, phrase: str) -> Mention | None:
    word = words[head]
    if word.lower not in lexicon.nouns("building"):
        return None
    det = words[first].lower
    plural = word.tag in ("NNS", "NNPS")
    count_text = text[words[first].start : words[first].end] if det in INDEFINITE else ""
    low, high = (2, None) if plural else (1, 1)
    return Mention(
        words[first].start,
        word.end,
        head,
        word.lower,
        phrase,
        low,
        high,
        count_text,
        bool(count_text),
        named=word.tag == "NNP",
        definite=det in DEFINITE,
    )


def _named(words: Sequence[Word], text: str, first: int, head: int, phrase: str) -> Mention | None:
    """A person named, 1/1; None for countries, days, organisations and the like."""
    word = words[head]
    low = word.lower
    known = lexicon.table("places")["country"]
    if low in known["names"] or low in lexicon.table("time")["weekdays"] or low in lexicon.table("time")["months"]:
        return None
    if low in lexicon.words("actors", "noun") or low in lexicon.words("places", "noun") or low in who.things():
        return None
    demonym = low in known["adjectives"]
    det = words[first].lower
    if (low.endswith("s") and low[:-1] in known["adjectives"]) or (demonym and words[head].tag == "NNPS"):
        return Mention(words[first].start, word.end, head, low, phrase, 2, None, "", False)
    if det in ("the",) and not demonym:
        return None
    if not word.text[:1].isupper() or (word.text.isupper() and len(word.text) > 1):
        return None
    if det in INDEFINITE:
        return Mention(
            words[first].start,
            word.end,
            head,
            low,
            phrase,
            1,
            1,
            text[words[first].start : words[first].end],
            True,
        )
    return Mention(words[first].start, word.end, head, low, phrase, 1, 1, "", False, named=True)
