"""Reading: a text in, claims out; one text, or a stream of them over several processes."""

from __future__ import annotations

import functools
import multiprocessing
import multiprocessing.connection
import os
import signal
import threading
from collections.abc import Generator, Iterable, Iterator, Sequence
from datetime import date
from typing import Final

from tollbook.claims.answer import Answer, Item, Unanswered
from tollbook.claims.confidence import with_confidence
from tollbook.claims.readers import READERS, AnsweringReader, JoiningReader, Reader
from tollbook.model.claim import Claim
from tollbook.model.finding import Refusal

DEFAULT = "rules"

TOGETHER: Final = 16
TOGETHER_LENGTH: Final = 40_000
"""Items read together, and characters after which no more are added to them: few enough that of several processes
none has long to do when the others have nothing left."""

AHEAD: Final = 3
AHEAD_LENGTH: Final = 8_000_000
"""Such lots taken in for each process before the first of them is waited for, and their characters in all."""


__all__ = ["DEFAULT", "Answer", "Item", "Unanswered", "answers", "read", "read_many", "reader"]


@functools.cache
def reader(name: str) -> Reader:
    """The reader called `name`, loaded once per process. Raises Refusal for a name that there is not."""
    if name not in READERS:
        raise Refusal(f'There is no reader "{name}".', f"Readers: {', '.join(sorted(READERS))}.")
    return READERS[name]()


def read(
    text: str, *, doc: str, published: date | None, language: str | None = None, reader: str | Reader = DEFAULT
) -> tuple[Claim, ...]:
    """The claims of a text, sorted by (start, end, harm); `part_of` refers to that order.

    `published` is the day against which "on Tuesday" is resolved; without it such dates stay open. `language`
    is what is known of the text's language; a reader of another language finds little and invents nothing.
    `reader` is one by its name, or one that was made. Raises Unanswered where it could not read the text now.
    """
    del language
    made = _made(reader)
    claims = made.read(text, doc=doc, published=published)
    # The confidence is calibrated on what `rules-en` finds; it says nothing of what a model proposes.
    return claims if isinstance(made, AnsweringReader) else with_confidence(claims, text)


_by_name = reader


def _made(reader: str | Reader) -> Reader:
    return _by_name(reader) if isinstance(reader, str) else reader


def _read_lot(reader: str | Reader, lot: Sequence[Item]) -> list[tuple[Claim, ...]]:
    """The claims of each item, as `read` gives them."""
    made = _made(reader)
    if isinstance(made, JoiningReader):
        found = made.read_together(lot)
        return [with_confidence(claims, item.text) for item, claims in zip(lot, found, strict=True)]
    return [read(i.text, doc=i.doc, published=i.published, language=i.language, reader=made) for i in lot]


def _lots(items: Iterable[Item]) -> Iterator[list[Item]]:
    """The items in lots that are read together: always the same ones, however many processes there are."""
    lot: list[Item] = []
    length = 0
    for item in items:
        lot.append(item)
        length += len(item.text)
        if len(lot) >= TOGETHER or length >= TOGETHER_LENGTH:
            yield lot
            lot, length = [], 0
    if lot:
        yield lot


def answers(items: Iterable[Item], *, reader: str | Reader = DEFAULT, processes: int = 1) -> Generator[Answer]:
    """Each item with its claims and what its reader refused, in the order of the items, as a stream.

    The result is the same whatever the number of `processes` (of texts at the same time, for a reader that waits
    for others); memory is bounded by a few items a process. An item whose reader could not read it now comes back
    unanswered. Raises Refusal for a name that no reader has.
    """
    made = _made(reader)
    if isinstance(made, AnsweringReader):
        yield from made.answer(items, at_once=processes)
        return
    lots = _lots(items) if isinstance(made, JoiningReader) else ([item] for item in items)
    in_processes = processes > 1 and isinstance(reader, str)
    for lot, found in _in_processes(lots, str(reader), processes) if in_processes else _here(lots, made):
        yield from map(Answer, lot, found)


def read_many(
    items: Iterable[Item], *, reader: str | Reader = DEFAULT, processes: int = 1
) -> Iterator[tuple[Item, tuple[Claim, ...]]]:
    """Each item with its claims, as `answers` gives them. Raises Unanswered where one could not be read."""
    for answer in answers(items, reader=reader, processes=processes):
        if not answer.answered:
            raise Unanswered(answer.findings)
        yield answer.item, answer.claims


def _here(lots: Iterable[list[Item]], reader: Reader) -> Iterator[tuple[list[Item], list[tuple[Claim, ...]]]]:
    return ((lot, _read_lot(reader, lot)) for lot in lots)


def _in_processes(
    lots: Iterable[list[Item]], name: str, processes: int
) -> Iterator[tuple[list[Item], list[tuple[Claim, ...]]]]:
    from collections import deque
    from concurrent.futures import Future, ProcessPoolExecutor

    has_server = "forkserver" in multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("forkserver" if has_server else None)
    if has_server and name == DEFAULT:
        context.set_forkserver_preload(["tollbook.claims.ready"])
    waiting: deque[tuple[list[Item], Future[list[tuple[Claim, ...]]]]] = deque()
    length = 0
    pool = ProcessPoolExecutor(processes, mp_context=context, initializer=_work_for_parent)
    try:
        for lot in lots:
            waiting.append((lot, pool.submit(_read_lot, name, lot)))
            length += sum(len(item.text) for item in lot)
            while len(waiting) >= AHEAD * processes or (waiting and length > AHEAD_LENGTH):
                first, future = waiting.popleft()
                length -= sum(len(item.text) for item in first)
                yield first, future.result()
        while waiting:
            first, future = waiting.popleft()
            yield first, future.result()
    finally:
        pool.shutdown(cancel_futures=True)


def _work_for_parent() -> None:
    """Leave it to the parent to be interrupted; and end with it, however it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if parent := multiprocessing.parent_process():
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    multiprocessing.connection.wait([sentinel])
    os._exit(1)
