from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tollbook.ledger import query
from tollbook.ledger.texts import Texts
from tollbook.model.finding import Refusal

if TYPE_CHECKING:
    from tests.ledger.conftest import Scribe


def test_texts_are_there_for_documents_that_have_one(scribe: Scribe, text: str) -> None:
    read, unread = scribe.seal("one"), scribe.seal("other")
    scribe.read(read)
    texts = Texts(scribe.ledger, query.documents(scribe.ledger))
    assert dict(texts) == {read: text}
    assert len(texts) == 1
    assert unread not in texts


def test_a_changed_text_is_refused(scribe: Scribe) -> None:
    document = scribe.seal()
    scribe.read(document)
    texts = Texts(scribe.ledger, query.documents(scribe.ledger))
    path = scribe.ledger.objects.path(document)
    path.chmod(0o644)
    path.write_text("Officials said at least 2 people")
    with pytest.raises(Refusal, match="changed from outside"):
        texts[document]
