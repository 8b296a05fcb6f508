from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

import pytest

from tollbook.model.tally import Row
from tollbook.releases.screen import Screen


def test_every_published_figure_names_claims_whose_quotes_are_verbatim(book: Any, release: Any) -> None:
    claims = {one.id: one for one in release.claims}
    for incident in release.incidents:
        for figure in incident.assessment.figures:
            assert figure.claims
            for id_ in (*figure.claims, *figure.superseded, *figure.context):
                one = claims[id_]
                text = book.material.texts[one.claim.doc]
                assert text[one.quote.start : one.quote.end] == one.quote.text
                assert text[one.claim.start : one.claim.end] == one.quote.anchor


def test_the_order_of_what_is_handed_over_does_not_matter(book: Any) -> None:
    shuffle = random.Random(7)

    def shuffled(mapping: dict[str, Any]) -> dict[str, Any]:
        items = list(mapping.items())
        shuffle.shuffle(items)
        return dict(items)

    material = book.material
    other = replace(
        material,
        documents=shuffled(material.documents),
        texts=shuffled(material.texts),
        claims=shuffled(material.claims),
        incidents=shuffled(material.incidents),
        locations=shuffled(material.locations),
        positions=tuple(reversed(material.positions)),
    )
    mixed = replace(book, material=other, assessments=tuple(reversed(book.assessments)))
    assert mixed.freeze() == book.freeze()


def test_positions_stand_in_the_order_of_their_dates_with_days_and_quotes(release: Any) -> None:
    incident = next(one for one in release.incidents if one.positions)
    assert [one.days for one in incident.positions] == [2, 3, 63]
    assert [one.quote is not None for one in incident.positions] == [True, True, True]
    assert incident.positions[2].quote.anchor == "105 civilians"
    assert incident.positions[2].document == incident.positions[0].document or incident.positions[2].document


def test_words_of_a_recorder_are_not_passed_off_as_a_quote(book: Any) -> None:
    invented = replace(book.material.positions[0], quote="words that stand in no document")
    positions = (invented, *book.material.positions[1:])
    release = replace(book, material=replace(book.material, positions=positions)).freeze()
    assert release.incidents[0].positions[0].quote is None


def test_a_total_is_no_part_of_an_incident(release: Any) -> None:
    totals = [one for one in release.claims if one.claim.scope == "cumulative"]
    assert len(totals) == 2
    assert {one.incident for one in totals} == {""}


def test_assessments_made_of_unscreened_material_are_not_published(book: Any) -> None:
    with pytest.raises(ValueError, match="did not pass the screen"):
        book.freeze(Screen(documents=frozenset({"reports/rudaw.txt"})))
    with pytest.raises(ValueError, match="did not pass the screen"):
        book.freeze(Screen(incidents=frozenset({"i-90d2f311"})))


def test_a_tally_over_unscreened_incidents_is_not_published(book: Any) -> None:
    row = Row(
        key="x",
        killed=book.tallies[0].headline.killed,
        injured=book.tallies[0].headline.injured,
        incidents=("i-elsewhere",),
    )
    with pytest.raises(ValueError, match="i-elsewhere did not pass"):
        book.freeze(tallies=(replace(book.tallies[0], rows=(row,)),))


def test_an_incident_without_assessment_is_our_own_mistake(book: Any) -> None:
    with pytest.raises(ValueError, match="is missing"):
        book.freeze(assessments=book.assessments[:1])


@pytest.mark.parametrize("checkpoint", ["", "one line\n", "a\nnot a number\nAAAA\n\n— a AAAAAAAA\n"])
def test_a_checkpoint_that_is_none_is_our_own_mistake(book: Any, checkpoint: str) -> None:
    with pytest.raises(ValueError, match="not"):
        book.freeze(checkpoint=checkpoint)
