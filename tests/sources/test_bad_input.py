"""Data as it really comes, in every kind of file: the right rows, or an error that says what is wrong and quotes no value."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from census_desktop.domain.conditions import Condition
from census_desktop.domain.errors import CensusError, ConfigError, SourceError
from census_desktop.domain.model import Dataset
from tests.sources.books import write_book
from tests.sources.conftest import Files

Rows = Sequence[Sequence[Any]]


def _csv(path: Path, names: Sequence[str], rows: Rows) -> str:
    def cell(value: Any) -> str:
        return "" if value is None else '"' + str(value).replace('"', '""') + '"'

    path.with_suffix(".csv").write_text("".join(",".join(map(cell, row)) + "\n" for row in (names, *rows)), encoding="utf-8")
    return path.with_suffix(".csv").name


def _jsonl(path: Path, names: Sequence[str], rows: Rows) -> str:
    lines = [json.dumps(dict(zip(names, row, strict=True)), default=str) for row in rows]
    path.with_suffix(".jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path.with_suffix(".jsonl").name


def _parquet(path: Path, names: Sequence[str], rows: Rows) -> str:
    columns = list(zip(*rows, strict=True)) or [()] * len(names)
    arrays = [
        pa.array([v if v is None or len({type(x) for x in c if x is not None}) < 2 else str(v) for v in c]) for c in columns
    ]
    pq.write_table(pa.Table.from_arrays(arrays, names=list(names)), path.with_suffix(".parquet"))
    return path.with_suffix(".parquet").name


def _excel(path: Path, names: Sequence[str], rows: Rows) -> str:
    cells = {}
    for r, row in enumerate((names, *rows), 1):
        for n, value in enumerate(row):
            letters, left = "", n + 1
            while left:
                left, digit = divmod(left - 1, 26)
                letters = chr(65 + digit) + letters
            if value is not None:
                is_exact = isinstance(value, bool | float | str) or (isinstance(value, int) and abs(value) < 10**15)
                cells[f"{letters}{r}"] = value if is_exact else str(value)
    write_book(path.with_suffix(".xlsx"), {"Sheet": cells})
    return f"{path.stem}.xlsx › Sheet"


def _sqlite(path: Path, names: Sequence[str], rows: Rows) -> str:
    quoted = ", ".join('"' + n.replace('"', '""') + '"' for n in names)
    with sqlite3.connect(path.with_suffix(".sqlite")) as made:
        made.execute(f'CREATE TABLE "t 😀" ({quoted})')
        kept = (int, float, str, type(None))
        plain = [
            [v if isinstance(v, kept) and not (isinstance(v, int) and abs(v) >= 2**63) else str(v) for v in r] for r in rows
        ]
        made.executemany(f'INSERT INTO "t 😀" VALUES ({", ".join("?" * len(names))})', plain)
    made.close()
    return f"{path.stem}.sqlite › t 😀"


FORMATS: dict[str, Callable[[Path, Sequence[str], Rows], str]] = {
    "csv": _csv,
    "jsonl": _jsonl,
    "parquet": _parquet,
    "excel": _excel,
    "sqlite": _sqlite,
}
ODD = ("select", 'a "b"', "it's", "😀", "with space", "Ünïcode", "a.b", "x;--", "100%", "{0}")


def read(files: Files, table: str, **changes: Any) -> tuple[list[str], list[str], list[tuple[Any, ...]]]:
    """(names, types, rows), the same by preview and extract, and as many as are counted."""
    reader = files.open()
    dataset = reader.describe(files.dataset(table, **changes))
    preview = reader.preview(dataset, None, 100)
    names = [c.name for c in dataset.columns]
    with reader.extract(dataset, None, names) as (schema, batches):
        extracted = [tuple(row.values()) for batch in batches for row in batch.to_pylist()]
    assert list(preview.columns) == names == schema.names
    assert sorted(extracted, key=repr) == sorted(preview.rows, key=repr)
    assert reader.count(dataset, None) == len(extracted)
    assert "SELECT" in reader.sql(dataset, None)
    return names, [c.type.value for c in dataset.columns], sorted(extracted, key=lambda row: str(row[0]))


@pytest.mark.parametrize("kind", FORMATS)
def test_odd_names_of_columns(files: Files, kind: str) -> None:
    table = FORMATS[kind](files.folder / "odd", ["id", *ODD], [[1, *"abcdefghij"], [2, *"klmnopqrst"]])
    names, _, found = read(files, table)
    assert names == ["id", *ODD]
    assert found[1] == (2, *"klmnopqrst")
    reader = files.open()
    dataset = files.dataset(table)
    for name, value in zip(ODD, "abcdefghij", strict=True):
        assert reader.count(dataset, files.segment(Condition(name, "is", value))) == 1


@pytest.mark.parametrize("kind", FORMATS)
def test_two_thousand_columns(files: Files, kind: str) -> None:
    names = [f"c{n}" for n in range(2000)]
    table = FORMATS[kind](files.folder / "wide", names, [list(range(2000)), list(range(2000, 4000))])
    reader = files.open()
    dataset = reader.describe(files.dataset(table, unique_identifier="c0"))
    assert [c.name for c in dataset.columns] == names
    assert reader.count(dataset, files.segment(Condition("c1999", "more_than", 2000))) == 1


MIXED = [[1, 5, None], [2, "five", None], [3, 2.5, None]]


@pytest.mark.parametrize("kind", FORMATS)
def test_columns_of_mixed_values_and_of_nulls(files: Files, kind: str) -> None:
    table = FORMATS[kind](files.folder / "mixed", ["id", "mixed", "nothing"], MIXED)
    names, types, found = read(files, table)
    assert [row[1] for row in found] == ["5", "five", "2.5"]
    assert types[1] == "text"
    assert {row[2] for row in found} == {None} if "nothing" in names else kind == "excel"


HUGE = 12345678901234567890123


@pytest.mark.parametrize("kind", FORMATS)
def test_numbers_beyond_64_bits_keep_every_digit(files: Files, kind: str) -> None:
    rows = [[1, HUGE, 2**63 - 1], [2, 7, -(2**63)]]
    if kind == "parquet":
        rows = [[n, Decimal(huge), whole] for n, huge, whole in rows]
    table = FORMATS[kind](files.folder / "huge", ["id", "huge", "whole"], rows)
    _, _, found = read(files, table)
    assert [[str(v) for v in row[1:]] for row in found] == [[str(HUGE), str(2**63 - 1)], ["7", str(-(2**63))]]


@pytest.mark.parametrize("kind", FORMATS)
def test_leading_zeros_and_invalid_dates_stay_as_they_are(files: Files, kind: str) -> None:
    rows = [[1, "01067", "+49 30 1", "2026-02-30", "2026-01-01"], [2, "10115", "0049301", "2026-02-03", "soon"]]
    table = FORMATS[kind](files.folder / "codes", ["id", "postcode", "phone", "day", "other"], rows)
    _, types, found = read(files, table)
    assert [list(row) for row in found] == rows
    assert set(types[1:]) == {"text"}


@pytest.mark.parametrize("kind", ["csv", "jsonl", "parquet"])
def test_moments_with_zones_are_one_moment_whatever_the_zone(files: Files, kind: str) -> None:
    moments = ["2026-01-01 10:00:00+02:00", "2026-01-01 08:00:00+00:00"]
    rows = [[n, dt.datetime.fromisoformat(m) if kind == "parquet" else m] for n, m in enumerate(moments)]
    table = FORMATS[kind](files.folder / "zones", ["id", "at"], rows)
    if kind == "jsonl":
        assert read(files, table)[2] == [(0, moments[0]), (1, moments[1])]
    _, types, found = read(files, table, reading={"types": {"at": "datetime"}} if kind == "jsonl" else {})
    assert types[1] == "datetime"
    assert len({row[1].astimezone(dt.UTC) if row[1].tzinfo else row[1] for row in found}) == 1


@pytest.mark.parametrize("kind", FORMATS)
def test_a_header_without_rows(files: Files, kind: str) -> None:
    table = FORMATS[kind](files.folder / "header", ["id", "name"], [])
    if kind == "jsonl":  # without a line there are no names either
        with pytest.raises(CensusError):
            read(files, table)
    else:
        names, _, found = read(files, table)
        assert (names, found) == (["id", "name"], [])


@pytest.mark.parametrize("name", ["e.csv", "e.tsv", "e.json", "e.jsonl", "e.parquet", "e.xlsx", "e.sqlite", "e.db", "e.duckdb"])
@pytest.mark.parametrize("content", [b"", b"\x00\xff no such thing SECRET \xfe" * 40])
def test_empty_files_and_files_that_are_something_else(files: Files, name: str, content: bytes) -> None:
    files.write(name, content)
    reader = files.open()
    assert "people.csv" in reader.tables()
    with pytest.raises((SourceError, ConfigError)) as caught:
        reader.describe(files.dataset(name))
    assert caught.value.hint
    assert caught.value.kept
    assert "SECRET" not in str(caught.value)


@pytest.mark.parametrize("kind", ["csv", "jsonl", "excel"])
def test_names_that_differ_by_case_only(files: Files, kind: str) -> None:
    table = FORMATS[kind](files.folder / "case", ["id", "Name", "name"], [[1, "a", "b"]])
    if kind == "jsonl":
        assert read(files, table)[2] == [(1, "a", "b")]
    else:
        with pytest.raises(SourceError, match="more than once"):
            read(files, table)


@pytest.mark.parametrize("kind", FORMATS)
def test_an_identifier_that_is_not_unique_loses_no_row(files: Files, kind: str) -> None:
    table = FORMATS[kind](files.folder / "twice", ["id", "n"], [[1, 1], [1, 2], [None, 3]])
    assert sorted(row[1] for row in read(files, table)[2]) == [1, 2, 3]


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("how", ["cut", "replaced", "removed"])
def test_a_file_that_changes_while_it_is_read(files: Files, kind: str, how: str) -> None:
    table = FORMATS[kind](files.folder / "moving", ["id", "name"], [[n, f"SECRET{n}"] for n in range(300)])
    (path,) = files.folder.glob("moving.*")
    reader = files.open()
    dataset = reader.describe(files.dataset(table))
    with reader.extract(dataset, None, ["id", "name"]) as (_, batches):
        if how == "removed":
            path.unlink()
        else:
            content = path.read_bytes()
            path.write_bytes(content[: len(content) // 2] if how == "cut" else b"x" + content)
        with pytest.raises(SourceError) as caught:
            list(batches)
    assert "moving" in caught.value.message
    assert caught.value.hint
    assert "SECRET" not in str(caught.value)


@pytest.mark.parametrize(
    "sql",
    [
        'SELECT 1 AS id; DROP TABLE "people.csv"',
        'SELECT 1 AS id -- ;\n; DELETE FROM "people.csv"',
        "SELECT 1 AS id /* ; */; SELECT 2",
        "COPY (SELECT * FROM \"people.csv\") TO 'out.csv'",
        "ATTACH 'x.duckdb' AS x",
        "INSTALL httpfs",
        "LOAD httpfs",
        "PRAGMA database_list",
        "SET memory_limit = '9GB'",
        "CREATE TABLE t AS SELECT 1",
        'UPDATE "people.csv" SET name = 1',
        "EXPORT DATABASE 'x'",
        "SELECT * FROM read_csv('/etc/hostname')",
        "SELECT * FROM read_text('/etc/hostname')",
        "SELECT * FROM glob('/etc/*')",
        "SELECT * FROM '/etc/hostname.csv'",
        "SELECT getenv('HOME') AS id",
        "CALL pragma_version()",
        "",
        ";",
        "SELECT /* not closed",
    ],
)
def test_sql_that_is_more_than_a_select(files: Files, sql: str) -> None:
    reader = files.open()
    before = {p: p.read_bytes() for p in files.folder.iterdir()}
    with pytest.raises(CensusError) as caught:
        reader.preview(Dataset("q", "Query", "files", sql=sql or " "), None, 5)
    assert caught.value.message
    assert {p: p.read_bytes() for p in files.folder.iterdir()} == before
    assert reader.count(files.dataset(), None) == 5


def test_a_duckdb_file_of_another_kind_of_table(files: Files) -> None:
    with duckdb.connect(str(files.folder / "d.db")) as made:
        made.execute('CREATE TABLE "order" AS SELECT 1::HUGEINT << 100 AS id, 1.10::DECIMAL(9,2) AS price, [1, 2] AS list')
    assert "d.db › order" in files.open().tables()
    _, types, found = read(files, "d.db › order")
    assert types[2] == "array"
    assert [str(v) for v in found[0][:2]] == [str(2**100), "1.10"]
