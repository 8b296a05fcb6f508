"""What one source says in one document of one subject: its number, or the sum of the parts it names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from tollbook.assessments.amounts import UNNUMBERED, Amount, amount, vague_word
from tollbook.assessments.profiles import Settings
from tollbook.assessments.said import Said
from tollbook.assessments.subjects import Subject, group, identified, is_combatant

# Anchors that stand closer than this in the text are read as one list ("two girls, three boys and a woman").
LIST_GAP = 60


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
    outdated by it. Vague totals and sums of parts serve where there is no total with a number.
    """
    counted = [one for one in said if str(one.claim.status) in settings.counted_status]
    if subject.group:
        return _of_group(counted, subject, settings)
    totals = [one for one in counted if _is_total(one)]
    numbered = [one for one in totals if not vague_word(one.claim)]
    if numbered:
        return _total(numbered, said, settings)
    vague = [one for one in totals if vague_word(one.claim)]
    named = _sum([one for one in counted if one not in totals], settings)
    return _larger(_vague(vague, settings), named)


def _is_total(one: Said) -> bool:
    """Whether the claim counts all the people, not a part of them and not a single person told apart."""
    claim = one.claim
    single = claim.low == claim.high == 1 and not _says_one(claim.count_text)
    return claim.part_of is None and not group(claim) and not single


def _says_one(words: str) -> bool:
    return "1" in words or "one" in words.casefold().split()


def _total(numbered: Sequence[Said], said: Sequence[Said], settings: Settings) -> Account | None:
    amounts = {one.id: amount(one.claim, settings) for one in numbered}
    best = max(filter(None, amounts.values()), key=lambda a: (a.high, a.low), default=None)
    if best is None:
        return None
    holders = tuple(one for one in numbered if amounts[one.id] == best)
    outdated = tuple(one for one in numbered if amounts[one.id] != best)
    best = _without_combatants(best, holders, said, settings)
    return Account(amount=best, sure=_sure(best, holders, said, settings), claims=holders, outdated=outdated)


def _without_combatants(best: Amount, holders: Sequence[Said], said: Sequence[Said], settings: Settings) -> Amount:
    """The total less those of it whom the same source calls combatants, where the profile leaves those out."""
    if "combatant" in settings.counted_status:
        return best
    parts = [one for one in said if is_combatant(one.claim) and _part_of_any(one, holders)]
    amounts = [found for one in parts if (found := amount(one.claim, settings))]
    return Amount(
        max(0, best.low - sum(a.high for a in amounts)),
        max(0, best.high - sum(a.low for a in amounts)),
        best.vague,
    )


def _sure(best: Amount, holders: Sequence[Said], said: Sequence[Said], settings: Settings) -> int:
    """How many of the total the profile lets into the lowest figure (`ibc`: those identified as civilians)."""
    wanted = set(settings.minimum_from)
    if any(identified(one.claim) & wanted for one in holders):
        return best.low
    parts = [one for one in said if _part_of_any(one, holders) and identified(one.claim) & wanted]
    return min(best.low, sum(found.low for one in parts if (found := amount(one.claim, settings))))


def _part_of_any(one: Said, holders: Sequence[Said]) -> bool:
    return one.whole is not None and any(
        one.whole is holder.claim or one.whole == holder.claim for holder in holders
    )


def _vague(vague: Sequence[Said], settings: Settings) -> Account | None:
    amounts = [(found, one) for one in vague if (found := amount(one.claim, settings))]
    if not amounts:
        return None
    best = max((found for found, _ in amounts), key=lambda a: (a.high, a.low))
    holders = tuple(one for found, one in amounts if found == best)
    wanted = set(settings.minimum_from)
    sure = best.low if any(identified(one.claim) & wanted for one in holders) else 0
    return Account(amount=best, sure=sure, claims=holders)


def _of_group(counted: Sequence[Said], subject: Subject, settings: Settings) -> Account | None:
    """The account of children, women or men: the largest list of them, else those told one by one."""
    top = [one for one in counted if one.whole is None or not subject.covers(one.whole)]
    numbered = [one for one in top if vague_word(one.claim) != UNNUMBERED]
    lists = [made for listing in _lists(numbered) if (made := _sum(listing, settings, least=_is_loose(listing)))]
    totals = [made for made in lists if not made.least]
    if totals:
        return max(totals, key=lambda made: (made.amount.high, made.amount.low))
    named = _sum(numbered, settings)
    return _larger(_vague([one for one in top if one not in numbered], settings), named)


def _is_loose(listing: Sequence[Said]) -> bool:
    """Whether these are single persons told apart, not a count and not the stated parts of a whole."""
    return all(one.whole is None and one.claim.part_of is None and one.claim.high == 1 for one in listing)


def _lists(said: Sequence[Said]) -> list[list[Said]]:
    """The claims put together that stand in one list: parts of one whole, or close to each other."""
    by_whole: dict[int | None, list[Said]] = defaultdict(list)
    for one in said:
        by_whole[one.claim.part_of].append(one)
    loose = by_whole.pop(None, [])
    out = [those for _, those in sorted(by_whole.items(), key=lambda item: item[0] or 0)]
    number, previous = 0, None
    numbers: dict[str, int] = {}
    for one in loose:
        if previous is None or one.claim.start - previous.claim.end > LIST_GAP:
            number += 1
        numbers[one.id] = number
        previous = one
    return out + [list(those) for _, those in groupby(loose, key=lambda one: numbers[one.id])]


def _sum(said: Sequence[Said], settings: Settings, *, least: bool = True) -> Account | None:
    """The sum of parts, each counted once: a part of a part is left out, and so are words said before."""
    seen: set[str] = set()
    amounts: list[tuple[Amount, Said]] = []
    inner = {id(one.claim) for one in said}
    for one in said:
        words = one.anchor.casefold()
        nested = one.whole is not None and id(one.whole) in inner
        found = None if nested or (words and words in seen) else amount(one.claim, settings)
        if found:
            seen.add(words)
            amounts.append((found, one))
    if not amounts:
        return None
    low, high = sum(a.low for a, _ in amounts), sum(a.high for a, _ in amounts)
    wanted = set(settings.minimum_from)
    sure = sum(a.low for a, one in amounts if identified(one.claim) & wanted)
    total = Amount(low, high, all(a.vague for a, _ in amounts))
    return Account(amount=total, sure=sure, claims=tuple(one for _, one in amounts), least=least)


def _larger(a: Account | None, b: Account | None) -> Account | None:
    found = [one for one in (a, b) if one]
    return max(found, key=lambda one: (one.amount.high, one.amount.low, not one.amount.vague), default=None)
