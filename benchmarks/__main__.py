"""`python -m benchmarks`: every measurement at its default size, one after another."""

from __future__ import annotations

import subprocess
import sys

ALL = ("ledger", "places", "adding", "linking", "reading", "assessing", "estimates", "workbench")

for name in ALL:
    print(f"\n== benchmarks.{name}", flush=True)
    subprocess.run([sys.executable, "-m", f"benchmarks.{name}"], check=True)
