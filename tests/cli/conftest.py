"""Commands in this process, as a user gives them, on a workspace of their own."""

from __future__ import annotations

import io
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from census_desktop import cli
from tests.desktop_session import desktop
from tests.shop import write_shop

__all__ = ["desktop"]


@dataclass(frozen=True)
class Said:
    """What a command answered."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def error(self) -> dict[str, str]:
        """The error document on stderr, after --json."""
        found: dict[str, str] = json.loads(self.err.splitlines()[-1])["error"]
        return found


class Shell:
    """Gives commands on one workspace."""

    def __init__(self, workspace: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
        self.workspace = workspace
        self._capsys = capsys
        self._monkeypatch = monkeypatch

    def __call__(self, *words: str, stdin: str | None = None) -> Said:
        if stdin is not None:
            self._monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode()), encoding="utf-8"))
        self._capsys.readouterr()
        code = cli.main(["--workspace", str(self.workspace), *words])
        said = self._capsys.readouterr()
        return Said(code, said.out, said.err)


@pytest.fixture
def sh(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Shell:
    """A shell with an empty workspace; logs go to a folder of the test's own."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "state"))
    return Shell(tmp_path / "workspace", capsys, monkeypatch)


@pytest.fixture
def shop(sh: Shell, tmp_path: Path) -> Path:
    """The folder of the shop's document, which the workspace has taken in."""
    document = write_shop(tmp_path / "home")
    assert sh("import", str(document)).code == 0
    return document.parent
