"""What a command works with: its arguments, its output, and the workspace, opened when first asked for."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from census_desktop.cli.output import Output, printable
from census_desktop.domain.errors import ConfigError

if TYPE_CHECKING:
    from census_desktop.bootstrap import App

LARGEST_TEXT = 50_000_000
"""Bytes of a document that are read at most; anything larger is a mistake in the file's name."""


class Context:
    """One run of the command line. Whoever makes it closes it."""

    def __init__(self, args: argparse.Namespace, out: Output) -> None:
        self.args = args
        self.out = out
        self.window_wanted = False
        """Set by a command that wants the window to open after it."""
        self.to_open: tuple[str, ...] = ()
        """The link or file that the window is to show."""
        self.check_window: Callable[[Path], str] | None = None
        """Draws the window off screen and says what it found; None where there is no window."""
        self.window_state: Callable[[], tuple[str, tuple[str, ...]]] | None = None
        """Why no window can open ("" when one can), and the platforms that Qt can load; None where there is no window."""
        self._app: App | None = None

    @cached_property
    def root(self) -> Path:
        """The workspace folder that was asked for."""
        return _root(self.args.workspace)

    @property
    def is_root_given(self) -> bool:
        """The folder was named, by --workspace or by the environment."""
        from census_desktop.paths import HOME_VARIABLE

        return self.args.workspace is not None or bool(os.environ.get(HOME_VARIABLE))

    @property
    def app(self) -> App:
        if self._app is None:
            from census_desktop.bootstrap import open_workspace
            from census_desktop.paths import WorkspacePaths

            is_new = not WorkspacePaths(self.root).store.exists()
            self._app = open_workspace(self.root)
            if is_new:  # perhaps a mistyped folder
                self.out.note(f"Made a new workspace in {printable(str(self.root))}")
        return self._app

    def document(self, name: str) -> tuple[str, Path]:
        """The text of a document and the folder where its relative paths start; "-" is stdin and the current folder."""
        if name == "-":
            return _decoded(sys.stdin.buffer.read(LARGEST_TEXT + 1), "stdin"), Path.cwd()
        path = Path(name).expanduser()
        try:
            with path.open("rb") as file:
                data = file.read(LARGEST_TEXT + 1)
        except OSError as error:
            raise ConfigError(
                f"{name} cannot be read: {error.strerror}.",
                kept="Nothing was changed.",
                hint="Check the file's name and rights.",
            ) from error
        return _decoded(data, name), path.absolute().parent

    def close(self) -> None:
        """Close the workspace if it was opened."""
        if self._app is not None:
            self._app.close()
            self._app = None


def _root(workspace: str | None) -> Path:
    if workspace is not None:
        return Path(workspace).expanduser().absolute()
    from census_desktop.paths import default_workspace

    return default_workspace()


def _decoded(data: bytes, name: str) -> str:
    if len(data) > LARGEST_TEXT:
        raise ConfigError(f"{name} is too large for a document.", kept="Nothing was changed.", hint="Is it the right file?")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ConfigError(
            f"{name} is not UTF-8 text (line {line}).", kept="Nothing was changed.", hint="Save it as UTF-8 and try again."
        ) from error
