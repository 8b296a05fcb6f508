"""Commands about what accused parties say: positions lists them, position decides of one or records it by hand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from tollbook.assessments.order import Assessed
from tollbook.assessments.said import in_words
from tollbook.assessments.statements.propose import Proposed, Saying
from tollbook.cli.options import PROFILE, BookFolder, By, Json, ProfileName, Why, day, open_book
from tollbook.cli.outcome import found_incident
from tollbook.cli.say import counted, heading, line, print_json
from tollbook.cli.words import date_of, place_of
from tollbook.flow import Book
from tollbook.ledger import decided, query
from tollbook.ledger.bodies import PositionRecorded
from tollbook.ledger.find import find_claim, find_document
from tollbook.model.document import Document
from tollbook.model.entry import Entry
from tollbook.model.finding import Refusal
from tollbook.model.judgement import Position
from tollbook.model.vocabulary import Step

IN_WORDS = {
    Step.NO_STATEMENT: "has made no statement",
    Step.STATES_CIRCUMSTANCES: "states circumstances",
    Step.DENIES_ACT: "denies the act",
    Step.DENIES_RESPONSIBILITY: "acknowledges the act, denies responsibility",
    Step.ALTERNATIVE_EXPLANATION: "acknowledges the act, with another explanation",
    Step.ACCEPTS_RESPONSIBILITY: "acknowledges the act and accepts responsibility",
}


def register(app: typer.Typer) -> None:
    """Add this module's commands to `app`."""
    app.command("positions", rich_help_panel="Look at it")(positions)
    app.command("position", rich_help_panel="Decide")(position)


def positions(
    folder: BookFolder,
    profile: ProfileName = PROFILE,
    rejected: Annotated[bool, typer.Option("--rejected", help="Those too that a person has rejected.")] = False,
    as_json: Json = False,
) -> None:
    """List what accused parties say of the incidents: recorded positions, and sentences that may be one.

    A proposal is what a machine found; it counts for nothing until a person accepts it with `tollbook position`.
    """
    with open_book(folder) as book:
        recorded = decided.positions(book.ledger)
        proposed = [one for one in book.proposed(profile) if rejected or not one.rejection]
        assessed = book.incidents(profile)
        documents = query.documents(book.ledger)
    proposed = [one for one in proposed if not one.position]
    if as_json:
        print_json({"recorded": recorded, "proposed": proposed})
        return
    tell_all(recorded, proposed, assessed, documents)
    line()
    line(f"{counted(len(recorded), 'position')} recorded, {sum(not one.rejection for one in proposed)} proposed")
    if first := next((one for one in proposed if not one.rejection), None):
        short = first.proposal.id[:10]
        line(f"`tollbook position {folder} {short} --why …` accepts one; with --reject it is rejected")


def tell_all(
    recorded: Sequence[Position],
    proposed: Sequence[Proposed],
    assessed: Sequence[Assessed],
    documents: dict[str, Document],
) -> None:
    """Incident by incident, in their order: what is recorded, then what is proposed, each in time."""
    known = {one.incident.id: one for one in assessed}
    with_any = {one.incident for one in recorded} | {one.fit.incident for one in proposed}
    for id_ in [*(one for one in known if one in with_any), *sorted(with_any - known.keys())]:
        heading(_of_incident(id_, known.get(id_)))
        for position in sorted((p for p in recorded if p.incident == id_), key=lambda p: (p.date, p.seq)):
            tell_recorded(position, documents)
        fitting = [one for one in proposed if one.fit.incident == id_]
        for one in sorted(
            fitting, key=lambda one: (str(one.proposal.date), one.proposal.document, one.proposal.start)
        ):
            tell_proposed(one, documents)


def tell_recorded(one: Position, documents: dict[str, Document]) -> None:
    """A recorded position: who stands on which rung since when, in which words, recorded by whom."""
    line(
        f"recorded, entry {one.seq}  {one.party} {_rung(one.step, one.conceded)} ({in_words(one.date)})", indent=2
    )
    if one.quote:
        line(f"“{' '.join(one.quote.split())}”", indent=4)
    source = _source(documents.get(one.document)) if one.document else f"claim {one.claim}"
    line(" · ".join(word for word in (source, f"by {one.by}", one.why) if word), indent=4)


def tell_proposed(one: Proposed, documents: dict[str, Document]) -> None:
    """A proposal: what it would become, its sentence, where that stands, and by what it was found."""
    found = one.proposal
    state = f"rejected, entry {one.rejection.seq}" if one.rejection else "proposed"
    said = in_words(found.date) if found.date else "no day known"
    line(f"{state}  {found.id[:10]}  {found.party} {_rung(found.step, found.conceded)} ({said})", indent=2)
    line(f"“{' '.join(found.quote.split())}”", indent=4)
    accused = "" if one.accused or not one.fit.incident else "nobody there accuses this party"
    told = (_source(documents.get(found.document)), one.fit.words, found.words, accused)
    line(" · ".join(word for word in told if word), indent=4)


def position(
    folder: BookFolder,
    about: Annotated[
        str, typer.Argument(metavar="PROPOSAL|INCIDENT", help="A proposal (p-…) to decide of; or an incident.")
    ],
    reject: Annotated[bool, typer.Option("--reject", help="Of a proposal: it is no position.")] = False,
    incident: Annotated[
        str, typer.Option(help="Of a proposal: the incident, where it fits another or none.")
    ] = "",
    party: Annotated[str, typer.Option(help="Who speaks: the accused party.")] = "",
    step: Annotated[Step | None, typer.Option(help="The rung on the ladder of positions.")] = None,
    date: Annotated[str, typer.Option(help="When it was said, YYYY-MM-DD.")] = "",
    claim: Annotated[str, typer.Option(help="By hand: the claim that it rests on.")] = "",
    document: Annotated[
        str, typer.Option(help="By hand: or the document, by its hash, how it begins, or its file's name.")
    ] = "",
    quote: Annotated[str, typer.Option(help="With --document: the words, verbatim.")] = "",
    conceded: Annotated[int | None, typer.Option(help="How many killed the party itself concedes.")] = None,
    why: Why = "",
    by: By = "",
) -> None:
    """Accept or reject a proposed position, or record by hand what an accused party says of an incident.

    A proposal is accepted as it stands; --incident, --party, --step, --date and --conceded say otherwise. By hand,
    a position needs --party, --step and --date, and a --claim, or a --document with a --quote.
    """
    with open_book(folder, by) as book:
        said = Saying(party=party, step=step, day=day(date) if date else None, conceded=conceded)
        if about.startswith("p-"):
            _refuse_words(claim or document or quote)
            if reject:
                entry = book.reject(about, why=why)
            else:
                entry = book.accept(about, said, incident=incident, why=why)
        else:
            if reject or incident:
                raise Refusal(
                    "only a proposal is rejected, or given an --incident", "`tollbook positions BOOK` lists them."
                )
            entry = _by_hand(book, about, said, claim, document, quote, why)
    tell_entry(entry)


def tell_entry(entry: Entry) -> None:
    """What an entry about a position has written, in one line."""
    body = entry.body
    if "step" in body:
        rung = _rung(Step(body["step"]), body["conceded"])
        line(f"Entry {entry.seq}: on {body['incident']}, {body['party']} {rung} ({body['date']})")
    else:
        line(f"Entry {entry.seq}: rejected {body['proposal']}")


def _by_hand(book: Book, incident: str, said: Saying, claim: str, document: str, quote: str, why: str) -> Entry:
    if not said.party or said.step is None or said.day is None:
        raise Refusal(
            "a position that is recorded by hand says who speaks, on which rung, and when",
            "Give --party, --step and --date; or accept a proposal: `tollbook positions BOOK` lists them.",
        )
    return book.position(
        PositionRecorded(
            incident=found_incident(book, incident),
            party=said.party,
            step=said.step,
            date=said.day,
            claim=find_claim(book.ledger, claim) if claim else "",
            document=find_document(book.ledger, document) if document else "",
            quote=quote,
            conceded=said.conceded,
            why=why,
        )
    )


def _refuse_words(given: str) -> None:
    if given:
        raise Refusal(
            "a proposal brings its own sentence: --claim, --document and --quote are for positions by hand",
            "Leave them out; or give an incident instead of the proposal.",
        )


def _rung(step: Step, conceded: int | None) -> str:
    return IN_WORDS[step] + ("" if conceded is None else f", concedes {conceded:,} killed")


def _source(document: Document | None) -> str:
    if document is None:
        return ""
    day_ = f", {in_words(document.published)}" if document.published else ""
    publisher = f" ({document.publisher}{day_})" if document.publisher else day_
    return f"{document.origins[0].name}{publisher}"


def _of_incident(id_: str, one: Assessed | None) -> str:
    if not id_:
        return "On no incident of the book"
    if one is None:
        return f"On {id_}"
    return f"On {id_}: {date_of(one.assessment.when)}, {place_of(one.assessment.where)}"
