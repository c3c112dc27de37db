"""Acknowledged batches of one object on their way into its file.

    <folder>/.census-desktop/<object>/lock                            one run at a time, over all processes
                                     /applied                         keys of appended batches, so that a repeat adds nothing
                                     /<file>/fields.json              what the working files hold
                                     /<file>/00000001-upsert-….parquet   one per batch, on disk before it is acknowledged

A directory <file> that is still there when the object is opened was left by a run that was killed; it is merged first.
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

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
from filelock import FileLock, Timeout

from census_desktop.destinations.folder.merge import Merge
from census_desktop.domain.errors import DestinationError
from census_desktop.domain.manifest import Limits
from census_desktop.domain.ports import Batch, CancelToken, Clock, Reply

log = logging.getLogger(__name__)

HIDDEN = ".census-desktop"
REMEMBERED = 10_000
"""Appended batches whose keys are remembered: far more than can be in doubt after a crash."""


class FolderWriter:
    """Takes batches into working files; `finish` and `close` merge them into the object's file."""

    audience_id = ""

    def __init__(
        self,
        *,
        folder: Path,
        stem: str,
        extension: str,
        append: bool,
        fields: tuple[str, ...],
        merge: Merge,
        clock: Clock,
        limits: Limits,
    ) -> None:
        self.limits = limits
        self._folder = folder
        self._stem = stem
        self._extension = extension
        self._append = append
        self._fields = fields
        self._merge = merge
        self._clock = clock
        self._work = folder / HIDDEN / stem
        self._pending: Path | None = None
        self._sequence = 0
        self._lock = threading.Lock()
        with self._failures():
            self._work.mkdir(parents=True, exist_ok=True)
            self._claim = FileLock(self._work / "lock", timeout=0, thread_local=False)
            self._take_claim()
        try:
            self._merge_all()
            self._seen = self._applied() if append else set()
            if not append:
                merge.check(self._current_file, fields[0])
        except BaseException:
            self._claim.release()
            raise

    @property
    def _current_file(self) -> Path:
        return self._folder / f"{self._stem}.{self._extension}"

    def _take_claim(self) -> None:
        try:
            self._claim.acquire()
        except Timeout:
            raise DestinationError(
                f"Another run is writing {self._stem}.{self._extension} in {self._folder}.",
                kept="Nothing is lost: this run sent nothing.",
                hint="Run this sync again when the other run is over.",
            ) from None

    def send(self, batch: Batch, cancel: CancelToken) -> Reply:
        cancel.check()
        digest = hashlib.sha256(batch.idempotency_key.encode()).hexdigest()[:24]
        with self._lock:
            if len(batch) and digest not in self._seen:
                with self._failures():
                    self._write(batch, digest)
                self._seen.add(digest)
        return Reply()

    def _write(self, batch: Batch, digest: str) -> None:
        pending = self._pending or self._begin(batch.run_id)
        self._sequence += 1
        table = pa.Table.from_batches([batch.rows])
        table = table.rename_columns([f"f{n}" for n in range(table.num_columns)]).replace_schema_metadata(None)
        name = f"{self._sequence:08d}-{batch.operation}-{digest}.parquet"
        partial = pending / "partial"
        pq.write_table(table, partial, compression="snappy")
        _to_disk(partial)
        partial.replace(pending / name)
        _to_disk(pending)

    def _begin(self, run_id: str) -> Path:
        """The working directory of this run, named after the file that it becomes."""
        name = self._current_file.name
        if self._append:
            name = f"{self._stem}-{self._clock.now():%Y%m%dT%H%M%SZ}-{run_id[:8]}.{self._extension}"
        pending = self._work / name
        pending.mkdir()
        # The working files are without their fields' names: names may be anything, and DuckDB ignores their case.
        partial = pending / "partial"
        partial.write_text(json.dumps({"fields": self._fields, "append": self._append}), encoding="utf-8")
        _to_disk(partial)
        partial.replace(pending / "fields.json")
        self._pending = pending
        return pending

    def finish(self) -> None:
        self._merge_all()

    def close(self) -> None:
        """Merge what a failed or cancelled run had acknowledged. What cannot be merged now waits for the next run."""
        try:
            self._merge_all()
        except DestinationError as error:
            log.warning("%s", error)
        finally:
            self._claim.release()

    def _merge_all(self) -> None:
        with self._lock, self._failures():
            for pending in sorted(p for p in self._work.iterdir() if p.is_dir()):
                self._merge_one(pending)
            self._pending = None

    def _merge_one(self, pending: Path) -> None:
        batches = sorted(pending.glob("*.parquet"))
        if batches:
            told = json.loads((pending / "fields.json").read_text(encoding="utf-8"))
            result = pending / "result"
            if told["append"]:
                self._merge.new_file(batches, told["fields"], result, pending.name)
            else:
                self._merge.into_file(batches, told["fields"], self._folder / pending.name, result)
            _to_disk(result)
            self._put_in_place(result, self._folder / pending.name)
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
        _to_disk(self._folder)

    def _applied(self) -> set[str]:
        journal = self._work / "applied"
        return set(journal.read_text(encoding="ascii").split()) if journal.exists() else set()

    def _remember(self, batches: list[Path]) -> None:
        journal = self._work / "applied"
        known = journal.read_text(encoding="ascii").split() if journal.exists() else []
        known += [path.stem.rsplit("-", 1)[1] for path in batches]
        partial = journal.with_suffix(".partial")
        partial.write_text("\n".join(dict.fromkeys(known[-REMEMBERED:])), encoding="ascii")
        _to_disk(partial)
        partial.replace(journal)

    @contextmanager
    def _failures(self) -> Iterator[None]:
        """Texts for what disks and damaged files can do. Nothing of DuckDB's own texts is kept: they quote the data."""
        kept = f"Nothing is lost: acknowledged records are kept in {self._work} and the next run puts them in."
        try:
            yield
        except DestinationError:
            raise
        except (OSError, duckdb.IOException, duckdb.OutOfMemoryException) as error:
            code = getattr(error, "errno", None)
            full = code in (errno.ENOSPC, errno.EDQUOT) or "No space left" in str(error)
            what = (
                "has no room left"
                if full
                else f"cannot be written to ({getattr(error, 'strerror', '') or 'read or write error'})"
            )
            hint = "Make room on its disk" if full else "Check the permissions of the folder"
            raise DestinationError(f"{self._folder} {what}.", kept=kept, hint=f"{hint}, then run the sync again.") from None
        except (duckdb.InvalidInputException, duckdb.ConversionException, pa.ArrowInvalid, UnicodeDecodeError) as error:
            raise DestinationError(
                f"{self._current_file.name} cannot be read as a {self._extension} file ({type(error).__name__}).",
                kept=kept,
                hint="It may have been edited. Move it out of the folder or mend it, then run the sync again.",
            ) from None


def _to_disk(path: Path) -> None:
    """Flush a file or directory to its disk. Windows cannot and need not flush directories."""
    if path.is_dir() and os.name == "nt":
        return
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
