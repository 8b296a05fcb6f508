"""The range of a figure: lowest to highest of what sources assert, with the claims that set it (RULES.md §3)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from tollbook.assessments.account import Account, account
from tollbook.assessments.profiles import Profile
from tollbook.assessments.revise import Standing, revise
from tollbook.assessments.said import Said, listed
from tollbook.assessments.subjects import SUBJECTS, Subject, is_combatant
from tollbook.model.assessment import Figure, Range, Reason
from tollbook.model.vocabulary import Harm, Scope, Stance

BEST = "killed_best"


@dataclass(frozen=True, slots=True)
class _Pool:
    """The accounts that set a figure, and those set aside because others say more."""

    used: tuple[Account, ...]
    aside: tuple[Account, ...] = ()


def figures(said: Sequence[Said], profile: Profile) -> tuple[Figure, ...]:
    """Every figure of an incident, in the order of `SUBJECTS`; one that nobody speaks of is left out.

    `said` are the claims in the order of `Said.order`; those of other scope than `incident` are passed over.
    """
    inside = [one for one in said if one.claim.scope is Scope.INCIDENT]
    made: list[Figure] = []
    for subject in SUBJECTS:
        about = [one for one in inside if subject.covers(one.claim)]
        if about:
            made += _figures(about, subject, profile)
    return tuple(made)


def standings(asserted: Sequence[Said], subject: Subject, profile: Profile) -> dict[tuple[str, str], Standing]:
    """By source, its accounts in force and those superseded; a source without a number is left out."""
    by_source: dict[tuple[str, str], dict[str, list[Said]]] = defaultdict(lambda: defaultdict(list))
    for one in asserted:
        by_source[one.source][one.claim.doc].append(one)
    found: dict[tuple[str, str], Standing] = {}
    for source in sorted(by_source):
        accounts = [
            made for those in by_source[source].values() if (made := account(those, subject, profile.settings))
        ]
        if accounts:
            found[source] = revise(accounts) if profile.settings.revised else Standing(tuple(accounts))
    return found


def _figures(about: Sequence[Said], subject: Subject, profile: Profile) -> list[Figure]:
    asserted = [one for one in about if one.asserts and not one.accused]
    found = standings(asserted, subject, profile)
    pool = _pool([one for standing in found.values() for one in standing.current], profile)
    old = [one for standing in found.values() for one in standing.superseded]
    superseded = _ids(
        [one for made in old for one in made.claims] + [s for made in pool.used for s in made.outdated]
    )
    used = _ids([one for made in pool.used for one in made.claims])
    superseded = tuple(identity for identity in superseded if identity not in used)
    context = tuple(sorted({one.id for one in about} - set(used) - set(superseded)))
    reasons = [*_aside_reasons(about), *_revision_reasons(found)]
    if not pool.used:
        words = f"{_title(subject)} is reported, but no source that counts gives a number"
        unknown = Figure(
            name=subject.name,
            range=Range(low=None, high=None),
            context=context,
            reasons=(Reason(rule="range.reported", words=words, claims=context), *reasons),
        )
        return [unknown] if any(one.asserts for one in about) or reasons else []
    low, high, span = _span(pool.used, profile)
    contest = _contested_status(about, pool.used, profile)
    if contest:
        low = 0
        reasons.insert(0, contest)
    figure = Figure(
        name=subject.name,
        range=Range(low=low, high=high, vague=all(made.amount.vague for made in pool.used)),
        claims=used,
        superseded=superseded,
        context=context,
        reasons=(*span, *_kind_reasons(pool, subject), *reasons),
    )
    return [figure, *_best(pool.used, subject, profile)]


def _pool(accounts: Sequence[Account], profile: Profile) -> _Pool:
    """Totals with a number if there are any; else vague words and sums of parts.

    Where more sources count persons ("four children were killed") than give a total, their sums stand beside it.
    """
    numbered = [one for one in accounts if not one.amount.vague]
    totals = [one for one in numbered if not one.least]
    listed_ = [one for one in numbered if one.least]
    if totals and _sources(listed_) > _sources(totals):
        totals += listed_
    if profile.settings.vague_beside_numbers:
        totals += [one for one in accounts if one.amount.vague] if totals else []
    chosen = totals or list(accounts)
    return _Pool(tuple(chosen), tuple(one for one in accounts if one not in chosen))


def _sources(accounts: Sequence[Account]) -> int:
    return len({one.said.source for one in accounts})


def _span(used: Sequence[Account], profile: Profile) -> tuple[int, int, list[Reason]]:
    """Lowest and highest by the profile's choice, and the claims that set them, in words."""
    highest = max(used, key=lambda one: (one.amount.high, _reversed(one)))
    if profile.settings.choice == "lowest":
        lowest = min(used, key=lambda one: (one.amount.low, one.said.order))
        number = lowest.amount.low
        words = f"the most conservative figure, {number:,}: {lowest.said}"
        return number, number, [Reason(rule="range.span", words=words, claims=_ids(lowest.claims))]
    lowest = _lowest(used)
    low, high = lowest.sure, max(lowest.sure, highest.amount.high)
    if low == high and len(used) == 1:
        words = f"{low:,}: {lowest.said}"
    elif low == high:
        words = f"{low:,} by all: {listed(list(dict.fromkeys(str(one.said) for one in used)))}"
    else:
        words = f"lowest {low:,}: {lowest.said}; highest {high:,}: {highest.said}"
    ids = _ids([*lowest.claims, *highest.claims])
    reasons = [Reason(rule="range.span", words=words, claims=ids)]
    if low < lowest.amount.low:
        words = f"of {lowest.amount}, {low or 'nobody'} is identified as a civilian by {lowest.said}"
        reasons.append(Reason(rule="range.minimum", words=words, claims=_ids(lowest.claims)))
    return low, high, reasons


def _lowest(used: Sequence[Account]) -> Account:
    """The account with the lowest number that the profile lets in whole, else the one that it lets in most of.

    Only `ibc` lets some in partly: what is said of "people" feeds no lowest figure where others say "civilians".
    """
    whole = [one for one in used if one.sure == one.amount.low]
    if whole:
        return min(whole, key=lambda one: (one.sure, one.said.order))
    return min(used, key=lambda one: (-one.sure, one.said.order))


def _reversed(one: Account) -> tuple[int, ...]:
    """Of equal highest figures the earliest speaks: an order that grows as the day gets earlier."""
    day = one.said.published
    return (-(day.toordinal() if day else 10**7), -one.said.claim.start)


def _best(used: Sequence[Account], subject: Subject, profile: Profile) -> list[Figure]:
    """The best figure of the killed, where the profile asks for one (rule `range.best`)."""
    if profile.settings.choice != "low-best-high" or subject.harm is not Harm.KILLED or subject.group:
        return []
    behind: dict[int, list[Account]] = defaultdict(list)
    for one in used:
        behind[one.amount.low].append(one)

    def weight(number: int) -> tuple[int, int, int]:
        those = behind[number]
        latest = max((a.said.published.toordinal() for a in those if a.said.published), default=0)
        return (len({a.said.root for a in those}), latest, -number)

    best = max(behind, key=weight)
    sources = sorted({one.said.root for one in behind[best]})
    ids = _ids([one for made in behind[best] for one in made.claims])
    reason = Reason(rule="range.best", words=f"best {best:,}: {listed(sources)}", claims=ids)
    best_range = Range(low=best, high=best, vague=all(one.amount.vague for one in used))
    return [Figure(name=BEST, range=best_range, claims=ids, reasons=(reason,))]


def _contested_status(about: Sequence[Said], used: Sequence[Account], profile: Profile) -> Reason | None:
    """Whether other sources, not the accused, say that the dead were combatants."""
    if not profile.settings.contested_status_from_zero:
        return None
    civil = {one.said.source for one in used}
    against = [
        one
        for one in about
        if one.asserts
        and not one.accused
        and is_combatant(one.claim)
        and one.claim.part_of is None
        and one.source not in civil
        and one.claim.high != 0
    ]
    if not against:
        return None
    words = f"lowest 0, because {listed(_names(against))} said that the dead were combatants, and others did not"
    return Reason(rule="range.contested-status", words=words, claims=_ids(against))


def _aside_reasons(about: Sequence[Said]) -> list[Reason]:
    """Why denials, disputes and the accused party's word stand beside the range."""
    reasons = []
    denied = [one for one in about if one.claim.stance in (Stance.DENIED, Stance.DISPUTED)]
    if denied:
        words = f"a denial gives no number: {listed(_names(denied))}"
        reasons.append(Reason(rule="range.denied", words=words, claims=_ids(denied)))
    own = [one for one in about if one.accused and one.asserts]
    if own:
        parties = listed(list(dict.fromkeys(one.root for one in own)))
        words = f"the accused party's own word stands beside the range: {parties}"
        reasons.append(Reason(rule="range.perpetrator", words=words, claims=_ids(own)))
    return reasons


def _revision_reasons(found: dict[tuple[str, str], Standing]) -> list[Reason]:
    reasons = []
    for (root, speaker), standing in found.items():
        if standing.superseded:
            now = listed(list(dict.fromkeys(str(one.amount) for one in standing.current)))
            then = listed(list(dict.fromkeys(str(one.amount) for one in standing.superseded)))
            words = f"{speaker or root} gave {now} after {then}, which it supersedes"
            ids = _ids([one for made in standing.superseded for one in made.claims])
            reasons.append(Reason(rule="range.revised", words=words, claims=ids))
        outdated = [one for made in standing.current for one in made.outdated]
        if outdated:
            words = f"{speaker or root} gave a larger number in the same report, which supersedes its smaller one"
            reasons.append(Reason(rule="range.revised", words=words, claims=_ids(outdated)))
    return reasons


def _kind_reasons(pool: _Pool, subject: Subject) -> list[Reason]:
    reasons = []
    if all(made.amount.vague for made in pool.used):
        words = "no source gives a number; the words are vague, and the range is marked so"
        reasons.append(Reason(rule="range.vague", words=words, claims=_ids([made.said for made in pool.used])))
    vague = [made.said for made in pool.aside if made.amount.vague]
    if vague:
        words = "vague counts are passed over, because a source gives a number"
        reasons.append(Reason(rule="range.vague", words=words, claims=_ids(vague)))
    if all(made.least for made in pool.used):
        words = "no source gives a total; those named or counted one by one are summed"
        ids = _ids([one for made in pool.used for one in made.claims])
        reasons.append(Reason(rule="range.parts", words=words, claims=ids))
    return reasons


def _title(subject: Subject) -> str:
    return subject.name.replace("_", " ").capitalize()


def _names(said: Sequence[Said]) -> list[str]:
    return list(dict.fromkeys(one.speaker or one.root for one in said))


def _ids(said: Sequence[Said]) -> tuple[str, ...]:
    return tuple(sorted({one.id for one in said}))
