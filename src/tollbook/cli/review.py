"""The command `review`: the most doubtful pairs and claims one by one, one key each; each decision is saved."""

from __future__ import annotations

import shutil
from collections import Counter
from typing import Annotated, Final

import typer
from rich.text import Text

from tollbook.cli.decisions import field_of
from tollbook.cli.doubts import Doubt, doubtful_claims, doubtful_pairs, tell
from tollbook.cli.keys import from_whom
from tollbook.cli.options import BookFolder, By, open_book
from tollbook.cli.say import Exit, counted, isolated, out, print_findings
from tollbook.cli.stop import Stopped
from tollbook.flow import Book
from tollbook.incidents.groups import Groups
from tollbook.incidents.record import weigh_all
from tollbook.ledger import linked
from tollbook.model.finding import Refusal
from tollbook.model.vocabulary import Decision

WIDEST: Final = 100
NARROWEST: Final = 30
"""Columns of a line: those of the terminal, within these bounds."""

NAMES: Final = {"n": "next", "z": "undo", "?": "help", "q": "quit"}
HELP: Final = {
    "s": "same: both speak of one event, whatever the score says",
    "d": "different: they are two events, and are never put together",
    "u": "unsure: looked at and left open; you are not asked again",
    "a": "accept: the claim stands as it was read",
    "r": "reject: it counts nowhere, and stays on record",
    "e": "amend: say what a field should be, as in low=29",
    "n": "next: pass over this one; it comes again another time",
    "z": "undo the last decision of this sitting",
    "q": "quit: everything you decided is in the book already",
}


def register(app: typer.Typer) -> None:
    """Add this module's command to `app`."""
    app.command("review", rich_help_panel="Decide")(review)


def review(
    folder: BookFolder,
    pairs: Annotated[bool, typer.Option("--pairs", help="Only pairs of claims.")] = False,
    claims: Annotated[bool, typer.Option("--claims", help="Only single claims.")] = False,
    limit: Annotated[int | None, typer.Option(min=1, help="Ask at most so many questions.")] = None,
    why: Annotated[str, typer.Option("--why", help="One reason for all; you are not asked for any then.")] = "",
    by: By = "",
) -> None:
    """Walk the most doubtful pairs and claims, one key each; every decision is saved at once.

    Of a pair: s same event, d different, u unsure. Of a claim: a accept, r reject, e amend. Always: n next, z undo
    the last, ? help, q quit. Nobody is asked twice. From a pipe, each line stands for a key or an answer.
    Ends with 1 where a decision contradicts an earlier one, which is then set aside.
    """
    with open_book(folder, by) as book:
        book.update()
        sitting = Sitting(book, why)
        if pairs or not claims:
            sitting.queue += doubtful_pairs(book.ledger)
        if claims or not pairs:
            sitting.queue += doubtful_claims(book.ledger)
        aside = set(book.set_aside())
        try:
            sitting.walk(limit)
        except Stopped as stopped:
            sitting.end()
            raise Stopped(
                "stopped. Every decision that you took is in the book.", f"Go on with: tollbook review {folder}"
            ) from stopped
        sitting.end()
        findings = [one for one in book.set_aside() if one not in aside]
    print_findings(findings)
    raise typer.Exit(Exit.FINDINGS if findings else Exit.DONE)


class Sitting:
    """One person at one book: a queue of doubts, and what was decided of them, by the number of the entry."""

    def __init__(self, book: Book, why: str = "") -> None:
        self.queue: list[Doubt] = []
        self.decided: list[tuple[Doubt, Decision, int]] = []
        self._book = book
        self._why = why
        self._key, self._line = from_whom()
        self._at = 0
        self._settled = weigh_all(book.ledger).groups()
        self._width = max(NARROWEST, min(WIDEST, shutil.get_terminal_size((80, 24)).columns))

    def walk(self, limit: int | None = None) -> None:
        """Ask one doubt after another, until there is none, or the limit, or the person has had enough."""
        last = len(self.queue) if limit is None else min(limit, len(self.queue))
        pairs = sum(1 for doubt in self.queue if doubt.link)
        claims = len(self.queue) - pairs
        self._say(
            f"{counted(pairs, 'doubtful pair')} and {counted(claims, 'doubtful claim')} to look at."
            " Every decision is saved at once; q quits, ? helps."
        )
        asked = 0
        while self._at < len(self.queue) and asked < last:
            doubt = self.queue[self._at]
            if _is_settled(doubt, self._settled):
                self._at += 1
                continue
            step = self._ask(doubt, f"{asked + 1} of {last}")
            if step is None:
                return
            asked = max(0, asked + step)
            self._at = max(0, self._at + step)

    def end(self) -> None:
        """Let the incidents follow, and say what was decided and how to go on."""
        before = linked.count_incidents(self._book.ledger)
        folder = self._book.ledger.folder
        self._say("")
        self._book.update()
        if not self.decided:
            self._say("Nothing was decided.")
        else:
            counts = Counter(decision for _, decision, _ in self.decided)
            said = ", ".join(f"{counts[one]} {one}" for one in Decision if counts[one])
            self._say(f"You took {counted(len(self.decided), 'decision')}: {said}.")
            after = linked.count_incidents(self._book.ledger)
            same = "as before" if before == after else f"{before:,} before"
            self._say(f"The book has {counted(after, 'incident')} now, {same}.")
            entries = ", ".join(str(seq) for _, _, seq in self.decided)
            self._say(f"To take one back: tollbook undo {folder} ENTRY (yours: {entries})")
        pairs, claims = len(doubtful_pairs(self._book.ledger)), len(doubtful_claims(self._book.ledger))
        self._say(f"Still open: {counted(pairs, 'doubtful pair')}, {counted(claims, 'doubtful claim')}.")
        if pairs or claims:
            self._say(f"Go on with: tollbook review {folder}")

    def _ask(self, doubt: Doubt, place: str) -> int | None:
        """Show a doubt until a key answers it. How many to go on; None to end."""
        self._tell(doubt, place)
        choices = " ".join(f"{key} {word}" for key, word in _keys(doubt).items())
        while True:
            key = self._key(lambda: self._prompt(f"{choices} > "))
            self._say(_keys(doubt).get(key, ""))
            match key:
                case "q" | "":
                    return None
                case "n":
                    return 1
                case "z" if self.decided:
                    return self._undo()
                case "z":
                    self._say("Nothing was decided in this sitting that could be undone.")
                case "?":
                    self._say(*(f"{one}  {HELP[one]}" for one in HELP if one in _keys(doubt)))
                case _ if key in doubt.keys:
                    if self._decide(doubt, doubt.keys[key]):
                        return 1
                case _:
                    self._say("This key does nothing here; ? shows those that do.")

    def _decide(self, doubt: Doubt, decision: Decision) -> bool:
        """Write a decision; False where it was thought better of, or cannot be."""
        fields = self._amended() if decision is Decision.AMEND else {}
        if decision is Decision.AMEND and not fields:
            self._say("Nothing amended.")
            return False
        why = self._why or self._answer("Why? (Enter for no reason) ")
        try:
            entry = self._book.judge(decision, doubt.claims, why=why, fields=fields, link=False)
        except Refusal as refusal:
            self._say(f"Not saved: {refusal.message}", refusal.advice)
            return False
        self.decided.append((doubt, decision, entry.seq))
        self._settled = weigh_all(self._book.ledger).groups()
        self._say(f"Saved as entry {entry.seq}.")
        return True

    def _amended(self) -> dict[str, object]:
        fields: dict[str, object] = {}
        while answer := self._answer("Which field is what? As in low=29 (Enter: that is all) "):
            try:
                name, value = field_of(answer)
            except Refusal as refusal:
                self._say(refusal.message, "Write it as low=29 or status=civilian.")
            else:
                fields[name] = value
        return fields

    def _undo(self) -> int:
        """Take the last decision back; how far back its doubt stands in the queue."""
        doubt, decision, seq = self.decided.pop()
        self._book.undo(seq, why="taken back in the same sitting", link=False)
        self._settled = weigh_all(self._book.ledger).groups()
        self._say(f"Took back “{decision}” (entry {seq}).")
        return self.queue.index(doubt) - self._at

    def _tell(self, doubt: Doubt, place: str) -> None:
        kind = "One event, or two?" if doubt.link else "Is this claim right?"
        self._say("", "-" * self._width, f"{place}. {kind}", "")
        for indent, words in tell(self._book.ledger, doubt):
            self._say(words, indent=indent)
        self._say("")

    def _answer(self, prompt: str) -> str:
        self._prompt(prompt)
        answer = self._line()
        if not answer.endswith("\n"):
            out.print()
        return answer.strip()

    def _prompt(self, words: str) -> None:
        *lines, last = _wrapped(words, self._width - 1)
        for one in lines:
            out.print(one, soft_wrap=True)
        out.print(last, Text(" "), end="", soft_wrap=True, sep="")
        out.file.flush()

    def _say(self, *lines: str, indent: int = 0) -> None:
        for words in lines:
            for one in _wrapped(words, self._width - indent):
                out.print(Text(" " * indent) + one, soft_wrap=True)


def _wrapped(words: str, width: int) -> list[Text]:
    """`words` in lines of at most `width` columns, in reading order: the terminal turns Arabic around."""
    lines = Text(isolated(words)).wrap(out, width)
    for one in lines:
        one.rstrip()
    return list(lines) or [Text("")]


def _keys(doubt: Doubt) -> dict[str, str]:
    return {**{key: decision.value for key, decision in doubt.keys.items()}, **NAMES}


def _is_settled(doubt: Doubt, settled: Groups[str]) -> bool:
    """Whether what was decided meanwhile answers it."""
    if not doubt.link:
        return False
    a, b = doubt.claims
    return settled.together(a, b) or settled.apart(a, b)
