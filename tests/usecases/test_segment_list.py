"""Folders, tags and acts on several segments at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from census_desktop.bootstrap import App, open_workspace
from census_desktop.domain.conditions import Group, Member
from census_desktop.domain.errors import ConfigError
from census_desktop.domain.model import Dataset, Segment, Source
from census_desktop.domain.rows import FolderRow, SegmentFilter
from census_desktop.usecases.segment_list import users_first
from tests.conftest import FakeClock


@pytest.fixture
def app(tmp_path: Path, clock: FakeClock):
    opened = open_workspace(tmp_path / "workspace", clock=clock)
    (opened.paths.root / "people.csv").write_text("id\n1\n", encoding="utf-8")
    opened.sources.save(Source("src", "Files", "files", {"path": "."}))
    opened.datasets.save(Dataset("people", "People", "src", "people.csv", unique_identifier="id"))
    shelves = {
        "a": ("Ads", ("eu", "vip")),
        "b": ("Ads", ()),
        "c": ("", ("eu",)),
        "d": ("lifecycle", ("eu west",)),
        "e": ("", ()),
    }
    for name, (folder, tags) in shelves.items():
        opened.segments.save(Segment(name, f"Segment {name}", "people", folder=folder, tags=tags))
    yield opened
    opened.close()


def told(lines) -> list[str]:
    return [f"{line.name or 'none'} ({line.count})" if isinstance(line, FolderRow) else line.id for line in lines]


def test_segments_stand_under_their_folders_those_in_none_last(app: App):
    lines, total = app.segment_list.lines(closed=frozenset())
    assert told(lines) == ["Ads (2)", "a", "b", "lifecycle (1)", "d", "none (2)", "c", "e"]
    assert total == 8
    pages = [told(app.segment_list.lines(offset=n, limit=3, closed=frozenset())[0]) for n in (0, 3, 6)]
    assert [line for page in pages for line in page] == told(lines), "pages fit together wherever they are cut"
    folded, total = app.segment_list.lines(closed=frozenset({"Ads", ""}))
    assert told(folded) == ["Ads (2)", "lifecycle (1)", "d", "none (2)"]
    assert total == 4
    assert told(app.segment_list.lines("segment d", closed=frozenset())[0]) == ["lifecycle (1)", "d"]
    assert told(app.segment_list.lines()[0]) == ["a", "b", "c", "d", "e"]


def test_a_tag_is_not_part_of_another_tag(app: App):
    only = SegmentFilter(tags=("eu",))
    assert told(app.segment_list.lines(among=only)[0]) == ["a", "c"]
    assert told(app.segment_list.lines(among=SegmentFilter("Ads", ("eu", "vip")))[0]) == ["a"]
    shelves = app.segment_list.shelves(among=only)
    assert shelves.folders == {"Ads": 2, "": 2, "lifecycle": 1}
    assert shelves.tags == {"eu": 2, "vip": 1, "eu west": 1}
    assert shelves.matching == 2


def test_move_and_tag_change_that_alone_and_are_put_back(app: App):
    before = app.segment_list.move(["a", "c"], "  New   folder ")
    assert {app.segments.get(i).folder for i in ("a", "c")} == {"New folder"}
    app.segment_list.tag(["a", "b"], add=["hot", ""], remove=["vip"])
    assert app.segments.get("a").tags == ("eu", "hot")
    assert app.segments.get("b").tags == ("hot",)
    app.segment_list.put_back(before, "folder")
    assert (app.segments.get("a").folder, app.segments.get("a").tags) == ("Ads", ("eu", "hot"))
    app.segment_list.rename_folder("Ads", "lifecycle")
    assert app.segment_list.shelves().folders == {"lifecycle": 3, "": 2}
    with pytest.raises(ConfigError, match="60 are allowed"):
        app.segment_list.move(["a"], "x" * 61)


def test_delete_is_all_or_nothing_and_comes_back_whole(app: App):
    app.segments.save(Segment("f", "Uses a and b", "people", Group("all", (Member("a"), Group("any", (Member("b", False),))))))
    with pytest.raises(ConfigError, match="still used by “Uses a and b”"):
        app.segment_list.remove(["c", "a"])
    assert {s.id for s in app.segments.all()} == {*"abcdef"}
    gone = app.segment_list.remove(["a", "b", "f"])
    assert {s.id for s in app.segments.all()} == {*"cde"}
    app.segment_list.restore([s.id for s in gone])
    assert {s.id for s in app.segments.all()} == {*"abcdef"}
    assert [s.id for s in users_first(app.segment_list._get("abf"))].index("f") == 0


def test_duplicates_have_free_names_and_stay_in_the_folder(app: App):
    made = app.segment_list.duplicate(["a", "b", "a"])
    assert [s.name for s in made] == ["Segment a copy", "Segment b copy"]
    assert app.segments.get(made[0].id).folder == "Ads"
    assert app.segment_list.duplicate(["a"])[0].name not in {s.name for s in made}
