"""Nothing is sent without a model's name, and whoever is about to send is told where texts go."""

from __future__ import annotations

import sys

import pytest

from tollbook.claims.readers import language_model
from tollbook.claims.readers.llm.settings import LOCAL_SERVER, Settings, find_settings
from tollbook.model.finding import Refusal


def test_without_a_model_there_is_no_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("MODEL", "URL", "KEY", "TIMEOUT"):
        monkeypatch.delenv(f"TOLLBOOK_LLM_{name}", raising=False)
    with pytest.raises(Refusal) as refused:
        language_model(url="https://models.example.org/v1")
    assert "--llm-model" in refused.value.advice


def test_what_is_said_comes_before_the_environment() -> None:
    environment = {
        "TOLLBOOK_LLM_MODEL": "a",
        "TOLLBOOK_LLM_URL": "http://127.0.0.1:1/v1",
        "TOLLBOOK_LLM_TIMEOUT": "9",
    }
    assert find_settings(environment).model == "a"
    assert find_settings(environment).timeout == 9
    said = find_settings(environment, model="b", url="http://127.0.0.1:2/v1")
    assert (said.model, said.url) == ("b", "http://127.0.0.1:2/v1")
    assert find_settings({"TOLLBOOK_LLM_MODEL": "a"}).url == LOCAL_SERVER


@pytest.mark.parametrize(
    "url",
    [
        "127.0.0.1:11434",
        "ftp://127.0.0.1/v1",
        "file:///etc/passwd",
        "http://",
        "http://me:secret@127.0.0.1/v1",
        "http://127.0.0.1/v1?key=secret",
        "http://127.0.0.1/v1#x",
        "http://[::1",
        "http://127.0.0.1:99999/v1",
        "http://127.0.0.1 /v1",
    ],
)
def test_an_address_that_is_none_or_holds_a_secret_is_refused_without_repeating_it(url: str) -> None:
    with pytest.raises(Refusal) as refused:
        Settings(model="m", url=url)
    assert "secret" not in refused.value.message


@pytest.mark.parametrize("seconds", ["never", "0", "-1", "nan", "inf"])
def test_a_time_that_is_none_is_refused(seconds: str) -> None:
    with pytest.raises(Refusal):
        find_settings({"TOLLBOOK_LLM_MODEL": "m", "TOLLBOOK_LLM_TIMEOUT": seconds})


def test_a_key_of_two_lines_is_refused_and_no_key_is_ever_printed() -> None:
    with pytest.raises(Refusal):
        Settings(model="m", key="a\nb")
    settings = Settings(model="m", key="secret")
    assert "secret" not in repr(settings) + settings.notice


@pytest.mark.parametrize(
    "host", ["127.0.0.1:11434", "127.8.8.8", "[::1]:8000", "localhost:1", "LOCALHOST", "model.localhost"]
)
def test_an_address_of_this_machine_is_known_as_such(host: str) -> None:
    settings = Settings(model="m", url=f"http://{host}/v1")
    assert settings.is_local
    assert "leave" not in settings.notice


@pytest.mark.parametrize(
    "host",
    [
        "models.example.org",
        "192.168.1.7:11434",
        "0.0.0.0:1",
        "127.0.0.1.example.org",
        "localhost.example.org",
        "2130706433",
    ],
)
def test_any_other_address_is_told_plainly(host: str) -> None:
    settings = Settings(model="m", url=f"https://{host}/v1")
    assert not settings.is_local
    assert settings.notice.startswith("Texts leave this machine")
    assert host in settings.notice
    assert "not encrypted" not in settings.notice
    assert "not encrypted" in Settings(model="m", url=f"http://{host}/v1").notice


def test_without_its_extra_the_reader_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.startswith("tollbook.claims.readers.llm.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "httpx", None)
    with pytest.raises(Refusal) as refused:
        language_model(model="m")
    assert "tollbook[llm]" in refused.value.advice
