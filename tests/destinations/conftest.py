"""Servers of the session, for every test of destinations, and what two writers do to one another."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from census_desktop.domain.records import Call
from tests.destinations.contract_session import case, session
from tests.destinations.s3_server import s3
from tests.destinations.sftp_server import sftp
from tests.destinations.sql_under_test import lite, opener, pg, table
from tests.mariadb import mariadb
from tests.postgres import postgres

__all__ = ["case", "lite", "mariadb", "opener", "pg", "postgres", "s3", "session", "sftp", "table"]


class CallsKept:
    """domain.ports.CallLog into a list."""

    def __init__(self, told: list[Call]) -> None:
        self._told = told

    def record(self, call: Callable[[], Call]) -> None:
        self._told.append(call())


pytest.register_assert_rewrite("tests.destinations.suite")

Meanwhile = Callable[[Callable[[], object]], None]


@pytest.fixture
def meanwhile(monkeypatch: pytest.MonkeyPatch) -> Meanwhile:
    """Something that happens once, after a file was read for merging and before it is sent."""
    from census_desktop.destinations._files.merge import Merge

    merge = Merge.into_file

    def happens(what: Callable[[], object]) -> None:
        def into_file(*args: Any) -> None:
            monkeypatch.setattr(Merge, "into_file", merge)
            what()
            merge(*args)

        monkeypatch.setattr(Merge, "into_file", into_file)

    return happens
