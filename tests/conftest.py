"""What every test lives by: no screen, no unannounced log record, a clock that stands still."""

from __future__ import annotations

import logging
import os
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# The desktop's own locale and theme must not decide whether a test passes.
os.environ["LC_ALL"] = "C.UTF-8"
os.environ.pop("QT_QPA_PLATFORMTHEME", None)
# Nor may alerts of tests appear on it.
os.environ["DBUS_SESSION_BUS_ADDRESS"] = "disabled:"


class FakeClock:
    """Time that moves only when told to."""

    def __init__(self) -> None:
        self.time = datetime(2026, 11, 24, 10, 20, tzinfo=UTC)
        self.seconds = 1000.0

    def now(self) -> datetime:
        return self.time

    def monotonic(self) -> float:
        return self.seconds

    def advance(self, seconds: float) -> None:
        self.time += timedelta(seconds=seconds)
        self.seconds += seconds


class Logged(logging.Handler):
    """Collects records of WARNING and above; those that no test announced fail it."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []
        self._announced: list[re.Pattern[str]] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)

    def expect(self, pattern: str) -> None:
        """Announce a record whose message matches."""
        self._announced.append(re.compile(pattern))

    @property
    def unannounced(self) -> list[str]:
        messages = [f"{r.name} {r.levelname}: {r.getMessage()}" for r in self.records]
        return [m for m in messages if not any(p.search(m) for p in self._announced)]


@pytest.fixture(autouse=True)
def _no_keyring() -> None:
    """A computer without a keyring, until a test brings one: left to itself, keyring would choose among the tests' own."""
    if core := sys.modules.get("keyring.core"):
        from keyring.backends.fail import Keyring

        core._keyring_backend = Keyring()  # type: ignore[attr-defined]


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture(autouse=True)
def logged() -> Iterator[Logged]:
    """Announce expected log records with `logged.expect("pattern")`; any other of WARNING and above fails the test."""
    handler = Logged()
    root = logging.getLogger()
    root.addHandler(handler)
    yield handler
    root.removeHandler(handler)
    assert not handler.unannounced, "unannounced log records"
