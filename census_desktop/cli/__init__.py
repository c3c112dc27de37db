"""The command line: one file for each noun, imported when its command is given. Nothing heavy before a command needs it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from census_desktop.cli.arguments import make_parser

OpenWindow = Callable[..., int]


def main(
    argv: Sequence[str] | None = None,
    open_window: OpenWindow | None = None,
    check_window: Callable[[Path], str] | None = None,
    window_state: Callable[[], tuple[str, tuple[str, ...]]] | None = None,
) -> int:
    """Run one command and return its exit code: 0 done, 1 failed, 2 usage or configuration, 3 done with records
    rejected or unknown.

    `open_window` opens the window on a workspace folder, and at a link or file if one follows; without
    it commands that would do so only say where it is.
    `check_window` draws it off screen for the self-test, which can also be asked for as an option, --selftest.
    `window_state` says why no window can open and what Qt can load, for `doctor`.
    """
    words = ["selftest" if word == "--selftest" else word for word in (sys.argv[1:] if argv is None else argv)]
    parser = make_parser(words)
    try:
        args = parser.parse_args(words)
        if args.do is None and open_window is None:
            parser.error("a command is missing")
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else 2
    from census_desktop.cli.context import Context
    from census_desktop.cli.failure import reported
    from census_desktop.cli.output import Output

    context = Context(args, Output(as_json=args.json, quiet=args.quiet))
    context.check_window = check_window
    context.window_state = window_state
    code = reported(args.do, context) if args.do else 0
    if code == 0 and open_window and (args.do is None or context.window_wanted):
        return open_window(context.root, *context.to_open)
    return code
