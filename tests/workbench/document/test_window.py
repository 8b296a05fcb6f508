from __future__ import annotations

from time import perf_counter

from hypothesis import given
from hypothesis import strategies as st

from tollbook.workbench.document.window import LENGTH, SLACK, runs, window, window_at

TEXTS = st.text(st.sampled_from("ab \n\u202e\x00\u0301م"), max_size=60).flatmap(
    lambda piece: st.integers(0, 1500).map(lambda times: piece * times)
)


@given(TEXTS)
def test_the_windows_of_a_text_are_the_text(text: str) -> None:
    parts = [window(text, number) for number in range(window(text, 0).of)]
    assert "".join(text[part.start : part.end] for part in parts) == text
    assert all(part.end - part.start <= LENGTH + SLACK for part in parts) or "\u0301" * 9 in text


@given(TEXTS, st.lists(st.tuples(st.integers(0, 300), st.integers(1, 40)), max_size=6))
def test_runs_hold_every_character_once_and_every_claim_over_its_own(
    text: str, anchors: list[tuple[int, int]]
) -> None:
    claims = [(f"c-{n}", a, min(a + b, len(text))) for n, (a, b) in enumerate(anchors) if a < len(text)]
    part = window(text, 0)
    found = list(runs(text, part, claims))
    at = part.start
    for run in found:
        assert run.at == at
        assert run.hidden or run.words == text[at : at + run.length]
        at += run.length
        for id_, start, end in claims:
            assert (id_ in run.claims) == (start <= run.at and run.at + run.length <= end)
    assert at == part.end
    begun = [id_ for run in found for id_ in run.begins]
    assert sorted(begun) == sorted({id_ for id_, start, _ in claims if start < part.end})


def test_a_window_holds_the_place_that_is_asked_for() -> None:
    text = ("word " * 10_000) + "x" * 40_000
    for place in (0, 1, LENGTH - 1, LENGTH, LENGTH + 1, 50_000, len(text) - 1):
        part = window_at(text, place)
        assert part.start <= place < part.end


def test_a_line_of_ten_million_letters_is_a_small_page_at_once() -> None:
    text = "\u202ekilled 12 " * 1_000_000
    started = perf_counter()
    part = window_at(text, 9_000_000)
    words = "".join(run.words for run in runs(text, part, [("c-1", 9_000_001, 9_000_006)]))
    assert perf_counter() - started < 2
    assert len(words) < 60_000
    assert "\u202e" not in words
