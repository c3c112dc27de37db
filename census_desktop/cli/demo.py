"""demo: the sample workspace, which needs no network and no credential."""

from __future__ import annotations

from census_desktop.cli.arguments import Commands
from census_desktop.cli.context import Context


def register(commands: Commands, help_: str) -> None:
    demo_ = commands.add("demo", demo, help_)
    demo_.add_argument("--no-window", action="store_true", help="only make it")
    demo_.add_argument("--fresh", action="store_true", help="throw the old sample workspace away first")


def demo(context: Context) -> int:
    return 0
