"""What a command that fails says, and its exit code."""

from __future__ import annotations

import json
import logging
import traceback
from collections.abc import Callable

from census_desktop.cli.context import Context
from census_desktop.cli.logfile import logging_to_file
from census_desktop.domain.errors import CensusError, ConfigError

log = logging.getLogger(__name__)

DONE, FAILED, WRONG, REJECTED = 0, 1, 2, 3


def reported(do: Callable[[Context], int], context: Context) -> int:
    """Run a command; every failure becomes words on stderr and an exit code. A defect of ours goes to the log file."""
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
            except Exception as error:  # noqa: BLE001 -- the last resort of the program
                # Without the error's own text and values: they may quote a person's record.
                frames = "".join(traceback.format_tb(error.__traceback__))
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


def _complain(context: Context, error: CensusError) -> None:
    if context.out.as_json:
        texts = {"title": error.title, "message": error.message, "kept": error.kept, "hint": error.hint}
        context.out.complain(json.dumps({"error": texts}, ensure_ascii=False))
        return
    context.out.complain(f"{error.title}: {error.message}")
    for line in (error.kept, error.hint):
        if line:
            context.out.complain(line)
