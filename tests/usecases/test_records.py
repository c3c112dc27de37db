"""One record explained: in or out and why, what the destination has, what every run did; and what did not arrive as a file."""

from __future__ import annotations

import csv
import hashlib
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from census_desktop.bootstrap import App
from census_desktop.domain.errors import Cancelled, CensusError, ConfigError, NotFoundError
from census_desktop.domain.model import Limit, Operation, Removal, Run, RunStatus, Segment, Sync, Trigger
from census_desktop.domain.ports import BatchRecord, CancelToken
from census_desktop.domain.records import RecordStory, Verdict
from census_desktop.engine.planfile import PlanFiles
from census_desktop.usecases.records import FORMS
from tests.usecases.conftest import add_sync


def people(app: App) -> Path:
    return app.paths.root / "data" / "people.csv"


def rewrite(app: App, old: str, new: str) -> None:
    text = people(app).read_text(encoding="utf-8")
    assert old in text
    people(app).write_text(text.replace(old, new), encoding="utf-8")


def define(app: App, where: str) -> None:
    app.document.add("segments", f"{{name: Berlin, dataset: People, where: {where}}}", app.paths.root)


def told(story: RecordStory) -> list[tuple[str, str, str, str]]:
    return [(e.run_id, e.kind, e.outcome, e.reply) for e in story.events]


# Explain --------------------------------------------------------------------------------------------------------------


def test_every_value_sent_is_told_newest_first(app: App) -> None:
    add_sync(app, "t", destination="Table", key="id")
    first = app.runs.run("t")
    rewrite(app, "Name 4,", "New 4,")
    app.clock.advance(3600)  # type: ignore[attr-defined]
    second = app.runs.run("t")
    rewrite(app, "New 4,", "Newer 4,")
    story = app.records.story("t", "4")
    assert (story.present, story.member, story.destination, story.object) == (True, True, "Table", "people")
    assert story.acknowledged == {"name": "New 4", "city": "Berlin"}
    assert story.now == {"name": "Newer 4", "city": "Berlin"}
    assert told(story) == [(second.id, "changed", "acknowledged", ""), (first.id, "added", "acknowledged", "")]
    assert story.events[0].before == {"name": "Name 4", "city": "Berlin"}
    assert story.events[0].after == {"name": "New 4", "city": "Berlin"}
    assert story.events[1].before is None
    assert story.kept_from == first.created_at
    assert (story.retry, story.warnings) == ("", ())


def test_a_record_that_left_is_told_with_the_line_that_let_it_go(app: App) -> None:
    add_sync(app, "t", destination="Table", key="id")
    app.runs.run("t")
    rewrite(app, "p4@example.com,Berlin", "p4@example.com,Rome")
    run = app.runs.run("t")
    story = app.records.story("t", "4")
    assert (story.present, story.member, story.now, story.acknowledged) == (True, False, None, None)
    assert story.verdicts == (Verdict("where.all[0]", "city is Berlin", False, 0, "city", "Rome"),)
    assert told(story)[0] == (run.id, "removed", "acknowledged", "")
    assert (story.events[0].before, story.events[0].after) == ({"name": "Name 4", "city": "Berlin"}, None)


def test_every_line_of_a_definition_is_judged_in_its_place(app: App) -> None:
    define(
        app,
        """{any: [{column: city, op: is, value: Paris},
             {all: [{column: age, op: at_least, value: 14}, {sql: "name LIKE '%4'"}]},
             {segment: Adults, member: false}, {column: name, op: is, value: null}]}""",
    )
    add_sync(app, "t", destination="Table", key="id")
    lines = [(v.path, v.text, v.holds, v.depth) for v in app.records.story("t", "4").verdicts]
    assert lines == [
        ("where", "any of these", True, 0),
        ("where.any[0]", "city is Paris", False, 1),
        ("where.any[1]", "all of these", True, 1),
        ("where.any[1].all[0]", "age at least 14", True, 2),
        ("where.any[1].all[1]", "SQL: name LIKE '%4'", True, 2),
        ("where.any[2]", "excludes members of “Adults”", True, 1),
    ]


def test_a_segment_with_a_limit_has_its_members_only(app: App) -> None:
    segment = app.catalog.get(Segment, "Berlin")
    app.segments.save(replace(segment, limit=Limit(1, "age", descending=True)))
    add_sync(app, "t", destination="Table", key="id")
    assert app.records.story("t", "40").member
    story = app.records.story("t", "4")
    assert (story.member, story.now) == (False, None)
    assert [v.holds for v in story.verdicts] == [*[True] * (len(story.verdicts) - 1), False]
    assert "limit" in story.verdicts[-1].text


def test_a_whole_data_set_has_no_lines(app: App) -> None:
    add_sync(app, "t", destination="Table", dataset="People", key="id")
    story = app.records.story("t", "3")
    assert (story.present, story.member, story.verdicts) == (True, True, ())
    assert story.now == {"name": "Name 3", "city": "Paris"}


def test_a_key_that_nobody_has_is_told_as_such(app: App) -> None:
    add_sync(app, "t", destination="Table", key="id")
    app.runs.run("t")
    story = app.records.story("t", "4711' OR 1=1")
    assert (story.present, story.member, story.verdicts, story.events) == (False, False, (), ())
    assert (story.acknowledged, story.now, story.retry) == (None, None, "")


def test_without_its_source_everything_else_is_still_told(app: App) -> None:
    add_sync(app, "t", destination="Table", key="id")
    app.runs.run("t")
    people(app).unlink()
    story = app.records.story("t", "4")
    assert (story.present, story.member, story.now) == (None, None, None)
    assert story.acknowledged == {"name": "Name 4", "city": "Berlin"}
    assert len(story.events) == 1
    assert "no longer" in story.warnings[0]


def test_a_mapped_column_that_is_gone_leaves_the_definition_to_be_asked(app: App) -> None:
    add_sync(app, "t", destination="Table", key="id")
    rewrite(app, "id,name,", "id,label,")
    story = app.records.story("t", "4")
    assert (story.member, story.now) == (True, None)
    assert story.verdicts[0].holds
    assert "“name”" in story.warnings[0]


def test_a_key_that_stands_twice_and_one_that_cannot_be_sent_say_so(app: App) -> None:
    add_sync(app, "t", destination="Table", key="id")
    with people(app).open("a", encoding="utf-8") as file:
        file.write("4,Other 4,x@example.com,Berlin,9\n")
    run = app.runs.run("t")
    story = app.records.story("t", "4")
    assert "stands 2 times" in story.warnings[0]
    ((run_id, kind, outcome, reply),) = told(story)
    assert (run_id, kind, outcome) == (run.id, "invalid", "unsent")
    assert "more than once" in reply


def rejected(app: App) -> Run:
    """A run whose record of p2 was refused by the mail tool."""
    rewrite(app, "p2@example.com", "p2@invalid")
    add_sync(app, "mail", destination="Mail", object_="contacts", operation="upsert", columns=())
    run = app.runs.run("mail")
    assert run.counts.rejected == 1
    return run


def test_a_refusal_is_told_with_its_reason_and_that_it_is_sent_again(app: App) -> None:
    run = rejected(app)
    story = app.records.story("mail", "p2@invalid")
    ((run_id, kind, outcome, reply),) = told(story)
    assert (run_id, kind, outcome) == (run.id, "added", "rejected")
    assert reply == app.runs.issues(run.id)[0].reason
    assert "sends it again" in story.retry
    assert story.acknowledged is None
    assert told(app.records.story("mail", "p4@example.com"))[0][2] == "acknowledged"


def test_a_digest_as_key_is_found_by_what_it_was_made_of(app: App) -> None:
    app.document.add("destinations", "{name: Ads, type: rehearsal, config: {imitates: Ad network}}", app.paths.root)
    add_sync(app, "ads", destination="Ads", object_="customer_file", operation="upsert", columns=(), extra="audience: Buyers")
    run = app.runs.run("ads")
    assert run.counts.updated == 20
    story = app.records.story("ads", "p4@example.com")
    assert told(story) == [(run.id, "added", "acknowledged", "")]
    digest = hashlib.sha256(b"p4@example.com").hexdigest()
    assert told(app.records.story("ads", digest)) == told(story)


def test_what_was_not_sent_says_so_and_what_was_taken_out_is_told(app: App) -> None:
    add_sync(app, "t", destination="Table", key="id")
    (app.paths.root / "table.db").write_text("no database at all, but long enough to be none" * 100, encoding="utf-8")
    run = app.runs.run("t")
    assert run.error
    assert told(app.records.story("t", "4")) == [(run.id, "added", "unsent", "")]


def test_asking_can_be_cancelled(app: App) -> None:
    add_sync(app, "t", destination="Table", key="id")
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        app.records.story("t", "4", token)


# Export ---------------------------------------------------------------------------------------------------------------


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


def read(path: Path) -> list[dict[str, Any]]:
    if path.suffix == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))
    if path.suffix == ".jsonl":
        lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        return [{"key": line["key"], "reason": line["reason"], **line["values"]} for line in lines]
    found: list[dict[str, Any]] = pq.read_table(path).to_pylist()
    return found


@pytest.mark.parametrize("ending", FORMS)
def test_refused_records_are_written_with_reason_and_values(app: App, out: Path, ending: str) -> None:
    rewrite(app, "p2@example.com", "p2@invalid")
    add_sync(app, "mail", destination="Mail", object_="contacts", operation="upsert", columns=("city",))
    run = app.runs.run("mail")
    path = out / f"refused{ending}"
    assert app.records.export(run.id, "rejected", path, reveal=True) == 1
    ((line),) = read(path)
    assert line == {"key": "p2@invalid", "reason": app.runs.issues(run.id)[0].reason, "city": "Berlin"}
    assert app.records.export(run.id, "rejected", path) == 1
    assert read(path)[0]["key"] == "••••••"
    assert app.records.export(run.id, "invalid", path) == 0
    assert read(path) == []
    assert [p.name for p in out.iterdir()] == [path.name]


@pytest.mark.parametrize("ending", FORMS)
def test_invalid_records_are_written_and_no_spreadsheet_takes_one_for_a_formula(app: App, out: Path, ending: str) -> None:
    with people(app).open("a", encoding="utf-8") as file:
        file.write("90,=1+1,double@example.com,Berlin,9\n91,-5,double@example.com,Berlin,9\n,,,Berlin,9\n")
    add_sync(app, "t", destination="Table", columns=("name", "age"))
    run = app.runs.run("t")
    path = out / f"invalid{ending}"
    assert app.records.export(run.id, "invalid", path, reveal=True) == 3
    formula = "'=1+1" if ending == ".csv" else "=1+1"
    assert {line["name"] or "" for line in read(path)} == {"", "-5", formula}
    assert {line["key"] or "" for line in read(path)} == {"double@example.com", ""}


def test_a_field_called_like_our_own_columns_keeps_its_place(app: App, out: Path) -> None:
    rewrite(app, "id,name,", "id,reason,")
    app.datasets.refresh("People")
    with people(app).open("a", encoding="utf-8") as file:
        file.write("2,Double,d@example.com,Berlin,9\n")
    add_sync(app, "t", destination="Table", key="id", columns=("reason",))
    run = app.runs.run("t")
    for ending in FORMS:
        assert app.records.export(run.id, "invalid", out / f"x{ending}") == 2
    assert {"key", "reason", "reason_"} == set(read(out / "x.csv")[0])
    assert {"key", "reason", "reason_"} == set(read(out / "x.parquet")[0])


def test_places_and_forms_that_cannot_be_are_refused(app: App, out: Path) -> None:
    run = rejected(app)
    with pytest.raises(ConfigError, match="endings"):
        app.records.export(run.id, "rejected", out / "x.xlsx")
    with pytest.raises(ConfigError, match="inside the workspace"):
        app.records.export(run.id, "rejected", app.paths.root / "data" / "x.csv")
    (out / "link").symlink_to(app.paths.root)
    with pytest.raises(ConfigError, match="inside the workspace"):
        app.records.export(run.id, "rejected", out / "link" / "x.csv")
    with pytest.raises(ConfigError, match="rejected, unknown or invalid"):
        app.records.export(run.id, "wrong", out / "x.csv")
    with pytest.raises(CensusError, match="could not be written"):
        app.records.export(run.id, "rejected", out / "nowhere" / "x.csv")
    (out / "x.csv").mkdir()
    with pytest.raises(CensusError, match="could not be written"):
        app.records.export(run.id, "rejected", out / "x.csv")
    assert sorted(p.name for p in out.iterdir()) == ["link", "x.csv"]


def test_runs_without_records_say_so(app: App, out: Path) -> None:
    run = rejected(app)
    PlanFiles(app.paths.plans).remove(app.ledger.plan_of(run.id))
    with pytest.raises(NotFoundError, match="no longer kept"):
        app.records.export(run.id, "rejected", out / "x.csv")
    assert app.records.story("mail", "p2@invalid").events == ()


def test_of_a_sync_that_is_gone_every_value_is_masked(app: App, out: Path) -> None:
    run = rejected(app)
    app.syncs.remove("mail")
    app.records.export(run.id, "rejected", out / "x.jsonl")
    assert read(out / "x.jsonl")[0]["key"] == "••••••"


def test_an_export_can_be_cancelled_and_leaves_nothing(app: App, out: Path) -> None:
    run = rejected(app)
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        app.records.export(run.id, "rejected", out / "x.csv", cancel=token)
    assert not list(out.iterdir())


def test_runs_that_send_everything_tell_what_stayed_too(app: App) -> None:
    add_sync(app, "t", destination="Table", key="id")
    app.catalog.put(replace(app.catalog.get(Sync, "t"), removal=Removal.SWAP))
    app.runs.run("t")
    rewrite(app, "Name 4,", "New 4,")
    app.runs.run("t")
    assert [(kind, outcome) for _, kind, outcome, _ in told(app.records.story("t", "2"))] == [
        ("unchanged", "acknowledged"),
        ("added", "acknowledged"),
    ]


def test_what_was_taken_out_by_hand_is_told(app: App) -> None:
    add_sync(app, "t", destination="Table", key="id")
    plan = app.runs.plan("t")
    (change,) = [c for c in app.runs.changes(plan.id).changes if c.key == "4"]
    run = app.runs.run("t", plan_digest=app.runs.exclude(plan.id, [change.row]).digest)
    assert run.counts.updated == 19
    assert told(app.records.story("t", "4")) == [(run.id, "added", "excluded", "")]
    assert told(app.records.story("t", "6")) == [(run.id, "added", "acknowledged", "")]


def test_a_batch_whose_answer_never_came_is_told_as_unknown(app: App) -> None:
    add_sync(app, "t", destination="Table", key="id")
    plan = app.runs.plan("t")
    run = app.ledger.create_run(app.syncs.get("t").id, Trigger.MANUAL, app.clock.now())
    app.ledger.begin(run.id, "test", app.clock.now())
    app.ledger.set_plan(run.id, plan.id, plan.digest, plan.counts)
    batch = BatchRecord(run.id, 0, Operation.UPSERT, 0, plan.counts.processed, "same-key")
    app.ledger.sending(batch, app.clock.now())
    assert told(app.records.story("t", "4")) == [(run.id, "added", "waiting", "")]
    app.ledger.finish(run.id, RunStatus.FAILED, plan.counts, "The network went away.", app.clock.now())
    assert told(app.records.story("t", "4")) == [(run.id, "added", "unknown", "")]
    app.runs.plan("t")  # takes in what the run left
    assert "Nobody knows" in app.records.story("t", "4").retry
