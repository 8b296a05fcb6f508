from __future__ import annotations

import pytest

from tollbook.documents.read_language import read_language


@pytest.mark.parametrize(
    ("said", "language"),
    [("en", "en"), ("en-GB", "en"), ("EN_us", "en"), (" ar ", "ar"), ("ckb-Arab-IQ", "ckb"), ("zh-Hans", "zh")],
)
def test_the_primary_subtag_is_kept(said: str, language: str) -> None:
    assert read_language(said) == language


@pytest.mark.parametrize("said", ["", "English", "e", "en GB", "12", "العربية"])
def test_what_is_no_tag_is_nothing(said: str) -> None:
    assert read_language(said) == ""
