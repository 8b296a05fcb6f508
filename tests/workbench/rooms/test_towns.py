from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from tollbook.workbench.rooms import towns


@pytest.fixture
def client() -> TestClient:
    return TestClient(Starlette(routes=towns.routes))


def test_the_largest_towns_of_a_box_are_named(client: TestClient) -> None:
    answer = client.get("/towns.json?box=36,42.5,37,44.5")
    assert answer.status_code == 200
    assert "Mosul" in [one["name"] for one in answer.json()]
    assert all(36 <= one["at"][1] <= 37 for one in answer.json())


@pytest.mark.parametrize("box", ["", "1,2,3", "a,b,c,d", "37,42,36,44", "nan,0,1,1", "-91,0,0,1", "0,0,1,inf"])
def test_a_box_that_is_none_is_refused(client: TestClient, box: str) -> None:
    assert client.get("/towns.json", params={"box": box}).status_code == 400
