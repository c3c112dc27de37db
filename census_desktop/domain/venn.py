"""Circles for two or three sets: their areas, and as far as circles can, the areas of what they share, are those of the sets.

Two circles can always show two sets exactly. Three circles have no freedom left once their pairs are right, so what all three
share comes out as it comes out, and some pairs cannot be met at once; then the circles are moved to where the areas are least
wrong, and `wrong` tells by how much.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

Region = tuple[int, ...]
LINES = 160
"""Horizontal lines by which areas of regions are measured; about 0.1 % exact."""
NOTICEABLE = 0.01
"""A part of everything from which a wrong area is told."""


@dataclass(frozen=True, slots=True)
class Circle:
    x: float
    y: float
    radius: float


@dataclass(frozen=True, slots=True)
class Venn:
    """`wrong` is the largest difference between a region's share of the drawing and its share of all records; 0 to 1.
    `at` is a place within each region that is large enough to be written in."""

    circles: tuple[Circle, ...]
    wrong: float
    at: Mapping[Region, tuple[float, float]]

    @property
    def is_true(self) -> bool:
        return self.wrong < NOTICEABLE

    def region(self, x: float, y: float) -> Region:
        """The circles that a place is in."""
        return tuple(n for n, c in enumerate(self.circles) if math.hypot(x - c.x, y - c.y) <= c.radius)


def venn(sizes: Sequence[int], pairs: Mapping[tuple[int, int], int], exclusive: Mapping[Region, int]) -> Venn:
    """Circles of two or three sets. `pairs` are the members that two sets share, `exclusive` those of each region alone."""
    largest = max(*sizes, 1)
    radii = [math.sqrt(size / largest) for size in sizes]
    apart = {
        (a, b): _distance(radii[a], radii[b], pairs[a, b] / largest * math.pi)
        for a in range(len(sizes))
        for b in range(a + 1, len(sizes))
    }
    total = max(1, sum(exclusive.values()))
    wanted = {region: count / total for region, count in exclusive.items()}
    places = [(0.0, 0.0), (apart[0, 1], 0.0)]
    if len(sizes) == 3:
        places.append(_third(apart))
        places = _settled(places, radii, wanted)
    circles = tuple(Circle(x, y, r) for (x, y), r in zip(places, radii, strict=True))
    shares, at = _measured(circles)
    wrong = max((abs(shares.get(r, 0.0) - wanted.get(r, 0.0)) for r in {*shares, *wanted}), default=0.0)
    return Venn(circles, wrong if len(sizes) == 3 else 0.0, at)


def lens(one: float, other: float, apart: float) -> float:
    """The area that two circles of these radii share."""
    if apart >= one + other:
        return 0.0
    if apart <= abs(one - other):
        return math.pi * min(one, other) ** 2
    first = (apart**2 + one**2 - other**2) / (2 * apart)
    second = apart - first

    def cap(radius: float, to_chord: float) -> float:
        return radius**2 * math.acos(max(-1.0, min(1.0, to_chord / radius))) - to_chord * math.sqrt(
            max(0.0, radius**2 - to_chord**2)
        )

    return cap(one, first) + cap(other, second)


def _distance(one: float, other: float, area: float) -> float:
    """How far apart the centres are when the circles share this area. Sets that share nothing stand a little apart."""
    low, high = abs(one - other), one + other
    if area <= 0:
        return high * 1.04
    if area >= math.pi * min(one, other) ** 2 * (1 - 1e-9):
        return low * 0.9
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if lens(one, other, middle) > area else (low, middle)
    return (low + high) / 2


def _third(apart: Mapping[tuple[int, int], float]) -> tuple[float, float]:
    """Where the third circle goes by its distances from the first two, or as near to that as a plane allows."""
    base, to_first, to_second = apart[0, 1], apart[0, 2], apart[1, 2]
    if base < 1e-9:
        return 0.0, to_first
    x = (base**2 + to_first**2 - to_second**2) / (2 * base)
    return x, math.sqrt(max(0.0, to_first**2 - x**2))


def _settled(
    places: list[tuple[float, float]], radii: Sequence[float], wanted: Mapping[Region, float]
) -> list[tuple[float, float]]:
    """The places moved, in ever smaller steps, to where the regions' areas are least wrong (a pattern search)."""

    def cost(values: Sequence[float]) -> float:
        circles = _from(values, radii)
        shares, _ = _measured(circles, lines=60)
        return sum((shares.get(r, 0.0) - wanted.get(r, 0.0)) ** 2 for r in {*shares, *wanted})

    values = [places[1][0], places[2][0], places[2][1]]
    best = _search(values, cost)
    return [(c.x, c.y) for c in _from(best, radii)]


def _from(values: Sequence[float], radii: Sequence[float]) -> tuple[Circle, ...]:
    second, x, y = values
    return (Circle(0.0, 0.0, radii[0]), Circle(second, 0.0, radii[1]), Circle(x, y, radii[2]))


def _search(values: list[float], cost: Callable[[Sequence[float]], float]) -> list[float]:
    best, step = cost(values), 0.1
    while step > 0.004 and best > 1e-6:
        better = False
        for n in range(len(values)):
            for change in (step, -step):
                tried = [*values[:n], values[n] + change, *values[n + 1 :]]
                if (found := cost(tried)) < best:
                    values, best, better = tried, found, True
        step = step if better else step / 2
    return values


def _measured(circles: Sequence[Circle], lines: int = LINES) -> tuple[dict[Region, float], dict[Region, tuple[float, float]]]:
    """Each region's share of the whole area, and a place in the middle of its widest stretch."""
    top, bottom = min(c.y - c.radius for c in circles), max(c.y + c.radius for c in circles)
    height = (bottom - top) / lines
    areas: dict[Region, float] = {}
    widest: dict[Region, tuple[float, float, float]] = {}
    for line in range(lines):
        y = top + (line + 0.5) * height
        for region, left, right in _stretches(circles, y):
            areas[region] = areas.get(region, 0.0) + (right - left) * height
            room = right - left + 1e-9 * line  # of equal ones the later, so that it is the same each time
            if room > widest.get(region, (0.0, 0.0, 0.0))[0]:
                widest[region] = (room, (left + right) / 2, y)
    total = sum(areas.values()) or 1.0
    places = {region: (x, y) for region, (room, x, y) in widest.items() if room > 0.02}
    return {region: area / total for region, area in areas.items()}, places


def _stretches(circles: Sequence[Circle], y: float) -> list[tuple[Region, float, float]]:
    """The line at this height cut where it enters or leaves a circle: (circles it is in, from, to)."""
    spans = []
    for n, c in enumerate(circles):
        squared = c.radius**2 - (y - c.y) ** 2
        if squared > 0:
            half = math.sqrt(squared)
            spans.append((n, c.x - half, c.x + half))
    cuts = sorted({end for _, left, right in spans for end in (left, right)})
    found = []
    for left, right in pairwise(cuts):
        middle = (left + right) / 2
        if region := tuple(n for n, start, end in spans if start < middle < end):
            found.append((region, left, right))
    return found
