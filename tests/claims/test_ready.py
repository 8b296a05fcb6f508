"""What workers are forked from has loaded what they read with."""

from __future__ import annotations

import subprocess
import sys

ASKS = (
    "import tollbook.claims.ready, gc;"
    "from tollbook.claims.readers.rules_en.parse import pipeline;"
    "print(pipeline.cache_info().currsize, gc.get_freeze_count() > 10_000)"
)


def test_importing_it_loads_the_pipeline_and_keeps_it_out_of_the_search_for_garbage() -> None:
    told = subprocess.run([sys.executable, "-c", ASKS], capture_output=True, text=True, check=True)
    assert told.stdout.split() == ["1", "True"]
