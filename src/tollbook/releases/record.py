"""Record a release: assess and tally what passed the screen, freeze, write and sign it, and enter it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tollbook.assessments.assess import assess_all
from tollbook.assessments.profiles import Profile
from tollbook.ledger.bodies import ReleaseMade
from tollbook.ledger.open import Ledger
from tollbook.ledger.serialise import to_json
from tollbook.model.entry import Draft, Kind
from tollbook.model.material import Material
from tollbook.model.release import Release
from tollbook.model.version import VERSION
from tollbook.releases.freeze import freeze
from tollbook.releases.screen import Screen, admit
from tollbook.releases.write import check_out, write
from tollbook.tallies.count import tally
from tollbook.tallies.reconcile import reconcile

TALLIES: Sequence[str] = ("month", "place", "grade")
"""What a release sums its incidents by; the first leads the front page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A release that was made: where, how many files, the digest of its manifest, the key to verify it with."""

    out: str
    files: int
    manifest: str
    key: str


def record_release(ledger: Ledger, material: Material, profile: Profile, screen: Screen, out: Path) -> Made:
    """Release into `out` what `screen` lets through of `material`, and enter it in the ledger.

    Nothing that was withheld has any part in a published number: assessments and tallies are made of what passed
    the screen alone. Raises Refusal where `out` is not free or cannot be written.
    """
    check_out(out)
    release = _frozen(ledger, material, profile, screen)
    signed = write(release, out, ledger.signer())
    body = ReleaseMade(profile=str(profile), manifest=signed.manifest, checkpoint=release.checkpoint, out=out.name)
    ledger.append([Draft(kind=Kind.RELEASE_MADE, body=to_json(body))])
    return Made(out=str(out), files=len(signed.files), manifest=signed.manifest, key=release.key)


def _frozen(ledger: Ledger, material: Material, profile: Profile, screen: Screen) -> Release:
    screened = admit(material, screen)
    public = screened.material
    assessments = assess_all(public, profile)
    return freeze(
        screened,
        assessments=assessments,
        tallies=[tally(assessments, by=by, profile=profile) for by in TALLIES],
        reconciliations=reconcile(public.claims, assessments, public.locations, profile),
        method=profile.method(),
        title=ledger.title,
        made=_today(ledger),
        tollbook=VERSION,
        checkpoint=ledger.checkpoint(),
        key=ledger.verifier_key,
    )


def _today(ledger: Ledger) -> date:
    return ledger.now().date()
