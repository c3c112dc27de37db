"""Finding anything by a part of its name."""

from __future__ import annotations

from pathlib import Path

import pytest

from census_desktop.bootstrap import App, open_workspace
from census_desktop.domain.errors import NotFoundError
from census_desktop.domain.model import Dataset, Segment, Source
from census_desktop.domain.rows import Named
from tests.conftest import FakeClock
from tests.gui.shop import build_shop


@pytest.fixture
def app(tmp_path: Path, clock: FakeClock):
    opened = open_workspace(tmp_path / "workspace", clock=clock)
    yield opened
    opened.close()


def names(app: App, wanted: str) -> list[tuple[str, str]]:
    return [(found.thing.kind, found.thing.name) for found in app.finding.find(wanted)]


def test_things_of_every_kind_are_found_best_first(app: App) -> None:
    build_shop(app)
    assert names(app, "high")[0] == ("segment", "High value customers")
    assert {kind for kind, _ in names(app, "c")} >= {"segment", "sync", "dataset"}
    assert ("destination", "Marketing files") in names(app, "mark fil")
    assert names(app, "hvc")[0] == ("segment", "High value customers")
    assert names(app, " ") == []
    assert names(app, "no such thing") == []


def test_what_is_typed_is_no_pattern(app: App) -> None:
    app.catalog.put(Source("s", "Files", "folder"))
    app.catalog.put(Dataset("d", "Orders", "s", table="orders"))
    for id_, name in (("a", "100% sure"), ("b", "100 percent"), ("c", "a_b"), ("d", "axb"), ("e", "back\\slash")):
        app.catalog.put(Segment(id_, name, "d"))
    assert [name for _, name in names(app, "100%")] == ["100% sure"]
    assert [name for _, name in names(app, "a_b")] == ["a_b"]
    assert [name for _, name in names(app, "k\\s")] == ["back\\slash"]
    assert names(app, "'; drop table segment; --") == []


def test_the_very_name_is_found_among_thousands(app: App) -> None:
    app.catalog.put(Source("s", "Files", "folder"))
    app.catalog.put(Dataset("d", "Orders", "s", table="orders"))
    with app.catalog.transaction():
        for number in range(210):
            app.catalog.put(Segment(f"s{number}", f"n{number} ew o r d er buyers", "d"))
        app.catalog.put(Segment("wanted", "A name that is long, so that it stands behind shorter ones: new order buyers", "d"))
    assert names(app, "new order")[0][1].startswith("A name that is long")


def test_what_was_removed_is_not_offered_and_what_is_known_keeps_its_order(app: App) -> None:
    build_shop(app)
    refs = [("sync", "sync-de"), ("segment", "seg-vip"), ("segment", "gone"), ("no-kind", "x")]
    assert [thing.id for thing in app.finding.known(refs)] == ["sync-de", "seg-vip"]
    assert isinstance(app.finding.known(refs)[0], Named)
    app.syncs.remove("sync-de")
    assert [thing.id for thing in app.finding.known(refs)] == ["seg-vip"]


def test_where_a_thing_is_shown(app: App) -> None:
    build_shop(app)
    assert app.finding.where("segment", "High value customers") == ("segments", {"segment": "seg-vip"})
    page, told = app.finding.where("sync", "sync-de")
    assert (page, told["tab"], told["sync"]) == ("segments", "Syncs", "sync-de")
    assert app.finding.where("destination", "Marketing files") == ("destinations", {"connection": "con-files"})
    with pytest.raises(NotFoundError):
        app.finding.where("dataset", "no such thing")
