"""Make a page of a report: one file, no script, nothing fetched; for any browser, a printer, a screen reader."""

from __future__ import annotations

import base64
import hashlib
from importlib.resources import files
from typing import Any

import jinja2
from markupsafe import Markup

from tollbook.estimates.estimate import LEVEL
from tollbook.estimates.report import draw_intervals, draw_overlap, draw_posterior, words
from tollbook.estimates.report.report import Report
from tollbook.model.version import VERSION
from tollbook.model.visible import visible


def render(report: Report) -> str:
    """The page, a function of `report` alone. Every name in it is escaped, hidden characters are made visible."""
    page = _environment().get_template("report.html.j2").render(report=report, **_parts(report))
    return _tidy(page)


def _parts(report: Report) -> dict[str, Any]:
    warnings = (finding for one in report.estimates for finding in one.warnings)
    levels = sorted({one.level for one in report.estimates}) or [LEVEL]
    return {
        "quoted": report.quoted,
        "headline": words.headline(report),
        "says": words.says(report),
        "says_not": words.says_not(report),
        "findings": list(dict.fromkeys((*report.findings, *warnings))),
        "overlap": draw_overlap.draw(report.table),
        "intervals": draw_intervals.draw(report.estimates, report.table.recorded, report.recommended),
        "histograms": [drawn for one in report.estimates if (drawn := draw_posterior.draw(one))],
        "models": any(one.model for one in report.estimates),
        "fits": [one for one in report.estimates if one.fit],
        "level": words.per_cent(levels[0]) if len(levels) == 1 else "",
    }


def _environment() -> jinja2.Environment:
    templates = jinja2.Environment(
        loader=jinja2.PackageLoader("tollbook.estimates.report"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    style = _tidy(files("tollbook.estimates.report").joinpath("templates/style.css").read_text(encoding="utf-8"))
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    templates.globals |= {
        "style": Markup(style),
        "style_hash": f"sha256-{digest}",
        "words": words,
        "made_by": VERSION,
    }
    return templates


def _shown(value: Any) -> Any:
    """What a template writes for an expression: markup of its own as it is, all else as visible text."""
    if isinstance(value, Markup):
        return value
    return visible(str(value)) if value is not None else ""


def _tidy(page: str) -> str:
    lines = (line.rstrip() for line in page.split("\n"))
    return "\n".join(line for line in lines if line) + "\n"
