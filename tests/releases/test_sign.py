from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tollbook.ledger.checkpoints import make_key
from tollbook.ledger.serialise import canonical
from tollbook.model.finding import Refusal
from tollbook.releases.sign import sign
from tollbook.releases.verify import verify_release
from tollbook.releases.write import files_of, write


@pytest.fixture
def out(release: Any, signer: Any, tmp_path: Path) -> Path:
    folder = tmp_path / "OUT"
    write(release, folder, signer)
    return folder


def test_a_release_verifies_from_its_folder_alone(out: Path, release: Any) -> None:
    result = verify_release(out)
    assert result.wrong is None
    assert result.ok
    assert (result.title, result.claims, result.key) == (
        "West Mosul, spring 2017",
        len(release.claims),
        release.key,
    )
    assert result.bytes == sum(
        entry["size"] for entry in json.loads((out / "manifest.json").read_bytes())["files"].values()
    )
    assert verify_release(out, release.key).ok


def test_the_manifest_is_canonical_and_its_digest_is_what_the_book_records(release: Any, signer: Any) -> None:
    signed = sign(release, files_of(release), signer)
    manifest = signed.files["manifest.json"]
    assert canonical(json.loads(manifest)) == manifest
    assert hashlib.sha256(manifest).hexdigest() == signed.manifest
    assert json.loads(manifest)["book"]["size"] == 42


def change(path: str, old: bytes, new: bytes) -> Callable[[Path], None]:
    def apply(folder: Path) -> None:
        data = (folder / path).read_bytes()
        assert old in data
        (folder / path).write_bytes(data.replace(old, new, 1))

    return apply


def remove(path: str) -> Callable[[Path], None]:
    return lambda folder: (folder / path).unlink()


def linked(folder: Path) -> None:
    shutil.move(folder / "method.html", folder.parent / "elsewhere.html")
    (folder / "method.html").symlink_to(folder.parent / "elsewhere.html")


def added_folder_link(folder: Path) -> None:
    (folder / "more").symlink_to(folder.parent)


@pytest.mark.parametrize(
    ("tamper", "code", "where"),
    [
        (change("index.html", b"61", b"11"), "release.file-changed", "index.html"),
        (change("claims.jsonl", b"130", b"013"), "release.file-changed", "claims.jsonl"),
        (change("SHA256SUMS", b"a", b"b"), "release.file-changed", "SHA256SUMS"),
        (remove("method.html"), "release.file-missing", "method.html"),
        (remove("manifest.note"), "release.file-missing", "manifest.note"),
        (remove("checkpoint.txt"), "release.file-missing", "checkpoint.txt"),
        (lambda folder: (folder / "added.html").write_text("x"), "release.file-added", "added.html"),
        (linked, "release.file-changed", "method.html"),
        (added_folder_link, "release.file-added", "more"),
        (change("manifest.json", b'"claims":10', b'"claims":11'), "release.signature", "manifest.note"),
        (change("manifest.json", b'{"book"', b'{ "book"'), "release.manifest", "manifest.json"),
        (lambda folder: (folder / "manifest.json").write_text("{}"), "release.manifest", "manifest.json"),
        (lambda folder: (folder / "manifest.json").write_text("[" * 100_000), "release.manifest", "manifest.json"),
        (change("manifest.json", b'"index.html"', b'"../x.html"'), "release.manifest", "manifest.json"),
        (change("manifest.note", b"release 1", b"release 2"), "release.signature", "manifest.note"),
        (change("checkpoint.txt", b"\n42\n", b"\n43\n"), "release.checkpoint", "checkpoint.txt"),
    ],
)
def test_the_first_thing_wrong_is_named(out: Path, tamper: Callable[[Path], None], code: str, where: str) -> None:
    tamper(out)
    result = verify_release(out)
    assert not result.ok
    assert result.wrong is not None
    assert (result.wrong.code, result.wrong.where) == (code, where)


def test_what_a_file_manager_leaves_behind_falsifies_nothing(out: Path) -> None:
    (out / ".DS_Store").write_bytes(b"x")
    (out / "incidents" / "Thumbs.db").write_bytes(b"x")
    assert verify_release(out).ok
    (out / ".hidden").write_bytes(b"x")
    assert not verify_release(out).ok


def test_any_single_byte_changed_shows(out: Path) -> None:
    for path in sorted(path for path in out.rglob("*") if path.is_file()):
        data = path.read_bytes()
        for at in (0, len(data) // 2, len(data) - 1):
            path.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
            assert not verify_release(out).ok, f"{path.name} changed at {at}"
        path.write_bytes(data)
    assert verify_release(out).ok


def test_a_release_signed_anew_by_somebody_else_is_known_by_its_key(
    release: Any, signer: Any, tmp_path: Path
) -> None:
    forger = make_key(signer.name, seed=bytes(32))
    forged = replace(release, title="Changed", key=str(forger.verifier))
    write(forged, tmp_path / "OUT", forger)
    # The book's checkpoint is not theirs, so the forger has no checkpoint by their own key over the same root.
    result = verify_release(tmp_path / "OUT")
    assert result.wrong is not None
    assert result.wrong.code == "release.checkpoint"
    expected = verify_release(tmp_path / "OUT", release.key)
    assert expected.wrong is not None
    assert expected.wrong.code == "release.key"


def test_a_quote_without_its_anchor_is_found_even_in_a_signed_release(
    release: Any, signer: Any, tmp_path: Path
) -> None:
    one = release.claims[0]
    shifted = replace(one, claim=replace(one.claim, start=one.claim.start + 1, end=one.claim.end + 1))
    write(replace(release, claims=(shifted, *release.claims[1:])), tmp_path / "OUT", signer)
    result = verify_release(tmp_path / "OUT")
    assert result.wrong is not None
    assert (result.wrong.code, result.wrong.where) == ("release.quote", "claims.jsonl:1")


def test_a_release_is_signed_by_the_key_of_its_book_only(release: Any) -> None:
    with pytest.raises(ValueError, match="key of its book"):
        sign(release, {}, make_key("somebody", seed=bytes(32)))


def test_a_folder_that_is_no_release_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="no release"):
        verify_release(tmp_path)


def test_standard_tools_verify_the_sums(out: Path) -> None:
    tool = shutil.which("sha256sum")
    if tool is None:
        pytest.skip("no sha256sum on this machine")
    subprocess.run([tool, "--check", "--strict", "--quiet", "SHA256SUMS"], cwd=out, check=True)


def test_openssl_verifies_the_note_as_the_guide_says(out: Path, tmp_path: Path) -> None:
    """Runs the lines of docs/guide/release.md as they are printed there."""
    if shutil.which("openssl") is None:
        pytest.skip("no openssl on this machine")
    guide = Path(__file__).parents[2] / "docs" / "guide" / "release.md"
    (script,) = re.findall(r"```sh\n(.*?)```", guide.read_text(encoding="utf-8"), re.DOTALL)
    script = "set -e\n" + script.replace("/tmp/", f"{tmp_path}/")
    for name in ("manifest.note", "checkpoint.txt"):
        command = ["sh", "-c", script.replace("manifest.note", name)]
        done = subprocess.run(command, cwd=out, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr + done.stdout
    change("manifest.note", b"release 1", b"release 2")(out)
    done = subprocess.run(["sh", "-c", script], cwd=out, capture_output=True, text=True, check=False)
    assert done.returncode != 0
