"""Data sets: who uses what, drift and what it breaks, proposals, profiles and their cache, history."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from census_desktop.bootstrap import App
from census_desktop.domain.errors import ConfigError, SourceError
from census_desktop.domain.model import Column, Computed, Dataset, Relationship
from tests.conftest import FakeClock
from tests.usecases.conftest import add_sync

Rewrite = Callable[[str, str], None]


@pytest.fixture
def rewrite(app: App) -> Rewrite:
    """Replace a text in the people's file."""
    path = app.paths.root / "data" / "people.csv"

    def change(old: str, new: str) -> None:
        path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")

    return change


@pytest.fixture
def visits(app: App) -> Dataset:
    """Visits of people 1 to 10, three each; a quarter of them of somebody unknown."""
    rows = [(n, n % 13 + 1 if n % 4 else 900 + n, f"page {n % 3}") for n in range(1, 31)]
    text = "visit_id,person_id,page\n" + "".join(",".join(map(str, row)) + "\n" for row in rows)
    (app.paths.root / "data" / "visits.csv").write_text(text, encoding="utf-8")
    people = app.datasets.get("People")
    app.datasets.save(Dataset("visits", "Visits", people.source_id, "visits.csv", unique_identifier="visit_id"))
    return app.datasets.refresh("visits")


def test_annotations_outlive_a_column_that_comes_back(app: App, rewrite: Rewrite):
    rewrite("email", "mail")
    app.datasets.refresh("People")
    assert app.datasets.get("People").column("email") is None
    rewrite("mail", "email")
    fresh = app.datasets.refresh("People").column("email")
    assert fresh is not None
    assert fresh.pii
    assert app.datasets.drift(app.datasets.get("People").id).is_nothing


def test_a_run_that_sends_all_columns_forgets_no_annotation(app: App, rewrite: Rewrite):
    add_sync(app, "All to files")
    sync = replace(app.syncs.get("All to files"), mappings=(), sync_all="as_is")
    app.syncs.save(sync)
    rewrite("age", "years")
    _mark(app, "People", "age")
    app.runs.plan(sync.id)
    assert app.datasets.get("People").column("age") is None
    assert app.datasets.drift(app.datasets.get("People").id).words == ("new: years", "gone: age")
    rewrite("years", "age")
    app.runs.plan(sync.id)
    assert _column(app, "People", "age").pii


def test_drift_is_told_until_noted_and_what_it_breaks_as_long_as_it_does(app: App, rewrite: Rewrite):
    add_sync(app, "To files", columns=("name", "age"))
    rewrite("age", "years")
    rewrite("Berlin", "7")
    rewrite("Paris", "8")
    dataset, drift = app.datasets.look("People")
    assert drift.words == ("new: years", "gone: age", "city was text and is integer")
    assert app.datasets.get("People").column("age") is not None  # looking saves nothing
    told = {(b.kind, b.name): b.why for b in app.datasets.broken(dataset)}
    assert told == {
        ("segment", "Adults"): "“People” has no column “age”",
        ("segment", "Berlin"): "“Berlin” does not fit “city” (integer)",
        ("sync", "To files"): "“People” has no column “age”",
    }
    app.datasets.refresh("People")
    app.datasets.note_drift(dataset.id)
    noted = app.datasets.drift(dataset.id)
    assert (noted.noted, noted.appeared, noted.changed) == (True, (), ())
    assert len(app.datasets.broken(app.datasets.get("People"))) == 3
    rewrite("years", "age")
    app.datasets.refresh("People")
    assert [b.name for b in app.datasets.broken(app.datasets.get("People"))] == ["Berlin"]


def test_a_computed_column_whose_related_column_is_gone_stays_and_is_named(app: App, visits: Dataset):
    app.relations.declare("People", Relationship("Visits", visits.id, "one_to_many", "id", "person_id"))
    app.datasets.compute("People", Computed("page", "Visits", "most_frequent", "page"))
    app.datasets.compute("People", Computed("visits", "Visits", "count"))
    path = app.paths.root / "data" / "visits.csv"
    path.write_text(
        path.read_text(encoding="utf-8").replace("page,", "sheet,").replace(",page\n", ",sheet\n"), encoding="utf-8"
    )
    app.datasets.refresh("Visits")
    people = app.datasets.refresh("People")
    assert people.column("page") is None
    assert people.column("visits") is not None
    assert [c.name for c in people.computed] == ["page", "visits"]
    (why,) = [b.why for b in app.datasets.broken(people) if b.kind == "computed"]
    assert why == "“Visits” has no column “page”"


def test_what_is_used_is_not_taken_away(app: App, visits: Dataset):
    app.relations.declare("People", Relationship("Visits", visits.id, "one_to_many", "id", "person_id"))
    app.datasets.compute("People", Computed("visits", "Visits", "count"))
    add_sync(app, "To files", columns=("visits",))
    with pytest.raises(ConfigError, match="used by the computed column “visits” of “People”"):
        app.relations.withdraw("People", "Visits")
    with pytest.raises(ConfigError, match="used by the computed column"):
        app.relations.declare("People", Relationship("Seen", visits.id, "one_to_many", "id", "person_id"), "Visits")
    with pytest.raises(ConfigError, match="used by the sync “To files”"):
        app.datasets.uncompute("People", "visits")
    with pytest.raises(ConfigError, match="used by the sync “To files”"):
        app.datasets.compute("People", Computed("seen", "Visits", "count"), "visits")
    changed = app.datasets.compute("People", Computed("visits", "Visits", "max", "visit_id"), "visits")
    assert [c.rollup for c in changed.computed] == ["max"]
    with pytest.raises(ConfigError, match="still used by “People”"):
        app.datasets.remove("visits")


@pytest.mark.parametrize(
    ("relationship", "said"),
    [
        (Relationship("", "visits", "one_to_many", "id", "person_id"), "has no name"),
        (Relationship("V", "visits", "one_to_many", "id", "gone"), "“Visits” has no column “gone”"),
        (Relationship("V", "visits", "one_to_many", "gone", "person_id"), "“People” has no column “gone”"),
        (Relationship("V", "visits", "many_to_many", "id", "person_id"), "goes through a data set of pairs"),
        (Relationship("V", "visits", "some", "id", "person_id"), "no kind of relationship"),
        (Relationship("V", "visits", "many_to_many", "id", "visit_id", "visits", "person_id", "x"), "has no column “x”"),
    ],
)
def test_a_relationship_that_does_not_fit_is_refused(app: App, visits: Dataset, relationship: Relationship, said: str):
    with pytest.raises(ConfigError, match=said):
        app.relations.declare("People", relationship)
    assert not app.datasets.get("People").relationships


def test_keys_propose_what_the_data_bears_out(app: App, visits: Dataset):
    (proposal,) = app.relations.propose("Visits")
    assert (proposal.relationship.dataset, proposal.relationship.kind) == (app.datasets.get("People").id, "many_to_one")
    assert proposal.why == "person_id names the id of People"
    assert proposal.coverage == "76.7 % of Visits find a record of People"
    assert not app.datasets.get("Visits").relationships
    checked = app.relations.check("Visits", replace(proposal.relationship, kind="one_to_one"))
    assert checked.contradiction.startswith("Declared one to one, but person_id does not identify a record of “Visits”")
    app.relations.declare("Visits", proposal.relationship, both=True)
    assert [(s.relationship.name, s.incoming) for s in app.relations.of("People")] == [("Visits", False), ("People", True)]
    assert app.relations.propose("Visits") == ()


def test_a_profile_is_kept_until_the_definition_changes(app: App, clock: FakeClock):
    assert app.profiles.known("People") is None
    made = app.profiles.make("People")
    clock.advance(3600)
    assert app.profiles.known("People") == made
    email, city = made.column("email"), made.column("city")
    assert email is not None
    assert city is not None
    assert (email.hidden, email.distinct, email.top, email.lowest) == (True, 40, (), None)
    assert city.top == (("Berlin", 20), ("Paris", 20))
    people = app.datasets.get("People")
    app.datasets.save(replace(people, columns=tuple(replace(c, pii=c.pii or c.name == "city") for c in people.columns)))
    assert app.profiles.known("People") is None  # nothing of it is kept
    app.profiles.make("People")
    app.datasets.save(replace(app.datasets.get("People"), sql='SELECT id, city FROM "people.csv"', table=""))
    assert app.profiles.known("People") is None


def test_values_for_a_picker_are_read_once_a_day(app: App, clock: FakeClock, rewrite: Rewrite):
    people = app.datasets.get("People").id
    assert app.profiles.values(people, "city") == (("Berlin", 20), ("Paris", 20))
    assert app.profiles.values(people, "name", "name 1", limit=2) == (("Name 1", 1), ("Name 10", 1))
    assert app.profiles.values(people, "email") == ()
    rewrite("Berlin", "Rome")
    assert app.profiles.values(people, "city", "rom") == ()
    clock.advance(25 * 3600)
    assert app.profiles.values(people, "city", "ROM") == (("Rome", 20),)
    rewrite("Rome", "Oslo")
    assert app.profiles.values(people, "city", "o", refresh=True) == (("Oslo", 20),)
    (app.paths.root / "data" / "people.csv").unlink()
    clock.advance(25 * 3600)
    assert app.profiles.values(people, "city") == (("Oslo", 20), ("Paris", 20))  # old ones are better than none
    with pytest.raises(SourceError):
        app.profiles.values(people, "city", refresh=True)


def test_the_cache_never_holds_personal_values(app: App):
    people = app.datasets.get("People")
    app.profiles.make(people.id)
    app.profiles.values(people.id, "name")
    app.profiles.values(people.id, "email")
    assert _kept(app, "Name 7")
    assert not _kept(app, "p7@example.com")
    marked = tuple(replace(c, pii=c.pii or c.name == "name") for c in people.columns)
    app.datasets.save(replace(people, columns=marked))
    assert not _kept(app, "Name 7")
    assert app.profiles.values(people.id, "name") == ()


def test_a_column_computed_from_personal_data_is_personal(app: App, visits: Dataset):
    people = app.datasets.get("People").id
    app.relations.declare("Visits", Relationship("Person", people, "many_to_one", "person_id", "id"))
    looked = Computed("mail", "Person", lookup="email")
    assert app.datasets.try_computed("Visits", looked).hidden
    made = app.datasets.compute("Visits", looked).column("mail")
    assert made is not None
    assert made.pii
    mail = app.profiles.make("Visits").column("mail")
    assert mail is not None
    assert mail.hidden


def test_what_repeats_a_column_becomes_personal_with_it_and_stays_so(app: App, visits: Dataset):
    people = app.datasets.get("People")
    app.relations.declare("Visits", Relationship("Person", people.id, "many_to_one", "person_id", "id"))
    app.datasets.compute("Visits", Computed("who", "Person", lookup="name"))
    app.profiles.make("Visits")
    app.profiles.values(visits.id, "who")
    assert _kept(app, "Name 7")
    _mark(app, "People", "name")
    assert _column(app, "Visits", "who").pii
    assert not _kept(app, "Name 7")
    _mark(app, "Visits", "who", pii=False)
    assert _column(app, "Visits", "who").pii, "nobody can show what the other data set hides"


def test_a_mark_made_while_the_source_is_read_stays(app: App, visits: Dataset, monkeypatch: pytest.MonkeyPatch):
    people, described = app.datasets.get("People"), app.datasets.described
    app.relations.declare("Visits", Relationship("Person", people.id, "many_to_one", "person_id", "id"))

    def slow(dataset: Dataset, cancel: object = None) -> Dataset:
        found = described(dataset)
        _mark(app, "Visits", "page")
        app.datasets.save(replace(app.datasets.get("Visits"), name="Page views"))
        return found

    monkeypatch.setattr(app.datasets, "described", slow)
    app.datasets.compute("Visits", Computed("age", "Person", lookup="age"))
    seen = app.datasets.get(visits.id)
    assert (seen.name, [c.name for c in seen.computed]) == ("Page views", ["age"])
    assert [c.name for c in seen.columns if c.pii] == ["page"]
    _mark(app, visits.id, "page", pii=False)
    app.datasets.save(replace(app.datasets.get(visits.id), name="Visits"))
    path = app.paths.root / "data" / "visits.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("visit_id", "number"), encoding="utf-8")
    app.datasets.refresh(visits.id)
    assert _column(app, visits.id, "page").pii
    assert _column(app, visits.id, "number").type.value == "integer"


def _mark(app: App, ref: str, name: str, *, pii: bool = True) -> None:
    dataset = app.datasets.get(ref)
    app.datasets.save(replace(dataset, columns=tuple(replace(c, pii=pii) if c.name == name else c for c in dataset.columns)))


def _column(app: App, ref: str, name: str) -> Column:
    found = app.datasets.get(ref).column(name)
    assert found is not None
    return found


def _kept(app: App, text: str) -> bool:
    return any(text in Path(p).read_text(encoding="utf-8") for p in app.paths.cache.iterdir())


def test_a_damaged_cache_is_as_good_as_none(app: App):
    app.profiles.make("People")
    (kept,) = app.paths.cache.iterdir()
    kept.write_text('{"rows": 1', encoding="utf-8")
    assert app.profiles.known("People") is None
    assert app.profiles.make("People").rows == 40


def test_a_definition_is_brought_back(app: App, visits: Dataset):
    app.relations.declare("People", Relationship("Visits", visits.id, "one_to_many", "id", "person_id"))
    app.datasets.save(replace(app.datasets.get("People"), name="Humans", unique_identifier="email"))
    last = app.datasets.history(app.datasets.get("Humans").id)[0]
    assert (last.what, last.detail) == ("edited", "name, unique identifier")
    back = app.datasets.go_back(app.datasets.get("Humans").id, last.id)
    assert (back.name, back.unique_identifier, len(back.relationships)) == ("People", "id", 1)
    first = app.datasets.history(back.id)[-1]
    with pytest.raises(ConfigError, match="nothing before that change"):
        app.datasets.go_back(back.id, first.id)
