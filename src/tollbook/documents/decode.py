"""Decode bytes into characters: what the file declares, what it proves to be, else a guess that is named."""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from tollbook.documents.clean import shorten
from tollbook.documents.limits import TEXT_CHARACTERS
from tollbook.model.finding import Finding

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# A BOM of UTF-32-LE begins with that of UTF-16-LE, so the longer one stands first.

GUESSES: Final = (
    "cp1252",
    "cp1256",
    "cp1251",
    "cp1254",
    "cp1255",
    "cp1250",
    "cp1253",
    "iso8859_6",
    "koi8_r",
    "gb18030",
    "big5",
    "shift_jis",
    "euc_jp",
    "euc_kr",
)
"""Encodings that are guessed at. Of those that fit equally well, the first whose alphabet can be meant."""

CLEARLY_BETTER: Final = 0.05
"""By how much one guess must make less mess (charset-normalizer's `chaos`, 0 to 1), or else look more like a
language (its `coherence`), to go before another."""

SAMPLE: Final = 1 << 16
"""Bytes, from where a file is no longer ASCII, by which its encoding is guessed."""

_LATIN: Final = ("cp1252", "cp1254", "cp1250")
_ASCII_LETTER: Final = re.compile(rb"[A-Za-z]")
_HIGH: Final = re.compile(rb"[\x80-\xff]")
_CONTROLS: Final = bytes({*range(0x20), 0x7F} - {*b"\t\n\r"})

_DECLARED: Final = {
    "cp1252": "cp1252",
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb18030": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
} | {name: name for name in ("utf-8", "koi8-r", "koi8-u", "euc_jp", "iso2022_jp", "cp932", "cp949", "big5hkscs")}
_DECLARED_FAMILIES: Final = re.compile(r"cp(?:125[0-8]|874)|iso8859-(?:[2-8]|1[0134-6])")


@dataclass(frozen=True, slots=True)
class Decoded:
    """The characters, the encoding that was taken, and what was wrong with it."""

    text: str
    encoding: str
    findings: tuple[Finding, ...] = ()


def decode(data: bytes, where: str, *, declared: str = "", limit: int = TEXT_CHARACTERS) -> Decoded:
    """The first `limit` characters of `data`.

    In this order: a byte order mark; UTF-16 without one, where the zero bytes show it; UTF-8, strictly; the
    encoding `declared` by the file (a label as in HTML; WHATWG Encoding Standard), strictly; UTF-8 with some
    broken bytes; a guess. Findings: `document.encoding-guessed`, `document.encoding-broken` (what was replaced
    by U+FFFD, and where), `document.too-long`. Only as much is decoded as is needed.
    """
    enough = 4 * limit + 4  # no encoding takes more than four bytes a character, nor a mark more than four
    head, whole = data[:enough], len(data) <= enough
    decoded = _by_mark(head, where) or _by_zeros(head, where) or _by_bytes(head, where, declared, whole=whole)
    text, cut = shorten(decoded.text, where, limit)
    return Decoded(text, decoded.encoding, decoded.findings + cut)


def codec_of(label: str) -> str:
    """The codec that reads pages labelled `label`, after the WHATWG Encoding Standard; empty for unknown ones."""
    try:
        name = codecs.lookup(label.strip().lower()).name
    except (LookupError, ValueError):  # ValueError: a label with a zero byte in it
        return ""
    return _DECLARED.get(name) or (name if _DECLARED_FAMILIES.fullmatch(name) else "")


def _by_mark(head: bytes, where: str) -> Decoded | None:
    for mark, encoding in _BOMS:
        if head.startswith(mark):
            return _replacing(head[len(mark) :], encoding, where)
    return None


def _by_zeros(head: bytes, where: str) -> Decoded | None:
    encoding = utf_16_of(head)
    if not encoding:
        return None
    decoded = _replacing(head, encoding, where)
    return Decoded(decoded.text, encoding, (_guessed(encoding, where), *decoded.findings))


def utf_16_of(head: bytes) -> str:
    """The UTF-16 that `head` is in although no mark says so; empty if it is not, or in a script beyond U+1FFF.

    In it one byte of each pair is the high one: zero for ASCII, the space at least, and below 0x20 for the
    letters of every alphabet. In a text of single bytes, those are controls.
    """
    sample = head[:4096]
    pairs, odd = divmod(len(sample), 2)
    for encoding, high, low in (
        ("utf-16-le", sample[1::2], sample[0::2]),
        ("utf-16-be", sample[0::2], sample[1::2]),
    ):
        some, few = high.count(0) >= max(1, pairs / 20), low.count(0) <= pairs / 20
        if not odd and some and few and sum(byte < 0x20 for byte in high) >= 0.9 * pairs:
            return encoding
    return ""


def _by_bytes(head: bytes, where: str, declared: str, *, whole: bool) -> Decoded:
    try:
        return Decoded(codecs.utf_8_decode(head, "strict", whole)[0], "utf-8")
    except UnicodeDecodeError:
        pass
    if codec := codec_of(declared):
        try:
            return Decoded(head.decode(codec), codec)
        except UnicodeDecodeError:
            pass
    repaired = codecs.utf_8_decode(head, "replace", whole)[0]
    broken = repaired.count("\ufffd")
    sound = len(repaired) - len(repaired.encode("ascii", "ignore")) - broken
    # Letters of an 8-bit encoding rarely make up sound UTF-8 sequences; where these prevail, it is UTF-8.
    if sound >= 4 * broken:
        return _replacing(head, "utf-8", where)
    guesses = _guess(head)
    if not guesses:
        return _replacing(head, "utf-8", where)
    decoded = _replacing(head, guesses[0], where)
    return Decoded(decoded.text, guesses[0], (_guessed(guesses[0], where, guesses[1:]), *decoded.findings))


def _guess(head: bytes) -> list[str]:
    """The encodings that fit about equally well and give different letters, the likeliest first."""
    from charset_normalizer import from_bytes  # here, because most files are UTF-8

    # A stray control character would make every encoding look wrong; `clean` speaks of these.
    sample = _sample(head).translate(None, _CONTROLS)
    fits = from_bytes(sample, cp_isolation=list(GUESSES), preemptive_behaviour=False)
    least = min((fit.chaos for fit in fits), default=0.0)
    tidy = [fit for fit in fits if fit.chaos <= least + CLEARLY_BETTER]
    most = max((fit.coherence for fit in tidy), default=0.0)
    good = {
        name
        for fit in tidy
        if fit.coherence >= most - CLEARLY_BETTER
        for name in (fit.encoding, *fit.could_be_from_charset)
    }
    # Of a Latin alphabet most letters are ASCII. Where they are not, the other alphabets go first.
    foreign = len(_HIGH.findall(sample)) > len(_ASCII_LETTER.findall(sample))
    texts: dict[str, str] = {}
    for name in sorted(GUESSES, key=lambda name: foreign and name in _LATIN):
        if name in good:
            texts.setdefault(sample.decode(name, "replace"), name)
    return list(texts.values())


def _sample(head: bytes) -> bytes:
    """SAMPLE bytes from where `head` is no longer ASCII, from the start of a line there to the end of one."""
    high = _HIGH.search(head)
    first = high.start() if high else 0
    line = head.rfind(b"\n", 0, first) + 1
    start = line if first - line < SAMPLE // 2 else first
    sample = head[start : start + SAMPLE]
    if start + SAMPLE >= len(head):
        return sample
    end = max(sample.rfind(b"\n"), sample.rfind(b" "))
    return sample[: end + 1] if end > SAMPLE // 2 else sample


def _replacing(data: bytes, encoding: str, where: str) -> Decoded:
    """`data` in `encoding`, with U+FFFD for what is broken, and a finding that says how much that is."""
    try:
        return Decoded(data.decode(encoding), encoding)
    except UnicodeDecodeError as error:
        text, first = data.decode(encoding, "replace"), error.start
    broken = text.count("\ufffd")
    finding = Finding(
        code="document.encoding-broken",
        where=where,
        message=f"{broken:,} place{'s' * (broken > 1)} cannot be read as {_called(encoding)}, the first at byte "
        f"{first:,}; U+FFFD stands there in the text",
        advice="The file may have been cut off or damaged on its way; look for a better copy and add that too.",
    )
    return Decoded(text, encoding, (finding,))


def _guessed(encoding: str, where: str, others: Sequence[str] = ()) -> Finding:
    besides = f" ({' and '.join(map(_called, others[:2]))} would fit as well)" if others else ""
    return Finding(
        code="document.encoding-guessed",
        where=where,
        message=f"the file does not say how its letters are encoded; {_called(encoding)} was guessed{besides}",
        advice="If the text looks wrong, save it as UTF-8 and add that too.",
    )


def _called(encoding: str) -> str:
    """The name by which people know a codec: "windows-1256" for "cp1256"."""
    return re.sub(r"^cp(125\d)$", r"windows-\1", encoding)
