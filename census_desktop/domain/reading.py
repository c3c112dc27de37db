"""How files are read: what may be corrected of each kind of file, and what was found out about one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

if TYPE_CHECKING:
    from census_desktop.domain.model import Dataset

TYPE_WORDS = ("text", "integer", "number", "decimal", "boolean", "date", "datetime")
"""What `types` of `Dataset.reading` may say of a column."""

READING_KEYS: dict[str, tuple[str, ...]] = {
    "csv": (
        *("delimiter", "quote", "escape", "header", "skip", "encoding", "decimal", "thousands", "nulls"),
        *("date_format", "datetime_format", "types", "file_column"),
    ),
    "json": ("date_format", "datetime_format", "types", "file_column"),
    "parquet": ("types", "file_column"),
    "excel": ("sheet", "range", "header", "skip", "nulls", "date_format", "datetime_format", "types", "file_column"),
    "sqlite": ("types", "file_column"),
    "duckdb": ("types", "file_column"),
}
"""Keys of `Dataset.reading` that each kind of file knows."""


@dataclass(frozen=True, slots=True)
class Detected:
    """What a data set is read from: the kind of file, its files' names, how they are read in the keys of
    `Dataset.reading` (corrections included), and sentences on files whose columns differ from the first one's."""

    kind: str
    files: tuple[str, ...] = ()
    reading: Mapping[str, Any] = field(default_factory=dict)
    differs: tuple[str, ...] = ()


@runtime_checkable
class Detects(Protocol):
    """A reader of files, which can say how it reads them."""

    def detected(self, dataset: Dataset) -> Detected: ...
