"""Reading: a text in, claims out; one text, or a stream of them over several processes."""

from __future__ import annotations

import functools
import multiprocessing
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from tollbook.claims.readers import READERS, Reader
from tollbook.model.claim import Claim
from tollbook.model.finding import Refusal

DEFAULT = "rules-en"


@dataclass(frozen=True, slots=True)
class Item:
    """One text to read: its document's id, the text, its day of publication and language where known."""

    doc: str
    text: str
    published: date | None = None
    language: str | None = None


@functools.cache
def reader(name: str) -> Reader:
    """The reader called `name`, loaded once per process. Raises Refusal for a name that there is not."""
    if name not in READERS:
        raise Refusal(f'There is no reader "{name}".', f"Readers: {', '.join(sorted(READERS))}.")
    return READERS[name]()


def read(
    text: str, *, doc: str, published: date | None, language: str | None = None, reader: str = DEFAULT
) -> tuple[Claim, ...]:
    """The claims of a text, sorted by (start, end, harm); `part_of` refers to that order.

    `published` is the day against which "on Tuesday" is resolved; without it such dates stay open. `language`
    is what is known of the text's language; a reader of another language finds little and invents nothing.
    """
    del language
    return _reader(reader).read(text, doc=doc, published=published)


_reader = reader


def _read_item(name: str, item: Item) -> tuple[Claim, ...]:
    return read(item.text, doc=item.doc, published=item.published, language=item.language, reader=name)


def read_many(
    items: Iterable[Item], *, reader: str = DEFAULT, processes: int = 1
) -> Iterator[tuple[Item, tuple[Claim, ...]]]:
    """Each item with its claims, in the order of the items, as a stream.

    The result is the same whatever the number of `processes`; memory is bounded by a few items a process.
    """
    _reader(reader)
    if processes <= 1:
        for item in items:
            yield item, _read_item(reader, item)
        return
    yield from _in_processes(items, reader, processes)


def _in_processes(items: Iterable[Item], name: str, processes: int) -> Iterator[tuple[Item, tuple[Claim, ...]]]:
    from collections import deque
    from concurrent.futures import Future, ProcessPoolExecutor

    context = multiprocessing.get_context(
        "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else None
    )
    waiting: deque[tuple[Item, Future[tuple[Claim, ...]]]] = deque()
    with ProcessPoolExecutor(processes, mp_context=context) as pool:
        for item in items:
            waiting.append((item, pool.submit(_read_item, name, item)))
            if len(waiting) >= 16 * processes:
                first, future = waiting.popleft()
                yield first, future.result()
        while waiting:
            first, future = waiting.popleft()
            yield first, future.result()
