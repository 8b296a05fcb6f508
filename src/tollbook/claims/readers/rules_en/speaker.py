"""A speaker in a sentence: the attribution that names them, and the words that are their name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tollbook.claims.readers.rules_en import lexicon
from tollbook.claims.readers.rules_en.grammar import kids
from tollbook.claims.readers.rules_en.parse import Word, subtree

PRONOUNS = frozenset({"he", "she", "it", "they", "who", "we", "i"})
OBJECTS = {"him": "he", "her": "she", "them": "they", "us": "we"}
"""What stands for the same after a preposition: "according to him"."""

LONGEST = 14
"""Words that a speaker's name may run on behind its head."""


@dataclass(frozen=True, slots=True)
class Speech:
    """One attribution in a sentence: the speech verb, the offsets of the speaker, and the word that heads it.

    `pronoun` is the lower-case pronoun where the speaker is one. `told` are the offsets of the outer speaker in
    "residents told Rudaw". `according` is true for "according to X" and its like, `cited` for "citing X",
    `trailing` for an attribution set off after what is said (", police said").
    """

    verb: int
    start: int
    end: int
    head: int
    pronoun: str = ""
    told: tuple[int, int] | None = None
    according: bool = False
    trailing: bool = False
    cited: bool = False


def pronoun_of(word: Word) -> str:
    """The pronoun that a speaker is, in lower case; empty where it is none."""
    subject = OBJECTS.get(word.lower, word.lower)
    return subject if subject in PRONOUNS else ""


def speaker_span(words: Sequence[Word], head: int, bare: bool = False) -> tuple[int, int]:
    """Offsets of a speaker: the noun phrase without clauses that describe it, and without a dateline before it."""
    shut = [
        k
        for k in words[head].children
        if words[k].dep in ("relcl", "acl", "advcl", "punct") and (k > head or words[k].dep == "punct")
    ]
    if bare:
        shut += [k for k in words[head].children if words[k].dep == "appos"]
    inside = subtree(words, head, shut)
    run = [head]
    for i in reversed([k for k in inside if k < head]):
        if words[i].lower in ('"', ";", ":", "--", "–", "—"):
            break
        run.append(i)
    for i in [k for k in inside if k > head]:
        if words[i].lower in ('"', ";", ":", "--") or i - head > LONGEST:
            break
        run.append(i)
    first, last = min(run), max(run)
    while first < last and words[first].lower in (",", '"', "(", ")", "and", "but", "while", "-", "--"):
        first += 1
    while last > first and words[last].lower in (",", '"', "(", "-", "--"):
        last -= 1
    odd = sum(words[k].lower == '"' for k in range(first, last + 1)) % 2
    if odd and last + 1 < len(words) and words[last + 1].lower == '"':
        last += 1
    return words[first].start, words[last].end


def keeper(words: Sequence[Word], head: int) -> int:
    """Who stands behind a record: "a tally kept by X", "reports by X"; else the noun itself."""
    if words[head].lower not in lexicon.words("speech", "statement", "records"):
        return head
    made = [head, *kids(words, head, "acl")]
    by = [p for m in made for p in kids(words, m, "agent", "prep") if words[p].lower in ("by", "from")]
    behind = [o for p in by for o in kids(words, p, "pobj")]
    return behind[0] if behind else head
