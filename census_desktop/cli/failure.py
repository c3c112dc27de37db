"""What a command that fails says, and its exit code."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Callable
from contextlib import suppress

from census_desktop.cli.context import Context
from census_desktop.cli.output import printable
from census_desktop.domain.errors import CensusError, ConfigError

DONE, FAILED, WRONG, REJECTED = 0, 1, 2, 3

_DISK = {errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.ENOTDIR, errno.EEXIST}
"""What a folder or a disk refuses, whatever the program does."""


def reported(do: Callable[[Context], int], context: Context) -> int:
    """Run a command; every failure becomes words on stderr and an exit code. A defect of ours goes to the log file."""
    if getattr(do, "is_plain", False):
        with suppress(Exception):  # what went wrong is told by the second try
            return do(context)
    from census_desktop.cli.logfile import logging_to_file

    try:
        with logging_to_file() as place:
            try:
                return do(context)
            except (CensusError, KeyboardInterrupt):
                raise
            except UnicodeEncodeError as error:
                # Bytes of an argument that are no text come as surrogates (PEP 383); nothing can be named so.
                hint = "Check the terminal's encoding, or use the id."
                raise ConfigError("A name on the command line is not text.", kept="Nothing was changed.", hint=hint) from error
            except Exception as error:  # the last resort of the program
                if isinstance(error, OSError) and error.errno in _DISK:
                    raise _refused(error) from error
                import logging
                import traceback

                # Without the error's own text and values: they may quote a person's record.
                frames = "".join(traceback.format_tb(error.__traceback__))
                log = logging.getLogger(__name__)
                log.error("%s in %s\n%s", type(error).__name__, context.args.command, frames, extra={"shown": True})
                where = f"The details are in {place}." if place else "There was no log file to write the details to."
                _complain(context, CensusError(f"This is a defect of the program ({type(error).__name__}).", hint=where))
                return FAILED
            finally:
                context.close()
    except CensusError as error:
        _complain(context, error)
        return WRONG if isinstance(error, ConfigError) else FAILED
    except KeyboardInterrupt:
        context.out.complain("Cancelled.")
        return FAILED


def _refused(error: OSError) -> CensusError:
    """A file or folder that the system did not let us read or write."""
    where = f"{os.fspath(error.filename)}: " if isinstance(error.filename, str | os.PathLike) else ""
    return CensusError(
        f"{where}{error.strerror}.",
        kept="What was saved before is kept.",
        hint="Check that the folder can be written to and that its disk has room, then try again.",
    )


def _complain(context: Context, error: CensusError) -> None:
    if context.out.as_json:
        texts = {"title": error.title, "message": error.message, "kept": error.kept, "hint": error.hint}
        context.out.complain(json.dumps({"error": texts}, ensure_ascii=False))
        return
    for line in (f"{error.title}: {error.message}", error.kept, error.hint):
        if line:
            context.out.complain(printable(line))
