"""Reader `llm`: texts go to a model, its answers are held against them, and only what holds becomes a claim."""

from __future__ import annotations

import os
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import date
from typing import Final

import anyio
from anyio.from_thread import start_blocking_portal

from tollbook.claims.answer import Answer, Item, Unanswered
from tollbook.claims.language import check_language
from tollbook.claims.readers.llm.accept import Source, Taken, accept
from tollbook.claims.readers.llm.ask import STYLES, ask, prompt_version
from tollbook.claims.readers.llm.decode import decode
from tollbook.claims.readers.llm.fail import Failed, shown
from tollbook.claims.readers.llm.find import Words
from tollbook.claims.readers.llm.send import Line, NotTaken, Sleep
from tollbook.claims.readers.llm.settings import Settings, find_settings
from tollbook.claims.readers.llm.settle import Told, settle
from tollbook.claims.readers.llm.split import LEAST, split
from tollbook.model.claim import Claim
from tollbook.model.finding import Finding

SILENT_TEXTS: Final = 5
"""So many texts one after another without a proper answer of the server, and no more are sent in this run."""

WAITING: Final = 4
"""Texts taken in for each one under way, so that a slow answer does not hold up those behind it."""


def to_screen(words: str) -> None:
    """Say something to whoever runs the program."""
    sys.stderr.write(words + "\n")


@dataclass(slots=True)
class _Run:
    """One run over texts: who may be under way, and whether it still makes sense to ask."""

    places: anyio.CapacityLimiter
    silent: int = 0
    stopped: bool = False


class LlmReader:
    """A language model by its settings. Before the first text is sent, `tell` is told where texts go.

    The same answers of the server give the same claims, whatever was read before or at the same time.
    """

    language = "mul"

    def __init__(self, settings: Settings, *, tell: Callable[[str], None] = to_screen, sleep: Sleep = anyio.sleep):
        self.version = f"llm 1 {settings.model} prompt {prompt_version()}"
        self._settings = settings
        self._tell = tell
        self._told = False
        self._line = Line(settings, sleep)
        self._style = 0

    def read(self, text: str, *, doc: str, published: date | None) -> tuple[Claim, ...]:
        """The claims of one text, sorted by (start, end, harm). Raises Unanswered where the model gave no answer.

        What was refused is not told here; `answer` tells it.
        """
        (answer,) = self.answer([Item(doc=doc, text=text, published=published)])
        if not answer.answered:
            raise Unanswered(answer.findings)
        return answer.claims

    def answer(self, items: Iterable[Item], *, at_once: int = 1) -> Iterator[Answer]:
        """Each item with what was found in it, in their order, as a stream; `at_once` texts are under way at once.

        A text without a whole answer comes back unanswered, with a finding. Where nobody listens at the address,
        or `SILENT_TEXTS` texts one after another get no answer, the rest is not sent and comes back unanswered.
        """
        if not self._told:
            self._tell(self._settings.notice)
            self._told = True
        waiting: deque[Future[Answer]] = deque()
        with start_blocking_portal() as portal:
            run = portal.call(self._begin, at_once)
            for item in items:
                waiting.append(portal.start_task_soon(self._answer, item, run))
                if len(waiting) >= WAITING * at_once:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()

    async def _begin(self, at_once: int) -> _Run:
        return _Run(anyio.CapacityLimiter(at_once))

    async def _answer(self, item: Item, run: _Run) -> Answer:
        async with run.places:
            if run.stopped:
                return Answer(item, answered=False)
            try:
                answer = await self._read(item)
            except Failed as failed:
                return Answer(item, findings=self._unanswered(item, failed, run), answered=False)
            run.silent = 0
            return answer

    def _unanswered(self, item: Item, failed: Failed, run: _Run) -> tuple[Finding, ...]:
        finding = failed.finding(item.name or item.doc)
        run.silent = run.silent + 1 if failed.silent else 0
        if run.stopped or not (failed.hopeless or run.silent >= SILENT_TEXTS):
            return (finding,)
        run.stopped = True
        stopped = Finding(
            code="llm.stopped",
            where=self._settings.host,
            message="no more texts were sent to this server in this run; all that had no answer stay unread",
            advice="See why above; when it is mended, run the same command again.",
        )
        return finding, stopped

    async def _read(self, item: Item) -> Answer:
        name = item.name or item.doc
        source = Source(
            doc=item.doc,
            name=name,
            words=Words(item.text),
            published=item.published,
            english=check_language(item.text, item.language or "", "en", name) is None,
        )
        answers: list[Told] = []
        findings: list[Finding] = []
        for start, end in split(item.text, 0, len(item.text)):
            for first, last, told in await self._ask(source, start, end):
                held = [accept(one, source, first, last) for one in told]
                findings += [one for one in held if isinstance(one, Finding)]
                answers.append([one if isinstance(one, Taken) else None for one in held])
        claims, twice, alone = settle(answers)
        findings += [_noted(source, one, "llm.repeated", "was told twice; the first is kept") for one in twice]
        findings += [
            _noted(source, one, "llm.alone", "breaks down one that was not taken; it stands alone")
            for one in alone
        ]
        findings += _unchecked(source, [one for told in answers for one in told if one is not None])
        return Answer(item, claims, tuple(findings))

    async def _ask(self, source: Source, start: int, end: int) -> list[tuple[int, int, list[object]]]:
        """What the model tells of `text[start:end]`; piece by piece where it cannot answer for all at once."""
        text = source.words.text
        if not text[start:end].strip():
            return []
        try:
            return [(start, end, decode(await self._request(source, start, end)))]
        except Failed as failed:
            if not failed.too_long or end - start < 2 * LEAST:
                raise
        found = []
        for first, last in split(text, start, end, (end - start) // 2 + 1):
            found += await self._ask(source, first, last)
        return found

    async def _request(self, source: Source, start: int, end: int) -> str:
        """The model's words, asked for in the fullest style that the server takes; it is remembered."""
        refused: Failed | None = None
        for style in range(self._style, STYLES):
            body = ask(source.words.text, start, end, source.published, self._settings.model, style)
            try:
                content = await self._line.send(body)
            except NotTaken as not_taken:
                refused = refused or not_taken.failed
                continue
            self._style = style
            return content
        assert refused is not None  # the loop ends without an answer only by refusals
        raise refused


def _noted(source: Source, taken: Taken, code: str, what: str) -> Finding:
    start, end = taken.claim.start, taken.claim.end
    quote = shown(source.words.text[start:end])
    return Finding(code=code, where=f"{source.name}:{start}-{end}", message=f"the claim “{quote}” {what}")


def _unchecked(source: Source, taken: list[Taken]) -> list[Finding]:
    """One finding a text on numbers and days that were taken as told, since their words could not be read."""
    count = sum(1 for one in taken if one.unchecked)
    if not count:
        return []
    return [
        Finding(
            code="llm.unchecked",
            where=source.name,
            message=f"numbers or days of {count} of its claims could not be checked against its words",
            advice="Look at them: the words are of a language or a form that only the model has read.",
        )
    ]


def make(*, url: str = "", model: str = "", tell: Callable[[str], None] | None = None) -> LlmReader:
    """The reader that these words name, else the variables TOLLBOOK_LLM_*. Raises Refusal where none is named."""
    return LlmReader(find_settings(os.environ, url=url, model=model), tell=tell or to_screen)
