"""A sync that touches people's consent is confirmed once, for its own people, before it can be active."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace

import pytest

from census_desktop.bootstrap import App
from census_desktop.domain.errors import CensusError, ConfigError
from census_desktop.domain.manifest import ObjectSpec, TargetField
from census_desktop.domain.model import Connection, FieldMapping, Operation, Removal, RunStatus, Sync, SyncStatus
from tests.usecases.conftest import add_sync

CITY = TargetField("city", "City", consent="subscribes people who opted out")
FIELDS = (TargetField("id"), TargetField("name"), CITY)


@pytest.fixture
def asking(app: App, monkeypatch: pytest.MonkeyPatch) -> App:
    """Every object takes consent away on leaving, and its field “city” gives it."""
    known = app.destinations.known_objects

    def objects(connection: Connection) -> Sequence[ObjectSpec]:
        changes = {"unsubscribes": True, "removal": "are unsubscribed", "fields": FIELDS, "open_fields": False}
        return [replace(spec, **changes) for spec in known(connection)]  # type: ignore[arg-type]

    monkeypatch.setattr(app.destinations, "known_objects", objects)
    return app


def draft(app: App, operation: str = "upsert", columns: tuple[str, ...] = ("name", "city")) -> Sync:
    add_sync(app, "t", destination="Table", key="id", status="draft", operation=operation, columns=columns)
    return app.syncs.get("t")


def test_unconfirmed_it_is_a_draft_and_no_more(asking: App) -> None:
    sync = draft(asking)
    asking.syncs.save(replace(sync, name="u"))
    with pytest.raises(ConfigError, match="subscribes people who opted out") as refused:
        asking.syncs.resume("u")
    assert "consented: [city]" in str(refused.value.hint)
    assert asking.syncs.get("u").status is SyncStatus.DRAFT
    active = asking.syncs.save(replace(asking.syncs.get("u"), status=SyncStatus.ACTIVE, consented=("city",)))
    assert active.consented == ("city",)
    assert asking.runs.run("u").status is RunStatus.COMPLETED


def test_leaving_is_confirmed_apart_and_the_plan_says_what_it_does(asking: App) -> None:
    sync = draft(asking, "mirror")
    with pytest.raises(ConfigError, match="takes people's consent away"):
        asking.syncs.save(replace(sync, status=SyncStatus.ACTIVE, consented=("city",)))
    asking.syncs.save(replace(sync, status=SyncStatus.ACTIVE, consented=("city", "leaving")))
    assert asking.runs.run("t").counts.updated == 20
    people = asking.paths.root / "data" / "people.csv"
    kept = [line for line in people.read_text(encoding="utf-8").splitlines() if not line.startswith("2,")]
    people.write_text("\n".join(kept) + "\n", encoding="utf-8")
    plan = asking.runs.plan("t")
    assert plan.warnings == ("Of 1 record that leave, people's consent is taken away too: they are unsubscribed.",)


def test_what_is_active_may_always_be_paused(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    add_sync(app, "t", destination="Table", key="id", operation="upsert")
    spec = ObjectSpec("people", "People", tuple(Operation), FIELDS)
    monkeypatch.setattr(app.destinations, "known_objects", lambda _connection: [spec])
    assert app.syncs.pause("t").status is SyncStatus.PAUSED
    with pytest.raises(ConfigError, match="Nobody confirmed"):
        app.syncs.resume("t")
    run = app.runs.run("t")
    assert run.status is RunStatus.FAILED
    assert "subscribes people who opted out" in run.error
    assert not (app.paths.root / "table.db").exists(), "nothing was sent"


def test_a_confirmation_does_not_outlive_its_mapping(asking: App) -> None:
    sync = asking.syncs.save(replace(draft(asking), status=SyncStatus.ACTIVE, consented=("city",)))
    sync = asking.syncs.save(replace(sync, mappings=sync.mappings[:1]))
    assert sync.consented == ()
    with pytest.raises(ConfigError):
        asking.syncs.save(replace(sync, mappings=(*sync.mappings, FieldMapping("city", column="city"))))


def test_all_columns_are_looked_at_too(asking: App) -> None:
    sync = draft(asking, columns=())
    with pytest.raises(ConfigError, match="no field"):
        asking.syncs.save(replace(sync, status=SyncStatus.ACTIVE, sync_all="as_is"))


def test_no_column_is_matched_to_it_by_its_name(app: App) -> None:
    spec = ObjectSpec("people", "People", tuple(Operation), FIELDS)
    dataset = app.datasets.get("People")
    assert [m.field for m in app.syncs.match_by_name(dataset, spec, "id")] == ["name"]


def test_the_document_carries_it(asking: App) -> None:
    asking.syncs.save(replace(draft(asking), status=SyncStatus.ACTIVE, consented=("city",)))
    document = asking.document.export()
    (item,) = document["syncs"]
    assert item.pop("consented") == ["city"]
    with pytest.raises(CensusError, match="subscribes people who opted out"):
        asking.document.import_(json.dumps(document), asking.paths.root)
    assert asking.syncs.get("t").consented == ("city",), "all or nothing"
    item["consented"] = ["city"]
    asking.document.import_(json.dumps(document), asking.paths.root)
    assert asking.syncs.get("t").consented == ("city",)


def test_quick_sync_does_not_take_it_along(asking: App) -> None:
    sync = asking.syncs.save(replace(draft(asking, "mirror"), status=SyncStatus.ACTIVE, consented=("city", "leaving")))
    (offer,) = asking.syncs.quick_sync_offers("Adults").offers
    assert list(offer.consent) == ["city", "leaving"]
    with pytest.raises(ConfigError, match="subscribes people who opted out"):
        asking.syncs.quick_sync("Adults", sync.id)
    waiting = asking.syncs.quick_sync("Adults", sync.id, "waits", draft=True)
    assert (waiting.status, waiting.consented) == (SyncStatus.DRAFT, ())
    copy = asking.syncs.quick_sync("Adults", sync.id, "confirmed", consented=["leaving", "city"])
    assert (copy.status, copy.consented) == (SyncStatus.ACTIVE, ("leaving", "city"))


def test_what_the_destination_alone_knows_is_asked_for_once(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    from census_desktop.destinations.sqltable import SqlTable

    add_sync(app, "t", destination="Table", key="id", operation="upsert")
    asked: list[str] = []

    def objects(_self: SqlTable) -> Sequence[ObjectSpec]:
        asked.append("objects")
        return [ObjectSpec("people", "People", tuple(Operation), FIELDS)]

    monkeypatch.setattr(SqlTable, "objects", objects)
    run = app.runs.run("t")
    assert (run.status, run.counts.updated) == (RunStatus.FAILED, 0)
    assert "Mapping “City” subscribes people who opted out. Nobody confirmed that" in run.error
    app.syncs.save(replace(app.syncs.get("t"), consented=("city",)))
    assert app.runs.run("t").counts.updated == 20
    before = len(asked)
    people = app.paths.root / "data" / "people.csv"
    people.write_text(people.read_text(encoding="utf-8").replace("Name", "Called"), encoding="utf-8")
    assert app.runs.run("t").counts.updated == 20
    assert len(asked) == before, "nothing of the mapping is another"
    sync = app.syncs.get("t")
    app.syncs.save(replace(sync, consented=()))
    assert app.runs.run("t").status is RunStatus.COMPLETED, "nothing to send"
    people.write_text(people.read_text(encoding="utf-8").replace("Called", "Named"), encoding="utf-8")
    assert app.runs.run("t").status is RunStatus.FAILED


@pytest.mark.parametrize(("columns", "then"), [((), Removal.REMOVE), (("name",), Removal.NULL_OUT)])
def test_leaving_that_the_destination_alone_knows_of_is_asked_for_too(
    app: App, monkeypatch: pytest.MonkeyPatch, columns: tuple[str, ...], then: Removal
) -> None:
    """Also of a sync that sends the key alone, and anew when it lets go of records in another way."""
    from census_desktop.destinations.sqltable import SqlTable

    spec = ObjectSpec(
        "people", "People", tuple(Operation), FIELDS, removal="are unsubscribed", removals=tuple(Removal), unsubscribes=True
    )
    monkeypatch.setattr(SqlTable, "objects", lambda _self: [spec])
    add_sync(app, "t", destination="Table", key="id", columns=columns)
    app.syncs.save(replace(app.syncs.get("t"), removal=then))
    run = app.runs.run("t")
    if then is Removal.NULL_OUT:
        assert run.counts.updated == 20, "a record that is emptied stays"
        app.syncs.save(replace(app.syncs.get("t"), removal=Removal.REMOVE))
        people = app.paths.root / "data" / "people.csv"
        people.write_text(people.read_text(encoding="utf-8").replace("Name", "Called"), encoding="utf-8")
        run = app.runs.run("t")
    assert (run.status, run.counts.updated) == (RunStatus.FAILED, 0)
    assert "takes people's consent away" in run.error
