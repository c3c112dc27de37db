"""kill -9 at any moment of a run: nothing is lost, and no more comes twice than was in flight."""

from __future__ import annotations

import os
import random
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.faults import FaultServer, Receiver
from tests.forked import Program

KILLS = 50
WORKSPACES = 2
"""At once, one for each of two processors."""
ROWS, BATCH, IN_FLIGHT = 1_000, 25, 4
ANSWER_SECONDS = 0.06

DOCUMENT = """
version: 1
sources: [{{name: Files, type: files, config: {{path: ./data}}}}]
datasets: [{{name: People, source: Files, table: people.csv, unique_identifier: id}}]
destinations: [{{name: Hook, type: webhook, config: {{url: "{url}", batch_size: {batch}, concurrency: {in_flight}}}}}]
syncs:
  - name: People to hook
    source: {{dataset: People}}
    destination: Hook
    object: records
    operation: mirror
    sync_key: {{column: id, field: key}}
    mappings: [{{field: name, column: name}}, {{field: version, column: version}}]
    guards: {{hold_over_removed: never}}
    status: active
"""


class Shop:
    """A workspace whose runs are processes of their own."""

    def __init__(self, root: Path, url: str) -> None:
        self._root = root
        self.source: dict[str, dict[str, Any]] = {}
        self._version = -1
        (root / "data").mkdir()
        self.move_on()
        document = root / "shop.yaml"
        document.write_text(DOCUMENT.format(url=url, batch=BATCH, in_flight=IN_FLIGHT), encoding="utf-8")
        home = {"CENSUS_DESKTOP_HOME": str(root / "workspace"), "XDG_STATE_HOME": str(root / "state")}
        self._program = Program(root, {**os.environ, **home})
        assert self._program.run("import", str(document)) == 0

    def close(self) -> None:
        self._program.close()

    def move_on(self) -> None:
        """Everybody changes, some leave, some come."""
        self._version += 1
        ids = [f"k{n}" for n in range(self._version * 20, self._version * 20 + ROWS)]
        self.source = {key: {"key": key, "name": f"Name {key}", "version": self._version} for key in ids}
        lines = "".join(f"{r['key']},{r['name']},{r['version']}\n" for r in self.source.values())
        partial = self._root / "data" / "people.partial"
        partial.write_text("id,name,version\n" + lines, encoding="utf-8")
        partial.replace(self._root / "data" / "people.csv")

    def run(self, kill_after: float | None = None) -> bool:
        """Whether the run came to its end."""
        code = self._program.run("run", "People to hook", "-q", kill_after=kill_after)
        assert code in (0, -signal.SIGKILL), self._program.errors()
        return code == 0

    def life(self) -> float:
        """Seconds that a whole run takes here and now, from the start of its process to its end."""
        began = time.monotonic()
        assert self.run()
        self.move_on()
        return time.monotonic() - began


@dataclass(frozen=True, slots=True)
class Survived:
    """How a workspace came through: kills in the middle of sending, what is missing or wrong at the receiver, repeats."""

    while_sending: int
    wrong: int
    repeated: int
    sent_when_done: int


def killed(root: Path, seed: int, kills: int) -> Survived:
    """Kill runs at random moments of their life, then let one come to its end."""
    moments = random.Random(seed)
    receiver = Receiver(ANSWER_SECONDS)
    while_sending = 0
    root.mkdir()
    with FaultServer(receiver) as server, ExitStack() as stack:
        shop = stack.enter_context(closing(Shop(root, server.address)))
        seconds = min(shop.life() for _ in range(2))
        for _ in range(kills):
            before = receiver.requests
            if shop.run(kill_after=moments.uniform(0, seconds)):
                shop.move_on()
            elif receiver.requests > before:
                while_sending += 1
        assert shop.run()
        wrong = sum(receiver.records.get(key) != shop.source.get(key) for key in {*receiver.records, *shop.source})
        before = receiver.requests
        assert shop.run()
        return Survived(while_sending, wrong, receiver.duplicates(), receiver.requests - before)


@pytest.mark.timeout(600)
def test_kills_lose_nothing_and_repeat_what_was_in_flight_alone(tmp_path: Path) -> None:
    with ThreadPoolExecutor(WORKSPACES) as pool:
        work = [pool.submit(killed, tmp_path / str(seed), seed, KILLS // WORKSPACES) for seed in range(WORKSPACES)]
        ends = [one.result() for one in work]
    print(f"{KILLS} kills: {ends}")  # noqa: T201
    assert [end.wrong for end in ends] == [0] * WORKSPACES
    assert [end.sent_when_done for end in ends] == [0] * WORKSPACES
    for end in ends:
        assert end.repeated <= end.while_sending * IN_FLIGHT * BATCH
    assert sum(end.while_sending for end in ends) > 0
