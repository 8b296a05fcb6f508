"""A book of invented claims with invented texts: linked from the beginning, and once more after 100 reports."""

from __future__ import annotations

import json
import resource
import tempfile
import time
from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path

from benchmarks.linking import measures
from benchmarks.linking.invent import invent
from benchmarks.linking.texts import Told, told
from tollbook.incidents.record import record_incidents
from tollbook.ledger import linked
from tollbook.ledger.bodies import ClaimsLocated, DocumentRead, DocumentSealed, Reading
from tollbook.ledger.open import Ledger
from tollbook.ledger.serialise import canonical, to_json
from tollbook.model.document import Extraction, Origin
from tollbook.model.entry import Draft, Kind

MORE = 100
"""Reports that come in later."""
AT_ONCE = 1_000


def measure(count: int) -> dict[str, float]:
    """Make, link, add and link again; seconds of the clock and of the processor, and the peak of memory in MB."""
    with tempfile.TemporaryDirectory() as name, Ledger.create(Path(name) / "book", "Invented", by="x") as ledger:
        return _measured(ledger, count)


def _measured(ledger: Ledger, count: int) -> dict[str, float]:
    documents = told(invent(count))
    every = list(documents)
    late = every[:: max(1, len(every) // MORE)][:MORE]
    late_ids = {one.id for one in late}
    truth = {claim: event for one in every for claim, event in one.events.items()}
    claims = len(truth)
    _write(ledger, (one for one in every if one.id not in late_ids))
    del every, documents
    before = _peak()
    seconds, processor = _timed(ledger)
    peak = _peak()
    _write(ledger, late)
    again, again_processor = _timed(ledger)
    on = _groups(ledger)
    entry = linked.last(ledger)
    record_incidents(ledger, anew=True)
    anew = _groups(ledger)
    found = {claim: id_ for id_, members in enumerate(sorted(map(sorted, anew))) for claim in members}
    precision, recall = measures.b_cubed(truth, found)
    return {
        "claims": claims,
        "incidents": len(anew),
        "seconds": seconds,
        "processor": processor,
        "before": before,
        "peak": peak,
        "again": again,
        "again_processor": again_processor,
        "again_peak": _peak(),
        "differing": len(on - anew),
        "differing_anew": len(anew - on),
        "entry": entry or 0,
        "precision": precision,
        "recall": recall,
    }


def _timed(ledger: Ledger) -> tuple[float, float]:
    started, worked = time.perf_counter(), time.process_time()
    record_incidents(ledger)
    return time.perf_counter() - started, time.process_time() - worked


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _groups(ledger: Ledger) -> set[frozenset[str]]:
    return {frozenset(one.claims) for one in linked.incidents(ledger, links=False).values()}


def _write(ledger: Ledger, documents: Iterable[Told]) -> None:
    """Seal, read and locate documents as the rooms do, without what takes them their time."""
    coming = iter(documents)
    while some := list(islice(coming, AT_ONCE)):
        with ledger.objects.batch():
            ledger.append([_sealed(ledger, one) for one in some])
            ledger.append([_read(ledger, one) for one in some])
            ledger.append([_located(ledger, some)])


def _sealed(ledger: Ledger, one: Told) -> Draft:
    data = one.text.encode()
    body = DocumentSealed(
        document=ledger.objects.put(data),
        size=len(data),
        media="text/plain",
        origin=Origin(name=f"{one.id[:12]}.txt", published=one.published, url=one.url),
    )
    return Draft(kind=Kind.DOCUMENT_SEALED, body=to_json(body))


def _read(ledger: Ledger, one: Told) -> Draft:
    reading = Reading(claims=one.claims, extraction=Extraction(text=None, extractor="invented"))
    body = DocumentRead(
        document=one.id,
        text=one.id,
        reading=ledger.objects.put(canonical(to_json(reading))),
        reader="invented",
        extractor="invented",
        claims=len(one.claims),
    )
    return Draft(kind=Kind.DOCUMENT_READ, body=to_json(body))


def _located(ledger: Ledger, some: Sequence[Told]) -> Draft:
    located = {claim: location for one in some for claim, location in sorted(one.locations.items())}
    body = ClaimsLocated(locations=ledger.objects.put(canonical(to_json(located))), claims=len(located))
    return Draft(kind=Kind.CLAIMS_LOCATED, body=to_json(body))


def shown(ran: dict[str, float]) -> str:
    """What was measured, in words."""
    return (
        f"{ran['claims']:>8,.0f} claims with texts  {ran['incidents']:>7,.0f} incidents"
        f"  {ran['seconds']:7.2f} s ({ran['processor']:.2f} s of the processor)"
        f"  peak {ran['peak']:5.0f} MB ({ran['before']:.0f} before)"
        f"  B3 precision {ran['precision']:.1f} recall {ran['recall']:.1f}\n"
        f"         {MORE} reports more: {ran['again']:.2f} s ({ran['again_processor']:.2f} s of the processor);"
        f" of linking from the beginning {ran['differing']:.0f} incidents differ, for {ran['differing_anew']:.0f}"
    )


def main(count: int) -> None:
    """The part that runs in a process of its own, so that the peak of memory is its own."""
    print(json.dumps(measure(count)))
