"""MariaDB and MySQL: many rows a statement into a temporary table that has the types of the target's columns, then from there.

Not ON DUPLICATE KEY UPDATE: that also meets rows that share another unique value, and would write one person's record over
another's. The sync key alone decides here, and a second row with such a value is refused:
https://mariadb.com/docs/server/reference/sql-statements/data-manipulation/inserting-loading-data/insert-on-duplicate-key-update
"""

from __future__ import annotations

import re
import socket
import ssl
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from typing import Any

import pyarrow as pa
import sqlalchemy as sa
from sqlalchemy.dialects import mysql

from census_desktop.destinations.sqltable.kind import (
    CONNECT_SECONDS,
    KEPT,
    LOST_AFTER_SECONDS,
    Kind,
    change,
    in_thread,
    is_here,
    no_right,
    no_room,
    other,
    own_column,
    pooled,
    refused,
    temporary,
    unsafe,
)
from census_desktop.destinations.sqltable.tables import PreparedTable
from census_desktop.destinations.sqltable.values import numbers_that_are_none, plain_type, python_rows
from census_desktop.domain.errors import BatchRejected, CensusError, ConfigError, DestinationError, TransientError
from census_desktop.domain.manifest import Limits
from census_desktop.domain.model import Operation
from census_desktop.domain.ports import Batch

SQL_MODE = (
    "STRICT_ALL_TABLES,NO_ZERO_DATE,NO_ZERO_IN_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION,NO_AUTO_VALUE_ON_ZERO"
)
"""Whatever the server's own is: nothing is cut off or made zero in silence, and a key 0 stays 0."""
KEY_LENGTH = 512
"""Characters of a text key in a table that we make: an index takes 3,072 bytes, of four a character."""
_COLLATIONS = ("utf8mb4_nopad_bin", "utf8mb4_0900_bin", "utf8mb4_bin")
"""The first that the server has, for keys: MariaDB's and MySQL's that see trailing spaces, then one that all have."""
_IN_PACKET = 0.8
"""How much of the server's largest packet a row may fill: escapes and the statement come on top."""

_RECORD_FAULTS = {
    1048: "A value is missing in a column that needs one",
    1062: "Another row already has this value in a column that must be unique",
    1264: "A number is too large for its column",
    1265: "A value does not have the type of its column",
    1292: "A value does not have the type of its column",
    1364: "A value is missing in a column that needs one",
    1366: "A value does not have the type of its column, or has characters that the column cannot store",
    1406: "A text is too long for its column",
    1411: "A value does not have the type of its column",
    1441: "A date or time is out of range",
    1451: "A row of another table refers to it",
    1452: "It refers to a row that does not exist",
    1644: "A trigger of the table refused it",
    1690: "A number is too large for its column",
    3140: "A value is no JSON",
    3819: "A value breaks a rule of the table",
    4025: "A value breaks a rule of the table",
    4078: "A value does not have the type of its column",
}
_REFUSED = {1045, 1698, 1251, 1275, 2061}
_NO_RIGHT = {1044, 1142, 1143, 1227, 1370, 1410}
_NO_ROOM = {3, 1021, 1026, 1114}
_READ_ONLY = {1036, 1290, 1792, 1836}
_PASSING = {1205: "locked by others", 1213: "a deadlock", 1040: "too many connections", 1203: "too many connections",
            1226: "a limit of the user", 1317: "stopped", 1969: "too slow", 3024: "too slow", 1020: "changed by others",
            1412: "changed by others"}  # fmt: skip
_BROKE = {0, 1053, 1077, 1152, 1158, 1159, 1160, 1161, 1184, 1927, 2006, 2013, 2014, 2055, 4031}


class MySQL(Kind):
    name = "MySQL or MariaDB"
    driver = "mysql+pymysql"
    extra = "mysql"
    errors_of = ("pymysql",)
    longest_name = 64

    def engine(self, url: sa.URL, limits: Limits) -> sa.Engine:
        mode = str(url.query.get("sslmode", "disable" if is_here(url.host) else "verify-full"))
        options: dict[str, Any] = {"charset": "utf8mb4", "connect_timeout": CONNECT_SECONDS, "program_name": "census-desktop"}
        if not any(name.startswith("ssl_") for name in url.query):
            options |= _tls(mode)
        url = url.difference_update_query(["sslmode", "charset"])
        options |= {"sql_mode": SQL_MODE, "init_command": "SET time_zone = '+00:00'"}
        # Without gap locks: batches of neighbouring keys would wait for one another.
        engine = pooled(url, limits, connect_args=options, isolation_level="READ COMMITTED")

        @sa.event.listens_for(engine, "connect")
        def _on_connect(connection: Any, _: Any) -> None:
            with suppress(AttributeError, OSError):
                connection._sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPIDLE, LOST_AFTER_SECONDS // 3)
                connection._sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPINTVL, LOST_AFTER_SECONDS // 3)
                connection._sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, LOST_AFTER_SECONDS * 1000)

        return engine

    def begin(self, connection: sa.Connection, seconds: float) -> None:
        connection.exec_driver_sql(f"SET SESSION innodb_lock_wait_timeout = {int(min(seconds, 30))}")
        # MariaDB counts seconds of any statement, MySQL milliseconds of SELECT alone.
        is_mariadb = bool(getattr(connection.dialect, "is_mariadb", False))
        limit = f"max_statement_time = {int(seconds)}" if is_mariadb else f"max_execution_time = {int(seconds * 1000)}"
        connection.exec_driver_sql(f"SET SESSION {limit}")

    def version(self, connection: sa.Connection) -> str:
        found = str(connection.exec_driver_sql("SELECT version()").scalar())
        return f"MariaDB {found.split('-')[0]}" if "MariaDB" in found else f"MySQL {found}"

    def column_type(self, connection: sa.Connection, type_: Any, *, key: bool) -> sa.types.TypeEngine[Any]:
        if pa.types.is_timestamp(type_):
            return mysql.DATETIME(fsp=6)
        if pa.types.is_time(type_):
            return mysql.TIME(fsp=6)
        if pa.types.is_uint64(type_):
            return mysql.BIGINT(unsigned=True)
        if pa.types.is_binary(type_) or pa.types.is_large_binary(type_):
            return mysql.VARBINARY(KEY_LENGTH) if key else mysql.LONGBLOB()
        if pa.types.is_nested(type_):
            return mysql.JSON()
        if pa.types.is_decimal(type_) and (type_.precision > 65 or type_.scale > 30):
            return mysql.LONGTEXT(charset="utf8mb4")
        if found := plain_type(type_):
            return found
        if key:
            return mysql.VARCHAR(KEY_LENGTH, charset="utf8mb4", collation=_collation(connection))
        return mysql.LONGTEXT(charset="utf8mb4")

    def as_named(self, reflected: str) -> str:
        """It reads names from SHOW CREATE TABLE and leaves the quotes in them doubled."""
        return reflected.replace("``", "`")

    def unstorable(self, rows: Any) -> dict[int, str]:
        return numbers_that_are_none(rows, self.name)

    def write(self, connection: sa.Connection, table: PreparedTable, batch: Batch, rows: Any) -> None:
        target = table.clause
        columns = table.columns[: rows.num_columns]
        came = temporary(columns, table.schema)
        named = connection.dialect.identifier_preparer.format_table(came)
        like = sa.select(*(target.c[name].label(f"c{n}") for n, name in enumerate(columns))).where(sa.false())
        # One of a batch that was not finished may be there still: it lives as long as its connection.
        connection.exec_driver_sql(f"DROP TEMPORARY TABLE IF EXISTS {named}")
        connection.exec_driver_sql(f"CREATE TEMPORARY TABLE {named} AS {like.compile(dialect=connection.dialect)}")
        try:
            _insert(connection, named, [f"c{n}" for n in range(len(columns))], rows)
            for statement in _from_temporary(table, batch, columns, came):
                connection.execute(statement)
        finally:
            with suppress(sa.exc.SQLAlchemyError):
                connection.exec_driver_sql(f"DROP TEMPORARY TABLE IF EXISTS {named}")

    def put_aside(self, connection: sa.Connection, staged: PreparedTable, batch: Batch, rows: Any) -> None:
        """Straight into the one of the swap: a statement cannot open a temporary table twice."""
        preparer = connection.dialect.identifier_preparer
        _insert(connection, preparer.format_table(staged.clause), [preparer.quote(c) for c in staged.columns], rows)

    def check_swap(self, connection: sa.Connection, table: PreparedTable) -> None:
        """https://mariadb.com/docs/server/server-usage/storage-engines: not every one has transactions."""
        own = "database()" if table.schema is None else ":schema"
        found = connection.execute(
            sa.text(f"SELECT engine FROM information_schema.tables WHERE table_schema = {own} AND table_name = :name"),  # noqa: S608
            {"name": table.name, **({} if table.schema is None else {"schema": table.schema})},
        ).scalar()
        if found != "InnoDB":
            raise ConfigError(
                f"The table “{table.name}” cannot be replaced at once: its storage engine {found} has no transactions.",
                hint="Choose another way to let go, or change it: ALTER TABLE … ENGINE = InnoDB.",
            )

    def staged(self, table: PreparedTable) -> PreparedTable:
        return replace(table, name="census_swap")

    def stage(self, connection: sa.Connection, table: PreparedTable, staged: PreparedTable) -> None:
        preparer = connection.dialect.identifier_preparer
        named, like = preparer.format_table(staged.clause), preparer.format_table(table.clause)
        connection.exec_driver_sql(f"CREATE TEMPORARY TABLE {named} LIKE {like}")

    def swap(self, connection: sa.Connection, table: PreparedTable, staged: PreparedTable, lock_seconds: int) -> None:
        target, came, columns = table.clause, staged.clause, table.columns
        connection.exec_driver_sql(f"SET SESSION innodb_lock_wait_timeout = {lock_seconds}")
        if not table.key_is_unique:
            connection.execute(sa.delete(target))
            connection.execute(sa.insert(target).from_select(list(columns), sa.select(*came.c)))
            return
        key = columns[0]
        connection.execute(sa.delete(target).where(~sa.exists().where(target.c[key] == came.c[key])))
        if len(columns) > 1:
            same = target.c[key] == came.c[key]
            connection.execute(sa.update(target).where(same).values({name: came.c[name] for name in columns[1:]}))
        connection.execute(_missing(table, {name: came.c[name] for name in columns}, came))

    def stop(self, connection: sa.Connection) -> Callable[[], None]:
        driver: Any = connection.connection.driver_connection
        number, engine = int(driver.thread_id()), connection.engine

        def kill() -> None:
            with engine.connect() as other_connection:
                other_connection.exec_driver_sql(f"KILL QUERY {number}")

        return in_thread(kill)

    def is_broken(self, driver: Any) -> bool:
        return not getattr(driver, "open", True)

    def meaning(self, error: Any, name: str, outcome_known: bool) -> CensusError:
        code = error.args[0] if error.args and isinstance(error.args[0], int) else -1
        text = str(error.args[1]) if len(error.args) > 1 else ""
        if code in _RECORD_FAULTS:
            return BatchRejected(_reason(code, text))
        if code in _PASSING:
            told = f"{name} could not finish the batch ({_PASSING[code]})."
            return TransientError(told, kept=KEPT, outcome_known=outcome_known)
        if code in _REFUSED:
            return refused(name)
        if code in _NO_RIGHT:
            return no_right(name, "CREATE TEMPORARY TABLES on the database, ")
        if code in _NO_ROOM or code in _READ_ONLY:
            return no_room(name, read_only=code in _READ_ONLY)
        return _connecting(code, text, name, outcome_known) or other(name, code)


def _tls(mode: str) -> dict[str, Any]:
    if mode == "disable":
        return {"ssl_disabled": True}
    trust = ssl.create_default_context()
    if mode == "require":
        trust.check_hostname = False
        trust.verify_mode = ssl.CERT_NONE
    return {"ssl": trust}


def _collation(connection: sa.Connection) -> str:
    names = ", ".join(f"'{name}'" for name in _COLLATIONS)
    sql = f"SELECT collation_name FROM information_schema.collations WHERE collation_name IN ({names})"  # noqa: S608
    there = {name for (name,) in connection.exec_driver_sql(sql)}
    return next((name for name in _COLLATIONS if name in there), "utf8mb4_bin")


def _insert(connection: sa.Connection, named: str, columns: list[str], rows: Any) -> None:
    values = python_rows(rows)
    _check_sizes(connection, values)
    places = ", ".join(["%s"] * len(columns))
    # The driver makes statements of many rows of it, each of a megabyte at most.
    connection.exec_driver_sql(f"INSERT INTO {named} ({', '.join(columns)}) VALUES ({places})", values)  # noqa: S608


def _check_sizes(connection: sa.Connection, values: list[tuple[Any, ...]]) -> None:
    """The server hangs up on a packet that is too large, which would look like a broken network."""
    largest = connection.info.get("packet")
    if largest is None:
        largest = connection.info["packet"] = int(connection.exec_driver_sql("SELECT @@max_allowed_packet").scalar() or 0)
    for row in values:
        size = sum(len(v.encode() if isinstance(v, str) else v) for v in row if isinstance(v, str | bytes) and len(v) > 1000)
        if size > largest * _IN_PACKET:
            raise BatchRejected(f"A record is larger than what the server takes at once ({largest:,} bytes).")


def _from_temporary(table: PreparedTable, batch: Batch, columns: tuple[str, ...], came: sa.TableClause) -> list[Any]:
    made: list[Any] = []
    if batch.operation in (Operation.DELETE, Operation.UPDATE, Operation.UPSERT):
        changed = change(table, batch, columns, came)
        made += [changed] if changed is not None and (table.key_is_unique or batch.operation is not Operation.UPSERT) else []
    if batch.operation not in (Operation.DELETE, Operation.UPDATE):
        made.append(_missing(table, {name: came.c[f"c{n}"] for n, name in enumerate(columns)}, came))
    return made


def _missing(table: PreparedTable, values: dict[str, Any], came: sa.TableClause) -> Any:
    """INSERT of what came and is not there; of everything where no key tells."""
    chosen = sa.select(*values.values()).select_from(came)
    if table.key_is_unique:
        there = table.clause.alias("there")
        key = table.columns[0]
        chosen = chosen.select_from(came.outerjoin(there, there.c[key] == values[key])).where(there.c[key].is_(None))
    return sa.insert(table.clause).from_select(list(values), chosen)


def _reason(code: int, text: str) -> str:
    """What is quoted in a text may be a record's value; a column of the temporary table and what ends the text are not."""
    where = own_column(text)
    if code in (1048, 1364):
        named = re.fullmatch(r"(?:Column|Field) '([^']*)' .*", text)
        where = named[1] if named else where
    elif code == 1062:
        named = re.search(r" for key '([^']*)'$", text)
        where = named[1] if named else where
    return f"{_RECORD_FAULTS[code]} ({where})." if where else f"{_RECORD_FAULTS[code]}."


def _connecting(code: int, text: str, name: str, outcome_known: bool) -> CensusError | None:
    if code == 1049:
        return ConfigError(f"There is no database {name}.", hint="Check the address, or have it made.")
    if code == 1046:
        return ConfigError(f"The address {name} names no database.", hint="As in mysql://db.example.com/crm.")
    if code == 1130:
        return refused(name)
    if code in (2026, 3159) or re.search(r"certificate|SSL", text):
        return unsafe(name, "Name its authority (?ssl_ca=FILE), or choose another sslmode in the address.")
    if code in (1153, 1301):
        return BatchRejected("A record is larger than what the server takes at once.")
    if code in (1059, 1071, 1117, 1118):
        return DestinationError(
            f"{name} cannot have such a table ({code}).", kept=KEPT, hint="Map fewer fields, or make the table yourself."
        )
    if code in (2002, 2003, 2005):
        return TransientError(
            f"{name} cannot be reached.", kept=KEPT, hint="Check that it is running, and the address.", outcome_known=True
        )
    if code in _BROKE:
        return TransientError(f"The connection to {name} broke off.", kept=KEPT, outcome_known=outcome_known)
    return None
