"""The agent as something that the operating system starts: a systemd user unit, a launchd agent, or a scheduled task.

One for each workspace, named after its folder. Formats: systemd.unit(5), systemd.service(5) and systemd.exec(5);
launchd.plist(5); https://learn.microsoft.com/windows/win32/taskschd/task-scheduler-schema.
"""

from __future__ import annotations

import os
import plistlib
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from xml.sax.saxutils import escape

from census_desktop.domain.errors import CensusError, ConfigError

Do = Callable[[Sequence[str]], tuple[int, str]]
"""Runs a command of the operating system: (exit code, what it said)."""
STOP_SECONDS = 60
"""How long the agent has to end what it is doing."""


@dataclass(frozen=True, slots=True)
class Service:
    """What would be written and done. `begin` runs after the file is written, `end` before it is removed; `asks` says by its
    exit code whether it works now."""

    name: str
    file: Path
    data: bytes
    begin: tuple[tuple[str, ...], ...]
    end: tuple[tuple[str, ...], ...]
    asks: tuple[str, ...]
    advice: str = ""


def agent_command(workspace: Path) -> tuple[str, ...]:
    """How the operating system starts the agent: this program, by absolute paths."""
    program = sys.executable
    if getattr(sys, "frozen", False):
        # On Windows the program for the command line would open a console at every login; the window's has none.
        quiet = Path(program).with_name("census-desktop-window.exe")
        program = str(quiet) if sys.platform == "win32" and quiet.exists() else program
        return (program, "agent", "--workspace", str(workspace))
    windowless = Path(program).with_name("pythonw.exe")
    program = str(windowless) if sys.platform == "win32" and windowless.exists() else program
    return (program, "-m", "census_desktop", "agent", "--workspace", str(workspace))


def service_of(workspace: Path, platform: str, home: Path, command: Sequence[str], user: str = "") -> Service:
    """The service of a workspace on a platform (as sys.platform has it). Raises ConfigError where there is none."""
    mark = blake2b(str(workspace).encode(), digest_size=4).hexdigest()
    if platform.startswith("linux"):
        return _systemd(f"census-desktop-{mark}.service", workspace, home, command)
    if platform == "darwin":
        return _launchd(f"census-desktop.agent.{mark}", workspace, home, command)
    if platform == "win32":
        return _task(f"Census Desktop {mark}", workspace, home, command, user)
    raise ConfigError(
        "There is no service for this operating system.", hint="Start “census-desktop agent” by the means that it has."
    )


def install(service: Service, do: Do) -> None:
    """Write and start it; what was there of this workspace is replaced. Raises CensusError, and then nothing stays."""
    service.file.parent.mkdir(parents=True, exist_ok=True)
    service.file.write_bytes(service.data)
    for command in service.begin:
        code, said = do(command)
        if code:
            remove(service, do)
            raise CensusError(
                f"“{' '.join(command[:3])}” failed: {said.strip() or f'exit code {code}'}.",
                kept="Nothing was left behind.",
                hint="Start “census-desktop agent” by other means, or look at the file with --dry-run.",
            )


def remove(service: Service, do: Do) -> bool:
    """Stop it and take its file away; False if there was none."""
    was_there = service.file.exists()
    for command in service.end[:-1]:
        do(command)
    service.file.unlink(missing_ok=True)
    if service.end and was_there:
        do(service.end[-1])
    return was_there


def state(service: Service, do: Do) -> str:
    """ "not installed" | "installed" | "running"."""
    if not service.file.exists():
        return "not installed"
    return "running" if do(service.asks)[0] == 0 else "installed"


def run_command(command: Sequence[str]) -> tuple[int, str]:
    """`Do` for real. A program that is not there is exit code 127."""
    try:
        done = subprocess.run(list(command), capture_output=True, text=True, errors="replace", timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        return 127, type(error).__name__
    return done.returncode, done.stderr or done.stdout


# Linux ------------------------------------------------------------------------------------------------------------------


def _systemd(name: str, workspace: Path, home: Path, command: Sequence[str]) -> Service:
    text = f"""\
[Unit]
Description=Census Desktop agent of {_unit_text(str(workspace))}

[Service]
Type=exec
ExecStart={" ".join(_unit_word(word) for word in command)}
Restart=on-failure
RestartSec=30
TimeoutStopSec={STOP_SECONDS}
NoNewPrivileges=yes

[Install]
WantedBy=default.target
"""
    config = Path(os.environ.get("XDG_CONFIG_HOME") or home / ".config")
    control = ("systemctl", "--user")
    return Service(
        name,
        config / "systemd" / "user" / name,
        text.encode(),
        ((*control, "daemon-reload"), (*control, "enable", "--now", name)),
        ((*control, "disable", "--now", name), (*control, "daemon-reload")),
        (*control, "is-active", "--quiet", name),
        "On a server let it run without a login: loginctl enable-linger",
    )


def _unit_word(word: str) -> str:
    """A word of ExecStart: quotes and backslashes are escaped, % and $ doubled."""
    plain = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    return f'"{plain}"'


def _unit_text(text: str) -> str:
    return " ".join(text.split()).replace("%", "%%")


# macOS ------------------------------------------------------------------------------------------------------------------


def _launchd(name: str, workspace: Path, home: Path, command: Sequence[str]) -> Service:
    plain = {
        "Label": name,
        "ProgramArguments": list(command),
        "WorkingDirectory": str(workspace),
        "RunAtLoad": True,
        "KeepAlive": {"SuccessfulExit": False},
        "ThrottleInterval": 30,
        "ExitTimeOut": STOP_SECONDS,
        "ProcessType": "Background",
        "StandardOutPath": "/dev/null",
        "StandardErrorPath": "/dev/null",
    }
    file = home / "Library" / "LaunchAgents" / f"{name}.plist"
    domain = f"gui/{os.getuid() if hasattr(os, 'getuid') else 0}"
    return Service(
        name,
        file,
        plistlib.dumps(plain, sort_keys=False),
        (("launchctl", "bootstrap", domain, str(file)),),
        (("launchctl", "bootout", f"{domain}/{name}"), ("launchctl", "enable", f"{domain}/{name}")),
        ("launchctl", "print", f"{domain}/{name}"),
    )


# Windows ----------------------------------------------------------------------------------------------------------------


def _task(name: str, workspace: Path, home: Path, command: Sequence[str], user: str) -> Service:
    who = f"<UserId>{escape(user)}</UserId>" if user else ""
    text = f"""\
<?xml version="1.0" encoding="UTF-16"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo>
    <Description>Census Desktop agent of {escape(str(workspace))}</Description>
  </RegistrationInfo>
  <Triggers>
    <LogonTrigger>
      <Enabled>true</Enabled>
      {who}
    </LogonTrigger>
  </Triggers>
  <Principals>
    <Principal id="Author">
      {who}
      <LogonType>InteractiveToken</LogonType>
      <RunLevel>LeastPrivilege</RunLevel>
    </Principal>
  </Principals>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <ExecutionTimeLimit>PT0S</ExecutionTimeLimit>
    <Hidden>true</Hidden>
    <RestartOnFailure>
      <Interval>PT1M</Interval>
      <Count>999</Count>
    </RestartOnFailure>
  </Settings>
  <Actions Context="Author">
    <Exec>
      <Command>{escape(command[0])}</Command>
      <Arguments>{escape(subprocess.list2cmdline(command[1:]))}</Arguments>
      <WorkingDirectory>{escape(str(workspace))}</WorkingDirectory>
    </Exec>
  </Actions>
</Task>
"""
    text = "\r\n".join(line for line in text.splitlines() if line.strip()) + "\r\n"
    file = home / "AppData" / "Local" / "census-desktop" / "service" / f"{name}.xml"
    return Service(
        name,
        file,
        text.encode("utf-16"),
        (("schtasks", "/Create", "/TN", name, "/XML", str(file), "/F"), ("schtasks", "/Run", "/TN", name)),
        (("schtasks", "/End", "/TN", name), ("schtasks", "/Delete", "/TN", name, "/F")),
        ("schtasks", "/Query", "/TN", name),
    )
