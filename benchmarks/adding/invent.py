"""Invented reports: long ones in which little is said of harm, and short ones of many events."""

from __future__ import annotations

import datetime
import random
from collections.abc import Iterator
from pathlib import Path

PLACES = (
    *("Mosul", "Raqqa", "Aleppo", "Homs", "Idlib", "Kirkuk", "Tal Afar", "Hama", "Daraa", "Baghdad", "Ramadi"),
    *("Fallujah", "Tikrit", "Samarra", "Baqubah", "Basra", "Najaf", "Karbala", "Hillah", "Sinjar", "Erbil"),
    *("Damascus", "Latakia", "Tartus", "Palmyra", "Manbij", "Kobani", "Afrin", "Hasakah", "Qamishli", "Douma"),
)
PLAIN = (
    "The market opened late because the road from {place} was closed again.",
    "Officials met in {place} to talk about the water supply and the price of bread.",
    "A delegation is expected to travel to {place} in the coming week.",
    "Farmers near {place} said that the harvest would be smaller than in other years.",
    "The council of {place} postponed its session without giving a reason.",
)
HARM = (
    "At least {count} civilians were killed on {day} by an air strike on {place}, residents said.",
    "{count} people were wounded in {place} by artillery on {day}, according to the civil defence.",
    "More than {count} families have fled {place} since {day}, aid workers said.",
)
SENTENCES = 75
FIRST_DAY = datetime.date(2015, 1, 1)
DAYS = 1_500
TELLINGS = 4
"""So many short reports tell of one event."""
IN_A_FOLDER = 1_000


def write_long(folder: Path, count: int) -> None:
    """`count` reports of about 5 kB, in which one sentence in twenty speaks of harm in March 2017."""
    rng = random.Random(count)
    for path in _paths(folder, count):
        sentences = []
        for number in range(SENTENCES):
            form = rng.choice(HARM if number % 20 == 0 else PLAIN)
            day = f"{rng.randint(1, 28)} March 2017"
            sentences.append(form.format(place=rng.choice(PLACES[:10]), count=rng.randint(2, 90), day=day))
        paragraphs = [" ".join(sentences[start : start + 5]) for start in range(0, SENTENCES, 5)]
        path.write_text("\n\n".join(paragraphs) + "\n")


def write_short(folder: Path, count: int) -> None:
    """`count` reports of two or three sentences, some four of which tell of the same event; no two are alike."""
    for number, path in enumerate(_paths(folder, count)):
        rng = random.Random(number)
        event = random.Random(f"{rng.randrange(max(1, count // TELLINGS))} of {count}")
        place, day = event.choice(PLACES), FIRST_DAY + datetime.timedelta(event.randrange(DAYS))
        harm = event.choice(HARM).format(
            place=place, count=event.randint(2, 90) + rng.randint(0, 3), day=f"{day.day} {day:%B %Y}"
        )
        plain = [rng.choice(PLAIN).format(place=rng.choice(PLACES)) for _ in range(rng.randint(1, 2))]
        path.write_text(" ".join([harm, *plain]) + f"\n\nReport {number}\n")


def _paths(folder: Path, count: int) -> Iterator[Path]:
    for number in range(count):
        if number % IN_A_FOLDER == 0:
            inner = folder / f"{number // IN_A_FOLDER:04}"
            inner.mkdir(parents=True)
        yield inner / f"{number:06}.txt"
