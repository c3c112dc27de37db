"""Files as tables: which files a source has, how each is read, and what is wrong with those that cannot be."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

from census_desktop.domain.errors import SourceError
from census_desktop.domain.model import Source

READERS = {
    ".csv": "read_csv",
    ".tsv": "read_csv",
    ".txt": "read_csv",
    ".parquet": "read_parquet",
    ".json": "read_json",
    ".jsonl": "read_json",
    ".ndjson": "read_json",
}
_OTHER_DELIMITERS = ",;|\t"


class Files:
    """The files of one source. `path` is a folder, one file, or a glob pattern."""

    def __init__(self, source: Source, folder: Path) -> None:
        self._name = source.name
        self._delimiter = str(source.config.get("delimiter") or "")
        path = Path(str(source.config["path"])).expanduser()
        self._path = path if path.is_absolute() else folder / path

    @property
    def roots(self) -> list[str]:
        """Folders that a query on this source may read."""
        root = self._path
        while any(sign in str(root) for sign in "*?["):
            root = root.parent
        return [str(root if root.is_dir() else root.parent)]

    def names(self) -> tuple[str, ...]:
        """Names of the files that can be data sets."""
        return tuple(sorted(self._files()))

    def _files(self) -> dict[str, Path]:
        if any(sign in str(self._path) for sign in "*?["):
            parts = self._path.parts
            first = next(n for n, part in enumerate(parts) if any(sign in part for sign in "*?["))
            found = list(Path(*parts[:first]).glob(str(Path(*parts[first:]))))
        elif self._path.is_dir():
            found = list(self._path.iterdir())
        elif self._path.exists():
            found = [self._path]
        else:
            raise SourceError(
                f"The source “{self._name}” is not there: {self._path} does not exist.",
                kept="Segments, syncs and what was sent are kept.",
                hint="Put the folder or file back, or edit the source's path.",
            )
        return {f.name: f for f in found if f.suffix.lower() in READERS and f.is_file()}

    def path(self, table: str) -> Path:
        """The file behind a data set's table name. Raises SourceError when it moved."""
        files = self._files()
        if table in files:
            return files[table]
        near = f" Files there now: {', '.join(sorted(files)[:8])}." if files else " The folder has no readable file."
        raise SourceError(
            f"The file “{table}” is no longer in {self._path}.",
            kept="The data set, its segments and syncs are kept; nothing was sent.",
            hint=f"Put the file back or choose another one for the data set.{near}",
        )

    def read(self, connection: Any, path: Path) -> Any:
        """The file as an Ibis table. Raises SourceError with the file's fault in plain words."""
        if path.stat().st_size == 0:
            raise SourceError(f"The file “{path.name}” is empty.", kept="Nothing was changed.", hint="Export it again.")
        reader = READERS[path.suffix.lower()]
        options = self._csv_options(connection, path) if reader == "read_csv" else {}
        return getattr(connection, reader)(str(path), table_name=path.name, **options)

    def _csv_options(self, connection: Any, path: Path) -> dict[str, Any]:
        """Dialect of a CSV file; refuses duplicate column names and a delimiter that finds one column only."""
        wanted = self._delimiter or ("\t" if path.suffix.lower() == ".tsv" else "")
        header, delimiter = _sniff(connection, path, wanted)
        if len(header) == 1 and any(sign in header[0] for sign in _OTHER_DELIMITERS if sign != delimiter):
            likely = next(sign for sign in _OTHER_DELIMITERS if sign in header[0] and sign != delimiter)
            raise SourceError(
                f"The file “{path.name}” has one column only when read with the delimiter {_named(delimiter)}.",
                kept="Nothing was changed.",
                hint=f"Its first line looks as if the delimiter were {_named(likely)}; set it on the source.",
            )
        folded = [name.casefold() for name in header]
        if twice := sorted({name for name in header if folded.count(name.casefold()) > 1}):
            raise SourceError(
                f"The file “{path.name}” has the column {', '.join(f'“{name}”' for name in twice)} more than once.",
                kept="Nothing was changed.",
                hint="Rename the columns in the file, so that each name stands once (capitals do not count).",
            )
        options: dict[str, Any] = {"header": True}
        if wanted:
            options["delim"] = wanted
        return options


def _sniff(connection: Any, path: Path, wanted: str) -> tuple[list[str], str]:
    """(names in the first line, delimiter) of a CSV file."""
    delimiter, quote = wanted, '"'
    if not wanted:
        cursor = connection.con.execute("SELECT Delimiter, Quote FROM sniff_csv(?)", [str(path)])
        row = cursor.fetchone()
        delimiter, quote = (row[0], row[1]) if row else (",", '"')
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as lines:
        usable = quote if quote and len(quote) == 1 and quote != "\x00" else '"'
        header = next(csv.reader(lines, delimiter=delimiter or ",", quotechar=usable), [])
    return header, delimiter


def _named(delimiter: str) -> str:
    return {"\t": "tab", "": "none"}.get(delimiter, f"“{delimiter}”")
