"""Edits of a sync that has sent something: what was said beforehand is what then happens."""

from __future__ import annotations

from dataclasses import replace

import pytest

from census_desktop.bootstrap import App
from census_desktop.domain.errors import ConfigError, DocumentError
from census_desktop.domain.model import FieldMapping, Operation, Removal, SyncKey, Trigger
from tests.usecases.conftest import add_sync
from tests.usecases.test_runs import table


@pytest.fixture
def sent(app: App) -> App:
    """20 people of Berlin are in a table."""
    add_sync(app, "t", destination="Table", columns=("name", "city"))
    assert app.runs.run("t").counts.updated == 20
    return app


def test_a_changed_mapping_sends_all_again(sent: App) -> None:
    before = sent.syncs.get("t")
    after = replace(before, mappings=(*before.mappings, FieldMapping("origin", constant="shop")))
    assert sent.syncs.consequences(before, before) == ()
    assert sent.syncs.consequences(before, after) == (
        "All 20 records that were sent are sent again with the next run, with “origin”.",
    )
    sent.syncs.save(after)
    assert sent.runs.plan("t").counts.changed == 20


def test_a_removed_mapping_leaves_its_values(sent: App) -> None:
    before = sent.syncs.get("t")
    after = replace(before, mappings=before.mappings[:1])
    assert len(sent.syncs.consequences(before, after)) == 2
    sent.syncs.save(after)
    assert sent.runs.run("t").counts.changed == 20
    assert table(sent)["p2@example.com"] == ("Name 2", "Berlin")


def test_another_key_begins_anew_and_removes_nothing(sent: App) -> None:
    before = sent.syncs.get("t")
    first = sent.runs.list()[0]
    after = replace(before, key=SyncKey("name", "email"), mappings=before.mappings[1:])
    (text,) = sent.syncs.consequences(before, after)
    assert "the 20 records that were sent stay" in text
    sent.syncs.save(after)
    assert sent.syncs.row("t").members == 0
    plan = sent.runs.plan("t")
    assert (plan.counts.added, plan.counts.changed, plan.counts.removed) == (20, 0, 0)
    run = sent.runs.run("t", plan_digest=plan.digest)
    assert run.counts.updated == 20
    assert len(table(sent)) == 40, "what was sent under the old key is still there"
    assert sent.syncs.row("t").members == 20
    assert sent.runs.run("t").counts.processed == 0
    assert not sent.runs.undo_offer(first.id).possible


def test_a_held_or_reviewed_plan_does_not_outlive_its_key(sent: App) -> None:
    (sent.paths.root / "data" / "people.csv").write_text("id,name,email,city,age\n", encoding="utf-8")
    held = sent.runs.run("t")
    assert sent.runs.held_plan(held.id) is not None
    sync = sent.syncs.get("t")
    sent.syncs.save(replace(sync, key=SyncKey("name", "name"), mappings=sync.mappings[1:]))
    assert sent.runs.held_plan(held.id) is None


def test_the_key_cannot_change_while_the_sync_runs(sent: App) -> None:
    sync = sent.syncs.get("t")
    run = sent.ledger.create_run(sync.id, Trigger.MANUAL, sent.clock.now())
    assert sent.ledger.begin(run.id, "another process", sent.clock.now())
    with pytest.raises(ConfigError, match="while it runs"):
        sent.syncs.save(replace(sync, key=SyncKey("name", "name"), mappings=sync.mappings[1:]))


def test_source_destination_object_and_operation_stay(sent: App) -> None:
    sync = sent.syncs.get("t")
    with pytest.raises(ConfigError, match="cannot change any more"):
        sent.syncs.save(replace(sync, operation=Operation.UPSERT))
    with pytest.raises(ConfigError, match="cannot change any more"):
        sent.syncs.save(replace(sync, object="others"))


@pytest.mark.parametrize(
    ("old", "new", "path"),
    [
        ("operation: mirror", "operation: upsert", "syncs[0].operation: the operation of “t” cannot change any more"),
        ("object: people", "object: others", "syncs[0].object"),
        ("destination: Table", "destination: Mail", "syncs[0].destination"),
        ("segment: Berlin", "segment: Adults", "syncs[0].source"),
    ],
)
def test_a_document_cannot_change_them_either(sent: App, old: str, new: str, path: str) -> None:
    text = sent.document.to_yaml(sent.document.export())
    text = text[text.index("syncs:") :]
    assert old in text
    with pytest.raises(DocumentError) as refused:
        sent.document.import_(f"version: 1\n{text.replace(old, new)}", sent.paths.root)
    assert path in refused.value.message
    assert refused.value.line > 1


def test_an_upload_that_swaps_has_no_limits(sent: App) -> None:
    swap = replace(sent.syncs.get("t"), operation=Operation.MIRROR, removal=Removal.SWAP)
    with pytest.raises(ConfigError, match="cannot be ended early"):
        sent.syncs.check(replace(swap, limits={"minutes": 5}))
    sent.syncs.check(swap)
