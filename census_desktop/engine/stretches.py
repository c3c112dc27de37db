"""Where in a plan one audience, or one type of keys, ends and the next begins."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pyarrow.compute as pc

PORTION = 10_000


def stretches(batches: Iterable[Any], writes: int = 0) -> tuple[tuple[str, int], ...]:
    """(name, rows) of rows that follow one another, from Arrow batches of their names in the order in which they are sent.
    What comes after the first `writes` rows begins a stretch of its own."""
    found: list[tuple[str, int]] = []
    row = 0
    for name, rows in _runs(batches):
        while rows:
            part = min(rows, writes - row) if row < writes else rows
            if found and found[-1][0] == name and row != writes:
                found[-1] = (name, found[-1][1] + part)
            else:
                found.append((name, part))
            row += part
            rows -= part
    return tuple(found)


def _runs(batches: Iterable[Any]) -> Iterator[tuple[str, int]]:
    for batch in batches:
        if batch.num_rows:
            encoded = pc.run_end_encode(batch.column(0))
            before = 0
            for name, end in zip(encoded.values.to_pylist(), encoded.run_ends.to_pylist(), strict=True):
                yield str(name), end - before
                before = end
