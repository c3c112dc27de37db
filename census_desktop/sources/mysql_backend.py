"""Ibis' MySQL back end on PyMySQL, with what it compiles corrected where it finds other records than other engines do."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pymysql
from pymysql.constants import FIELD_TYPE, FLAG
from sqlglot import exp

pymysql.install_as_MySQLdb()  # the driver that Ibis imports; it has to be compiled on most systems, PyMySQL not

from ibis.backends.mysql import Backend  # noqa: E402
from ibis.backends.sql.compilers.base import NULL  # noqa: E402
from ibis.backends.sql.compilers.mysql import MySQLCompiler  # noqa: E402

from census_desktop.sources.lean import ibis  # noqa: E402

_TEXTS = (FIELD_TYPE.VARCHAR, FIELD_TYPE.VAR_STRING, FIELD_TYPE.STRING, FIELD_TYPE.ENUM, FIELD_TYPE.SET,
          FIELD_TYPE.TINY_BLOB, FIELD_TYPE.MEDIUM_BLOB, FIELD_TYPE.LONG_BLOB, FIELD_TYPE.BLOB)  # fmt: skip
_BINARY = 63
"""The character set of bytes."""
_TYPES = {
    FIELD_TYPE.TINY: "int8", FIELD_TYPE.SHORT: "int16", FIELD_TYPE.INT24: "int32", FIELD_TYPE.LONG: "int32",
    FIELD_TYPE.LONGLONG: "int64", FIELD_TYPE.FLOAT: "float32", FIELD_TYPE.DOUBLE: "float64", FIELD_TYPE.YEAR: "int16",
    FIELD_TYPE.DATE: "date", FIELD_TYPE.NEWDATE: "date", FIELD_TYPE.DATETIME: "timestamp(6)",
    FIELD_TYPE.TIMESTAMP: "timestamp('UTC', 6)", FIELD_TYPE.TIME: "time", FIELD_TYPE.JSON: "json", FIELD_TYPE.NULL: "string",
    FIELD_TYPE.GEOMETRY: "binary",
}  # fmt: skip


class _Compiler(MySQLCompiler):  # type: ignore[misc]
    """Ibis counts bytes where characters are meant, takes no sums over no rows, and writes offsets that MariaDB cannot read."""

    __slots__ = ()

    def visit_Equals(self, op: Any, *, left: Any, right: Any) -> Any:
        return self.binop(exp.EQ, left, right)

    def visit_StartsWith(self, op: Any, *, arg: Any, start: Any) -> Any:
        return self.f.left(arg, self.f.char_length(start)).eq(start)

    def visit_EndsWith(self, op: Any, *, arg: Any, end: Any) -> Any:
        return self.f.right(arg, self.f.char_length(end)).eq(end)

    def visit_CountStar(self, op: Any, *, arg: Any, where: Any) -> Any:
        return self.f.count(exp.Star() if where is None else self.if_(where, 1, NULL))

    def visit_LRStrip(self, op: Any, *, arg: Any, position: str) -> Any:
        """Any white space in any order; Ibis trims one character after another."""
        ends = {"LEADING": "^[[:space:]]+", "TRAILING": "[[:space:]]+$", "BOTH": "^[[:space:]]+|[[:space:]]+$"}
        return self.f.anon.regexp_replace(arg, exp.convert(ends[position]), exp.convert(""))

    def visit_NonNullLiteral(self, op: Any, *, value: Any, dtype: Any) -> Any:
        if dtype.is_timestamp() and value.tzinfo is not None:
            value = value.astimezone(dt.UTC).replace(tzinfo=None)
        if dtype.is_decimal() and value.is_finite():
            return exp.Literal.number(f"{value:f}")  # exact as it stands; a cast would round it to a whole number
        return super().visit_NonNullLiteral(op, value=value, dtype=dtype)


class MySQLBackend(Backend):  # type: ignore[misc]
    """The back end over a connection whose session is set already."""

    compiler = _Compiler()

    def _post_connect(self) -> None:
        pass

    def described(self, origin: str) -> list[Any]:
        """PyMySQL's description of each column of what stands after FROM: name, type_code, length, scale, flags, charsetnr."""
        with self.con.cursor() as cursor:
            cursor.execute(f"SELECT * FROM {origin} LIMIT 0")  # noqa: S608  what stands there is quoted
            return list(cursor._result.fields)

    def _get_schema_using_query(self, query: str) -> Any:
        return ibis.schema({field.name: field_type(field) for field in self.described(f"({query}) AS asked")})


def is_text(field: Any) -> bool:
    return field.type_code in _TEXTS and field.charsetnr != _BINARY


def field_type(field: Any) -> str:
    """The Ibis type of a field that PyMySQL described."""
    unsigned = bool(field.flags & FLAG.UNSIGNED)
    if field.type_code in _TEXTS:
        return "string" if is_text(field) or not field.length else "binary"  # a bare NULL is bytes of no length
    if field.type_code in (FIELD_TYPE.DECIMAL, FIELD_TYPE.NEWDECIMAL):
        return f"decimal({field.length - (field.scale > 0) - (not unsigned)}, {field.scale})"
    if field.type_code == FIELD_TYPE.TINY and field.length == 1:
        return "boolean"
    name = _TYPES.get(field.type_code, "string")
    return f"u{name}" if unsigned and name.startswith("int") and field.type_code != FIELD_TYPE.YEAR else name
