"""CSV files that are safe to open in a spreadsheet, written whole or not at all."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from census_desktop.domain.errors import CensusError
from census_desktop.domain.ports import CancelToken

if TYPE_CHECKING:
    from census_desktop.usecases.runs import Runs

PORTION = 1000
MASK = "••••••"
KEY = "\0key"
"""Stands for the sync key among the names of hidden fields."""
_NUMBER = re.compile(r"[+-]?[\d.,]+(?:e[+-]?\d+)?", re.IGNORECASE)


def safe_cell(value: Any) -> str:
    """The value as text that no spreadsheet runs as a formula (OWASP, "CSV Injection"); numbers stay numbers."""
    text = plain_text(value)
    if text[:1] in ("=", "+", "-", "@", "\t", "\r") and not _NUMBER.fullmatch(text):
        return f"'{text}"
    return text


def plain_text(value: Any) -> str:
    """A value of a record as people read it; nothing for null."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)
    return str(value)


def write_csv(path: Path, titles: Sequence[str], rows: Iterable[Sequence[Any]], cancel: CancelToken | None = None) -> int:
    """Write the rows and say how many. The file appears when it is whole; a cancelled one never does."""
    partial = path.with_name(f".{path.name}.partial")
    count = 0
    try:
        with partial.open("w", newline="", encoding="utf-8-sig") as file:
            writer = csv.writer(file)
            writer.writerow(titles)
            for row in rows:
                if cancel:
                    cancel.check()
                writer.writerow([safe_cell(v) for v in row])
                count += 1
        partial.replace(path)
    except OSError as error:
        raise CensusError(
            f"“{path.name}” could not be written: {error.strerror or 'the disk refused'}.",
            hint="Choose another folder, or make room.",
        ) from error
    finally:
        partial.unlink(missing_ok=True)
    return count


def export_records(
    runs: Runs, run_id: str, kind: str, path: Path, hidden: frozenset[str] = frozenset(), cancel: CancelToken | None = None
) -> int:
    """In the pool: the records of a run that did not arrive, with reasons and values. `hidden` fields are masked; the key
    is one of them when it holds KEY."""
    first = runs.issues(run_id, kind, 0, PORTION)
    names = list(dict.fromkeys(name for issue in first for name in issue.values))

    def lines() -> Iterator[list[Any]]:
        offset, portion = 0, first
        while portion:
            for issue in portion:
                key = MASK if KEY in hidden else issue.key
                yield [key, issue.reason, *(masked(name, issue.values.get(name), hidden) for name in names)]
            offset += len(portion)
            portion = runs.issues(run_id, kind, offset, PORTION)

    return write_csv(path, ["key", "reason", *names], lines(), cancel)


def masked(name: str, value: Any, hidden: frozenset[str]) -> Any:
    """The value, or dots where it is personal and hidden."""
    return MASK if value is not None and name in hidden else value
