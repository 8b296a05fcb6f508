from __future__ import annotations

import re

from hypothesis import example, given
from hypothesis import strategies as st

from tollbook.claims.readers.rules_en import roll
from tollbook.claims.readers.rules_en.cause import _patterns
from tollbook.claims.readers.rules_en.gate import _TOLD
from tollbook.claims.readers.rules_en.glance import folded, glance

PATTERNS = [_TOLD, roll._CUE, roll._TOLD, roll._HURT]
PATTERNS += [pattern for group in ("none", "construction") for _, pattern in _patterns(group)]
DEEDS = [
    "Victims",
    "WERE",
    "named",
    "as",
    "on",
    "strike",
    "Tanks",
    "fired",
    "ſhot",
    "down",
    "by",
    "a",
    "Car",
    "bomb",
]
PIECES = st.sampled_from([*DEEDS, "Went", "off", "drone", "sites", "ıeds", "found", ":", ",", "-", "Said", "İn"])


@given(st.lists(PIECES, max_size=12).map(" ".join))
@example("THE VICTIMS WERE LATER NAMED AS")
@example("Workers were On Strıke, the dead ıncluding")
def test_a_glance_finds_whatever_its_patterns_find(text: str) -> None:
    for pattern in PATTERNS:
        if pattern.search(text):
            assert glance([pattern.pattern]).search(folded(text)), pattern.pattern


def test_escapes_keep_their_case_and_named_groups_are_forgotten() -> None:
    assert glance([r"(?P<Day>\S+) WAR\b", r"\d+ Dead"]).search("12 dead")
    assert re.search(r"\S", "x")
