"""Payloads of any data are JSON and say what plain Python says; wide tables and odd names too."""

from __future__ import annotations

import base64
import datetime as dt
import math
from decimal import Decimal
from typing import Any

import pyarrow as pa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from census_desktop.domain.model import FieldMapping, Operation, Sync, SyncKey, SyncSource
from census_desktop.engine.mapping import FieldMap
from tests.engine.mapped import mapped

TEXT = st.text(st.characters(blacklist_categories=["Cs"]), max_size=20)
NAMES = TEXT.filter(lambda name: name.strip("\x00") == name and "\x00" not in name and name != "")
MOMENTS = st.datetimes(dt.datetime(1900, 1, 1), dt.datetime(2200, 1, 1))  # noqa: DTZ001 - columns without a zone are UTC
MILLISECONDS = MOMENTS.map(lambda t: t.replace(microsecond=t.microsecond // 1000 * 1000))


def _scalars() -> st.SearchStrategy[tuple[pa.DataType, st.SearchStrategy[Any]]]:
    return st.sampled_from(
        [
            (pa.string(), TEXT),
            (pa.int64(), st.integers(-(2**63), 2**63 - 1)),
            (pa.uint64(), st.integers(0, 2**64 - 1)),
            (pa.float64(), st.floats(allow_subnormal=False)),
            (pa.bool_(), st.booleans()),
            (pa.binary(), st.binary(max_size=8)),
            (pa.date32(), st.dates(dt.date(1900, 1, 1), dt.date(2200, 1, 1))),
            (pa.timestamp("us"), MILLISECONDS),
            (pa.timestamp("us", "UTC"), MILLISECONDS.map(lambda t: t.replace(tzinfo=dt.UTC))),
            (pa.decimal128(18, 4), st.decimals(-(10**13), 10**13, places=4)),
        ]
    )


@st.composite
def _columns(draw: st.DrawFn) -> tuple[pa.DataType, list[Any]]:
    """A type, nested or not, and three values of it."""
    type_, values = draw(_scalars())
    values = st.none() | values
    shape = draw(st.sampled_from(["plain", "plain", "list", "struct", "map", "structs"]))
    if shape == "list":
        type_, values = pa.list_(type_), st.none() | st.lists(values, max_size=3)
    elif shape in ("struct", "structs"):
        type_, values = pa.struct([("a", type_), ("b c", pa.int8())]), st.fixed_dictionaries({"a": values, "b c": st.just(7)})
        if shape == "structs":
            type_, values = pa.list_(type_), st.none() | st.lists(st.none() | values, max_size=2)
    elif shape == "map":
        keys = st.dictionaries(st.sampled_from(["k", "é", 'q"']), values, max_size=2)
        type_, values = pa.map_(pa.string(), type_), st.none() | keys.map(lambda d: list(d.items()))
    return type_, [draw(values) for _ in range(3)]


def told(value: Any, type_: pa.DataType) -> Any:
    """What a payload says of a value, in plain Python."""
    if value is None:
        return None
    if pa.types.is_map(type_):
        return {key: told(item, type_.item_type) for key, item in value}
    if pa.types.is_list(type_):
        return [told(item, type_.value_type) for item in value]
    if pa.types.is_struct(type_):
        return {field.name: told(value[field.name], field.type) for field in type_}
    if isinstance(value, dt.datetime):
        return value.replace(tzinfo=None)
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    return float(value) if isinstance(value, Decimal) else value


def _moments(said: Any, wanted: Any) -> Any:
    """The same with times where Python says times: their fractions may be written shorter."""
    if isinstance(wanted, dt.datetime) and isinstance(said, str) and said.endswith("Z") and "T" in said:
        return dt.datetime.fromisoformat(said[:-1])
    if isinstance(wanted, list) and isinstance(said, list):
        return [_moments(a, b) for a, b in zip(said, wanted, strict=True)]
    if isinstance(wanted, dict) and isinstance(said, dict):
        return {key: _moments(item, wanted.get(key)) for key, item in said.items()}
    return said


def field_map(names: list[str], schema: pa.Schema, **options: Any) -> FieldMap:
    mappings = tuple(FieldMapping(f, column=c, **options) for f, c in zip(names, schema.names[1:], strict=True))
    sync = Sync("s", "S", SyncSource("dataset", "d"), "c", "o", Operation.UPSERT, SyncKey(schema.names[0], "~key"), mappings)
    return FieldMap(sync, schema, {})


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(_columns(), min_size=1, max_size=4), st.data(), st.booleans())
def test_a_payload_says_what_python_says(columns: list[Any], data: st.DataObject, send_nulls: bool) -> None:
    fields = data.draw(
        st.lists(NAMES, min_size=len(columns), max_size=len(columns), unique=True).filter(lambda n: "~key" not in n)
    )
    arrays = [pa.array([1, 2, 3]), *(pa.array(values, type_) for type_, values in columns)]
    table = pa.table(arrays, names=["id", *(f"column {n}" for n in range(len(columns)))])
    rows = mapped(field_map(fields, table.schema, send_nulls=send_nulls), table)
    for number, (payload, why, typed) in enumerate(rows):
        wanted: dict[str, Any] = {"~key": number + 1}
        for field, (type_, values) in zip(fields, columns, strict=True):
            value = told(values[number], type_)
            if send_nulls or value is not None:
                wanted[field] = value
        assert why is None
        assert list(payload) == list(wanted)
        assert _moments(payload, wanted) == wanted
        assert len(typed) == len(fields) + 1


WORDS = st.sampled_from(["12", "-3", " 7 ", "1.0", "1.5", "1e3", "yes", "No", "true", "2024-02-29", "2023-02-29", "", " ", "x"])


@settings(max_examples=40, deadline=None)
@given(
    st.lists(WORDS | TEXT, min_size=1, max_size=8),
    st.sampled_from(["integer", "number", "boolean", "date", "datetime", "json"]),
)
def test_text_becomes_its_type_or_is_invalid_and_nothing_else(values: list[str], wanted: str) -> None:
    table = pa.table({"id": list(range(len(values))), "x": pa.array(values, pa.string())})
    fits = {"integer": int, "number": (int, float), "boolean": bool, "date": str, "datetime": str, "json": object}
    for value, (payload, why, _) in zip(values, mapped(field_map(["x"], table.schema, type=wanted), table), strict=True):
        said = payload["x"]
        if why is not None:
            assert said is None
            assert why.startswith("x must be ")
            assert len(value) < 4 or value not in why
        elif value.strip() and not (wanted == "json" and value.strip() == "null"):
            assert isinstance(said, fits[wanted])
        else:
            assert said is None


def test_two_thousand_columns_and_names_of_every_kind() -> None:
    odd = [
        'quote"d',
        "semi;--",
        "dot.ted",
        "Größe 😀",
        "'single'",
        "{brace}",
        "new\nline",
        "Case",
        "cASE",
        "TEXT",
        "why",
        "t0",
        "c1",
    ]
    names = odd + [f"n{n}" for n in range(2000)]
    table = pa.table([pa.array([7]), *(pa.array([n]) for n in range(len(names)))], names=["id", *names])
    ((payload, why, typed),) = mapped(field_map(names, table.schema), table)
    assert payload == {"~key": 7} | {name: n for n, name in enumerate(names)}
    assert (why, typed) == (None, (7, *range(len(names))))
    ((payload, why, _),) = mapped(field_map(names, table.schema, send_nulls=False, type="text"), table)
    assert payload == {"~key": 7} | {name: str(n) for n, name in enumerate(names)}
