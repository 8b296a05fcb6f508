from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tollbook.ledger import linked
from tollbook.model.claim import Claim
from tollbook.model.entry import Draft, Kind
from tollbook.model.incident import Incident, Link, Linking, Part

if TYPE_CHECKING:
    from tests.ledger.conftest import Scribe


def test_the_latest_linking_is_in_force(read_book: tuple[Scribe, str, Claim, Claim, Claim]) -> None:
    scribe, _, whole, part, other = read_book
    parts = (
        Part(name="same day", weight=2.0, words="same day"),
        Part(name="near", weight=-0.25, words="2 km apart"),
    )
    link = Link(a=whole.id, b=other.id, score=1.75, parts=parts)
    held = Incident(id="i-2", claims=tuple(sorted([whole.id, other.id])), links=(link,))
    linking = Linking(incidents=(held, Incident(id="i-1", claims=(part.id,))), doubtful=(link,), linker="linker 2")
    scribe.write(scribe.linking({"i-9": [whole.id]}))
    body = {"linking": scribe.put(linking), "linker": "linker 2", "incidents": 2}
    scribe.write(Draft(kind=Kind.INCIDENTS_LINKED, body=body))
    assert linked.incidents(scribe.ledger) == {"i-1": linking.incidents[1], "i-2": held}
    assert linked.incidents(scribe.ledger, ["i-2"]) == {"i-2": held}
    assert linked.doubtful(scribe.ledger) == [link]


def test_an_id_that_comes_into_use_again_has_no_heir(read_book: tuple[Scribe, str, Claim, Claim, Claim]) -> None:
    scribe, _, whole, part, _ = read_book
    scribe.write(scribe.linking({"i-1": [whole.id], "i-2": [part.id]}))
    scribe.write(scribe.linking({"i-1": [whole.id, part.id]}, {"i-2": "i-1"}))
    scribe.write(scribe.linking({"i-2": [whole.id, part.id]}, {"i-1": "i-2"}))
    assert linked.heirs(scribe.ledger) == {"i-1": "i-2"}
    scribe.write(scribe.linking({}, {"i-2": ""}))
    assert linked.heirs(scribe.ledger) == {"i-1": "", "i-2": ""}


@pytest.mark.parametrize("retired", [{"i-1": "i-9"}, {"i-1": "i-2", "i-2": "i-1"}, {"i-1": "i-1"}])
def test_a_retired_incident_without_a_living_heir_is_our_own_mistake(
    read_book: tuple[Scribe, str, Claim, Claim, Claim], retired: dict[str, str]
) -> None:
    scribe, _, whole, *_ = read_book
    with pytest.raises(ValueError, match="no living heir"):
        scribe.write(scribe.linking({"i-3": [whole.id]}, retired))
