"""open: the window, at what a link or a file names."""

from __future__ import annotations

from census_desktop.cli.arguments import Commands
from census_desktop.cli.context import Context
from census_desktop.usecases.arrivals import arrival_of


def register(commands: Commands, help_: str) -> None:
    open_ = commands.add("open", open_window, help_)
    open_.add_argument("what", metavar="FILE", nargs="?", default="", help="a census-desktop:// link or a workspace document")


def open_window(context: Context) -> int:
    """Refuse what cannot be opened before a window is made or asked."""
    arrival = arrival_of(context.args.what)
    context.to_open = (arrival.what,) if arrival.what else ()
    context.window_wanted = True
    return 0
