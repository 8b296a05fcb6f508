"""The version of Tollbook, which every book and release records."""

from __future__ import annotations

from typing import Final

VERSION: Final = "0.1.0"
