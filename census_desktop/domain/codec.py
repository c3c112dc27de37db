"""Conditions, mappings and schedules as plain data (dicts, lists, scalars) and back.

One form serves the workspace document and the store. The document refers to segments by name and the store by id:
whoever reads passes `segment_ref` to translate. A refusal is a `PlainError` that carries the path of the bad value
("where.all[1].op"), so that a document reader can name the line.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
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
from census_desktop.domain.mapping_codec import mapping_from_plain as mapping_from_plain
from census_desktop.domain.mapping_codec import mapping_to_plain as mapping_to_plain
from census_desktop.domain.model import Computed, Limit, Relationship, Schedule, SyncKey
from census_desktop.domain.plain import PlainError as PlainError
from census_desktop.domain.plain import Ref, boolean, check_keys, choice, integer, items, resolved, same, text, type_name

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
        return Member(resolved(segment_ref, data["segment"], f"{path}.segment"), member)
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
    check_keys(data, path, ("rows",), ("order_by", "descending", "per"))
    return Limit(
        integer(data["rows"], f"{path}.rows", least=1),
        text(data.get("order_by", ""), f"{path}.order_by", empty=True),
        boolean(data.get("descending", False), f"{path}.descending"),
        text(data.get("per", ""), f"{path}.per", empty=True),
    )


def limit_to_plain(limit: Limit | None) -> dict[str, Any] | None:
    if limit is None:
        return None
    plain: dict[str, Any] = {"rows": limit.rows}
    if limit.order_by:
        plain |= {"order_by": limit.order_by, "descending": limit.descending}
    if limit.per:
        plain["per"] = limit.per
    return plain


# Data sets ------------------------------------------------------------------------------------------------------------

RELATIONSHIP_KINDS = ("one_to_one", "one_to_many", "many_to_one", "many_to_many")
ROLLUPS = ("count", "sum", "average", "min", "max", "most_frequent")


def relationship_from_plain(data: Any, path: str, dataset_ref: Ref = same) -> Relationship:
    kind = choice(check_keys(data, path, ("kind",), tuple(data))["kind"], f"{path}.kind", RELATIONSHIP_KINDS)
    through = ("through", "through_from", "through_to") if kind == "many_to_many" else ()
    check_keys(data, path, ("name", "dataset", "kind", "from", "to", *through))
    return Relationship(
        text(data["name"], f"{path}.name"),
        resolved(dataset_ref, data["dataset"], f"{path}.dataset"),
        kind,
        text(data["from"], f"{path}.from"),
        text(data["to"], f"{path}.to"),
        resolved(dataset_ref, data["through"], f"{path}.through") if through else "",
        *(text(data[key], f"{path}.{key}") for key in through[1:]),
    )


def relationship_to_plain(relationship: Relationship, dataset_ref: Ref = same) -> dict[str, Any]:
    plain = {
        "name": relationship.name,
        "dataset": dataset_ref(relationship.dataset),
        "kind": relationship.kind,
        "from": relationship.from_column,
        "to": relationship.to_column,
    }
    if relationship.through:
        plain |= {
            "through": dataset_ref(relationship.through),
            "through_from": relationship.through_from,
            "through_to": relationship.through_to,
        }
    return plain


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


_UNITS = {"m": 1, "h": 60, "d": 1440, "w": 10080}


def schedule_from_plain(data: Any, path: str = "schedule", sync_ref: Ref = same) -> Schedule:
    """`{every: 15m}`, `{cron: "0 6 * * *", timezone: UTC}`, `{on_change: true}`, `{on_change: {every: 10m, column: at}}`,
    `{after: sync}`, `{continuous: true}`; absent = by hand."""
    if data is None or data == {}:
        return Schedule()
    check_keys(data, path, (), ("continuous", "every", "cron", "timezone", "on_change", "after"))
    kinds = [key for key in ("continuous", "every", "cron", "on_change", "after") if key in data]
    if len(kinds) != 1:
        raise PlainError(path, "expected exactly one of continuous, every, cron, on_change, after")
    if "continuous" in data:
        return Schedule("continuous" if boolean(data["continuous"], f"{path}.continuous") else "manual")
    if "every" in data:
        return Schedule("every", minutes=_interval(data["every"], f"{path}.every"))
    if "cron" in data:
        zone = text(data.get("timezone", "UTC"), f"{path}.timezone")
        return Schedule("cron", cron=text(data["cron"], f"{path}.cron"), timezone=zone)
    if "after" in data:
        return Schedule("after", after=resolved(sync_ref, data["after"], f"{path}.after"))
    return _on_change(data["on_change"], f"{path}.on_change")


def _on_change(data: Any, path: str) -> Schedule:
    if not isinstance(data, Mapping):
        return Schedule("on_change" if boolean(data, path) else "manual")
    check_keys(data, path, (), ("every", "column"))
    minutes = _interval(data["every"], f"{path}.every") if "every" in data else 0
    return Schedule("on_change", minutes=minutes, column=text(data.get("column", ""), f"{path}.column", empty=True))


def _interval(value: Any, path: str) -> int:
    """Minutes of "15m", "2h", "1d"; a bare number is minutes."""
    if isinstance(value, int) and not isinstance(value, bool):
        return integer(value, path, least=1)
    words = text(value, path).strip()
    unit, number = words[-1:], words[:-1]
    if unit not in _UNITS or not number.isdigit() or int(number) < 1:
        raise PlainError(path, f"“{words}” is not an interval", hint="Write 15m, 2h or 1d.")
    return int(number) * _UNITS[unit]


def _interval_text(minutes: int) -> str:
    unit = next((unit for unit in ("d", "h") if minutes % _UNITS[unit] == 0), "m")
    return f"{minutes // _UNITS[unit]}{unit}"


def schedule_to_plain(schedule: Schedule, sync_ref: Ref = same) -> dict[str, Any] | None:
    if schedule.kind == "every":
        return {"every": _interval_text(schedule.minutes)}
    if schedule.kind == "cron":
        return {"cron": schedule.cron, "timezone": schedule.timezone}
    if schedule.kind == "continuous":
        return {"continuous": True}
    if schedule.kind == "on_change":
        every = {"every": _interval_text(schedule.minutes)} if schedule.minutes else {}
        return {"on_change": {**every, **({"column": schedule.column} if schedule.column else {})} or True}
    if schedule.kind == "after":
        return {"after": sync_ref(schedule.after)}
    return None
