"""The program's log: one JSON object a line, nothing of a person in it, and files that turn over."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from census_desktop import logs
from census_desktop.logs import LogFile, event, log_files

RUN = "0123456789abcdef0123456789abcdef"


@pytest.fixture
def log(tmp_path: Path) -> Iterator[tuple[logging.Logger, Path]]:
    path = tmp_path / "log" / logs.WINDOW_LOG
    logger = logging.getLogger("census_desktop.room")
    logger.setLevel(logging.INFO)
    handler = LogFile(path)
    logger.addHandler(handler)
    logger.propagate = False
    yield logger, path
    logger.propagate = True
    logger.removeHandler(handler)
    handler.close()


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_an_event_is_a_line_with_its_facts(log: tuple[logging.Logger, Path]) -> None:
    logger, path = log
    event(logger, "run.ended", run=RUN, status="completed", seconds=1.5, rejected=0)
    (line,) = lines(path)
    assert line.pop("at").endswith("Z")
    assert line == {
        "level": "info",
        "room": "room",
        "event": "run.ended",
        "run": RUN,
        "status": "completed",
        "seconds": 1.5,
        "rejected": 0,
    }


def test_nothing_of_a_person_is_in_a_line_whoever_wrote_it(log: tuple[logging.Logger, Path]) -> None:
    logger, path = log
    logger.info("“Anna Keller” of %s at https://crm.example/people?name=anna#top says no", "anna@example.com")
    logger.info("run %s: call +49 170 1234567", RUN)
    event(logger, "call.failed", why="token=abcdefgh", address="https://crm.example/x?mail=anna%40example.com")
    text = path.read_text(encoding="utf-8")
    for canary in ("Anna", "anna", "1234567 ", "abcdefgh", "top"):
        assert canary not in text
    assert [line.get("text") for line in lines(path)[:2]] == [
        "“•••” of ••• at https://crm.example/people?••• says no",
        f"run {RUN}: call •••",
    ]


def test_a_trace_says_where_and_of_which_class_also_of_causes(log: tuple[logging.Logger, Path]) -> None:
    logger, path = log
    person = "-".join(("anna", "keller"))
    try:
        try:
            {}[person]
        except KeyError as cause:
            raise ValueError(person) from cause
    except ValueError:
        logger.exception("failed")
    (line,) = lines(path)
    assert "ValueError" in line["trace"]
    assert "KeyError" in line["trace"]
    assert "test_logs.py" in line["trace"]
    assert person not in line["trace"]


def test_the_users_own_folder_is_not_named(log: tuple[logging.Logger, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    logger, path = log
    monkeypatch.setenv("HOME", "/home/anna.keller")
    monkeypatch.setenv("USERPROFILE", "/home/anna.keller")
    logger.info("cannot read /home/anna.keller/data")
    assert lines(path)[0]["text"] == "cannot read ~/data"


def test_files_turn_over_and_the_oldest_go(log: tuple[logging.Logger, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    logger, path = log
    logger.handlers[0]._limit = 2_000  # type: ignore[attr-defined]
    for _ in range(200):
        event(logger, "something", run=RUN)
    found = log_files(path.parent)
    assert len(found) == 1 + logs.OLD_FILES
    assert all(p.stat().st_size < 2_300 for p in found)


def test_two_writers_of_one_file_lose_nothing(log: tuple[logging.Logger, Path]) -> None:
    logger, path = log
    other, handler = logging.getLogger("census_desktop.other"), LogFile(path)
    other.setLevel(logging.INFO)
    other.propagate = False
    other.addHandler(handler)
    for each in (handler, logger.handlers[0]):
        each._limit = 6_000  # type: ignore[attr-defined]
    try:
        for n in range(100):
            event((logger, other)[n % 2], "counted", n=n)
    finally:
        other.removeHandler(handler)
        other.propagate = True
        handler.close()
    found = [line["n"] for file in log_files(path.parent) for line in lines(file)]
    assert len(log_files(path.parent)) > 1
    assert sorted(found) == list(range(100))


def test_a_file_that_cannot_be_renamed_grows(log: tuple[logging.Logger, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    logger, path = log

    def held(*_: object) -> None:
        raise PermissionError("open elsewhere")

    logger.handlers[0]._limit = 500  # type: ignore[attr-defined]
    monkeypatch.setattr(Path, "replace", held)
    for n in range(20):
        event(logger, "counted", n=n)
    assert [line["n"] for line in lines(path)] == list(range(20))


def test_a_folder_that_goes_away_stops_nothing_and_when_it_is_back_so_is_the_log(log: tuple[logging.Logger, Path]) -> None:
    logger, path = log
    event(logger, "counted", n=0)
    path.unlink()
    path.parent.rmdir()
    event(logger, "counted", n=1)
    event(logger, "counted", n=2)
    path.parent.mkdir()
    event(logger, "counted", n=3)
    assert [line["n"] for line in lines(path)] == [3]
