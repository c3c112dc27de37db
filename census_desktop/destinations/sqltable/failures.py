"""What a driver's error means. Texts of drivers quote values, so only codes and names of columns and constraints are kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from census_desktop.domain.errors import (
    BatchRejected,
    CensusError,
    ConfigError,
    CredentialError,
    DestinationError,
    TransientError,
)

KEPT = "Nothing is lost: records that were not acknowledged are sent again by the next run."

_RECORD_FAULTS = {
    "22001": "A text is too long for its column",
    "22003": "A number is too large for its column",
    "22007": "A value is not a date or time as its column needs it",
    "22008": "A date or time is out of range",
    "22021": "A text has characters that the database cannot store",
    "22P02": "A value does not have the type of its column",
    "22P05": "A text has characters that the database cannot store",
    "23502": "A value is missing in a column that needs one",
    "23503": "It refers to a row that does not exist",
    "23505": "Another row already has this value in a column that must be unique",
    "23514": "A value breaks a rule of the table",
}

_PASSING = ("08", "40", "53", "55P", "57")
"""Connection, rolled back in a conflict, resources, locked, stopped by the operator: worth another try."""


@contextmanager
def translated(name: str, *, outcome_known: bool) -> Iterator[None]:
    """`outcome_known`: the transaction inside is surely not committed when something fails."""
    try:
        yield
    except (CensusError, KeyboardInterrupt):
        raise
    except PoolTimeout:
        raise TransientError(f"No connection to {name} came free.", kept=KEPT, outcome_known=True) from None
    except DBAPIError as error:
        raise _meaning(error.orig or error, name, outcome_known) from None
    except SQLAlchemyError as error:
        raise DestinationError(f"{name} cannot take this ({type(error).__name__}).", kept=KEPT) from None
    except Exception as error:
        if not _is_driver_error(error):
            raise
        raise _meaning(error, name, outcome_known) from None


def _is_driver_error(error: Exception) -> bool:
    return type(error).__module__.split(".")[0] in ("psycopg", "pysqlite3", "sqlite3") or isinstance(error, OverflowError)


def _meaning(error: BaseException, name: str, outcome_known: bool) -> CensusError:
    if isinstance(error, OverflowError):
        return BatchRejected("A number is too large for its column.")
    if hasattr(error, "sqlstate"):
        return _postgres(error, name, outcome_known)
    return _sqlite(error, name)


def _postgres(error: Any, name: str, outcome_known: bool) -> CensusError:
    state: str = error.sqlstate or ""
    if not state:
        return _no_state(str(error), name, outcome_known)
    if state[:2] == "28":
        return _refused(name)
    if state in ("53100", "25006"):
        what = "has no room left" if state == "53100" else "is read-only"
        return DestinationError(f"{name} {what}.", kept=KEPT, hint="Ask whoever runs the database.")
    if state.startswith(_PASSING):
        return TransientError(f"{name} could not finish the batch ({state}).", kept=KEPT, outcome_known=outcome_known)
    if state[:2] in ("21", "22", "23", "44", "P0"):
        return BatchRejected(_record_reason(error, state))
    if state == "42501":
        return DestinationError(
            f"This user of {name} may not write there.",
            kept=KEPT,
            hint="Ask for the rights SELECT, INSERT, UPDATE and DELETE on the table, and CREATE on the schema to make one.",
        )
    return DestinationError(
        f"{name} cannot take this ({state}).", kept=KEPT, hint="The table may have changed; look at its columns and keys."
    )


def _record_reason(error: Any, state: str) -> str:
    """The fault, and the column (or constraint) it is in, which only the context names for a COPY."""
    reason = _RECORD_FAULTS.get(state, f"The database refused it ({state})")
    context = re.search(r"^COPY \w+, line \d+, column (\w+)", error.diag.context or "", re.M)
    where = error.diag.column_name or error.diag.constraint_name or (context and context[1]) or ""
    return f"{reason} ({where})." if where else f"{reason}."


def _no_state(text: str, name: str, outcome_known: bool) -> CensusError:
    """libpq gives no code when it cannot connect; its words decide, in English or by what the server cannot say."""
    if re.search(
        r"password authentication|no password supplied|no pg_hba\.conf entry|role .* does not exist|authentication", text
    ):
        return _refused(name)
    if re.search(r"database .* does not exist", text):
        return ConfigError(f"There is no database {name}.", hint="Check the address, or have it made.")
    if re.search(r"certificate|SSL|sslrootcert", text):
        return ConfigError(
            f"The connection to {name} cannot be made safe: its certificate does not check or it has none.",
            hint="Name its authority (?sslmode=verify-full&sslrootcert=FILE), or choose another sslmode in the address.",
        )
    if re.search(r"resolve host|translate host|Connection refused|timeout expired|No route|unreachable", text, re.I):
        return TransientError(
            f"{name} cannot be reached.", kept=KEPT, hint="Check that it is running, and the address.", outcome_known=True
        )
    return TransientError(f"The connection to {name} broke off.", kept=KEPT, outcome_known=outcome_known)


def _refused(name: str) -> CredentialError:
    return CredentialError(
        f"{name} refused the user or the password.",
        kept=KEPT,
        hint="Enter them again under Destinations, then run the sync once more.",
    )


def _sqlite(error: Any, name: str) -> CensusError:
    code = str(getattr(error, "sqlite_errorname", ""))
    if code.startswith(("SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_INTERRUPT")):
        return TransientError(
            f"{name} is locked by another program.", kept=KEPT, hint="Close it in other programs.", outcome_known=True
        )
    if code.startswith(("SQLITE_CONSTRAINT", "SQLITE_TOOBIG", "SQLITE_MISMATCH")) or type(error).__name__ in (
        "IntegrityError",
        "DataError",
        "InterfaceError",
    ):
        # SQLite names table and column and never quotes a value here: "NOT NULL constraint failed: contacts.email".
        return BatchRejected(f"The database refused it: {error}.")
    what = {"SQLITE_FULL": "has no room left", "SQLITE_READONLY": "is read-only", "SQLITE_NOTADB": "is not a SQLite file"}
    known = next((text for start, text in what.items() if code.startswith(start)), f"cannot be used ({code or 'error'})")
    return DestinationError(f"{name} {known}.", kept=KEPT, hint="Check the file, its permissions and the room on its disk.")
