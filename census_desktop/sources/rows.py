"""Rows of a database driver as Arrow record batches, without pandas.

What Arrow has no plain type for travels as text: JSON, UUIDs, addresses, times of day, intervals. Decimals have 38 digits at
most: of a wider type 19 may stand after the point, of one without a width nine. Dates and times that a calendar does not
have, such as MySQL's 0000-00-00, and numbers that are none are null.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Sequence
from contextlib import suppress
from decimal import ROUND_HALF_EVEN, Context, Decimal
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

MOST_DIGITS = 38
"""DuckDB's decimals, and Arrow's of 128 bits."""
USUAL_SCALE = 9
_WIDE = Context(prec=200)


class ValueUnfit(Exception):
    """A value that its column's type cannot hold; says which column, never which value."""

    def __init__(self, column: str, type_: str) -> None:
        super().__init__(column)
        self.column = column
        self.type = type_


def arrow_schema(schema: Any) -> pa.Schema:
    """The Arrow schema of an Ibis schema."""
    return pa.schema([pa.field(name, arrow_type(dtype)) for name, dtype in schema.items()])


def arrow_type(dtype: Any) -> pa.DataType:
    """The Arrow type in which values of an Ibis type travel."""
    if dtype.is_decimal():
        return _decimal(dtype.precision, dtype.scale)
    if dtype.is_timestamp():
        return pa.timestamp("us", tz="UTC" if dtype.timezone else None)
    if dtype.is_date():
        return pa.date32()
    if dtype.is_array():
        return pa.list_(arrow_type(dtype.value_type))
    if dtype.is_map():
        return pa.map_(arrow_type(dtype.key_type), arrow_type(dtype.value_type))
    if dtype.is_struct():
        return pa.struct([pa.field(name, arrow_type(inner)) for name, inner in dtype.items()])
    if dtype.is_null():
        return pa.null()
    if dtype.is_boolean() or dtype.is_integer() or dtype.is_floating() or dtype.is_binary():
        return dtype.to_pyarrow()
    return pa.string()


def _decimal(precision: int | None, scale: int | None) -> pa.DataType:
    if precision is None:
        return pa.decimal128(MOST_DIGITS, USUAL_SCALE if scale is None else min(scale, MOST_DIGITS))
    scale = scale or 0
    if precision <= MOST_DIGITS:
        return pa.decimal128(precision, scale)
    return pa.decimal128(MOST_DIGITS, min(scale, MOST_DIGITS // 2))


def record_batch(rows: Sequence[Sequence[Any]], schema: pa.Schema) -> pa.RecordBatch:
    """The rows as one batch. Raises ValueUnfit."""
    columns = zip(*rows, strict=True) if rows else ([] for _ in schema)
    arrays = [_array(values, field) for values, field in zip(columns, schema, strict=True)]
    return pa.RecordBatch.from_arrays(arrays, schema=schema)


def _array(values: Sequence[Any], field: pa.Field) -> pa.Array:
    if pa.types.is_decimal(field.type):
        # Decimals of drivers have the digits that they happen to have.
        values = [None if v is None else _rounded(v, field.type.scale) for v in values]
    try:
        return pa.array(values, type=field.type)
    except (pa.ArrowException, OverflowError, TypeError, ValueError):
        pass
    try:
        fit = _fit(field.type)
        return pa.array([None if v is None else fit(v) for v in values], type=field.type)
    except (pa.ArrowException, ArithmeticError, TypeError, ValueError):
        raise ValueUnfit(field.name, str(field.type)) from None


def csv_batch(lines: Sequence[bytes], schema: pa.Schema) -> pa.RecordBatch:
    """Lines of CSV without a header, every value but null in quotes, as PostgreSQL's COPY writes them. Raises ValueUnfit."""
    from pyarrow import csv

    names = [str(n) for n in range(len(schema))]
    table = csv.read_csv(
        pa.BufferReader(b"".join(lines)),
        csv.ReadOptions(column_names=names, use_threads=False, block_size=1 << 30),
        csv.ParseOptions(newlines_in_values=True, ignore_empty_lines=False),
        csv.ConvertOptions(
            column_types=dict.fromkeys(names, pa.string()),
            null_values=[""],
            strings_can_be_null=True,
            quoted_strings_can_be_null=False,
        ),
    ).combine_chunks()
    arrays = [_parsed(table.column(n).combine_chunks(), field) for n, field in enumerate(schema)]
    return pa.RecordBatch.from_arrays(arrays, schema=schema)


def text_batch(rows: Sequence[Sequence[Any]], schema: pa.Schema) -> pa.RecordBatch:
    """Rows of texts, of bytes where a column is binary, as MySQL's protocol has them. Raises ValueUnfit."""
    arrays = []
    for values, field in zip(zip(*rows, strict=True), schema, strict=True):
        binary = pa.types.is_binary(field.type)
        arrays.append(_array(values, field) if binary else _parsed(_array(values, field.with_type(pa.string())), field))
    return pa.RecordBatch.from_arrays(arrays, schema=schema)


def _parsed(texts: Any, field: pa.Field) -> pa.Array:
    t = pa.types
    if t.is_string(field.type):
        return texts
    if t.is_boolean(field.type):
        return pc.or_(pc.equal(texts, "t"), pc.equal(texts, "1"))
    if t.is_timestamp(field.type) and field.type.tz:
        with suppress(pa.ArrowException):  # without a zone it is UTC, as the session is
            return texts.cast(pa.timestamp("us")).cast(field.type)
    if not (t.is_list(field.type) or t.is_binary(field.type)):
        with suppress(pa.ArrowException):
            return texts.cast(field.type)
    return _array([None if v is None else _from_text(v, field.type) for v in texts.to_pylist()], field)


def _from_text(text: str, type_: pa.DataType) -> Any:
    """A value that Arrow does not read as it is written."""
    t = pa.types
    if t.is_list(type_):
        return json.loads(text, parse_float=Decimal)
    if t.is_binary(type_):
        return bytes.fromhex(text.removeprefix("\\x"))
    return text


def _moment(value: Any, type_: pa.DataType) -> dt.date | None:
    if isinstance(value, dt.date):
        return value
    with suppress(TypeError, ValueError):
        return dt.datetime.fromisoformat(value) if pa.types.is_timestamp(type_) else dt.date.fromisoformat(value)
    return None


def _rounded(value: Any, scale: int) -> Decimal | None:
    number = value if isinstance(value, Decimal) else Decimal(str(value))
    return number.quantize(Decimal(1).scaleb(-scale), ROUND_HALF_EVEN, _WIDE) if number.is_finite() else None


def _fit(type_: pa.DataType) -> Callable[[Any], Any]:
    """Makes one value what Arrow takes for the type."""
    t = pa.types
    if t.is_string(type_):
        return _text
    if t.is_boolean(type_):
        return _truth
    if t.is_integer(type_):
        return lambda v: int.from_bytes(v) if isinstance(v, bytes) else int(Decimal(v))
    if t.is_floating(type_):
        return float
    if t.is_date(type_) or t.is_timestamp(type_):
        return lambda v: _moment(v, type_)
    if t.is_binary(type_):
        return lambda v: v.encode() if isinstance(v, str) else bytes(v)
    if t.is_list(type_):
        inner = _fit(type_.value_type)
        return lambda v: [None if x is None else inner(x) for x in (json.loads(v) if isinstance(v, str) else v)]
    if t.is_decimal(type_):
        return lambda v: _rounded(v, type_.scale)
    return lambda v: v


def _truth(value: Any) -> bool:
    return any(value) if isinstance(value, bytes) else bool(value)


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False, default=str)
    if isinstance(value, dt.timedelta):
        return _clock(value)
    if isinstance(value, bytes | bytearray | memoryview):
        return bytes(value).decode("utf-8", "replace")
    return str(value)


def _clock(value: dt.timedelta) -> str:
    """A time of day, or a span of more hours, as MySQL writes it."""
    sign = "-" if value < dt.timedelta(0) else ""
    seconds, rest = divmod(abs(value), dt.timedelta(seconds=1))
    fraction = f".{rest.microseconds:06}" if rest else ""
    return f"{sign}{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}{fraction}"
