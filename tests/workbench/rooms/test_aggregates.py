"""The room Aggregates, of a book in which nobody claims a total."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from starlette.testclient import TestClient


@pytest.mark.parametrize(
    "address", ["", "?view=time", "?view=inside", "?q=nobody-at-all", "?at=9999999", "?view=x"]
)
def test_every_view_is_there_and_small(ready: TestClient, address: str) -> None:
    answer = ready.get(f"/aggregates{address}")
    assert answer.status_code == 200
    assert len(answer.content) < 150_000
    assert "style=" not in answer.text
    assert "<script>" not in answer.text
