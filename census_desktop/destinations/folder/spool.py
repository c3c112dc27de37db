"""Acknowledged batches of one object on their way into its file.

    <folder>/.census-desktop/<object>/lock                            one run at a time, over all processes
                                     /applied                         keys of appended batches, so that a repeat adds nothing
                                     /<file>/fields.json              what the working files hold
                                     /<file>/00000001-upsert-….parquet   one per batch, on disk before it is acknowledged

A directory <file> that is there when no run is at work was left by a run that was killed; the next one merges it first.
"""

from __future__ import annotations

import errno
import hashlib
import json
import logging
import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
from filelock import FileLock, Timeout

from census_desktop.destinations.folder import HIDDEN
from census_desktop.destinations.folder.merge import Merge
from census_desktop.domain.errors import DestinationError
from census_desktop.domain.manifest import Limits
from census_desktop.domain.ports import Batch, CancelToken, Clock, Reply

log = logging.getLogger(__name__)

REMEMBERED = 10_000
"""Appended batches whose keys are remembered: far more than can be in doubt after a crash."""


class ClaimedElsewhere(DestinationError):
    """Another run, maybe of another process, has the object."""


class Spool:
    """The working files of one object. Whoever holds its claim is the only one to touch them."""

    def __init__(self, folder: Path, stem: str, merge: Merge) -> None:
        self.folder = folder
        self.stem = stem
        self.work = folder / HIDDEN / stem
        self._merge = merge
        self._claim = FileLock(self.work / "lock", timeout=0, thread_local=False)

    def claim(self) -> None:
        with self.failures():
            self.work.mkdir(parents=True, exist_ok=True)
            try:
                self._claim.acquire()
            except Timeout:
                raise ClaimedElsewhere(
                    f"Another run is writing “{self.stem}” in {self.folder}.",
                    kept="Nothing is lost: this run sent nothing.",
                    hint="Run this sync again when the other run is over.",
                ) from None

    def release(self) -> None:
        self._claim.release()

    def begin(self, name: str, fields: tuple[str, ...], *, append: bool) -> Path:
        """The working directory for the file of this name."""
        pending = self.work / name
        pending.mkdir()
        # The working files are without their fields' names: names may be anything, and DuckDB ignores their case.
        partial = pending / "partial"
        partial.write_text(json.dumps({"fields": fields, "append": append}), encoding="utf-8")
        _to_disk(partial)
        partial.replace(pending / "fields.json")
        return pending

    def add(self, pending: Path, name: str, rows: Any) -> None:
        """Put a batch on disk, whole or not at all."""
        table = pa.Table.from_batches([rows])
        table = table.rename_columns([f"f{n}" for n in range(table.num_columns)]).replace_schema_metadata(None)
        partial = pending / "partial"
        pq.write_table(table, partial, compression="snappy")
        _to_disk(partial)
        partial.replace(pending / name)
        _to_disk(pending)

    def pending(self) -> list[Path]:
        """Working directories, of this run or left by one that was killed."""
        with self.failures():
            return sorted(p for p in self.work.iterdir() if p.is_dir())

    def merge_all(self) -> None:
        with self.failures():
            for pending in self.pending():
                self._merge_one(pending)

    def _merge_one(self, pending: Path) -> None:
        batches = sorted(pending.glob("*.parquet"))
        if batches:
            told = json.loads((pending / "fields.json").read_text(encoding="utf-8"))
            result = pending / "result"
            if told["append"]:
                self._merge.new_file(batches, told["fields"], result, pending.name)
            else:
                self._merge.into_file(batches, told["fields"], self.folder / pending.name, result)
            _to_disk(result)
            self._put_in_place(result, self.folder / pending.name)
            if told["append"]:
                self._remember(batches)
        shutil.rmtree(pending)

    def _put_in_place(self, result: Path, file: Path) -> None:
        try:
            result.replace(file)
        except PermissionError as error:
            raise DestinationError(
                f"{file.name} cannot be replaced ({error.strerror}); another program may have it open.",
                kept="Nothing is lost: acknowledged records are kept beside it and the next run puts them in.",
                hint="Close the file in other programs, then run the sync again.",
            ) from None
        _to_disk(self.folder)

    def applied(self) -> set[str]:
        """Digests of the keys of batches that were appended by earlier runs."""
        journal = self.work / "applied"
        return set(journal.read_text(encoding="ascii").split()) if journal.exists() else set()

    def _remember(self, batches: list[Path]) -> None:
        journal = self.work / "applied"
        known = journal.read_text(encoding="ascii").split() if journal.exists() else []
        known += [path.stem.rsplit("-", 1)[1] for path in batches]
        partial = journal.with_suffix(".partial")
        partial.write_text("\n".join(dict.fromkeys(known[-REMEMBERED:])), encoding="ascii")
        _to_disk(partial)
        partial.replace(journal)

    @contextmanager
    def failures(self) -> Iterator[None]:
        """Texts for what disks and damaged files can do. Nothing of DuckDB's own texts is kept: they quote the data."""
        kept = f"Nothing is lost: acknowledged records are kept in {self.work} and the next run puts them in."
        try:
            yield
        except (OSError, duckdb.IOException, duckdb.OutOfMemoryException) as error:
            full = getattr(error, "errno", None) in (errno.ENOSPC, errno.EDQUOT) or "No space left" in str(error)
            why = getattr(error, "strerror", "") or "read or write error"
            what = "has no room left" if full else f"cannot be written to ({why})"
            hint = "Make room on its disk" if full else "Check the permissions of the folder"
            raise DestinationError(f"{self.folder} {what}.", kept=kept, hint=f"{hint}, then run the sync again.") from None
        except (duckdb.InvalidInputException, duckdb.ConversionException, pa.ArrowInvalid, UnicodeDecodeError) as error:
            raise DestinationError(
                f"The file of “{self.stem}” in {self.folder} cannot be read ({type(error).__name__}).",
                kept=kept,
                hint="It may have been edited. Move it out of the folder or mend it, then run the sync again.",
            ) from None


class FolderWriter:
    """Takes batches into working files; `finish` and `close` merge them into the object's file."""

    audience_id = ""

    def __init__(
        self, spool: Spool, file: Path, fields: tuple[str, ...], clock: Clock, limits: Limits, *, append: bool
    ) -> None:
        """`file` is the object's current file; append makes one beside it, with the run's time and id in its name."""
        self.limits = limits
        self._spool = spool
        self._file = file
        self._fields = fields
        self._clock = clock
        self._append = append
        self._pending: Path | None = None
        self._sequence = 0
        self._lock = threading.Lock()
        self._seen = spool.applied() if append else set()

    def send(self, batch: Batch, cancel: CancelToken) -> Reply:
        cancel.check()
        digest = hashlib.sha256(batch.idempotency_key.encode()).hexdigest()[:24]
        with self._lock, self._spool.failures():
            if len(batch) and digest not in self._seen:
                if self._pending is None:
                    self._pending = self._spool.begin(self._name(batch.run_id), self._fields, append=self._append)
                self._sequence += 1
                name = f"{self._sequence:08d}-{batch.operation}-{digest}.parquet"
                self._spool.add(self._pending, name, batch.rows)
                self._seen.add(digest)
        return Reply()

    def _name(self, run_id: str) -> str:
        if not self._append:
            return self._file.name
        return f"{self._file.stem}-{self._clock.now():%Y%m%dT%H%M%SZ}-{run_id[:8]}{self._file.suffix}"

    def finish(self) -> None:
        with self._lock:
            self._spool.merge_all()
            self._pending = None

    def close(self) -> None:
        """Merge what a failed or cancelled run had acknowledged. What cannot be merged now waits for the next run."""
        try:
            self.finish()
        except DestinationError as error:
            log.warning("%s", error)
        finally:
            self._spool.release()


def settle(folder: Path, merge: Merge) -> None:
    """Merge what killed runs left, where no other run is at work. What cannot be merged now waits."""
    for work in sorted((folder / HIDDEN).glob("*/")):
        spool = Spool(folder, work.name, merge)
        try:
            if spool.pending():
                spool.claim()
                spool.merge_all()
        except ClaimedElsewhere:
            continue
        except DestinationError as error:
            log.warning("%s", error)
        finally:
            spool.release()


def _to_disk(path: Path) -> None:
    """Flush a file or directory to its disk. Windows cannot and need not flush directories."""
    if path.is_dir() and os.name == "nt":
        return
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
