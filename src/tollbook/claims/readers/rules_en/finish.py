"""What the whole of a text says of each draft, once it has been read to its end."""

from __future__ import annotations

from tollbook.claims.readers.draft import NEVER, Days
from tollbook.claims.readers.rules_en import blame, same
from tollbook.claims.readers.rules_en.cause import prevails
from tollbook.claims.readers.rules_en.discourse import Discourse
from tollbook.claims.readers.rules_en.draft import Draft
from tollbook.claims.readers.rules_en.facts import Facts
from tollbook.claims.readers.rules_en.place import NAMED
from tollbook.claims.readers.rules_en.stance import is_own, own_doing
from tollbook.model.vocabulary import Harm, Scope, Stance

LIVE = 2
"""Sentences that begin with an hour from which on a text reports as things happen, on the day it came out."""


def days_of(facts: Facts, discourse: Discourse) -> Days:
    """The days of what a sentence tells; a running period without a first day begins with the day told last."""
    if facts.when is None:
        return NEVER
    first, last = facts.when.first, facts.when.last
    if facts.when.total and first is None and last is not None:
        first = discourse.last_day
        last = last if first else None
    return first, last


def finish(drafts: list[Draft], discourse: Discourse) -> None:
    """Gives every draft what the whole text says of its event, and every part what its whole has."""
    told = [draft for draft in drafts if draft.facts is not None]
    for draft in drafts:
        _settle_own(draft)
    for draft in told:
        if draft.stance is Stance.CONCEDED and draft.speakers and not draft.event.actor:
            draft.event.actor = draft.speakers[0]
    _date_events(told, discourse)
    for draft in told:
        if draft.event.main is None and draft.event is not discourse.main:
            draft.event.main = discourse.main
    _complete_main(told, discourse)
    for draft in drafts:
        same.complete(draft.event)
    _date_by_main(told, discourse)
    for draft in drafts:
        event, facts = draft.event, draft.facts
        draft.days, draft.place, draft.cause, draft.actor = event.days, event.place, event.cause, event.actor
        if facts is None:
            continue
        days = days_of(facts, discourse)
        if days != NEVER and not same.within(event.days, days):
            draft.days = days
        own = facts.place is not None and facts.place.exact >= min(max(event.exact, 1), NAMED)
        if own or (facts.place is not None and draft.scope is Scope.CUMULATIVE):
            draft.place = facts.written
        own_means = draft.harm is Harm.DETAINED or same.is_attacker(draft, facts)
        exacter = not own_means and prevails(event.cause, event.firm, facts.cause, facts.firm)
        draft.cause = event.cause if exacter else facts.cause
        draft.actor = _actor(draft, facts)
        named = same.names(draft.actor)
        if named and (named <= same.names(draft.place) or _is_place(draft.actor, discourse)):
            draft.actor = ""
        own_doing(draft)
    for draft in drafts:
        if draft.whole is not None:
            draft.inherit(draft.whole)


def _date_events(drafts: list[Draft], discourse: Discourse) -> None:
    """Dates the events that were told without a day: by the one day of the text, the main event also by the day
    that the text opened with, or by its own day where it reports as things happen, hour by hour."""
    one = same.main_day(discourse.told, discourse.published)
    live = discourse.hours >= LIVE and discourse.published is not None and not discourse.opened
    if live and discourse.published:
        one = discourse.published, discourse.published
    for draft in drafts:
        if draft.event.days == NEVER:
            draft.event.days = discourse.told[0] if draft.event.headed and discourse.told and not live else one
    main = discourse.main
    if main is None or main.days != NEVER:
        return
    if discourse.told and discourse.opened:
        main.days = discourse.told[0]
    elif not discourse.told and discourse.hourly and discourse.published:
        main.days = discourse.published, discourse.published


def _complete_main(drafts: list[Draft], discourse: Discourse) -> None:
    """Gives the main event of a text, where nothing says its place, the most exact named one of what was told
    beside it on the same day: live pages and reports that tell the end first name it late."""
    main = discourse.main
    if main is None or main.place:
        return
    beside = [
        d.event
        for d in drafts
        if d.event.exact >= NAMED and d.event.violent is main.violent and not same.apart(d.event.days, main.days)
    ]
    best = max(beside, key=lambda event: event.exact, default=None)
    if best is not None:
        main.place, main.exact = best.place, best.exact
    elif discourse.country:
        main.place, main.exact = discourse.country, 2


def _date_by_main(drafts: list[Draft], discourse: Discourse) -> None:
    """What a text gives no day happened when its main event did; arrests come later."""
    main = discourse.main
    for draft in drafts:
        if main is not None and draft.event.days == NEVER and draft.harm is not Harm.DETAINED:
            draft.event.days = main.days


def _actor(draft: Draft, facts: Facts) -> str:
    """Who did it: as the own sentence says, or the more exact that is said of the event; attackers were not harmed
    by their own."""
    event = draft.event.actor
    attacker = blame.is_attacker(draft.mention.noun) or same.is_attacker(draft, facts)
    if attacker:
        return facts.actor or ("" if blame.attacks(event) else event)
    return event if event and blame.exacter(event, facts.actor) else facts.actor or event


def _is_place(actor: str, discourse: Discourse) -> bool:
    """ "The Tarfa strike": a would-be doer that is only a name, that of a place told of in the text."""
    written = {word.lower() for word in actor.split()}
    return written <= discourse.places


def _settle_own(draft: Draft) -> None:
    """Settles "its" strike as the speaker's where it is said, before another sentence's speaker can be taken."""
    facts, event = draft.facts, draft.event
    if facts is not None and event.actor == facts.actor and is_own(facts.actor):
        event.actor = draft.speakers[0] if draft.speakers else ""
