"""Conditions, mappings and schedules as plain data (dicts, lists, scalars) and back.

One form serves the workspace document and the store. The document refers to segments by name and the store by id:
whoever reads passes `segment_ref` to translate. A refusal is a `PlainError` that carries the path of the bad value
("where.all[1].op"), so that a document reader can name the line.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from census_desktop.domain.conditions import (
    OPERATORS,
    Condition,
    Group,
    Member,
    Node,
    Operand,
    Related,
    SqlCondition,
)
from census_desktop.domain.errors import ConfigError
from census_desktop.domain.model import Computed, FieldMapping, Limit, Relationship, Schedule, SyncKey

Ref = Callable[[str], str]


class PlainError(ConfigError):
    """A value that cannot be read; `path` says where it stands, as in where.all[1].op."""

    def __init__(self, path: str, message: str, *, hint: str = "") -> None:
        super().__init__(f"{path}: {message}" if path else message, hint=hint)
        self.path = path
        self.reason = message


def same(ref: str) -> str:
    return ref


def check_keys(data: Any, path: str, required: Sequence[str] = (), optional: Sequence[str] = ()) -> Mapping[str, Any]:
    """The mapping itself, if it has these keys and no others."""
    if not isinstance(data, Mapping):
        raise PlainError(path, f"expected keys and values, found {type_name(data)}")
    known = (*required, *optional)
    for key in data:
        if key not in known:
            raise PlainError(
                f"{path}.{key}" if path else str(key), f"unknown key “{key}”", hint=f"Valid here: {', '.join(known)}."
            )
    for key in required:
        if key not in data:
            raise PlainError(path, f"“{key}” is missing")
    return data


def text(data: Any, path: str, *, empty: bool = False) -> str:
    if not isinstance(data, str):
        raise PlainError(path, f"expected text, found {type_name(data)}")
    if not data.strip() and not empty:
        raise PlainError(path, "must not be empty")
    return data


def integer(data: Any, path: str, *, least: int | None = None) -> int:
    if isinstance(data, bool) or not isinstance(data, int):
        raise PlainError(path, f"expected a whole number, found {type_name(data)}")
    if least is not None and data < least:
        raise PlainError(path, f"must be {least} or more")
    return data


def boolean(data: Any, path: str) -> bool:
    if not isinstance(data, bool):
        raise PlainError(path, f"expected true or false, found {type_name(data)}")
    return data


def choice(data: Any, path: str, valid: Sequence[str]) -> str:
    if not isinstance(data, str) or data not in valid:
        raise PlainError(path, f"“{data}” is not known here", hint=f"Valid here: {', '.join(valid)}.")
    return data


def items(data: Any, path: str) -> list[Any]:
    if not isinstance(data, list | tuple):
        raise PlainError(path, f"expected a list, found {type_name(data)}")
    return list(data)


def _resolved(ref: Ref, data: Any, path: str) -> str:
    """What a reference stands for; a name that is not known is a refusal with its path."""
    name = text(data, path)
    try:
        return ref(name)
    except ConfigError as error:
        raise PlainError(path, error.message, hint=error.hint) from error


def type_name(data: Any) -> str:
    if data is None:
        return "nothing"
    names = {bool: "true or false", int: "a number", float: "a number", str: "text", list: "a list", dict: "keys and values"}
    return names.get(type(data), type(data).__name__)


# Conditions -----------------------------------------------------------------------------------------------------------

COUNTS = ("at_least", "at_most", "exactly")
WITHIN = ("last_days", "before_days", "between_days", "after", "before", "between")


def group_from_plain(data: Any, path: str = "where", segment_ref: Ref = same) -> Group:
    """A group from `{all: […]}` or `{any: […]}`; None and {} are the whole data set."""
    if data is None or data == {}:
        return Group()
    if not isinstance(data, Mapping) or len(data) != 1 or next(iter(data)) not in ("all", "any"):
        raise PlainError(path, "a group is  all: […]  or  any: […]")
    join = str(next(iter(data)))
    nodes = [_node(item, f"{path}.{join}[{n}]", segment_ref) for n, item in enumerate(items(data[join], f"{path}.{join}"))]
    return Group(join, tuple(nodes))


def _node(data: Any, path: str, segment_ref: Ref) -> Node:
    if not isinstance(data, Mapping):
        raise PlainError(path, f"expected a condition, found {type_name(data)}")
    if "column" in data:
        return _condition(data, path)
    if "all" in data or "any" in data:
        return group_from_plain(data, path, segment_ref)
    if "segment" in data:
        check_keys(data, path, ("segment",), ("member",))
        member = boolean(data.get("member", True), f"{path}.member")
        return Member(_resolved(segment_ref, data["segment"], f"{path}.segment"), member)
    if "related" in data:
        return _related(data, path, segment_ref)
    if "sql" in data:
        check_keys(data, path, ("sql",))
        return SqlCondition(text(data["sql"], f"{path}.sql"))
    raise PlainError(path, "not a condition", hint="Valid here: column, all, any, related, segment, sql.")


def _condition(data: Mapping[str, Any], path: str) -> Condition:
    check_keys(data, path, ("column", "op"), ("value",))
    column = text(data["column"], f"{path}.column")
    code = choice(data["op"], f"{path}.op", tuple(OPERATORS))
    return Condition(column, code, _operand(data.get("value"), OPERATORS[code].operand, f"{path}.value", "value" in data))


def _operand(value: Any, operand: Operand, path: str, given: bool) -> Any:
    """The value as the operator wants it. An absent value stays None: an unfinished condition, which is ignored."""
    if operand is Operand.NONE:
        if given and value is not None:
            raise PlainError(path, "this operator takes no value")
        return None
    if value is None:
        return None
    if operand is Operand.MANY:
        return tuple(_scalar(v, f"{path}[{n}]") for n, v in enumerate(items(value, path)))
    if operand in (Operand.PAIR, Operand.DAYS_PAIR):
        pair = items(value, path)
        if len(pair) != 2:
            raise PlainError(path, "expected two values: [from, to]")
        if operand is Operand.DAYS_PAIR:
            return tuple(_days(v, f"{path}[{n}]") for n, v in enumerate(pair))
        return tuple(_scalar(v, f"{path}[{n}]") for n, v in enumerate(pair))
    if operand is Operand.DAYS:
        return _days(value, path)
    return _scalar(value, path)


def _scalar(value: Any, path: str) -> Any:
    if isinstance(value, dt.datetime | dt.date):
        return value.isoformat()
    if isinstance(value, str | int | float | bool):
        return value
    raise PlainError(path, f"expected one value, found {type_name(value)}")


def _days(value: Any, path: str) -> int | float:
    if isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
        raise PlainError(path, "expected a number of days, 0 or more")
    return value


def _related(data: Mapping[str, Any], path: str, segment_ref: Ref) -> Related:
    check_keys(data, path, ("related",), ("where", "event", "count", "within", "never"))
    events: tuple[str, ...] = ()
    if data.get("event") is not None:
        event = check_keys(data["event"], f"{path}.event", (), ("is", "one_of"))
        if "is" in event:
            events = (text(event["is"], f"{path}.event.is"),)
        elif "one_of" in event:
            events = tuple(
                text(e, f"{path}.event.one_of[{n}]") for n, e in enumerate(items(event["one_of"], f"{path}.event.one_of"))
            )
    count = _only_pair(data.get("count"), f"{path}.count", COUNTS)
    within = _only_pair(data.get("within"), f"{path}.within", WITHIN)
    return Related(
        relationship=text(data["related"], f"{path}.related"),
        where=group_from_plain(data.get("where"), f"{path}.where", segment_ref),
        events=events,
        count=None if count is None else (count[0], integer(count[1], f"{path}.count.{count[0]}", least=0)),
        within=None if within is None else (within[0], _within_value(*within, path=f"{path}.within.{within[0]}")),
        never=boolean(data.get("never", False), f"{path}.never"),
    )


def _only_pair(data: Any, path: str, valid: Sequence[str]) -> tuple[str, Any] | None:
    if data is None:
        return None
    check_keys(data, path, (), valid)
    if len(data) != 1:
        raise PlainError(path, "expected exactly one key", hint=f"Valid here: {', '.join(valid)}.")
    ((kind, value),) = data.items()
    return kind, value


def _within_value(kind: str, value: Any, path: str) -> Any:
    operand = {
        "between_days": Operand.DAYS_PAIR,
        "between": Operand.PAIR,
        "last_days": Operand.DAYS,
        "before_days": Operand.DAYS,
    }
    return _operand(value, operand.get(kind, Operand.ONE), path, True)


def group_to_plain(group: Group, segment_ref: Ref = same) -> dict[str, Any]:
    """The inverse of `group_from_plain`."""
    return {group.join: [node_to_plain(item, segment_ref) for item in group.items]}


def node_to_plain(node: Node, segment_ref: Ref = same) -> dict[str, Any]:
    if isinstance(node, Group):
        return group_to_plain(node, segment_ref)
    if isinstance(node, Condition):
        plain: dict[str, Any] = {"column": node.column, "op": node.op}
        if node.value is not None:
            plain["value"] = list(node.value) if isinstance(node.value, tuple) else node.value
        return plain
    if isinstance(node, Member):
        return {"segment": segment_ref(node.segment), "member": node.member}
    if isinstance(node, SqlCondition):
        return {"sql": node.sql}
    plain = {"related": node.relationship}
    if node.where.items:
        plain["where"] = group_to_plain(node.where, segment_ref)
    if node.events:
        plain["event"] = {"is": node.events[0]} if len(node.events) == 1 else {"one_of": list(node.events)}
    if node.count:
        plain["count"] = {node.count[0]: node.count[1]}
    if node.within:
        kind, value = node.within
        plain["within"] = {kind: list(value) if isinstance(value, tuple) else value}
    if node.never:
        plain["never"] = True
    return plain


def limit_from_plain(data: Any, path: str = "limit") -> Limit | None:
    if data is None:
        return None
    check_keys(data, path, ("rows",), ("order_by", "descending"))
    return Limit(
        integer(data["rows"], f"{path}.rows", least=1),
        text(data.get("order_by", ""), f"{path}.order_by", empty=True),
        boolean(data.get("descending", False), f"{path}.descending"),
    )


def limit_to_plain(limit: Limit | None) -> dict[str, Any] | None:
    if limit is None:
        return None
    plain: dict[str, Any] = {"rows": limit.rows}
    if limit.order_by:
        plain |= {"order_by": limit.order_by, "descending": limit.descending}
    return plain


# Data sets ------------------------------------------------------------------------------------------------------------

RELATIONSHIP_KINDS = ("one_to_one", "one_to_many", "many_to_one")
ROLLUPS = ("count", "sum", "average", "min", "max", "most_frequent")


def relationship_from_plain(data: Any, path: str, dataset_ref: Ref = same) -> Relationship:
    check_keys(data, path, ("name", "dataset", "kind", "from", "to"))
    name = text(data["name"], f"{path}.name")
    dataset = _resolved(dataset_ref, data["dataset"], f"{path}.dataset")
    kind = choice(data["kind"], f"{path}.kind", RELATIONSHIP_KINDS)
    return Relationship(name, dataset, kind, text(data["from"], f"{path}.from"), text(data["to"], f"{path}.to"))


def relationship_to_plain(relationship: Relationship, dataset_ref: Ref = same) -> dict[str, Any]:
    return {
        "name": relationship.name,
        "dataset": dataset_ref(relationship.dataset),
        "kind": relationship.kind,
        "from": relationship.from_column,
        "to": relationship.to_column,
    }


def computed_from_plain(data: Any, path: str) -> Computed:
    check_keys(data, path, ("name", "related"), ("rollup", "column", "lookup", "where"))
    rollup = choice(data["rollup"], f"{path}.rollup", ROLLUPS) if "rollup" in data else ""
    lookup = text(data["lookup"], f"{path}.lookup") if "lookup" in data else ""
    if bool(rollup) == bool(lookup):
        raise PlainError(path, "a computed column has either rollup or lookup")
    column = text(data["column"], f"{path}.column") if "column" in data else ""
    if rollup and rollup != "count" and not column:
        raise PlainError(path, f"rollup {rollup} needs a column")
    where = group_from_plain(data.get("where"), f"{path}.where")
    return Computed(text(data["name"], f"{path}.name"), text(data["related"], f"{path}.related"), rollup, column, lookup, where)


def computed_to_plain(computed: Computed) -> dict[str, Any]:
    plain: dict[str, Any] = {"name": computed.name, "related": computed.related}
    plain |= {"lookup": computed.lookup} if computed.lookup else {"rollup": computed.rollup}
    if computed.column:
        plain["column"] = computed.column
    if computed.where.items:
        plain["where"] = group_to_plain(computed.where)
    return plain


# Syncs ----------------------------------------------------------------------------------------------------------------


def key_from_plain(data: Any, path: str = "sync_key") -> SyncKey:
    check_keys(data, path, ("column",), ("field",))
    column = text(data["column"], f"{path}.column")
    return SyncKey(column, text(data.get("field", column), f"{path}.field"))


def key_to_plain(key: SyncKey) -> dict[str, Any]:
    return {"column": key.column, "field": key.field}


def mapping_from_plain(data: Any, path: str) -> FieldMapping:
    for later in ("template", "hash", "normalise", "run", "segment_membership", "related"):
        if isinstance(data, Mapping) and later in data:
            raise PlainError(
                f"{path}.{later}", f"“{later}” mappings are not supported by this version", hint="Valid here: column, constant."
            )
    check_keys(data, path, ("field",), ("column", "constant"))
    name = text(data["field"], f"{path}.field")
    if ("column" in data) == ("constant" in data):
        raise PlainError(path, "a mapping has either column or constant")
    if "column" in data:
        return FieldMapping(name, column=text(data["column"], f"{path}.column"))
    constant = data["constant"]
    if constant is not None and not isinstance(constant, str | int | float | bool):
        raise PlainError(f"{path}.constant", f"expected one value, found {type_name(constant)}")
    return FieldMapping(name, constant=constant)


def mapping_to_plain(mapping: FieldMapping) -> dict[str, Any]:
    if mapping.is_constant:
        return {"field": mapping.field, "constant": mapping.constant}
    return {"field": mapping.field, "column": mapping.column}


_UNITS = {"m": 1, "h": 60, "d": 1440, "w": 10080}


def schedule_from_plain(data: Any, path: str = "schedule", sync_ref: Ref = same) -> Schedule:
    """`{every: 15m}`, `{cron: "0 6 * * *", timezone: UTC}`, `{on_change: true}`, `{after: sync}`; absent = by hand."""
    if data is None or data == {}:
        return Schedule()
    check_keys(data, path, (), ("every", "cron", "timezone", "on_change", "after"))
    kinds = [key for key in ("every", "cron", "on_change", "after") if key in data]
    if len(kinds) != 1:
        raise PlainError(path, "expected exactly one of every, cron, on_change, after")
    if "every" in data:
        return Schedule("every", minutes=_interval(data["every"], f"{path}.every"))
    if "cron" in data:
        zone = text(data.get("timezone", "UTC"), f"{path}.timezone")
        return Schedule("cron", cron=text(data["cron"], f"{path}.cron"), timezone=zone)
    if "after" in data:
        return Schedule("after", after=_resolved(sync_ref, data["after"], f"{path}.after"))
    return Schedule("on_change" if boolean(data["on_change"], f"{path}.on_change") else "manual")


def _interval(value: Any, path: str) -> int:
    """Minutes of "15m", "2h", "1d"; a bare number is minutes."""
    if isinstance(value, int) and not isinstance(value, bool):
        return integer(value, path, least=1)
    words = text(value, path).strip()
    unit, number = words[-1:], words[:-1]
    if unit not in _UNITS or not number.isdigit() or int(number) < 1:
        raise PlainError(path, f"“{words}” is not an interval", hint="Write 15m, 2h or 1d.")
    return int(number) * _UNITS[unit]


def schedule_to_plain(schedule: Schedule, sync_ref: Ref = same) -> dict[str, Any] | None:
    if schedule.kind == "every":
        for unit in ("d", "h"):
            if schedule.minutes % _UNITS[unit] == 0:
                return {"every": f"{schedule.minutes // _UNITS[unit]}{unit}"}
        return {"every": f"{schedule.minutes}m"}
    if schedule.kind == "cron":
        return {"cron": schedule.cron, "timezone": schedule.timezone}
    if schedule.kind == "on_change":
        return {"on_change": True}
    if schedule.kind == "after":
        return {"after": sync_ref(schedule.after)}
    return None
