"""Large removals at a production destination: never without their number, whoever asks."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import pytest

from census_desktop.bootstrap import App
from census_desktop.domain.errors import ConfigError
from census_desktop.domain.model import RunStatus, Trigger
from tests.usecases.conftest import add_sync

Write = Callable[[int], None]


@pytest.fixture
def people(app: App) -> Write:
    def write(number: int) -> None:
        lines = [f"{n},Name {n},p{n}@example.com,Berlin,30" for n in range(1, number + 1)]
        (app.paths.root / "data" / "people.csv").write_text("\n".join(["id,name,email,city,age", *lines]) + "\n", "utf-8")

    return write


@pytest.fixture
def sent(app: App, people: Write) -> App:
    """6,000 people are there, and 1,200 have left; no guard minds."""
    people(6_000)
    app.destinations.save(replace(app.destinations.get("Table"), environment="production"))
    add_sync(app, "t", destination="Table")
    assert app.runs.run("t").counts.updated == 6_000
    people(4_800)
    return app


def test_a_run_by_hand_is_held_until_its_number_is_said(sent: App) -> None:
    run = sent.runs.run("t")
    assert run.held.startswith("Held: 1,200 records are removed at the production destination “Table”")
    assert sent.syncs.row("t").members == 6_000
    plan = sent.runs.held_plan(run.id)
    assert plan is not None
    for said in (None, 1_199):
        with pytest.raises(ConfigError, match="production destination"):
            sent.runs.run("t", plan_digest=plan.digest, removes=said)
    assert sent.runs.run("t", plan_digest=plan.digest, removes=1_200).status is RunStatus.COMPLETED
    assert sent.syncs.row("t").members == 4_800


def test_a_number_that_was_said_once_is_not_remembered(sent: App, people: Write) -> None:
    plan = sent.runs.plan("t")
    sent.runs.run("t", plan_digest=plan.digest, removes=1_200)
    people(3_600)
    assert sent.runs.run("t").held


def test_of_runs_by_a_schedule_guards_decide(sent: App) -> None:
    assert sent.runs.run("t", trigger=Trigger.SCHEDULE).counts.removed == 1_200


def test_elsewhere_a_reviewed_plan_is_enough(sent: App) -> None:
    sent.destinations.save(replace(sent.destinations.get("Table"), environment=""))
    plan = sent.runs.plan("t")
    typed = sent.runs.to_type(plan)
    assert typed is not None
    assert typed.count == 1_200
    assert sent.runs.run("t", plan_digest=plan.digest).counts.removed == 1_200


def read(app: App, destination: dict[str, object]) -> None:
    app.document.import_(json.dumps({"version": 1, "destinations": [destination]}), app.paths.root)


@pytest.mark.parametrize(
    ("word", "kept"),
    [("production", "production"), ("test", "test"), ("none", ""), ("sandbox", "test"), ("development", "test")],
)
def test_a_document_says_what_a_destination_is_for(app: App, word: str, kept: str) -> None:
    item = {"name": "Table", "type": "sql_table", "config": {"url": "sqlite:///table.db"}}
    read(app, {**item, "environment": word})
    assert app.destinations.get("Table").environment == kept
    assert app.document.item(app.destinations.get("Table")).get("environment", "") == kept
    read(app, item)
    assert app.destinations.get("Table").environment == kept, "a document that does not say it takes no mark away"


def test_a_document_with_another_word_is_refused(app: App) -> None:
    item = {"name": "Table", "type": "sql_table", "config": {"url": "sqlite:///table.db"}, "environment": "live"}
    with pytest.raises(ConfigError, match="production, test or none"):
        read(app, item)
