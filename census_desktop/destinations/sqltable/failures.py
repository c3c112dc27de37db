"""Errors of drivers come out as the program's own; what they mean is the kind's to say."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from census_desktop.destinations.sqltable.kind import KEPT, Kind
from census_desktop.domain.errors import BatchRejected, CensusError, DestinationError, TransientError


@contextmanager
def translated(kind: Kind, name: str, *, outcome_known: bool) -> Iterator[None]:
    """`outcome_known`: the transaction inside is surely not committed when something fails."""
    try:
        yield
    except (CensusError, KeyboardInterrupt):
        raise
    except PoolTimeout:
        raise TransientError(f"No connection to {name} came free.", kept=KEPT, outcome_known=True) from None
    except DBAPIError as error:
        raise _meaning(kind, error.orig or error, name, outcome_known) from None
    except SQLAlchemyError as error:
        raise DestinationError(f"{name} cannot take this ({type(error).__name__}).", kept=KEPT) from None
    except Exception as error:
        if type(error).__module__.split(".")[0] not in kind.errors_of and not isinstance(error, OverflowError):
            raise
        raise _meaning(kind, error, name, outcome_known) from None


def _meaning(kind: Kind, error: BaseException, name: str, outcome_known: bool) -> CensusError:
    if isinstance(error, OverflowError):
        return BatchRejected("A number is too large for its column.")
    return kind.meaning(error, name, outcome_known)
