"""Audiences: listed, chosen, told of when something is wrong with them, and compared with whom a sync put there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest

from census_desktop.bootstrap import App
from census_desktop.destinations.rehearsal.storage import RehearsalStore
from census_desktop.domain.errors import ConfigError
from census_desktop.domain.model import Connection, Sync
from census_desktop.domain.ports import Audience
from census_desktop.usecases.audiences import Standing
from tests.usecases.conftest import add_sync

P4 = "p4@example.com"


@pytest.fixture
def filled(app: App) -> App:
    add_sync(app, "list", destination="Mail", object_="list", columns=(), extra="audience: Berlin")
    assert app.runs.run("list").counts.updated == 20
    return app


@contextmanager
def tool(app: App) -> Iterator[RehearsalStore]:
    """What others do at the mail tool."""
    store = RehearsalStore(app.paths.root / "rehearsal" / f"{app.catalog.get(Connection, 'Mail').id}.sqlite")
    yield store
    store.close()


def remove(app: App, *keys: str) -> None:
    with tool(app) as store, store._transaction() as db:
        db.executemany("DELETE FROM record WHERE object = 'list' AND key = ?", [(key,) for key in keys])


def test_audiences_are_listed_by_name(filled: App) -> None:
    assert [spec.name for spec in filled.audiences.objects("Mail")] == ["list"]
    (found,) = filled.audiences.all("Mail", "list", "BER")
    assert (found.name, found.members, found.trouble) == ("Berlin", 20, "")
    assert filled.audiences.all("Mail", "list", "Paris") == ()
    assert filled.audiences.objects("Files out") == ()
    with pytest.raises(ConfigError, match="does not tell which audiences"):
        filled.audiences.all("Files out", "people")


def test_one_that_was_chosen_by_its_id_is_filled(filled: App) -> None:
    (found,) = filled.audiences.all("Mail", "list")
    add_sync(
        filled,
        "more",
        destination="Mail",
        object_="list",
        segment="Adults",
        columns=(),
        operation="upsert",
        extra="audience: Another",
    )
    more = filled.syncs.get("more")
    filled.syncs.save(replace(more, audience=found.name, audience_id=found.id))
    filled.runs.run("more")
    (found,) = filled.audiences.all("Mail", "list")
    assert found.members == 36


def test_what_is_wrong_with_an_audience_is_said(filled: App, monkeypatch: pytest.MonkeyPatch) -> None:
    audiences, sync = filled.audiences, filled.syncs.get("list")
    stands = audiences.stands("list")
    assert (stands.standing, stands.says, stands.ours) == (Standing.FINE, "", 20)
    with tool(filled) as store:
        store.rename_audience(sync.audience_id, "Berliners")
    stands = audiences.stands("list")
    assert stands.standing is Standing.RENAMED
    assert "is called “Berliners” there now" in stands.says
    assert audiences.rename("list").audience == "Berliners"
    assert audiences.rename("list", "Berlin 2").audience == "Berlin 2"
    assert audiences.stands("list").audience == replace(stands.audience, name="Berlin 2")  # type: ignore[type-var]
    spec = filled.syncs.object_of(sync)
    assert spec is not None
    with monkeypatch.context() as patch:
        patch.setattr(type(filled.syncs), "object_of", lambda _self, _sync: replace(spec, least_members=100))
        assert audiences.stands("list").says == "The list has 20 members; the destination uses it from 100 on."
    with monkeypatch.context() as patch:
        full = Audience(sync.audience_id, "Berlin 2", 20, "it is full")
        patch.setattr("census_desktop.destinations.rehearsal.Rehearsal.audience", lambda *_: full)
        stands = audiences.stands("list")
        assert (stands.standing, stands.says) == (Standing.TROUBLE, "The list “Berlin 2” cannot be filled: it is full.")
    with tool(filled) as store, store._transaction() as db:
        db.execute("DELETE FROM audience")
    stands = audiences.stands("list")
    assert (stands.standing, stands.audience) == (Standing.GONE, None)
    assert "Make a new sync" in stands.says
    with pytest.raises(ConfigError, match="does not exist there any more"):
        audiences.rename("list", "X")


def test_before_its_first_run_it_is_not_there_yet(app: App) -> None:
    add_sync(app, "list", destination="Mail", object_="list", columns=(), extra="audience: Berlin")
    assert app.audiences.stands("list").standing is Standing.NEW
    for act in (app.audiences.drift, app.audiences.rename):
        with pytest.raises(ConfigError, match="not made yet"):
            act("list")
    add_sync(app, "table", destination="Table")
    with pytest.raises(ConfigError, match="fills no audience"):
        app.audiences.stands("table")


def test_members_are_compared_and_those_gone_are_sent_again(filled: App) -> None:
    assert filled.audiences.drift("list").gone == 0
    remove(filled, P4, "p6@example.com")
    with tool(filled) as store, store._transaction() as db:
        id_ = filled.syncs.get("list").audience_id
        db.execute("INSERT INTO record VALUES ('list', ?, 'new@example.com', '{\"email\": \"new@example.com\"}')", (id_,))
    drift = filled.audiences.drift("list")
    assert (drift.there, drift.ours, drift.gone, drift.others) == (19, 18, 2, 1)
    assert (drift.samples_gone, drift.samples_others) == ((P4, "p6@example.com"), ("new@example.com",))
    assert filled.runs.plan("list").to_send == 0, "looking changes nothing"
    assert filled.audiences.mend("list") == drift
    plan = filled.runs.plan("list")
    assert (plan.counts.changed, plan.to_send) == (2, 2)
    assert filled.audiences.drift("list").gone == 0, "they are on their way"
    filled.runs.run("list")
    drift = filled.audiences.drift("list")
    assert (drift.there, drift.ours, drift.gone, drift.others) == (21, 20, 0, 1), "what others added stays"


def test_case_of_an_address_is_no_difference(filled: App) -> None:
    with tool(filled) as store, store._transaction() as db:
        db.execute("UPDATE record SET value = upper(value) WHERE key = ? AND object = 'list'", (P4,))
        db.execute("UPDATE record SET value = replace(value, 'EMAIL', 'email') WHERE key = ? AND object = 'list'", (P4,))
    drift = filled.audiences.drift("list")
    assert (drift.gone, drift.others) == (0, 0)


def test_who_cannot_be_asked_for_is_said(filled: App, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr("census_desktop.destinations.rehearsal.Rehearsal.members")
    with pytest.raises(ConfigError, match="does not tell who is in an audience"):
        filled.audiences.drift("list")
    assert filled.catalog.get(Sync, "list").audience == "Berlin"
