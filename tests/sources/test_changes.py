"""Signs of change: of files of every kind, and what databases are asked."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import duckdb
import pytest
import sqlglot

from census_desktop.domain.model import Dataset, Source
from census_desktop.sources.changes import CHECKS, check_sql, file_set, file_token, growth_sql

DIALECTS = {"mssql": "tsql"}


def token(folder: Path, path: str, table: str = "", known: str = "", sql: str = "") -> tuple[bool, str]:
    """(whether it differs from the known value, its value)."""
    source = Source("s", "S", "files", {"path": path})
    dataset = Dataset("d", "D", "s", table=table, sql=sql)
    found = file_token([file_set(source, dataset, folder)], known)
    return found.differs(known), found.value


@pytest.mark.parametrize(
    ("path", "table", "sql", "mine", "other"),
    [
        ("in", "a.csv", "", "in/a.csv", "in/b.csv"),
        ("in/a.csv", "a.csv", "", "in/a.csv", "in/b.csv"),
        ("in/*.csv", "b.csv", "", "in/b.csv", "in/a.csv"),
        ("in", "[ab].csv", "", "in/b.csv", "in/c.txt"),
        ("in", "a.csv › Sheet 1", "", "in/a.csv", "in/b.csv"),
        ("in/**/*.csv", "deep/b.csv", "", "in/deep/b.csv", "in/a.csv"),
        ("in", "", "SELECT 1", "in/c.txt", "in/deep/b.csv"),
        (".", "", "SELECT 1", "top.csv", "workspace.db"),
        ("in/x [1].csv", "x [1].csv", "", "in/x [1].csv", "in/a.csv"),
    ],
)
def test_a_data_set_is_as_its_own_files_are(tmp_path: Path, path: str, table: str, sql: str, mine: str, other: str) -> None:
    names = ("in/a.csv", "in/b.csv", "in/c.txt", "in/x [1].csv", "in/deep/b.csv", "top.csv", "workspace.db")
    for name in names:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("id\n1\n")
    _, known = token(tmp_path, path, table, sql=sql)
    (tmp_path / other).write_text("id\n1\n2\n")
    assert token(tmp_path, path, table, known, sql)[0] is False
    (tmp_path / mine).write_text("id\n1\n2\n3\n")
    assert token(tmp_path, path, table, known, sql)[0] is True


def test_the_same_contents_at_another_time_are_no_change(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("id\n1\n")
    _, known = token(tmp_path, "a.csv")
    os.utime(file, (1, 1))
    differs, value = token(tmp_path, "a.csv", known=known)
    assert (differs, value != known) == (False, True)
    file.unlink()
    source, dataset = Source("s", "S", "files", {"path": "a.csv"}), Dataset("d", "D", "s", table="a.csv")
    assert file_token([file_set(source, dataset, tmp_path)], known).missing == "a.csv"


def test_a_folder_that_may_not_be_looked_into_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "iterdir", refuse)
    source, dataset = Source("s", "S", "files", {"path": "."}), Dataset("d", "D", "s", table="a.csv")
    assert file_token([file_set(source, dataset, tmp_path)]).missing == "a.csv"


def test_databases_in_a_file_change_with_what_is_committed(tmp_path: Path) -> None:
    """Also while it is still in the log beside the file."""
    with duckdb.connect(str(tmp_path / "d.duckdb")) as duck:
        duck.execute("CREATE TABLE t (id INTEGER)")
        _, known = token(tmp_path, "d.duckdb", "t")
        duck.execute("INSERT INTO t VALUES (1)")
        assert token(tmp_path, "d.duckdb", "t", known)[0]
    lite = sqlite3.connect(tmp_path / "l.sqlite")
    lite.execute("PRAGMA journal_mode=WAL")
    lite.execute("CREATE TABLE t (id INTEGER)")
    lite.commit()
    _, known = token(tmp_path, "l.sqlite", "t")
    lite.execute("SELECT count(*) FROM t").fetchone()
    assert not token(tmp_path, "l.sqlite", "t", known)[0]
    lite.execute("INSERT INTO t VALUES (1)")
    lite.commit()
    assert token(tmp_path, "l.sqlite", "t", known)[0]
    lite.close()


@pytest.mark.parametrize("type_", sorted(CHECKS))
@pytest.mark.parametrize("table", ["people", "shop.people", "o'brien; DROP TABLE x--"])
def test_what_is_asked_is_one_select_of_the_dialect(type_: str, table: str) -> None:
    from census_desktop.sources.user_sql import checked_select

    dialect = DIALECTS.get(type_, type_)
    sql = check_sql(type_, table, dialect)
    checked_select(sql, dialect)
    texts = [literal.this for literal in sqlglot.parse_one(sql, read=dialect).find_all(sqlglot.exp.Literal)]
    assert any(table.rpartition(".")[2] in text for text in texts), "the name is a text, whatever stands in it"


def test_engines_without_a_cheap_sign_are_not_asked() -> None:
    assert check_sql("trino", "people", "trino") == ""
    assert check_sql("spark", "people", "spark") == ""


@pytest.mark.parametrize("dialect", ["postgres", "mysql", "tsql", "bigquery", "trino", "spark"])
def test_a_column_that_grows_is_asked_on_any_engine(dialect: str) -> None:
    table = growth_sql(Dataset("d", "D", "s", table="shop.people"), 'up"dated', dialect)
    query = growth_sql(Dataset("d", "D", "s", sql="SELECT * FROM people WHERE x > 1"), "updated", dialect)
    for sql in (table, query):
        parsed = sqlglot.parse_one(sql, read=dialect)
        assert [type(e.this).__name__ for e in parsed.expressions] == ["Count", "Max"]
    assert [c.name for c in sqlglot.parse_one(table, read=dialect).find_all(sqlglot.exp.Column)] == ['up"dated']
