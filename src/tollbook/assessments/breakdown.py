"""Parts held against their totals: a part larger than its total is a finding, never a correction."""

from __future__ import annotations

from collections.abc import Sequence

from tollbook.assessments.amounts import Amount, amount, vague_word
from tollbook.assessments.profiles import Settings
from tollbook.assessments.said import Said
from tollbook.assessments.subjects import GROUPS
from tollbook.model.assessment import Figure
from tollbook.model.finding import Finding

CODE = "assessment.part-exceeds-total"


def check(
    incident: str, figures: Sequence[Figure], said: Sequence[Said], settings: Settings
) -> tuple[Finding, ...]:
    """Findings on figures whose parts exceed the total, and on claims that exceed the claim they break down."""
    return (*_of_figures(incident, figures), *_of_claims(said, settings))


def _of_figures(incident: str, figures: Sequence[Figure]) -> list[Finding]:
    by_name = {figure.name: figure for figure in figures}
    killed = by_name.get("killed")
    if killed is None or killed.range.high is None:
        return []
    total = killed.range.high
    parts = [by_name[group.name] for group in GROUPS if group.name in by_name]
    known = [(part.name, part.range.low) for part in parts if part.range.low is not None and not part.range.vague]
    found = [
        Finding(
            code=CODE,
            where=f"incident:{incident}",
            message=f"At least {low:,} {name} are among the killed, of whom there are at most {total:,}.",
            advice="Look at the claims of both figures: one may speak of another event, or of killed and injured.",
        )
        for name, low in known
        if low > total
    ]
    together = sum(low for _, low in known)
    if not found and len(known) > 1 and together > total:
        names = " and ".join(name for name, _ in known)
        found.append(
            Finding(
                code=CODE,
                where=f"incident:{incident}",
                message=f"There are at least {together:,} {names} together, and at most {total:,} killed.",
                advice="Look at the claims of these figures: sources may differ, or a person be counted twice.",
            )
        )
    return found


def _of_claims(said: Sequence[Said], settings: Settings) -> list[Finding]:
    found = []
    for one in said:
        part, whole = amount(one.claim, settings), _amount_of_whole(one, settings)
        bounded = one.whole is not None and one.whole.high is not None and one.whole.harm is one.claim.harm
        if part and whole and bounded and part.low > whole.high:
            found.append(
                Finding(
                    code=CODE,
                    where=f"claim:{one.id}",
                    message=f"The claim counts {part} as part of {whole}.",
                    advice="Amend the claim that is wrong, or what it is part of.",
                )
            )
    return found


def _amount_of_whole(one: Said, settings: Settings) -> Amount | None:
    return amount(one.whole, settings) if one.whole is not None and not vague_word(one.whole) else None
