"""Workspaces in a fresh folder, furnished with one of everything, and child processes that use them."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from census_desktop.domain.model import (
    Connection,
    Dataset,
    Operation,
    Segment,
    Source,
    Sync,
    SyncKey,
    SyncSource,
    SyncStatus,
)
from census_desktop.paths import WorkspacePaths
from census_desktop.store import Store, open_store
from tests.conftest import FakeClock

ROOT = Path(__file__).parents[2]

SHOP = Source("shop", "Shop files", "files", {"path": "./shop"})
CUSTOMERS = Dataset("customers", "Customers", "shop", table="customers.parquet", type="person")
VIP = Segment("vip", "High value", "customers")
HOOK = Connection("hook", "CRM hook", "webhook", {"url": "http://127.0.0.1:8099/in"})
TO_HOOK = Sync(
    "to-hook",
    "High value to the CRM",
    SyncSource("segment", "vip"),
    "hook",
    "records",
    Operation.MIRROR,
    SyncKey("customer_id", "id"),
    status=SyncStatus.ACTIVE,
)

Start = Callable[..., "subprocess.Popen[str]"]


def furnish(store: Store) -> Store:
    """One of everything: Shop files → Customers → High value → CRM hook."""
    for thing in (SHOP, CUSTOMERS, VIP, HOOK, TO_HOOK):
        store.catalog.put(thing)
    return store


@pytest.fixture
def paths(tmp_path: Path) -> WorkspacePaths:
    return WorkspacePaths(tmp_path / "workspace")


@pytest.fixture
def store(paths: WorkspacePaths, clock: FakeClock) -> Iterator[Store]:
    store = open_store(paths, clock)
    yield store
    store.close()


@pytest.fixture
def shop(store: Store) -> Store:
    """A furnished workspace."""
    return furnish(store)


BEGIN = """
import sys
from pathlib import Path
from census_desktop.domain.errors import *
from census_desktop.domain.model import *
from census_desktop.domain.ports import *
from census_desktop.paths import WorkspacePaths
from census_desktop.store import *
paths, clock = WorkspacePaths(Path(sys.argv[1])), SystemClock()

def say(*words):
    print(*words, flush=True)
"""


@pytest.fixture
def start(paths: WorkspacePaths) -> Iterator[Start]:
    """Starts Python code in another process; its first argument is the workspace folder. Killed at the end of the test."""
    processes: list[subprocess.Popen[str]] = []

    def start(code: str, *arguments: str, **options: object) -> subprocess.Popen[str]:
        process: subprocess.Popen[str] = subprocess.Popen(
            [sys.executable, "-W", "error", "-c", BEGIN + textwrap.dedent(code), str(paths.root), *arguments],
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            **options,  # type: ignore[call-overload]
        )
        processes.append(process)
        return process

    yield start
    for process in processes:
        process.kill()
        process.communicate()


def output(process: subprocess.Popen[str]) -> str:
    """What a process printed until its end, which must be a good one."""
    out, err = process.communicate(timeout=60)
    assert process.returncode == 0, err
    return out
