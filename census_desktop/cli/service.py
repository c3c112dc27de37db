"""service install | remove | status: the agent as something that starts by itself at login."""

from __future__ import annotations

import getpass
import sys
from pathlib import Path

from census_desktop.cli.arguments import Commands
from census_desktop.cli.context import Context
from census_desktop.cli.failure import DONE
from census_desktop.cli.output import printable
from census_desktop.domain.errors import ConfigError
from census_desktop.usecases import service as services


def register(commands: Commands, help_: str) -> None:
    group = commands.group("service", help_)
    install_ = group.add("install", install, "let the agent of this workspace start by itself, and start it now")
    remove_ = group.add("remove", remove, "stop it and take away what was installed")
    group.add("status", status, "say whether it is installed and running")
    for parser in (install_, remove_):
        parser.add_argument("--dry-run", action="store_true", help="print what would be written and done")


def _service(context: Context) -> services.Service:
    workspace = context.root.absolute()
    user = getpass.getuser() if sys.platform == "win32" else ""
    return services.service_of(workspace, sys.platform, Path.home(), services.agent_command(workspace), user)


def install(context: Context) -> int:
    from census_desktop.paths import WorkspacePaths

    service = _service(context)
    if not WorkspacePaths(context.root).store.exists():
        raise ConfigError(
            f"There is no workspace in {context.root}.", kept="Nothing was written.", hint="Name one with --workspace."
        )
    if context.args.dry_run:
        return _show(context, service, service.begin, "installed")
    services.install(service, services.run_command)
    _tell(context, service, f"Installed and started as {service.name}: {service.file}")
    if service.advice:
        context.out.note(service.advice)
    return DONE


def remove(context: Context) -> int:
    service = _service(context)
    if context.args.dry_run:
        return _show(context, service, service.end, "removed")
    was_there = services.remove(service, services.run_command)
    _tell(context, service, f"Removed {service.name}" if was_there else "It was not installed")
    return DONE


def status(context: Context) -> int:
    from census_desktop.usecases.agent import agent_of

    service = _service(context)
    state, agent = services.state(service, services.run_command), agent_of(context.root)
    context.out.result(
        lambda: {
            "service": service.name,
            "file": str(service.file),
            "state": state,
            "agent": {"host": agent.host, "pid": agent.pid, "since": agent.since.isoformat()} if agent else None,
        },
        lambda: context.out.facts(
            (
                ("Service", f"{service.name}: {state}"),
                ("File", str(service.file)),
                ("Agent", f"{agent.words}, since {agent.since.astimezone():%Y-%m-%d %H:%M}" if agent else "none runs"),
            )
        ),
    )
    return DONE


def _tell(context: Context, service: services.Service, words: str) -> None:
    context.out.result(
        lambda: {"service": service.name, "file": str(service.file), "state": services.state(service, services.run_command)},
        lambda: context.out.text(printable(words)),
    )


def _show(context: Context, service: services.Service, commands: tuple[tuple[str, ...], ...], word: str) -> int:
    encoding = "utf-16" if service.file.suffix == ".xml" else "utf-8"
    text = service.data.decode(encoding)
    lines = [" ".join(command) for command in commands]
    context.out.result(
        lambda: {"service": service.name, "file": str(service.file), "text": text, "commands": lines},
        lambda: context.out.text(f"{service.file} would be {word}:\n\n{text.rstrip()}\n\nThen: " + "\n      ".join(lines)),
    )
    return DONE
