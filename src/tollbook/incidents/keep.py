"""Keep what linking worked out beside the book, so that the next need not work it out again.

Nothing here is truth: the ledger has the linking itself. What is missing, damaged, of another version or of
another state of the book is worked out again.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import numpy as np

from tollbook.incidents.judge import Weighed
from tollbook.incidents.lines import Tellings, chances_line, to_chances
from tollbook.incidents.reports.estimate import Chains, Series
from tollbook.incidents.reports.index import Index
from tollbook.incidents.reports.period import Period
from tollbook.incidents.reports.shelf import Shelf
from tollbook.incidents.score import Named
from tollbook.incidents.standing import Measures, Standing
from tollbook.incidents.web import Web
from tollbook.incidents.weights import weights
from tollbook.model.version import VERSION

FOLDER: Final = "linking"
"""The folder in a book's; whoever deletes it loses nothing but time."""
FORM: Final = 2
"""The version of what is kept. Whoever changes tellings, keys or scores counts it up."""
_ARRAYS = (
    "docs",
    "loose",
    "cluster",
    "trace",
    "keys",
    "owners",
    "claims",
    "holders",
    "codes",
    "bits",
    "looked",
    "looked_bits",
)


def keep(book: Path, seq: int, linker: str, standing: Standing, measured: int) -> None:
    """Keep what stands after entry `seq`; `measured` is the entry of the linking whose measures it uses.

    Lines are added to what is kept already of the same measures. A power cut leaves what was kept before, or what
    no longer fits the book, which is the same as nothing.
    """
    folder = book / FOLDER
    folder.mkdir(exist_ok=True)
    lines, rare = folder / f"tellings-{measured}", folder / f"measures-{measured}"
    tellings = standing.web.tellings
    ends = tellings.write(lines)
    if not rare.exists():
        rare.write_bytes(json.dumps(_from_measures(standing.measures), ensure_ascii=False).encode())
    weighed = standing.weighed
    said = {
        "form": FORM,
        "seq": seq,
        "linker": f"{linker} of {VERSION}",
        "measured": measured,
        "same": weighed.same,
        "different": weighed.different,
        "judged": sorted(weighed.judged),
    }
    arrays = {name: getattr(standing.web, name) for name in _ARRAYS}
    written = io.BytesIO()
    np.savez(written, ends=ends, said=np.frombuffer(json.dumps(said).encode(), np.uint8), **arrays)
    fresh = folder / "web.new"
    fresh.write_bytes(written.getbuffer())
    fresh.replace(folder / "web")
    for path in folder.iterdir():
        if path not in (lines, rare, folder / "web"):
            path.unlink()


def kept(book: Path, seq: int | None, linker: str) -> tuple[Standing, int] | None:
    """What stands after entry `seq`, and the entry of the linking that measured; None where that is lost."""
    folder = book / FOLDER
    try:
        with np.load(folder / "web", allow_pickle=False) as arrays:
            said = json.loads(arrays["said"].tobytes())
            if (said["form"], said["seq"], said["linker"]) != (FORM, seq, f"{linker} of {VERSION}"):
                return None
            ends = arrays["ends"].tolist()
            web_arrays = {name: arrays[name] for name in _ARRAYS}
        text = (folder / f"tellings-{said['measured']}").read_bytes()
        measures = _to_measures(json.loads((folder / f"measures-{said['measured']}").read_bytes()))
    except (OSError, ValueError, KeyError, zipfile.BadZipFile):
        return None
    if ends and ends[-1] > len(text):
        return None
    web = Web(tellings=Tellings(text, ends), **web_arrays)
    weighed = Weighed(
        same=tuple((a, b) for a, b in said["same"]),
        different=tuple((a, b) for a, b in said["different"]),
        judged=frozenset((a, b) for a, b in said["judged"]),
    )
    return Standing(web, measures, weighed), said["measured"]


def _from_measures(measures: Measures) -> dict[str, Any]:
    shelf = measures.shelf
    assert shelf is not None
    index = shelf.index
    return {
        "times": measures.named.times,
        "tellings": measures.named.tellings,
        "passages": index.passages,
        "names": index.names,
        "words": index.words,
        "often": sorted(index.often),
        "rarity": list(index.rarity),
        "period": [shelf.period.first, shelf.period.last],
        "usual": shelf.chains.usual.tolist(),
        "series": {
            name: [one.numbers, [chances_line(told) for told in one.told]]
            for name, one in shelf.chains.series.items()
        },
    }


def _to_measures(data: Mapping[str, Any]) -> Measures:
    index = Index(data["passages"], data["names"], data["words"], data["often"], data["rarity"])
    series = {
        name: Series(tuple(numbers), tuple(to_chances(*one) for one in told))
        for name, (numbers, told) in data["series"].items()
    }
    chains = Chains(np.array(data["usual"]), series)
    shelf = Shelf(index, Period(*data["period"]), chains, weights("reports"))
    return Measures(Named(data["times"], data["tellings"]), shelf)
