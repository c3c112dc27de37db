"""Everything that a segment can say, compiled for every engine, and each warehouse's connection in its driver's words.

None of these engines runs here but DuckDB, PostgreSQL, MySQL and Spark, which have tests of their own: this says that the SQL
is that engine's, whole and quoted, not that the engine answers.
"""

from __future__ import annotations

import ast
import dataclasses
import importlib
import importlib.util
import inspect
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import sqlglot
from sqlglot import exp

from census_desktop.domain.conditions import (
    Condition,
    Group,
    Member,
    Operand,
    Operator,
    Related,
    SqlCondition,
    operators_for,
)
from census_desktop.domain.errors import ConfigError, SourceError
from census_desktop.domain.model import Cohort, Computed, Dataset, Exclusion, Limit, PriorityList, Relationship, Segment, Source
from census_desktop.sources import open_source, source_types
from census_desktop.sources.compile import Compiler
from census_desktop.sources.engines import SourceContext, missing_extra
from census_desktop.sources.lean import ibis
from census_desktop.sources.types import column_type
from tests.conftest import FakeClock

BACKENDS = {
    "duckdb": "duckdb",
    "postgres": "postgres",
    "mysql": "mysql",
    "mssql": "mssql",
    "snowflake": "snowflake",
    "bigquery": "bigquery",
    "databricks": "databricks",
    "trino": "trino",
    "clickhouse": "clickhouse",
    "spark": "pyspark",
}
"""Our word for an engine's dialect, and Ibis' module."""
NO_LISTS = {"mysql", "mssql"}
ODD = "odd name 🙂"
AWKWARD = (ODD, "select", "Mixed", 'a "quoted" one', "it's", "back`tick", "b]racket", "semi;colon")
VALUE = "O'Ne\\il 100%_ 🙂"
TYPES = {
    "id": "int64",
    "price": "decimal(18, 4)",
    "score": "float64",
    "active": "boolean",
    "day": "date",
    "at": "timestamp",
    "moment": "timestamp('UTC')",
    "tags": "array<string>",
    "uid": "uuid",
    "about": "json",
} | dict.fromkeys(AWKWARD, "string")
ORDERS_TYPES = {"order": "int64", "person": "int64", "amount": "decimal(10, 2)", "state": "string", "at": "timestamp"}
PAID = Group("all", (Condition("state", "is", "paid"),))
ORDERS = Dataset(
    "orders",
    "Orders",
    "s",
    "orders",
    unique_identifier="order",
    event_name="state",
    event_time="at",
    relationships=(Relationship("Person", "people", "many_to_one", "person", "id"),),
)
PEOPLE = Dataset(
    "people",
    "People",
    "s",
    "people",
    unique_identifier="id",
    relationships=(
        Relationship("Orders", "orders", "one_to_many", "id", "person"),
        Relationship("Friends", "people", "many_to_many", "id", "id", "orders", "person", "order"),
    ),
    computed=(
        Computed("orders", "Orders", "count"),
        Computed("spent", "Orders", "sum", "amount", where=PAID),
        Computed("usual", "Orders", "average", "amount"),
        Computed("first", "Orders", "min", "at"),
        Computed("last", "Orders", "max", "state"),
        Computed("most", "Orders", "most_frequent", "state"),
        Computed("any", "Orders", lookup="state"),
        Computed("onward", "Orders", lookup="day", path=("Person",)),
        Computed("in it", "", member="rich"),
    ),
)
RICH = Segment("rich", "Rich", "people", Group("all", (Condition("price", "more_than", 3),)), limit=Limit(5, "day", True))


class Describing:
    """An engine that only says which columns a query has."""

    name = "describing"

    def __init__(self, compiler: Any) -> None:
        self.compiler = compiler

    def _transpile_sql(self, query: str, *, dialect: str) -> str:
        return sqlglot.parse_one(query, read=dialect).sql(dialect=self.compiler.dialect)

    def _get_sql_string_view_schema(self, *, name: str, table: Any, query: str) -> Any:
        shown = sqlglot.parse_one(query, read=self.compiler.dialect).expressions[-1]
        return ibis.schema(dict(table.schema().items()) | {shown.alias_or_name: "boolean"})

    def table(self, name: str, types: dict[str, str]) -> Any:
        from ibis.expr import operations as ops

        return ops.DatabaseTable(name, ibis.schema(types), self, ops.Namespace()).to_expr()


@pytest.fixture(params=BACKENDS)
def dialect(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    if request.param == "spark":  # the back end would make it

        class Options(ibis.config.Config):
            treat_nan_as_null: bool = False

        monkeypatch.setattr(ibis.options, "pyspark", Options())
    found: str = request.param
    return found


@pytest.fixture
def compiler(dialect: str, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Ibis' compiler, or ours of the engines where Ibis' does not do."""
    if dialect == "mssql":
        if importlib.util.find_spec("pyodbc") is None:  # its compiler needs no driver
            monkeypatch.setitem(sys.modules, "pyodbc", ModuleType("pyodbc"))
        return importlib.import_module("census_desktop.sources.mssql_backend").MSSQLBackend.compiler
    if dialect == "mysql":
        return importlib.import_module("census_desktop.sources.mysql_backend").MySQLBackend.compiler
    return importlib.import_module(f"ibis.backends.sql.compilers.{BACKENDS[dialect]}").compiler


def compiled(dialect: str, compiler: Any, segment: Segment, dataset: Dataset = PEOPLE) -> str:
    engine = Describing(compiler)
    types = {name: type_ for name, type_ in TYPES.items() if name != "tags" or dialect not in NO_LISTS}
    tables = {"people": engine.table("people", types), "orders": engine.table("orders", ORDERS_TYPES)}
    known = {"people": dataset, "orders": ORDERS, "rich": RICH, segment.id: segment}
    made = Compiler(
        lambda d: tables.get(d.id, engine.table("asked", {"id": "int64"})),
        lambda _, ref: known[ref],
        FakeClock().now(),
        dialect,
    )
    return str(compiler.to_sqlglot(made.rows(dataset, segment)).sql(dialect=compiler.dialect))


def value_for(operator: Operator, name: str) -> Any:
    moment = "2026-11-01T10:00:00" if name in ("at", "moment") else "2026-11-01"
    one: Any = {"id": 3, "price": "2.5", "score": 0.1, "day": moment, "at": moment, "moment": moment}.get(name, VALUE)
    return {
        Operand.NONE: None,
        Operand.ONE: one,
        Operand.MANY: (one, one),
        Operand.PAIR: (one, one),
        Operand.DAYS: 7,
        Operand.DAYS_PAIR: (1, 9.5),
    }[operator.operand]


def segment(*items: Any, **changes: Any) -> Segment:
    return replace(Segment("asked", "Asked", "people", Group("all", items)), **changes)


def column_cases() -> Iterator[tuple[str, Segment]]:
    for name, type_ in TYPES.items():
        known = operators_for(column_type(ibis.dtype(type_)))
        yield name, segment(*(Condition(name, op.code, value_for(op, name)) for op in known))


def other_cases() -> Iterator[tuple[str, Segment]]:
    yield "related", segment(Related("Orders", PAID), Related("Orders", Group(), never=True))
    counts = [Related("Orders", PAID, count=(kind, n)) for kind in ("at_least", "at_most", "exactly") for n in (0, 2)]
    yield "counts", segment(*counts)
    yield "events", segment(Related("Orders", Group(), events=("open", "paid"), within=("last_days", 30)))
    yield (
        "chained",
        segment(Related("Orders", Group("any", (Related("Person", Group("all", (Condition("day", "is_null"),))),)))),
    )
    yield "joined", segment(Related("Friends", Group("all", (Condition("id", "more_than", 3),)), count=("at_least", 2)))
    yield "members", segment(Member("rich"), Group("any", (Member("rich", member=False), Condition("id", "is", 1))))
    yield "sql", segment(SqlCondition("id > 3 OR price IS NULL"), Condition("id", "is", 1))
    yield "whole sql", segment(sql="SELECT id FROM asked")
    yield "limits", segment(limit=Limit(10, "Mixed", True), limit_per=Limit(2, "day", per="select"))
    yield "cohort", segment(cohorts=(Cohort("a", 30), Cohort("b", 70)), cohort="b")
    for computed in PEOPLE.computed:
        yield f"computed {computed.name}", segment(Condition(computed.name, "is_not_null"))


def test_every_operator_compiles_and_reads_back(dialect: str, compiler: Any) -> None:
    quoted = set()
    never = {name for name in AWKWARD if dialect == "bigquery" and set(name) & set('"`;]')}  # names that it refuses
    for name, asked in column_cases():
        if name in never or (name == "tags" and dialect in NO_LISTS):
            continue
        tree = sqlglot.parse_one(compiled(dialect, compiler, asked), read=compiler.dialect)
        assert all(i.quoted for i in tree.find_all(exp.Identifier) if i.name in TYPES), name
        columns = {identifier.name for identifier in tree.find_all(exp.Identifier)}
        assert name in columns
        texts = {literal.this for literal in tree.find_all(exp.Literal, exp.National)}
        if name in (*AWKWARD, "uid"):
            assert VALUE in texts, name
        quoted |= columns & set(AWKWARD)
    assert quoted == set(AWKWARD) - never


def test_everything_else_of_a_segment_compiles_and_reads_back(dialect: str, compiler: Any) -> None:
    for name, asked in other_cases():
        sql = compiled(dialect, compiler, asked)
        assert sqlglot.parse_one(sql, read=compiler.dialect).find(exp.From), name
    listed = replace(
        PEOPLE,
        exclusions=(Exclusion("Staff", Group("all", (Condition("it's", "contains", "@"),))),),
        priorities=(PriorityList("Best first", ("rich", "asked")),),
    )
    assert sqlglot.parse_one(compiled(dialect, compiler, segment(), listed), read=compiler.dialect).find(exp.Not)


def test_names_are_quoted_as_the_engine_quotes(dialect: str, compiler: Any) -> None:
    sql = compiled(dialect, compiler, segment(*(Condition(name, "is_null") for name in (ODD, 'a "quoted" one', "back`tick"))))
    marks = {"mssql": "[]"} | dict.fromkeys(("mysql", "bigquery", "databricks", "spark"), "``")
    opening, closing = marks.get(dialect, '""')
    assert f"{opening}{ODD}{closing}" in sql
    assert "COALESCE" not in sql  # an engine's indexes and block statistics do not see through it


# Connections ------------------------------------------------------------------------------------------------------------

CONFIGS: dict[str, tuple[dict[str, Any], dict[str, str]]] = {
    "snowflake": (
        {
            "account": "org-1",
            "user": "u",
            "warehouse": "w",
            "database": "d",
            "schema": "PUBLIC",
            "role": "r",
            "key_file": "k.p8",
        },
        {"key_passphrase": "x"},
    ),
    "bigquery": ({"project": "p", "dataset": "q.d", "location": "EU"}, {"key": "{}"}),
    "databricks": ({"host": "https://h.example/", "http_path": "/sql/1", "catalog": "main", "schema": "s"}, {"token": "x"}),
    "trino": ({"host": "t.example", "catalog": "hive", "schema": "s", "user": "u", "port": 8443}, {"password": "x"}),
    "clickhouse": ({"host": "c.example", "database": "d", "user": "u"}, {"password": "x"}),
}
PASSED_ON = {"snowflake": "snowflake.connector", "trino": "trino.dbapi", "clickhouse": "clickhouse_connect.driver"}
"""Drivers that get what Ibis does not know."""


def context(type_: str, clock: FakeClock, secrets: dict[str, str] | None = None, **config: Any) -> SourceContext:
    made, credential = CONFIGS[type_]
    source = Source("s", "Warehouse", type_, made | config)
    return SourceContext(source, credential if secrets is None else secrets, Path("/folder"), lambda *_: None, clock)


def arguments(type_: str, clock: FakeClock, *args: Any, **config: Any) -> dict[str, Any]:
    module = importlib.import_module(f"census_desktop.sources.engines.{type_}")
    found: dict[str, Any] = module.arguments(context(type_, clock, *args, **config))
    return found


def do_connect(backend: str) -> tuple[set[str], bool]:
    """Names of a back end's `do_connect`, and whether it passes others on; read from its source: its driver may be missing."""
    found = importlib.util.find_spec("ibis.backends")
    assert found is not None
    (folder,) = found.submodule_search_locations or ()
    tree = ast.parse((Path(folder) / backend / "__init__.py").read_text(encoding="utf-8"))
    function = next(n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef) and n.name == "do_connect")
    return {a.arg for a in (*function.args.args, *function.args.kwonlyargs)}, function.args.kwarg is not None


@pytest.mark.parametrize("type_", CONFIGS)
def test_connections_speak_the_back_ends_words(type_: str, clock: FakeClock) -> None:
    names, passes_on = do_connect(type_)
    given = arguments(type_, clock)
    assert passes_on or set(given) <= names
    assert "secure" not in given  # Ibis takes it and does not pass it on
    shown = source_types()[type_]
    assert {f.name for f in shown.config} >= {*CONFIGS[type_][0], *CONFIGS[type_][1]}
    assert all(f.secret for f in shown.config if f.name in CONFIGS[type_][1])
    assert shown.group == "warehouse"
    assert shown.documentation.startswith("https://")
    assert all(f.help for f in shown.config if f.secret and f.name not in ("password",))


@pytest.mark.parametrize("type_", PASSED_ON)
def test_what_ibis_passes_on_is_known_to_the_driver(type_: str, clock: FakeClock) -> None:
    if missing_extra(source_types()[type_]):
        pytest.skip(f'pip install "census-desktop[{type_}]"')
    passed = set(arguments(type_, clock)) - do_connect(type_)[0]
    driver = importlib.import_module(PASSED_ON[type_])
    if type_ == "snowflake":
        known = set(driver.connection.DEFAULT_CONFIGURATION)  # empty since version 5
        if importlib.util.find_spec("snowflake.connector.connection_config"):
            config = importlib.import_module("snowflake.connector.connection_config").ConnectionConfig
            known |= {field.name for field in dataclasses.fields(config)} | set(config._ALIAS_MAP)
        assert passed <= known
    elif type_ == "trino":
        assert passed <= set(inspect.signature(driver.Connection.__init__).parameters)
    else:
        known = {*inspect.signature(driver.create_client).parameters}
        known |= {*inspect.signature(driver.httpclient.HttpClient.__init__).parameters}
        assert passed <= known


def test_credentials_never_travel_in_the_clear_and_one_is_needed(clock: FakeClock) -> None:
    for type_ in ("trino", "clickhouse"):
        with pytest.raises(ConfigError, match="unencrypted"):
            arguments(type_, clock, https=False)
    assert arguments("clickhouse", clock, https=False, host="localhost")["interface"] == "http"
    assert arguments("trino", clock, {}, https=False, port=None)["port"] == 8080
    for type_ in ("snowflake", "databricks"):
        with pytest.raises(ConfigError, match="has no"):
            arguments(type_, clock, {}, key_file="")
    assert arguments("snowflake", clock, {"token": "x"}, key_file="")["authenticator"] == "PROGRAMMATIC_ACCESS_TOKEN"
    assert arguments("snowflake", clock)["private_key_file"] == str(Path("/folder/k.p8"))
    assert arguments("databricks", clock)["server_hostname"] == "h.example"


@pytest.mark.parametrize("type_", CONFIGS)
def test_without_its_extra_a_source_says_what_to_install(type_: str, clock: FakeClock, tmp_path: Path) -> None:
    if not missing_extra(source_types()[type_]):
        pytest.skip("it is installed")
    source = context(type_, clock).source
    with pytest.raises(SourceError, match=f"census-desktop\\[{type_}\\]"):
        open_source(source, None, tmp_path, lambda *_: None, clock)
