"""What a given name says of sex. An inference, made because records count women and men."""

from __future__ import annotations

import functools
import re

from tollbook.claims.readers.rules_en import lexicon
from tollbook.model.vocabulary import Sex

_FOLDS = (("ou", "u"), ("oo", "u"), ("o", "u"), ("ee", "i"), ("y", "i"), ("e", "i"))


def sex_by_name(parts: tuple[str, ...]) -> Sex:
    """What a personal name says of its bearer's sex; unknown where it is borne by both or not listed.

    `parts` are the words of the name in lower case. A word of respect decides, then the given name as listed, then
    its folded spelling, then how it begins and ends ("Abdel", "-ullah"; "-a" is of women but for the men listed).
    """
    titles = lexicon.words("people", "title")
    for part in parts:
        if sex := _by_list(part, "title"):
            return sex
        if part not in titles:
            break
    given = next((n for n, part in enumerate(parts) if part not in titles), None)
    if given is None:
        return Sex.UNKNOWN
    if len(parts) > given + 1 and _second(parts[given + 1]):
        return Sex.MAN
    return _by_given(parts[given])


def fold(name: str) -> str:
    """The spellings of one given name in Latin letters put together: "Yousef" and "Yusuf" become "iusif", "iusuf"
    (listed both), "Nabilah" and "Nabila" one; doubled letters and signs of the glottal stop fall away."""
    plain = re.sub(r"[’'`‘-]", "", name.lower())
    plain = re.sub(r"[ae]h$", "a", plain)
    for one, other in _FOLDS:
        plain = plain.replace(one, other)
    return re.sub(r"(.)\1+", r"\1", plain)


@functools.cache
def _by_given(given: str) -> Sex:
    if given.startswith(("al-", "el-")):
        return next((sex for sex in (Sex.MAN, Sex.WOMAN) if fold(given[3:]) in _folded(str(sex))), Sex.UNKNOWN)
    head, _, second = given.partition("-")
    if second and _second(second.replace("-", "")):
        return Sex.MAN
    for form, listed in ((given, _listed), (fold(given), _folded), (fold(head), _folded)):
        if form in listed("both"):
            return Sex.UNKNOWN
        for sex in (Sex.MAN, Sex.WOMAN):
            if form in listed(str(sex)):
                return sex
    if re.search(r"[’']s$", given):
        return Sex.UNKNOWN
    for sex in (Sex.MAN, Sex.WOMAN):
        groups = lexicon.table("given")[str(sex)]
        if given.startswith(tuple(groups["beginnings"])) or given.endswith(tuple(groups["endings"])):
            return sex
    return Sex.UNKNOWN


def _second(word: str) -> bool:
    """Whether the second word of a name makes it a man's ("Salah al-Din")."""
    return re.sub(r"^(?:al|el|ad|ed|ud)[-\s]?", "", word) in lexicon.table("given")["man"]["second"]


def _by_list(part: str, key: str) -> Sex | None:
    return next((sex for sex in (Sex.MAN, Sex.WOMAN) if part in lexicon.words("given", str(sex), key)), None)


@functools.cache
def _listed(group: str) -> frozenset[str]:
    return lexicon.words("given", group)


@functools.cache
def _folded(group: str) -> frozenset[str]:
    return frozenset(fold(name) for name in _listed(group))
