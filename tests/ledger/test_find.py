from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tollbook.ledger.find import find_claim, find_document, find_incident
from tollbook.model.claim import Claim
from tollbook.model.finding import Refusal

if TYPE_CHECKING:
    from tests.ledger.conftest import Scribe

Claims = Callable[..., Claim]


def test_a_claim_is_found_by_how_its_id_begins_rejected_or_not(scribe: Scribe, claim: Claims) -> None:
    document = scribe.seal()
    one = claim(document)
    scribe.read(document, one)
    assert find_claim(scribe.ledger, one.id[:8]) == one.id
    scribe.judge("reject", one.id)
    assert find_claim(scribe.ledger, one.id) == one.id


def test_what_is_not_there_or_could_be_several_is_refused(scribe: Scribe, claim: Claims) -> None:
    document = scribe.seal()
    scribe.read(document, claim(document), claim(document, 45, 56))
    with pytest.raises(Refusal, match="could be"):
        find_claim(scribe.ledger, "c-")
    for typed in ("", "c-nothing"):
        with pytest.raises(Refusal, match="there is no claim"):
            find_claim(scribe.ledger, typed)


def test_a_document_is_found_by_its_id_or_the_name_of_its_file(scribe: Scribe) -> None:
    document = scribe.seal(name="march/report.txt")
    scribe.seal("another", name="march/another-report.txt")
    for typed in (document[:12], "march/report.txt", "report.txt"):
        assert find_document(scribe.ledger, typed) == document
    with pytest.raises(Refusal, match="there is no document"):
        find_document(scribe.ledger, "eport.txt")


def test_an_incident_is_found_by_an_id_that_went_out_of_use(scribe: Scribe, claim: Claims) -> None:
    document = scribe.seal()
    scribe.read(document, claim(document))
    scribe.write(scribe.linking({"i-12": [claim(document).id]}))
    scribe.write(scribe.linking({"i-34": [claim(document).id]}, {"i-12": "i-34"}))
    assert find_incident(scribe.ledger, "i-3") == "i-34"
    assert find_incident(scribe.ledger, "i-1") == "i-34"
    scribe.write(scribe.linking({}, {"i-34": ""}))
    with pytest.raises(Refusal, match="there is no incident"):
        find_incident(scribe.ledger, "i-34")
