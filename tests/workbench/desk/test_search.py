from __future__ import annotations

import pytest

from tollbook.places.names import fold
from tollbook.workbench.desk.ragged import Lists
from tollbook.workbench.desk.search import Index

ROWS = ("Mosul al-Jadida Iraq", "الرّقة", "Dayr az-Zawr", "الموصل", "São Paulo", "Tal Afar northern coalition")
INDEX = Index(Lists.of([tuple(sorted(set(fold(row).split()))) for row in ROWS]))


@pytest.mark.parametrize(
    ("asked", "rows"),
    [
        ("mosul", [0, 3]),  # the second by its sound: only the Arabic was written
        ("MOS", [0]),
        ("Jadīda", [0]),
        ("الرقة", [1]),
        ("الرَّقَّة", [1]),
        ("الموصل", [0, 3]),
        ("Dayr al Zawr", [2]),
        ("Dair", []),  # two consonants are too few to go by the sound
        ("sao", [4]),
        ("northern tal", [5]),
        ("tal mosul", []),
        ("nothing", []),
        ("", [0, 1, 2, 3, 4, 5]),
        ("'\"%_*\\", [0, 1, 2, 3, 4, 5]),
    ],
)
def test_words_are_found_in_any_script_without_diacritics(asked: str, rows: list[int]) -> None:
    assert INDEX.find(asked).nonzero()[0].tolist() == rows
