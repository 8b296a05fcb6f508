"""What a page states of itself in its metadata: title, publisher, address, language and day of publication.

Only what is stated counts. A day in the running text, in the address, in a copyright line or beside a related
story is not the day of publication (docs/decisions/extraction.md tells why htmldate is not asked).
"""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from urllib.parse import urljoin, urlsplit

from tollbook.documents.extractors.html_page import Page
from tollbook.documents.read_date import read_date
from tollbook.documents.read_language import read_language
from tollbook.model.finding import Finding

# Open Graph (ogp.me), Dublin Core (dublincore.org/specifications/dublin-core/dcmi-terms), schema.org, Highwire
# Press and the names that large news sites use; the first that is there counts.
_PUBLISHED: Final = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "citation_publication_date",
    "citation_date",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "dcterms.date",
    "dcterms.created",
    "parsely-pub-date",
    "sailthru.date",
    "article.published",
    "cxenseparse:recs:publishtime",
    "originalpublicationdate",
    "publication_date",
    "publish_date",
    "publish-date",
    "published_date",
    "published_time",
    "publishdate",
    "pubdate",
    "date",
)
_PUBLISHER: Final = (
    "og:site_name",
    "dc.publisher",
    "dcterms.publisher",
    "citation_publisher",
    "publisher",
    "application-name",
)
_TITLE: Final = ("og:title", "citation_title", "dc.title", "dcterms.title", "headline")

# The kinds of article of schema.org, and what is published like one.
_ARTICLE: Final = re.compile(r"\w*Article|Report|(?:Live)?BlogPosting|(?:SocialMedia|DiscussionForum)Posting")
_PAGE: Final = re.compile(r"(?:Web|Item|About|Collection)Page")
_MARKED: Final = (
    "datepublished",
    "pubdate",
    "published",
    "entry-date",
    "dt-published",
    "publish-date",
    "post-date",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Statements:
    """What a page states of itself; empty and None where it states nothing that can be used."""

    title: str = ""
    publisher: str = ""
    published: date | None = None
    url: str = ""
    language: str = ""
    findings: tuple[Finding, ...] = ()


def statements(page: Page, where: str) -> Statements:
    """What `page` states. Findings: those of `read_date` and `date.conflict`, for dates that are not used."""
    metas: dict[str, str] = {}
    for meta, content in page.metas:
        metas.setdefault(meta, content)
    things = [thing for block in page.data for thing in _things(block)]
    articles = [thing for thing in things if _is_a(thing, _ARTICLE)]
    pages = [thing for thing in things if _is_a(thing, _PAGE)]
    language = read_language(page.language) or read_language(metas.get("og:locale", ""))
    url = _url(page, metas)
    published, findings = _published(page, metas, articles, pages, language, where)
    return Statements(
        title=_title(page, metas, articles),
        publisher=_publisher(metas, articles + pages, things, url),
        published=published,
        url=url,
        language=language,
        findings=findings,
    )


def _title(page: Page, metas: Mapping[str, str], articles: Sequence[Mapping[str, Any]]) -> str:
    headlines = [article["headline"] for article in articles if isinstance(article.get("headline"), str)]
    only_heading = page.headings[0] if len(page.headings) == 1 else ""
    stated = [metas[name] for name in _TITLE if name in metas]
    return next(
        (" ".join(title.split()) for title in (*stated, *headlines, only_heading, page.title) if title.strip()), ""
    )


def _url(page: Page, metas: Mapping[str, str]) -> str:
    said = page.canonical or metas.get("og:url", "")
    try:
        url = urljoin(metas.get("og:url", ""), said)
        parts = urlsplit(url)
    except ValueError:  # no address at all, such as "http://[x"
        return ""
    return url if parts.scheme in ("http", "https") and parts.netloc else ""


def _publisher(
    metas: Mapping[str, str], about: Sequence[Mapping[str, Any]], things: Sequence[Mapping[str, Any]], url: str
) -> str:
    """Who publishes the page, as it says; failing that the host of its own address, which says as much."""
    by_id = {thing["@id"]: thing for thing in things if isinstance(thing.get("@id"), str)}
    names = [metas[name] for name in _PUBLISHER if name in metas]
    for thing in about:
        for publisher in _listed(thing.get("publisher")):
            if isinstance(publisher, Mapping):
                named = publisher if "name" in publisher else by_id.get(str(publisher.get("@id")), {})
                names += [name for name in _listed(named.get("name")) if isinstance(name, str)]
            elif isinstance(publisher, str):
                names.append(publisher)
    tidy = (" ".join(name.split()) for name in names)
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    return next((name for name in tidy if name and not name.startswith(("@", "http:", "https:"))), host)


def _published(
    page: Page,
    metas: Mapping[str, str],
    articles: Sequence[Mapping[str, Any]],
    pages: Sequence[Mapping[str, Any]],
    language: str,
    where: str,
) -> tuple[date | None, tuple[Finding, ...]]:
    """The day of publication, from the first place that states one: JSON-LD, `meta`, `time` elements."""
    marked = [time.datetime for time in page.times if any(mark in time.marks.split() for mark in _MARKED)]
    apart = [time.datetime for time in page.times if time.apart and not marked]
    places = [
        _stated(articles, "datePublished"),
        *([metas[name]] for name in _PUBLISHED if name in metas),
        _stated(pages, "datePublished"),
        marked,
        apart,
    ]
    findings: dict[Finding, None] = {}
    for said in places:
        read = [read_date(one, where=where, language=language) for one in dict.fromkeys(said)]
        findings.update((finding, None) for finding in read if isinstance(finding, Finding))
        days = sorted({day for day in read if not isinstance(day, Finding)})
        if len(days) == 1:
            return days[0], tuple(findings)
        if days and said is not apart:
            findings[_conflict(days, where)] = None
            break
    return None, tuple(findings)


def _conflict(days: Sequence[date], where: str) -> Finding:
    return Finding(
        code="date.conflict",
        where=where,
        message=f"the page states more than one day of publication ({', '.join(map(str, days))}); none is used",
        advice="Write the day that holds in sources.csv.",
    )


def _things(block: str) -> list[Mapping[str, Any]]:
    """The things that a JSON-LD block speaks of: at its top, in lists and in `@graph`, not those within others."""
    try:
        waiting = deque([json.loads(block, strict=False)])
    except (ValueError, RecursionError):  # not JSON; or nested too deep to be about a page
        return []
    things: list[Mapping[str, Any]] = []
    while waiting:
        one = waiting.popleft()
        if isinstance(one, list):
            waiting += one
        elif isinstance(one, dict):
            things.append(one)
            waiting += _listed(one.get("@graph"))
    return things


def _is_a(thing: Mapping[str, Any], kind: re.Pattern[str]) -> bool:
    return any(isinstance(one, str) and kind.fullmatch(one) for one in _listed(thing.get("@type")))


def _stated(things: Sequence[Mapping[str, Any]], key: str) -> list[str]:
    return [said for thing in things for said in _listed(thing.get(key)) if isinstance(said, str) and said.strip()]


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]
