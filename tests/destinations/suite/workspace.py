"""A workspace with a data set of the case's people and a sync to its fake: the checks that are the engine's as much as the
connector's. Runs that are killed are processes of their own."""

from __future__ import annotations

import atexit
import contextlib
import csv
import functools
import json
import os
import re
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any
from unittest.mock import patch

from census_desktop.bootstrap import App, open_workspace
from census_desktop.domain.manifest import Limits
from census_desktop.domain.model import Run
from census_desktop.engine.pace import Pace
from tests.destinations.fakes.vendor import Asked
from tests.destinations.outside import write_metadata
from tests.destinations.suite.world import World
from tests.destinations.vendor_case import VendorCase
from tests.forked import ROOT, Program

FIRST, SECOND = "Gäste & Freunde", "Zweite Runde"
"""Segments: those of part "a" and those of part "b"."""
SYNC = "To the tool"
PEOPLE = {2: "a", 3: "a", 4: "a", 5: "b", 6: "b"}
BAD = 9
TRIES = 3


@functools.cache
def _number(case_type: str) -> str:
    return f"Tool {case_type}"


def secrets_of(case: VendorCase) -> dict[str, str]:
    """As the environment gives them to a process."""
    name = _number(case.type).upper().replace(" ", "_")
    return {f"CENSUS_DESKTOP_SECRET__{name}__{field.upper()}": value for field, value in case.secrets.items()}


class Shop:
    """`app` is the open workspace. People have a part: "a" and "b" are in the segments of these, others in none."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.root = world.folder / "workspace"
        sample = world.case.record(0)
        self._columns = {name: f"c{n}" for n, name in enumerate(sample)}
        self.app = self._open()
        (self.root / "data").mkdir(exist_ok=True)

    def _open(self) -> App:
        return open_workspace(self.root, clock=self.world.clock, environ=secrets_of(self.world.case))

    def write(self, parts: Mapping[int, str], changed: frozenset[int] = frozenset()) -> None:
        """The people of these numbers, each with the part that they are in."""
        rows = []
        for number, part in parts.items():
            person = self._in_table(number, changed=number in changed)
            rows.append({"part": part, **{self._columns[name]: value for name, value in person.items()}})
        with (self.root / "data" / "people.csv").open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, ["part", *self._columns.values()])
            writer.writeheader()
            writer.writerows(rows)

    def _in_table(self, number: int, *, changed: bool) -> Mapping[str, Any]:
        """With clear text in fields that take digests: the mapping makes those."""
        case = self.world.case
        before, person = case.record(number), (case.changed if changed else case.record)(number)
        clear = case.clear(number) if number != BAD else {}
        return {**person, **{f: v if person[f] == before[f] else f"{v}x" for f, v in clear.items()}}

    def import_(self) -> None:
        self.app.document.import_(json.dumps(self._document(), ensure_ascii=False), self.root)

    def _document(self) -> dict[str, Any]:
        case, spec = self.world.case, self.world.known.spec
        key = self._columns[case.key]
        segments = [
            {"name": name, "dataset": "People", "where": {"all": [{"column": "part", "op": "is", "value": part}]}}
            for name, part in ((FIRST, "a"), (SECOND, "b"))
        ]
        sync: dict[str, Any] = {
            "name": SYNC,
            "source": {"segment": FIRST},
            "destination": _number(case.type),
            "object": case.object,
            "operation": str(self.world.target().operation),
            "sync_key": {"column": key, "field": case.key},
            "mappings": [{"field": f, "column": c} for f, c in self._columns.items() if f != case.key],
            "guards": {"hold_over_removed": "never"},
            "status": "active",
        }
        if spec.audience:
            sync["audience"] = FIRST
        config = dict(case.config(self.world.vendor))
        return {
            "version": 1,
            "sources": [{"name": "Files", "type": "files", "config": {"path": "./data"}}],
            "datasets": [{"name": "People", "source": "Files", "table": "people.csv", "unique_identifier": key}],
            "segments": segments,
            "destinations": [{"name": _number(case.type), "type": case.type, "config": config}],
            "syncs": [sync],
        }

    def run(self, sync: str = SYNC) -> Run:
        """To its end, without the waits between requests and between asking for a job: the clock stands still."""
        self.world.clock.advance(60)
        with (
            patch.multiple("census_desktop.engine.shipment", POLL_SECONDS=0.0, MAX_WAIT=0.0),
            patch("census_desktop.engine.delivery.Pace", lambda limits, clock: Pace(Limits(), clock)),
        ):
            return self.app.runs.run(sync)

    def run_killed(self, *patterns: str) -> None:
        """A run in a process of its own, which dies by SIGKILL once there were calls of these patterns, one after the other:
        the last one is done, and its answer is due.

        On a very busy computer the fake may answer later than a connector waits while it opens, which ends a run by itself
        before it came so far; such a one is begun again.
        """
        self.app.close()
        reached, over = threading.Event(), threading.Event()
        vendor = self.world.vendor
        answer = vendor.answer
        vendor.calls.clear()

        def held(asked: Asked) -> Any:
            said = answer(asked)
            if not reached.is_set() and _come(vendor.calls, patterns):
                reached.set()
                over.wait(30)
            return said

        vendor.answer = held
        try:
            for _ in range(TRIES):
                code = _program().killed_when(reached, "--workspace", str(self.root), "run", SYNC, "-q")
                if reached.is_set():
                    break
        finally:
            over.set()
            del vendor.answer
        assert code == -signal.SIGKILL, _program().errors()
        self.app = self._open()


def _come(calls: list[Asked], patterns: tuple[str, ...]) -> bool:
    """Whether these calls came, in this order."""
    told = iter([f"{call.method} {call.path}" for call in calls])
    return all(any(re.search(pattern, one) for one in told) for pattern in patterns)


class Killable(Program):
    """Knows the connectors from outside too."""

    def __init__(self, folder: Path, environment: Mapping[str, str], packages: Iterable[Path]) -> None:
        for package in packages:
            write_metadata(package, folder)
        self._folder = folder
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.forked"],
            cwd=folder,
            env={**environment, "PYTHONPATH": os.pathsep.join(map(str, (ROOT, folder, *packages)))},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )

    def killed_when(self, reached: threading.Event, *words: str) -> int:
        """Run the command and kill it once the event is there; what it ended with."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(words).encode() + b"\n")
        self._process.stdin.flush()
        pid = self._said()
        until = time.monotonic() + 20
        while not reached.wait(0.005) and time.monotonic() < until:
            if select.select([self._process.stdout], [], [], 0)[0]:
                break  # it ended by itself
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
        return self._said()


@functools.cache
def _program() -> Killable:
    """One for all: what a command needs is imported once."""
    from tests.destinations.vendors import all_cases, outside_cases

    folder = Path(tempfile.mkdtemp(prefix="killed-"))
    environ = dict(os.environ)
    for case in (*all_cases(), *outside_cases()):
        environ |= secrets_of(case)
    outside = {case.package for case in outside_cases() if case.package}
    program = Killable(folder, {**environ, "XDG_STATE_HOME": str(folder / "state")}, outside)
    atexit.register(lambda: (program.close(), shutil.rmtree(folder, ignore_errors=True)))
    return program


@contextlib.contextmanager
def shop(world: World, parts: Mapping[int, str]) -> Iterator[Shop]:
    made = Shop(world)
    try:
        made.write(parts)
        made.import_()
        yield made
    finally:
        made.app.close()
