"""The English pipeline is the pinned one, and ranges are shown to it as one number."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tollbook.claims.readers.rules_en import parse
from tollbook.model.finding import Refusal


def test_the_installed_pipeline_is_the_pinned_one() -> None:
    assert parse.digest(parse.model_folder()) == parse.pinned()


def test_a_pipeline_with_other_content_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "config.cfg").write_text("another model", encoding="utf-8")
    monkeypatch.setattr(parse, "model_folder", lambda: tmp_path)
    parse.pipeline.cache_clear()
    with pytest.raises(Refusal, match="not the one"):
        parse.pipeline()
    parse.pipeline.cache_clear()


def test_the_digest_depends_on_names_and_bytes(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"1")
    one = parse.digest(tmp_path)
    (tmp_path / "a").rename(tmp_path / "b")
    two = parse.digest(tmp_path)
    (tmp_path / "b").write_bytes(b"2")
    assert len({one, two, parse.digest(tmp_path)}) == 3


def test_words_keep_the_text_of_the_sentence() -> None:
    (words,) = parse.parse(["Some 9-25 people were killed."])
    assert [word.text for word in words] == ["Some", "9-25", "people", "were", "killed", "."]
    assert words[2].head == 4


def test_the_pipeline_forgets_the_names_that_it_met_after_so_many_characters(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    names = [f"The mayor of Osterfeld{n} spoke to Kelmar{n}." for n in range(40)]
    monkeypatch.setattr(parse, "REMEMBERED", sum(map(len, names)))
    monkeypatch.setattr(parse, "_MEMORY", parse.Memory(met=parse.REMEMBERED))

    def met(texts: list[str]) -> int:
        parse.parse(texts)
        return len(parse.pipeline().vocab.strings)

    met(names)
    few = met(["The mayor of Tarfa spoke."])
    many = met(names)
    assert many > few + 40
    assert met(["The mayor of Tarfa spoke."]) <= few


def test_threads_may_parse_at_the_same_time() -> None:
    texts = [[f"Osterfeld{n} wrote to Kelmar{n}{k}." for k in range(20)] for n in range(8)]
    alone = [parse.parse(lot) for lot in texts]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(parse.parse, texts)) == alone
