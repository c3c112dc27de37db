"""The first look at the segment list says what the store says, or nothing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from census_desktop import glance
from census_desktop.bootstrap import begin_workspace
from census_desktop.domain.errors import StoreError
from census_desktop.domain.model import Dataset, RunStatus, Segment, Sync, SyncSource, SyncStatus
from census_desktop.domain.rows import SegmentOrder
from census_desktop.paths import WorkspacePaths
from census_desktop.store import Store, schema
from tests.conftest import FakeClock
from tests.store.conftest import TO_HOOK
from tests.store.test_listing import page, run

ENDS = (RunStatus.COMPLETED, RunStatus.FAILED, RunStatus.CANCELLED, RunStatus.QUEUED, None)


@pytest.fixture
def busy(shop: Store, clock: FakeClock) -> Store:
    """Segments with no, one or several syncs in every state, some hidden, some with rejected records."""
    catalog = shop.catalog
    catalog.put(Dataset("firms", "Companies", "shop"))
    number = 0
    for size in (None, 0, 7, 7, 5000):
        for statuses in ((), ("active",), ("paused",), ("paused", "active"), ("draft", "paused", "active")):
            number += 1
            segment = Segment(f"s{number}", f"Ä segment {number % 7} – {number}", "firms", size=size, size_of=9000)
            catalog.put(segment)
            for n, status in enumerate(statuses):
                sync = replace(
                    TO_HOOK, id=f"y{number}-{n}", name=f"Sync {number}-{n}", source=SyncSource("segment", segment.id)
                )
                catalog.put(replace(sync, status=SyncStatus(status)))
                if end := ENDS[(number + n) % len(ENDS)]:
                    run(
                        shop,
                        sync.id,
                        clock,
                        end,
                        rejected=(number + n) % 2,
                        unknown=number % 3 // 2,
                        held="Held." if number % 3 == 0 else "",
                    )
    catalog.remove(Sync, "y2-0")
    catalog.put(Segment("hidden", "Hidden", "firms"))
    catalog.remove(Segment, "hidden")
    return shop


@pytest.mark.parametrize("order", list(SegmentOrder))
@pytest.mark.parametrize("descending", [False, True])
def test_it_is_the_page_that_the_store_gives(busy: Store, paths: WorkspacePaths, order: SegmentOrder, descending: bool) -> None:
    for limit in (3, 200):
        wanted = page(busy, order=order, descending=descending, limit=limit)
        assert glance.segment_page(paths.store, order, descending, limit) == wanted


def test_it_knows_one_revision_only(busy: Store, paths: WorkspacePaths) -> None:
    assert glance.REVISION == schema.REVISION


def test_nothing_where_only_the_store_can_tell(tmp_path: Path) -> None:
    def look(path: Path) -> object:
        return glance.segment_page(path, SegmentOrder.NAME, False, 10)

    assert look(tmp_path / "absent.db") is None
    for content in (b"", b"not a database at all", b"SQLite format 3\x00" + b"\xff" * 5000):
        (tmp_path / "x.db").write_bytes(content)
        assert look(tmp_path / "x.db") is None
    assert look(tmp_path) is None


def test_a_workspace_that_is_begun_shows_its_list_and_opens_when_needed(busy: Store, paths: WorkspacePaths) -> None:
    app = begin_workspace(paths.root, environ={})
    try:
        assert app.segments.page().total == 26
        assert not app.store.is_open
        assert app.segments.get("s1").size is None
        assert app.store.is_open
        assert app.segments.page() == app.segments.page(limit=200)
    finally:
        app.close()
    with pytest.raises(StoreError, match="closed"):
        app.segments.get("s1")


def test_a_failure_to_open_is_told_until_it_is_tried_again(paths: WorkspacePaths) -> None:
    paths.root.mkdir(parents=True)
    paths.store.write_text("no database")
    app = begin_workspace(paths.root, environ={})
    for _ in range(2):
        with pytest.raises(StoreError, match="database"):
            app.segments.get("x")
    for left in paths.root.glob("workspace*"):
        left.unlink()
    with pytest.raises(StoreError):
        app.segments.all()
    app.store.open()
    assert app.segments.all() == ()
    app.close()
