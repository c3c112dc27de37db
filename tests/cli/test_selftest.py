"""The self-test: what it finds in order here, and that a broken part is told of without hiding the others."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from census_desktop import cli
from census_desktop.cli import selftest
from tests.cli.conftest import Shell

PARTS = ["workspace", "destinations", "drivers", "document", "segment", "run to a folder", "run to a rehearsal", "keyring"]


def test_every_part_works_here_and_no_workspace_is_made(sh: Shell) -> None:
    said = sh("selftest", "--without-window", "--json")
    assert said.json["ok"], said.json
    assert (said.code, said.err) == (0, "")
    assert [part["part"] for part in said.json["parts"]] == PARTS
    assert not sh.workspace.exists()


def test_a_broken_part_is_told_of_and_the_others_are_tried(sh: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise OSError("data of s3 are not here")

    monkeypatch.setattr(selftest, "_s3_client", broken)
    said = sh("selftest", "--without-window")
    lines = said.out.splitlines()
    assert said.code == 1
    assert "FAILED  drivers: OSError: data of s3 are not here" in lines
    assert lines[-1] == f"1 of {len(PARTS)} parts failed"
    assert sum(line.startswith("ok ") for line in lines) == len(PARTS) - 1


def test_a_run_that_sends_too_little_is_a_failure(sh: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(selftest, "_CUSTOMERS", "id,email,country\n1,anna@example.com,DE\n")
    parts = {part["part"]: part for part in sh("selftest", "--without-window", "--json").json["parts"]}
    assert {name for name, part in parts.items() if not part["ok"]} == {"segment", "run to a folder", "run to a rehearsal"}
    assert parts["segment"]["text"] == "1 of 1 instead of 2 of 3"


def test_without_a_window_to_draw_its_part_says_so(sh: Shell) -> None:
    said = sh("selftest", "--window-only")
    assert said.code == 1
    assert "There is no window here." in said.err


def test_as_an_option_with_the_window(tmp_path: Path) -> None:
    """As a package's installer asks it: the whole program, in a process of its own."""
    environment = {
        **os.environ,
        "CENSUS_DESKTOP_HOME": str(tmp_path / "workspace"),
        "XDG_STATE_HOME": str(tmp_path / "state"),
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
        "PYTHONPATH": str(Path(cli.__file__).parent.parent.parent),
    }
    done = subprocess.run(
        [sys.executable, "-m", "census_desktop", "--selftest", "--json"],
        env=environment, capture_output=True, text=True, check=False, timeout=100,
    )  # fmt: skip
    window = json.loads(done.stdout)["parts"][-1]
    assert window["part"] == "window"
    assert window["ok"], window["text"]
    assert " pages, " in window["text"]
    assert done.returncode == 0
    assert not (tmp_path / "workspace").exists()


def test_a_window_that_ends_its_process_is_a_failed_part(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(selftest.sys, "executable", "/bin/false")
    with pytest.raises(selftest.Failed, match="its process ended with 1"):
        selftest._window()


def test_why_no_window_can_be_drawn_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    def broken(_root: Path) -> str:
        raise RuntimeError("libxcb-cursor.so.0 is not here")

    assert cli.main(["selftest", "--window-only"], check_window=broken) == 1
    assert "RuntimeError: libxcb-cursor.so.0 is not here" in capsys.readouterr().err
