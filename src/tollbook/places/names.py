"""Fold a name, in any script, to the form under which names are compared."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii

FOLDING = 1
"""The version of these rules. An index compiled under another version is not used (places/compile.py)."""

# Marks that readers and writers leave out: Latin and Greek diacritics, Hebrew points, Arabic vowel signs and
# hamza (split off their letters by NFKD), tatweel. Vowel signs of Indian scripts are letters and stay.
_MARKS = [
    *range(0x0300, 0x0370),
    *range(0x0591, 0x05C8),
    *range(0x0610, 0x061B),
    *range(0x064B, 0x0660),
    *range(0x06D6, 0x06EE),
    0x0640,
    0x0670,
    0x200C,
    0x200D,
    0x200E,
    0x200F,
]
# Letters that Arabic, Persian, Urdu and Kurdish keyboards exchange for one another.
_LETTERS = {
    "ٱ": "ا",  # alef wasla
    "ى": "ي",  # alef maqsura
    "ی": "ي",  # Persian ya
    "ے": "ي",
    "ک": "ك",  # Persian kaf
    "ة": "ه",  # ta marbuta
    "ہ": "ه",
    "ھ": "ه",
    "ە": "ه",  # Kurdish
    "ء": None,
}
_WRITTEN_ALIKE: dict[int, str | None] = {
    **dict.fromkeys(_MARKS),
    **{ord(letter): plain for letter, plain in _LETTERS.items()},
}
_APOSTROPHES = re.compile("['’‘`´\"]")
_BETWEEN_WORDS = re.compile("[^0-9a-z]+")
_ARABIC_ARTICLE = re.compile(r"(?<!\w)ال(?=\w\w)")
# The Arabic article as it is romanised, assimilated to the letter after it or not.
_VOWELS, _ASSIMILATED = "aeu", ("l", "r", "s", "sh", "t", "n", "z", "d", "dh", "th")
_ARTICLES = frozenset([vowel + letter for vowel in _VOWELS for letter in _ASSIMILATED] + ["il", "l", "the"])
_ALIKE_IN_SOUND = (("dj", "j"), ("dh", "d"), ("th", "t"), ("ph", "f"), ("q", "k"), ("c", "k"), ("x", "ks"))
_SILENT = str.maketrans("", "", "aeiouwy ")
_TWICE = re.compile(r"(.)\1+")


def plain(name: str) -> str:
    """`name` without case, diacritics and the spellings that keyboards exchange; still in its own script."""
    if name.isascii():
        return name.lower()
    return unicodedata.normalize("NFKD", name).casefold().translate(_WRITTEN_ALIKE)


@lru_cache(maxsize=65_536)
def fold(name: str, *, articles: bool = False) -> str:
    """`name` as ASCII words, lower case, one space between them; `articles` keeps al-, el-, ar-, ال and "the".

    Two spellings of one name that differ only in case, diacritics, hyphens, apostrophes, Arabic letter forms
    or the article fold to the same string: "Ar-Raqqah" and "al Raqqah" to "raqqah", "الرّقة" and "رقه" to "rqh".
    A name of nothing but punctuation folds to "".
    """
    return romanise(plain(name), articles=articles)


def romanise(written: str, *, articles: bool = False) -> str:
    """The second half of `fold`, for what `plain` has been through already."""
    if not written.isascii():
        if not articles:
            written = _ARABIC_ARTICLE.sub("", written)
        written = anyascii(written).lower()
    if written.isalpha():
        return written
    words = _BETWEEN_WORDS.sub(" ", _APOSTROPHES.sub("", written)).split()
    if not articles and len(words) > 1:
        words = [word for word in words[:-1] if word not in _ARTICLES] + words[-1:]
    return " ".join(words)


def skeleton(folded: str) -> str:
    """The consonants of a folded name, so that scripts without short vowels compare with those that have them.

    "deir zor", "deir ezzor" and "dyr zwr" (دير الزور) all give "drzr". It conflates more
    than it should: use it to propose, and compare further.
    """
    heard = _TWICE.sub(r"\1", folded)
    for pair, one in _ALIKE_IN_SOUND:
        heard = heard.replace(pair, one)
    heard = heard.translate(_SILENT)
    return heard.removesuffix("h") if len(heard) > 2 else heard
