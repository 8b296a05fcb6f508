"""What one source says in one document of one subject: its number, or the sum of the parts it names."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from tollbook.assessments.amounts import UNNUMBERED, Amount, amount, vague_word
from tollbook.assessments.profiles import Settings
from tollbook.assessments.said import Said
from tollbook.assessments.subjects import Subject, group, identified, is_combatant

# "3 others", "two other people", "آخرين": they stand beside persons named before them.
_OTHERS = re.compile(r"\bothers?\b|\bآخر", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One source's number in one document. `least`: a sum of persons named or counted one by one, not a total.

    `sure` is what feeds the lowest figure: the same as `amount`, unless the profile counts only some there.
    """

    amount: Amount
    sure: int
    claims: tuple[Said, ...]
    outdated: tuple[Said, ...] = ()
    least: bool = False

    @property
    def said(self) -> Said:
        """The claim that speaks for the account."""
        return self.claims[0]


def account(said: Sequence[Said], subject: Subject, settings: Settings) -> Account | None:
    """The account of these claims, all of one source in one document, in text order; None if it has no number.

    Totals go before parts; of several totals the largest is the latest, because tolls rise, and the others are
    outdated by it. Vague totals, and the longest list of persons, serve where there is no total with a number.
    """
    counted = [one for one in said if str(one.claim.status) in settings.counted_status]
    if subject.group:
        lists = group_lists(counted, subject, settings)
        return max(lists, key=_weight, default=None)
    made = totals(counted, said, settings)
    if made:
        best = max(made, key=lambda one: (_weight(one), one.sure))
        holders = tuple(one for total in made if total.amount == best.amount for one in total.claims)
        outdated = tuple(one for total in made if total.amount != best.amount for one in total.claims)
        return Account(amount=best.amount, sure=best.sure, claims=holders, outdated=outdated)
    return max(lists_of_persons(counted, settings), key=_weight, default=None)


def totals(counted: Sequence[Said], said: Sequence[Said], settings: Settings) -> list[Account]:
    """The totals with a number, in text order, each less its combatants where the profile leaves those out."""
    numbered = [one for one in counted if is_total(one) and not vague_word(one.claim)]
    return [made for one in numbered if (made := _total(one, counted, said, settings))]


def lists_of_persons(counted: Sequence[Said], settings: Settings) -> list[Account]:
    """Those named or counted one by one, or by vague words, in text order; those of one sentence summed.

    Each is a least total ("a woman, two children and a number of neighbours" is 5), vague where no number is said.
    """
    parts = [one for one in counted if not is_total(one) or vague_word(one.claim)]
    return [made for listing in _by_sentence(parts) if (made := _sum(listing, settings))]


def group_lists(counted: Sequence[Said], subject: Subject, settings: Settings) -> list[Account]:
    """The counts of children, women or men, in text order: parts of one whole, or of one sentence, summed.

    Where any is a count or the stated part of a whole, single persons told apart are left out; where none has a
    number, the vague ones stand.
    """
    top = [one for one in counted if one.whole is None or not subject.covers(one.whole)]
    numbered = [one for one in top if vague_word(one.claim) != UNNUMBERED]
    lists = [made for listing in _lists(numbered) if (made := _sum(listing, settings, least=_is_loose(listing)))]
    stated = [made for made in lists if not made.least]
    if lists:
        return stated or lists
    return [made for one in top if (made := _sum([one], settings, least=False))]


def is_total(one: Said) -> bool:
    """Whether the claim counts all the people, not a part of them and not a single person told apart."""
    claim = one.claim
    single = claim.low == claim.high == 1 and not _says_one(claim.count_text)
    return claim.part_of is None and not group(claim) and not single


def _weight(made: Account) -> tuple[int, int, bool]:
    return made.amount.high, made.amount.low, not made.amount.vague


def _says_one(words: str) -> bool:
    return "1" in words or "one" in words.casefold().split()


def _total(one: Said, counted: Sequence[Said], said: Sequence[Said], settings: Settings) -> Account | None:
    own = amount(one.claim, settings)
    if own is None:
        return None
    beside = _named_beside(one, counted, settings)
    whole = Amount(own.low + beside.low, own.high + beside.high)
    civil = _without_combatants(whole, one, said, settings)
    return Account(amount=civil, sure=_sure(civil, one, said, settings), claims=(one,))


def _named_beside(one: Said, counted: Sequence[Said], settings: Settings) -> Amount:
    """Those named before "others" in the same sentence, who come on top of them."""
    if not _OTHERS.search(one.anchor):
        return Amount(0, 0)
    before = [
        other
        for other in counted
        if other.sentence == one.sentence and other.claim.start < one.claim.start and other.claim.part_of is None
    ]
    made = _sum(before, settings)
    return made.amount if made else Amount(0, 0)


def _without_combatants(whole: Amount, one: Said, said: Sequence[Said], settings: Settings) -> Amount:
    """The total less those of it whom the same source calls combatants, where the profile leaves those out."""
    if "combatant" in settings.counted_status:
        return whole
    amounts = [
        found
        for part in said
        if part.whole == one.claim and is_combatant(part.claim) and (found := amount(part.claim, settings))
    ]
    return Amount(
        max(0, whole.low - sum(found.high for found in amounts)),
        max(0, whole.high - sum(found.low for found in amounts)),
    )


def _sure(total: Amount, one: Said, said: Sequence[Said], settings: Settings) -> int:
    """How many of the total the profile lets into the lowest figure (`ibc`: those identified as civilians)."""
    wanted = set(settings.minimum_from)
    if identified(one.claim) & wanted:
        return total.low
    parts = [part for part in said if part.whole == one.claim and identified(part.claim) & wanted]
    return min(total.low, sum(found.low for part in parts if (found := amount(part.claim, settings))))


def _is_loose(listing: Sequence[Said]) -> bool:
    """Whether these are single persons told apart, not a count and not the stated parts of a whole."""
    return all(one.claim.part_of is None and one.claim.high == 1 for one in listing)


def _lists(said: Sequence[Said]) -> list[list[Said]]:
    """The claims put together that are parts of one whole, or stand in one sentence; in text order."""
    by_whole: dict[int, list[Said]] = defaultdict(list)
    for one in said:
        if one.claim.part_of is not None:
            by_whole[one.claim.part_of].append(one)
    loose = _by_sentence([one for one in said if one.claim.part_of is None])
    return sorted([*by_whole.values(), *loose], key=lambda listing: listing[0].order)


def _by_sentence(said: Sequence[Said]) -> list[list[Said]]:
    lists: dict[int, list[Said]] = defaultdict(list)
    for one in said:
        lists[one.sentence].append(one)
    return [lists[number] for number in sorted(lists)]


def _sum(said: Sequence[Said], settings: Settings, *, least: bool = True) -> Account | None:
    """The sum of parts, each counted once: a part of a part is left out, and so are words said before."""
    seen: set[str] = set()
    amounts: list[tuple[Amount, Said]] = []
    inner = {one.claim for one in said}
    for one in said:
        words = one.anchor.casefold()
        nested = one.whole in inner
        found = None if nested or (words and words in seen) else amount(one.claim, settings)
        if found:
            seen.add(words)
            amounts.append((found, one))
    if not amounts:
        return None
    wanted = set(settings.minimum_from)
    total = Amount(
        sum(found.low for found, _ in amounts),
        sum(found.high for found, _ in amounts),
        vague=all(found.vague for found, _ in amounts),
    )
    sure = sum(found.low for found, one in amounts if identified(one.claim) & wanted)
    return Account(amount=total, sure=sure, claims=tuple(one for _, one in amounts), least=least)
