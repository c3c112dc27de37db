"""SQL Server: what is sent to it, without a server: T-SQL that it takes, and the keywords of its driver."""

from __future__ import annotations

import pytest

pytest.importorskip("pyodbc", reason="the extra mssql is not installed", exc_type=ImportError)

import sqlglot
from sqlglot import exp

from census_desktop.domain.conditions import Condition, Group, Node, Related
from census_desktop.domain.model import Segment
from census_desktop.sources.compile import Compiler
from census_desktop.sources.lean import ibis
from census_desktop.sources.mssql_backend import MSSQLBackend, is_predicate
from census_desktop.sources.mssql_reader import connect_settings, fault_of, shown
from census_desktop.sources.views import relation, view
from tests.conftest import FakeClock
from tests.sources.test_engines_agree import TREES

PEOPLE = {"id": "int64", "name": "string", "Select": "string", "age": "int32", "spent": "decimal(12, 2)", "score": "float64",
          "active": "boolean", "joined": "date", "seen at": "timestamp(6)"}  # fmt: skip
ORDERS = {"order": "int64", "person": "int64", "amount": "decimal(10, 2)", "state": "string", "at": "timestamp(6)"}


def sent(tree: Node) -> str:
    from pathlib import Path

    from census_desktop.domain.model import Source
    from tests.sources.engines import Engine

    engine = Engine("mssql", Source("shop", "Shop", "mssql", {}), FakeClock(), Path())
    engine.known["other"] = Segment("other", "Other", "people", Group("all", (Condition("age", "is", 34),)))
    backend = MSSQLBackend()
    tables = {
        name: view(backend, relation(name), [shown(c, ibis.dtype(t)) for c, t in columns.items()], name)
        for name, columns in (("people", PEOPLE), ("orders", ORDERS))
    }
    compiler = Compiler(lambda d: tables[d.id], lambda _, ref: engine.known[ref], FakeClock().now(), "mssql")
    return str(backend.compile(compiler.rows(engine.people, engine.segment(tree))))


@pytest.mark.parametrize(
    "tree", [tree for tree, _ in TREES if "order " not in str(tree) and "last state" not in str(tree)], ids=str
)
def test_no_condition_stands_where_a_value_is_needed(tree: Node) -> None:
    parsed = sqlglot.parse_one(sent(tree), read="tsql")
    for call in parsed.find_all(exp.Coalesce):
        assert not any(is_predicate(part) for part in (call.this, *call.expressions))
    for select in parsed.find_all(exp.Select):
        assert not any(is_predicate(shown.unalias()) for shown in select.expressions)
        assert (where := select.args.get("where")) is None or is_predicate(where.this)


def test_the_sql_of_a_tree_is_as_a_person_would_write_it() -> None:
    tree = Group("all", (
        Condition("name", "is", "O'Neil 😀"),
        Condition("active", "is_false"),
        Condition("Select", "contains", "x"),
        Related("Orders", Group(), never=True),
    ))  # fmt: skip
    asked = sent(tree)
    assert "CAST([name] AS NVARCHAR(MAX)) COLLATE Latin1_General_100_BIN2 AS [name]" in asked
    where = asked.partition(" WHERE ")[2]
    assert "[name] = N'O''Neil 😀'" in where
    assert "[active] = 0" in where
    assert "CHARINDEX(LOWER(N'x'), LOWER(" in where


def test_the_driver_is_told_to_check_the_certificate_unless_somebody_says_otherwise() -> None:
    config = {"host": "db.example.com", "database": "shop", "user": "u"}
    told = connect_settings(config, "a}b")
    assert (told["server"], told["pwd"], told["ApplicationIntent"]) == ("db.example.com,1433", "{a}}b}", "ReadOnly")
    modes = {mode: connect_settings({**config, "tls": mode}, "") for mode in ("auto", "verify", "encrypt", "off")}
    found = {mode: (t["Encrypt"], t["TrustServerCertificate"]) for mode, t in modes.items()}
    assert found == {"auto": ("yes", "no"), "verify": ("yes", "no"), "encrypt": ("yes", "yes"), "off": ("no", "yes")}


@pytest.mark.parametrize(
    ("args", "fault"),
    [
        (("28000", "[28000] Login failed for user 'u'. (18456) (SQLDriverConnect)"), "password"),
        (("42000", "Cannot open database requested by the login. (4060)"), "database"),
        (("42S02", "Invalid object name 'x'. (208)"), "table"),
        (("42000", "The SELECT permission was denied (229)"), "permission"),
        (("HYT00", "Login timeout expired"), "timeout"),
        (("08S01", "Communication link failure"), "lost"),
        (("22018", "Conversion failed when converting the nvarchar value 'canary'"), "value"),
    ],
)
def test_what_the_driver_says_becomes_a_word(args: tuple[str, str], fault: str) -> None:
    assert fault_of(Exception(*args)) == fault
