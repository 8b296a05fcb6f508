"""Attributions set off after what is said: ", police said", ", said the mayor", ", the Red Line, a charity, said".

The parse is not asked for the name, as it often takes it for part of a list.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from tollbook.claims.readers.rules_en import lexicon
from tollbook.claims.readers.rules_en.grammar import kids
from tollbook.claims.readers.rules_en.parse import Word
from tollbook.claims.readers.rules_en.speaker import Speech, pronoun_of

_NAME_TAGS = ("DT", "JJ", "NN", "IN", "POS", "CC", "PRP", "CD", "HYPH", "VBN", "-LRB-", "-RRB-")
TAIL = 12
"""Words from the verb to the end of the sentence within which an attribution closes it."""


def trailing(words: Sequence[Word], word: Word) -> Speech | None:
    """The attribution whose verb is `word`, where a comma or quotation mark sets it off after what is said."""
    if word.i < 3 or word.tag not in ("VBD", "VBZ", "VBP") or not _closes(words, word):
        return None
    mark = next((k for k in range(word.i - 1, max(word.i - 16, 0), -1) if words[k].lower in (",", '"')), None)
    apposed = mark == word.i - 1 and words[mark].lower == ","
    if apposed:
        mark = next((k for k in range(word.i - 2, max(word.i - 16, 0), -1) if words[k].lower == ","), None)
    if mark is None:
        return _inverted(words, word) if apposed and _ends_so(words, word) else None
    between = [
        w
        for w in words[mark + 1 : word.i - apposed]
        if w.tag not in ("RB", "MD") and w.lower not in ("has", "have", "had", "also")
    ]
    if not between:
        return _inverted(words, word)
    if apposed and _ends_so(words, word):
        return _inverted(words, word)
    if not _is_name(between) or kids(words, word.i, "nsubjpass", "auxpass") or _has_clause(words, word):
        return None
    before = _before_apposition(words, mark, between)
    if apposed and not before:
        own = kids(words, word.i, "nsubj")
        return None if own and own[0] < mark else _inverted(words, word)
    name = [*before, *between]
    head = head_of(before or between)
    told = _told(words, word)
    return Speech(word.i, name[0].start, name[-1].end, head.i, pronoun_of(head), told, trailing=True)


def _ends_so(words: Sequence[Word], word: Word) -> bool:
    """Whether "said" and a name are all that stands to the end: what the parse takes for a subject is none."""
    rest = [w for w in words[word.i + 1 :] if w.lower not in (".", '"')]
    said = word.lower in lexicon.words("speech", "trail", "verbs")
    return said and bool(rest) and all(w.tag.startswith(_NAME_TAGS) and w.tag not in ("CD", "VBN") for w in rest)


def _closes(words: Sequence[Word], word: Word) -> bool:
    """Whether the verb stands near the end, or a comma with "and", "but", "as" or "while" goes on behind it."""
    if len(words) - word.i <= TAIL:
        return True
    comma = next((w for w in words[word.i + 1 : word.i + 5] if w.lower == ","), None)
    goes_on = lexicon.words("speech", "trail", "goes_on")
    return comma is not None and comma.i + 1 < len(words) and words[comma.i + 1].lower in goes_on


def _is_name(run: Sequence[Word]) -> bool:
    tagged = all(w.tag.startswith(_NAME_TAGS) for w in run)
    named = tagged and run[-1].tag.startswith(("NN", "PRP", "-RRB-", "CD"))
    return named and run[0].lower not in lexicon.words("speech", "trail", "no_name")


def _has_clause(words: Sequence[Word], word: Word) -> bool:
    """Whether what is said follows the verb, so that the attribution opens it."""
    outlets = lexicon.words("speech", "outlet", "names")
    return any(
        k > word.i
        and words[k].dep in ("ccomp", "dobj")
        and words[k].lower not in outlets | {"statement"}
        and not words[k].tag.startswith("NNP")
        for k in word.children
    )


def _before_apposition(words: Sequence[Word], mark: int, between: Sequence[Word]) -> Sequence[Word]:
    """The name before ", a charity," or ", 34,", or the office before its holder's name; nothing where none."""
    if words[mark].lower != ",":
        return ()
    start = next((k for k in range(mark - 1, max(mark - 14, 0), -1) if words[k].lower in (",", '"')), None)
    if start is None:
        return ()
    run = words[start + 1 : mark]
    if not run or not _is_name(run):
        return ()
    named = run[-1].tag.startswith("NNP")
    office = head_of(run).lower in lexicon.words("speech", "person", "nouns") and not named
    described = between[0].lower in ("a", "an") or (len(between) == 1 and between[0].tag == "CD")
    holder = all(w.tag.startswith("NNP") for w in between)
    return run if (named and described) or (office and holder) else ()


def _told(words: Sequence[Word], word: Word) -> tuple[int, int] | None:
    if word.lower not in lexicon.words("speech", "say", "tell"):
        return None
    following = list(
        itertools.takewhile(
            lambda w: (
                w.tag.startswith(("NNP", "DT", "NN", "JJ", "PRP$", "POS"))
                and w.lower not in lexicon.table("time")["weekdays"]
            ),
            words[word.i + 1 : word.i + 7],
        )
    )
    return (following[0].start, following[-1].end) if following else None


def head_of(run: Sequence[Word]) -> Word:
    """The head of a noun phrase given as its words: the last noun before a preposition."""
    before: list[Word] = []
    for w in run:
        if w.tag == "IN" and before:
            break
        before.append(w)
    return next((w for w in reversed(before) if w.tag.startswith(("NN", "PRP"))), run[-1])


def _inverted(words: Sequence[Word], word: Word) -> Speech | None:
    ends = lexicon.words("speech", "trail", "ends")
    run = list(itertools.takewhile(lambda w: w.lower not in ends, words[word.i + 1 : word.i + 12]))
    if not all(w.tag.startswith(_NAME_TAGS) for w in run) or not any(w.tag.startswith(("NN", "PRP")) for w in run):
        return None
    head = head_of(run)
    return Speech(word.i, run[0].start, run[-1].end, head.i, pronoun_of(head), trailing=True)
