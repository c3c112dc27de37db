"""Files as tables: which files a source has, by which names they are tables, and what is wrong with those that are gone.

A table is a file ("people.csv"), a sheet or table inside one ("book.xlsx › Sheet1"), or a pattern ("sales-*.parquet"), whose
files are read as one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from census_desktop.domain.errors import SourceError
from census_desktop.domain.model import Source
from census_desktop.sources.sheets import sheet_names
from census_desktop.sources.sqlite_tables import table_names

KINDS = {
    **dict.fromkeys((".csv", ".tsv", ".txt"), "csv"),
    **dict.fromkeys((".json", ".jsonl", ".ndjson"), "json"),
    ".parquet": "parquet",
    **dict.fromkeys((".xlsx", ".xlsm", ".xls", ".xlsb", ".ods"), "excel"),
    **dict.fromkeys((".sqlite", ".sqlite3", ".db"), "sqlite"),
    **dict.fromkeys((".duckdb", ".ddb"), "duckdb"),
}
WITHIN = " › "
"""Between a file and the sheet or table in it."""
SIGNS = "*?["
_OWN = "workspace.db"
_NUMBERS = re.compile(r"\d+(?:[-_.T]\d+)*")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a table's rows are: files of one kind by their names, and the sheet or table in each ("" = the first)."""

    kind: str
    files: dict[str, Path]
    inner: str = ""


class Files:
    """The files of one source. `path` is a folder, one file, or a glob pattern; `folder` is the workspace."""

    def __init__(self, source: Source, folder: Path) -> None:
        self._name = source.name
        self._only = source.type if source.type == "sqlite" else ""
        self._own = folder / _OWN
        self._delimiter = str(source.config.get("delimiter") or "")
        path = Path(str(source.config["path"])).expanduser()
        self._path = path if path.is_absolute() else folder / path

    @property
    def root(self) -> Path:
        """The folder that a query on this source may read."""
        root = self._path
        while any(sign in str(root) for sign in SIGNS) and not root.exists():
            root = root.parent
        return root if root.is_dir() else root.parent

    def defaults(self, kind: str) -> dict[str, Any]:
        """How the source says that its files are read."""
        return {"delimiter": self._delimiter} if kind == "csv" and self._delimiter else {}

    def names(self, inside_duckdb: Any = None) -> tuple[str, ...]:
        """Names that can be data sets. `inside_duckdb(path)` gives the tables of a DuckDB file."""
        if self._only:
            return table_names(self._file())
        found = self._found()
        names = set(_patterns(list(found)))
        for name, path in found.items():
            names.update(_tables(name, path, inside_duckdb))
        return tuple(sorted(names))

    def inside_sqlite(self, path: Path) -> tuple[str, ...]:
        return table_names(path)

    def _file(self) -> Path:
        if not self._path.is_file():
            raise self._gone()
        return self._path

    def _gone(self) -> SourceError:
        return SourceError(
            f"The source “{self._name}” is not there: {self._path} does not exist.",
            kept="Segments, syncs and what was sent are kept.",
            hint="Put the folder or file back, or edit the source's path.",
        )

    def _found(self) -> dict[str, Path]:
        """The files by name; those whose names stand in several folders by their path from the root."""
        if self._path.is_dir():
            found = list(self._path.iterdir())
        elif self._path.exists():
            found = [self._path]
        elif any(sign in str(self._path) for sign in SIGNS):
            parts = self._path.parts
            first = next(n for n, part in enumerate(parts) if any(sign in part for sign in SIGNS))
            found = list(Path(*parts[:first]).glob(str(Path(*parts[first:]))))
        else:
            raise self._gone()
        found = sorted(f for f in found if f.suffix.lower() in KINDS and f.is_file() and f != self._own)
        names = [f.name for f in found]
        return {f.name if names.count(f.name) == 1 else f.relative_to(self.root).as_posix(): f for f in found}

    def place(self, table: str) -> Place:
        """Where the rows of a data set's table are. Raises SourceError when they moved."""
        if self._only:
            return Place("sqlite", {table: self._file()}, table)
        files = self._found()
        file, _, inner = (table, "", "") if table in files else table.partition(WITHIN)
        if file in files:
            return Place(_kind(files[file]), {file: files[file]}, inner)
        if any(sign in file for sign in SIGNS):
            matching = {name: path for name, path in files.items() if fnmatchcase(name, file)}
            if kinds := sorted({_kind(path) for path in matching.values()}):
                if len(kinds) > 1:
                    raise SourceError(
                        f"The pattern “{file}” fits files of several kinds: {', '.join(kinds)}.",
                        kept="Nothing was read.",
                        hint="Write it so that it fits files of one kind, such as *.csv.",
                    )
                return Place(kinds[0], matching, inner)
        near = f" Files there now: {', '.join(sorted(files)[:8])}." if files else " The folder has no readable file."
        what = f"No file fits “{file}” any longer" if any(sign in file for sign in SIGNS) else f"The file “{file}” is no longer"
        raise SourceError(
            f"{what} in {self._path}.",
            kept="The data set, its segments and syncs are kept; nothing was sent.",
            hint=f"Put the file back or choose another one for the data set.{near}",
        )


def _kind(path: Path) -> str:
    kind = KINDS[path.suffix.lower()]
    return "duckdb" if kind == "sqlite" and _is_duckdb(path) else kind


def _is_duckdb(path: Path) -> bool:
    """Files called .db are of either kind; DuckDB's have its name after the checksum of their first block."""
    with path.open("rb") as file:
        return file.read(12)[8:] == b"DUCK"


def _tables(name: str, path: Path, inside_duckdb: Any) -> list[str]:
    """The file, or what is in it. One that cannot be opened stands as itself, so that choosing it says why."""
    inside = {"excel": sheet_names, "sqlite": table_names, "duckdb": inside_duckdb}.get(_kind(path))
    if inside is None:
        return [name]
    try:
        return [f"{name}{WITHIN}{inner}" for inner in inside(path)]
    except SourceError:
        return [name]


def _patterns(names: list[str]) -> list[str]:
    """Patterns for files whose names differ in their numbers only, such as one file a month."""
    made: dict[str, int] = {}
    for name in names:
        path = Path(name)
        if KINDS[path.suffix.lower()] in ("csv", "json", "parquet") and not any(sign in name for sign in SIGNS):
            pattern = _NUMBERS.sub("*", path.stem) + path.suffix
            if pattern != name and "/" not in name:
                made[pattern] = made.get(pattern, 0) + 1
    return [pattern for pattern, count in made.items() if count > 1]


def stamp(path: Path) -> tuple[int, int, int]:
    """What tells a version of a file from others. Raises OSError when it is gone."""
    is_now = path.stat()
    return is_now.st_mtime_ns, is_now.st_size, is_now.st_ino
