"""receiver: a small program on this computer that takes what a webhook sends and shows it."""

from __future__ import annotations

from pathlib import Path

from census_desktop.cli.arguments import Commands, port
from census_desktop.cli.context import Context
from census_desktop.cli.waiting import in_worker
from census_desktop.domain.ports import CancelToken


def register(commands: Commands, help_: str) -> None:
    receiver_ = commands.add("receiver", receiver, help_)
    receiver_.add_argument(
        "--port", type=port, default=8099, help="where it listens on 127.0.0.1 (else 8099; 0 takes a free one)"
    )
    receiver_.add_argument("--folder", metavar="DIR", type=Path, help="where it keeps what it gets (else in the workspace)")


def receiver(context: Context) -> int:
    from census_desktop.usecases.receiver import Receiver

    folder = context.args.folder.expanduser().absolute() if context.args.folder else context.root / "received"
    started = Receiver(folder, context.args.port).start()
    page = started.url.removesuffix("in")
    try:
        context.out.result(
            lambda: {"url": started.url, "page": page, "folder": str(folder)},
            lambda: context.out.text(f"Send webhooks to {started.url} and look at {page} in a browser. Stop with Ctrl-C."),
        )
        in_worker(context, _until_stopped)
    finally:
        started.stop()
    return 0


def _until_stopped(cancel: CancelToken) -> None:
    from threading import Event

    stopped = Event()
    forget = cancel.on_cancel(stopped.set)
    stopped.wait()
    forget()
