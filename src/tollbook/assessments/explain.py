"""An assessment in plain words: one line that says grade, sources and range, each with its because."""

from __future__ import annotations

from tollbook.model.assessment import Assessment, Figure


def explain(assessment: Assessment) -> str:
    """ "fair: 3 independent sources (Rudaw, ...); range 61–200 because lowest 61: ...; highest 200: ..."."""
    parts = [f"{assessment.grade}: {'; '.join(because(assessment))}"]
    killed = assessment.figure("killed")
    if killed:
        parts.append(f"range {range_in_words(killed)}")
    elif assessment.figures:
        first = assessment.figures[0]
        parts.append(f"{title(first.name)} {range_in_words(first)}")
    else:
        parts.append("no figure")
    if assessment.conceded:
        parts.append("beside it, " + "; ".join(reason.words for reason in assessment.conceded.reasons))
    return "; ".join(parts)


def because(assessment: Assessment) -> list[str]:
    """The reasons of the grade, in words."""
    return [reason.words for reason in assessment.reasons if reason.rule.startswith("grade.")]


# What sets a range goes into its line; what stands beside it is told where the figure itself is shown.
_SETS = ("range.span", "range.minimum", "range.contested-status", "range.reported", "range.parts")


def range_in_words(figure: Figure) -> str:
    """The range and what sets it: "61–201 because lowest 61: ...; highest 201: ..."."""
    words = "; ".join(reason.words for reason in figure.reasons if reason.rule in _SETS)
    vague = " (vague)" if figure.range.vague else ""
    return f"{figure.range}{vague} because {words}" if words else f"{figure.range}{vague}"


def title(name: str) -> str:
    """The name of a figure as it is printed: "killed_best" is "killed, best estimate"."""
    return "killed, best estimate" if name == "killed_best" else name.replace("_", " ")
