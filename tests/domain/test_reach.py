"""What an error tells of the network."""

from __future__ import annotations

import socket

import pytest

from census_desktop.domain.errors import SourceError, TransientError
from census_desktop.domain.reach import Unreached, how_unreached, is_here


def made(message: str, cause: BaseException | None) -> TransientError:
    try:
        if cause is not None:
            raise cause
        raise TransientError(message)
    except Exception as error:
        if isinstance(error, TransientError):
            return error
        try:
            raise TransientError(message) from None
        except TransientError as told:
            return told


@pytest.mark.parametrize(
    ("error", "how"),
    [
        (made("x cannot be found.", socket.gaierror(socket.EAI_AGAIN, "again")), Unreached.NETWORK),
        (made("x cannot be found.", socket.gaierror(socket.EAI_NONAME, "unknown")), Unreached.NAME),
        (made("x", OSError(101, "Network is unreachable")), Unreached.NETWORK),
        (made("x", OSError(113, "No route to host")), Unreached.NOBODY),
        (made("x", ConnectionRefusedError(111, "Connection refused")), Unreached.NOBODY),
        (made("127.0.0.1 refused the connection.", ConnectionRefusedError(111, "Connection refused")), None),
        (made("localhost:8080 refused the connection.", None), None),
        (made("db cannot be reached.", None), Unreached.NOBODY),
        (made("x", RuntimeError("could not translate host name “db” to address")), Unreached.NAME),
        (made("x answered with 503.", None), None),
        (SourceError("There is no file people.csv."), None),
    ],
)
def test_how_an_error_says_that_nothing_was_reached(error: BaseException, how: Unreached | None) -> None:
    assert how_unreached(error) is how


@pytest.mark.parametrize(
    ("type_", "config", "here"),
    [
        ("folder", {"path": "out"}, True),
        ("sql_table", {"url": "sqlite:///out.db"}, True),
        ("sql_table", {"url": "postgresql://db.example/x"}, False),
        ("webhook", {"url": "http://127.0.0.1:80/in"}, True),
        ("hubspot", {}, False),
    ],
)
def test_which_destinations_are_this_computer(type_: str, config: dict[str, str], here: bool) -> None:
    assert is_here(type_, config) is here
