"""Take in a gazetteer file: GeoNames, OpenStreetMap or the recorder's own, told apart by what is in it."""

from __future__ import annotations

from pathlib import Path

from tollbook.model.progress import Watch, unwatched
from tollbook.places.geonames import is_geonames, read_geonames
from tollbook.places.imported import SNIFFED, Imported, Taking, lines_of, opened, written
from tollbook.places.osm import is_osm, read_osm
from tollbook.places.own import read_gazetteer

OWN = "a gazetteer of your own"
GEONAMES = "a GeoNames country file"
OSM = "a table made from OpenStreetMap"


def take_gazetteer(path: Path, *, sites: bool = False, watch: Watch = unwatched) -> tuple[bytes, Imported]:
    """The bytes that the book keeps, and what became of the file. Raises Refusal where it cannot be read.

    A gazetteer of the recorder's own is kept as it is; of the others a CSV of what was taken, the same for the
    same file. Memory grows with the places that are taken, not with the file.
    """
    with opened(path) as (file, size):
        start = file.read(SNIFFED)
        sniffed = start.decode("utf-8-sig", "surrogateescape")
        made = GEONAMES if is_geonames(sniffed) else OSM if is_osm(sniffed.partition("\n")[0]) else OWN
        file.seek(0)
        if made == OWN:
            content = file.read()
            rows, findings = read_gazetteer(content, path.name, watch=watch)
            return content, Imported(made=OWN, places=len(rows), findings=findings)
        taking = Taking(path.name)
        read = read_geonames if made == GEONAMES else read_osm
        entries = read(lines_of(file, size, watch), taking, sites=sites)
    left_out = dict(sorted(taking.left_out.items()))
    return written(entries), Imported(
        made=made, places=len(entries), left_out=left_out, findings=taking.findings()
    )
