"""linked and import --merge as commands."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Shell

TWO = """
version: 1
destinations:
  - {name: One, type: folder, config: {path: ./one, format: csv}}
  - {name: Two, type: folder, config: {path: ./two, format: csv}}
"""


@pytest.fixture
def team(sh: Shell, tmp_path: Path) -> Path:
    """A linked document of two destinations."""
    assert sh("import", "-", stdin=TWO).code == 0
    file = tmp_path / "team.yaml"
    assert sh("--json", "linked", "set", str(file)).json == {"file": str(file), "there": "same", "here_changed": False}
    return file


def change(file: Path, old: str, new: str) -> None:
    file.write_text(file.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")


def test_a_conflict_is_named_and_then_decided(sh: Shell, team: Path) -> None:
    change(team, "csv", "jsonl")
    sh("destinations", "add", "--name", "One", "--type", "folder", "--config", "format=parquet")
    assert sh("--json", "linked", "show").json["there"] == "changed"
    (item,) = sh("--json", "linked", "review").json["items"]
    assert item["fields"] == [
        {"field": "config.format", "here": "parquet", "there": "jsonl", "last": "csv", "takes": "conflict"}
    ]
    refused = sh("linked", "take")
    assert refused.code == 2
    assert '"parquet" → "jsonl" (conflict)' in refused.out
    assert "“One”" in refused.err
    assert sh("linked", "write").code == 2
    assert sh("linked", "take", "--conflicts", "file").code == 0
    assert sh("--json", "linked", "show").json == {"file": str(team), "there": "same", "here_changed": False}


def test_import_merges_or_takes_the_file(sh: Shell, team: Path) -> None:
    sh("destinations", "add", "--name", "Two", "--type", "folder", "--config", "format=parquet")
    assert "only this workspace changed it" in sh("import", str(team), "--merge", "--dry-run").out
    sh("import", str(team), "--merge")
    assert "parquet" in sh("export").out
    sh("import", str(team))
    assert "parquet" not in sh("export").out, "without --merge the file is what holds"


def test_writing_and_unlinking(sh: Shell, team: Path) -> None:
    assert "nothing was written" in sh("linked", "write").out
    sh("destinations", "add", "--name", "Three", "--type", "folder", "--config", "path=./three")
    assert sh("--json", "linked", "write").json == {"written": True}
    assert "Three" in team.read_text(encoding="utf-8")
    assert sh("--json", "linked", "unset").json == {"file": None}
    assert sh("linked", "review").code == 2
