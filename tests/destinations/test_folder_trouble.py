"""The folder of files: what a crash leaves, and what disks and other programs do."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from census_desktop.domain.errors import ConfigError, DestinationError
from census_desktop.domain.model import Operation
from census_desktop.domain.ports import Target
from tests.conftest import FakeClock, Logged
from tests.destinations.batches import batch_of, opened, run, send
from tests.destinations.files_under_test import SCHEMA, Files


@pytest.fixture
def files(tmp_path: Path, clock: FakeClock) -> Files:
    return Files(tmp_path, clock)


# Crashes --------------------------------------------------------------------------------------------------------------

KILLED = """
import os, signal
from datetime import UTC, datetime
from pathlib import Path
import pyarrow as pa
from census_desktop.domain.model import Operation
from census_desktop.domain.ports import SystemClock, Target
from tests.destinations.batches import batch_of, opened, schema_of, send
schema = schema_of(id=pa.int64(), name=pa.string())
destination = opened("folder", {"path": "files", "format": "FORMAT"}, Path("ROOT"), SystemClock())
writer = destination.open(Target("people", Operation("OPERATION"), "id"), schema)
send(writer, batch_of(schema, [{"id": 1, "name": "a"}, {"id": 2, "name": "b"}], Operation("OPERATION"), idempotency_key="k1"))
send(writer, batch_of(schema, [{"id": 3, "name": "c"}], Operation("OPERATION"), idempotency_key="k2"))
print("acknowledged", flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


def kill_after_two_batches(files: Files, format_: str, operation: Operation) -> None:
    code = KILLED.replace("ROOT", str(files.root)).replace("FORMAT", format_).replace("OPERATION", operation.value)
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=Path(__file__).parents[2]
    )
    assert (done.stdout, done.returncode) == ("acknowledged\n", -signal.SIGKILL), done.stderr


@pytest.mark.parametrize("format_", ["csv", "jsonl", "parquet"])
def test_what_was_acknowledged_before_a_kill_is_merged_by_the_next_run(files: Files, format_: str) -> None:
    kill_after_two_batches(files, format_, Operation.UPSERT)
    assert len(files.work()) == 2
    assert list(files.folder.glob("people.*")) == []
    files.writer(format=format_).close()
    assert files.work() == []
    kill_after_two_batches(files, format_, Operation.UPSERT)
    files.run([{"id": 2, "name": "B"}, {"id": 4, "name": "d"}], format=format_)
    if format_ == "csv":
        assert files.text() == "id,name\n1,a\n2,B\n3,c\n4,d\n"
    assert files.work() == []


def test_a_run_with_nothing_to_send_finishes_what_a_killed_one_left(files: Files) -> None:
    kill_after_two_batches(files, "csv", Operation.UPSERT)
    opened("folder", {"path": "files"}, files.root, files.clock).close()
    assert files.text() == "id,name\n1,a\n2,b\n3,c\n"
    assert files.work() == []


def test_working_files_of_a_run_that_is_at_work_are_left_alone(files: Files) -> None:
    writer = files.writer()
    send(writer, batch_of(SCHEMA, [{"id": 1, "name": "a"}]))
    opened("folder", {"path": "files"}, files.root, files.clock).close()
    assert len(files.work()) == 1
    writer.finish()
    writer.close()
    assert files.text() == "id,name\n1,a\n"


def test_appended_batches_of_a_killed_run_are_not_added_twice(files: Files) -> None:
    kill_after_two_batches(files, "csv", Operation.APPEND)
    writer = files.writer(Operation.APPEND)
    run(
        writer,
        batch_of(SCHEMA, [{"id": 3, "name": "c"}], Operation.APPEND, idempotency_key="k2"),
        batch_of(SCHEMA, [{"id": 5, "name": "e"}], Operation.APPEND, idempotency_key="k3"),
    )
    rows = [line for p in files.folder.glob("*.csv") for line in p.read_text().splitlines()[1:]]
    assert sorted(rows) == ["1,a", "2,b", "3,c", "5,e"]


def test_a_merge_that_is_killed_before_it_cleans_up_is_done_again(files: Files) -> None:
    for operation, expected in ((Operation.MIRROR, ["2,b"]), (Operation.APPEND, ["3,c"])):
        writer = files.writer(operation, name=operation.value)
        batch = batch_of(SCHEMA, [{"id": 3, "name": "c"}], Operation.APPEND)
        if operation is Operation.MIRROR:
            files.run([{"id": 1, "name": "a"}, {"id": 2, "name": "b"}], name="kept")
            (files.folder / "kept.csv").rename(files.folder / "mirror.csv")
            batch = batch_of(SCHEMA, [{"id": 1}], Operation.DELETE)
        send(writer, batch)
        work = files.folder / ".census-desktop" / operation.value
        (pending,) = (p for p in work.iterdir() if p.is_dir())
        copy = files.root / f"copy-{operation}"
        subprocess.run(["cp", "-r", str(pending), str(copy)], check=True)
        writer.finish()
        writer.close()
        copy.rename(work / pending.name)
        files.writer(operation, name=operation.value).close()
        (file,) = files.folder.glob(f"{operation.value}*.csv")
        assert file.read_text().splitlines()[1:] == expected


def test_two_runs_cannot_write_one_object_at_once(files: Files) -> None:
    first = files.writer()
    with pytest.raises(DestinationError, match="Another run is writing"):
        files.writer()
    files.writer(name="others").close()
    first.close()
    files.writer().close()


# Disks and other programs ---------------------------------------------------------------------------------------------

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can mount a small disk")


@as_root
def test_a_full_disk_says_so_keeps_what_was_acknowledged_and_goes_on_later(files: Files, logged: Logged) -> None:
    files.folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(files.folder)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("mounting is not permitted here")
    try:
        logged.expect("no room left")
        writer = files.writer()
        send(writer, batch_of(SCHEMA, [{"id": 1, "name": "a"}]))
        ballast = files.folder / "ballast"
        with ballast.open("wb", buffering=0) as file:
            _fill(file)
        with pytest.raises(DestinationError, match="has no room left") as failure:
            send(writer, batch_of(SCHEMA, [{"id": 2, "name": "x" * 10_000}]))
        assert "Make room" in failure.value.hint
        assert failure.value.kept
        writer.close()
        ballast.unlink()
        files.run([{"id": 99, "name": "z"}])
        assert files.text().startswith("id,name\n1,a\n")
        assert files.text().endswith("99,z\n")
    finally:
        subprocess.run(["umount", "-l", str(files.folder)], check=True)


def _fill(file: Any) -> None:
    try:
        while True:
            file.write(b"0" * 4096)
    except OSError:
        return


@as_root
def test_a_read_only_disk_says_so(files: Files) -> None:
    files.folder.mkdir()
    if subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "ro", "tmpfs", str(files.folder)], capture_output=True, check=False
    ).returncode:
        pytest.skip("mounting is not permitted here")
    try:
        with pytest.raises(DestinationError, match="cannot be written to") as failure:
            files.writer()
        with pytest.raises(DestinationError, match="cannot be written to"):
            opened("folder", {"path": "files"}, files.root, files.clock).test()
        assert "permissions" in failure.value.hint
    finally:
        subprocess.run(["umount", "-l", str(files.folder)], check=True)


def test_a_missing_folder_is_made_but_not_its_parents(files: Files) -> None:
    destination = opened("folder", {"path": "a"}, files.root, files.clock)
    assert "the first run makes it" in destination.test()
    assert not (files.root / "a").exists()
    destination.open(Target("people", Operation.UPSERT, "id"), SCHEMA).close()
    assert (files.root / "a").is_dir()
    assert "0 csv files" in destination.test()
    for path, why in (("b/c", "does not exist"), ("file", "is a file")):
        (files.root / "file").touch()
        with pytest.raises(ConfigError, match=why):
            opened("folder", {"path": path}, files.root, files.clock).test()
        with pytest.raises(ConfigError, match=why):
            opened("folder", {"path": path}, files.root, files.clock).open(Target("p", Operation.UPSERT, "id"), SCHEMA)


def test_a_folder_with_odd_characters_works(files: Files) -> None:
    path = 'we [x]*\' é "q"'
    for _ in range(2):
        writer = opened("folder", {"path": path}, files.root, files.clock).open(
            Target("people", Operation.UPSERT, "id"), SCHEMA
        )
        run(writer, batch_of(SCHEMA, [{"id": 1, "name": "a"}]))
    assert (files.root / path / "people.csv").read_text() == "id,name\n1,a\n"
