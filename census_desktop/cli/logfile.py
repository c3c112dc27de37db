"""The command line's log file, beside the window's."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from census_desktop.domain.redaction import log_redaction

LOG_FILE = "command-line.log"
LOG_BYTES = 1_000_000


@contextmanager
def logging_to_file() -> Iterator[Path | None]:
    """Keep what the program logs in a file of the user's log folder; warnings go to stderr too.

    Gives the file's place, None where it cannot be written. Turned over when the program starts: many command lines may
    write at once, and a file that is open elsewhere cannot be renamed on Windows.
    """
    from census_desktop.paths import log_folder

    path: Path | None = log_folder() / LOG_FILE
    console = logging.StreamHandler()
    console.setLevel(logging.WARNING)
    console.addFilter(lambda record: not getattr(record, "shown", False))
    handlers: list[logging.Handler] = [console]
    try:
        handlers.append(_file_handler(log_folder() / LOG_FILE))
    except OSError:
        path = None
    root = logging.getLogger("census_desktop")
    level = root.level
    root.setLevel(logging.INFO)
    for handler in handlers:
        handler.addFilter(log_redaction)
        root.addHandler(handler)
    try:
        yield path
    finally:
        root.setLevel(level)
        for handler in handlers:
            root.removeHandler(handler)
            handler.close()


def _file_handler(path: Path) -> logging.Handler:
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists() and path.stat().st_size > LOG_BYTES:
        path.replace(path.with_suffix(".old.log"))
    handler = logging.FileHandler(path, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    return handler
