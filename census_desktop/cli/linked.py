"""linked: the workspace's document in a file that a team keeps, as in a Git folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from census_desktop.cli.arguments import Commands
from census_desktop.cli.context import Context
from census_desktop.cli.merging import add_conflict_argument, show_review
from census_desktop.cli.merging import take as take_in
from census_desktop.cli.output import printable
from census_desktop.domain.errors import ConfigError

if TYPE_CHECKING:
    from census_desktop.usecases.sharing import Linked, Review

_THERE = {
    "same": "as it was last reviewed or written",
    "changed": "changed, not reviewed yet",
    "missing": "not there",
    "unreadable": "not readable",
}


def register(commands: Commands, help_: str) -> None:
    verbs = commands.group("linked", help_)
    verbs.add("show", show, "show the linked document and whether it or the workspace changed")
    link_ = verbs.add("set", set_, "link a document; a file that is not there yet is written, one that is there is not changed")
    link_.add_argument("file", metavar="FILE")
    verbs.add("review", review, "compare it with the workspace, field by field; nothing is changed")
    take_ = verbs.add("take", take, "take in what changed there, all or nothing, after a backup")
    add_conflict_argument(take_)
    verbs.add("write", write, "write what changed here; only if it differs, and never over changes that were not reviewed")
    verbs.add("unset", unset, "leave the file as it is and look at it no more")


def show(context: Context) -> int:
    _show(context, context.app.sharing.linked())
    return 0


def _show(context: Context, linked: Linked | None) -> None:
    told = {"file": str(linked.file), "there": linked.there, "here_changed": linked.here} if linked else {"file": None}

    def human() -> None:
        if linked is None:
            context.out.text("No document is linked.")
            return
        here = "has changes that the file has not" if linked.here else "has no changes to write"
        context.out.facts((("File", printable(str(linked.file))), ("There", _THERE[linked.there]), ("Workspace", here)))

    context.out.result(lambda: told, human)


def set_(context: Context) -> int:
    _show(context, context.app.sharing.link(Path(context.args.file)))
    return 0


def review(context: Context) -> int:
    show_review(context, _review(context))
    return 0


def take(context: Context) -> int:
    return take_in(context, _review(context))


def write(context: Context) -> int:
    wrote = context.app.sharing.write_linked()
    text = "Written." if wrote else "It is the same already; nothing was written."
    context.out.result(lambda: {"written": wrote}, lambda: context.out.text(text))
    return 0


def unset(context: Context) -> int:
    context.app.sharing.unlink()
    _show(context, None)
    return 0


def _review(context: Context) -> Review:
    linked = context.app.sharing.linked()
    if linked is None:
        raise ConfigError("No document is linked.", kept="Nothing was changed.", hint="Link one with: linked set FILE")
    return context.app.sharing.review(linked.file)
