"""What files are read as: detection, corrections, spreadsheets, SQLite and DuckDB files, patterns."""

from __future__ import annotations

import datetime as dt
import sqlite3
from dataclasses import replace
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from census_desktop.domain.conditions import Condition
from census_desktop.domain.errors import CensusError, ConfigError, SourceError
from census_desktop.domain.model import Column, Dataset, Segment, Source
from census_desktop.sources import csv_files
from tests.sources.books import rows, write_book
from tests.sources.conftest import Files

MOMENT = dt.datetime(2026, 11, 25, 8, 30)  # noqa: DTZ001


def seen(files: Files, table: str, **reading: Any) -> tuple[dict[str, str], list[tuple[Any, ...]]]:
    """({column: type}, rows) of a table, as a segment's preview has them."""
    reader = files.open()
    dataset = reader.describe(files.dataset(table, reading=reading, unique_identifier=""))
    preview = reader.preview(dataset, None, 50)
    assert reader.count(dataset, None) == len(preview.rows)
    return {c.name: c.type.value for c in dataset.columns}, list(preview.rows)


def refused(files: Files, table: str, **reading: Any) -> CensusError:
    with pytest.raises(CensusError) as caught:
        seen(files, table, **reading)
    return caught.value


# CSV --------------------------------------------------------------------------------------------------------------------

GERMAN = "Konto;Name;Betrag;Seit\n0017;Zoë €;1.234,5;31.12.2025\n0018;NA;-7,25;01.02.2026\n"


def test_a_german_export_is_read_with_corrections(files: Files) -> None:
    files.write("konten.csv", GERMAN.encode("cp1252"))
    assert "not UTF-8" in refused(files, "konten.csv").message
    corrections = {"encoding": "windows-1252", "decimal": ",", "thousands": ".", "nulls": ["NA"]}
    types, found = seen(files, "konten.csv", **corrections)
    assert types == {"Konto": "text", "Name": "text", "Betrag": "number", "Seit": "date"}
    assert found == [("0017", "Zoë €", 1234.5, dt.date(2025, 12, 31)), ("0018", None, -7.25, dt.date(2026, 2, 1))]
    types, found = seen(files, "konten.csv", **corrections, types={"Konto": "integer", "Betrag": "text"})
    assert types["Konto"] == "integer"
    assert found[0][:3] == (17, "Zoë €", "1.234,5")


def test_what_was_found_out_is_told_with_the_corrections(files: Files) -> None:
    files.write("konten.csv", GERMAN.encode("cp1252"))
    reader = files.open()
    told = reader.detected(files.dataset("konten.csv", reading={"encoding": "windows-1252", "decimal": ","}))
    assert (told.kind, told.files, told.differs) == ("csv", ("konten.csv",), ())
    assert told.reading == {
        **{"delimiter": ";", "quote": '"', "header": True, "skip": 0, "encoding": "windows-1252"},
        **{"decimal": ",", "date_format": "%d.%m.%Y"},
    }


@pytest.mark.parametrize(
    ("raw", "reading"),
    [
        ("id,name\n1,Zoë\n".encode("utf-16"), {}),
        (b"\xfe\xff" + "id,name\n1,Zoë\n".encode("utf-16-be"), {}),
        ("id,name\n1,Zoë\n".encode("utf-8-sig"), {}),
        ("id,name\n1,Zoë\n".encode("latin-1"), {"encoding": "latin-1"}),
        ("id,name\n1,Zoë\n".encode("mac-roman"), {"encoding": "mac-roman"}),
        ("about\nthese\nid,name\n1,Zoë\n".encode(), {"skip": 2}),
        ("1,Zoë\n".encode(), {"header": False}),
        ("id|name\n1|'Zo''ë'\n".encode(), {"delimiter": "|", "quote": "'", "escape": "'"}),
        ('id,name\r\n1,"Zoë"\r\n'.encode(), {}),
    ],
)
def test_encodings_and_dialects(files: Files, raw: bytes, reading: dict[str, Any]) -> None:
    files.write("one.csv", raw)
    types, found = seen(files, "one.csv", **reading)
    assert list(types.values()) == ["integer", "text"]
    assert found == [(1, "Zo'ë" if "escape" in reading else "Zoë")]


LONG = "12345678901234567890123"


@pytest.mark.parametrize("last", [f"9,01067,{LONG},unknown,31.31.2026,0.5", "9,10115,7,8,31.12.2026,x"])
def test_types_hold_for_every_line_and_damage_no_value(files: Files, last: str) -> None:
    """The last line is far behind those that detection looks at."""
    usual = "".join(f"{n},{10000 + n},{n},{n},31.12.2026,1\n" for n in range(25_000))
    files.write("late.csv", f"id,postcode,number,age,day,share\n{usual}{last}\n")
    reader = files.open()
    dataset = reader.describe(files.dataset("late.csv"))
    with reader.extract(dataset, None, [c.name for c in dataset.columns]) as (_, batches):
        *_, end = [row for batch in batches for row in batch.to_pylist()]
    types = {c.name: c.type.value for c in dataset.columns}
    if LONG in last:
        assert end == {"id": 9, "postcode": "01067", "number": LONG, "age": "unknown", "day": "31.31.2026", "share": 0.5}
        assert types == {"id": "integer", "postcode": "text", "number": "text", "age": "text", "day": "text", "share": "number"}
    else:
        assert end == {"id": 9, "postcode": 10115, "number": 7, "age": 8, "day": dt.date(2026, 12, 31), "share": "x"}


def test_a_large_file_keeps_the_types_that_it_was_described_with(files: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_files, "PROVED_ALWAYS", 0)
    usual = "".join(f"{n},{10000 + n}\n" for n in range(25_000))
    path = files.write("codes.csv", f"id,code\n{usual}25000,01067\n")
    dataset = files.open().describe(files.dataset("codes.csv"))
    assert dataset.columns[1].type.value == "text"
    path.write_text(f"id,code\n{usual}25000,00001\n", encoding="utf-8")
    known = Segment("s", "Some", dataset.id)
    assert files.open().preview(dataset, replace(known), 1).rows == ((0, "10000"),)
    path.write_text(f"id,code\n{usual}none,00001\n", encoding="utf-8")
    with pytest.raises(SourceError, match="in line 25002 the column “id” has a value that is no integer") as caught:
        files.open().preview(replace(dataset, columns=(*dataset.columns[:1], Column("gone", dataset.columns[0].type))), None, 1)
    assert "none" not in str(caught.value)


@pytest.mark.parametrize(
    ("reading", "says", "valid"),
    [
        ({"colour": "red"}, "“colour”", "delimiter, quote"),
        ({"sheet": "x"}, "“sheet”", "delimiter"),
        ({"encoding": "klingon"}, "encoding", "windows-1252"),
        ({"encoding": "rot13"}, "encoding", "utf-8"),
        ({"delimiter": ""}, "delimiter", "character"),
        ({"skip": -1}, "skip", "number of lines"),
        ({"skip": True}, "skip", "number of lines"),
        ({"decimal": "x"}, "decimal", "“,”"),
        ({"decimal": ",", "thousands": ","}, "decimals and thousands", "Change one"),
        ({"types": {"age": "float"}}, "types", "integer"),
        ({"types": {"nope": "text"}}, "“nope”", "id, name"),
        ({"nulls": "NA"}, "nulls", "list of words"),
        ({"encoding": "utf-16"}, "not utf-16 text", "windows-1252"),
    ],
)
def test_a_correction_that_cannot_be_names_what_can(files: Files, reading: dict[str, Any], says: str, valid: str) -> None:
    error = refused(files, "people.csv", **reading)
    assert says in error.message
    assert valid in error.hint
    assert error.kept


def test_no_copy_in_another_encoding_stays_behind(files: Files) -> None:
    files.write("konten.csv", GERMAN.encode("cp1252"))
    reader = files.open()
    reader.count(files.dataset("konten.csv", reading={"encoding": "windows-1252"}), None)
    assert list((files.folder / "scratch").rglob("*.csv"))
    reader.close()
    assert not list((files.folder / "scratch").rglob("*"))


# Spreadsheets -----------------------------------------------------------------------------------------------------------


def test_sheets_are_tables(files: Files) -> None:
    table = [
        ["id", "postcode", "amount", "at", "sum", "mixed", "ok"],
        [1, "01067", 1.5, MOMENT, ("1+1", 2), "x", True],
        [None] * 7,
        [2, 10115, 2, None, None, 7, False],
    ]
    write_book(files.folder / "book.xlsx", {"Pe ople": rows(table, top=3, left="B"), "Other": rows([["id"], [5]]), "Empty": {}})
    assert [t for t in files.open().tables() if "book" in t] == [
        *("book.xlsx › Empty", "book.xlsx › Other", "book.xlsx › Pe ople"),
    ]
    types, found = seen(files, "book.xlsx › Pe ople")
    assert list(types.values()) == ["integer", "text", "number", "datetime", "integer", "text", "boolean"]
    assert found == [(1, "01067", 1.5, MOMENT, 2, "x", True), (2, "10115", 2.0, None, None, "7", False)]
    assert seen(files, "book.xlsx › Other")[1] == [(5,)]
    assert "empty" in refused(files, "book.xlsx › Empty").message
    assert "Pe ople" in refused(files, "book.xlsx › Gone").hint


def test_a_part_of_a_sheet_is_chosen(files: Files) -> None:
    noted = {"A1": "Report", **rows([["id", "since", "n"], ["1", "31.12.2025", "–"], ["2", "01.01.2026", 4]], top=4, left="C")}
    write_book(files.folder / "book.xlsx", {"First": {"A1": "x"}, "Report": noted})
    how = {"sheet": "Report", "range": "C4:E6", "nulls": ["–"], "types": {"id": "integer", "since": "date"}}
    types, found = seen(files, "book.xlsx", **how, date_format="%d.%m.%Y")
    assert types == {"id": "integer", "since": "date", "n": "integer"}
    assert found == [(1, dt.date(2025, 12, 31), None), (2, dt.date(2026, 1, 1), 4)]
    assert seen(files, "book.xlsx", sheet="Report", range="C5:C6", header=False)[1] == [("1",), ("2",)]
    assert "cells such as" in refused(files, "book.xlsx", range="here").hint


# SQLite and DuckDB ------------------------------------------------------------------------------------------------------


@pytest.fixture
def shop(files: Files) -> Files:
    with sqlite3.connect(files.folder / "shop.sqlite") as made:
        made.execute("CREATE TABLE p (id INTEGER PRIMARY KEY, born DATE, at DATETIME, ok BOOLEAN, mix INT, n NUMERIC, b BLOB)")
        made.executemany(
            "INSERT INTO p VALUES (?, ?, ?, ?, ?, ?, ?)",
            [
                (1, "2026-01-02", "2026-01-01 10:00:00", 1, 5, 1.5, b"\x00"),
                (2, None, "2026-01-01T10:00:00.5", 0, "abc", 2, None),
            ],
        )
        made.execute('CREATE VIEW "sel ect" AS SELECT id, 9223372036854775807 AS big FROM p')
    made.close()
    with duckdb.connect(str(files.folder / "more.duckdb")) as more:
        more.execute("CREATE TABLE ids AS SELECT 2 AS id, 'x' AS code")
    return files


def test_tables_of_databases_in_a_folder(shop: Files) -> None:
    assert [t for t in shop.open().tables() if "›" in t] == [
        *("more.duckdb › ids", "shop.sqlite › p", "shop.sqlite › sel ect"),
    ]
    types, found = seen(shop, "shop.sqlite › p")
    assert list(types.values()) == ["integer", "date", "datetime", "boolean", "text", "number", "other"]
    at = dt.datetime(2026, 1, 1, 10)  # noqa: DTZ001
    assert found[0] == (1, dt.date(2026, 1, 2), at, True, "5", 1.5, b"\x00")
    assert found[1] == (2, None, at.replace(microsecond=500_000), False, "abc", 2.0, None)
    assert seen(shop, "shop.sqlite › sel ect")[1] == [(1, 2**63 - 1), (2, 2**63 - 1)]
    assert seen(shop, "shop.sqlite › p", types={"n": "text"})[1][0][5] == "1.5"
    assert "p, sel ect" in refused(shop, "shop.sqlite › gone").hint
    assert "Which table" in refused(shop, "shop.sqlite").message
    joined = 'SELECT a.id, code FROM "shop.sqlite › p" a JOIN "more.duckdb › ids" b USING (id) JOIN "people.csv" c USING (id)'
    assert shop.open().preview(Dataset("q", "Q", "files", sql=joined), None, 9).rows == ((2, "x"),)


def test_a_sqlite_source_of_its_own_is_read_only(shop: Files) -> None:
    shop.source = Source("files", "Shop", "sqlite", {"path": "shop.sqlite"})
    before = (shop.folder / "shop.sqlite").read_bytes()
    reader = shop.open()
    assert reader.tables() == ("p", "sel ect")
    dataset = reader.describe(shop.dataset("p"))
    assert reader.count(dataset, Segment("s", "S", dataset.id, shop.segment(Condition("n", "at_least", 2)).where)) == 1
    assert (shop.folder / "shop.sqlite").read_bytes() == before
    assert not list(shop.folder.glob("shop.sqlite-*"))


def test_a_large_table_streams_with_the_columns_that_are_asked_for(files: Files) -> None:
    with sqlite3.connect(files.folder / "large.sqlite") as made:
        made.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, email TEXT, n INTEGER)")
        made.execute(
            "WITH RECURSIVE c(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM c WHERE i < 49999) "
            "INSERT INTO t SELECT i, 'u' || i || '@example.com', i % 7 FROM c"
        )
    made.close()
    reader = files.open()
    dataset = reader.describe(files.dataset("large.sqlite › t"))
    some = Segment("s", "S", dataset.id, files.segment(Condition("n", "is", 3)).where)
    assert reader.count(dataset, None) == 50_000
    assert reader.count(dataset, some) == 7_143
    with reader.extract(dataset, some, ["email"]) as (schema, batches):
        assert schema.names == ["email"]
        found = [row["email"] for batch in batches for row in batch.to_pylist()]
    assert len(found) == 7_143
    assert found[0] == "u3@example.com"
    assert len(reader.preview(dataset, some, 25).rows) == 25


# Patterns ---------------------------------------------------------------------------------------------------------------


def test_files_of_a_pattern_are_one_table(files: Files) -> None:
    files.write("sales-2026-01.csv", "id,amount\n1,5\n")
    files.write("sales-2026-02.csv", "amount;id;channel\n2.5;2;web\n")
    assert [t for t in files.open().tables() if "sales" in t] == [
        *("sales-*.csv", "sales-2026-01.csv", "sales-2026-02.csv"),
    ]
    types, found = seen(files, "sales-*.csv", file_column="file")
    assert types == {"id": "integer", "amount": "number", "file": "text", "channel": "text"}
    assert sorted(found) == [(1, 5.0, "sales-2026-01.csv", None), (2, 2.5, "sales-2026-02.csv", "web")]
    told = files.open().detected(files.dataset("sales-*.csv"))
    assert told.differs == ("sales-2026-02.csv: also “channel”; another type of “amount”",)
    files.write("sales-2026-03.csv", "id,amount\n3,1\n")
    assert len(seen(files, "sales-*.csv")[1]) == 3
    for path in files.folder.glob("sales-*"):
        path.unlink()
    assert "No file fits “sales-*.csv”" in refused(files, "sales-*.csv").message
    files.write("orders.json", '[{"id": 1}]')
    assert "several kinds" in refused(files, "orders.*").message


def test_parquet_files_of_a_pattern_and_their_differences(files: Files) -> None:
    pq.write_table(pa.table({"id": [1], "x": ["t"]}), files.folder / "s-1.parquet")
    pq.write_table(pa.table({"id": [2], "x": [3], "y": [1]}), files.folder / "s-2.parquet")
    _, found = seen(files, "s-*.parquet", file_column="from")
    assert sorted(found) == [(1, "t", None, "s-1.parquet"), (2, "3", 1, "s-2.parquet")]
    told = files.open().detected(files.dataset("s-*.parquet"))
    assert told.differs == ("s-2.parquet: also “y”; another type of “x”",)
    pq.write_table(pa.table({"id": [2], "x": [[3]]}), files.folder / "s-3.parquet")
    error = refused(files, "s-*.parquet")
    assert isinstance(error, ConfigError | SourceError)
    assert "“x”" in error.message + error.hint


def test_files_of_one_name_in_several_folders_are_all_there(files: Files) -> None:
    for year in ("2025", "2026"):
        (files.folder / year).mkdir()
        files.write(f"{year}/people.csv", f"id\n{year}\n")
    reader = files.open(path=str(files.folder / "**" / "people.csv"))
    assert reader.tables() == ("2025/people.csv", "2026/people.csv", "people.csv")
    assert reader.preview(files.dataset("2026/people.csv"), None, 5).rows == ((2026,),)
