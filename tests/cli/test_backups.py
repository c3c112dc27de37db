"""backups, pack and unpack as commands."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Shell


def test_a_backup_is_made_listed_and_gone_back_to(sh: Shell) -> None:
    assert sh("sources", "list").code == 0
    made = sh("--json", "backups", "make").json
    assert made["size"]
    assert sh("--json", "backups", "list").json == [{**made, "fault": None}]
    sh("syncs", "schedules", "on")
    said = sh("--json", "backups", "restore", made["name"])
    assert said.code == 0
    assert Path(said.json["replaced"]).is_file()
    assert sh("--json", "syncs", "schedules").json == {"schedules": "off"}
    assert "turn them on" in sh("backups", "restore", made["name"]).err


def test_a_damaged_workspace_names_the_way_back_and_it_works(sh: Shell) -> None:
    sh("sources", "list")
    name = sh("--json", "backups", "make").json["name"]
    (sh.workspace / "workspace.db").write_bytes(b"")
    assert f"backups restore {name}" in sh("syncs", "list").err
    assert sh("backups", "restore", name).code == 0
    assert sh("syncs", "list").code == 0


def test_a_backup_that_is_not_there_or_damaged_is_refused(sh: Shell) -> None:
    sh("sources", "list")
    name = sh("--json", "backups", "make").json["name"]
    assert "There is no backup" in sh("backups", "restore", "workspace-1.db").err
    assert "There is no file" in sh("backups", "restore", "./nowhere.db").err
    (sh.workspace / "backups" / name).write_bytes(b"SQLite format 3\0" + b"\xa5" * 9000)
    assert sh("--json", "backups", "list").json[0]["fault"]
    assert "is damaged" in sh("backups", "restore", name).err


def test_backups_elsewhere(sh: Shell, tmp_path: Path) -> None:
    sh("sources", "list")
    other = tmp_path / "other"
    assert "no folder" in sh("backups", "make", "--to", str(other)).err
    other.mkdir()
    copy = Path(sh("--json", "backups", "make", "--to", str(other)).json["file"])
    assert copy.parent == other
    assert sh("--json", "backups", "folder", str(other)).json == {"folder": str(other)}
    for _ in range(8):
        sh("backups", "make")
    assert len(list(other.iterdir())) == 7, "the newest seven are kept there too"
    newest = max(other.iterdir())
    assert sh("backups", "restore", str(newest)).code == 0
    other.rename(tmp_path / "gone")
    said = sh("backups", "make")
    assert said.code == 1
    assert "was made" in said.err
    assert sh("--json", "backups", "folder", "none").json == {"folder": None}
    assert sh("backups", "make").code == 0


def test_pack_and_unpack(sh: Shell, tmp_path: Path) -> None:
    sh("sources", "list")
    pack, there = tmp_path / "pack.zip", tmp_path / "there"
    assert sh("--json", "pack", str(pack)).json["files"] == 1
    said = sh("--json", "unpack", str(pack), str(there))
    assert said.code == 0
    assert said.json["folder"] == str(there)
    other = Shell(there, sh._capsys, sh._monkeypatch)
    assert json.loads(other("--json", "syncs", "schedules").out) == {"schedules": "off"}
    assert sh("unpack", str(pack), str(there)).code == 2
