"""Conditions and schedules as people read them, plain data there and back, and circles of segments."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from census_desktop.domain.codec import (
    PlainError,
    computed_from_plain,
    computed_to_plain,
    group_from_plain,
    group_to_plain,
    limit_from_plain,
    limit_to_plain,
    mapping_from_plain,
    mapping_to_plain,
    schedule_from_plain,
    schedule_to_plain,
)
from census_desktop.domain.conditions import (
    OPERATORS,
    ColumnType,
    Condition,
    Group,
    Member,
    Operand,
    Related,
    SqlCondition,
    describe,
    operators_for,
    own_columns,
)
from census_desktop.domain.errors import ConfigError
from census_desktop.domain.membership import refuse_cycle
from census_desktop.domain.model import FieldMapping, Schedule, Segment
from census_desktop.domain.schedule import in_words, next_interval
from census_desktop.usecases.due import check_schedule, next_due

NOW = datetime(2026, 11, 24, 10, 20, tzinfo=UTC)

EVERYTHING = {
    "all": [
        {"column": "orders_total", "op": "at_least", "value": 1000},
        {"any": [{"column": "country", "op": "one_of", "value": ["DE", "FR"]}, {"column": "email", "op": "is_blank"}]},
        {"related": "Orders", "where": {"all": [{"column": "state", "op": "is", "value": "paid"}]}},
        {
            "related": "Events",
            "event": {"one_of": ["login", "purchase"]},
            "count": {"at_least": 3},
            "within": {"last_days": 90},
        },
        {"related": "Events", "event": {"is": "unsubscribed"}, "never": True},
        {"segment": "Newsletter readers", "member": False},
        {"sql": "length(first_name) > 1"},
        {"column": "seen_at", "op": "between_days_ago", "value": [1, 7]},
    ]
}


def test_a_tree_survives_the_way_there_and_back() -> None:
    tree = group_from_plain(EVERYTHING)
    assert group_to_plain(tree) == EVERYTHING
    assert own_columns(tree) == {"orders_total", "country", "email", "seen_at"}
    assert group_from_plain(None) == group_from_plain({}) == Group()


@pytest.mark.parametrize(
    ("plain", "path", "says"),
    [
        ({"all": [], "any": []}, "where", "a group is"),
        ({"all": [{"column": "a", "op": "equals"}]}, "where.all[0].op", "not known"),
        ({"all": [{"column": "a", "op": "is", "values": 1}]}, "where.all[0].values", "unknown key"),
        ({"all": [{"op": "is"}]}, "where.all[0]", "not a condition"),
        ({"all": ["x"]}, "where.all[0]", "expected a condition"),
        ({"any": {"column": "a"}}, "where.any", "expected a list"),
        ({"all": [{"column": "a", "op": "between", "value": [1]}]}, "where.all[0].value", "two values"),
        ({"all": [{"column": "a", "op": "one_of", "value": "x"}]}, "where.all[0].value", "expected a list"),
        ({"all": [{"column": "a", "op": "is_null", "value": 1}]}, "where.all[0].value", "takes no value"),
        ({"all": [{"column": "a", "op": "less_than_days_ago", "value": -1}]}, "where.all[0].value", "number of days"),
        ({"all": [{"column": "a", "op": "is", "value": {"b": 1}}]}, "where.all[0].value", "expected one value"),
        ({"all": [{"related": "X", "count": {"about": 3}}]}, "where.all[0].count.about", "unknown key"),
        ({"all": [{"segment": ""}]}, "where.all[0].segment", "must not be empty"),
    ],
)
def test_a_refusal_says_where(plain: object, path: str, says: str) -> None:
    with pytest.raises(PlainError, match=says) as caught:
        group_from_plain(plain)
    assert caught.value.path == path


def test_an_unknown_segment_is_refused_where_it_is_named() -> None:
    def unknown(name: str) -> str:
        raise ConfigError(f"no segment “{name}”")

    with pytest.raises(PlainError, match="no segment “X”") as caught:
        group_from_plain({"all": [{"segment": "X"}]}, segment_ref=unknown)
    assert caught.value.path == "where.all[0].segment"


def test_every_type_offers_operators_and_every_operator_has_a_type() -> None:
    assert all(operators_for(t) for t in ColumnType)
    assert all(o.types for o in OPERATORS.values())
    boolean = {o.code for o in operators_for(ColumnType.BOOLEAN)}
    assert boolean == {"is_true", "is_false", "is_null", "is_not_null", "is_blank", "is_not_blank"}


@pytest.mark.parametrize(
    ("node", "words"),
    [
        (Group(), "everyone"),
        (Condition("city", "is_null"), "city is empty (null)"),
        (Condition("country", "one_of", ("DE", "FR")), "country is one of DE, FR"),
        (Condition("seen", "between_days_ago", (1, 7)), "seen between 1 and 7 days ago"),
        (Condition("seen", "more_than_days_ago", 90), "seen more than 90 days ago"),
        (Condition("age", "between", (1, 2)), "age between 1 and 2"),
        (Condition("age", "between", None), "age between ? and ?"),
        (Group("any", (Condition("a", "is", 1), Group("all", (Condition("b", "is", 2),)))), "a is 1 or (b is 2)"),
        (Member("VIP", member=False), "excludes members of VIP"),
        (SqlCondition("1 = 1"), "SQL: 1 = 1"),
        (Related("Events", Group(), ("login",), never=True), "never login"),
    ],
)
def test_conditions_in_words(node: object, words: str) -> None:
    assert describe(node) == words  # type: ignore[arg-type]


def test_every_operator_describes_itself() -> None:
    values = {Operand.NONE: None, Operand.ONE: "x", Operand.MANY: ("x",), Operand.PAIR: (1, 2), Operand.DAYS: 3}
    for operator in OPERATORS.values():
        words = describe(Condition("c", operator.code, values.get(operator.operand, (1, 2))))
        assert words.startswith("c ")
        assert "…" not in words


@pytest.mark.parametrize(
    ("plain", "words"),
    [
        (None, "by hand"),
        ({"every": "15m"}, "every 15 min"),
        ({"every": "1h"}, "hourly"),
        ({"every": "3h"}, "every 3 h"),
        ({"every": "1d"}, "daily"),
        ({"every": "7d"}, "weekly"),
        ({"every": "2d"}, "every 2 days"),
        ({"cron": "0 6 * * *", "timezone": "UTC"}, "daily 06:00"),
        ({"cron": "30 5 * * 1-5", "timezone": "Europe/Berlin"}, "weekdays 05:30 Europe/Berlin"),
        ({"cron": "*/7 1 * * *", "timezone": "UTC"}, "cron */7 1 * * *"),
        ({"cron": "0 8 * * 1", "timezone": "UTC"}, "Mondays 08:00"),
        ({"cron": "0 8 * * 7", "timezone": "UTC"}, "Sundays 08:00"),
        ({"continuous": True}, "continuously"),
        ({"on_change": True}, "when data changes"),
        ({"on_change": {"every": "10m", "column": "updated_at"}}, "when data changes"),
        ({"on_change": {"column": "updated_at"}}, "when data changes"),
        ({"after": "Other"}, "after another sync"),
    ],
)
def test_schedules_in_words_and_back(plain: object, words: str) -> None:
    schedule = schedule_from_plain(plain)
    assert in_words(schedule) == words
    assert schedule_to_plain(schedule) == plain


@pytest.mark.parametrize(
    "plain",
    [{"every": "soon"}, {"every": "0m"}, {"every": 0}, {"every": "1h", "cron": "x"}, {"at": 5}, {"on_change": {"at": 1}}],
)
def test_schedules_that_are_none(plain: object) -> None:
    with pytest.raises(PlainError):
        schedule_from_plain(plain)


def test_next_due() -> None:
    every = Schedule("every", minutes=15)
    assert next_interval(every, NOW - timedelta(minutes=5), NOW) == NOW + timedelta(minutes=10)
    assert next_interval(every, NOW - timedelta(days=5), NOW) == NOW
    assert next_due(every, None, NOW, NOW) == next_due(every, NOW, NOW, NOW) == NOW + timedelta(minutes=15)
    assert next_due(Schedule(), None, NOW, NOW) is None
    berlin = Schedule("cron", cron="0 6 * * 1-5", timezone="Europe/Berlin")
    assert next_due(berlin, None, NOW, NOW) == datetime(2026, 11, 25, 5, 0, tzinfo=UTC)


def test_a_cron_time_that_passed_since_the_last_run_is_due_once() -> None:
    daily = Schedule("cron", cron="0 6 * * *", timezone="UTC")
    last = NOW - timedelta(days=3)
    assert next_due(daily, last, last, NOW) == NOW
    assert next_due(daily, NOW, last, NOW) == datetime(2026, 11, 25, 6, 0, tzinfo=UTC)


def test_a_time_that_daylight_saving_repeats_is_due_once() -> None:
    night = Schedule("cron", cron="30 2 * * *", timezone="Europe/Paris")
    evening = datetime(2026, 10, 24, 20, 0, tzinfo=UTC)
    first = next_due(night, None, evening, evening)
    assert first is not None
    assert next_due(night, first, evening, first) == datetime(2026, 10, 26, 1, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("cron", "zone"), [("6 o'clock", "UTC"), ("0 25 * * *", "UTC"), ("0 0 6 * * *", "UTC"), ("0 6 * * *", "Berlin")]
)
def test_schedules_that_cannot_work(cron: str, zone: str) -> None:
    with pytest.raises(ConfigError):
        check_schedule(Schedule("cron", cron=cron, timezone=zone))


@pytest.mark.parametrize(
    "plain",
    [
        {"field": "a", "column": "b"},
        {"field": "a", "constant": None},
        {"field": "a", "constant": 1.5},
        {"field": "a", "template": "{{ x }}", "type": "number"},
        {"field": "a", "run": "time"},
        {"field": "a", "member": "vips"},
        {"field": "a", "column": "name", "related": "Company"},
        {"field": "a", "column": "name", "related": ["Company", "Parent"], "send_nulls": False},
        {"field": "a", "column": "b", "normalise": "phone_e164", "hash": "sha256", "country": "DE", "only_if_empty": True},
        {"field": "a", "column": "b", "hash": "already"},
        {"field": "a", "constant": '["x"]', "type": "array"},
    ],
)
def test_mappings_there_and_back(plain: dict[str, Any]) -> None:
    assert mapping_to_plain(mapping_from_plain(plain, "m")) == plain


@pytest.mark.parametrize(
    ("plain", "path", "words"),
    [
        ({"field": "a"}, "m", "exactly one of column, constant, template, run, member"),
        ({"field": "a", "column": "b", "template": "c"}, "m", "exactly one"),
        ({"field": "a", "column": "b", "hsah": "md5"}, "m.hsah", "unknown key"),
        ({"field": "a", "column": "b", "hash": "crc"}, "m.hash", "“crc” is not known"),
        ({"field": "a", "column": "b", "normalise": "mail"}, "m.normalise", "“mail” is not known"),
        ({"field": "a", "column": "b", "type": "money"}, "m.type", "“money” is not known"),
        ({"field": "a", "column": "b", "country": "Germany"}, "m.country", "two letters"),
        ({"field": "a", "column": "b", "normalise": "email", "country": "DE"}, "m.country", "does not look at a country"),
        ({"field": "a", "column": "b", "send_nulls": "no"}, "m.send_nulls", "true or false"),
        ({"field": "a", "column": "b", "hash": "already", "normalise": "email"}, "m.normalise", "cannot be normalised"),
        ({"field": "a", "column": "b", "hash": "md5", "type": "integer"}, "m.type", "a digest is text"),
        ({"field": "a", "column": "b", "related": []}, "m.related", "names no relationship"),
        ({"field": "a", "template": "b", "related": "C"}, "m.related", "goes with column only"),
        ({"field": "a", "run": "when"}, "m.run", "“when” is not known"),
        ({"field": "a", "run": "id", "hash": "md5"}, "m", "sent as it is"),
        ({"field": "a", "member": "vips", "hash": "md5"}, "m", "true or false"),
        ({"field": "a", "constant": ["x"]}, "m.constant", "expected one value"),
        ({"field": "a", "constant": float("nan")}, "m.constant", "finite"),
        ({"field": "", "column": "b"}, "m.field", "must not be empty"),
    ],
)
def test_mappings_that_are_refused(plain: dict[str, Any], path: str, words: str) -> None:
    with pytest.raises(PlainError, match=words) as refused:
        mapping_from_plain(plain, "m")
    assert refused.value.path == path


def test_a_member_mapping_names_its_segment_there_and_back() -> None:
    mapping = mapping_from_plain({"field": "vip", "member": "VIPs"}, "m", {"VIPs": "id7"}.__getitem__)
    assert mapping == FieldMapping("vip", member="id7")
    assert mapping_to_plain(mapping, {"id7": "VIPs"}.__getitem__) == {"field": "vip", "member": "VIPs"}


def test_limits_and_computed_columns_there_and_back() -> None:
    limit = {"rows": 10, "order_by": "a", "descending": True}
    assert limit_to_plain(limit_from_plain(limit)) == limit
    assert limit_to_plain(limit_from_plain(None)) is None
    computed = {"name": "n", "related": "R", "rollup": "sum", "column": "c", "where": {"all": [{"sql": "true"}]}}
    assert computed_to_plain(computed_from_plain(computed, "c")) == computed
    with pytest.raises(PlainError, match="needs a column"):
        computed_from_plain({"name": "n", "related": "R", "rollup": "sum"}, "c")


def test_circles_are_refused_with_the_path() -> None:
    def segment(id_: str, *members: str) -> Segment:
        return Segment(id_, id_.upper(), "d", Group("all", tuple(Member(m) for m in members)))

    others = {"a": segment("a", "b"), "b": segment("b"), "c": segment("c", "a")}
    refuse_cycle(segment("d", "c", "a"), others, {})
    with pytest.raises(ConfigError, match="B → C → A → B"):
        refuse_cycle(segment("b", "c"), others, {})
    with pytest.raises(ConfigError, match="A → A"):
        refuse_cycle(segment("a", "a"), others, {})
