"""The method page states the rules in force: a rule that is changed in a profile must be changed there too."""

from __future__ import annotations

from pathlib import Path

import pytest

from tollbook.assessments.profiles import names, profile

PAGE = Path(__file__).resolve().parents[2] / "docs" / "method" / "assessment.md"


@pytest.mark.parametrize("name", names())
def test_the_method_page_has_every_rule_of_the_profile_with_its_value(name: str) -> None:
    page = PAGE.read_text(encoding="utf-8")
    made = profile(name)
    lines = [
        f"- `{rule.name}` {public.words} *{rule.source}* [{rule.mark}]"
        for rule, public in zip(made.rules, made.method().rules, strict=True)
    ]
    assert [line for line in lines if line not in page] == []
    assert f"### `{made.name}`, version {made.version}: {made.title}" in page
