"""The way to the server and back: every way in which it can fail ends in a finding, and never in a claim."""

from __future__ import annotations

import gzip
import json
import socket
import time
from typing import Any

import pytest

from tollbook.claims.answer import Answer, Item, Unanswered
from tollbook.claims.read import read_many
from tollbook.claims.readers.llm import send

TEXT = "At least 29 people were killed in Tarfa. Two children were wounded."
ITEM = Item(doc="d", text=TEXT, name="report.txt")


def answer(server: Any, **settings: Any) -> Answer:
    (one,) = server.reader(**settings).answer([ITEM])
    return one  # type: ignore[no-any-return]


def codes(one: Answer) -> list[str]:
    assert not one.answered
    assert one.claims == ()
    return [finding.code for finding in one.findings]


def test_a_good_answer_is_taken(server: Any, told: Any) -> None:
    server.tell(told("At least 29 people", low=29, count_text="At least 29"))
    one = answer(server)
    assert one.answered
    assert one.findings == ()
    assert [(claim.start, claim.end, claim.low, claim.high) for claim in one.claims] == [(0, 18, 29, None)]


def test_a_request_is_one_that_can_be_repeated_and_names_its_form(server: Any) -> None:
    answer(server, key="secret-key")
    (request,) = server.requests
    assert request.path == "/v1/chat/completions"
    assert request.headers["Authorization"] == "Bearer secret-key"
    assert request.body["model"] == "stub"
    assert request.body["temperature"] == 0
    assert isinstance(request.body["seed"], int)
    assert request.body["stream"] is False
    assert request.body["response_format"]["type"] == "json_schema"
    assert request.text == TEXT
    answer(server)
    assert server.requests[1].body == request.body
    assert "Authorization" not in server.requests[1].headers


@pytest.mark.parametrize("status", [429, 500, 502, 503])
def test_a_busy_server_is_asked_again_with_longer_waits(server: Any, told: Any, status: int) -> None:
    server.script = [lambda request: request.give(status, b'{"error": "busy"}')] * 3
    server.tell(told("Two children", low=2, high=2, count_text="Two", harm="injured", age="child"))
    one = answer(server)
    assert one.answered
    assert len(one.claims) == 1
    assert server.waits == [1.0, 2.0, 4.0]


def test_a_server_that_says_when_to_come_back_is_taken_at_its_word_within_bounds(server: Any) -> None:
    server.script = [
        lambda request: request.give(429, b"", Retry_After="7"),
        lambda request: request.give(429, b"", Retry_After="86400"),
        lambda request: request.give(429, b"", Retry_After="Fri, 31 Dec 2099 23:59:59 GMT"),
    ]
    assert answer(server).answered
    assert server.waits == [7.0, send.LONGEST_WAIT, 4.0]


def test_a_server_that_is_busy_for_ever_is_given_up(server: Any) -> None:
    server.always = lambda request: request.give(500, b"<html><body>Internal Server Error</body></html>")
    one = answer(server)
    assert codes(one) == ["llm.busy"]
    assert "500" in one.findings[0].message
    assert one.findings[0].where == "report.txt"
    assert len(server.requests) == send.TRIES


def test_a_server_that_stalls_is_left_in_time(server: Any) -> None:
    server.always = lambda request: server.release.wait(30)
    begin = time.monotonic()
    one = answer(server, timeout=0.3)
    assert codes(one) == ["llm.timeout"]
    assert time.monotonic() - begin < 10
    assert len(server.requests) == send.TRIES_AFTER_SILENCE


def test_a_server_that_drips_its_answer_is_left_in_time_as_well(server: Any) -> None:
    def drip(request: Any) -> None:
        request.send_response(200)
        request.send_header("Content-Length", "1000000")
        request.end_headers()
        while not server.release.wait(0.05):
            request.wfile.write(b" ")

    def drip_headers(request: Any) -> None:
        request.wfile.write(b"HTTP/1.1 200 OK\r\n")
        while not server.release.wait(0.05):
            request.wfile.write(b"X-Slow: yes\r\n")

    server.script = [drip, drip_headers]
    begin = time.monotonic()
    assert codes(answer(server, timeout=0.5)) == ["llm.timeout"]
    assert time.monotonic() - begin < 10


def test_a_connection_that_is_closed_is_tried_again_and_then_given_up(server: Any, told: Any) -> None:
    def close(request: Any) -> None:
        request.connection.shutdown(socket.SHUT_RDWR)
        request.close_connection = True

    server.script = [close]
    assert answer(server).answered
    server.always = close
    assert codes(answer(server)) == ["llm.unreachable"]


def test_a_body_that_ends_too_early_is_no_answer(server: Any) -> None:
    def half(request: Any) -> None:
        request.send_response(200)
        request.send_header("Content-Length", "5000")
        request.end_headers()
        request.wfile.write(b'{"choices": [')
        request.close_connection = True

    server.always = half
    assert codes(answer(server)) == ["llm.unreachable"]


def test_nobody_at_the_address_ends_the_run_with_one_word_about_the_rest(server: Any) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}/v1"
    items = [Item(doc=str(n), text=TEXT) for n in range(50)]
    found = list(server.reader(url=url).answer(items, at_once=2))
    assert [one.item for one in found] == items
    assert not any(one.answered for one in found)
    said = [finding.code for one in found for finding in one.findings]
    assert said.count("llm.stopped") == 1
    assert len(said) <= 3


def test_a_server_that_stays_silent_is_not_asked_for_every_text(server: Any) -> None:
    server.always = lambda request: request.give(200, b"<!DOCTYPE html><title>Welcome</title>")
    items = [Item(doc=str(n), text=TEXT) for n in range(30)]
    found = list(server.reader().answer(items))
    assert [finding.code for one in found for finding in one.findings] == ["llm.malformed"] * 5 + ["llm.stopped"]
    assert len(server.requests) == 5


def test_one_bad_text_does_not_stop_the_others(server: Any, told: Any) -> None:
    def moody(request: Any) -> None:
        request.say("I would rather not." if "bad" in request.text else '{"claims": []}')

    server.always = moody
    items = [Item(doc=str(n), text=f"{'bad' if n % 2 else 'good'} {n}") for n in range(40)]
    found = list(server.reader().answer(items, at_once=4))
    assert [one.answered for one in found] == [n % 2 == 0 for n in range(40)]


@pytest.mark.parametrize("status", [401, 404])
def test_a_key_or_model_that_is_not_taken_ends_the_run(server: Any, status: int) -> None:
    server.always = lambda request: request.give(status, b'{"error": {"message": "no such model"}}')
    found = list(server.reader().answer([ITEM, ITEM]))
    assert [finding.code for one in found for finding in one.findings] == ["llm.not-taken", "llm.stopped"]
    assert len(server.requests) == 1


def test_a_key_that_the_server_repeats_does_not_get_into_a_finding(server: Any) -> None:
    server.always = lambda request: request.give(401, request.headers["Authorization"].encode())
    one = answer(server, key="sk-0123456789")
    assert "[the key]" in one.findings[0].message
    assert "sk-0123456789" not in str(one.findings)


def test_a_server_without_structured_output_is_asked_in_plain_words(server: Any, told: Any) -> None:
    claim = json.dumps({"claims": [told("Two children", low=2, high=2, count_text="Two")]})

    def picky(request: Any) -> None:
        if "response_format" in request.body or "seed" in request.body:
            request.give(400, b'{"error": "unknown parameter"}')
        else:
            request.say(
                f"<think>They {{ask}} for claims.</think>\nHere they are:\n```json\n{claim}\n```\nAnything else?"
            )

    server.always = picky
    reader = server.reader()
    found = list(reader.answer([ITEM, ITEM]))
    assert [len(one.claims) for one in found] == [1, 1]
    assert len(server.requests) == 4  # three for the first text, and what was learnt for the second
    assert len({reader.version, server.reader().version}) == 1


def test_a_redirect_is_not_followed_wherever_it_leads(server: Any) -> None:
    server.always = lambda request: request.give(307, b"", Location="http://127.0.0.2:9/v1/chat/completions")
    one = answer(server)
    assert codes(one)[0] == "llm.redirected"
    assert "127.0.0.2" in one.findings[0].message
    assert len(server.requests) == 1


def test_an_enormous_answer_is_cut_short(server: Any) -> None:
    sent = []

    def flood(request: Any) -> None:
        request.send_response(200)
        request.send_header("Content-Length", str(100_000_000))
        request.end_headers()
        for _ in range(1000):
            request.wfile.write(b" " * 100_000)
            sent.append(100_000)

    server.always = flood
    assert codes(answer(server)) == ["llm.too-large"]
    assert sum(sent) < 50_000_000


def test_a_packed_answer_is_not_opened(server: Any) -> None:
    bomb = gzip.compress(b" " * 50_000_000)
    server.always = lambda request: request.give(200, bomb, Content_Encoding="gzip")
    assert codes(answer(server)) == ["llm.malformed"]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"null",
        b"[]",
        b"\xff\xfe\x00",
        b'{"choices": []}',
        b'{"choices": [{"message": {"content": null}}]}',
        b'{"choices": [{"message": "no"}]}',
        b'{"choices": {"0": 1}}',
        b'{"error": "overloaded"}',
        b"[" * 200_000,
        b'{"choices": [{"message": {"content": ' + b"9" * 10_000 + b"}}]}",
    ],
    ids=range(11),
)
def test_what_is_no_chat_completion_is_no_answer(server: Any, body: bytes) -> None:
    server.always = lambda request: request.give(200, body)
    assert codes(answer(server)) == ["llm.malformed"]


@pytest.mark.parametrize(
    "content",
    [
        "",
        "Sorry, I cannot help with that.",
        "[]",
        '{"claims": "none"}',
        '{"claims": {}}',
        '{"Claims": []}',
        '{"claims": [' + "[" * 100_000,
        "{" * 100_000,
        '{"claims": [' + ",".join(["null"] * 1000) + "]}",
    ],
    ids=range(9),
)
def test_words_that_hold_no_list_of_claims_are_no_answer(server: Any, content: str) -> None:
    server.always = lambda request: request.say(content)
    (code,) = codes(answer(server))
    assert code in ("llm.malformed", "llm.cut-off")


def test_an_answer_that_was_cut_off_is_asked_for_in_halves(server: Any, told: Any) -> None:
    paragraph = (
        "Two children were killed in {}. The town was quiet on the next day and nothing else was heard.\n\n"
    )
    text = "".join(paragraph.format(f"Tarfa {n}") for n in range(30))

    def short_of_breath(request: Any) -> None:
        claims = [
            told("Two children", before=line, low=2, high=2, count_text="Two")
            for line in ("", *request.text.split("Two children")[:-1])
        ][1:]
        content = json.dumps({"claims": claims})
        if len(content) > 3000:
            request.say(content[:3000], finish="length")
        else:
            request.say(content)

    server.always = short_of_breath
    (one,) = server.reader().answer([Item(doc="d", text=text)])
    assert one.answered
    assert len(one.claims) == 30
    assert len(server.requests) > 2


def test_an_answer_that_is_cut_off_however_short_the_text_is_no_answer(server: Any) -> None:
    server.always = lambda request: request.say('{"claims": [{"quote": "Two', finish="length")
    (one,) = server.reader().answer([Item(doc="d", text="Two people were killed in Tarfa. " * 200)])
    assert codes(one) == ["llm.cut-off"]


def test_several_texts_are_under_way_at_the_same_time_and_never_more_than_that(server: Any) -> None:
    def slow(request: Any) -> None:
        time.sleep(0.05)
        request.say('{"claims": []}')

    server.always = slow
    items = [Item(doc=str(n), text=TEXT) for n in range(24)]
    assert all(one.answered for one in server.reader().answer(items, at_once=3))
    assert server.most_under_way == 3


def test_whoever_stops_listening_stops_the_asking(server: Any) -> None:
    server.always = lambda request: server.release.wait(30)
    server.script = [lambda request: request.say('{"claims": []}')] * 2
    coming = server.reader().answer([Item(doc=str(n), text=TEXT) for n in range(100)], at_once=1)
    begin = time.monotonic()
    next(coming)
    coming.close()
    assert time.monotonic() - begin < 10
    assert len(server.requests) < 10


def test_a_text_without_an_answer_is_never_a_text_without_claims(server: Any) -> None:
    server.always = lambda request: request.give(500, b"")
    with pytest.raises(Unanswered) as raised:
        server.reader().read(TEXT, doc="d", published=None)
    assert [finding.code for finding in raised.value.findings] == ["llm.busy"]
    with pytest.raises(Unanswered):
        list(read_many([ITEM], reader=server.reader()))


def test_an_empty_text_is_not_sent(server: Any) -> None:
    (one,) = server.reader().answer([Item(doc="d", text=" \n ")])
    assert one.answered
    assert server.requests == []


def test_proxies_of_the_environment_are_not_used(server: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert answer(server).answered
