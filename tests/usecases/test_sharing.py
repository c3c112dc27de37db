"""A document that people share in a file: reviewed three ways, taken in as a whole, written only when it differs."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from census_desktop.bootstrap import App, open_workspace
from census_desktop.domain.conditions import Condition, Group
from census_desktop.domain.errors import CensusError, ConfigError, DocumentError
from census_desktop.domain.merging import Fate, ItemDiff, Side
from census_desktop.domain.model import Segment
from census_desktop.usecases.sharing import Review
from tests.conftest import FakeClock
from tests.store.test_disk import fill, mounted
from tests.usecases.conftest import add_sync


def describe(app: App, name: str, text: str) -> None:
    app.catalog.put(replace(app.segments.get(name), description=text))


def replaced(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def of(review: Review, name: str) -> ItemDiff:
    return next(item for item in review.compared.items if item.name == name)


@pytest.fixture
def file(app: App, tmp_path: Path) -> Path:
    """The document, linked, in a folder beside the workspace, with two segments that are described."""
    describe(app, "Berlin", "people of Berlin")
    describe(app, "Adults", "grown up")
    shared = tmp_path / "shared"
    shared.mkdir()
    app.sharing.link(shared / "team.yaml")
    return shared / "team.yaml"


def test_what_only_one_side_changed_is_clear_and_what_both_changed_is_a_conflict(app: App, file: Path) -> None:
    replaced(file, "people of Berlin", "from the file")
    replaced(file, "value: 18", "value: 21")
    describe(app, "Berlin", "from here")
    describe(app, "Adults", "changed here alone")
    review = app.sharing.review(file)
    assert [(f.field, f.here, f.there, f.base, f.side) for f in of(review, "Berlin").fields] == [
        ("description", "from here", "from the file", "people of Berlin", None)
    ]
    sides = {f.field: f.side for f in of(review, "Adults").fields}
    assert sides == {"description": Side.HERE, "where": Side.FILE}
    assert review.compared.conflicts == (("segments", "Berlin", "description"),)
    with pytest.raises(ConfigError, match="not decided"):
        app.sharing.take(review, {})
    assert app.segments.get("Adults").where == Group("all", (Condition("age", "at_least", 18),)), "nothing half-applied"
    app.sharing.take(review, {("segments", "Berlin", "description"): Side.HERE})
    assert app.segments.get("Berlin").description == "from here"
    assert app.segments.get("Adults").description == "changed here alone"
    assert app.segments.get("Adults").where == Group("all", (Condition("age", "at_least", 21),))
    assert app.backups.all(), "a backup was made before"
    linked = app.sharing.linked()
    assert linked is not None
    assert (linked.there, linked.here) == ("same", True)
    assert app.sharing.write_linked()
    assert not app.sharing.review(file).compared.of(Fate.CHANGED)


def test_a_conflict_can_take_the_file(app: App, file: Path) -> None:
    replaced(file, "people of Berlin", "from the file")
    describe(app, "Berlin", "from here")
    app.sharing.take(app.sharing.review(file), {("segments", "Berlin", "description"): Side.FILE})
    assert app.segments.get("Berlin").description == "from the file"
    linked = app.sharing.linked()
    assert linked is not None
    assert not linked.here


def test_things_of_one_side(app: App, file: Path) -> None:
    app.segments.remove(app.segments.get("Adults").id)
    app.catalog.put(Segment("mine", "Mine", app.segments.get("Berlin").dataset_id))
    replaced(file, "  - name: Everywhere\n    dataset: Places\n", "  - name: Theirs\n    dataset: Places\n")
    fates = {item.name: item.fate for item in app.sharing.review(file).compared.items if item.kind == "segments"}
    assert fates == {
        "Berlin": Fate.SAME,
        "Adults": Fate.GONE_HERE,
        "Theirs": Fate.ADDED,
        "Everywhere": Fate.GONE_THERE,
        "Mine": Fate.ONLY_HERE,
    }
    app.sharing.take(app.sharing.review(file), {})
    assert {s.name for s in app.catalog.all(Segment)} == {"Berlin", "Theirs", "Everywhere", "Mine"}, "nothing is removed"


def test_what_can_never_be_taken_is_refused_at_the_review(app: App, file: Path) -> None:
    replaced(file, "dataset: Places", "dataset: Places 2")
    replaced(file, "  - name: Places\n", "  - name: Places 2\n")
    with pytest.raises(DocumentError, match="stays one"):
        app.sharing.review(file)


def test_a_file_or_a_workspace_that_moved_on_is_not_taken(app: App, file: Path) -> None:
    replaced(file, "people of Berlin", "from the file")
    review = app.sharing.review(file)
    describe(app, "Adults", "meanwhile")
    with pytest.raises(ConfigError, match="since it was reviewed"):
        app.sharing.take(review, {})
    review = app.sharing.review(file)
    replaced(file, "from the file", "and again")
    with pytest.raises(ConfigError, match="since it was reviewed"):
        app.sharing.take(review, {})
    assert app.segments.get("Berlin").description == "people of Berlin"


def test_changes_that_were_not_reviewed_are_never_written_over(app: App, file: Path) -> None:
    replaced(file, "people of Berlin", "from the file")
    describe(app, "Adults", "from here")
    before = file.read_bytes()
    with pytest.raises(ConfigError, match="changed since"):
        app.sharing.write_linked()
    assert file.read_bytes() == before


def test_it_is_written_only_if_it_differs(app: App, file: Path) -> None:
    before = file.stat()
    assert not app.sharing.write_linked()
    assert (file.stat().st_mtime_ns, file.stat().st_ino) == (before.st_mtime_ns, before.st_ino)
    describe(app, "Adults", "now it does")
    assert app.sharing.write_linked()
    assert not app.sharing.write_linked()


def test_a_link_in_the_folder_stays_a_link(app: App, file: Path) -> None:
    real = file.with_name("real.yaml")
    file.rename(real)
    file.symlink_to(real)
    describe(app, "Adults", "through the link")
    assert app.sharing.write_linked()
    assert file.is_symlink()
    assert "through the link" in real.read_text(encoding="utf-8")


@contextmanager
def opened(root: Path, clock: FakeClock) -> Iterator[App]:
    app = open_workspace(root, clock=clock, environ={})
    yield app
    app.close()


def test_two_people_share_it_and_each_keeps_their_own_paths(app: App, file: Path, tmp_path: Path, clock: FakeClock) -> None:
    import shutil

    there = tmp_path / "ben"
    shutil.copytree(app.paths.root / "data", there / "data")
    with opened(there, clock) as ben:
        own = file.read_text(encoding="utf-8").replace(str(app.paths.root), str(there))
        ben.document.import_(own, there)
        ben.sharing.link(file)
        review = ben.sharing.review(file)
        assert not review.compared.of(Fate.CHANGED), "another path is no difference"
        ben.sharing.take(review, {})
        describe(ben, "Berlin", "from Ben")
        assert ben.sharing.write_linked()
        assert str(there) not in file.read_text(encoding="utf-8")
    linked = app.sharing.linked()
    assert linked is not None
    assert linked.there == "changed"
    app.sharing.take(app.sharing.review(file), {})
    assert app.segments.get("Berlin").description == "from Ben"
    assert not app.sharing.write_linked()


def test_missing_and_unreadable_files_are_told(app: App, file: Path) -> None:
    file.unlink()
    linked = app.sharing.linked()
    assert linked is not None
    assert (linked.there, linked.file.name in linked.problem) == ("missing", True)
    assert app.sharing.write_linked(), "it is written again"
    file.write_bytes(b"\xff\xfe broken")
    with pytest.raises(DocumentError, match="UTF-8"):
        app.sharing.review(file)
    app.sharing.unlink()
    assert app.sharing.linked() is None
    assert file.read_bytes() == b"\xff\xfe broken"


def test_a_change_of_the_file_wakes(app: App, file: Path) -> None:
    woken = threading.Event()
    watching = app.sharing.watch(woken.set)
    try:
        replaced(file, "people of Berlin", "from the file")
        assert woken.wait(20)
    finally:
        watching.close()


def test_an_export_is_a_base_too(app: App, tmp_path: Path) -> None:
    add_sync(app, "Out")
    out = app.paths.root / "out.yaml"
    assert app.sharing.write(out)
    describe(app, "Berlin", "here")
    review = app.sharing.review(out)
    assert review.compared.has_base
    assert of(review, "Berlin").fields[0].side is Side.HERE
    assert of(review, "Out").fate is Fate.SAME


def test_a_full_disk_keeps_the_file_and_the_workspace(app: App, tmp_path: Path) -> None:
    with mounted(tmp_path / "small", "size=1m") as small:
        out = small / "out.yaml"
        app.sharing.write(out)
        before = out.read_bytes()
        fill(small)
        describe(app, "Berlin", "x" * 100_000)
        with pytest.raises(CensusError, match="could not be written"):
            app.sharing.write(out)
        assert out.read_bytes() == before
        assert [path.name for path in small.iterdir() if path.name != "ballast"] == ["out.yaml"]
