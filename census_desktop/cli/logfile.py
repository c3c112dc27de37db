"""The command line's log file, beside the window's."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from census_desktop.domain.redaction import log_redaction
from census_desktop.logs import COMMANDS_LOG, PROGRAM, LogFile


@contextmanager
def logging_to_file() -> Iterator[Path | None]:
    """Keep what the program logs in a file of the user's log folder; warnings go to stderr too.

    Gives the file's place, None where it cannot be written.
    """
    from census_desktop.paths import log_folder

    path: Path | None = log_folder() / COMMANDS_LOG
    console = logging.StreamHandler()
    console.setLevel(logging.WARNING)
    console.addFilter(lambda record: not getattr(record, "shown", False))
    console.addFilter(log_redaction)
    handlers: list[logging.Handler] = [console]
    try:
        handlers.append(LogFile(log_folder() / COMMANDS_LOG))
    except OSError:
        path = None
    level = PROGRAM.level
    PROGRAM.setLevel(logging.INFO)
    for handler in handlers:
        PROGRAM.addHandler(handler)
    try:
        yield path
    finally:
        PROGRAM.setLevel(level)
        for handler in handlers:
            PROGRAM.removeHandler(handler)
            handler.close()
