"""Acknowledged batches of one object on their way into its file.

    <work>/<object>/lock                                 one run at a time, over all processes
                   /applied                              keys of appended batches, so that a repeat adds nothing
                   /<file>/fields.json                   what the working files hold, and what they are for
                   /<file>/00000001-upsert-0-….parquet   one per batch, on disk before it is acknowledged
                   /there/<file>                         a copy of the file as it is elsewhere, while a run goes on

A directory <file> that is there when no run is at work was left by a run that was killed; the next one merges it first. Only
an upload that was to replace the file is thrown away: it counts when it is whole.
"""

from __future__ import annotations

import errno
import hashlib
import logging
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

from census_desktop.destinations._files import LIMITS, Form, checked_name
from census_desktop.destinations._files.merge import Merge
from census_desktop.destinations._files.place import Changed, Place, to_disk
from census_desktop.destinations._files.told import FieldRules, Purpose, Told
from census_desktop.domain.errors import ConfigError, DestinationError
from census_desktop.domain.model import Operation, Removal
from census_desktop.domain.ports import Batch, CancelToken, Clock, Reply, Schema, Target, Writer

log = logging.getLogger(__name__)

REMEMBERED = 10_000
"""Appended batches whose keys are remembered: far more than can be in doubt after a crash."""
TRIES = 3
"""How often a file is merged anew when others keep changing it."""
THERE = "there"


class ClaimedElsewhere(DestinationError):
    """Another run, maybe of another process, has the object."""


class Spool:
    """The working files of one object. Whoever holds its claim is the only one to touch them."""

    def __init__(self, place: Place, stem: str, merge: Merge) -> None:
        self.place = place
        self.stem = stem
        self.work = place.work / stem
        self._merge = merge
        self._claim = FileLock(self.work / "lock", timeout=0, thread_local=False)

    def claim(self) -> None:
        with self.failures():
            self.work.mkdir(parents=True, exist_ok=True)
            try:
                self._claim.acquire()
            except Timeout:
                raise ClaimedElsewhere(
                    f"Another run is writing “{self.stem}” in {self.place.title}.",
                    kept="Nothing is lost: this run sent nothing.",
                    hint="Run this sync again when the other run is over.",
                ) from None
        shutil.rmtree(self.work / THERE, ignore_errors=True)  # of a run that was killed

    def release(self) -> None:
        self.place.forget()
        self._claim.release()

    def current(self, name: str) -> Path:
        """The file as it is there; its path may be one without a file."""
        with self.failures():
            return self.place.current(name, self.work / THERE)

    def begin(self, name: str) -> Path:
        """The working directory for the file of this name."""
        pending = self.work / name
        pending.mkdir()
        return pending

    def describe(self, pending: Path, told: Told) -> None:
        """Say what the working files hold; before the first of them, and whenever a batch has rules of its own."""
        # The working files are without their fields' names: names may be anything, and DuckDB ignores their case.
        partial = pending / "partial"
        partial.write_text(told.to_json(), encoding="utf-8")
        to_disk(partial)
        partial.replace(pending / "fields.json")

    def add(self, pending: Path, name: str, rows: Any) -> None:
        """Put a batch on disk, whole or not at all."""
        table = pa.Table.from_batches([rows])
        table = table.rename_columns([f"f{n}" for n in range(table.num_columns)]).replace_schema_metadata(None)
        partial = pending / "partial"
        pq.write_table(table, partial, compression="snappy")
        to_disk(partial)
        partial.replace(pending / name)
        to_disk(pending)

    def pending(self) -> list[Path]:
        """Working directories, of this run or left by one that was killed."""
        with self.failures():
            return sorted(p for p in self.work.iterdir() if p.is_dir() and p.name != THERE)

    def merge_all(self, *, whole: bool = False) -> None:
        """Put working files into their files. `whole`: an upload that replaces its file is complete; else it is dropped."""
        with self.failures():
            for pending in self.pending():
                self._merge_one(pending, whole)

    def _merge_one(self, pending: Path, whole: bool) -> None:
        batches = sorted(pending.glob("*.parquet"))
        if batches:
            told = Told.from_json((pending / "fields.json").read_text(encoding="utf-8"))
            if told.purpose is not Purpose.REPLACE or whole:
                self._write(pending, batches, told)
        shutil.rmtree(pending)

    def _write(self, pending: Path, batches: list[Path], told: Told) -> None:
        result, name = pending / "result", pending.name
        for _ in range(TRIES):
            if told.purpose is Purpose.MERGE:
                self._merge.into_file(batches, told, self.current(name), result)
            else:
                self._merge.new_file(batches, told.fields, result, name)
            to_disk(result)
            try:
                self.place.put(result, name, told.purpose)
                break
            except Changed:
                continue
        else:
            raise DestinationError(
                f"{name} in {self.place.title} is changed by others all the time.",
                kept=self._kept,
                hint="Let one program at a time write it, then run the sync again.",
            )
        if told.purpose is Purpose.APPEND:
            self._remember(batches)

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
        to_disk(partial)
        partial.replace(journal)

    @property
    def _kept(self) -> str:
        return f"Nothing is lost: acknowledged records are kept in {self.work} and the next run puts them in."

    @contextmanager
    def failures(self) -> Iterator[None]:
        """Texts for what disks and damaged files can do. Nothing of DuckDB's own texts is kept: they quote the data."""
        try:
            yield
        except (OSError, duckdb.IOException, duckdb.OutOfMemoryException) as error:
            full = getattr(error, "errno", None) in (errno.ENOSPC, errno.EDQUOT) or "No space left" in str(error)
            why = getattr(error, "strerror", "") or "read or write error"
            what = "has no room left" if full else f"cannot be written to ({why})"
            hint = "Make room on its disk" if full else "Check the permissions of the folder"
            raise DestinationError(
                f"{self.place.disk} {what}.", kept=self._kept, hint=f"{hint}, then run the sync again."
            ) from None
        except (duckdb.InvalidInputException, duckdb.ConversionException, pa.ArrowInvalid, UnicodeDecodeError) as error:
            raise DestinationError(
                f"The file of “{self.stem}” in {self.place.title} cannot be read ({type(error).__name__}).",
                kept=self._kept,
                hint="It may have been edited. Move it out of the folder or mend it, then run the sync again.",
            ) from None


class FileWriter:
    """Takes batches into working files; `finish` and `close` merge them into the object's file."""

    audience_id = ""

    limits = LIMITS

    def __init__(self, spool: Spool, name: str, schema: Schema, clock: Clock, purpose: Purpose) -> None:
        """`name` is that of the object's file; append makes one beside it, with the run's time and id in its name."""
        self._spool = spool
        self._name = name
        self._schema = schema
        self._clock = clock
        self._purpose = purpose
        self._pending: Path | None = None
        self._rules: list[FieldRules] = []
        self._sequence = 0
        self._lock = threading.Lock()
        self._seen = spool.applied() if purpose is Purpose.APPEND else set()

    def send(self, batch: Batch, cancel: CancelToken) -> Reply:
        cancel.check()
        digest = hashlib.sha256(batch.idempotency_key.encode()).hexdigest()[:24]
        with self._lock, self._spool.failures():
            if len(batch) and digest not in self._seen:
                self._keep(self._file(batch.run_id), batch, digest)
                self._seen.add(digest)
        return Reply()

    def _keep(self, file: str, batch: Batch, digest: str) -> None:
        pending = self._begun(file)
        rules = FieldRules(batch.keep_if_null, batch.only_if_empty)
        if rules not in self._rules:
            self._rules.append(rules)
            self._spool.describe(pending, Told(tuple(self._schema.names), self._purpose, tuple(self._rules)))
        self._sequence += 1
        name = f"{self._sequence:08d}-{batch.operation}-{self._rules.index(rules)}-{digest}.parquet"
        self._spool.add(pending, name, batch.rows)

    def _begun(self, file: str) -> Path:
        if self._pending is None:
            self._pending = self._spool.begin(file)
        return self._pending

    def _file(self, run_id: str) -> str:
        if self._purpose is not Purpose.APPEND:
            return self._name
        stem, _, extension = self._name.rpartition(".")
        return f"{stem}-{self._clock.now():%Y%m%dT%H%M%SZ}-{run_id[:8]}.{extension}"

    def finish(self) -> None:
        with self._lock:
            if self._purpose is Purpose.REPLACE and self._pending is None:
                self._keep_none()
            self._spool.merge_all(whole=True)
            self._pending = None

    def _keep_none(self) -> None:
        """Nobody is left: the file becomes one with fields and without records."""
        with self._spool.failures():
            pending = self._begun(self._name)
            self._spool.describe(pending, Told(tuple(self._schema.names), self._purpose))
            empty = pa.RecordBatch.from_pylist([], schema=self._schema)
            self._spool.add(pending, f"{0:08d}-{Operation.UPSERT}-0-none.parquet", empty)

    def close(self) -> None:
        """Merge what a failed or cancelled run had acknowledged. What cannot be merged now waits for the next run."""
        try:
            with self._lock:
                self._spool.merge_all()
        except DestinationError as error:
            log.warning("%s", error)
        finally:
            self._spool.release()


def open_file(place: Place, form: Form, target: Target, schema: Schema, clock: Clock) -> Writer:
    """A run's way into the file of an object. What a killed run left of it is put in first."""
    stem = checked_name(target.object, schema.names)
    purpose = Purpose.APPEND if target.operation is Operation.APPEND else Purpose.MERGE
    if target.operation is Operation.MIRROR and target.removal is Removal.SWAP:
        purpose = Purpose.REPLACE
    name = f"{stem}.{form.extension}"
    merge = merge_of(form)
    spool = Spool(place, stem, merge)
    spool.claim()
    try:
        spool.merge_all()
        if purpose is Purpose.MERGE:
            file = spool.current(name)
            if target.operation in (Operation.UPDATE, Operation.DELETE) and not file.exists():
                raise ConfigError(
                    f"There is no file {name} with records to {target.operation}.",
                    hint="Name an existing one, or choose a behaviour that makes records.",
                )
            with spool.failures():
                merge.check(file, schema.names[0])
        return FileWriter(spool, name, schema, clock, purpose)
    except BaseException:
        spool.release()
        raise


def merge_of(form: Form) -> Merge:
    return Merge(form.delimiter, form.escape_formulas)


def settle(place: Place, form: Form) -> None:
    """Merge what killed runs left, where no other run is at work. What cannot be merged now waits."""
    for work in sorted(place.work.glob("*/")):
        spool = Spool(place, work.name, merge_of(form))
        try:
            if spool.pending() or (spool.work / THERE).is_dir():
                spool.claim()
                spool.merge_all()
        except ClaimedElsewhere:
            continue
        except DestinationError as error:
            log.warning("%s", error)
        finally:
            spool.release()
