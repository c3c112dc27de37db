"""The segment list: sorted, searched and paged in SQL."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from datetime import timedelta
from itertools import product

import pytest
from sqlalchemy import event

from census_desktop.domain.model import (
    Counts,
    Dataset,
    Health,
    Operation,
    RunStatus,
    Segment,
    Sync,
    SyncSource,
    SyncStatus,
    Trigger,
)
from census_desktop.domain.rows import EVERY, RunFilter, SegmentFilter, SegmentOrder, SegmentPage
from census_desktop.store import Store
from census_desktop.usecases.syncs import health_of
from tests.conftest import FakeClock
from tests.store.conftest import TO_HOOK


def page(store: Store, search: str = "", order: SegmentOrder = SegmentOrder.NAME, **options: object) -> SegmentPage:
    wanted = {"descending": False, "offset": 0, "limit": 200, **options}
    return store.catalog.segment_page(search, order, **wanted)  # type: ignore[arg-type]


def names(found: SegmentPage) -> list[str]:
    return [row.name for row in found.rows]


@pytest.fixture
def many(shop: Store) -> Store:
    catalog = shop.catalog
    catalog.put(Dataset("firms", "Companies 100%", "shop"))
    for number, (name, dataset, size) in enumerate(
        [
            ("apfel", "customers", 5),
            ("Ähre", "customers", None),
            ("Zebra", "firms", 50),
            ('O\'Neil "quoted"', "customers", 0),
            ("100% of them", "customers", 7),
            ("snake_case", "firms", 7),
        ]
    ):
        catalog.put(Segment(f"s{number}", name, dataset, size=size, size_of=100))
    return shop


def run(
    store: Store, sync_id: str, clock: FakeClock, status: RunStatus, rejected: int = 0, held: str = "", **more: int
) -> None:
    clock.advance(1)
    ledger, at = store.ledger, clock.now()
    made = ledger.create_run(sync_id, Trigger.MANUAL, at)
    if status is RunStatus.QUEUED:
        return
    assert ledger.begin(made.id, "me", at)
    if status is RunStatus.SKIPPED:
        other = ledger.create_run(sync_id, Trigger.SCHEDULE, at + timedelta(microseconds=1))
        assert not ledger.begin(other.id, "me", at)
        status = RunStatus.COMPLETED
    if status.is_over:
        held = held if status is RunStatus.FAILED else ""
        ledger.finish(made.id, status, Counts(processed=9, rejected=rejected, **more), "", at + timedelta(milliseconds=1), held)


def test_by_name_in_both_directions(many: Store) -> None:
    ordered = ["100% of them", "Ähre", "apfel", "High value", 'O\'Neil "quoted"', "snake_case", "Zebra"]
    assert names(page(many)) == ordered
    assert names(page(many, descending=True)) == ordered[::-1]


def test_by_size_unknown_ones_last_in_both_directions(many: Store) -> None:
    assert names(page(many, order=SegmentOrder.SIZE)) == [
        'O\'Neil "quoted"',
        "apfel",
        "100% of them",
        "snake_case",
        "Zebra",
        "Ähre",
        "High value",
    ]
    assert names(page(many, order=SegmentOrder.SIZE, descending=True))[:3] == ["Zebra", "100% of them", "snake_case"]
    assert names(page(many, order=SegmentOrder.SIZE, descending=True))[-2:] == ["Ähre", "High value"]


def test_by_last_sync_those_that_never_ran_last(many: Store, clock: FakeClock) -> None:
    for segment in ("s1", "s2"):
        many.catalog.put(replace(TO_HOOK, id=f"to-{segment}", name=segment, source=SyncSource("segment", segment)))
        run(many, f"to-{segment}", clock, RunStatus.COMPLETED)
    ran = page(many, order=SegmentOrder.LAST_SYNC)
    assert names(ran)[:2] == ["Ähre", "Zebra"]
    assert ran.rows[1].last_run_at == clock.now() + timedelta(milliseconds=1)
    assert names(page(many, order=SegmentOrder.LAST_SYNC, descending=True))[:3] == ["Zebra", "Ähre", "100% of them"]


def test_pages_put_together_are_the_list(many: Store, clock: FakeClock) -> None:
    for segment in ("s1", "s2", "s4"):
        many.catalog.put(replace(TO_HOOK, id=f"to-{segment}", name=segment, source=SyncSource("segment", segment)))
    run(many, "to-s2", clock, RunStatus.COMPLETED)
    run(many, "to-s4", clock, RunStatus.FAILED)
    for place, folder in enumerate(("b", "", "b", "a")):
        many.catalog.put(replace(many.catalog.get(Segment, f"s{place}"), folder=folder))
    for order, descending, search in product(SegmentOrder, (False, True), ("", "e")):
        for among in (EVERY, SegmentFilter(folder="b"), SegmentFilter(within=("a", "", "b"))):
            whole = page(many, search, order, descending=descending, among=among)
            assert whole.total == len(whole.rows)
            offsets = range(0, 8, 2)
            parts = [page(many, search, order, descending=descending, offset=n, limit=2, among=among) for n in offsets]
            assert [row for part in parts for row in part.rows] == list(whole.rows)
            assert {part.total for part in parts} == {whole.total}
            assert [part.offset for part in parts] == [0, 2, 4, 6]
            if among.within:
                assert [row.folder for row in whole.rows] == sorted((r.folder for r in whole.rows), key=among.within.index)


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("ÄHR", ["Ähre"]),
        ("ahre", ["Ähre"]),
        ("  zeb ", ["Zebra"]),
        ("o'n", ['O\'Neil "quoted"']),
        ('"quo', ['O\'Neil "quoted"']),
        ("0%", ["100% of them", "snake_case", "Zebra"]),
        ("_", ["snake_case"]),
        ("%", ["100% of them", "snake_case", "Zebra"]),
        ("companies", ["snake_case", "Zebra"]),
        ("nothing like it", []),
        ("\\", []),
        ("'; DROP TABLE segment; --", []),
    ],
)
def test_search_is_literal_and_looks_into_data_set_names_too(many: Store, search: str, found: list[str]) -> None:
    answer = page(many, search)
    assert names(answer) == found
    assert answer.total == len(found)


def test_a_row_says_what_the_list_shows(many: Store, clock: FakeClock) -> None:
    many.catalog.put(replace(TO_HOOK, id="2", name="Two"))
    run(many, "to-hook", clock, RunStatus.COMPLETED, rejected=3)
    run(many, "2", clock, RunStatus.COMPLETED, rejected=4)
    (row,) = page(many, "high").rows
    assert (row.id, row.dataset, row.size, row.syncs, row.rejected) == ("vip", "Customers", None, 2, 7)
    assert row.health is Health.REJECTED
    many.catalog.remove(Sync, "2")
    (row,) = page(many, "high").rows
    assert (row.syncs, row.rejected) == (1, 3)


def test_removed_segments_are_not_listed(many: Store) -> None:
    many.catalog.remove(Segment, "s2")
    assert page(many, "zebra").total == 0


def worst(syncs: list[tuple[SyncStatus, Health]]) -> Health:
    """What a segment's badge shows of its syncs'."""
    awake = [health for status, health in syncs if status is SyncStatus.ACTIVE or health is Health.RUNNING]
    if not awake:
        return Health.PAUSED if any(status is SyncStatus.PAUSED for status, _ in syncs) else Health.NEVER
    return min(awake, key=list(Health).index)


def test_a_segments_health_is_the_worst_of_its_syncs(shop: Store, clock: FakeClock) -> None:
    choose = random.Random(7)
    endings = [None, *RunStatus]
    for number in range(60):
        shop.catalog.put(Segment(f"g{number}", f"Segment {number}", "customers"))
        for turn in range(choose.randrange(4)):
            id_ = f"{number}-{turn}"
            status = choose.choice(list(SyncStatus))
            source = SyncSource("segment", f"g{number}")
            shop.catalog.put(replace(TO_HOOK, id=id_, name=id_, source=source, operation=Operation.UPSERT, status=status))
            for ending in choose.sample(endings, 2):
                if ending is not None and not any(r.status is RunStatus.WORKING for r in shop.ledger.last_runs([id_]).values()):
                    run(shop, id_, clock, ending, rejected=choose.choice([0, 5]), held=choose.choice(["", "Held."]))
    listed = {row.id: row.health for row in page(shop).rows}
    expected = {}
    for segment in shop.catalog.all(Segment):
        syncs = shop.catalog.syncs_of(segment_id=segment.id)
        runs = shop.ledger.last_runs([sync.id for sync in syncs])
        expected[segment.id] = worst([(sync.status, health_of(sync, runs.get(sync.id))) for sync in syncs])
    assert listed == expected
    assert set(expected.values()) == set(Health), "the sample has every health"
    by_health = [row.health for row in page(shop, order=SegmentOrder.HEALTH).rows]
    assert by_health == sorted(by_health, key=list(Health).index), "the worst stand first"
    assert [row.health for row in page(shop, order=SegmentOrder.HEALTH, descending=True).rows] == by_health[::-1]


def test_syncs_of_a_data_set_are_those_of_its_segments_too(many: Store, clock: FakeClock) -> None:
    catalog = many.catalog
    clock.advance(1)
    catalog.put(replace(TO_HOOK, id="whole", name="Whole", source=SyncSource("dataset", "customers")))
    clock.advance(1)
    catalog.put(replace(TO_HOOK, id="firm", name="A firm", source=SyncSource("segment", "s2")))
    assert [s.id for s in catalog.syncs_of(dataset_id="customers")] == ["to-hook", "whole"]
    assert [s.id for s in catalog.syncs_of(dataset_id="firms")] == ["firm"]
    assert [s.id for s in catalog.syncs_of(segment_id="vip")] == ["to-hook"]
    assert [s.id for s in catalog.syncs_of(connection_id="hook")] == ["to-hook", "whole", "firm"]
    assert catalog.syncs_of(segment_id="vip", connection_id="other") == ()


def test_no_list_reads_a_whole_table_of_runs_or_syncs(shop: Store, clock: FakeClock) -> None:
    """Asked of SQLite's planner, so that it holds for workspaces of any size."""
    run(shop, "to-hook", clock, RunStatus.COMPLETED)
    asked: list[tuple[str, tuple[object, ...]]] = []

    def note(connection: object, cursor: object, statement: str, values: tuple[object, ...], *_: object) -> None:
        asked.append((statement, values))

    event.listen(shop._database._engine, "before_cursor_execute", note)
    for order in SegmentOrder:
        for search in ("", "high"):
            for among in (EVERY, SegmentFilter(folder="a"), SegmentFilter(tags=("a",)), SegmentFilter(within=("", "a"))):
                page(shop, search, order, among=among)
                shop.catalog.folders(search, among)
    shop.catalog.tags()
    shop.catalog.syncs_of(segment_id="vip")
    shop.catalog.syncs_of(dataset_id="customers")
    shop.catalog.activity(segment_id="vip")
    shop.catalog.activity(sync_id="to-hook")
    shop.ledger.last_runs(["to-hook"])
    shop.ledger.unapplied("to-hook")
    shop.ledger.overview()
    for filters in ({}, {"sync_id": "to-hook"}, {"segment_id": "vip"}, {"statuses": ("failed",)}):
        shop.ledger.runs(RunFilter(**filters))  # type: ignore[arg-type]
        shop.ledger.runs(RunFilter(**filters, before=(clock.now(), "x")))  # type: ignore[arg-type]
    shop.ledger.abandoned(clock.now())
    waiting = shop.ledger.create_run("to-hook", Trigger.MANUAL, clock.now())
    shop.ledger.begin(waiting.id, "me", clock.now())
    plans = {
        (statement, step[3])
        for statement, values in asked
        if statement.startswith("SELECT")
        for step in shop._database._watcher.execute(f"EXPLAIN QUERY PLAN {statement}", values)
    }
    assert len(plans) > 30
    whole = "SCAN (run|sync|batch|event|rejected_row|segment)"
    assert [(step, statement) for statement, step in plans if re.fullmatch(whole, step)] == []
    # The segment list is sorted, searched and counted in its own indexes: those of names and ids would open every row.
    opened = "SCAN segment USING INDEX (?!ix_segment_(name_key|size|folder)).*"
    listed = [(step, statement) for statement, step in plans if re.search("instr|ORDER BY|GROUP BY", statement)]
    assert [(step, statement) for step, statement in listed if re.fullmatch(opened, step)] == []


def test_refused_without_names_and_unknown_ones_need_a_look_too(many: Store, clock: FakeClock) -> None:
    run(many, "to-hook", clock, RunStatus.COMPLETED, rejected=2, unnamed=3, unknown=4)
    (row,) = [row for row in page(many).rows if row.syncs]
    assert (row.health, row.rejected, row.unknown) == (Health.REJECTED, 5, 4)
    run(many, "to-hook", clock, RunStatus.COMPLETED, unknown=1)
    (row,) = [row for row in page(many).rows if row.syncs]
    assert (row.health, row.rejected, row.unknown) == (Health.REJECTED, 0, 1)
    assert many.ledger.overview().attention == 1
    last = many.ledger.last_runs(["to-hook"])["to-hook"]
    assert health_of(many.catalog.get(Sync, "to-hook"), last) is Health.REJECTED
