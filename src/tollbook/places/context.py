"""Which countries a text speaks of, by name or by people: it helps to choose between namesakes."""

from __future__ import annotations

import re
from collections import Counter

from tollbook.places.countries import code_of, people_of
from tollbook.places.gazetteer import Gazetteer

LEAST_SHARE = 0.2
"""A country is spoken of if it has at least this part of all mentions of countries."""
NAMED, PEOPLE = 3, 1
"""What a mention counts: its people ("Turkish shelling") say less of where things happened than its name."""
LONGEST = 100_000
"""Characters of a text that are looked at: its beginning says which country it is about."""
_POSSESSIVE = re.compile("['’]s$")
_CAPITALISED = re.compile(r"[^\W\d_][\w.'’-]*(?:\s[A-Z][\w.'’-]*)?")


def countries_in(text: str, gazetteer: Gazetteer) -> tuple[str, ...]:
    """The names of the countries that a text mostly speaks of, most often named first.

    For `locate(..., context=...)`: a village of which a text says nothing else lies where the text is about.
    """
    counts: Counter[str] = Counter()
    for found in _CAPITALISED.finditer(text, 0, LONGEST):
        words = _POSSESSIVE.sub("", found[0].rstrip(".'’-"))
        if words.islower():
            continue
        if not _count(words, counts, gazetteer) and " " in words:
            for word in words.split():
                _count(word, counts, gazetteer)
    total = sum(counts.values())
    ordered = sorted(counts, key=lambda code: (-counts[code], code))
    return tuple(gazetteer.index.countries[code][1] for code in ordered if counts[code] >= LEAST_SHARE * total)


def _count(words: str, counts: Counter[str], gazetteer: Gazetteer) -> bool:
    """Count the country that the words name, if they do."""
    countries = gazetteer.index.countries
    code, weight = code_of(words, gazetteer.index.country_names), NAMED
    if not code:
        code, weight = people_of(words), PEOPLE
    if code in countries:
        counts[code] += weight
    return code in countries
