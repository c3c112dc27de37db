"""Mappings as a user meets them: checked when saved, sent when run, new columns that follow by themselves."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from census_desktop.bootstrap import App
from census_desktop.domain.errors import ConfigError
from census_desktop.domain.model import FieldMapping, Run, RunStatus
from tests.usecases.conftest import add_sync

LINES = "destinations: [{name: Lines, type: folder, config: {path: ./lines, format: jsonl}}]"


@pytest.fixture
def lines(app: App) -> App:
    """With a folder of JSON lines and a sync “Out” into it."""
    app.document.import_(f"version: 1\n{LINES}", Path(app.paths.root))
    add_sync(app, "Out", dataset="People", segment="", destination="Lines", key="id", columns=("name",))
    return app


def sent(app: App) -> dict[int, dict[str, Any]]:
    text = (Path(app.paths.root) / "lines" / "people.jsonl").read_text(encoding="utf-8")
    return {row["id"]: row for row in map(json.loads, text.splitlines())}


def mapped(app: App, *mappings: FieldMapping, **changes: Any) -> Run:
    app.syncs.save(replace(app.syncs.get("Out"), mappings=mappings, **changes))
    return app.runs.run("Out")


def test_every_kind_arrives(lines: App) -> None:
    berlin = lines.segments.get("Berlin").id
    run = mapped(
        lines,
        FieldMapping("greeting", template="Hi {{ name }} of {{ record['city'] | upcase }}"),
        FieldMapping("digest", column="email", normalise="email", hash="sha256"),
        FieldMapping("berliner", member=berlin),
        FieldMapping("run", run="id"),
        FieldMapping("age", column="age", type="text"),
        FieldMapping("tags", constant='["new"]', type="array"),
    )
    assert (run.status, run.counts.updated) == (RunStatus.COMPLETED, 40)
    first = sent(lines)[1]
    assert first.pop("tags") in (["new"], '["new"]')
    assert first == {
        "id": 1,
        "greeting": "Hi Name 1 of PARIS",
        "digest": hashlib.sha256(b"p1@example.com").hexdigest(),
        "berliner": False,
        "run": run.id,
        "age": "11",
    }
    assert lines.runs.plan("Out").to_send == 0


@pytest.mark.parametrize(
    ("mapping", "words"),
    [
        (FieldMapping("x", template="{{ nme }}"), "The mapping of “x”: line 1, character 4: there is no column “nme”"),
        (FieldMapping("x", template="{{ name"), "expected '}}'"),
        (FieldMapping("x", column="name", related=("Firm",)), "has no relationship “Firm”"),
        (FieldMapping("x", member="gone"), "gone"),
        (FieldMapping("x", column="age", type="date"), "never become date"),
        (FieldMapping("x", run="id", hash="md5"), "sent as it is"),
    ],
)
def test_a_mapping_that_cannot_work_is_refused_when_it_is_saved(lines: App, mapping: FieldMapping, words: str) -> None:
    with pytest.raises(ConfigError, match=words):
        lines.syncs.save(replace(lines.syncs.get("Out"), mappings=(mapping,)))


def test_only_if_empty_is_refused_where_the_object_cannot_do_it(lines: App) -> None:
    hook = 'destinations: [{name: Hook, type: webhook, config: {url: "http://127.0.0.1:9/in"}}]'
    lines.document.import_(f"version: 1\n{hook}", Path(lines.paths.root))
    add_sync(lines, "To hook", dataset="People", destination="Hook", object_="records", columns=())
    careful = FieldMapping("x", column="name", only_if_empty=True)
    with pytest.raises(ConfigError, match="cannot set x only where it is empty"):
        lines.syncs.save(replace(lines.syncs.get("To hook"), mappings=(careful,)))


def test_a_segment_of_another_data_set_is_refused(lines: App) -> None:
    other = FieldMapping("x", member=lines.segments.get("Everywhere").id)
    with pytest.raises(ConfigError, match="“Everywhere” is a segment of another data set"):
        lines.syncs.save(replace(lines.syncs.get("Out"), mappings=(other,)))


def test_new_columns_follow_by_themselves(lines: App) -> None:
    mapped(lines, sync_all="upper_case")
    assert sent(lines)[2] == {"id": 2, "NAME": "Name 2", "EMAIL": "p2@example.com", "CITY": "Berlin", "AGE": 12}
    people = Path(lines.paths.root) / "data" / "people.csv"
    first, *others = people.read_text(encoding="utf-8").splitlines()
    people.write_text("\n".join([f"{first},shoe size", *(f"{row},{40 + n}" for n, row in enumerate(others))]), encoding="utf-8")
    plan = lines.runs.plan("Out")
    assert (plan.counts.changed, lines.datasets.get("People").column_names[-1]) == (40, "shoe size")
    run = lines.runs.run("Out", plan_digest=plan.digest)
    assert run.status is RunStatus.COMPLETED
    assert sent(lines)[2]["SHOE SIZE"] == 41


def test_personal_data_is_masked_wherever_a_mapping_takes_it(lines: App) -> None:
    mapped(
        lines,
        FieldMapping("digest", column="email", hash="md5"),
        FieldMapping("hi", template="Hi {{ email }}"),
        FieldMapping("name", column="name"),
        sync_all="as_is",
    )
    assert lines.runs.pii_fields("Out") == {"digest", "hi"}


def test_invalid_records_say_what_a_field_must_be(lines: App) -> None:
    run = mapped(lines, FieldMapping("n", template="{% if age > 45 %}old{% else %}{{ age }}{% endif %}", type="integer"))
    assert (run.counts.updated, run.counts.invalid) == (35, 5)
    issues = lines.runs.issues(run.id, "invalid")
    assert {issue.reason for issue in issues} == {"n must be a whole number"}


def test_json_columns_go_out_as_what_they_hold(lines: App) -> None:
    root = Path(lines.paths.root)
    text = '{"id": 1, "likes": [1, "x"]}\n{"id": 2, "likes": {"a": null}}\n'
    (root / "data" / "likes.jsonl").write_text(text, encoding="utf-8")
    likes = "datasets: [{name: Likes, source: Files, table: likes.jsonl, unique_identifier: id}]"
    lines.document.import_(f"version: 1\n{likes}", root)
    add_sync(lines, "Likes out", dataset="Likes", destination="Lines", key="id", columns=("likes",))
    plan = lines.runs.plan("Likes out")
    assert [c.after for c in lines.runs.changes(plan.id).changes] == [{"likes": [1, "x"]}, {"likes": {"a": None}}]
    assert lines.runs.run("Likes out", plan_digest=plan.digest).status is RunStatus.COMPLETED
    assert lines.runs.plan("Likes out").to_send == 0
