"""Linkings: what is written piece by piece is the canonical form, and is read back incident by incident."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tollbook.ledger import linkings
from tollbook.ledger.linkings import LinkingReader, to_blocks
from tollbook.ledger.objects import Objects
from tollbook.ledger.refuse import Damaged
from tollbook.ledger.serialise import canonical, to_json
from tollbook.model.incident import Incident, Link, Linking, Part

WORDS = st.text(st.characters(codec="utf-8"), max_size=8)
PARTS = st.builds(Part, name=WORDS, weight=st.floats(-99, 99), words=WORDS)
LINKS = st.builds(Link, a=WORDS, b=WORDS, score=st.floats(-99, 99), parts=st.tuples(PARTS))
INCIDENTS = st.builds(Incident, id=WORDS, claims=st.tuples(WORDS, WORDS), links=st.tuples(LINKS))
LINKINGS = st.builds(
    Linking,
    incidents=st.lists(INCIDENTS, max_size=5).map(tuple),
    retired=st.dictionaries(WORDS, WORDS, max_size=3),
    doubtful=st.lists(LINKS, max_size=2).map(tuple),
    linker=WORDS,
)


@given(linking=LINKINGS, block=st.integers(1, 40))
def test_a_linking_is_written_canonically_and_read_back_whole_however_it_is_cut(
    tmp_path_factory: pytest.TempPathFactory, linking: Linking, block: int
) -> None:
    objects = Objects(tmp_path_factory.mktemp("objects"))
    digest, size = objects.put_blocks(to_blocks(linking))
    written = objects.get(digest)
    assert written == canonical(to_json(linking))
    assert len(written) == size
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(linkings, "BLOCK", block)
        reader = LinkingReader(objects, digest)
        assert tuple(reader) == linking.incidents
        assert (reader.doubtful, reader.retired) == (linking.doubtful, linking.retired)


@pytest.mark.parametrize("changed", [b"{", b'{"incidents":[],"linker":"another"}', b"\xff"])
def test_a_linking_that_was_changed_is_refused(tmp_path: Path, changed: bytes) -> None:
    objects = Objects(tmp_path)
    digest, _ = objects.put_blocks(to_blocks(Linking(incidents=(), linker="linker 1")))
    objects.path(digest).chmod(0o600)
    objects.path(digest).write_bytes(changed)
    with pytest.raises(Damaged, match="changed from outside"):
        list(LinkingReader(objects, digest))


def test_what_is_no_linking_is_refused(tmp_path: Path) -> None:
    objects = Objects(tmp_path)
    digest = objects.put(json.dumps(["no linking"]).encode())
    with pytest.raises(ValueError, match="no linking"):
        list(LinkingReader(objects, digest))
