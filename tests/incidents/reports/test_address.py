from __future__ import annotations

from datetime import date

import pytest

from tollbook.incidents.reports.address import TWITTER_EPOCH, day_of, number_of, site_of


@pytest.mark.parametrize(
    "url",
    [
        "https://valley.example/2031/03/07/night-raid/",
        "https://valley.example/2031/3/7/خبر",
        "https://valley.example/reports/summary-friday-07-03-2031",
        "https://twitter.com/valley/status/"
        + str((int(date(2031, 3, 7).strftime("%s")) * 1000 + 43_200_000 - TWITTER_EPOCH) << 22),
    ],
)
def test_an_address_tells_its_day(url: str) -> None:
    assert day_of(url) == date(2031, 3, 7).toordinal()


@pytest.mark.parametrize(
    "url", ["", "https://valley.example/news/20310307123", "https://valley.example/2031/99/77/"]
)
def test_an_address_without_a_day_tells_none(url: str) -> None:
    assert day_of(url) == 0


def test_numbers_are_of_one_series_with_those_of_the_same_publisher_and_tongue() -> None:
    assert number_of("https://www.valley.example/en/88475/?ref=x") == ("valley.example en", 88475)
    assert number_of("https://valley.example/88475-village-hit") == ("valley.example ", 88475)
    assert number_of("https://valley.example/en/?p=1234") == ("valley.example en", 1234)
    assert number_of("https://facebook.com/valley.page/posts/1234567890123456") == (
        "facebook.com/valley.page 16",
        1234567890123456,
    )
    assert number_of("https://valley.example/2031/story") is None


def test_many_publish_at_one_host_each_under_an_account() -> None:
    assert site_of("https://www.facebook.com/valley.page/posts/1") == "facebook.com/valley.page"
    assert site_of("https://m.valley.example/x") == "valley.example"
    assert site_of("https://www.facebook.com/photo.php?fbid=3") == ""
