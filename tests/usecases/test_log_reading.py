"""The log is read from its end, in portions, with filters, and followed while it grows and is turned over."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from census_desktop.domain.errors import Cancelled
from census_desktop.domain.ports import CancelToken
from census_desktop.logs import COMMANDS_LOG, WINDOW_LOG, LogFile, event
from census_desktop.usecases.log_reading import LogFilter, LogReader

RUN = "a" * 32


@pytest.fixture
def log() -> Iterator[logging.Logger]:
    made = logging.getLogger("census_desktop.test_log_reading")
    before, level = list(made.handlers), made.level
    made.setLevel(logging.DEBUG)
    made.propagate = False
    yield made
    made.propagate = True
    made.setLevel(level)
    for handler in [h for h in made.handlers if h not in before]:
        made.removeHandler(handler)
        handler.close()


def texts(reader: LogReader, portion: int = 7) -> list[str]:
    """Everything that the reader finds, portion by portion."""
    found: list[str] = []
    while True:
        lines, count, known = reader.fetch(len(found), portion)
        found += [line.text for line in lines]
        assert count == len(lines)
        if known == len(found):
            return found


def test_newest_first_over_all_files_that_were_turned_over(tmp_path: Path, log: logging.Logger) -> None:
    log.addHandler(LogFile(tmp_path / WINDOW_LOG, limit=2000))
    for n in range(60):
        log.info("line %d", n)
    kept = len(list(tmp_path.iterdir()))
    assert kept > 2, "it was turned over"
    found = texts(LogReader(tmp_path))
    assert found == [f"line {n}" for n in range(59, 59 - len(found), -1)]
    assert len(found) > 40


def test_window_and_command_line_are_one_story(tmp_path: Path, log: logging.Logger) -> None:
    window, commands = LogFile(tmp_path / WINDOW_LOG), LogFile(tmp_path / COMMANDS_LOG)
    for n in range(6):
        record = log.makeRecord(log.name, logging.INFO, "", 0, f"line {n}", (), None)
        record.created = 1_800_000_000 + n
        (window if n % 2 else commands).emit(record)
    for handler in (window, commands):
        handler.close()
    assert texts(LogReader(tmp_path), 2) == [f"line {n}" for n in range(5, -1, -1)]


def test_filters_by_level_text_and_run(tmp_path: Path, log: logging.Logger) -> None:
    log.addHandler(LogFile(tmp_path / WINDOW_LOG))
    log.info("All is well: café")
    log.warning("Nearly full")
    log.error("It broke")
    event(log, "run.ended", run=RUN, sent=12)
    event(log, "run.ended", run="b" * 32, sent=13)
    assert texts(LogReader(tmp_path, LogFilter(level="warning"))) == ["It broke", "Nearly full"]
    assert texts(LogReader(tmp_path, LogFilter(search="CAFÉ"))) == ["All is well: café"]
    assert texts(LogReader(tmp_path, LogFilter(search="sent=13"))) == ["run.ended"]
    (line,), *_ = LogReader(tmp_path, LogFilter(run=RUN)).fetch(0, 10)
    assert (line.text, line.facts["sent"], line.run) == ("run.ended", 12, RUN)


def test_what_comes_is_followed_through_a_turn_over(tmp_path: Path, log: logging.Logger) -> None:
    log.addHandler(LogFile(tmp_path / WINDOW_LOG, limit=400))
    log.info("before")
    reader = LogReader(tmp_path)
    assert texts(reader) == ["before"]
    assert list(reader.newer()) == []
    for n in range(4):  # the second of these begins a new file
        log.info("after %d %s", n, "x" * 100)
    assert [line.text[:7] for line in reader.newer()] == ["after 3", "after 2", "after 1", "after 0"]
    assert list(reader.newer()) == []


def test_lines_of_one_moment_are_newest_first_too(tmp_path: Path) -> None:
    file = tmp_path / WINDOW_LOG
    file.write_text("", encoding="utf-8")
    reader = LogReader(tmp_path)
    assert texts(reader) == []
    line = '{{"at": "2026-11-24T10:20:00.000Z", "level": "info", "room": "x", "text": "{}"}}\n'
    file.write_text("".join(line.format(n) for n in range(4)), encoding="utf-8")
    assert [line.text for line in reader.newer()] == ["3", "2", "1", "0"]


def test_half_lines_and_files_that_are_no_log_are_passed_over(tmp_path: Path) -> None:
    whole = '{"at": "2026-11-24T10:20:00.000Z", "level": "info", "room": "x", "text": "whole"}'
    (tmp_path / WINDOW_LOG).write_text(f'{whole}\n[1]\n\n{{"at": 5}}\nfaults\n{whole[:30]}', encoding="utf-8")
    reader = LogReader(tmp_path)
    assert texts(reader) == ["whole"]
    with (tmp_path / WINDOW_LOG).open("a", encoding="utf-8") as file:
        file.write(whole[30:] + "\n")
    assert [line.text for line in reader.newer()] == ["whole"], "a half line is read when its other half is there"
    assert texts(LogReader(tmp_path / "nowhere")) == []


def test_a_hundred_thousand_lines_show_their_end_at_once(tmp_path: Path) -> None:
    line = '{"at": "2026-11-24T10:20:00.%03dZ", "level": "info", "room": "runs", "event": "run.ended", "run": "%032d"}\n'
    with (tmp_path / WINDOW_LOG).open("w", encoding="utf-8") as file:
        file.writelines(line % (n % 1000, n) for n in range(100_000))
    reader = LogReader(tmp_path)
    began = time.perf_counter()
    lines, _, known = reader.fetch(0, 200)
    assert (len(lines), known) == (200, 201)
    assert time.perf_counter() - began < 0.2
    (oldest,), *_ = LogReader(tmp_path, LogFilter(run="0" * 32)).fetch(0, 10)  # at the very beginning
    assert oldest.run == "0" * 32
    stopped = CancelToken()
    stopped.cancel()
    with pytest.raises(Cancelled):
        LogReader(tmp_path, LogFilter(search="nowhere")).fetch(0, 10, stopped)
