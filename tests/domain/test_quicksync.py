"""Which sync is offered, and what its copy takes along."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from census_desktop.domain.conditions import ColumnType
from census_desktop.domain.model import (
    Column,
    Dataset,
    FieldMapping,
    Operation,
    Schedule,
    Segment,
    Sync,
    SyncKey,
    SyncSource,
    SyncStatus,
)
from census_desktop.domain.quicksync import clashes, copy_for, free_name, missing_columns, templates

NOW = datetime(2026, 11, 24, tzinfo=UTC)
VIP = Segment("vip", "VIP", "customers")


def sync(id_: str, connection: str = "mail", age: float = 1, **changes: Any) -> Sync:
    made = Sync(
        id=id_,
        name=id_,
        source=SyncSource("segment", "other"),
        connection_id=connection,
        object="list",
        operation=Operation.MIRROR,
        key=SyncKey("email", "address"),
        mappings=(FieldMapping("first", column="first_name"), FieldMapping("origin", constant="shop")),
        schedule=Schedule("every", minutes=15),
        status=SyncStatus.ACTIVE,
        audience="Old audience",
        audience_id="aud-1",
        guards={"hold_over_removed": "25%"},
        alerts=({"kind": "failed_records", "over": "75%"},),
        advanced={"slice": 10},
        created_at=NOW - timedelta(days=age),
        updated_at=NOW,
    )
    return replace(made, **changes)


def offered(*syncs: Sync) -> list[str]:
    return [s.id for s in templates(syncs)]


def test_one_per_destination_and_the_newest_created_wins() -> None:
    assert offered(sync("old", age=9), sync("new", age=2), sync("ads", "ads", age=5)) == ["new", "ads"]


def test_recency_is_creation_not_editing() -> None:
    edited = sync("old", age=9, updated_at=NOW + timedelta(days=1))
    assert offered(edited, sync("new", age=2)) == ["new"]


def test_paused_and_draft_are_never_offered_and_the_next_newest_takes_their_place() -> None:
    paused, draft = sync("paused", age=1, status=SyncStatus.PAUSED), sync("draft", age=0.5, status=SyncStatus.DRAFT)
    assert offered(paused, draft, sync("active", age=30)) == ["active"]
    assert offered(paused, draft) == []


def test_equal_creation_times_go_by_id() -> None:
    assert offered(sync("b"), sync("a")) == offered(sync("a"), sync("b")) == ["b"]


def test_two_connections_of_one_type_are_two_destinations() -> None:
    assert set(offered(sync("a", "mail-1"), sync("b", "mail-2"))) == {"a", "b"}


def test_the_copy_takes_how_and_leaves_what_was() -> None:
    template = sync("t")
    copy = copy_for(template, VIP, "VIP → Mail")
    assert copy.source == SyncSource("segment", "vip")
    for name in ("connection_id", "object", "operation", "key", "mappings", "schedule", "guards", "alerts", "advanced"):
        assert getattr(copy, name) == getattr(template, name)
    assert (copy.audience, copy.audience_id) == ("VIP", "")
    assert (copy.status, copy.template_id, copy.created_at) == (SyncStatus.ACTIVE, "t", None)
    assert copy.id != template.id
    assert copy_for(sync("plain", audience=""), VIP, "x").audience == ""


def test_columns_that_are_missing_are_named_once_key_first() -> None:
    columns = tuple(Column(name, ColumnType.TEXT) for name in ("first_name", "city"))
    dataset = Dataset("customers", "Customers", "s", columns=columns)
    assert missing_columns(sync("t"), dataset) == ("email",)
    assert missing_columns(sync("t", key=SyncKey("city", "x")), dataset) == ()


def test_a_clash_is_another_sync_filling_the_same_audience() -> None:
    copy = copy_for(sync("t"), VIP, "x")
    twin = sync("twin", audience="VIP")
    assert [s.id for s in clashes(copy, [sync("t"), twin, sync("elsewhere", "ads", audience="VIP"), copy])] == ["twin"]
    assert clashes(replace(copy, audience=""), [replace(twin, audience="")]) == ()


def test_free_names_count_up() -> None:
    assert free_name("A", []) == "A"
    assert free_name("A", ["A", "A (2)"]) == "A (3)"
