"""Find one thing by what a person types: an id, how it begins, a file's name, or a number in a list."""

from __future__ import annotations

from collections.abc import Iterable

from tollbook.ledger import linked, query
from tollbook.ledger.open import Ledger
from tollbook.ledger.proposals import proposals
from tollbook.model.finding import Refusal
from tollbook.model.proposal import Proposal


def find_claim(ledger: Ledger, typed: str) -> str:
    """The id of the claim that `typed` begins. Raises Refusal where there is none, or more than one."""
    found = query.claims(ledger, effective=False) | query.claims(ledger)
    return _only("claim", typed, (id_ for id_ in found if id_.startswith(typed)), "tollbook claims BOOK")


def find_incident(ledger: Ledger, typed: str) -> str:
    """The id of the incident that `typed` begins, or the heir of one that is no longer in use.

    Raises Refusal where there is none, or more than one.
    """
    live, retired = linked.beginning(ledger, typed)
    ids = live | {heir for id_ in retired if (heir := linked.heir(ledger, id_))}
    return _only("incident", typed, ids, "tollbook incidents BOOK")


def find_document(ledger: Ledger, typed: str) -> str:
    """The id of the document that `typed` begins, or one of whose files is called so.

    Raises Refusal where there is none, or more than one.
    """
    found = query.documents(ledger)
    ids = {id_ for id_ in found if id_.startswith(typed)}
    ids |= {
        id_ for id_, document in found.items() if any(_called(origin.name, typed) for origin in document.origins)
    }
    return _only("document", typed, ids, "tollbook documents BOOK")


def find_proposal(ledger: Ledger, typed: str) -> Proposal:
    """The proposal whose id `typed` begins. Raises Refusal where there is none, or more than one."""
    found = proposals(ledger)
    ids = (id_ for id_ in found if id_.startswith(typed))
    return found[_only("proposal", typed, ids, "tollbook positions BOOK")]


def _called(name: str, typed: str) -> bool:
    return name == typed or name.endswith(f"/{typed}")


def _only(word: str, typed: str, ids: Iterable[str], listing: str) -> str:
    match sorted(ids) if typed else []:
        case [one]:
            return one
        case []:
            raise Refusal(f"there is no {word} {typed!r}", f"`{listing}` lists them.")
        case several:
            raise Refusal(f"{typed!r} could be {several[0]} or {several[1]}", "Type more of it.")
