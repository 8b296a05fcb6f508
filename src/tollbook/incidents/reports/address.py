"""What the address of a report shows: the day it was published, and its running number at its publisher."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from urllib.parse import parse_qs, unquote, urlsplit

from tollbook.incidents.reports.calendar import ordinal

_STATUS = re.compile(r"/status(?:es)?/(\d{15,20})")
_YEAR_FIRST = re.compile(r"(?<!\d)(20\d\d)[/_-](\d{1,2})[/_-](\d{1,2})(?!\d)")
_YEAR_LAST = re.compile(r"(?<!\d)(\d{1,2})[_-](\d{1,2})[_-](20\d\d)(?!\d)")
_NUMBER = re.compile(r"(?<![\dA-Za-z%])[A-Za-z]?(\d{4,8})(?!\d)")
_POST = re.compile(r"/(?:posts|videos|photos)/(?:.*/)?(\d{9,})/?$")
_TONGUE = re.compile(r"/(ar|en|fr|kr|ku|tr)/")
SHARED_HOSTS = frozenset({"facebook.com", "instagram.com", "t.me", "tiktok.com", "twitter.com", "x.com"})
"""Hosts at which many publish, each under an account of their own. (YouTube's addresses do not name theirs.)"""
TWITTER_EPOCH = 1_288_834_974_657
"""Milliseconds at which the numbers of posts on Twitter begin; a number's upper 42 bits count from there."""


def day_of(url: str) -> int:
    """The day on which what stands at `url` was published, as an ordinal; 0 where the address does not say.

    A date in the path ("/2024/03/09/", "-09-03-2024"), or the number of a post on Twitter, which holds its moment.
    """
    parts = urlsplit(url)
    if (parts.hostname or "").removeprefix("www.").removeprefix("mobile.") in ("twitter.com", "x.com"):
        status = _STATUS.search(parts.path)
        moment = ((int(status[1]) >> 22) + TWITTER_EPOCH) / 1000 if status else 0
        return datetime.fromtimestamp(moment, UTC).toordinal() if status and moment < 4e9 else 0
    path = unquote(parts.path)
    if found := _YEAR_FIRST.search(path):
        return ordinal(int(found[1]), int(found[2]), int(found[3]))
    if found := _YEAR_LAST.search(path):
        return ordinal(int(found[3]), int(found[2]), int(found[1]))
    return 0


def number_of(url: str) -> tuple[str, int] | None:
    """The series that `url` belongs to and its running number in it; None where it has none.

    Publishers count their articles upwards, and pages of Facebook their posts, so that of two with known days the
    one between was published between them.
    """
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    path, asked = unquote(parts.path), parse_qs(parts.query)
    if host == "facebook.com":
        post = (asked.get("story_fbid") or [""])[0] or ((found := _POST.search(path)) and found[1]) or ""
        page = (asked.get("id") or [""])[0] or path.split("/")[1]
        return (f"{host}/{page} {len(post)}", int(post)) if post.isdecimal() and page else None
    tongue = found[1] if (found := _TONGUE.search(path)) else ""
    plain = (asked.get("p") or [""])[0]
    numbers = [found[1] for found in _NUMBER.finditer(path) if not _is_year(found[1])]
    number = plain if plain.isdecimal() and len(plain) <= 12 else numbers[-1] if numbers else ""
    return (f"{host} {tongue}", int(number)) if number and host not in ("twitter.com", "x.com") else None


def site_of(url: str) -> str:
    """Who speaks at `url`, as its address shows: the host, with the account where many share it; else ""."""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.").removeprefix("m.").removeprefix("mobile.")
    if host not in SHARED_HOSTS:
        return host
    account = (parse_qs(parts.query).get("id") or [""])[0] or unquote(parts.path).strip("/").split("/")[0]
    return f"{host}/{account}" if account and not account.endswith(".php") else ""


def _is_year(number: str) -> bool:
    return len(number) == 4 and number.startswith("20")
