"""A credential from the command line to the real keyring and on to the destination, or from the environment without one."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from census_desktop.usecases.receiver import Receiver
from tests.cli.conftest import Shell
from tests.desktop_session import DesktopSession

COMMAND = """
import io, sys, warnings
from census_desktop import cli
warnings.filterwarnings("ignore", "fetch_arrow_table", DeprecationWarning)  # Ibis 12 on DuckDB 1.5
sys.stdin = io.StringIO("Bearer canary-credential\\n")
raise SystemExit(cli.main(sys.argv[1:]))
"""


@pytest.fixture
def guarded(tmp_path: Path) -> Iterator[Receiver]:
    """A receiver that takes nothing without the credential."""
    with Receiver(tmp_path / "crm", 0, require_auth="Bearer canary-credential") as receiver:
        yield receiver


@pytest.mark.desktop
def test_the_keyring_keeps_it_and_runs_use_it(sh: Shell, shop: Path, guarded: Receiver, desktop: DesktopSession) -> None:
    workspace = ("--workspace", str(sh.workspace), "--json")
    url = f"url={guarded.url}"
    desktop.run(
        COMMAND, *workspace, "destinations", "add", "--name", "CRM hook", "--type", "webhook", "--config", url, "--secret-stdin"
    )
    assert json.loads(desktop.run(COMMAND, *workspace, "destinations", "test", "CRM hook"))["ok"] is True
    assert json.loads(desktop.run(COMMAND, *workspace, "run", "Big spenders to the CRM"))["counts"]["updated"] == 2
    kept = [p for p in sh.workspace.rglob("*") if p.is_file() and b"canary-credential" in p.read_bytes()]
    assert kept == []
    assert "canary" not in sh("export").out


def test_the_environment_holds_it_where_there_is_no_keyring(
    sh: Shell, shop: Path, guarded: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    flags = ["--name", "CRM hook", "--type", "webhook", "--config", f"url={guarded.url}"]
    assert sh("destinations", "add", *flags).code == 0
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    refused = sh("run", "Big spenders to the CRM", "--json")
    assert refused.code == 1
    assert "credential" in refused.json["error"]
    monkeypatch.setenv("CENSUS_DESKTOP_SECRET__CRM_HOOK__AUTH", "Bearer canary-credential")
    assert sh("run", "Big spenders to the CRM", "--json").json["counts"]["updated"] == 2


def test_without_a_keyring_a_credential_from_stdin_is_refused_with_what_to_set_instead(
    sh: Shell, shop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    flags = ["--name", "New hook", "--type", "webhook", "--config", "url=http://127.0.0.1:8099/in", "--secret-stdin"]
    said = sh("destinations", "add", *flags, "--json", stdin="Bearer canary-credential\n")
    assert (said.code, said.out) == (1, "")
    assert said.error["kept"] == "Nothing was changed."
    assert "CENSUS_DESKTOP_SECRET__NEW_HOOK__AUTH" in said.error["hint"]
    assert "canary" not in said.err
    assert "New hook" not in sh("export").out
