"""A source's later number replaces its own earlier one (rule `range.revised`)."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from tollbook.assessments.account import Account
from tollbook.assessments.amounts import Amount


@dataclass(frozen=True, slots=True)
class Standing:
    """The accounts of one source that are in force, and those that its later ones replaced."""

    current: tuple[Account, ...]
    superseded: tuple[Account, ...] = ()


def revise(accounts: Sequence[Account]) -> Standing:
    """The accounts of one source with its earlier totals set aside.

    An amount counts from the day on which the source first gave it, so that a later document that repeats an old
    one does not bring it back. Documents without a date neither replace nor are replaced.
    """
    first: dict[Amount, datetime.date] = {}
    for account in accounts:
        day = account.said.published
        if day and _is_total(account):
            first[account.amount] = min(day, first.get(account.amount, day))
    if not first:
        return Standing(tuple(accounts))
    newest = max(first.values())

    def stands(account: Account) -> bool:
        return not _is_total(account) or account.said.published is None or first[account.amount] == newest

    return Standing(
        tuple(account for account in accounts if stands(account)),
        tuple(account for account in accounts if not stands(account)),
    )


def _is_total(account: Account) -> bool:
    return not account.least and not account.amount.vague
