"""The mappings of one sync as SQL over its stream, beside the columns that Python adds to that stream."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from census_desktop.domain.conditions import ColumnType
from census_desktop.domain.conversions import WANTED, converts, hashable
from census_desktop.domain.errors import ConfigError
from census_desktop.domain.manifest import TargetField
from census_desktop.domain.model import FieldMapping, MappingKind, Sync
from census_desktop.domain.normalise import ALREADY, Unfit
from census_desktop.domain.template import RenderError, checked
from census_desktop.engine.audience_key import composed
from census_desktop.engine.columns import json_value, literal, quoted
from census_desktop.engine.mapping.conversion import Value, converted, kind_of
from census_desktop.engine.mapping.derived import columns_of, source_columns
from census_desktop.engine.mapping.texts import Text

_WHY = "why"
_SLICE_ROWS = 5_000
"""Python takes up to 40 µs for a text: whoever reads the stream is to hear of a cancel within a second."""
_PARSED = ("array", "object", "json")


@dataclass(frozen=True, slots=True)
class _Field:
    """One field of a payload over the stream: its typed value, its JSON value, and why it cannot be sent ("" = always can)."""

    name: str
    typed: str
    json: str
    invalid: str
    always: bool
    kind: ColumnType


class FieldMap:
    """The mappings of one sync over one extract. `schema` is the pyarrow schema of the source's batches, whose columns are
    `source_columns(sync)` in that order. Raises ConfigError where a column cannot become what its field wants.

    What only Python can compute is added to the stream, and what it was computed from is left out of it: a digest goes on,
    the address it was made of does not. `longest_name` bounds the names of audiences (0: nothing does).
    """

    def __init__(self, sync: Sync, schema: Any, targets: Mapping[str, TargetField], longest_name: int = 0) -> None:
        self._sync = sync
        self._types = dict(zip(source_columns(sync), schema.types, strict=True))
        self._targets = targets
        self._kept: dict[str, str] = {}
        self._texts: list[Text] = []
        key = FieldMapping(sync.key.field, column=sync.key.column)
        sent = [key, *(m for m in sync.mappings if m.kind is not MappingKind.RUN)]
        self._fields = [self._field(mapping) for mapping in sent]
        self.names: tuple[str, ...] = tuple(f.name for f in self._fields)
        """Fields of a payload, key first."""
        self.run_fields: tuple[tuple[str, str], ...] = tuple(
            (m.field, m.run) for m in sync.mappings if m.kind is MappingKind.RUN
        )
        """Fields that are filled in when sending: (field, id | time | sync)."""
        added = [(f"t{n}", pa.string()) for n in range(len(self._texts))] + ([(_WHY, pa.string())] if self._texts else [])
        self._longest_name = longest_name
        self._audience = self._named_by(sync.audience_column) if sync.audience_column else ""
        # Names of our own: source columns may be alike but for case, which DuckDB does not tell apart.
        self.schema = pa.schema([*((own, self._types[name]) for name, own in self._kept.items()), *added])
        """The schema of what `stream` yields."""

    # Fields ---------------------------------------------------------------------------------------------------------

    def _field(self, mapping: FieldMapping) -> _Field:
        target = self._targets.get(mapping.field) or TargetField(mapping.field)
        wanted = mapping.type or (target.type if target.type in WANTED else "")
        rule, hash_ = mapping.normalise or target.normalise, mapping.hash or target.hash
        if mapping.hash == ALREADY:
            rule = ""
        text = Text(
            mapping.field,
            columns_of(mapping),
            checked(mapping.template, self._types) if mapping.kind is MappingKind.TEMPLATE else None,
            rule,
            mapping.country,
            hash_,
            target.hash if mapping.hash == ALREADY else "",
            self._parse(mapping, wanted) if not (rule or hash_) else "",
        )
        value = self._value(mapping, text)
        if hash_ or text.parse:
            wanted = ""
        elif not converts(kind_of(value.type), wanted):
            raise self._misfit(mapping, f"must be {WANTED[wanted]}")
        value = converted(value, wanted) if wanted else value
        shown = f"CAST({value.sql} AS JSON)" if text.parse else json_value(value.sql, value.type)
        reason = literal(f"{mapping.field} must be {WANTED[wanted]}") if wanted else ""
        invalid = f"CASE WHEN {value.fails} THEN {reason} END" if value.fails else ""
        return _Field(mapping.field, value.sql, shown, invalid, mapping.send_nulls, kind_of(value.type))

    def _parse(self, mapping: FieldMapping, wanted: str) -> str:
        """What text is parsed as; "" when it is not, or is no text."""
        if wanted not in _PARSED:
            return ""
        if mapping.kind is MappingKind.CONSTANT:
            return wanted if isinstance(mapping.constant, str) else ""
        if mapping.kind is MappingKind.TEMPLATE:
            return wanted
        return wanted if kind_of(self._types[columns_of(mapping)[0]]).value == "text" else ""

    def _value(self, mapping: FieldMapping, text: Text) -> Value:
        """The value before conversion: a constant, a column of the source, or one that Python makes."""
        worked = bool(text.rule or text.hash or text.parse)
        if mapping.kind is MappingKind.CONSTANT:
            return self._constant(mapping, text, worked)
        if not worked and text.template is None:
            (name,) = text.columns
            own = self._kept.setdefault(name, f"c{len(self._kept)}")
            return Value(quoted(own), self._types[name])
        if text.template is None and not hashable(kind_of(self._types[text.columns[0]])):
            raise self._misfit(mapping, "is text, and only text can be made uniform or hashed")
        self._texts.append(text)
        return Value(quoted(f"t{len(self._texts) - 1}"), pa.string())

    def _constant(self, mapping: FieldMapping, text: Text, worked: bool) -> Value:
        constant = mapping.constant
        if worked and constant is not None:
            try:
                made = text.finished(constant if isinstance(constant, str) else str(constant))
            except (Unfit, RenderError) as error:
                raise ConfigError(f"The constant of “{mapping.field}” {error}.", hint="Change it.") from None
            return Value(literal(made), pa.string())
        types: dict[type, Any] = {bool: pa.bool_(), int: pa.int64(), float: pa.float64(), type(None): pa.null()}
        return Value(literal(constant), types.get(type(constant), pa.string()))

    def _named_by(self, column: str) -> str:
        """SQL for the name of a record's audience, NULL for one that has none."""
        own = quoted(self._kept.setdefault(column, f"c{len(self._kept)}"))
        kind = kind_of(self._types[column])
        if kind in (ColumnType.ARRAY, ColumnType.OBJECT):
            raise ConfigError(
                f"“{column}” cannot name audiences: it holds {kind.value} values.",
                kept="Nothing was sent.",
                hint="Choose a column with one name in each record.",
            )
        return f"nullif(trim({converted(Value(own, self._types[column]), 'text').sql}, E' \\t\\r\\n'), '')"

    def _misfit(self, mapping: FieldMapping, what: str) -> ConfigError:
        source = " › ".join((*mapping.related, mapping.column)) or mapping.kind.value
        (name, *_) = columns_of(mapping) or ("",)
        held = kind_of(self._types[name]).value if name in self._types else "other"
        return ConfigError(
            f"“{mapping.field}” {what}, and “{source}” holds {held} values.",
            kept="Nothing was sent.",
            hint="Map another column to it, or set a type of its own on the mapping.",
        )

    # Stream ---------------------------------------------------------------------------------------------------------

    def stream(self, batches: Iterator[Any]) -> Iterator[Any]:
        """The source's batches with the columns that only Python can compute."""
        for batch in batches:
            rows = _SLICE_ROWS if self._texts else max(1, batch.num_rows)
            for start in range(0, batch.num_rows, rows):
                yield pa.RecordBatch.from_arrays(self._arrays(batch.slice(start, rows)), schema=self.schema)

    def _arrays(self, batch: Any) -> list[Any]:
        columns = dict(zip(self._types, batch.columns, strict=True))
        kept = [columns[name] for name in self._kept]
        if not self._texts:
            return kept
        needed = dict.fromkeys(name for text in self._texts for name in text.columns)
        read = {name: _python_values(columns[name]) for name in needed}
        made: list[Any] = []
        why: list[str | None] = [None] * batch.num_rows
        for text in self._texts:
            values, reasons = text.values(read, batch.num_rows)
            made.append(pa.array(values, pa.string()))
            why = [first or second for first, second in zip(why, reasons, strict=True)]
        return [*kept, *made, pa.array(why, pa.string())]

    # SQL ------------------------------------------------------------------------------------------------------------

    def typed(self) -> list[str]:
        """An SQL expression over the stream for the typed value of each field."""
        return [field.typed for field in self._fields]

    def key(self) -> str:
        """An SQL expression over the stream for the sync key as text; with the audience, where a column names it."""
        return composed(self._audience, self.own_key()) if self._audience else self.own_key()

    @property
    def key_kind(self) -> ColumnType:
        return self._fields[0].kind

    def own_key(self) -> str:
        """The same without the audience."""
        return f"CAST({self._fields[0].typed} AS VARCHAR)"

    def audience(self) -> str:
        """An SQL expression over the stream for the name of the record's audience, NULL when it has none."""
        return self._audience or "CAST(NULL AS VARCHAR)"

    def payload(self) -> str:
        """An SQL expression over the stream for the record as JSON text, fields in the order of `names`."""
        if all(field.always for field in self._fields):
            members = ", ".join(f"{literal(field.name)}, {field.json}" for field in self._fields)
            return f"CAST(json_object({members}) AS VARCHAR)"
        # concat leaves out what is null: the whole member, of a field whose nulls are not sent. The key is always there.
        key, *others = self._fields
        members = ", ".join(f"{literal(',' + _json_name(f))} || {_json_member(f)}" for f in others)
        return f"concat({literal('{' + _json_name(key))}, {_json_member(key)}, {members}, '}}')"

    def invalid(self) -> str:
        """An SQL expression over the stream: why a record cannot be sent, NULL when it can. Without values."""
        reasons = [*([quoted(_WHY)] if self._texts else []), *(f.invalid for f in self._fields if f.invalid)]
        if self._audience:
            reasons.append(self._no_audience())
        return f"coalesce({', '.join(reasons)}, NULL)" if reasons else "CAST(NULL AS VARCHAR)"

    def _no_audience(self) -> str:
        none = literal(f"It has no audience: {self._sync.audience_column} is empty")
        tests = f"CASE WHEN {self._audience} IS NULL THEN {none}"
        if most := self._longest_name:
            long = literal(f"The name of its audience is too long: {self._sync.audience_column} may have {most:,} characters")
            tests += f" WHEN length({self._audience}) > {most} THEN {long}"
        return f"{tests} END"


def _json_name(field: _Field) -> str:
    return json.dumps(field.name, ensure_ascii=False) + ":"


def _json_member(field: _Field) -> str:
    value = f"CAST(to_json({field.json}) AS VARCHAR)"
    return f"coalesce({value}, 'null')" if field.always else value


def _python_values(column: Any) -> list[Any]:
    """Nanoseconds, which Python's times do not have, are cut."""
    if pa.types.is_timestamp(column.type) and column.type.unit == "ns":
        column = column.cast(pa.timestamp("us", column.type.tz), safe=False)
    return list(column.to_pylist())
