"""Fixtures that every room's tests may use: the example, a fixed clock and a fixed key."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import settings

# No test depends on how fast the machine is, and a failure of CI can be run again as it was.
settings.register_profile("tollbook", deadline=None, derandomize=True)
settings.load_profile("tollbook")

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def example() -> Path:
    """The reports of the shipped example."""
    return ROOT / "examples/al-jadida/reports"


@pytest.fixture(scope="session")
def clock() -> Callable[[], datetime]:
    """A clock that stands still."""
    return lambda: datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def key() -> bytes:
    """The seed of a signing key that signs nothing but what tests make."""
    return bytes(range(32))


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--write-golden` writes the golden files anew instead of comparing with them: look at the difference."""
    parser.addoption("--write-golden", action="store_true", help="write golden files anew")
