from __future__ import annotations

import json as standard_json
import re
from dataclasses import replace

import numpy as np
import pytest
from lxml import html as parser

from tollbook.estimates import Estimate, Table
from tollbook.estimates.report import Refused, Report, Sensitivity, Stratum, Variant, html, json, text
from tollbook.model.finding import Finding

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=//x.test/a onerror=alert(1)>',
    "\u202egnp.exe",
    "a\nb\tc",
    "قائمة " * 40,
)


def made(lists: tuple[str, ...] = ("police", "hospital", "press")) -> Report:
    table = Table.of(lists, {0b001: 60, 0b010: 49, 0b100: 247, 0b011: 4, 0b101: 112, 0b110: 142, 0b111: 12})
    draws = np.linspace(690, 800, 1000)
    warning = Finding(code="estimate.mixing", where=lists[0], message="The chains did not mix.", advice="Run on.")
    estimates = (
        Estimate(estimator="chao", recorded=626, total=859.0, low=807.5, high=np.inf, bound=True),
        Estimate(estimator="log-linear", recorded=626, total=729.7, low=699.8, high=766.5, model="[23,1]",
                 fit={"bic": 76.04, "left out": np.inf}),
        Estimate(estimator="latent classes", recorded=626, total=745.0, low=692.75, high=797.25, draws=draws,
                 warnings=(warning,), seed=3),
    )  # fmt: skip
    refused = (Refused("stepwise", f"{lists[1]} meets no other list.", "Leave it out."),)
    return Report(
        table=table,
        findings=(Finding(code="lists.small", where=lists[2], message=f"{lists[2]} is small."),),
        estimates=estimates,
        recommended="latent classes",
        refused=refused,
        strata=(Stratum(name=lists[0], table=table, estimates=estimates[1:2], refused=refused),),
        source=lists[0],
        seed=3,
        sensitivity=Sensitivity(
            variants=(Variant(left_out="", table=table, estimates=estimates),
                      Variant(left_out=lists[1], table=table.without(1), refused=refused)),
            told=(f"Leaving out {lists[1]} changes most.",),
        ),
    )  # fmt: skip


@pytest.mark.parametrize("render", [text.render, json.render, html.render])
def test_the_same_report_is_written_in_the_same_bytes(render: object) -> None:
    assert callable(render)
    assert render(made()) == render(made())


@pytest.mark.parametrize("render", [text.render, html.render])
def test_number_interval_refusal_warning_and_finding_are_all_there(render: object) -> None:
    assert callable(render)
    page = render(made())
    shown = page if render is text.render else parser.fromstring(page).text_content()
    shown = re.sub(r"\s+", " ", shown)
    for words in ("626", "745", "693 to 797", "730", "700 to 766", "859", "[23,1]", "meets no other list",
                  "Leave it out.", "did not mix", "ress is small",
                  "Leaving out hospital changes most."):  # fmt: skip
        assert words in shown, words


def test_json_is_canonical_and_says_what_is_not_finite_as_null() -> None:
    line = json.render(made())
    data = standard_json.loads(line)
    assert line.count("\n") == 1
    assert (data["kind"], data["version"]) == ("tollbook.estimates.report", json.VERSION)
    chao, loglinear, latent = data["estimates"]
    assert chao["high"] is None and loglinear["fit"]["left out"] is None
    assert latent["draws"]["count"] == 1000 and dict(latent["draws"]["quantiles"])[0.5] == pytest.approx(745)
    assert data["table"]["patterns"][0] == "100" and data["table"]["counts"][0] == 60
    assert data["refused"][0]["estimator"] == "stepwise"


def test_a_page_fetches_nothing_runs_nothing_and_holds_one_style() -> None:
    root = parser.fromstring(html.render(made()))
    assert not root.xpath("//script|//link|//img|//iframe|//object|//embed|//form|//base|//a[@href]|//image|//use")
    assert not [name for one in root.iter() for name in one.attrib if name.startswith("on") or name == "style"]
    assert "url(" not in html.render(made()) and "@import" not in html.render(made())
    assert len(root.xpath("//style")) == 1


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_stays_a_name(name: str) -> None:
    report = made((name, name + "2", name + "3"))
    plain = parser.fromstring(html.render(made()))
    root = parser.fromstring(html.render(report))
    assert [one.tag for one in root.iter()] == [one.tag for one in plain.iter()]
    assert "\u202e" not in html.render(report) and "\u202e" not in text.render(report)
    assert standard_json.loads(json.render(report))["table"]["lists"][0] == name


def test_a_lone_surrogate_in_a_file_name_stops_no_report() -> None:
    report = replace(made(), source="\udcff.csv")
    html.render(report).encode()
    text.render(report).encode()
    json.render(report).encode()


def test_every_picture_has_a_title_and_a_description() -> None:
    root = parser.fromstring(html.render(made()))
    pictures = root.xpath("//svg[@role='img']")
    assert len(pictures) == 3
    ids = [one.get("id") for one in root.iter() if one.get("id")]
    assert len(ids) == len(set(ids))
    for picture in pictures:
        for named in picture.get("aria-labelledby").split():
            assert root.get_element_by_id(named).text.strip()


def test_where_no_estimator_gives_a_number_none_is_shown_and_the_reason_is() -> None:
    report = replace(made(), estimates=(), recommended="", strata=(), sensitivity=None)
    for page in (text.render(report), html.render(report)):
        assert "meets no other list" in page and "cannot be said" in page
    assert standard_json.loads(json.render(report))["recommended"] is None


def test_a_bound_is_never_said_as_an_estimate() -> None:
    report = replace(made(), recommended="chao")
    for page in (text.render(report), html.render(report)):
        assert "at least 859" in page and "about 859" not in page


def test_a_table_of_twenty_lists_and_many_patterns_is_drawn_in_part_and_told_whole() -> None:
    table = Table.of([f"list {n}" for n in range(20)], {pattern: 1 + pattern % 7 for pattern in range(1, 200)})
    page = html.render(replace(made(), table=table))
    root = parser.fromstring(page)
    assert len(root.xpath("//rect[@class='column']")) == 24
    assert len(root.xpath("//details//tbody/tr")) == 199


def test_the_combined_interval_is_not_said_to_be_of_chance_alone() -> None:
    estimates = (*made().estimates, Estimate(estimator="combined", recorded=626, total=737, low=690, high=1100))
    for page in (text.render, html.render):
        alone, combined = (
            re.sub(r"\s+", " ", page(replace(made(), estimates=estimates, recommended=name)))
            for name in ("latent classes", "combined")
        )
        assert "chance alone" in alone and "nine of ten cases" not in alone
        assert "chance alone" not in combined and "nine of ten cases" in combined
