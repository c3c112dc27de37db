"""A private DuckDB for one piece of work: bounded memory, spilling into the workspace's scratch folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb

from census_desktop.domain.errors import Cancelled, StoreError
from census_desktop.domain.ports import CancelToken

MEMORY = "96MB"
"""A first sync of a million records stays within 250 MB with this, the program itself included; what is over spills."""

_DAMAGED = ("magic bytes", "too small to be a Parquet file")


@contextmanager
def disk_errors() -> Iterator[None]:
    """Raises StoreError for what the workspace's disk refuses or has lost."""
    try:
        yield
    except duckdb.InvalidInputException as error:
        if not any(sign in str(error) for sign in _DAMAGED):
            raise
        raise StoreError(
            "A file in the workspace's folder is damaged.",
            kept="Nothing was changed.",
            hint="Restore the workspace folder from a backup.",
        ) from None
    except (OSError, duckdb.IOException, duckdb.OutOfMemoryException) as error:
        raise StoreError(
            f"The workspace's disk did not take the work: {_reason(error)}.",
            kept="What was acknowledged is kept.",
            hint="Free some disk space, check the folder's permissions and run again.",
        ) from None


@contextmanager
def scratch_database(scratch: Path | None = None, cancel: CancelToken | None = None) -> Iterator[Any]:
    """A connection that a cancel interrupts. Raises Cancelled, or StoreError when the disk is full or read-only.

    It spills into a folder of its own in `scratch` (else in the system's temporary folder): databases that share one write
    over each other's files, because DuckDB gives these the same names in all.
    """
    with disk_errors(), ExitStack() as stack:
        if scratch:
            scratch.mkdir(parents=True, exist_ok=True)
        spill = stack.enter_context(TemporaryDirectory(prefix="spill-", dir=scratch, ignore_cleanup_errors=True))
        config = {"memory_limit": MEMORY, "autoinstall_known_extensions": False, "temp_directory": spill}
        connection = duckdb.connect(config=config)
        stack.callback(connection.close)
        stack.callback(interrupted(connection, cancel) if cancel else (lambda: None))
        try:
            connection.execute("SET GLOBAL TimeZone = 'UTC'")  # for its cursors too
            yield connection
        except duckdb.InterruptException:
            raise Cancelled from None
        except OSError:  # what Arrow makes of an interrupt, too
            if cancel and cancel.is_cancelled:
                raise Cancelled from None
            raise


def interrupted(connection: Any, cancel: CancelToken) -> Callable[[], None]:
    """Have a cancel end what the connection does. Returns a function that forgets it."""

    def interrupt() -> None:
        with suppress(duckdb.ConnectionException):  # it was closed while the cancel was on its way
            connection.interrupt()

    return cancel.on_cancel(interrupt)


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
