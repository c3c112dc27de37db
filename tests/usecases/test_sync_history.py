"""What was changed in a sync, in words, and the way back with what it causes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from census_desktop.bootstrap import App
from census_desktop.domain.errors import ConfigError
from census_desktop.domain.model import FieldMapping, Schedule, SyncStatus
from census_desktop.usecases.segment_words import Change
from tests.usecases.conftest import add_sync


@pytest.fixture
def edited(app: App) -> App:
    """A sync that has sent, then lost a field, got another one, and a schedule."""
    add_sync(app, "t", destination="Table", columns=("name",))
    assert app.runs.run("t").counts.updated
    sync = app.syncs.get("t")
    assert [m.field for m in sync.mappings] == ["name"]
    app.syncs.save(replace(sync, mappings=(FieldMapping("years", column="age"),)))
    app.syncs.save(replace(app.syncs.get("t"), schedule=Schedule("every", 15)))
    return app


def test_each_edit_says_what_it_changed(edited: App) -> None:
    scheduled, mapped, created, *_ = edited.sync_history.versions(edited.syncs.get("t").id)
    assert [c.text.split(":")[0] for c in scheduled.changed] == ["schedule"]
    assert scheduled.changed[0].text == "schedule: every 15 min"
    assert mapped.changed == (
        Change("removed", "field “name”: column name"),
        Change("added", "field “years”: column age"),
    )
    assert {c.text for c in mapped.since} >= {"field “name”: column name", "field “years”: column age"}
    assert (created.what, created.restorable, created.changed) == ("created", False, ())


def test_going_back_is_looked_at_first_and_says_what_it_causes(edited: App) -> None:
    sync = edited.syncs.get("t")
    mapped = edited.sync_history.versions(sync.id)[1]
    look = edited.sync_history.restoring(sync.id, mapped.id)
    assert any("sent again with the next run" in said for said in look.consequences)
    assert edited.syncs.get("t") == sync, "looking changes nothing"
    assert edited.sync_history.go_back(sync.id, mapped.id).mappings == (FieldMapping("name", column="name"),)
    newest = edited.sync_history.versions(sync.id)[0]
    assert edited.sync_history.go_back(sync.id, newest.id).mappings == sync.mappings, "that was an edit too"


def test_name_and_status_stay(edited: App) -> None:
    sync = edited.syncs.get("t")
    edited.syncs.save(replace(edited.syncs.get("t"), name="other name"))
    edited.syncs.pause("other name")
    mapped = next(
        v for v in edited.sync_history.versions(sync.id) if "field “years”: column age" in {c.text for c in v.changed}
    )
    back = edited.sync_history.go_back(sync.id, mapped.id)
    assert (back.name, back.status) == ("other name", SyncStatus.PAUSED)
    assert [m.field for m in back.mappings] == ["name"]


def test_what_replaced_nothing_cannot_be_brought_back(edited: App) -> None:
    sync = edited.syncs.get("t")
    created = edited.sync_history.versions(sync.id)[-1]
    with pytest.raises(ConfigError, match="nothing before that change"):
        edited.sync_history.go_back(sync.id, created.id)


def test_a_column_that_is_gone_is_refused_and_nothing_changes(edited: App) -> None:
    sync = edited.syncs.get("t")
    mapped = edited.sync_history.versions(sync.id)[1]
    people = edited.datasets.get("People")
    edited.catalog.put(replace(people, columns=tuple(c for c in people.columns if c.name != "name")))
    with pytest.raises(ConfigError, match="name is not in the data set"):
        edited.sync_history.go_back(sync.id, mapped.id)
    assert edited.syncs.get("t") == sync
