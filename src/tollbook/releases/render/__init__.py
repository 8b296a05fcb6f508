"""Rendering: a frozen release becomes pages. It sees nothing else, so it has nothing else to show."""

from __future__ import annotations

from tollbook.releases.render.pages import render

__all__ = ["render"]
