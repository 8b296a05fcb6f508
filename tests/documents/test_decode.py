from __future__ import annotations

import codecs
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tollbook.documents.decode import codec_of, decode

ENGLISH = "The spokesman said: “We don’t know how many people were inside” – and that rescue work goes on."
ARABIC = "قال مسؤولون محليون إن ما لا يقل عن تسعة وعشرين شخصا أصيبوا يوم الثلاثاء في المدينة."
FRENCH = "Au moins dix personnes ont été blessées à la périphérie de la ville, a déclaré la préfecture."
RUSSIAN = "По меньшей мере десять человек пострадали в результате удара, сообщили местные власти."
TURKISH = "Yetkililer en az on kişinin yaralandığını söyledi. Kurtarma çalışmaları sürüyor."
HEBREW = "לפחות עשרה בני אדם נפצעו בתקיפה, כך אמרו גורמים מקומיים."
CHINESE = "据当地官员称，至少有十人在空袭中受伤。"


def codes(data: bytes, declared: str = "") -> list[str]:
    return [finding.code for finding in decode(data, "x", declared=declared).findings]


@pytest.mark.parametrize("text", [ENGLISH, ARABIC, CHINESE, "", "plain"])
def test_utf_8_is_read_without_a_word(text: str) -> None:
    decoded = decode(text.encode(), "x")
    assert (decoded.text, decoded.encoding, decoded.findings) == (text, "utf-8", ())


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize("text", [ENGLISH, ARABIC, CHINESE])
def test_a_byte_order_mark_decides_and_is_no_part_of_the_text(text: str, encoding: str) -> None:
    decoded = decode(text.encode(encoding), "x")
    assert (decoded.text, decoded.findings) == (text, ())


@pytest.mark.parametrize(
    ("mark", "encoding"), [(codecs.BOM_UTF16_BE, "utf-16-be"), (codecs.BOM_UTF32_BE, "utf-32-be")]
)
def test_a_mark_of_either_order_is_known(mark: bytes, encoding: str) -> None:
    assert decode(mark + ARABIC.encode(encoding), "x").text == ARABIC


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [ENGLISH, ARABIC, RUSSIAN])
def test_utf_16_without_a_mark_is_known_by_its_zeros_and_is_a_finding(text: str, encoding: str) -> None:
    decoded = decode(text.encode(encoding), "x")
    assert (decoded.text, decoded.encoding) == (text, encoding)
    assert [finding.code for finding in decoded.findings] == ["document.encoding-guessed"]


@pytest.mark.parametrize("text", ["a\0b", "file\n\0\na.txt\n", "one\0two\0three\0four", "x\0" + ENGLISH])
def test_zero_bytes_in_a_text_do_not_make_it_utf_16(text: str) -> None:
    assert decode(text.encode(), "x").text == text


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (ARABIC, "cp1256"),
        (ARABIC, "iso8859_6"),
        ("قتل", "cp1256"),
        (ENGLISH, "cp1252"),
        ("it’s", "cp1252"),
        (FRENCH, "cp1252"),
        (FRENCH, "latin-1"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8_r"),
        (TURKISH, "cp1254"),
        (HEBREW, "cp1255"),
        (CHINESE, "gb18030"),
        (CHINESE, "big5"),
    ],
)
def test_an_encoding_that_nothing_declares_is_guessed_and_the_guess_is_a_finding(text: str, encoding: str) -> None:
    data = text.encode(encoding, "ignore")
    decoded = decode(data, "x")
    assert decoded.text == data.decode(encoding)
    assert [finding.code for finding in decoded.findings] == ["document.encoding-guessed"]


def test_a_guess_names_what_else_would_fit() -> None:
    (finding,) = decode("gyűlés".encode("cp1250"), "x").findings
    assert "would fit as well" in finding.message


def test_a_guess_takes_a_moment_wherever_the_letters_stand() -> None:
    data = b"word " * 2_000_000 + "“quoted”".encode("cp1252")
    start = time.process_time()
    decoded = decode(data, "x")
    assert time.process_time() - start < 5
    assert decoded.text.endswith("“quoted”")


def test_a_guess_at_long_lines_of_letters_of_two_bytes_does_not_cut_one() -> None:
    text = CHINESE * 10_000
    assert decode(text.encode("gb18030"), "x").text == text


def test_what_the_file_declares_goes_before_a_guess() -> None:
    data = "Łódź".encode("cp1250")
    assert decode(data, "x", declared="windows-1250").text == "Łódź"
    assert codes(data, "windows-1250") == []


def test_utf_8_goes_before_what_the_file_declares() -> None:
    assert decode(ARABIC.encode(), "x", declared="iso-8859-1").text == ARABIC


def test_a_declaration_that_is_not_true_is_not_followed() -> None:
    decoded = decode(FRENCH.encode("latin-1"), "x", declared="utf-8")
    assert decoded.text == FRENCH
    assert [finding.code for finding in decoded.findings] == ["document.encoding-guessed"]


@pytest.mark.parametrize(
    "label", ["rot13", "hex", "zlib", "idna", "unicode_escape", "utf-7", "no such", "a\0b", "", "utf-16"]
)
def test_only_encodings_of_pages_can_be_declared(label: str) -> None:
    assert codec_of(label) == ""


@pytest.mark.parametrize(
    ("label", "codec"),
    [
        ("ISO-8859-1", "cp1252"),
        ("latin1", "cp1252"),
        ("us-ascii", "cp1252"),
        ("Windows-1256", "cp1256"),
        ("gb2312", "gb18030"),
        ("Shift_JIS", "cp932"),
        ("koi8-r", "koi8-r"),
        ("UTF-8", "utf-8"),
        ("iso-8859-6", "iso8859-6"),
    ],
)
def test_a_label_means_what_it_means_in_pages(label: str, codec: str) -> None:
    assert codec_of(label) == codec


def test_utf_8_with_some_broken_bytes_stays_utf_8_and_says_where() -> None:
    data = ARABIC.encode()
    decoded = decode(data[:51] + data[52:], "x")
    (finding,) = decoded.findings
    assert finding.code == "document.encoding-broken"
    assert "1 place cannot be read as utf-8, the first at byte 50" in finding.message
    assert decoded.text == ARABIC[:28] + "\ufffd" + ARABIC[29:]


def test_utf_8_that_is_cut_within_a_letter_says_so() -> None:
    assert codes(ARABIC.removesuffix(".").encode()[:-1]) == ["document.encoding-broken"]


def test_a_text_with_a_mark_that_breaks_off_within_a_letter_says_so() -> None:
    decoded = decode("two words".encode("utf-16")[:-1], "x")
    assert decoded.text == "two word\ufffd"
    assert [finding.code for finding in decoded.findings] == ["document.encoding-broken"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1256"])
def test_beyond_the_limit_nothing_is_decoded_and_a_finding_says_so(encoding: str) -> None:
    data = "\n".join([ARABIC] * 100).encode(encoding)
    decoded = decode(data, "x", limit=3_000)
    assert decoded.text
    assert len(decoded.text) <= 3_000
    assert set(decoded.text.splitlines()) == {ARABIC}
    assert decoded.findings[-1].code == "document.too-long"


@given(st.binary(), st.sampled_from(["", "utf-8", "cp1256", "big5", "no such"]))
def test_no_bytes_make_it_raise(data: bytes, declared: str) -> None:
    assert decode(data, "x", declared=declared) == decode(data, "x", declared=declared)


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufeff")))
def test_utf_8_is_always_read_as_what_it_is(text: str) -> None:
    assert decode(text.encode(), "x").text == text
