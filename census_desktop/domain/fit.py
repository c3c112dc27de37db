"""Does a definition fit its data sets: do the columns exist, and do operators and values suit their types?

Engines refuse the same when a query is made; this answers without one, and with the path of what does not fit.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from census_desktop.domain.conditions import (
    OPERATORS,
    ColumnType,
    Condition,
    Group,
    Member,
    Node,
    Operand,
    Related,
    operators_for,
)
from census_desktop.domain.conversions import converts, hashable
from census_desktop.domain.errors import ConfigError
from census_desktop.domain.manifest import ConfigField
from census_desktop.domain.mapping_codec import refuse_senseless
from census_desktop.domain.model import Dataset, FieldMapping, MappingKind, Segment, Sync
from census_desktop.domain.plain import PlainError, type_name
from census_desktop.domain.reads import step
from census_desktop.domain.template import TemplateError, checked, parsed

DatasetOf = Callable[[str], Dataset]

_NUMBERS = (ColumnType.INTEGER, ColumnType.NUMBER)
_TIMES = (ColumnType.DATE, ColumnType.DATETIME)


def check_config(config: Mapping[str, Any], fields: Sequence[ConfigField], path: str) -> None:
    """Raise PlainError for a setting that this type does not know, needs, or wants to be something else."""
    valid = {f.name: f for f in fields if not f.secret}
    for name, value in config.items():
        if any(f.secret and f.name == name for f in fields):
            raise PlainError(
                f"{path}.{name}",
                "this is a credential, which never stands in a document",
                hint="Give it with --secret-stdin or by the environment.",
            )
        if name not in valid:
            raise PlainError(f"{path}.{name}", f"unknown key “{name}”", hint=f"Valid here: {', '.join(valid) or 'nothing'}.")
        if value is not None and (wanted := _wanted(valid[name], value)):
            raise PlainError(f"{path}.{name}", f"expected {wanted}, found {type_name(value)}")
    for field in valid.values():
        if field.required and config.get(field.name) in (None, ""):
            raise PlainError(path, f"“{field.name}” is missing", hint=field.help)


def _wanted(field: ConfigField, value: Any) -> str:
    """What the setting must be; "" when the value is that."""
    match field.kind:
        case "number":
            return "" if isinstance(value, int | float) and not isinstance(value, bool) else "a number"
        case "boolean":
            return "" if isinstance(value, bool) else "true or false"
        case "pairs":
            return "" if isinstance(value, Mapping) else "keys and values"
        case "choice":
            return "" if value in field.choices else f"one of {', '.join(field.choices)}"
        case _:
            return "" if isinstance(value, str) else "text"


def check_relations(dataset: Dataset, path: str, dataset_of: DatasetOf) -> None:
    """Raise PlainError for a relationship or computed column that names something which is not there."""
    for number, relationship in enumerate(dataset.relationships):
        at = f"{path}.relationships[{number}]"
        _column(dataset, relationship.from_column, f"{at}.from")
        _column(dataset_of(relationship.dataset), relationship.to_column, f"{at}.to")
    for number, computed in enumerate(dataset.computed):
        at = f"{path}.computed[{number}]"
        related = _related(dataset, computed.related, f"{at}.related", dataset_of)
        for key in ("column", "lookup"):
            if name := getattr(computed, key):
                _column(related, name, f"{at}.{key}")
        _check_group(computed.where, related, f"{at}.where", dataset_of)


def check_dataset(dataset: Dataset, annotated: Iterable[str], path: str) -> None:
    """Raise PlainError for a property or annotation that names a column which is not there."""
    for key in ("unique_identifier", "email"):
        if name := getattr(dataset, key):
            _column(dataset, name, f"{path}.{key}")
    for key, name in (("name", dataset.event_name), ("time", dataset.event_time)):
        if name:
            _column(dataset, name, f"{path}.event.{key}")
    for name in annotated:
        _column(dataset, name, f"{path}.columns.{name}")


def check_segment(segment: Segment, dataset: Dataset, path: str, dataset_of: DatasetOf) -> None:
    """Raise PlainError for the first condition, limit or cohort that does not fit the data set."""
    _check_group(segment.where, dataset, f"{path}.where", dataset_of)
    for key, limit in (("limit_per", segment.limit_per), ("limit", segment.limit)):
        if limit and limit.order_by:
            _column(dataset, limit.order_by, f"{path}.{key}.order_by")
        if limit and limit.per:
            _column(dataset, limit.per, f"{path}.{key}.per")
    if segment.limit_per and not segment.limit_per.per:
        raise PlainError(f"{path}.limit_per", "“per” is missing", hint="It names the column whose values are limited.")
    for key, used in (("sql", segment.sql), ("cohorts", segment.cohorts)):
        if used and not dataset.unique_identifier:
            raise PlainError(
                f"{path}.{key}",
                f"“{dataset.name}” has no unique identifier",
                hint="Choose the column that identifies a record.",
            )


def check_exclusions(dataset: Dataset, path: str, dataset_of: DatasetOf, segments: Mapping[str, Segment]) -> None:
    """Raise PlainError for the first condition of an exclusion list that does not fit the data set."""
    for number, exclusion in enumerate(dataset.exclusions):
        at = f"{path}.exclusions[{number}].where"
        _check_group(exclusion.where, dataset, at, dataset_of)
        check_members(exclusion.where, dataset, at, segments, dataset_of)


def check_members(group: Group, dataset: Dataset, path: str, segments: Mapping[str, Segment], dataset_of: DatasetOf) -> None:
    """Raise PlainError where a tree of the data set includes or excludes members of a segment of another one."""
    for number, node in enumerate(group.items):
        at = f"{path}.{group.join}[{number}]"
        if isinstance(node, Group):
            check_members(node, dataset, at, segments, dataset_of)
        elif isinstance(node, Related):
            related = _related(dataset, node.relationship, f"{at}.related", dataset_of)
            check_members(node.where, related, f"{at}.where", segments, dataset_of)
        elif isinstance(node, Member) and segments[node.segment].dataset_id != dataset.id:
            name = segments[node.segment].name
            raise PlainError(at, f"“{name}” is a segment of another data set", hint="Only segments of one combine.")


def check_sync(sync: Sync, dataset: Dataset, path: str, dataset_of: DatasetOf, segment_of: Callable[[str], Segment]) -> None:
    """Raise PlainError for a key or mapping that reads what is not there, or cannot become what it is to be.

    `segment_of` raises ConfigError for a segment that is not known any more.
    """
    if sync.key.column:
        _column(dataset, sync.key.column, f"{path}.sync_key.column")
    if sync.audience_column:
        _column(dataset, sync.audience_column, f"{path}.audience.column")
    for number, mapping in enumerate(sync.mappings):
        check_mapping(mapping, dataset, f"{path}.mappings[{number}]", dataset_of, segment_of)


def check_mapping(
    mapping: FieldMapping, dataset: Dataset, path: str, dataset_of: DatasetOf, segment_of: Callable[[str], Segment]
) -> None:
    """The same for one mapping."""
    refuse_senseless(mapping, path)
    match mapping.kind:
        case MappingKind.COLUMN:
            _check_suits(mapping, _column(dataset, mapping.column, f"{path}.column"), path)
        case MappingKind.RELATED:
            end = dataset
            for number, name in enumerate(mapping.related):
                try:
                    end = dataset_of(step(end, name).dataset)
                except ConfigError as error:
                    at = f"{path}.related" + (f"[{number}]" if len(mapping.related) > 1 else "")
                    raise PlainError(at, error.message, hint=error.hint) from error
            _check_suits(mapping, _column(end, mapping.column, f"{path}.column"), path)
        case MappingKind.TEMPLATE:
            _check_template(mapping, dataset, f"{path}.template")
        case MappingKind.MEMBER:
            _check_member(mapping, dataset, f"{path}.member", segment_of)


def _check_suits(mapping: FieldMapping, type_: ColumnType | None, path: str) -> None:
    if type_ is None:
        return
    if (mapping.hash or mapping.normalise) and not hashable(type_):
        key = "hash" if mapping.hash else "normalise"
        raise PlainError(f"{path}.{key}", f"“{mapping.column}” holds {type_.value} values, which have no one text")
    if mapping.type and not converts(type_, mapping.type):
        raise PlainError(f"{path}.type", f"“{mapping.column}” holds {type_.value} values, which never become {mapping.type}")


def _check_template(mapping: FieldMapping, dataset: Dataset, path: str) -> None:
    known = {*dataset.column_names, *(c.name for c in dataset.computed)}
    try:
        checked(mapping.template, known) if dataset.columns else parsed(mapping.template)
    except TemplateError as error:
        raise PlainError(path, error.message, hint=error.hint) from error


def _check_member(mapping: FieldMapping, dataset: Dataset, path: str, segment_of: Callable[[str], Segment]) -> None:
    try:
        segment = segment_of(mapping.member)
    except ConfigError as error:
        raise PlainError(path, error.message, hint=error.hint) from error
    if segment.dataset_id != dataset.id:
        raise PlainError(path, f"“{segment.name}” is a segment of another data set", hint="Choose a segment of this one.")
    if not dataset.unique_identifier:
        raise PlainError(
            path, f"“{dataset.name}” has no unique identifier", hint="Choose the column that identifies a record on it."
        )


def _check_group(group: Group, dataset: Dataset, path: str, dataset_of: DatasetOf) -> None:
    for number, item in enumerate(group.items):
        _check_node(item, dataset, f"{path}.{group.join}[{number}]", dataset_of)


def _check_node(node: Node, dataset: Dataset, path: str, dataset_of: DatasetOf) -> None:
    if isinstance(node, Group):
        _check_group(node, dataset, path, dataset_of)
    elif isinstance(node, Condition):
        _check_condition(node, dataset, path)
    elif isinstance(node, Related):
        _check_related(node, dataset, path, dataset_of)


def _check_condition(node: Condition, dataset: Dataset, path: str) -> None:
    type_ = _column(dataset, node.column, f"{path}.column")
    operator = OPERATORS[node.op]
    if type_ is None:
        return
    if type_ not in operator.types:
        valid = ", ".join(o.code for o in operators_for(type_))
        raise PlainError(
            f"{path}.op", f"“{node.op}” does not fit “{node.column}” ({type_.value})", hint=f"Valid here: {valid}."
        )
    if operator.operand in (Operand.ONE, Operand.MANY, Operand.PAIR) and node.value is not None:
        for value in node.value if isinstance(node.value, tuple) else (node.value,):
            if not _suits(value, type_):
                raise PlainError(f"{path}.value", f"“{str(value)[:40]}” does not fit “{node.column}” ({type_.value})")


def _suits(value: Any, type_: ColumnType) -> bool:
    if type_ in _NUMBERS:
        return not isinstance(value, bool) and _is_number(value)
    if type_ in _TIMES:
        return _is_time(value)
    return True


def _is_number(value: Any) -> bool:
    try:
        float(value)
    except ValueError:
        return False
    return True


def _is_time(value: Any) -> bool:
    try:
        dt.datetime.fromisoformat(str(value).strip())
    except ValueError:
        return False
    return True


def _check_related(node: Related, dataset: Dataset, path: str, dataset_of: DatasetOf) -> None:
    related = _related(dataset, node.relationship, f"{path}.related", dataset_of)
    for key, given, needed in (("event", node.events, related.event_name), ("within", node.within, related.event_time)):
        if given and not needed:
            word = "name" if key == "event" else "time"
            raise PlainError(f"{path}.{key}", f"“{related.name}” has no event {word}", hint=f"Set event: {{{word}: …}} on it.")
    _check_group(node.where, related, f"{path}.where", dataset_of)


def _related(dataset: Dataset, name: str, path: str, dataset_of: DatasetOf) -> Dataset:
    """The data set at the other end of a relationship."""
    relationship = next((r for r in dataset.relationships if r.name == name), None)
    if relationship is None:
        names = ", ".join(r.name for r in dataset.relationships) or "none yet"
        raise PlainError(path, f"“{dataset.name}” has no relationship “{name}”", hint=f"It has: {names}.")
    return dataset_of(relationship.dataset)


def _column(dataset: Dataset, name: str, path: str) -> ColumnType | None:
    """The column's type; None where it is not known yet."""
    if column := dataset.column(name):
        return column.type
    if not dataset.columns or any(computed.name == name for computed in dataset.computed):
        return None
    near = get_close_matches(name, dataset.column_names, n=1)
    listed = ", ".join(dataset.column_names[:20]) + (" …" if len(dataset.columns) > 20 else "")
    hint = f"Did you mean “{near[0]}”?" if near else f"Its columns: {listed}."
    raise PlainError(path, f"“{dataset.name}” has no column “{name}”", hint=hint)
