"""Take a quote: the sentence around an anchor, verbatim, with the offsets at which a stranger finds it."""

from __future__ import annotations

import re

from tollbook.model.release import Quote

# A long sentence is cut at a word this many characters from the anchor, and the cut is said.
REACH = 320

_END = re.compile(r"[.!?؟۔。！？…]+[\"'”’»)\]]*(?=\s)|\n[ \t\r]*\n")
# A full stop after these, or after a single capital ("U.S."), does not end a sentence.
_SHORT = re.compile(r"(?:\b[A-Z]|\b(?:Lt|Gen|Col|Maj|Capt|Sgt|Brig|Adm|Mr|Mrs|Ms|Dr|Prof|St|No|vs))\.$")


def quote(document: str, text: str, start: int, end: int, *, anchor_only: bool = False) -> Quote:
    """The sentence of `text` that holds `text[start:end]`, or with `anchor_only` those words alone.

    Nothing is added, trimmed inside or normalised. Raises ValueError if the offsets do not lie in the text.
    """
    if not 0 <= start < end <= len(text):
        raise ValueError(f"anchor {start}-{end} does not lie in a text of {len(text)} characters")
    if anchor_only:
        return Quote(document=document, start=start, end=end, before="", anchor=text[start:end], after="",
                     cut_before=True, cut_after=True)  # fmt: skip
    first, cut_before = _sentence_start(text, start)
    last, cut_after = _sentence_end(text, end)
    return Quote(
        document=document,
        start=first,
        end=last,
        before=text[first:start],
        anchor=text[start:end],
        after=text[end:last],
        cut_before=cut_before,
        cut_after=cut_after,
    )


def find(document: str, text: str, words: str) -> Quote | None:
    """The first place where `words` stand in `text`, verbatim; None where they do not."""
    at = text.find(words) if words else -1
    if at < 0:
        return None
    return Quote(document=document, start=at, end=at + len(words), before="", anchor=words, after="")


def _sentence_start(text: str, start: int) -> tuple[int, bool]:
    floor = max(0, start - REACH)
    found = _END.finditer(text, floor, start + 1)
    ends = [match.end() for match in found if match.end() <= start and _ends(text, match)]
    cut = not ends and floor > 0
    first = ends[-1] if ends else floor
    if cut:
        space = text.find(" ", first, start)
        first = space if space >= 0 else first
    while first < start and text[first].isspace():
        first += 1
    return first, cut


def _sentence_end(text: str, end: int) -> tuple[int, bool]:
    ceiling = min(len(text), end + REACH)
    match = next(
        (match for match in _END.finditer(text, end, min(len(text), ceiling + 1)) if _ends(text, match)), None
    )
    cut = match is None and ceiling < len(text)
    last = match.end() if match else ceiling
    if cut:
        space = text.rfind(" ", end, last)
        last = space if space >= 0 else last
    while last > end and text[last - 1].isspace():
        last -= 1
    return last, cut


def _ends(text: str, match: re.Match[str]) -> bool:
    return match[0] != "." or not _SHORT.search(text, max(0, match.start() - 6), match.end())
