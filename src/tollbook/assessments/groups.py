"""Children, women and men among the killed of one text: as stated, else as told one by one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tollbook.assessments.account import Account, group_lists
from tollbook.assessments.amounts import UNNUMBERED, vague_word
from tollbook.assessments.profiles import Settings
from tollbook.assessments.roster import is_kin_count, roster
from tollbook.assessments.said import Said
from tollbook.assessments.subjects import GROUPS, Subject
from tollbook.model.assessment import Range

NEARLY = 2
"""So many men may be missing from a roll that tells nearly all."""


@dataclass(frozen=True, slots=True)
class Groups:
    """By group, the accounts of its number, in text order, and how many persons of it the text tells apart.

    `told` has those of no known group under the empty name. A group has no accounts where persons are told apart
    and no number is stated. `of_all` are the groups whose number is stated of all the dead.
    """

    accounts: Mapping[str, list[Account]]
    told: Counter[str]
    of_all: frozenset[str] = frozenset()


def groups(counted: Sequence[Said], text: str, total: Range | None, settings: Settings) -> Groups:
    """What the claims of killed that count, in text order, say of children, women and men.

    What is stated of all the dead goes before persons told one by one, these before a smaller number of only some
    of them ("three brothers", part of an earlier toll), and all before unnumbered plurals. `total` is that of the
    killed.
    """
    told: Counter[str] = Counter()
    for person in roster(counted, text):
        if person.group or person.name:
            told[person.group] += person.number
    accounts: dict[str, list[Account]] = {}
    of_all: set[str] = set()
    for subject in GROUPS:
        about = [one for one in counted if subject.covers(one.claim)]
        stated = _stated(about, subject, settings)
        if any(_of_all(one, total) for one in stated):
            of_all.add(subject.name)
        elif all(one.amount.high <= told[subject.name] for one in stated):
            stated = []
        accounts[subject.name] = stated
        if not accounts[subject.name] and not told[subject.name]:
            accounts[subject.name] = group_lists(about, subject, settings)
    return Groups(accounts, told, frozenset(of_all))


def adults_among(name: str, found: Groups, total: Range | None, others: Mapping[str, Range]) -> int:
    """How many women or men are among persons told apart: no more than what the total leaves after `others`.

    A long roll tells some persons twice, by two spellings of a name. `others` are the groups already counted:
    children for women, children and women for men. Persons named of no known group are taken for men, as far as
    there is room; where children and women are both stated of all the dead and nearly all the others are told, the
    men are all the others. Where the lowest total leaves nobody, the highest bounds. At least one.
    """
    number = found.told[name]
    if total is None or total.low is None:
        return number
    counted = sum(part.low or 0 for part in others.values())
    rest = total.low - counted
    if name == "men" and rest > 0:
        number += found.told[""]
        if found.of_all >= {"children", "women"} and rest <= number + NEARLY:
            return rest
    if rest <= 0 and total.high is not None:
        rest = total.high - counted
    return min(number, max(1, rest))


def _of_all(account: Account, total: Range | None) -> bool:
    """Whether a number is stated of all the dead: as part of no less than the lowest total."""
    least = (total.low or 0) if total else 0
    wholes = [one.whole for one in account.claims if one.whole is not None]
    return any((whole.low or whole.high or 0) >= least for whole in wholes)


def _stated(about: Sequence[Said], subject: Subject, settings: Settings) -> list[Account]:
    """The accounts of counts of the dead and of stated parts; not of somebody's kin, nor of single persons."""
    counts = [
        one
        for one in about
        if not is_kin_count(one)
        and not (one.claim.low == one.claim.high == 1 and one.claim.part_of is None)
        and vague_word(one.claim) != UNNUMBERED
        and not (one.claim.part_of is None and not any(letter.isalpha() for letter in one.anchor))
    ]
    return group_lists(counts, subject, settings)
