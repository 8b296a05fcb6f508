"""Reading: what must hold for any text, and for any number of processes."""

from __future__ import annotations

import signal
import subprocess
import sys
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tollbook.claims.read import Item, read, read_many
from tollbook.claims.readers.rules_en.read import RulesEn
from tollbook.model.claim import Claim
from tollbook.model.finding import Refusal

DAY = date(2021, 5, 20)
JUMBLE = """killed wounded 12 5-12 at least people civilians , . ( ) - : ; the in Tarfa on Monday
including three children or and no none of them deaths toll bodies dozens 90% Dorin Askell
(54) who were was by drone strike missing home destroyed قتل since 2015 from to a an "he
said " among had been may could if not rose"""
PIECES = st.sampled_from([*JUMBLE.split(), "\n", "\x00"])


def sound(text: str, claims: tuple[Claim, ...]) -> None:
    """What holds for the claims of any text."""
    keys = [(c.start, c.end, c.harm, c.low, c.high) for c in claims]
    assert len(set(keys)) == len(keys)
    assert list(claims) == sorted(claims, key=lambda c: (c.start, c.end, c.harm))
    for n, claim in enumerate(claims):
        assert text[claim.start : claim.end].strip()
        assert claim.low is None or claim.high is None or 0 <= claim.low <= claim.high
        written = (claim.place, claim.actor, claim.count_text, *claim.speakers)
        assert all(words in text for words in written)
        seen, above = {n}, claim.part_of
        while above is not None:
            assert above not in seen
            assert 0 <= above < len(claims)
            seen.add(above)
            above = claims[above].part_of


@given(st.text())
@settings(max_examples=60, deadline=None)
def test_no_text_makes_the_reader_fail(text: str) -> None:
    sound(text, read(text, doc="x", published=DAY))


@given(st.lists(PIECES, max_size=60).map(" ".join))
@settings(max_examples=120, deadline=None)
def test_no_jumble_of_harm_words_makes_unsound_claims(text: str) -> None:
    sound(text, read(text, doc="x", published=DAY))


@pytest.mark.parametrize(
    "text",
    ["", " ", "\x00" * 50_000, "a" * 300_000, '"' * 20_000, "(" * 3000 + "killed 12 people" + ")" * 3000],
)
def test_odd_texts_are_read_in_bounded_time(text: str) -> None:
    sound(text, read(text, doc="x", published=None))


def test_the_same_text_gives_the_same_claims_whatever_was_read_before() -> None:
    text = "Local officials said at least 29 people, including 12 children, died on Tuesday in Tarfa."
    first = read(text, doc="x", published=DAY)
    read("He said 41 people had been killed in Oster.", doc="y", published=DAY)
    assert read(text, doc="x", published=DAY) == first


@pytest.mark.slow
def test_two_processes_give_what_one_gives_in_the_same_order() -> None:
    items = [Item(str(n), f"A bomb killed {n + 2} people in Tarfa on Monday.", DAY) for n in range(60)]
    assert list(read_many(items, processes=2)) == list(read_many(items, processes=1))


def test_texts_read_together_give_what_each_gives_alone() -> None:
    told = "The army shelled Tarfa on Monday. {} people were killed. It also hit a bakery.\n\nTwo more died later."
    texts = [told.format(n + 2) * (n % 3) for n in range(70)] + ["Four men were wounded in Oster. " * 450]
    items = [Item(str(n), text, DAY) for n, text in enumerate(texts)]
    assert [claims for _, claims in read_many(items)] == [read(i.text, doc=i.doc, published=DAY) for i in items]


def test_an_unknown_reader_is_refused() -> None:
    with pytest.raises(Refusal, match="no reader"):
        read("", doc="x", published=None, reader="nobody")


def test_the_gate_loses_no_claim_of_a_plain_report() -> None:
    text = (
        "The market was full on Tuesday morning. People were buying bread. Two shells hit it at ten. "
        "At least nine people were killed, three of them children. The wounded were taken to Oster. "
        "The mayor spoke later. He said the toll could rise."
    )
    gated, ungated = RulesEn(), RulesEn(gate=False)
    assert gated.read(text, doc="x", published=DAY) == ungated.read(text, doc="x", published=DAY)


def test_a_dateline_dates_a_text_without_a_day_of_publication() -> None:
    text = "TARFA, 14 SEP 89 (ORBIS) -- [TEXT] GUNMEN KILLED THREE SOLDIERS YESTERDAY."
    (claim,) = read(text, doc="x", published=None)
    assert claim.date_start == date(1989, 9, 13)


def test_processes_that_read_end_with_the_one_they_read_for() -> None:
    code = """
import itertools, os, signal, sys
from tollbook.claims.read import Item, read_many

texts = (Item(doc=str(n), text="Two people were killed in Tarfa.") for n in itertools.count())
for number, _ in enumerate(read_many(texts, processes=2)):
    if number == 3:
        os.kill(os.getpid(), signal.SIGKILL)
"""
    # The readers hold the pipe open as well: it ends only when all of them have ended.
    ended = subprocess.run([sys.executable, "-c", code], stdout=subprocess.PIPE, check=False, timeout=300)
    assert ended.returncode == -signal.SIGKILL


@pytest.mark.parametrize("piece", ["Omar Latif, 12, ", "12 killed ", "he said (", "in Tarfa on Monday "])
def test_twice_the_text_is_no_more_than_twice_the_work(piece: str) -> None:
    def work(length: int) -> int:
        calls = 0

        def count(frame: object, event: str, arg: object) -> None:
            nonlocal calls
            calls += event == "call"

        text = (piece * length)[:length]
        before = sys.getprofile()
        sys.setprofile(count)
        try:
            read(text, doc="x", published=DAY)
        finally:
            sys.setprofile(before)
        return calls

    work(900)
    assert work(3600) < 2.5 * work(1800) + 10_000
