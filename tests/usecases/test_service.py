"""What is written for systemd, launchd and the Task Scheduler, and that nothing of it stays."""

from __future__ import annotations

import plistlib
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree

import pytest

from census_desktop.domain.errors import CensusError, ConfigError
from census_desktop.usecases.service import Service, agent_command, install, remove, service_of, state

WORKSPACE = Path("/data/50% off & “more” $HOME")
COMMAND = ("/opt/my python/bin/python", "-m", "census_desktop", "agent", "--workspace", str(WORKSPACE))
TASK = "{http://schemas.microsoft.com/windows/2004/02/mit/task}"


class System:
    """Notes what it is asked to do, and answers with an exit code."""

    def __init__(self, *failing: str) -> None:
        self.done: list[str] = []
        self._failing = failing

    def __call__(self, command: Sequence[str]) -> tuple[int, str]:
        self.done.append(" ".join(command))
        return (1, "it says no") if any(word in command for word in self._failing) else (0, "")


@pytest.fixture(params=["linux", "darwin", "win32"])
def service(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Service:
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    return service_of(WORKSPACE, request.param, tmp_path, COMMAND, "DESK\\anna")


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_it_is_installed_and_wholly_removed(service: Service, tmp_path: Path) -> None:
    system = System()
    assert state(service, system) == "not installed"
    assert not remove(service, system)
    install(service, system)
    assert files(tmp_path) == [service.file]
    assert service.file.read_bytes() == service.data
    install(service, system)
    assert state(service, system) == "running"
    assert state(service, System(*service.asks)) == "installed"
    system.done.clear()
    assert remove(service, system)
    assert files(tmp_path) == []
    assert system.done == [" ".join(command) for command in service.end]


def test_a_system_that_refuses_leaves_nothing_behind(service: Service, tmp_path: Path) -> None:
    with pytest.raises(CensusError, match="it says no"):
        install(service, System(service.begin[-1][-2]))
    assert files(tmp_path) == []


def test_the_unit_starts_exactly_this_command(tmp_path: Path) -> None:
    service = service_of(WORKSPACE, "linux", tmp_path, COMMAND)
    lines = service.data.decode().splitlines()
    assert (
        'ExecStart="/opt/my python/bin/python" "-m" "census_desktop" "agent" "--workspace" "/data/50%% off & “more” $$HOME"'
        in lines
    )
    assert lines[-1] == "WantedBy=default.target"
    assert [c[1:] for c in service.begin] == [("--user", "daemon-reload"), ("--user", "enable", "--now", service.name)]


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze is not installed")
def test_systemd_has_nothing_against_the_unit(tmp_path: Path) -> None:
    workspace = tmp_path / "50% off"
    workspace.mkdir()
    service = service_of(workspace, "linux", tmp_path, agent_command(workspace))
    unit = tmp_path / service.name
    unit.write_bytes(service.data)
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", "--recursive-errors=no", str(unit)],
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert [line for line in done.stderr.splitlines() if service.name in line] == []


def test_the_launch_agent_starts_exactly_this_command(tmp_path: Path) -> None:
    service = service_of(WORKSPACE, "darwin", tmp_path, COMMAND)
    plain = plistlib.loads(service.data)
    assert plain["ProgramArguments"] == list(COMMAND)
    assert (plain["Label"], plain["RunAtLoad"], plain["KeepAlive"]) == (service.name, True, {"SuccessfulExit": False})
    assert service.file == tmp_path / "Library" / "LaunchAgents" / f"{service.name}.plist"


def test_the_task_starts_exactly_this_command(tmp_path: Path) -> None:
    service = service_of(WORKSPACE, "win32", tmp_path, COMMAND, "DESK\\anna")
    assert service.data[:2] in (b"\xff\xfe", b"\xfe\xff"), "schtasks reads UTF-16"
    task = ElementTree.fromstring(service.data)
    words = {e.tag.removeprefix(TASK): e.text for e in task.iter()}
    assert words["Command"] == COMMAND[0]
    assert words["Arguments"] == f'-m census_desktop agent --workspace "{WORKSPACE}"'
    assert (words["UserId"], words["ExecutionTimeLimit"], words["Hidden"]) == ("DESK\\anna", "PT0S", "true")


def test_the_packaged_agent_opens_no_console_on_windows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program, quiet = tmp_path / "census-desktop.exe", tmp_path / "census-desktop-window.exe"
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(program))
    monkeypatch.setattr(sys, "platform", "win32")
    assert agent_command(WORKSPACE)[0] == str(program), "a bundle without the window's program"
    quiet.touch()
    command = agent_command(WORKSPACE)
    task = ElementTree.fromstring(service_of(WORKSPACE, "win32", tmp_path, command, "DESK\\anna").data)
    words = {e.tag.removeprefix(TASK): e.text for e in task.iter()}
    assert words["Command"] == str(quiet)
    assert words["Arguments"] == f'agent --workspace "{WORKSPACE}"'
    monkeypatch.setattr(sys, "platform", "linux")
    assert agent_command(WORKSPACE)[0] == str(program)


def test_each_workspace_has_its_own_and_other_systems_none(tmp_path: Path) -> None:
    one, two = (service_of(tmp_path / name, "linux", tmp_path, COMMAND) for name in ("a", "b"))
    assert one.file != two.file
    with pytest.raises(ConfigError):
        service_of(tmp_path, "plan9", tmp_path, COMMAND)
    assert agent_command(tmp_path)[:4] == (sys.executable, "-m", "census_desktop", "agent")
