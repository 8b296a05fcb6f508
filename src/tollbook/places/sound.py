"""How a name sounds, roughly: what spellings of it in Arabic and Latin script have in common."""

from __future__ import annotations

import re
from functools import lru_cache

from tollbook.places.names import fold, plain

# Consonants by what Latin spellings make of them; long vowels, hamza and ain are heard as vowels, and left out.
_ARABIC = {
    **dict(zip("بتثجحخدذرزسشصضطظغفقكلمنه", "bttjhKddrzsSsdtzGfkklmnh", strict=True)),
    **dict(zip("پچژگڤ", "pSzjf", strict=True)),
}
_LATIN = (
    *(("tch", "S"), ("sh", "S"), ("ch", "S"), ("kh", "K"), ("gh", "G"), ("dh", "d"), ("th", "t"), ("ph", "f")),
    *(("dj", "j"), ("g", "j"), ("q", "k"), ("c", "k"), ("x", "ks"), ("v", "f")),
)
_WORD = re.compile(r"[^\W_]+(?:['’‘`ʼ][^\W_]+)*")
_IN_ARABIC = re.compile(r"[\u0621-\u06d3]")
_ARTICLE = re.compile(r"^ال(?=\w\w)")
_SOFT_END = re.compile(r"(?<=[aeiou])h$")  # "Hamrah" as "Hamra"; in Arabic ة and ه
_BOUND_END = re.compile(r"(?<=[aeiouy])t$")  # "Khirbet al-Ward": ة before another word is heard as t
_ARABIC_BOUND_END = re.compile(r"(?<=[اويى])ت$")
_TWICE = re.compile(r"(.)\1+")


@lru_cache(maxsize=65_536)
def sound(name: str) -> str:
    """The consonants of a name in one alphabet for both scripts, without articles, vowels and doubling.

    "خربة الورد" and "Khirbet al-Ward" are both "Krbrd". Names may sound alike and be different: compare further
    where more is known. Other scripts are taken in their Latin transliteration. Empty where nothing is left.
    """
    heard: list[str] = []
    words = _WORD.findall(plain(name))
    for number, word in enumerate(words):
        bound = number + 1 < len(words)
        if _IN_ARABIC.search(word):
            heard.append(_arabic(word, bound))
        elif folded := _latin_word(word, bound):
            heard.append(_latin(folded, bound))
    return _TWICE.sub(r"\1", "".join(heard))


def _arabic(word: str, bound: bool) -> str:
    word = _ARTICLE.sub("", word)
    if word.endswith("ه"):  # plain() writes ta marbuta so
        word = word[:-1]
    elif bound:
        word = _ARABIC_BOUND_END.sub("", word)
    return "".join(_ARABIC.get(letter, "") for letter in word)


def _latin_word(word: str, bound: bool) -> str:
    """The word in Latin letters; nothing where it is an article that another word follows."""
    if not bound:
        return fold(word)
    folded, _, _ = fold(f"{word} x").rpartition("x")
    return folded.strip()


def _latin(word: str, bound: bool) -> str:
    word = _SOFT_END.sub("", word)
    if bound:
        word = _BOUND_END.sub("", word)
    for letters, one in _LATIN:
        word = word.replace(letters, one)
    return "".join(letter for letter in word if letter not in "aeiouwy ")
