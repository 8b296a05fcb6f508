from __future__ import annotations

import time

from tollbook.documents.extractors.text import extract


def codes(data: bytes) -> list[str]:
    return [finding.code for finding in extract(data, "x.txt").findings]


def test_a_file_of_white_space_keeps_its_text_and_is_a_finding() -> None:
    extraction = extract(b" \n\t\r\n ", "x.txt")
    assert extraction.text == " \n\t\n "
    assert [finding.code for finding in extraction.findings] == ["document.blank"]


def test_zero_bytes_become_spaces_and_are_a_finding() -> None:
    extraction = extract(b"one\0two of the words in it", "x.txt")
    assert extraction.text == "one two of the words in it"
    assert [finding.code for finding in extraction.findings] == ["document.controls"]


def test_letters_are_composed_in_the_text_only() -> None:
    data = "cafe\u0301".encode()
    assert extract(data, "x.txt").text == "caf\u00e9"


def test_every_finding_of_a_bad_file_is_told() -> None:
    data = "قال مسؤولون محليون\x00 إن تسعة أصيبوا".encode("cp1256")
    assert codes(data) == ["document.encoding-guessed", "document.controls"]


def test_a_single_line_of_10_mb_is_read_in_a_moment() -> None:
    words = b"the teams were still at work " * 360_000
    start = time.process_time()
    extraction = extract(words, "x.txt")
    assert time.process_time() - start < 5
    assert extraction.text == words.decode()
    assert extraction.findings == ()


def test_many_small_files_are_read_in_seconds() -> None:
    data = ("The teams were still at work in the rubble. " * 115).encode()
    start = time.process_time()
    for _ in range(10_000):
        extract(data, "x.txt")
    assert time.process_time() - start < 10
