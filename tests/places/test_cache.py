from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest

from tollbook.places import cache
from tollbook.places.index import Index


def test_the_folder_can_be_chosen(tmp_path: Path) -> None:
    first = next(cache.folders({"TOLLBOOK_CACHE": str(tmp_path), "XDG_CACHE_HOME": "/x", "HOME": "/h"}))
    assert first == tmp_path


def test_the_users_cache_folder_is_next(tmp_path: Path) -> None:
    assert next(cache.folders({"XDG_CACHE_HOME": str(tmp_path), "HOME": "/h"})) == tmp_path / "tollbook"
    assert next(cache.folders({"HOME": str(tmp_path)})) == tmp_path / ".cache" / "tollbook"


def test_a_temporary_folder_that_others_can_write_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "gettempdir", lambda: str(tmp_path))
    shared = tmp_path / f"tollbook-{os.getuid()}"
    assert list(cache.folders({})) == [shared]
    shared.mkdir()
    shared.chmod(0o777)
    assert list(cache.folders({})) == []


def test_where_the_cache_cannot_be_written_the_index_goes_to_a_temporary_folder(
    small_data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("a file where the folder should be")
    spare = tmp_path / "spare"
    spare.mkdir()
    monkeypatch.setenv("TOLLBOOK_CACHE", str(blocked / "cache"))
    monkeypatch.setattr(tempfile, "gettempdir", lambda: str(spare))
    monkeypatch.setattr(cache, "files", lambda _: small_data.parent)
    cache.open_index.cache_clear()
    try:
        index = cache.open_index()
        assert index.path.is_relative_to(spare)
        assert len(index) == 5
    finally:
        cache.open_index.cache_clear()


def test_an_index_that_is_there_is_not_compiled_again(
    small_data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TOLLBOOK_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(cache, "files", lambda _: small_data.parent)
    cache.open_index.cache_clear()
    try:
        first = cache.open_index().path.stat().st_mtime_ns
        cache.open_index.cache_clear()
        assert cache.open_index().path.stat().st_mtime_ns == first
    finally:
        cache.open_index.cache_clear()


def test_the_whole_world_is_there(index: Index) -> None:
    assert len(index) > 200_000
    for name in ("Mosul", "الموصل", "Мосул", "摩苏尔", "モースル"):
        assert index.named(name)[0].place.id == "geonames:99072"
