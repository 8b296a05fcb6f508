"""Find the sentences of a document in which an accused party speaks of the event: proposals, not positions."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from tollbook.assessments import names
from tollbook.assessments.positions import ACKNOWLEDGES
from tollbook.assessments.statements.arabic import hear, is_arabic, verdict_words
from tollbook.assessments.statements.days import dates, said_on
from tollbook.assessments.statements.frames import Frame, frames, opening
from tollbook.assessments.statements.monthly import find_monthly, is_monthly
from tollbook.assessments.statements.parties import is_party, mentions, same_party
from tollbook.assessments.statements.rungs import Facet, facets, step_of, verdict_of
from tollbook.assessments.statements.spans import Sentence, sentences
from tollbook.assessments.subjects import is_combatant
from tollbook.model.claim import Claim
from tollbook.model.proposal import Proposal, Statements
from tollbook.model.vocabulary import Harm, Scope, Step

FINDER = "statements-2"
"""What finds, with its version: proposals of another version are found anew."""


@dataclasses.dataclass(slots=True)
class _Spoken:
    """A sentence in which a party speaks: what it says of the event, and where its verb stands."""

    sentence: Sentence
    party: str
    facets: set[Facet]
    at: int
    words: list[str]
    said_on: date | None = None
    days: tuple[date, ...] = ()


def find_statements(
    document: str, text: str, claims: Mapping[str, Claim], *, publisher: str = "", published: date | None = None
) -> Statements:
    """What accused parties say in a text, sentence by sentence. The same for the same input.

    `claims` are the document's own, by id: their actors are the accused, beside the belligerents that the text
    names. A monthly report of a belligerent's is read item by item instead (`find_monthly`).
    """
    if is_monthly(text):
        return find_monthly(document, text, claims, publisher=publisher, published=published)
    actors = {claim.actor for claim in claims.values() if claim.actor}
    spoken = _spoken(text, actors, publisher if is_party(publisher) else "", published)
    by_party: dict[str, set[Facet]] = defaultdict(set)
    for one in spoken:
        one.party = _in_full(one, text, actors, publisher)
    shown = names.gather([one.party for one in spoken], parties=True)
    for one in spoken:
        one.party = shown.get(one.party, names.without_article(one.party))
        by_party[one.party] |= one.facets
    made: dict[str, Proposal] = {}
    for one in sorted(spoken, key=_is_headline):
        proposal = _proposal(one, by_party[one.party], actors, document, claims, published)
        if proposal and not _repeats(proposal, made.values()):
            made.setdefault(proposal.id, proposal)
    told = [one for one in made.values() if not _is_outdone(one, made.values())]
    return Statements(proposals=tuple(sorted(told, key=lambda one: (one.start, one.step))))


def concession(claims: Iterable[Claim]) -> int | None:
    """How many killed these claims tell of: the largest stated total of people not called fighters."""
    lows = [
        claim.low
        for claim in claims
        if claim.harm is Harm.KILLED and claim.scope is not Scope.RATE and not is_combatant(claim) and claim.low
        if claim.count_text or claim.low == claim.high
    ]
    return max(lows, default=None)


def _spoken(text: str, actors: set[str], own: str, published: date | None) -> list[_Spoken]:
    found: list[_Spoken] = []
    before, paragraph = "", -2
    for sentence in sentences(text):
        if sentence.text.isupper():
            continue  # where all letters are capitals, they mark no names
        if sentence.paragraph > paragraph + 1:
            before = ""
        if is_arabic(sentence.text):
            arabic = list(_heard(sentence, actors, before, published))
            if arabic:
                before, paragraph = arabic[-1].party, sentence.paragraph
            found += [one for one in arabic if one.facets]
            continue
        named = mentions(sentence.text, actors)
        here: dict[str, _Spoken] = {}
        for frame in frames(sentence.text, named, before, own):
            said = facets(frame)
            if _is_quoted(frame, own, said):
                continue
            before, paragraph = frame.party, sentence.paragraph
            if said:
                at = sentence.text.find(frame.verb) if frame.verb else 0
                one = here.setdefault(frame.party, _Spoken(sentence, frame.party, set(), at, []))
                one.facets |= said
                one.words += [f"“{frame.verb}”"] if frame.verb else ["its own paper says it"]
        if not here and (topic := opening(sentence.text, named)):
            before, paragraph = topic, sentence.paragraph
        found += here.values()
    return found


def _heard(sentence: Sentence, actors: set[str], before: str, published: date | None) -> Iterator[_Spoken]:
    """The parties that speak in an Arabic sentence, each once, with all that it says there."""
    here: dict[str, _Spoken] = {}
    for one in hear(sentence.text, actors, before, published):
        spoken = here.setdefault(
            one.party, _Spoken(sentence, one.party, set(), one.at, [], one.said_on or published, one.days)
        )
        spoken.facets |= one.facets
        spoken.words += [f"“{one.verb}”"] if one.facets else []
    yield from here.values()


def _in_full(one: _Spoken, text: str, actors: set[str], publisher: str) -> str:
    """The party's name; for "the army" or "the command" the nearest fuller name before it that ends so."""
    head = names.fold(names.without_article(one.party))
    if names.party_key(one.party):
        return one.party
    fuller = [publisher, *(mention.name for mention in mentions(text[: one.sentence.end], actors))]
    ends = [name for name in fuller if names.party_key(name) and names.fold(name).endswith(f" {head}")]
    return ends[-1] if ends else one.party


def _is_headline(one: _Spoken) -> bool:
    """Whether the sentence ends without a stop: the one below it says the same with a day and a place."""
    return one.sentence.text[-1] not in '.!?"”’'


def _is_outdone(proposal: Proposal, made: Iterable[Proposal]) -> bool:
    """Whether circumstances are all it states of an act that the same document has its party acknowledge."""
    return proposal.step is Step.STATES_CIRCUMSTANCES and any(
        same_party(one.party, proposal.party)
        and one.step in ACKNOWLEDGES
        and (proposal.first is None or proposal.first == one.first)
        for one in made
    )


def _is_quoted(frame: Frame, own: str, said: frozenset[Facet]) -> bool:
    """In a party's own paper, a bare sentence that says nothing of its own act is no statement."""
    return bool(own) and not frame.verb and not said


def _proposal(
    one: _Spoken,
    everywhere: set[Facet],
    actors: set[str],
    document: str,
    claims: Mapping[str, Claim],
    published: date | None,
) -> Proposal | None:
    named = any(same_party(one.party, actor) for actor in actors)
    step = step_of(one.facets, everywhere - one.facets)
    if step is None or (one.facets == {Facet.OTHERWISE} and not named and step is Step.DENIES_ACT):
        return None  # who blames another is no accused party, unless somebody accuses it
    sentence = one.sentence
    here = {id_: c for id_, c in claims.items() if sentence.start <= c.start < sentence.end}
    concedes = one.facets & {Facet.CONCEDES, Facet.ACCEPTS, Facet.CREDIBLE} and step is not Step.DENIES_ACT
    days = [*one.days, *(day for _, day in dates(sentence.text, published))]
    told = list(dict.fromkeys(one.words)) + sorted(facet.value for facet in one.facets)
    return Proposal(
        document=document,
        start=sentence.start,
        end=sentence.end,
        step=step,
        party=one.party,
        quote=sentence.text,
        date=one.said_on or said_on(sentence.text, one.at, published),
        conceded=concession(here.values()) if concedes else None,
        first=min(days, default=None),
        last=max(days, default=None),
        verdict=verdict_of(one.facets, sentence.text, *verdict_words(sentence.text)),
        claims=tuple(sorted(here or claims)),
        named=named,
        words=", ".join(told),
    )


def _repeats(proposal: Proposal, made: Iterable[Proposal]) -> bool:
    """Whether the same document has the party on that rung already, with as much said of number and claims."""
    return any(
        same_party(one.party, proposal.party)
        and one.step is proposal.step
        and (proposal.conceded is None or proposal.conceded == one.conceded)
        and (proposal.first is None or proposal.first == one.first)
        for one in made
    )
