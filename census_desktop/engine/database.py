"""A private DuckDB for one piece of work: bounded memory, spilling into the workspace's scratch folder."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

from census_desktop.domain.errors import Cancelled, StoreError
from census_desktop.domain.ports import CancelToken

MEMORY = "512MB"
"""Comparing a million wide records takes no longer with this than with twice as much: what is over spills to disk."""


@contextmanager
def disk_errors() -> Iterator[None]:
    """Raises StoreError for what the workspace's disk refuses."""
    try:
        yield
    except (OSError, duckdb.IOException, duckdb.OutOfMemoryException) as error:
        raise StoreError(
            f"The workspace's disk did not take the work: {_reason(error)}.",
            kept="What was acknowledged is kept.",
            hint="Free some disk space, check the folder's permissions and run again.",
        ) from None


@contextmanager
def scratch_database(scratch: Path | None = None, cancel: CancelToken | None = None) -> Iterator[Any]:
    """A connection that a cancel interrupts. Raises Cancelled, or StoreError when the disk is full or read-only."""
    with disk_errors():
        if scratch:
            scratch.mkdir(parents=True, exist_ok=True)
        connection = duckdb.connect(config={"memory_limit": MEMORY, "autoinstall_known_extensions": False})
        forget = cancel.on_cancel(connection.interrupt) if cancel else (lambda: None)
        try:
            connection.execute("SET TimeZone = 'UTC'")
            if scratch:
                connection.execute(f"SET temp_directory = {path_literal(scratch)}")
            yield connection
        except duckdb.InterruptException:
            raise Cancelled from None
        finally:
            forget()
            connection.close()


def _reason(error: Exception) -> str:
    text = str(error).casefold()
    if "no space" in text or "disk full" in text:
        return "it is full"
    if "permission" in text or "read-only" in text:
        return "it is read-only"
    if isinstance(error, duckdb.OutOfMemoryException):
        return "memory and scratch space are used up"
    return "a file could not be read or written"


def path_literal(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"
