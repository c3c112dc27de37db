"""agent: keep the workspace fresh without a window, until stopped."""

from __future__ import annotations

import json
from typing import Any

from census_desktop.cli import shapes
from census_desktop.cli.arguments import Commands
from census_desktop.cli.context import Context
from census_desktop.cli.failure import DONE, FAILED
from census_desktop.cli.output import printable
from census_desktop.cli.run import summary
from census_desktop.cli.waiting import in_worker
from census_desktop.domain.model import Trigger
from census_desktop.domain.ports import CancelToken
from census_desktop.usecases.agent import AgentLease, Happened

WHY = {
    Trigger.SCHEDULE: "by its schedule",
    Trigger.CHANGE: "because its data changed",
    Trigger.SEQUENCE: "because the sync before it succeeded",
}


def register(commands: Commands, help_: str) -> None:
    agent_ = commands.add("agent", agent, help_)
    agent_.add_argument("--once", action="store_true", help="run what is due now, then end")


def agent(context: Context) -> int:
    """With --json a line is one JSON object."""
    app = context.app
    lease = AgentLease(app.paths.root, app.clock)
    try:
        working = app.agent(lambda happened: _tell(context, happened))

        def work(cancel: CancelToken) -> int:
            cancel.on_cancel(working.stop)
            return working.work(once=context.args.once)

        unwell = in_worker(context, work)
    finally:
        lease.release()
    return FAILED if context.args.once and unwell else DONE


def _tell(context: Context, happened: Happened) -> None:
    context.out.text(json.dumps(_plain(happened), ensure_ascii=False, default=str) if context.out.as_json else _line(happened))


def _plain(happened: Happened) -> dict[str, Any]:
    plain: dict[str, Any] = {"at": happened.at.isoformat(), "event": happened.what}
    if happened.sync:
        plain |= {"sync": happened.sync.name, "sync_id": happened.sync.id}
    if happened.due:
        plain["trigger"] = happened.due.trigger.value
    if happened.run:
        plain["run"] = shapes.run(happened.run)
    return plain | ({"text": happened.text} if happened.text else {})


def _line(happened: Happened) -> str:
    when = f"{happened.at.astimezone():%Y-%m-%d %H:%M:%S}"
    if happened.run:
        text = summary(happened.run)
        if happened.run.error:
            text += f": {happened.run.error}"
    elif happened.what == "started" and happened.sync and happened.due:
        text = f"{happened.sync.name}: started {WHY[happened.due.trigger]}"
    else:
        text = f"{happened.sync.name}: {happened.text}" if happened.sync else happened.text
    return f"{when}  {printable(text)}"
