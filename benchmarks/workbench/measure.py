"""Start the workbench on a book as a recorder does, and time its pages from outside."""

from __future__ import annotations

import random
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import quote, urlsplit

WORDS = ("karduba", "sa", "northern", "civil defence", "قرية", "outlet 7", "hem qala", "nothing at all")
BOXES = ("30,40,34,44", "33,36,37,40", "31.5,41,32,41.5")
CHOICES: Mapping[str, tuple[str, ...]] = {
    "period": ("from=2015&to=2016", "from=2014-03&to=2014-03", "from=2020-05-01&to=2020-05-17", "from=2013"),
    "box": tuple(f"box={box}" for box in BOXES),
    "words": tuple(f"q={quote(words)}" for words in WORDS),
    "grade": ("grade=fair", "grade=weak", "grade=confirmed&grade=contested"),
    "whose action": ("strike=likely", "strike=declared"),
    "party": ("party=river%20militia", "party=Fifth%20Brigade&party=border%20guard"),
    "cause": ("cause=drone", "cause=mine&cause=bomb"),
    "harm": ("harm=injured", "harm=killed"),
    "place": ("place=Hemqala", "country=IQ"),
    "publisher": ("publisher=Outlet%207",),
    "all at once": ("q=outlet&from=2014&to=2018&grade=fair&party=river%20militia&harm=injured&box=30,36,37,48",),
    "order": ("sort=killed", "sort=latest", "sort=claims", "sort=place"),
}
PAGES: Mapping[str, tuple[str, ...]] = {
    "today": ("/today", "/today?from=2015&to=2016", "/today?box=30,40,34,44"),
    "incidents": ("/incidents",),
    **{f"incidents by {name}": tuple(f"/incidents?{one}" for one in some) for name, some in CHOICES.items()},
    "further rows": tuple(f"/incidents/rows?at={at}" for at in (60, 6_000, 60_000)),
    "tally": tuple(
        f"/tally?by={by}" for by in ["month", "place", "grade", "party", "cause", "harm", "sex", "age", "status"]
    ),
    "tally, chosen": ("/tally?by=month&grade=fair&from=2015", "/tally?by=place&q=sa"),
    "sources": ("/sources", "/sources?kind=source", "/sources?grade=fair&by=days"),
}


@dataclass(frozen=True)
class Server:
    """A workbench that runs: its process, where it is, and the cookie that opens it."""

    pid: int
    host: str
    port: int
    cookie: str
    until_ready: float

    def get(self, path: str) -> tuple[int, bytes]:
        """Status and body of a page."""
        return get(self.host, self.port, path, self.cookie)[:2]

    def memory(self) -> tuple[float, float]:
        """Megabytes now, and at the most."""
        said = Path(f"/proc/{self.pid}/status").read_text()
        return tuple(int(re.search(rf"{name}:\s+(\d+)", said)[1]) / 1024 for name in ("VmRSS", "VmHWM"))  # type: ignore[index, return-value]


def get(host: str, port: int, path: str, cookie: str = "") -> tuple[int, bytes, str]:
    """Status, body, and the cookie that is set."""
    line = HTTPConnection(host, port, timeout=60)
    line.request("GET", path, headers={"cookie": cookie} if cookie else {})
    answer = line.getresponse()
    body, made = answer.read(), (answer.getheader("set-cookie") or "").split(";")[0]
    line.close()
    return answer.status, body, made


@contextmanager
def serving(book: Path) -> Iterator[Server]:
    """The workbench on `book`, as a process of its own, from its start until incidents are shown."""
    started = time.perf_counter()
    command = [sys.executable, "-m", "tollbook", "serve", str(book), "--port", "0"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        assert process.stdout
        lines = iter(process.stdout.readline, "")
        address = next(found[0] for line in lines if (found := re.search(r"http://\S+", line)))
        parts = urlsplit(address)
        assert parts.hostname
        assert parts.port
        _, _, cookie = get(parts.hostname, parts.port, f"{parts.path}?{parts.query}")
        server = Server(process.pid, parts.hostname, parts.port, cookie, 0.0)
        while b"<tbody" not in server.get("/incidents")[1]:
            time.sleep(0.02)
        took = time.perf_counter() - started
        yield Server(process.pid, parts.hostname, parts.port, cookie, took)
    finally:
        process.terminate()
        process.wait(timeout=20)


def measure(book: Path, rounds: int = 12) -> None:
    """Print what each kind of page takes, in milliseconds at the middle and at 95 of 100, and how large it is."""
    chance = random.Random(1)
    with serving(book) as server:
        print(f"from the start until incidents are shown: {server.until_ready:.2f} s")
        print(f"memory then: {server.memory()[0]:.0f} MB, {server.memory()[1]:.0f} MB at the most\n")
        print(f"{'page':<28}{'middle':>9}{'95 %':>9}{'slowest':>9}  {'largest page':>12}")
        every: list[float] = []
        for name, addresses in PAGES.items():
            times, largest = [], 0
            for _ in range(max(rounds, 2 * len(addresses))):
                began = time.perf_counter()
                status, body = server.get(_unseen(chance.choice(addresses), chance))
                times.append((time.perf_counter() - began) * 1000)
                assert status == 200, (name, status, body[:300])
                largest = max(largest, len(body))
            every += times
            print(f"{name:<28}{_share(times, 0.5):>6.0f} ms{_share(times, 0.95):>6.0f} ms{max(times):>6.0f} ms"
                  f"  {largest / 1000:>9.0f} kB", flush=True)  # fmt: skip
        print(
            f"{'all of them':<28}{_share(every, 0.5):>6.0f} ms{_share(every, 0.95):>6.0f} ms{max(every):>6.0f} ms"
        )
        now, most = server.memory()
        print(f"\nmemory afterwards: {now:.0f} MB, {most:.0f} MB at the most")


def _unseen(address: str, chance: random.Random) -> str:
    """The same page under a choice that was not made before, so that nothing is at hand: from another day on, long
    before anything happened."""
    if address.startswith("/incidents/rows") or "from=" in address:
        return address
    joined = "&" if "?" in address else "?"
    return f"{address}{joined}from={date.fromordinal(chance.randrange(600_000, 730_000))}"


def _share(times: list[float], share: float) -> float:
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
