"""demo: the sample workspace, which needs no network and no credential."""

from __future__ import annotations

from census_desktop.cli.arguments import Commands
from census_desktop.cli.context import Context


def register(commands: Commands, help_: str) -> None:
    demo_ = commands.add("demo", demo, help_)
    demo_.add_argument("--no-window", action="store_true", help="only make it")
    demo_.add_argument("--fresh", action="store_true", help="throw the old sample workspace away first")


def demo(context: Context) -> int:
    """Make the sample where commands without --workspace look; beside it if somebody's own workspace is there."""
    from census_desktop.sample import ensure_sample, place_for_sample

    if not context.is_root_given:
        context.root = place_for_sample(context.root)
    made = ensure_sample(context.root, fresh=context.args.fresh)
    context.window_wanted = not context.args.no_window
    if not context.window_wanted or made:
        verb = "Made the sample workspace" if made else "The sample workspace is already"
        context.out.result(
            lambda: {"workspace": str(context.root), "made": made},
            lambda: context.out.text(f"{verb} in {context.root}"),
        )
    return 0
