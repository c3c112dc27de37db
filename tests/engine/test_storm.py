"""Several syncs at once in one process, paused and cancelled, that is killed at any moment: each ends as the source says."""

from __future__ import annotations

import csv
import json
import multiprocessing
import os
import random
import signal
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pysqlite3.dbapi2 as sqlite
import pytest

from census_desktop.bootstrap import open_workspace
from census_desktop.domain.ports import CancelToken

SYNCS = ("table", "lines", "swap", "database")
DOCUMENT = """
version: 1
sources: [{name: Files, type: files, config: {path: ./data}}]
datasets: [{name: People, source: Files, table: people.csv, unique_identifier: id}]
destinations:
  - {name: Tables, type: folder, config: {path: ./out}}
  - {name: Lines, type: folder, config: {path: ./out, format: jsonl}}
  - {name: Database, type: sql_table, config: {url: "sqlite:///PATH"}}
syncs:
"""
SYNC = """
  - name: NAME
    source: {dataset: People}
    destination: DESTINATION
    object: NAME
    operation: mirror
    removal: REMOVAL
    sync_key: {column: id, field: id}
    mappings: [{field: name, column: name}]
    guards: {hold_over_removed: never}
    status: active
"""
TO = {"table": "Tables", "lines": "Lines", "swap": "Tables", "database": "Database"}
FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload(
    ["census_desktop.bootstrap", "census_desktop.engine.planning", "census_desktop.engine.run", "duckdb"]
)


def at_once(root: Path, seed: int, calm: bool, told: Any) -> None:
    """Run all syncs side by side; unless `calm` some are paused and some cancelled on the way. Tells what each sent."""
    chance = random.Random(seed)
    app = open_workspace(root)
    over = threading.Event()

    def meddle(token: CancelToken, moments: list[float], cancels: bool) -> None:
        for moment in moments:
            if over.wait(moment):
                break
            token.pause()
            over.wait(0.05)
            token.resume()
            if cancels:
                token.cancel()

    def run(name: str) -> tuple[str, str, int]:
        token = CancelToken()
        moments = [] if calm else [chance.uniform(0, 0.4) for _ in range(3)]
        meddling = threading.Thread(target=meddle, args=(token, moments, chance.random() < 0.4))
        meddling.start()
        found = app.runs.run(name, cancel=token)
        meddling.join()
        return found.status.value, found.error, found.counts.processed

    with ThreadPoolExecutor(len(SYNCS)) as pool:
        ends = dict(zip(SYNCS, pool.map(run, SYNCS), strict=True))
    over.set()
    app.close()
    told.send(ends)


class Shop:
    """A workspace, and what its source says."""

    def __init__(self, root: Path, rows: int, seed: int) -> None:
        self.root = root
        self._rows = rows
        self._chance = random.Random(seed)
        self.source: dict[int, str] = {}
        (root / "data").mkdir(parents=True)
        self.move_on()
        text = DOCUMENT.replace("PATH", str(root / "people.sqlite"))
        for name in SYNCS:
            removal = "swap" if name == "swap" else "remove"
            text += SYNC.replace("NAME", name).replace("DESTINATION", TO[name]).replace("REMOVAL", removal)
        app = open_workspace(root)
        app.document.import_(text, root)
        app.close()

    def move_on(self) -> None:
        """Some change, some leave, some come."""
        self.source = {n: f"N{n}-{self._chance.randrange(3)}" for n in range(self._rows) if self._chance.random() < 0.9}
        partial = self.root / "data" / "people.partial"
        partial.write_text("id,name\n" + "".join(f"{n},{name}\n" for n, name in self.source.items()), encoding="utf-8")
        partial.replace(self.root / "data" / "people.csv")

    def storm(self, kill_after: float | None = None) -> dict[str, tuple[str, str, int]] | None:
        """What each sync sent; None where the process was killed."""
        hears, tells = FORKS.Pipe(duplex=False)
        process = FORKS.Process(target=at_once, args=(self.root, self._chance.randrange(10**9), kill_after is None, tells))
        process.start()
        tells.close()
        ends = None
        if hears.poll(kill_after):
            ends = hears.recv()
        elif process.pid:
            os.kill(process.pid, signal.SIGKILL)
        process.join()
        return ends

    def standing(self) -> dict[str, dict[int, str]]:
        """What each destination holds."""
        out = self.root / "out"
        lines = [json.loads(line) for line in (out / "lines.jsonl").read_text(encoding="utf-8").splitlines()]
        assert len({line["id"] for line in lines}) == len(lines)
        found = {"lines": {line["id"]: line["name"] for line in lines}}
        for name in ("table", "swap"):
            with (out / f"{name}.csv").open(encoding="utf-8", newline="") as file:
                rows = [(int(row["id"]), row["name"]) for row in csv.DictReader(file)]
            assert len(dict(rows)) == len(rows)
            found[name] = dict(rows)
        with sqlite.connect(self.root / "people.sqlite") as database:
            found["database"] = dict(database.execute("SELECT id, name FROM database").fetchall())
        return found


def weathered(root: Path, rows: int, kills: int, seed: int, seconds: float) -> None:
    shop = Shop(root, rows, seed)
    chance = random.Random(seed)
    for _ in range(kills):
        shop.move_on()
        shop.storm(kill_after=chance.uniform(0.2, seconds))
    ends = shop.storm()
    assert ends is not None
    assert {name: (status, error) for name, (status, error, _) in ends.items()} == dict.fromkeys(SYNCS, ("completed", ""))
    standing = shop.standing()
    assert {name: held == shop.source for name, held in standing.items()} == dict.fromkeys(SYNCS, True)
    again = shop.storm()
    assert again == dict.fromkeys(SYNCS, ("completed", "", 0))


@pytest.mark.timeout(300)
def test_several_syncs_at_once_come_through_kills_pauses_and_cancels(tmp_path: Path) -> None:
    weathered(tmp_path / "workspace", rows=4_000, kills=5, seed=1, seconds=3.0)


@pytest.mark.thorough
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("seed", range(3))
def test_and_so_do_large_ones(tmp_path: Path, seed: int) -> None:
    weathered(tmp_path / "workspace", rows=200_000, kills=5, seed=seed, seconds=15.0)
