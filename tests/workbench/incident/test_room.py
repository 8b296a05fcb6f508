"""The room Incident: what its page tells, what a person decides there, and what two tabs come to."""

from __future__ import annotations

import re
from datetime import date
from html.parser import HTMLParser

import pytest
from starlette.testclient import TestClient

from tollbook.flow import Book
from tollbook.ledger import decided, linked, proposals, query
from tollbook.ledger.history import last
from tollbook.ledger.notes import notes
from tollbook.model.entry import Kind
from tollbook.model.vocabulary import Decision


@pytest.fixture
def strike(book: Book) -> str:
    """The air strike, of which several reports speak."""
    return max(linked.incidents(book.ledger).values(), key=lambda one: len(one.claims)).id


@pytest.fixture
def mine(book: Book) -> str:
    return min(linked.incidents(book.ledger).values(), key=lambda one: len(one.claims)).id


def claim_of(book: Book, low: int) -> str:
    return next(id_ for id_, claim in query.claims(book.ledger).items() if claim.low == low)


def seen(book: Book, incident: str) -> str:
    return str(last(book.ledger, incident))


class Words(HTMLParser):
    """The text of a page, and the ids of its elements."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.text, self.ids, self.links = "", list[str](), list[str]()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.ids += [value for name, value in attrs if name == "id" and value]
        self.links += [value for name, value in attrs if name == "href" and value]

    def handle_data(self, data: str) -> None:
        self.text += data

    @property
    def said(self) -> str:
        return " ".join(self.text.split())


def test_the_page_tells_when_where_how_many_why_and_in_whose_words(
    client: TestClient, book: Book, strike: str
) -> None:
    answer = client.get(f"/incidents/{strike}")
    assert answer.status_code == 200
    page = Words(answer.text)
    assert len(page.ids) == len(set(page.ids))
    for words in ("3 May 2031", "Mosul", "Civil Defence", "residents", "A note for"):
        assert words in page.said
    assert "12 people" in answer.text.replace("<mark>", "").replace("</mark>", "")
    inside = {link.removeprefix("#") for link in page.links if link.startswith("#")}
    assert inside <= set(page.ids)
    claim = claim_of(book, 12)
    assert f"/documents/{query.claims(book.ledger)[claim].doc}?claim={claim}#{claim}" in page.links


def test_of_many_claims_the_first_stand_on_the_page_and_all_are_asked_for(
    client: TestClient, strike: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tollbook.workbench.incident.page.MOST_SAID", 1)
    monkeypatch.setattr("tollbook.workbench.incident.page.MOST_BORNE", 1)
    page = Words(client.get(f"/incidents/{strike}").text)
    assert "All 4 claims" in page.said
    assert "?all=1#claims" in page.links
    whole = Words(client.get(f"/incidents/{strike}?all=1").text)
    assert "All 4 claims" not in whole.said
    assert len(whole.ids) > len(page.ids)


def test_the_range_is_drawn_and_told_in_words(client: TestClient, strike: str) -> None:
    page = client.get(f"/incidents/{strike}").text
    assert "The assessed range is" in page
    assert '<circle class="dot"' in page
    other = client.get(f"/incidents/{strike}?figure=children").text
    assert "a scale of children killed" in other


def test_an_id_that_gave_way_leads_on_and_an_unknown_one_is_told(
    client: TestClient, book: Book, strike: str, mine: str
) -> None:
    book.merge([strike, mine])
    (kept,) = linked.ids(book.ledger)
    old = mine if kept == strike else strike
    answer = client.get(f"/incidents/{old}")
    assert (answer.status_code, answer.headers["location"]) == (303, f"/incidents/{kept}")
    assert client.get("/incidents/i-nowhere").status_code == 404


def test_splitting_by_ticks_is_recorded_told_and_can_be_undone_on_the_page(
    client: TestClient, book: Book, strike: str
) -> None:
    ticked = claim_of(book, 10)
    answer = client.post(
        f"/incidents/{strike}/split", data={"claims": [ticked], "why": "two strikes", "seen": seen(book, strike)}
    )
    assert answer.status_code == 303
    told = client.get(answer.headers["location"].split("#")[0])
    assert "Recorded as entry" in told.text
    new = linked.homes(book.ledger, [ticked])[ticked]
    assert new != strike
    assert f'href="/incidents/{new}"' in told.text
    seq = re.search(r'name="seq" value="(\d+)"><button accesskey', told.text)
    assert seq is not None
    undone = client.post(f"/incidents/{strike}/undo", data={"seq": seq[1], "seen": seen(book, strike)})
    assert undone.status_code == 303
    assert linked.homes(book.ledger, [ticked])[ticked] == strike
    history = Words(client.get(f"/incidents/{strike}").text).said
    assert "split 1 claim off" in history
    assert f"took back entry {seq[1]}" in history


def test_a_claim_is_moved_and_incidents_are_merged(client: TestClient, book: Book, strike: str, mine: str) -> None:
    ticked = claim_of(book, 10)
    form = {"claims": [ticked], "to": mine, "seen": seen(book, strike)}
    assert client.post(f"/incidents/{strike}/move", data=form).status_code == 303
    assert linked.homes(book.ledger, [ticked])[ticked] == mine
    form = {"other": mine, "seen": seen(book, strike), "why": "one day"}
    answer = client.post(f"/incidents/{strike}/merge", data=form)
    (kept,) = linked.ids(book.ledger)
    assert answer.headers["location"].startswith(f"/incidents/{kept}?done=")


@pytest.mark.parametrize("decision", ["same", "different", "unsure"])
def test_a_doubtful_pair_is_set_side_by_side_and_judged(
    client: TestClient, book: Book, strike: str, decision: str
) -> None:
    (link,) = linked.doubtful(book.ledger)
    page = client.get(f"/incidents/{strike}").text
    assert "All in all" in page
    assert "same day" in page
    form = {"own": link.a, "other": link.b, "decision": decision, "seen": seen(book, strike), "why": "asked"}
    assert client.post(f"/incidents/{strike}/pair", data=form).status_code == 303
    judgement = decided.judgements(book.ledger)[-1]
    assert (judgement.decision, set(judgement.claims), judgement.why) == (decision, {link.a, link.b}, "asked")
    assert linked.doubtful(book.ledger) == []


def test_two_incidents_stand_side_by_side(client: TestClient, strike: str, mine: str) -> None:
    page = client.get(f"/incidents/{strike}/beside/{mine}").text
    assert "Mosul" in page
    assert "Erbil" in page
    assert client.get(f"/incidents/{strike}/beside", params={"other": mine}).status_code == 200
    assert client.get(f"/incidents/{strike}/beside/{strike}").status_code == 404


def test_a_position_is_recorded_where_its_words_stand_and_refused_where_they_do_not(
    client: TestClient, book: Book, strike: str
) -> None:
    document = query.claims(book.ledger)[claim_of(book, 5)].doc
    form = {
        "party": "US-led coalition",
        "step": "acknowledges_act_with_alternative_explanation",
        "date": "2031-05-20",
        "document": document,
        "quote": "the US-led coalition said something else",
        "conceded": "5",
        "why": "its own statement",
        "seen": seen(book, strike),
    }
    refused = client.post(f"/incidents/{strike}/position", data=form)
    assert refused.status_code == 422
    assert "does not stand in the text" in refused.text
    assert "the US-led coalition said something else</textarea>" in refused.text
    assert decided.positions(book.ledger) == []
    form["quote"] = "5 civilians were killed"
    assert client.post(f"/incidents/{strike}/position", data=form).status_code == 303
    (position,) = decided.positions(book.ledger, [strike])
    assert (position.conceded, position.date, position.document) == (5, date(2031, 5, 20), document)
    page = Words(client.get(f"/incidents/{strike}").text).said
    assert "16 days after the first report" in page
    assert "concedes 5" in page


def test_what_is_proposed_is_accepted_with_changes_or_rejected(
    client: TestClient, book: Book, strike: str
) -> None:
    (id_, proposal), *_ = proposals.proposals(book.ledger).items()
    assert id_ in Words(client.get(f"/incidents/{strike}").text).ids
    said = {"proposal": id_, "party": "The coalition", "step": proposal.step.value, "date": "2031-05-21"}
    form = {**said, "decision": "accept", "conceded": "", "seen": seen(book, strike)}
    assert client.post(f"/incidents/{strike}/proposal", data=form).status_code == 303
    (position,) = decided.positions(book.ledger, [strike])
    assert (position.party, position.proposal, position.date) == ("The coalition", id_, date(2031, 5, 21))
    assert id_ not in Words(client.get(f"/incidents/{strike}").text).ids
    client.post(f"/incidents/{strike}/undo", data={"seq": str(position.seq), "seen": seen(book, strike)})
    form = {**said, "decision": "reject", "seen": seen(book, strike)}
    assert client.post(f"/incidents/{strike}/proposal", data=form).status_code == 303
    assert proposals.rejections(book.ledger).keys() == {id_}


def test_a_note_is_kept_and_taken_back(client: TestClient, book: Book, strike: str) -> None:
    form = {"note": "ask <b>again</b>\u202e", "seen": seen(book, strike)}
    assert client.post(f"/incidents/{strike}/note", data=form).status_code == 303
    (note,) = notes(book.ledger, strike)
    page = client.get(f"/incidents/{strike}").text
    assert "ask &lt;b&gt;again&lt;/b&gt;[U+202E]" in page
    assert "\u202e" not in page
    client.post(f"/incidents/{strike}/undo", data={"seq": str(note.seq), "seen": seen(book, strike)})
    assert notes(book.ledger, strike) == []


def test_the_second_of_two_tabs_is_told_what_changed_and_loses_nothing_it_typed(
    client: TestClient, book: Book, strike: str
) -> None:
    opened = seen(book, strike)
    client.post(f"/incidents/{strike}/note", data={"note": "first tab", "seen": opened})
    before = list(book.ledger.entries())
    ticked = claim_of(book, 10)
    late = client.post(
        f"/incidents/{strike}/split", data={"claims": [ticked], "why": "a long reason", "seen": opened}
    )
    assert late.status_code == 409
    assert list(book.ledger.entries()) == before
    said = Words(late.text).said
    assert "Nothing was recorded" in said
    assert "noted: first tab" in said
    assert 'value="a long reason"' in late.text
    assert f'value="{ticked}" checked' in late.text
    again = client.post(
        f"/incidents/{strike}/split",
        data={"claims": [ticked], "why": "a long reason", "seen": seen(book, strike)},
    )
    assert again.status_code == 303


def test_a_tab_on_an_incident_that_was_merged_is_shown_what_took_its_place(
    client: TestClient, book: Book, strike: str, mine: str
) -> None:
    opened = seen(book, mine)
    book.merge([strike, mine], why="one event")
    late = client.post(f"/incidents/{mine}/note", data={"note": "about the mine", "seen": opened})
    assert late.status_code == 409
    assert "about the mine</textarea>" in late.text
    assert "a part of this one now" in Words(late.text).said
    assert Kind.INCIDENT_NOTED not in {entry.kind for entry in book.ledger.entries()}


@pytest.mark.parametrize(
    ("deed", "form"),
    [
        ("split", {}),
        ("split", {"claims": "c-0000000000000000"}),
        ("move", {"claims": "c-0000000000000000", "to": "i-nowhere"}),
        ("merge", {"other": ""}),
        ("note", {"note": "   "}),
        ("undo", {"seq": "0"}),
        ("undo", {"seq": "x"}),
        ("pair", {"own": "c-1", "other": "c-1", "decision": "perhaps"}),
        ("position", {"party": "x", "step": "denies_act", "date": "31 May"}),
        ("position", {"party": "x", "step": "shrugs", "date": "2031-05-31"}),
        ("proposal", {"proposal": "p-0", "decision": "accept", "step": "denies_act"}),
        ("note", {"note": "x", "seen": "soon"}),
    ],
)
def test_what_cannot_be_done_is_refused_in_words_and_nothing_is_written(
    client: TestClient, book: Book, strike: str, deed: str, form: dict[str, str]
) -> None:
    before = last(book.ledger, strike)
    answer = client.post(f"/incidents/{strike}/{deed}", data={"seen": str(before), **form})
    assert answer.status_code == 422
    assert "Not recorded" in answer.text
    assert last(book.ledger, strike) == before


def test_no_such_deed(client: TestClient, strike: str) -> None:
    assert client.post(f"/incidents/{strike}/delete", data={}).status_code == 404


def test_what_later_judgements_set_aside_is_told(client: TestClient, book: Book, strike: str) -> None:
    a, b = claim_of(book, 10), claim_of(book, 12)
    book.judge(Decision.SAME, [a, b], why="one street")
    form = {"own": a, "other": b, "decision": "different", "seen": seen(book, strike)}
    book.split(strike, [a], why="two streets")
    home = linked.homes(book.ledger, [b])[b]
    form["seen"] = seen(book, home)
    answer = client.post(f"/incidents/{home}/note", data={"note": "look", "seen": form["seen"]})
    assert "Set aside" in client.get(answer.headers["location"].split("#")[0]).text


def test_the_place_is_a_point_in_a_circle(client: TestClient, strike: str) -> None:
    circle, point = client.get(f"/incidents/{strike}/place.json").json()["features"]
    assert circle["geometry"]["type"] == "Polygon"
    assert circle["geometry"]["coordinates"][0][0] == circle["geometry"]["coordinates"][0][-1]
    assert point["geometry"]["type"] == "Point"
