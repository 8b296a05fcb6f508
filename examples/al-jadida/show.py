"""Run the example as a recorder would, command by command: python examples/al-jadida/show.py FOLDER

Makes FOLDER/book and FOLDER/release anew. Prints every command before it is run, so that it can be typed again.
"""

from __future__ import annotations

import json
import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

REPORTS = Path(__file__).parent / "reports"
POSITIONS = (
    (
        *("US-led coalition", "states_circumstances", "2017-03-25", "04-coalition-statement.md"),
        "at the request of the Iraqi security forces, the coalition struck",
        "",
    ),
    (
        *("Iraqi military command", "denies_act", "2017-03-26", "05-iraqi-command.txt"),
        "there is no sign of an air strike",
        "",
    ),
    (
        *("US-led coalition", "acknowledges_act_with_alternative_explanation", "2017-05-25"),
        "11-coalition-investigation.pdf",
        "105 civilians were killed in the strike",
        "105",
    ),
)
DONE, FINDINGS = 0, 1


def tollbook(*words: str | Path, show: bool = True) -> str:
    """Run one command of Tollbook; prints it and what it says, and returns the latter."""
    command = [str(word) for word in words]
    if show:
        print(f"\n$ tollbook {shlex.join(command)}", flush=True)
    done = subprocess.run(
        [sys.executable, "-m", "tollbook", *command], stdout=subprocess.PIPE, text=True, check=False
    )
    if done.returncode not in (DONE, FINDINGS):
        sys.exit(done.returncode)
    if show:
        print(done.stdout, end="", flush=True)
    return done.stdout


def main(folder: Path) -> None:
    """The whole path, from a folder of reports to a release that verifies."""
    book, release = folder / "book", folder / "release"
    for old in (book, release):
        shutil.rmtree(old, ignore_errors=True)
    tollbook("new", book, "--title", "West Mosul, spring 2017")
    tollbook("add", book, REPORTS)
    incidents = json.loads(tollbook("incidents", book, "--json", show=False))
    incident = max(incidents, key=lambda one: len(one["incident"]["claims"]))["incident"]["id"]
    tollbook("incidents", book)
    for party, step, day, document, quote, conceded in POSITIONS:
        tollbook(
            *("position", book, incident, "--party", party, "--step", step, "--date", day),
            *("--document", document, "--quote", quote),
            *(("--conceded", conceded) if conceded else ()),
        )
    tollbook("show", book, incident)
    tollbook("aggregates", book)
    tollbook("tally", book)
    tollbook("verify", book)
    tollbook("release", book, release)
    tollbook("verify", release)
    print(f"\nThe release lies in {release}: open {os.path.relpath(release / 'index.html')} in any browser.")
    print(f"The workbench shows the book in a browser: .venv/bin/tollbook serve {os.path.relpath(book)}")
    print(f"The book lies in {book}. `.venv/bin/tollbook --help` says what else can be done with it.")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
