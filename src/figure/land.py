"""Makes land.txt from indo-pacific.geojson: run once by hand, never by the build. Needs shapely.

    python3 src/figure/land.py indo-pacific.geojson > src/figure/land.txt

Line 1: the ISO 3166-1 codes of countries large enough to be seen on the map; the others get a ring.
Line 2: all land as one path in tenths of a degree from 40 E, 54 N, by steps. Countries are merged, so that no border
is drawn on land or at sea.
"""
import json
import sys

from shapely.geometry import Polygon, box, shape
from shapely.ops import unary_union

WEST, EAST, SOUTH, NORTH = 40, 190, -46, 54
UNITS = 10  # per degree
TOLERANCE = 0.07  # degrees
LARGE = 3.0  # square degrees

window = box(WEST, SOUTH, EAST, NORTH)
features = json.load(open(sys.argv[1]))["features"]
shapes = {f["id"]: shape(f["geometry"]).buffer(0).intersection(window) for f in features}
large = sorted(code for code, land in shapes.items() if code and land.area >= LARGE)

# A hair of overlap closes the seams that the simplification of the source left between neighbours.
land = unary_union([part.buffer(0.03) for part in shapes.values()]).buffer(-0.03).simplify(TOLERANCE)


def is_kept(island):
    """Islands of South-East Asia and the Pacific down to a few hundred square kilometres, elsewhere large ones."""
    x, y = island.centroid.x, island.centroid.y
    return island.area >= (0.05 if x > 92 and -25 < y < 32 else 0.4)


def ring(points):
    grid = [(round((x - WEST) * UNITS), round((NORTH - y) * UNITS)) for x, y in points]
    steps = [(b[0] - a[0], b[1] - a[1]) for a, b in zip(grid, grid[1:-1]) if a != b]
    numbers = "".join(f"{n}" if i and n < 0 else f" {n}" for i, n in enumerate(sum(steps, ())))
    return f"M{grid[0][0]} {grid[0][1]}l{numbers.strip()}z"


islands = [part for part in land.geoms if is_kept(part)]
islands.sort(key=lambda part: (-part.area, part.bounds))
paths = [ring(part.exterior.coords) for part in islands]
paths += [ring(hole.coords) for part in islands for hole in part.interiors if Polygon(hole).area > 1.0]
print(" ".join(large))
print("".join(paths))
