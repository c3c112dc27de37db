"""From a segment to a PostgreSQL table and to the webhook's receiver, through the program's own face."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from census_desktop.bootstrap import App, open_workspace
from census_desktop.domain.errors import ConfigError
from census_desktop.domain.model import FieldMapping, Removal, Run, SyncKey
from census_desktop.usecases.receiver import Receiver, json_reply
from tests.conftest import FakeClock
from tests.postgres import Postgres

DOCUMENT = """
version: 1
sources: [{name: Files, type: files, config: {path: ./data}}]
datasets: [{name: People, source: Files, table: people.csv, unique_identifier: id}]
segments: [{name: Berlin, dataset: People, where: {all: [{column: city, op: is, value: Berlin}]}}]
destinations:
  - {name: Warehouse, type: sql_table, config: {url: "POSTGRES"}}
  - {name: Hook, type: webhook, config: {url: "RECEIVER", batch_size: 2}}
syncs:
  - name: To the table
    source: {segment: Berlin}
    destination: Warehouse
    object: people
    operation: mirror
    sync_key: {column: id, field: id}
    mappings: [{field: name, column: name}, {field: origin, constant: shop}]
    status: active
  - name: To the hook
    source: {segment: Berlin}
    destination: Hook
    object: records
    operation: mirror
    sync_key: {column: id, field: id}
    mappings: [{field: name, column: name}]
    status: active
"""


def write_people(root: Path, *rows: tuple[int, str, str]) -> None:
    lines = ["id,name,city", *(f"{id_},{name},{city}" for id_, name, city in rows)]
    (root / "data").mkdir(exist_ok=True)
    (root / "data" / "people.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")


@pytest.fixture
def receiver(tmp_path: Path) -> Iterator[Receiver]:
    def rule(request: object) -> object:
        # One record that its receiver will not have, however small the batch.
        return json_reply(422, {"error": "no such name"}) if b"Poison" in request.body else None  # type: ignore[attr-defined]

    with Receiver(tmp_path / "received", 0, rule=rule, require_auth="Bearer right") as started:  # type: ignore[arg-type]
        yield started


@pytest.fixture
def app(tmp_path: Path, clock: FakeClock, postgres: Postgres, receiver: Receiver) -> Iterator[App]:
    secrets = {
        "CENSUS_DESKTOP_SECRET__WAREHOUSE__PASSWORD": postgres.password,
        "CENSUS_DESKTOP_SECRET__HOOK__AUTH": "Bearer right",
    }
    opened = open_workspace(tmp_path / "workspace", clock=clock, environ=secrets)
    write_people(opened.paths.root, (1, "Anna", "Berlin"), (2, "Ben", "Berlin"), (3, "Cleo", "Paris"), (4, "Dora", "Berlin"))
    text = DOCUMENT.replace("POSTGRES", postgres.url(postgres.new_database())).replace("RECEIVER", receiver.url)
    opened.document.import_(text, opened.paths.root)
    yield opened
    opened.close()


def run(app: App, sync: str) -> Run:
    app.clock.advance(60)  # type: ignore[attr-defined]
    return app.runs.run(sync)


def people(app: App, postgres: Postgres) -> list[tuple[object, ...]]:
    database = str(app.destinations.get("Warehouse").config["url"]).rpartition("/")[2]
    return postgres.execute("SELECT id, name, origin FROM people ORDER BY id", database)


@pytest.mark.postgres
def test_a_segment_arrives_in_postgres_and_who_leaves_is_deleted_there(app: App, postgres: Postgres) -> None:
    first = run(app, "To the table")
    assert (first.status, first.error, first.counts.updated) == ("completed", "", 3)
    assert people(app, postgres) == [(1, "Anna", "shop"), (2, "Ben", "shop"), (4, "Dora", "shop")]
    write_people(app.paths.root, (1, "Anna", "Paris"), (2, "Benno", "Berlin"), (4, "Dora", "Berlin"), (5, "Emil", "Berlin"))
    second = run(app, "To the table")
    assert (second.counts.added, second.counts.changed, second.counts.removed) == (1, 1, 1)
    assert people(app, postgres) == [(2, "Benno", "shop"), (4, "Dora", "shop"), (5, "Emil", "shop")]
    assert run(app, "To the table").counts.processed == 0


@pytest.mark.postgres
def test_who_leaves_a_source_that_lost_everybody_goes_by_the_number_that_was_sent(
    app: App, postgres: Postgres, receiver: Receiver
) -> None:
    """An empty file does not tell any more that its keys are numbers, and a table of numbers knows no texts."""
    for sync in ("To the table", "To the hook"):
        assert run(app, sync).counts.updated == 3
    write_people(app.paths.root)
    for sync in ("To the table", "To the hook"):
        held = run(app, sync)
        sent = app.runs.run(sync, plan_digest=held.plan_digest)
        assert (sent.status, sent.error, sent.counts.updated, sent.counts.rejected) == ("completed", "", 3, 0)
    assert people(app, postgres) == []
    assert receiver.records("To the hook") == []
    gone = [row["id"] for request in receiver.requests()[-2:] for row in json.loads(request.body)["records"]]
    assert sorted(gone) == [1, 2, 4]


@pytest.mark.postgres
def test_a_poisoned_record_stands_alone_at_the_hook(app: App, receiver: Receiver) -> None:
    write_people(app.paths.root, *((n, "Poison" if n == 5 else f"N{n}", "Berlin") for n in range(1, 10)))
    sent = run(app, "To the hook")
    assert (sent.status, sent.counts.updated, sent.counts.rejected) == ("completed", 8, 1)
    assert sorted(r["id"] for r in receiver.records("To the hook")) == [1, 2, 3, 4, 6, 7, 8, 9]
    (issue,) = app.runs.issues(sent.id)
    assert (issue.key, issue.reason) == ("5", "no such name")
    write_people(app.paths.root, (1, "N1", "Berlin"), (5, "Fine", "Berlin"))
    assert run(app, "To the hook").counts.retried == 1
    assert sorted(r["id"] for r in receiver.records("To the hook")) == [1, 5]


SWAP = """
version: 1
destinations: [{name: Files, type: folder, config: {path: ./out}}]
syncs:
  - name: To the file
    source: {segment: Berlin}
    destination: Files
    object: people
    operation: mirror
    removal: swap
    sync_key: {column: id, field: id}
    mappings: [{field: name, column: name}]
    status: active
"""


def test_a_swap_that_a_person_lets_pass_leaves_nobody_and_they_can_come_back(app: App) -> None:
    app.document.import_(SWAP, app.paths.root)
    file = app.paths.root / "out" / "people.csv"
    assert run(app, "To the file").counts.updated == 3
    write_people(app.paths.root, (3, "Cleo", "Paris"))
    held = run(app, "To the file")
    assert held.held
    assert file.read_text() == "id,name\n1,Anna\n2,Ben\n4,Dora\n"
    sent = app.runs.run("To the file", plan_digest=held.plan_digest)
    assert (sent.status, sent.error) == ("completed", "")
    assert (sent.counts.removed, sent.counts.updated, sent.counts.rejected) == (3, 3, 0)
    assert file.read_text() == "id,name\n"
    again = run(app, "To the file")
    assert (again.held, again.counts.processed) == ("", 0)
    write_people(app.paths.root, (1, "Anna", "Berlin"), (5, "Emil", "Berlin"))
    assert run(app, "To the file").counts.added == 2
    assert file.read_text() == "id,name\n1,Anna\n5,Emil\n"
    write_people(app.paths.root, (5, "Emil", "Berlin"))
    assert run(app, "To the file").counts.removed == 1
    assert file.read_text() == "id,name\n5,Emil\n"


def test_ways_to_let_go_that_cannot_work_are_refused_before_anything_is_sent(app: App) -> None:
    mails = app.destinations.save(app.destinations.new("rehearsal", "Mails"))
    base = app.syncs.get("To the hook")
    made = replace(
        base,
        id="mails",
        name="To the mail tool",
        connection_id=mails.id,
        object="contacts",
        key=SyncKey("id", "external_id"),
        mappings=(FieldMapping("email", column="name"),),
        removal=Removal.NULL_OUT,
    )
    with pytest.raises(ConfigError, match="email must have a value in Contacts") as failure:
        app.syncs.save(made)
    assert "Remove the record" in failure.value.hint
    with pytest.raises(ConfigError, match="cannot let go of a record by “Upload everything and swap”"):
        app.syncs.save(replace(base, id="hook", name="To the hook again", removal=Removal.SWAP))
    app.syncs.save(replace(made, removal=Removal.REMOVE))
