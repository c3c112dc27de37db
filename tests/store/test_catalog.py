"""What the workspace knows, through the catalog's own face."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from census_desktop.domain.codec import PlainError
from census_desktop.domain.conditions import ColumnType, Condition, Group, Member, Related, SqlCondition
from census_desktop.domain.errors import ConfigError, NotFoundError, StoreError
from census_desktop.domain.model import (
    Column,
    Computed,
    Connection,
    Dataset,
    FieldMapping,
    Limit,
    Operation,
    Relationship,
    Schedule,
    Segment,
    Source,
    Sync,
    SyncKey,
    SyncSource,
    SyncStatus,
)
from census_desktop.paths import WorkspacePaths
from census_desktop.store import Store, open_store
from tests.conftest import FakeClock
from tests.store.conftest import HOOK, SHOP, TO_HOOK, VIP, furnish

AT = datetime(2026, 11, 20, 8, 30, 15, 123456, tzinfo=UTC)

EVERYTHING = Group(
    "all",
    (
        Condition("orders_total", "at_least", 1000),
        Group("any", (Condition("country", "one_of", ("DE", "FR")), Condition("email", "ends_with", "\"%_'@example.com"))),
        Condition("seen_at", "between_days_ago", (1, 2.5)),
        Condition("unfinished", "is"),
        Related("Orders", Group("all", (Condition("state", "is", "paid"),))),
        Related("Events", Group(), ("login", "purchase"), ("at_least", 3), ("between_days", (1, 9))),
        Related("Events", Group(), ("unsubscribed",), never=True),
        Member("other", member=False),
        SqlCondition('length("first_name") > 1 -- 🎉'),
    ),
)


def test_everything_of_a_thing_survives_closing(paths: WorkspacePaths, clock: FakeClock) -> None:
    things = [
        Source("s", "Shop “files” 🎉", "postgres", {"host": "db", "port": 5432, "deep": {"list": [1, None, True]}}),
        Dataset(
            id="d",
            name="Customers",
            source_id="s",
            table="customers",
            type="person",
            unique_identifier="id",
            email="email",
            columns=(
                Column("id", ColumnType.INTEGER, "int64"),
                Column("email", ColumnType.TEXT, "text", pii=True, enumerated=True),
            ),
            relationships=(Relationship("Orders", "e", "one_to_many", "id", "customer_id"),),
            computed=(
                Computed("total", "Orders", rollup="sum", column="amount", where=Group("any", (Condition("s", "is", "paid"),))),
                Computed("company", "Company", lookup="name"),
            ),
        ),
        Dataset("e", "Events", "s", sql="SELECT 1", type="event", event_name="event", event_time="at"),
        Segment("other", "Other", "d"),
        Segment(
            id="g",
            name="High value",
            dataset_id="d",
            where=EVERYTHING,
            description="Two\nlines",
            limit=Limit(5000, "total", descending=True),
            size=0,
            size_of=10,
            size_at=AT,
            created_at=AT,
            updated_at=AT,
        ),
        Connection("c", "Hook", "webhook", {"headers": {"X-A": "1"}}, "sandbox", AT, AT, False, "refused"),
        Sync(
            id="y",
            name="One",
            source=SyncSource("segment", "g"),
            connection_id="c",
            object="records",
            operation=Operation.MIRROR,
            key=SyncKey("id", "external_id"),
            mappings=(
                FieldMapping("email", column="email"),
                FieldMapping("origin", constant="shop"),
                FieldMapping("none", constant=None),
                FieldMapping("yes", constant=True),
                FieldMapping("", column="not finished"),
            ),
            schedule=Schedule("every", minutes=90),
            status=SyncStatus.ACTIVE,
            audience="VIPs",
            audience_id="a-17",
            guards={"hold_over_removed": "25%"},
            alerts=({"kind": "failed_records", "over": "75%"},),
            advanced={"x": [1]},
            template_id="t",
            created_at=AT,
            updated_at=AT,
        ),
        Sync("z", "Two", SyncSource("dataset", "d"), "c", "", Operation.UPSERT, SyncKey("", ""), created_at=AT, updated_at=AT),
    ]
    store = open_store(paths, clock)
    for thing in things:
        store.catalog.put(thing)
    store.close()
    store = open_store(paths, clock)
    for thing in things:
        found = store.catalog.get(type(thing), thing.id)
        if thing.id == "other":
            found = replace(found, created_at=None, updated_at=None)
        assert found == thing
    store.close()


@pytest.mark.parametrize(
    "schedule",
    [
        Schedule(),
        Schedule("every", minutes=1440),
        Schedule("cron", cron="0 6 * * 1-5", timezone="Europe/Berlin"),
        Schedule("on_change"),
        Schedule("after", after="some-id"),
    ],
)
def test_every_kind_of_schedule_comes_back(shop: Store, schedule: Schedule) -> None:
    shop.catalog.put(replace(TO_HOOK, schedule=schedule))
    assert shop.catalog.get(Sync, "to-hook").schedule == schedule


def test_things_are_found_by_id_or_exact_name(shop: Store) -> None:
    catalog = shop.catalog
    assert catalog.get(Segment, "vip") == catalog.get(Segment, "High value") == catalog.find(Segment, " High value ")
    assert catalog.find(Segment, "high value") is None
    assert catalog.find(Segment, "%") is None
    catalog.put(Segment("other", "vip", "customers"))
    assert catalog.get(Segment, "vip").id == "vip", "an id goes before a name"


def test_what_is_not_there_is_said_with_what_is(shop: Store) -> None:
    with pytest.raises(NotFoundError) as refused:
        shop.catalog.get(Segment, "High valeu")
    assert refused.value.message == "There is no segment “High valeu”."
    assert refused.value.hint == "Did you mean “High value”?"
    with pytest.raises(NotFoundError) as refused:
        shop.catalog.get(Connection, "zzz" * 5000)
    assert len(refused.value.message) < 150
    assert refused.value.hint == "Known: CRM hook."


def test_names_are_unique_within_a_kind(shop: Store) -> None:
    with pytest.raises(ConfigError, match="already a segment named “High value”"):
        shop.catalog.put(Segment("2", " High value", "customers"))
    shop.catalog.put(Segment("2", "high value", "customers"))
    shop.catalog.put(Dataset("3", "High value", "shop"))
    with pytest.raises(ConfigError, match="already a segment"):
        shop.catalog.put(Segment("2", "High value", "customers"))
    assert shop.catalog.get(Segment, "2").name == "high value"


def test_a_refused_name_changes_nothing(shop: Store) -> None:
    before = shop.catalog.get(Segment, "vip")
    for name in ("", "x" * 10_000, "two\nlines"):
        with pytest.raises(ConfigError):
            shop.catalog.put(replace(VIP, name=name))
    assert shop.catalog.get(Segment, "vip") == before
    assert [row.what for row in shop.catalog.activity(segment_id="vip")] == ["created", "created"]


def test_all_are_ordered_by_name(shop: Store) -> None:
    for name in ("zebra", "Ähre", "apfel"):
        shop.catalog.put(Segment(name, name, "customers"))
    assert [s.name for s in shop.catalog.all(Segment)] == ["Ähre", "apfel", "High value", "zebra"]


# Times ----------------------------------------------------------------------------------------------------------------


def test_times_are_set_by_the_store_unless_brought(shop: Store, clock: FakeClock) -> None:
    made = clock.now()
    clock.advance(60)
    shop.catalog.put(replace(VIP, description="changed"))
    vip = shop.catalog.get(Segment, "vip")
    assert (vip.created_at, vip.updated_at) == (made, clock.now())
    shop.catalog.put(replace(TO_HOOK, id="old", name="Old", created_at=AT.astimezone(timezone(timedelta(hours=5)))))
    old = shop.catalog.get(Sync, "old")
    assert old.created_at == old.updated_at == AT
    assert old.created_at.tzinfo is UTC
    shop.catalog.put(replace(old, audience="x", created_at=clock.now()))
    assert shop.catalog.get(Sync, "old").created_at == AT, "a thing is created once"


def test_saving_what_is_already_so_leaves_no_trace(shop: Store, clock: FakeClock) -> None:
    before, version = shop.catalog.get(Sync, "to-hook"), len(shop.catalog.activity())
    clock.advance(60)
    shop.catalog.put(before)
    assert shop.catalog.get(Sync, "to-hook") == before
    assert len(shop.catalog.activity()) == version


# What may change ------------------------------------------------------------------------------------------------------

LOCKED = {
    "source": {"source": SyncSource("dataset", "customers")},
    "destination": {"connection_id": "other"},
    "object": {"object": "people"},
    "operation": {"operation": Operation.UPSERT},
}


@pytest.mark.parametrize("what", LOCKED)
@pytest.mark.parametrize("status", [SyncStatus.ACTIVE, SyncStatus.PAUSED])
def test_what_a_sync_sends_where_cannot_change_after_the_draft(shop: Store, what: str, status: SyncStatus) -> None:
    shop.catalog.put(Connection("other", "Other", "webhook"))
    shop.catalog.put(replace(TO_HOOK, status=status))
    with pytest.raises(ConfigError, match=f"The {what} of “High value to the CRM” cannot change"):
        shop.catalog.put(replace(TO_HOOK, status=SyncStatus.DRAFT, **LOCKED[what]))
    assert shop.catalog.get(Sync, "to-hook").status is status


@pytest.mark.parametrize("what", LOCKED)
def test_a_draft_may_change_in_everything(shop: Store, what: str) -> None:
    shop.catalog.put(Connection("other", "Other", "webhook"))
    draft = replace(TO_HOOK, id="draft", name="Draft", status=SyncStatus.DRAFT)
    shop.catalog.put(draft)
    changed = replace(draft, status=SyncStatus.ACTIVE, **LOCKED[what])
    shop.catalog.put(changed)
    found = shop.catalog.get(Sync, "draft")
    assert replace(found, created_at=None, updated_at=None) == changed


def test_conditions_that_could_not_be_read_back_are_not_taken(shop: Store) -> None:
    with pytest.raises(PlainError, match=r"where\.all\[0\]\.op"):
        shop.catalog.put(replace(VIP, where=Group("all", (Condition("a", "resembles", 1),))))
    assert shop.catalog.get(Segment, "vip").where == Group()


@pytest.mark.parametrize(
    ("thing", "said"),
    [
        (Dataset("2", "Two", "nowhere"), "The source of the data set “Two” is not in this workspace"),
        (Segment("2", "Two", "nowhere"), "The data set of the segment “Two” is not"),
        (replace(TO_HOOK, id="2", name="Two", connection_id="nowhere"), "The destination of the sync “Two” is not"),
        (replace(TO_HOOK, id="2", name="Two", source=SyncSource("segment", "nowhere")), "The segment of the sync “Two” is not"),
    ],
)
def test_what_a_thing_refers_to_must_be_there(shop: Store, thing: Dataset, said: str) -> None:
    with pytest.raises(ConfigError, match=said):
        shop.catalog.put(thing)
    assert shop.catalog.find(type(thing), "2") is None


# Sizes and settings ---------------------------------------------------------------------------------------------------


def test_the_answer_to_a_test_is_kept_without_what_it_may_quote(shop: Store) -> None:
    shop.catalog.put(replace(HOOK, test_message="401 for jane@example.com, token=abcdef"))
    assert shop.catalog.get(Connection, "hook").test_message == "401 for •••, token=•••"


def test_sizes_over_time_oldest_first(shop: Store) -> None:
    for hour in range(5):
        shop.catalog.set_size("vip", 100 + hour, 1000, AT + timedelta(hours=hour))
    shop.catalog.set_size("vip", 200, 1000, AT + timedelta(hours=4))
    assert shop.catalog.sizes("vip", limit=2) == ((AT + timedelta(hours=3), 103), (AT + timedelta(hours=4), 200))
    vip = shop.catalog.get(Segment, "vip")
    assert (vip.size, vip.size_of, vip.size_at) == (200, 1000, AT + timedelta(hours=4))
    with pytest.raises(NotFoundError):
        shop.catalog.set_size("gone", 1, 1, AT)


def test_an_editor_with_an_older_copy_does_not_undo_a_size(shop: Store) -> None:
    edited = shop.catalog.get(Segment, "vip")
    shop.catalog.set_size("vip", 7, 10, AT)
    shop.catalog.put(replace(edited, description="new words"))
    assert shop.catalog.get(Segment, "vip").size == 7
    shop.catalog.put(replace(edited, where=Group("all", (Condition("a", "is_null"),))))
    assert shop.catalog.get(Segment, "vip").size is None, "a new definition has no known size"


def test_settings(shop: Store) -> None:
    assert shop.catalog.setting("workspace_name") == ""
    shop.catalog.set_setting("workspace_name", "Shop 🎉")
    shop.catalog.set_setting("workspace_name", "Shop's")
    assert shop.catalog.setting("workspace_name") == "Shop's"


# Transactions and threads ---------------------------------------------------------------------------------------------


def test_a_transaction_is_all_or_nothing(store: Store) -> None:
    def fails_in_the_end() -> None:
        with store.catalog.transaction():
            furnish(store)
            assert store.catalog.get(Segment, "vip").name == "High value"
            raise KeyError

    with pytest.raises(KeyError):
        fails_in_the_end()
    assert store.catalog.all(Source) == ()
    assert store.catalog.activity() == ()


def test_a_refusal_inside_a_transaction_undoes_only_itself(shop: Store) -> None:
    def fails_inside() -> None:
        with shop.catalog.transaction():
            shop.catalog.put(replace(VIP, description="lost"))
            raise ZeroDivisionError

    with shop.catalog.transaction():
        shop.catalog.put(replace(VIP, description="kept"))
        with pytest.raises(ConfigError):
            shop.catalog.put(Segment("2", "High value", "customers"))
        with pytest.raises(ZeroDivisionError):
            fails_inside()
    assert shop.catalog.get(Segment, "vip").description == "kept"


def test_other_threads_see_a_transaction_only_when_it_is_done(shop: Store) -> None:
    seen: list[str] = []

    def look() -> None:
        seen.append(shop.catalog.get(Segment, "vip").description)

    with shop.catalog.transaction():
        shop.catalog.put(replace(VIP, description="new"))
        thread = threading.Thread(target=look)
        thread.start()
        thread.join()
    look()
    assert seen == ["", "new"]


def test_many_threads_write_and_read_at_once(shop: Store) -> None:
    problems: list[Exception] = []

    def work(number: int) -> None:
        try:
            for turn in range(15):
                shop.catalog.put(Segment(f"{number}-{turn}", f"Segment {number} {turn}", "customers"))
                shop.catalog.all(Segment)
                shop.catalog.version()
        except Exception as error:
            problems.append(error)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not problems
    assert len(shop.catalog.all(Segment)) == 1 + 8 * 15


def test_the_version_moves_with_every_change_and_only_then(shop: Store) -> None:
    before = shop.catalog.version()
    assert shop.catalog.version() == before
    shop.catalog.all(Segment)
    assert shop.catalog.version() == before
    shop.catalog.set_setting("a", "b")
    assert shop.catalog.version() != before


def test_a_closed_workspace_says_so(paths: WorkspacePaths, clock: FakeClock) -> None:
    store = furnish(open_store(paths, clock))
    store.close()
    for use in (lambda: store.catalog.all(Source), lambda: store.catalog.put(SHOP), store.catalog.version):
        with pytest.raises(StoreError, match="The workspace is closed"):
            use()
