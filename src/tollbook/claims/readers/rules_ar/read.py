"""Reader `rules-ar`: a text in, claims out."""

from __future__ import annotations

from datetime import date

from tollbook.claims.readers.draft import settle
from tollbook.claims.readers.rules_ar.dateline import written_on
from tollbook.claims.readers.rules_ar.discourse import SoFar
from tollbook.claims.readers.rules_ar.draft import Draft
from tollbook.claims.readers.rules_ar.follow import finish, is_sectioned, tell
from tollbook.claims.readers.rules_ar.lists import Listing, next_listing
from tollbook.claims.readers.rules_ar.names import is_given
from tollbook.claims.readers.rules_ar.rolls import Roll, find_roll
from tollbook.claims.readers.rules_ar.scope import set_background, set_scope
from tollbook.claims.readers.rules_ar.victims import find_victims
from tollbook.claims.readers.rules_ar.words import Sentence, sentences
from tollbook.model.claim import Claim


class RulesAr:
    """Arabic by rules. The same text gives the same claims, whatever was read before."""

    version = "rules-ar 1"
    language = "ar"

    def read(self, text: str, *, doc: str, published: date | None) -> tuple[Claim, ...]:
        """The claims of a text, sorted by (start, end, harm). Never raises on any text."""
        drafts: list[Draft] = []
        roll: Roll | None = None
        listing: Listing | None = None
        read = list(sentences(text))
        published = published or written_on(read)
        so_far = SoFar(text, sectioned=is_sectioned(read))
        for sentence in read:
            found = find_victims(sentence, text, listing, drafts)
            roll = find_roll(found, drafts, roll)
            listing = next_listing(found, listing, drafts)
            new = _new(found.drafts, drafts, sentence, text)
            set_scope(new, sentence.words)
            tell(new, sentence, so_far, published)
            drafts += new
        finish(so_far)
        set_background(drafts, published)
        return settle(drafts, doc)


def _new(found: list[Draft], before: list[Draft], sentence: Sentence, text: str) -> list[Draft]:
    """The drafts without those that only speak again, with "the", of somebody harmed before."""
    known = {(draft.noun, draft.harm) for draft in before}
    return [
        draft
        for draft in found
        if not draft.definite or (draft.noun, draft.harm) not in known or _is_named_first(draft, sentence, text)
    ]


def _is_named_first(draft: Draft, sentence: Sentence, text: str) -> bool:
    """Whether a noun with "the" carries a name that the text has not given before: somebody else."""
    behind = sentence.words[draft.last + 1 : draft.last + 3]
    if len(behind) < 2 or not is_given(behind[0]):
        return False
    return text[behind[0].start : behind[1].end] not in text[: draft.start]
