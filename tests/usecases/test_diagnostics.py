"""The file for a report of a problem: it says what helps, and a canary in every corner of the workspace stays out of it."""

from __future__ import annotations

import json
import logging
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from census_desktop.bootstrap import App
from census_desktop.domain.errors import CensusError
from census_desktop.domain.model import RunStatus
from census_desktop.logs import COMMANDS_LOG, CRASH_LOG, PROGRAM, LogFile
from census_desktop.paths import log_folder
from tests.usecases.conftest import add_sync

CANARY = "canary"
"""Part of every name, value, host, file and credential below."""

DOCUMENT = """
version: 1
sources: [{name: Canary files, type: files, config: {path: ./canary_data}}]
datasets:
  - name: Canary people
    source: Canary files
    table: canary.csv
    unique_identifier: canary_id
segments:
  - name: Canary segment
    description: Canary description
    dataset: Canary people
    where: {all: [{column: canary_city, op: is_not, value: Canary town}]}
destinations:
  - {name: Canary hook, type: webhook, config: {url: "https://canary.example.com:1/in?canary=1", headers: {X-Canary: canary}}}
  - {name: Canary table, type: sql_table, config: {url: "sqlite:///canary.db"}}
syncs:
  - name: Canary sync
    source: {segment: Canary segment}
    destination: Canary table
    object: canary_table
    operation: mirror
    sync_key: {column: canary_id, field: canary_id}
    mappings: [{field: canary_field, column: canary_city}]
    status: active
"""


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[logging.Logger]:
    """The program's log, in a folder of the test's own."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "state"))
    handler = LogFile(log_folder() / COMMANDS_LOG)
    level = PROGRAM.level
    PROGRAM.addHandler(handler)
    PROGRAM.setLevel(logging.INFO)
    yield logging.getLogger("census_desktop.somewhere")
    PROGRAM.removeHandler(handler)
    PROGRAM.setLevel(level)
    handler.close()


def contents(path: Path) -> dict[str, str]:
    with zipfile.ZipFile(path) as file:
        assert file.testzip() is None
        return {name: file.read(name).decode("utf-8") for name in file.namelist()}


def test_nothing_of_a_person_and_no_name_is_in_the_file(app: App, log: logging.Logger, tmp_path: Path) -> None:
    data = app.paths.root / "canary_data"
    data.mkdir()
    text = "canary_id,canary_city\nanna.canary@example.com,Canary value\n,Nobody canary\n"
    (data / "canary.csv").write_text(text, encoding="utf-8")
    app.document.import_(DOCUMENT, app.paths.root)
    app.secrets.set_for_session(app.destinations.get("Canary hook").id, {"auth": "Bearer canary-credential"})
    app.catalog.set_setting("workspace_name", "Canary workspace")
    assert app.runs.run("Canary sync").status is RunStatus.COMPLETED
    (data / "canary.csv").write_text("canary_id\n1\n", encoding="utf-8")
    assert app.runs.run("Canary sync").status is RunStatus.FAILED
    log.info("The table canary_table of Canary hook at https://canary.example.com:1/in?canary=1 said: anna.canary@example.com")
    log.info("The source “Canary nowhere known” is gone; canary_field of Canary segment too")
    (log_folder() / CRASH_LOG).write_text(f'File "{Path.home()}/canary.example.com.py", line 1\n', encoding="utf-8")
    found = contents(app.diagnostics.bundle(tmp_path / "report.zip"))
    for name, told in found.items():
        assert CANARY not in told.casefold(), name
        assert str(app.paths.root) not in told
        assert "example.com" not in told
    assert set(found) == {
        "README.txt",
        "about.json",
        "workspace.json",
        "runs.json",
        f"logs/{COMMANDS_LOG}",
        f"logs/{CRASH_LOG}",
    }


def test_it_says_what_helps(app: App, log: logging.Logger, tmp_path: Path) -> None:
    add_sync(app, "t", destination="Table")
    run = app.runs.run("t")
    found = contents(app.diagnostics.bundle(tmp_path / "report.zip"))
    about = json.loads(found["about.json"])
    assert about["packages"]["duckdb"][0].isdigit()
    assert about["store"]["Schema revision"].isdigit()
    assert about["free_bytes"] > 0
    assert about["keyring"]
    workspace = json.loads(found["workspace.json"])
    assert workspace["connections"] == {"folder": 1, "sql_table": 1, "rehearsal": 1}
    assert workspace["syncs"][0]["mappings"] == {"column": 2}
    assert workspace["destinations"]["sql_table"]["limits"]["batch_rows"] > 0
    (told,) = json.loads(found["runs.json"])
    assert (told["id"], told["status"], told["counts"]["updated"]) == (run.id, "completed", 20)
    assert told["batches"] == {"acknowledged": 1}
    events = [json.loads(line) for line in found[f"logs/{COMMANDS_LOG}"].splitlines()]
    of_run = {line["event"]: line for line in events if line.get("run") == run.id}
    assert list(of_run) == ["run.began", "run.planned", "run.ended"]
    assert of_run["run.planned"]["added"] == 20
    assert (of_run["run.ended"]["status"], of_run["run.ended"]["failure"], of_run["run.ended"]["updated"]) == (
        "completed",
        None,
        20,
    )


def test_an_added_type_that_is_gone_does_not_keep_the_report_from_being_written(
    app: App, log: logging.Logger, tmp_path: Path
) -> None:
    app.catalog.put(replace(app.destinations.get("Table"), type="of_a_package_that_is_gone"))
    workspace = json.loads(contents(app.diagnostics.bundle(tmp_path / "report.zip"))["workspace.json"])
    assert workspace["connections"]["of_a_package_that_is_gone"] == 1
    assert sorted(workspace["destinations"]) == ["folder", "rehearsal"]


def test_a_failure_is_logged_by_its_class(app: App, log: logging.Logger) -> None:
    add_sync(app, "t", destination="Table")
    (app.paths.root / "data" / "people.csv").unlink()
    run = app.runs.run("t")
    lines = [json.loads(line) for line in (log_folder() / COMMANDS_LOG).read_text(encoding="utf-8").splitlines()]
    (ended,) = [line for line in lines if line.get("event") == "run.ended"]
    assert (ended["run"], ended["status"], ended["failure"]) == (run.id, "failed", "SourceError")


def test_in_a_folder_it_gets_a_name_of_its_own(app: App, log: logging.Logger, tmp_path: Path) -> None:
    path = app.diagnostics.bundle(tmp_path)
    assert path.name == "census-desktop-diagnostics-20261124-102000.zip"
    assert path.is_file()


def test_a_place_that_cannot_be_written_is_said_so_and_nothing_is_left(app: App, log: logging.Logger, tmp_path: Path) -> None:
    with pytest.raises(CensusError, match="could not be written"):
        app.diagnostics.bundle(tmp_path / "nowhere" / "x.zip")
    assert not list(tmp_path.glob(".*"))
