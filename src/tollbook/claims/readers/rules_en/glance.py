"""A cheap look before slow patterns: whether any of them can be found in a text at all."""

from __future__ import annotations

import re
from collections.abc import Iterable

_NAMED = re.compile(r"\(\?P<\w+>")
_CAPITAL = re.compile(r"\\.|[A-Z]", re.DOTALL)


def glance(patterns: Iterable[str]) -> re.Pattern[str]:
    """One pattern that is found in `folded(text)` wherever one of `patterns` is found in `text`, case ignored.

    Looking through a folded copy is several times as fast as ignoring the case. The patterns hold no part in
    which the case counts, and no group that they refer to.
    """
    bare = (_CAPITAL.sub(_lower, _NAMED.sub("(?:", pattern)) for pattern in patterns)
    return re.compile("|".join(f"(?:{pattern})" for pattern in bare))


def folded(text: str) -> str:
    """`text` in lower case, with the letters that `re` takes for "i" and "s" where it ignores the case."""
    return text.lower().replace("\u0131", "i").replace("i\u0307", "i").replace("\u017f", "s")


def _lower(match: re.Match[str]) -> str:
    return match[0] if match[0].startswith("\\") else match[0].lower()
