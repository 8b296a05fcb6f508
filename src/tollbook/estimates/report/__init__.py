"""Reports of estimates: `text.render(report)`, `json.render(report)`, `html.render(report)`."""

from __future__ import annotations

from tollbook.estimates.report.report import Refused, Report, Sensitivity, Stratum, Variant

__all__ = ["Refused", "Report", "Sensitivity", "Stratum", "Variant"]
