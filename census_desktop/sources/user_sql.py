"""SQL that users write: one SELECT, or one predicate, and nothing else."""

from __future__ import annotations

import logging
import re
from typing import Any

from census_desktop.domain.errors import ConfigError

logging.getLogger("sqlglot").setLevel(logging.ERROR)  # its warnings quote the SQL, in which values may stand

_RUNS_CODE = frozenset({"reflect", "try_reflect", "java_method"})
"""Functions of Spark that call any Java method."""
_ALTERS = frozenset({
    *("enable_logging", "disable_logging", "truncate_duckdb_logs", "write_log", "enable_profiling", "disable_profiling"),
    *("checkpoint", "force_checkpoint", "pandas_scan", "arrow_scan", "arrow_scan_dumb", "python_map_function"),
    *("query", "json_execute_serialized_sql", "set_config"),
})  # fmt: skip
"""Functions of DuckDB (and PostgreSQL's set_config) that change the session, write files, read memory or run a text as SQL:
DuckDB ends the whole program when it may not write the log that enable_logging names."""


def checked_select(sql: str, dialect: str) -> tuple[str, tuple[str, ...]]:
    """(the statement, names of the tables it reads) if it is exactly one read-only SELECT. Raises ConfigError."""
    import sqlglot
    from sqlglot import exp

    try:
        statements = [s for s in sqlglot.parse(sql, read=dialect) if s is not None]
    except sqlglot.errors.SqlglotError as error:
        raise _unread("The SQL", error, sql, 0) from None
    if len(statements) != 1 or not isinstance(statements[0], exp.Query):
        raise ConfigError("Only one SELECT is allowed here.", hint="The source is opened read-only; write a single SELECT.")
    statement = statements[0]
    _check_only_reads(statement)
    made_here = {cte.alias for cte in statement.find_all(exp.CTE)}
    tables = tuple(dict.fromkeys(t.name for t in statement.find_all(exp.Table) if t.name and t.name not in made_here))
    return statement.sql(dialect=dialect), tables


def checked_predicate(sql: str, dialect: str) -> str:
    """The predicate, if it is one expression. Raises ConfigError."""
    import sqlglot
    from sqlglot import exp

    try:
        parsed = sqlglot.parse_one(f"SELECT 1 WHERE (\n{sql}\n)", read=dialect)
    except sqlglot.errors.SqlglotError as error:
        raise _unread("The SQL condition", error, sql, 1) from None
    where = parsed.args.get("where")
    if (
        not isinstance(parsed, exp.Select)
        or where is None
        or {k for k, v in parsed.args.items() if v} - {"expressions", "where", "kind"}
    ):
        raise ConfigError("An SQL condition is one expression that is true or false.", hint='For example: length("name") > 1')
    _check_only_reads(parsed)
    return str(where.this.sql(dialect=dialect))


def _check_only_reads(parsed: Any) -> None:
    """Raises ConfigError for what would write, change the session or run a program."""
    from sqlglot import exp

    if parsed.find(exp.Insert, exp.Update, exp.Delete, exp.Merge, exp.Create, exp.Drop, exp.Command, exp.Into):
        raise ConfigError("Only reading is allowed here.", hint="Write a single SELECT without INTO.")
    named = {call.name.lower() for call in parsed.find_all(exp.Anonymous)}
    if found := sorted(named & _ALTERS):
        raise ConfigError(f"Only reading is allowed here, and {found[0]} does more.", hint="Write it without that function.")
    if named & _RUNS_CODE or parsed.find(exp.QueryTransform):
        raise ConfigError("Only reading is allowed here.", hint="Write it without REFLECT, JAVA_METHOD and TRANSFORM … USING.")


def _unread(what: str, error: Any, sql: str, lines_before: int) -> ConfigError:
    """Where the parser stopped, without the SQL itself: values may stand in it."""
    place = next(iter(getattr(error, "errors", ())), None)
    if place is None:  # the tokenizer says no more
        why = "a quote or a comment is not closed"
    else:
        why = re.sub(r" for <class .*>", "", place["description"] or "it breaks off")
        line = (place["line"] or 1) - lines_before
        why += f" (line {min(max(line, 1), sql.count(chr(10)) + 1)})"
    return ConfigError(f"{what} cannot be read: {why}.", kept="Nothing was read.", hint="Check its quotes and brackets.")
