"""How a package falls into requests: by the records and by the bytes that the destination takes at once."""

from __future__ import annotations

from census_desktop.domain.manifest import Limits
from census_desktop.engine.packages import Package
from census_desktop.engine.texts import sizes_of

COMMA = 1
"""The byte that each record adds to a list beside its own text."""


def parts_of(package: Package, limits: Limits) -> tuple[list[tuple[int, int]], dict[int, str]]:
    """(start, records) of each request, and the records that are too large to go at all, with reasons.

    Bytes are those of the JSON texts; a package without texts falls by records alone.
    """
    sizes = sizes_of(package.json) if limits.batch_bytes or limits.record_bytes else []
    return (_by_bytes(sizes, limits)) if sizes else (_by_rows(len(package), limits), {})


def _by_rows(rows: int, limits: Limits) -> list[tuple[int, int]]:
    most = max(1, limits.batch_rows)
    return [(start, min(most, rows - start)) for start in range(0, rows, most)]


def _by_bytes(sizes: list[int], limits: Limits) -> tuple[list[tuple[int, int]], dict[int, str]]:
    rows, room = max(1, limits.batch_rows), limits.batch_bytes or sum(sizes) + len(sizes)
    largest = min(limits.record_bytes or room, room - COMMA)
    parts: list[tuple[int, int]] = []
    refused: dict[int, str] = {}
    start = held = 0
    for position, size in enumerate(sizes):
        too_large = size > largest
        if position > start and (too_large or position - start == rows or held + size + COMMA > room):
            parts.append((start, position - start))
            start, held = position, 0
        if too_large:
            refused[position] = f"Its JSON has {size:,} bytes; the destination takes {largest:,} of a record. It was not sent."
            start = position + 1
        else:
            held += size + COMMA
    if start < len(sizes):
        parts.append((start, len(sizes) - start))
    return parts, refused
