"""Removing, restoring, and the history that every change leaves."""

from __future__ import annotations

from dataclasses import replace

import pytest

from census_desktop.domain.conditions import Condition, Group, Member, Related
from census_desktop.domain.errors import ConfigError, NotFoundError
from census_desktop.domain.model import (
    Connection,
    Dataset,
    FieldMapping,
    Relationship,
    Schedule,
    Segment,
    Source,
    Sync,
    SyncKey,
    SyncStatus,
)
from census_desktop.store import Store
from tests.conftest import FakeClock
from tests.store.conftest import CUSTOMERS, HOOK, TO_HOOK, VIP

# Removing and restoring -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "id_", "users"),
    [
        (Source, "shop", "“Customers”"),
        (Dataset, "customers", "“High value”"),
        (Segment, "vip", "“High value to the CRM”"),
        (Connection, "hook", "“High value to the CRM”"),
    ],
)
def test_what_is_still_needed_stays(shop: Store, kind: type[Source], id_: str, users: str) -> None:
    with pytest.raises(ConfigError, match=f"is still used by {users}"):
        shop.catalog.remove(kind, id_)
    assert shop.catalog.get(kind, id_)


def test_needs_inside_definitions_are_seen(shop: Store) -> None:
    catalog = shop.catalog
    catalog.put(Dataset("orders", "Orders", "shop"))
    catalog.put(replace(CUSTOMERS, relationships=(Relationship("Orders", "orders", "one_to_many", "id", "customer_id"),)))
    catalog.put(Segment("a", "A", "customers"))
    within = Related("Orders", Group("any", (Group("all", (Member("a"),)),)))
    catalog.put(Segment("b", "B", "customers", Group("all", (within, Condition("vip", "is", "customers")))))
    catalog.put(replace(TO_HOOK, id="next", name="Next", schedule=Schedule("after", after="to-hook")))
    for kind, id_, user in ((Dataset, "orders", "Customers"), (Segment, "a", "B"), (Sync, "to-hook", "Next")):
        with pytest.raises(ConfigError, match=f"still used by “{user}”"):
            catalog.remove(kind, id_)
    catalog.remove(Sync, "next")
    catalog.remove(Sync, "to-hook")
    catalog.remove(Segment, "vip")  # the word “vip” in B's conditions is a value, not a reference


def test_many_users_are_counted(shop: Store) -> None:
    for number in range(5):
        shop.catalog.put(Segment(f"s{number}", f"S{number}", "customers"))
    with pytest.raises(ConfigError, match="“High value”, “S0”, “S1” and 3 more"):
        shop.catalog.remove(Dataset, "customers")


def test_removed_things_are_hidden_and_come_back_whole(shop: Store) -> None:
    catalog = shop.catalog
    before = catalog.get(Sync, "to-hook")
    catalog.remove(Sync, "to-hook")
    assert catalog.find(Sync, "to-hook") is None
    assert catalog.all(Sync) == catalog.syncs_of(segment_id="vip") == ()
    with pytest.raises(ConfigError, match="was removed"):
        catalog.put(TO_HOOK)
    with pytest.raises(NotFoundError):
        catalog.remove(Sync, "to-hook")
    catalog.restore(Sync, "to-hook")
    catalog.restore(Sync, "to-hook")
    assert catalog.get(Sync, "to-hook") == before
    with pytest.raises(NotFoundError):
        catalog.restore(Sync, "never there")


def test_restoring_into_a_changed_workspace_says_what_is_in_the_way(shop: Store) -> None:
    catalog = shop.catalog
    catalog.remove(Sync, "to-hook")
    catalog.put(replace(TO_HOOK, id="new"))
    with pytest.raises(ConfigError, match="already a sync named"):
        catalog.restore(Sync, "to-hook")
    catalog.remove(Sync, "new")
    catalog.remove(Connection, "hook")
    with pytest.raises(ConfigError, match="The destination of the sync"):
        catalog.restore(Sync, "to-hook")


# History --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "what", "detail"),
    [
        ({"status": SyncStatus.PAUSED}, "paused", ""),
        ({"name": "New"}, "renamed", "High value to the CRM → New"),
        ({"mappings": (FieldMapping("a", column="a"),), "key": SyncKey("a", "b")}, "edited", "mappings, sync key"),
        ({"status": SyncStatus.PAUSED, "schedule": Schedule("every", minutes=5)}, "paused", "schedule"),
        ({"status": SyncStatus.DRAFT}, "made a draft", ""),
    ],
)
def test_a_change_has_its_word(shop: Store, change: dict[str, object], what: str, detail: str) -> None:
    shop.catalog.put(replace(TO_HOOK, **change))
    newest = shop.catalog.activity(sync_id="to-hook")[0]
    assert (newest.what, newest.detail) == (what, detail)


def test_the_history_of_a_sync_newest_first(shop: Store, clock: FakeClock) -> None:
    catalog = shop.catalog
    for status in (SyncStatus.PAUSED, SyncStatus.ACTIVE):
        clock.advance(1)
        catalog.put(replace(TO_HOOK, status=status))
    catalog.put(replace(TO_HOOK, audience_id="7"), detail="audience made")
    catalog.remove(Sync, "to-hook")
    catalog.restore(Sync, "to-hook")
    said = [(row.what, row.detail) for row in catalog.activity(sync_id="to-hook")]
    assert said == [
        ("restored", ""),
        ("removed", ""),
        ("edited", "audience made"),
        ("resumed", ""),
        ("paused", ""),
        ("created", ""),
    ]
    draft = replace(TO_HOOK, id="2", name="Draft", status=SyncStatus.DRAFT)
    catalog.put(draft)
    catalog.put(replace(draft, status=SyncStatus.ACTIVE))
    assert catalog.activity(sync_id="2")[0].what == "activated"


def test_a_segments_history_has_its_syncs_and_a_limit(shop: Store) -> None:
    shop.catalog.put(replace(VIP, where=Group("all", (Condition("a", "is_null"),))))
    rows = shop.catalog.activity(segment_id="vip")
    assert [(row.what, row.subject, row.detail) for row in rows] == [
        ("edited", "High value", "definition"),
        ("created", "High value to the CRM", ""),
        ("created", "High value", ""),
    ]
    assert shop.catalog.activity(segment_id="vip", limit=1) == rows[:1]
    assert len(shop.catalog.activity()) == 6


def test_a_test_of_a_connection_is_called_so(shop: Store, clock: FakeClock) -> None:
    shop.catalog.put(replace(HOOK, tested_at=clock.now(), test_ok=False, test_message="refused"))
    assert shop.catalog.activity()[0].what == "tested"
    found = shop.catalog.get(Connection, "hook")
    assert (found.tested_at, found.test_ok, found.test_message) == (clock.now(), False, "refused")
