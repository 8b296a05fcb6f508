"""`tollbook`: the commands, and what every one of them does when it cannot."""

from __future__ import annotations

import sys
import traceback

import typer

from tollbook.cli import (
    aggregates,
    book,
    decisions,
    estimate,
    filters,
    listings,
    positions,
    publishing,
    review,
    serve,
    show,
)
from tollbook.cli.say import Exit, complain
from tollbook.cli.stop import Stopped, stop_on_interrupt
from tollbook.model.finding import Refusal

app = typer.Typer(
    name="tollbook",
    help="A ledger for casualty recorders: from the first report to the admission, "
    "every number leads back to the sentence that says it.",
    epilog="Exit codes: 0 done, 1 done with findings, 2 could not, 130 interrupted. Nothing is sent anywhere, "
    "unless you choose reader llm and name its model.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for room in (book, listings, aggregates, show, positions, review, decisions, publishing, serve, estimate, filters):
    room.register(app)


def run() -> None:
    """Run the command line. Ends the process: see `Exit` for the codes; a bug of ours is traced and ends 70."""
    stop_on_interrupt()
    try:
        app()
    except Stopped as stopped:
        complain(f"tollbook: {stopped.message}", stopped.advice)
        sys.exit(Exit.INTERRUPTED)
    except Refusal as refusal:
        complain(f"tollbook: {refusal.message}", refusal.advice)
        sys.exit(Exit.COULD_NOT)
    except BrokenPipeError:
        # The reader of our output has gone (`tollbook claims BOOK | head`): nothing is left to say to it.
        sys.stderr.close()
        sys.exit(Exit.DONE)
    except Exception:  # noqa: BLE001  a bug must not end with 1, which means "done with findings"
        traceback.print_exc()
        sys.exit(Exit.BUG)
