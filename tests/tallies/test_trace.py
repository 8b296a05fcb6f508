from __future__ import annotations

from typing import Any

from tollbook.assessments.profiles import profile
from tollbook.model.claim import Claim
from tollbook.model.document import Document, Origin
from tollbook.model.vocabulary import Harm
from tollbook.tallies.count import tally
from tollbook.tallies.trace import lineage

TEXT = "On Friday 9 people were killed in al-Jadida, the paper said."


def test_a_row_leads_down_to_quote_file_and_offsets(make: Any) -> None:
    start = TEXT.index("9 people")
    claim = Claim(doc="d", start=start, end=start + 8, harm=Harm.KILLED, low=9, high=9, count_text="9")
    origins = (Origin(name="z.txt"), Origin(name="reports/a.txt"))
    document = Document(id="d", size=60, media="text/plain", origins=origins, text="t")
    incidents = [make("a", (9, 9))]
    row = tally(incidents, by="month", profile=profile("airwars")).headline
    (line,) = lineage(row, incidents, {"c-a": claim}, {"d": document}, {"d": TEXT})
    assert (line.incident, line.grade) == ("a", "fair")
    (source,) = line.sources
    assert source.quote == "9 people" == TEXT[source.start : source.end]
    assert (source.claim, source.document, source.file) == ("c-a", "d", "reports/a.txt")


def test_a_figure_that_nobody_gives_has_no_sources(make: Any) -> None:
    incidents = [make("a", (9, 9))]
    row = tally(incidents, by="month", profile=profile("airwars")).headline
    (line,) = lineage(row, incidents, {}, {}, {}, figure="injured")
    assert (line.figure, line.sources) == (None, ())
