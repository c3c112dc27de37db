"""CSV files that are safe to open in a spreadsheet, written whole or not at all."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from census_desktop.domain.ports import CancelToken
from census_desktop.domain.spreadsheet import plain_text as plain_text
from census_desktop.domain.spreadsheet import safe_cell as safe_cell
from census_desktop.paths import written_whole

PORTION = 1000
MASK = "••••••"
KEY = "\0key"
"""Stands for the sync key among the names of hidden fields."""


def write_csv(path: Path, titles: Sequence[str], rows: Iterable[Sequence[Any]], cancel: CancelToken | None = None) -> int:
    """Write the rows and say how many. The file appears when it is whole; a cancelled one never does."""
    count = 0
    with written_whole(path) as partial, partial.open("w", newline="", encoding="utf-8-sig") as file:
        writer = csv.writer(file)
        writer.writerow(titles)
        for row in rows:
            if cancel:
                cancel.check()
            writer.writerow([safe_cell(v) for v in row])
            count += 1
    return count


def masked(name: str, value: Any, hidden: frozenset[str]) -> Any:
    """The value, or dots where it is personal and hidden."""
    return MASK if value is not None and name in hidden else value
