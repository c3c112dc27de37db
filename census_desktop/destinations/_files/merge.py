"""Working files into one file: by key, out of core, in the order of the old file and then of arrival.

A record that is in the file keeps the columns that the batch does not have. A file that lacks a column gets it; rows that
are not touched keep their values as they are. DuckDB does the work within a memory limit and spills beside the result.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from census_desktop.destinations._files import field_names
from census_desktop.destinations._files.told import NO_RULES, FieldRules, Told
from census_desktop.domain.errors import ConfigError

MEMORY = "512MB"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the result: its name, and its expression in the old file and in the new rows ("" where it is not).

    `keep_if_null` and `only_if_empty` number the rules (as in Told) that have the field in theirs.
    """

    name: str
    old: str
    new: str
    keep_if_null: tuple[int, ...] = ()
    only_if_empty: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Merge:
    """How files of a folder are written."""

    delimiter: str
    escape_formulas: bool

    def check(self, file: Path, key: str) -> None:
        """Raise ConfigError when records cannot be found again in the file as it is."""
        if file.suffix == ".jsonl" or not _has_content(file):
            return
        names = field_names(file, self.delimiter)
        if key.casefold() not in [n.casefold() for n in names]:
            raise ConfigError(
                f"{file.name} has no column “{key}”, so its records cannot be told apart.",
                hint="Choose another object, or move that file out of the folder.",
            )

    def new_file(self, batches: Sequence[Path], fields: Sequence[str], result: Path, name: str) -> None:
        """All rows of the batches, in the order they came, as a file of their own."""
        with _database(result) as db:
            types, _ = _load(db, batches, fields)
            values = [self._value(f"f{n}", type_, Path(name).suffix) for n, type_ in enumerate(types)]
            if name.endswith(".jsonl"):
                record = _json_object(fields, values)
                _write_lines(db, f"SELECT {record}, NULL, NULL FROM incoming ORDER BY seq, row", result)  # noqa: S608
            else:
                shown = ", ".join(f"{v} AS {_quoted(f)}" for f, v in zip(fields, values, strict=True))
                self._copy(db, f"SELECT {shown} FROM incoming ORDER BY seq, row", result, name)  # noqa: S608

    def into_file(self, batches: Sequence[Path], told: Told, file: Path, result: Path) -> None:
        """The file with the batches applied, written to `result`; the file itself is only read."""
        with _database(result) as db:
            types, leaver = _load(db, batches, told.fields)
            if file.suffix == ".jsonl":
                self._into_lines(db, told, types, leaver, file, result)
            else:
                self._into_table(db, told, types, leaver, file, result)

    def _into_table(self, db: Any, told: Told, types: Sequence[str], leaver: str, file: Path, result: Path) -> None:
        fields = told.fields
        old_names = field_names(file, self.delimiter) if _has_content(file) else []
        old_types = self._load_old(db, file, old_names)
        places = {name.casefold(): n for n, name in enumerate(old_names)}
        columns = [Column(name, f"o.e{n}", "") for n, name in enumerate(old_names)]
        key_old = "NULL"
        for n, (field, type_) in enumerate(zip(fields, types, strict=True)):
            value = self._value(f"n.f{n}", type_, file.suffix)
            place = places.get(field.casefold())
            if place is None:
                columns.append(Column(field, "", value))
                continue
            old = f"o.e{place}"
            if not _same_kind(old_types[place], type_ if file.suffix == ".parquet" else "VARCHAR"):
                old, value = f"CAST({old} AS VARCHAR)", f"CAST({value} AS VARCHAR)"
            keep = tuple(n for n, rules in enumerate(told.rules) if field in rules.keep_if_null)
            only = tuple(n for n, rules in enumerate(told.rules) if field in rules.only_if_empty)
            columns[place] = Column(old_names[place], old, value, keep, only)
            if n == 0:
                key_old = old
        key_new = next(c.new for c in columns if c.new and c.name.casefold() == fields[0].casefold())
        if leaver:
            gone = f"CAST({self._value('n.leaver', leaver, file.suffix)} AS VARCHAR)"
            key_old, key_new = f"CAST({key_old} AS VARCHAR)", f"coalesce({gone}, CAST({key_new} AS VARCHAR))"
        once = _each_key_once(db, key_new)
        if once and not old_names:  # DuckDB keeps the order of files and rows; nothing to look up, nothing to sort
            shown = ", ".join(f"{c.new} AS {_quoted(c.name)}" for c in columns)
            self._copy(db, f"SELECT {shown} FROM incoming n WHERE n.op IN ('upsert', 'create')", result, file.name)  # noqa: S608
            return
        shown = ", ".join(f"{_either(c)} AS {_quoted(c.name)}" for c in columns)
        self._copy(db, f"SELECT {shown} {_joined(key_old, key_new, once)}", result, file.name)

    def _load_old(self, db: Any, file: Path, names: Sequence[str]) -> list[str]:
        """The old file as the view `old`: pos, e0, e1, …; the types of e0, e1, …"""
        shown = ", ".join(f"e{n}" for n in range(len(names)))
        if not names:
            db.execute("CREATE VIEW old AS SELECT CAST(NULL AS BIGINT) AS pos WHERE false")
            return []
        if file.suffix == ".parquet":
            source = f"read_parquet({_text(file)}) AS t({shown})"
        else:
            columns = ", ".join(f"'e{n}': 'VARCHAR'" for n in range(len(names)))
            source = (
                f"read_csv({_text(file)}, auto_detect = false, header = true, columns = {{{columns}}}, delim = "
                f"{_text(self.delimiter)}, quote = '\"', escape = '\"', nullstr = '', allow_quoted_nulls = false, "
                f"max_line_size = 16000000, buffer_size = 64000000)"
            )
        db.execute(f"CREATE VIEW old AS SELECT row_number() OVER () AS pos, {shown} FROM {source}")  # noqa: S608
        return [str(type_) for _, type_, *_ in db.execute("DESCRIBE old").fetchall()[1:]]

    def _into_lines(self, db: Any, told: Told, types: Sequence[str], leaver: str, file: Path, result: Path) -> None:
        """JSON Lines: lines that no record touches are copied as they are, to the letter."""
        fields = told.fields
        if _has_content(file):
            lines = f"read_json_objects({_text(file)}, format = 'newline_delimited', maximum_object_size = 64000000)"
            db.execute(f"CREATE VIEW old AS SELECT row_number() OVER () AS pos, json AS line FROM {lines}")  # noqa: S608
        else:
            db.execute("CREATE VIEW old AS SELECT CAST(NULL AS BIGINT) AS pos, CAST(NULL AS JSON) AS line WHERE false")
        values = [self._value(f"n.f{n}", type_, ".jsonl") for n, type_ in enumerate(types)]
        key_old = f"json_extract_string(o.line, {_text(_pointer(fields[0]))})"
        key_new = f"json_extract_string(json_object('k', {values[0]}), '$.k')"
        if leaver:
            gone = f"json_extract_string(json_object('k', {self._value('n.leaver', leaver, '.jsonl')}), '$.k')"
            key_new = f"coalesce({gone}, {key_new})"
        once = _each_key_once(db, key_new)
        new = f"CASE WHEN n.op IN ('upsert', 'update') OR o.pos IS NULL THEN {_json_object(fields, values)} END"
        _write_lines(db, f"SELECT {new}, CAST(o.line AS VARCHAR), n.rule {_joined(key_old, key_new, once)}", result, told.rules)

    def _copy(self, db: Any, query: str, result: Path, name: str) -> None:
        if name.endswith(".csv"):
            form = f"FORMAT csv, HEADER, DELIMITER {_text(self.delimiter)}, QUOTE '\"', ESCAPE '\"', NULLSTR ''"
        else:
            form = "FORMAT parquet, COMPRESSION snappy"
        db.execute(f"COPY ({query}) TO {_text(result)} ({form})")

    def _value(self, column: str, type_: str, suffix: str) -> str:
        """The expression for a new value as the file holds it: typed in Parquet, elsewhere as in every JSON payload:
        times in ISO 8601 and UTC, null for NaN and infinities, base64 for bytes."""
        if suffix == ".parquet":
            return column
        if type_.startswith("TIMESTAMP"):
            naive = f"({column} AT TIME ZONE 'UTC')" if type_ == "TIMESTAMP WITH TIME ZONE" else column
            text = f"replace(CAST({naive} AS VARCHAR), ' ', 'T') || 'Z'"
        elif type_ in ("DOUBLE", "FLOAT"):
            text = f"CASE WHEN isfinite({column}) THEN {column} END"
        elif type_ == "BLOB":
            text = f"base64({column})"
        elif type_ == "DATE" or type_.startswith(("TIME", "INTERVAL", "UUID")):
            text = f"CAST({column} AS VARCHAR)"
        else:
            text = column
        if suffix == ".jsonl":
            return text
        if type_.endswith("]") or type_.startswith(("STRUCT", "MAP", "UNION")):
            return f"CAST(to_json({column}) AS VARCHAR)"
        if type_ == "VARCHAR" and self.escape_formulas:
            return _escaped(column)
        return f"CAST({text} AS VARCHAR)"


def _escaped(column: str) -> str:
    """A text that no spreadsheet runs as a formula; numbers and phone numbers with a sign stay as they are."""
    number = r"[+-][0-9 ().,/-]*[0-9][0-9 ().,/-]*([eE][+-]?[0-9]+)?"
    signed = rf"regexp_matches({column}, '^[+-]') AND NOT regexp_full_match({column}, '{number}')"
    runs = rf"regexp_matches({column}, '^[=@\t\r]') OR ({signed})"
    return f"CASE WHEN {runs} THEN '''' || {column} ELSE {column} END"


def _either(column: Column) -> str:
    if not column.new:
        return column.old
    if not column.old:
        return f"CASE WHEN n.op IN ('upsert', 'update') OR o.pos IS NULL THEN {column.new} END"
    stays = [f"n.rule = {n} AND CAST({column.old} AS VARCHAR) <> ''" for n in column.only_if_empty]
    stays += [f"n.rule = {n} AND o.pos IS NOT NULL AND ({column.new}) IS NULL" for n in column.keep_if_null]
    kept = "".join(f"WHEN {condition} THEN {column.old} " for condition in stays)
    return f"CASE {kept}WHEN n.op IN ('upsert', 'update') OR o.pos IS NULL THEN {column.new} ELSE {column.old} END"


def _each_key_once(db: Any, key: str) -> bool:
    """Whether no key comes twice in `incoming n`, as is usual: then there is no last word to look for."""
    ((rows, keys),) = db.execute(f"SELECT count(*), count(DISTINCT {key}) FROM incoming n").fetchall()  # noqa: S608
    return bool(rows == keys)


def _joined(key_old: str, key_new: str, once: bool) -> str:
    """Old rows and the last word on each key. A delete drops, an update never adds, a create never changes."""
    last = "" if once else f" QUALIFY row_number() OVER (PARTITION BY {key_new} ORDER BY seq DESC, row DESC) = 1"
    latest = f"SELECT * FROM incoming n{last}"  # noqa: S608
    return (
        f"FROM old o FULL OUTER JOIN ({latest}) n ON {key_old} = {key_new} "
        "WHERE CASE WHEN n.op IS NULL THEN true WHEN o.pos IS NULL THEN n.op IN ('upsert', 'create') ELSE n.op <> 'delete' END "
        "ORDER BY o.pos NULLS LAST, n.seq, n.row"
    )


def _load(db: Any, batches: Sequence[Path], fields: Sequence[str]) -> tuple[list[str], str]:
    """The working files as the view `incoming`: f0, f1, …, leaver, seq, op, rule, row; the types of f0, f1, … and of leaver.

    Keys of records that leave may be of another type than those that stay, which must not turn these into texts: they are in
    `leaver` then, and records are told apart by texts. Else `leaver` is NULL and its type "".
    """
    leaving = [path for path in batches if path.name.split("-")[1] == "delete"]
    others = [path for path in batches if path not in leaving]
    gone, have = _types(db, leaving), _types(db, others or leaving)
    apart = bool(leaving and others) and gone["f0"] != have["f0"]
    names = [f"f{n}" for n in range(len(fields))]
    shown = ", ".join(name if name in have else f"CAST(NULL AS VARCHAR) AS {name}" for name in names)
    known = f"{shown}, NULL AS leaver, {_FACTS} FROM {_source(others if apart else batches)}"
    if apart:
        unknown = ", ".join(f"NULL AS {name}" for name in names)
        known += f" UNION ALL SELECT {unknown}, f0 AS leaver, {_FACTS} FROM {_source(leaving)}"  # noqa: S608
    db.execute(f"CREATE VIEW incoming AS SELECT {known}")
    return [have.get(name, "VARCHAR") for name in names], gone["f0"] if apart else ""


_FACTS = (
    "file_row_number AS row, CAST(split_part(parse_filename(filename), '-', 1) AS BIGINT) AS seq, "
    "split_part(parse_filename(filename), '-', 2) AS op, CAST(split_part(parse_filename(filename), '-', 3) AS INTEGER) AS rule"
)


def _source(files: Sequence[Path]) -> str:
    listed = ", ".join(_text(path) for path in files)
    return f"read_parquet([{listed}], union_by_name = true, filename = true, file_row_number = true)"


def _types(db: Any, files: Sequence[Path]) -> dict[str, str]:
    found = db.execute(f"DESCRIBE SELECT * FROM {_source(files)}").fetchall() if files else ()  # noqa: S608
    return {name: str(type_) for name, type_, *_ in found}


def _same_kind(old: str, new: str) -> bool:
    """One type can hold both without turning either into text."""
    numbers = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "U", "DOUBLE", "FLOAT", "DECIMAL")
    return old == new or (old.startswith(numbers) and new.startswith(numbers) and "UUID" not in (old, new))


def _json_object(names: Sequence[str], values: Sequence[str]) -> str:
    pairs = ", ".join(f"{_text(name)}, {value}" for name, value in zip(names, values, strict=True))
    return f"CAST(json_object({pairs}) AS VARCHAR)"


def _write_lines(db: Any, query: str, result: Path, rules: Sequence[FieldRules] = ()) -> None:
    """`query` gives the new text of a record and its old line, either may be null, and the number of its rules."""
    with result.open("w", encoding="utf-8", newline="\n") as file:
        for batch in db.execute(query).to_arrow_reader(10_000):
            rows = zip(*(column.to_pylist() for column in batch.columns), strict=True)
            file.writelines(f"{_over(old, new, NO_RULES if rule is None else rules[rule])}\n" for new, old, rule in rows)


def _over(old: str | None, new: str | None, rules: FieldRules) -> str:
    """The new record over the old line, which keeps what the new one does not have."""
    if new is None or (old is None and not rules.keep_if_null):
        return new or old or "{}"
    before, after = json.loads(old or "{}"), json.loads(new)
    if rules == NO_RULES and before.keys() <= after.keys():
        return new
    return json.dumps(rules.merged(before, after), ensure_ascii=False)


@contextmanager
def _database(result: Path) -> Iterator[Any]:
    config = {"memory_limit": MEMORY, "temp_directory": str(result.with_name("spill")), "autoinstall_known_extensions": False}
    with duckdb.connect(config=config) as db:
        db.execute("SET TimeZone = 'UTC'")  # a connection option comes too early: ICU is not loaded yet
        yield db


def _has_content(file: Path) -> bool:
    return file.exists() and file.stat().st_size > 0


def _pointer(name: str) -> str:
    """RFC 6901, because a JSONPath cannot hold every name."""
    return "/" + name.replace("~", "~0").replace("/", "~1")


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _text(value: Path | str) -> str:
    return "'" + str(value).replace("'", "''") + "'"
