"""Reader `rules`: each paragraph by the rules of its language."""

from __future__ import annotations

from datetime import date

from tollbook.claims.read import DEFAULT, read
from tollbook.claims.readers import READERS

PUBLISHED = date(2021, 5, 20)
ARABIC = "قتل خمسة عمال بينهم امرأة في بلدة وادي السرو."
ENGLISH = "At least 29 people, including 12 children, were killed in Tarfa on Tuesday."


def counts(text: str, reader: str = DEFAULT) -> list[tuple[str, int | None, str]]:
    claims = read(text, doc="d", published=PUBLISHED, reader=reader)
    return [(claim.harm, claim.low, text[claim.start : claim.end]) for claim in claims]


def test_the_reader_that_is_used_unless_told_reads_both_languages() -> None:
    assert counts(ARABIC) == [("killed", 5, "خمسة عمال"), ("killed", 1, "امرأة")]
    assert [count[1] for count in counts(ENGLISH)] == [29, 12]


def test_a_text_in_two_languages_gives_the_claims_of_both_in_order_each_part_at_its_whole() -> None:
    text = f"{ENGLISH}\n\n{ARABIC}\n\n{ENGLISH}"
    claims = read(text, doc="d", published=PUBLISHED)
    assert [claim.low for claim in claims] == [29, 12, 5, 1, 29, 12]
    assert [claim.part_of for claim in claims] == [None, 0, None, 2, None, 4]


def test_each_reader_of_one_language_can_still_be_asked_by_name() -> None:
    assert counts(ENGLISH, "rules-en") == counts(ENGLISH)
    assert counts(ARABIC, "rules-ar") == counts(ARABIC)
    assert not counts(ARABIC, "rules-en")
    assert not counts(ENGLISH, "rules-ar")


def test_the_version_on_record_names_the_rules_of_each_language() -> None:
    version = READERS["rules"]().version
    assert "rules-en " in version
    assert "rules-ar " in version
