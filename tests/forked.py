"""Runs of the program as processes of their own, forked from one that has imported what they need.

Most of a short run is imports, which a kill cannot hurt; so a test that kills runs by the dozen gets to what it can.
Started as a module it is that first process: a line of words in, the child's pid out, its exit code out.
"""

from __future__ import annotations

import importlib
import json
import os
import select
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).parent.parent
NEEDED = (
    "census_desktop.cli",
    "census_desktop.destinations.webhook",
    "census_desktop.destinations._http",
    "census_desktop.engine.jobs",
    "census_desktop.engine.planning",
    "census_desktop.engine.calls",
    "census_desktop.sources.duckdb_reader",
    "census_desktop.store",
    "census_desktop.usecases.document_import",
    "ibis.backends.duckdb",
    "yaml",
)


class Program:
    """Runs one command at a time."""

    def __init__(self, folder: Path, environment: Mapping[str, str]) -> None:
        self._folder = folder
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.forked"],
            cwd=folder,
            env={**environment, "PYTHONPATH": str(ROOT)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )

    def run(self, *words: str, kill_after: float | None = None) -> int:
        """The exit code; -9 where it was killed after so many seconds."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(words).encode() + b"\n")
        self._process.stdin.flush()
        pid = self._said()
        # Nothing of the process is buffered in between: it says one line, and waits.
        if not select.select([self._process.stdout], [], [], kill_after)[0]:
            os.kill(pid, signal.SIGKILL)
        return self._said()

    def _said(self) -> int:
        assert self._process.stdout is not None
        return int(self._process.stdout.readline())

    def errors(self) -> str:
        """What the last one said on stderr."""
        return (self._folder / "errors.txt").read_text(encoding="utf-8")

    def close(self) -> None:
        self._process.communicate()


def main() -> None:
    for name in NEEDED:
        importlib.import_module(name)
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            nothing = os.open(os.devnull, os.O_RDWR)
            errors = os.open("errors.txt", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
            for stream, goes_to in enumerate((nothing, nothing, errors)):
                os.dup2(goes_to, stream)
            from census_desktop import cli

            os._exit(cli.main(json.loads(line)))
        print(child, flush=True)  # noqa: T201
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
