from __future__ import annotations

import base64
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tollbook.ledger.checkpoints import Checkpoint, Signer, Verifier, keep_key, load_key, make_key, parse
from tollbook.ledger.tree import EMPTY_ROOT
from tollbook.model.finding import Refusal

# The example of the signed-note format, as golang.org/x/mod/sumdb/note publishes it.
SIGNING_KEY = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
VERIFIER_KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
WORDS = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
SIGNATURE = "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM="
NOTE = f"{WORDS}\n— PeterNeumann {SIGNATURE}\n"

SIGNER = make_key("tollbook/0123456789abcdef", bytes(range(32)))


def test_the_published_note_is_signed_to_the_same_bytes() -> None:
    assert Signer.parse(SIGNING_KEY).sign(WORDS) == NOTE


def test_the_published_note_verifies_with_the_published_key() -> None:
    assert str(Signer.parse(SIGNING_KEY).verifier) == VERIFIER_KEY
    assert Verifier.parse(VERIFIER_KEY).verify(NOTE)
    assert Signer.parse(SIGNING_KEY).to_text() == SIGNING_KEY + "\n"


def test_a_checkpoint_is_origin_size_and_root_each_on_a_line() -> None:
    note = SIGNER.sign(Checkpoint(SIGNER.name, 0, EMPTY_ROOT).text())
    origin, size, root, empty, signature, end = note.split("\n")
    assert (origin, size, empty, end) == (SIGNER.name, "0", "", "")
    assert base64.b64decode(root) == EMPTY_ROOT
    assert signature.startswith(f"— {SIGNER.name} ")
    assert base64.b64decode(signature.split(" ")[2])[:4] == SIGNER.verifier.id


@given(st.integers(0, 10**18), st.binary(min_size=32, max_size=32))
def test_what_is_signed_is_what_is_parsed(size: int, root: bytes) -> None:
    checkpoint = Checkpoint(SIGNER.name, size, root)
    note = SIGNER.sign(checkpoint.text())
    assert parse(note) == checkpoint
    assert SIGNER.verifier.verify(note)


@given(st.data())
def test_no_changed_character_verifies(data: st.DataObject) -> None:
    note = SIGNER.sign(Checkpoint(SIGNER.name, 12, EMPTY_ROOT).text())
    at = data.draw(st.integers(0, len(note) - 1))
    other = data.draw(st.characters(codec="utf-8").filter(lambda one: one != note[at]))
    try:
        verified = SIGNER.verifier.verify(note[:at] + other + note[at + 1 :])
    except ValueError:
        verified = False
    assert not verified


def test_a_witness_may_sign_beside_the_book() -> None:
    witness = make_key("witness.example", bytes(32))
    text = Checkpoint(SIGNER.name, 3, EMPTY_ROOT).text()
    note = SIGNER.sign(text) + witness.sign(text).rpartition("\n\n")[2]
    assert SIGNER.verifier.verify(note)
    assert witness.verifier.verify(note)
    assert parse(note).size == 3


def test_another_key_of_the_same_name_does_not_verify() -> None:
    other = make_key(SIGNER.name, bytes(32))
    assert not other.verifier.verify(SIGNER.sign(WORDS))


def test_a_checkpoint_may_carry_extension_lines() -> None:
    note = SIGNER.sign(Checkpoint(SIGNER.name, 3, EMPTY_ROOT).text() + "extension\n")
    assert parse(note) == Checkpoint(SIGNER.name, 3, EMPTY_ROOT)


@pytest.mark.parametrize(
    "text",
    ["origin\n01\n{root}\n", "origin\n-1\n{root}\n", "origin\nx\n{root}\n", "\n1\n{root}\n", "origin\n1\nAAAA\n"],
)
def test_what_is_no_checkpoint_is_refused(text: str) -> None:
    note = text.replace("{root}", base64.b64encode(EMPTY_ROOT).decode()) + f"\n— PeterNeumann {SIGNATURE}\n"
    with pytest.raises(ValueError, match="checkpoint"):
        parse(note)


@pytest.mark.parametrize(
    "note",
    [
        "",
        "text\n",
        "text\n\n",
        "text\n\n— name\n",
        "text\n\n- name AAAAAAAA\n",
        "text\n\n— name AAAA\n",
        NOTE[:-1],
    ],
)
def test_what_is_no_signed_note_is_refused(note: str) -> None:
    with pytest.raises(ValueError, match=r"signed note|signature|base64"):
        parse(note)


@pytest.mark.parametrize(
    "key",
    [
        "",
        "name",
        "name+00000000+AAAA",
        VERIFIER_KEY.replace("c74f20a3", "c74f20a4"),
        VERIFIER_KEY.replace("PeterNeumann", "Peter Neumann"),
        VERIFIER_KEY.replace("ARpc", "ARpd"),
    ],
)
def test_what_is_no_verifier_key_is_refused(key: str) -> None:
    with pytest.raises(ValueError, match=r"key|base64"):
        Verifier.parse(key)


@pytest.mark.parametrize("text", ["no end of line", "an empty\n\nline\n"])
def test_only_lines_can_be_signed(text: str) -> None:
    with pytest.raises(ValueError, match="lines"):
        SIGNER.sign(text)


def test_a_key_file_is_for_its_owner_alone_and_written_once(tmp_path: Path) -> None:
    path = tmp_path / "key"
    keep_key(SIGNER, path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert load_key(path) == SIGNER
    with pytest.raises(FileExistsError):
        keep_key(SIGNER, path)


def test_a_missing_key_is_refused_in_plain_words(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="key is missing"):
        load_key(tmp_path / "key")


@pytest.mark.parametrize("text", ["", "no key", SIGNING_KEY[:-4], SIGNING_KEY.replace("c74f20a3", "00000000")])
def test_a_file_that_holds_no_key_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "key").write_text(text)
    with pytest.raises(Refusal, match="no signing key"):
        load_key(tmp_path / "key")


def test_new_keys_differ_and_are_never_printed() -> None:
    one, other = make_key("a"), make_key("a")
    assert one.seed != other.seed
    assert one.seed.hex() not in repr(one)
    assert repr(one.seed) not in repr(one)


@pytest.mark.parametrize(
    ("name", "seed"), [("a b", bytes(32)), ("a+b", bytes(32)), ("", bytes(32)), ("a", bytes(31))]
)
def test_a_key_has_a_plain_name_and_32_bytes(name: str, seed: bytes) -> None:
    with pytest.raises(ValueError, match=r"name|32 bytes"):
        Signer(name, seed)
