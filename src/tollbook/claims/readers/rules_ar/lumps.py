"""What stands for both dead and wounded ("343 between dead and wounded"), and bodies for whom they are of."""

from __future__ import annotations

from tollbook.claims.readers.rules_ar import lexicon
from tollbook.claims.readers.rules_ar.mentions import Mention
from tollbook.claims.readers.rules_ar.people import noun_in
from tollbook.claims.readers.rules_ar.search import Search, draft
from tollbook.claims.readers.rules_ar.stance import told_of
from tollbook.model.vocabulary import Harm

REACH = 8
"""Words from a number to "between dead and wounded"."""


def find_mixed(found: Search) -> None:
    """Draft each number that "between dead and wounded" says is of both."""
    words = found.words
    for at in range(len(words) - 2):
        if words[at].is_one_of(lexicon.words("harm", "mixed", "between")) is None:
            continue
        one, other = noun_in(words[at + 1]), noun_in(words[at + 2])
        if one is None or other is None or not words[at + 2].bare.startswith("و"):
            continue
        if {one.noun.harm, other.noun.harm} != {Harm.KILLED, Harm.INJURED}:
            continue
        mention = _number_before(found, at)
        if mention is None:
            continue
        found.taken.setdefault(at + 1, [])
        found.taken.setdefault(at + 2, [])
        draft(found, mention, (Harm.CASUALTIES,), at, told_of(words, mention.first))


def _number_before(found: Search, end: int) -> Mention | None:
    for at in range(end - 1, max(-1, end - REACH), -1):
        mention = found.mentions.get(at)
        if mention is not None and mention.counted:
            return mention
    return None


def find_bodies(found: Search) -> None:
    """Draft whoever a body is of ("the body of a young man"), and not the body, where it is not counted."""
    words = found.words
    for at, word in enumerate(words[:-1]):
        if word.kind != "word" or word.is_one_of(lexicon.words("harm", "body", "words")) is None:
            continue
        if any(m.first <= at <= m.last and m.counted for m in found.mentions.values()):
            continue
        of = at + 1
        if words[of].bare in lexicon.words("harm", "body", "of") and of + 1 < len(words):
            of += 1
        person = found.mentions.get(of)
        if person is None or person.noun is None or person.noun.building or of in found.taken:
            continue
        if person.definite and not person.counted and person.noun.number == 3:
            continue
        found.taken.setdefault(at, [])
        draft(found, person, (Harm.KILLED,), at, told_of(words, at))
