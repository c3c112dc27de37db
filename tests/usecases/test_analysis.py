"""Studies of a workspace: there again without the source, honest about their age, and never with personal data."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from census_desktop.bootstrap import App
from census_desktop.domain.analysis import Overlap, Profile
from census_desktop.domain.conditions import Condition, Group, Member
from census_desktop.domain.errors import Cancelled, ConfigError, SourceError
from census_desktop.domain.model import Exclusion, Segment
from census_desktop.domain.ports import CancelToken
from tests.usecases.conftest import add_sync


def kept(app: App) -> str:
    return "\n".join(p.name + p.read_text(encoding="utf-8") for p in sorted(app.paths.analysis.glob("*.json")))


@pytest.fixture
def berlin(app: App) -> Segment:
    return app.segments.get("Berlin")


def test_studies_are_kept_for_when_the_source_is_away(app: App, berlin: Segment) -> None:
    analysis, adults = app.analysis, app.segments.get("Adults")
    assert analysis.known_breakdown(berlin, "age") is None
    counted = [analysis.breakdown(berlin, "age"), analysis.overlap([berlin, adults]), analysis.profile(adults)]
    assert counted[1].found.size(0, 1) == 17
    app.clock.advance(3 * 3600)  # type: ignore[attr-defined]
    (app.paths.root / "data" / "people.csv").unlink()
    known = [analysis.known_breakdown(berlin, "age"), analysis.known_overlap([berlin, adults]), analysis.known_profile(adults)]
    assert known == counted
    with pytest.raises(SourceError):
        analysis.breakdown(berlin, "age")
    assert analysis.known_breakdown(berlin, "age") == counted[0]


def test_a_changed_definition_makes_what_was_kept_outdated_also_through_another_segment(app: App, berlin: Segment) -> None:
    analysis, adults = app.analysis, app.segments.get("Adults")
    found: Overlap = analysis.overlap([berlin, adults]).found
    region = analysis.save_region(found, (0, 1))
    assert (region.name, app.segments.count(region).count) == ("In Berlin and Adults", 17)
    again = analysis.save_region(found, (0,))
    assert (again.name, app.segments.count(again).count) == ("In Berlin, not in Adults", found.count((0,), (1,)))
    assert analysis.save_region(found, (0,)).name != again.name
    assert not analysis.breakdown(region, "age").outdated
    app.segments.save(replace(adults, where=Group("all", (Condition("age", "at_least", 30),))))
    known = analysis.known_breakdown(region, "age")
    assert known is not None
    assert known.outdated


def test_an_exclusion_list_makes_what_was_kept_outdated_and_a_closed_disk_costs_the_copy_only(
    app: App, berlin: Segment
) -> None:
    analysis, adults = app.analysis, app.segments.get("Adults")
    analysis.breakdown(berlin, "age")
    app.segments.save_lists("People", exclusions=[Exclusion("Grown up", Group("all", (Member(adults.id),)))])
    known = analysis.known_breakdown(berlin, "age")
    assert known is not None
    assert known.outdated
    fresh = analysis.breakdown(berlin, "age")
    assert fresh.found.size == 3
    shutil.rmtree(app.paths.analysis)
    app.paths.analysis.write_text("no folder", encoding="utf-8")
    assert analysis.breakdown(berlin, "age").found == fresh.found


def test_nothing_personal_is_kept_and_what_was_kept_before_is_deleted(app: App, berlin: Segment) -> None:
    analysis = app.analysis
    analysis.breakdown(berlin, "email")
    analysis.breakdown(berlin, "name")
    analysis.profile(app.segments.get("Adults"))
    assert "p1@example.com" not in kept(app)
    assert "Name 1" in kept(app)
    dataset = app.datasets.get("People")
    columns = tuple(replace(c, pii=c.pii or c.name == "name") for c in dataset.columns)
    app.datasets.save(replace(dataset, columns=columns))
    assert analysis.known_breakdown(berlin, "name") is None
    assert "Name 1" not in kept(app)
    masked = analysis.breakdown(berlin, "name").found
    assert [(b.role, b.here, b.value) for b in masked.bars] == [("filled", 20, None)]
    assert "Name 1" not in kept(app)
    assert [k for c, k in analysis.columns(app.datasets.get("People")) if c.name == "name"] == ["filled"]


def test_a_damaged_or_older_file_is_as_if_it_were_not_there(app: App, berlin: Segment) -> None:
    app.analysis.breakdown(berlin, "age")
    (file,) = app.paths.analysis.glob("*.json")
    for text in ("{", '{"form": 0}', '{"form": 1, "at": "never", "of": "", "seconds": 1, "found": {}}', "[]"):
        file.write_text(text, encoding="utf-8")
        assert app.analysis.known_breakdown(berlin, "age") is None


def test_a_profile_tells_what_sets_a_segment_apart(app: App, tmp_path: Path) -> None:
    rows = "".join(f"{n},Name,p{n}@example.com,{'Berlin' if n < 300 else 'Paris'},{n % 90}\n" for n in range(1000))
    (app.paths.root / "data" / "people.csv").write_text(f"id,name,email,city,age\n{rows}", encoding="utf-8")
    found: Profile = app.analysis.profile(app.segments.get("Berlin")).found
    assert {t.column for t in found.traits} == {"city"}
    assert all(t.defined for t in found.traits)
    young = app.segments.save(replace(app.segments.get("Adults"), where=Group("all", (Condition("city", "is", "Berlin"),))))
    assert [t.bar.value for t in app.analysis.profile(young).found.more()] == ["Berlin"]
    assert [t.bar.value for t in app.analysis.profile(young).found.less()] == ["Paris"]


def test_sizes_come_from_counts_and_from_runs(app: App, berlin: Segment) -> None:
    app.segments.count(berlin, remember=True)
    add_sync(app, "a")
    app.clock.advance(3600)  # type: ignore[attr-defined]
    app.runs.run("a")
    points = app.analysis.sizes(berlin.id)
    assert [(p.size, p.of, p.by) for p in points] == [(20, 40, "count"), (20, 0, "run")]
    assert app.analysis.sizes(berlin.id, app.clock.now() - timedelta(minutes=30)) == points[1:]


def test_what_cannot_be_compared_and_what_is_cancelled(app: App, berlin: Segment) -> None:
    for others in ([], [berlin], [app.segments.get("Everywhere")]):
        with pytest.raises(ConfigError):
            app.analysis.overlap([berlin, *others])
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        app.analysis.profile(berlin, token)
    assert [s.name for s in app.analysis.others(berlin)] == ["Adults"]
    assert app.analysis.is_local(berlin)
    app.analysis.choose(berlin.id, {"others": ["x"]})
    assert app.analysis.choices(berlin.id) == {"others": ["x"]}
    assert app.analysis.choices("another") == {}
