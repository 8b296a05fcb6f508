"""The command aggregates: totals that somebody claims, against the record, over time, and against each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import typer

from tollbook.cli.options import PROFILE, BookFolder, Json, ProfileName, open_book
from tollbook.cli.say import Exit, heading, line, print_findings, print_json
from tollbook.cli.words import anchors
from tollbook.ledger import query
from tollbook.model.tally import Reconciliation, Series
from tollbook.tallies.aggregate import period_in_words
from tollbook.tallies.compare import Comparison


def register(app: typer.Typer) -> None:
    """Add this module's command to `app`."""
    app.command("aggregates", rich_help_panel="Look at it")(aggregates)


def aggregates(folder: BookFolder, profile: ProfileName = PROFILE, as_json: Json = False) -> None:
    """Hold every total that somebody claims against the incidents recorded inside its own scope.

    Then those of one speaker over time, and those inside another. Ends with 1 where a series does not fit.
    """
    with open_book(folder) as book:
        found, over_time, inside = book.aggregates(profile), book.series(), book.comparisons()
        quotes = anchors(book.ledger, query.claims(book.ledger, ids=[one.claim for one in found]))
    findings = [finding for one in over_time for finding in one.findings]
    if as_json:
        print_json({"reconciliations": found, "series": over_time, "comparisons": inside})
    else:
        tell_reconciliations(found, quotes)
        tell_series(over_time)
        tell_comparisons(inside)
        print_findings(findings, most=None)
    raise typer.Exit(Exit.FINDINGS if findings else Exit.DONE)


def tell_reconciliations(found: Sequence[Reconciliation], quotes: Mapping[str, str]) -> None:
    """Each aggregate in its own words, and what the incidents inside its scope record."""
    for one in found:
        heading(f"“{quotes[one.claim]}” ({one.claim})")
        line(one.words, indent=2)


def tell_series(found: Sequence[Series]) -> None:
    """Each series with its numbers in the order of their dates."""
    if found:
        heading("Over time")
    for one in found:
        line(one.words, indent=2)
        for point in one.points:
            gain = "" if point.gain is None else f", {point.gain:+,} since the one before"
            line(f"{point.number} {period_in_words(point.period)}{gain} ({point.claim})", indent=4)


def tell_comparisons(found: Sequence[Comparison]) -> None:
    """The pairs in which the scope of one aggregate contains the other's."""
    if found:
        heading("One inside another")
    for one in found:
        line(one.words, indent=2)
