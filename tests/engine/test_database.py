"""The engine's private database: one time zone for all of it, and a cancel that is told as one."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from census_desktop.domain.errors import Cancelled
from census_desktop.domain.ports import CancelToken
from census_desktop.engine.database import interrupted, scratch_database

ROOT = Path(__file__).parents[2]
CODE = """
from census_desktop.engine.database import scratch_database
zone = "SELECT current_setting('TimeZone')"
with scratch_database() as db, db.cursor() as cursor:
    print(db.execute(zone).fetchone()[0], cursor.execute(zone).fetchone()[0])
"""


def test_keys_are_written_in_utc_wherever_the_machine_stands() -> None:
    # Another process: the time zone of a machine is asked once.
    environment = {**os.environ, "TZ": "Asia/Tokyo", "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", CODE], env=environment, capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.split() == ["UTC", "UTC"]


def test_a_cancel_in_the_middle_of_a_stream_is_no_fault_of_the_disk(tmp_path: Path) -> None:
    token = CancelToken()

    def read() -> None:
        with scratch_database(tmp_path / "scratch", token) as db:
            for _ in db.execute("SELECT i FROM range(10_000_000) t(i)").to_arrow_reader(2000):
                token.cancel()

    with pytest.raises(Cancelled):
        read()


def test_a_cancel_that_comes_as_a_connection_closes_reaches_everybody_else() -> None:
    token, heard = CancelToken(), []
    with scratch_database() as db:
        interrupted(db, token)
    token.on_cancel(lambda: heard.append(True))
    token.cancel()
    assert heard == [True]


def test_databases_side_by_side_spill_into_places_of_their_own(tmp_path: Path) -> None:
    scratch = tmp_path / "scratch"
    with scratch_database(scratch) as one, scratch_database(scratch) as other:
        for number, db in enumerate((one, other)):
            db.execute(f"CREATE TABLE t AS SELECT i, repeat(md5((i + {number})::VARCHAR), 4) AS word FROM range(800_000) t(i)")
        assert len([p for p in scratch.iterdir() if any(p.iterdir())]) == 2, "both spill"
        for number, db in enumerate((one, other)):
            wrong = f"SELECT count(*) FROM t WHERE word <> repeat(md5((i + {number})::VARCHAR), 4)"
            assert db.execute(wrong).fetchone() == (0,)
    assert list(scratch.iterdir()) == []
