"""A defect is logged without values and shown once; the window goes on."""

from __future__ import annotations

import faulthandler
import logging
import sys
import threading
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from census_desktop.gui import crash
from census_desktop.gui.crash import CrashDialog, CrashReporter, details_of, log_to_file


def caught() -> tuple[type[BaseException], BaseException, Any]:
    try:
        raise ValueError("anna.keller@example.com")
    except ValueError:
        kind, error, trace = sys.exc_info()
        assert kind is not None
        assert error is not None
        return kind, error, trace


def test_details_say_where_and_no_values() -> None:
    details = details_of(caught()[1])
    assert "ValueError" in details
    assert "test_crash.py" in details
    assert "anna" not in details.replace('raise ValueError("anna.keller@example.com")', "")


def test_a_defect_is_shown_once_and_the_window_goes_on(qtbot: QtBot, logged: Any) -> None:
    logged.expect("Uncaught ValueError")
    reporter = CrashReporter()
    for _ in range(2):
        reporter._on_exception(*caught())
    shown = [w for w in QApplication.topLevelWidgets() if isinstance(w, CrashDialog) and w.isVisible()]
    assert len(shown) == 1
    shown[0].accept()


def test_a_defect_in_another_thread_is_shown_in_this_one(qtbot: QtBot, logged: Any) -> None:
    logged.expect("Uncaught ValueError")
    reporter = CrashReporter()
    kind, error, trace = caught()
    args = threading.ExceptHookArgs((kind, error, trace, None))
    thread = threading.Thread(target=reporter._on_thread_exception, args=(args,))
    thread.start()
    thread.join()

    def dialogs() -> list[CrashDialog]:
        return [w for w in QApplication.topLevelWidgets() if isinstance(w, CrashDialog) and w.isVisible()]

    qtbot.waitUntil(lambda: len(dialogs()) == 1)
    dialogs()[0].accept()


def test_the_log_goes_to_a_file_and_a_folder_that_cannot_be_made_is_no_reason_to_stop(tmp_path: Path) -> None:
    log = logging.getLogger("census_desktop")
    before = list(log.handlers)
    try:
        path = log_to_file(tmp_path / "log")
        assert path is not None
        logging.getLogger("census_desktop.test").info("hello")
        assert "hello" in path.read_text(encoding="utf-8")
        (tmp_path / "file").write_text("")
        assert log_to_file(tmp_path / "file" / "log") is None
    finally:
        for handler in [h for h in log.handlers if h not in before]:
            log.removeHandler(handler)
            handler.close()
        faulthandler.enable(sys.__stderr__)
        if crash._fault_file:
            crash._fault_file.close()


def test_an_interrupt_ends_the_program_and_is_no_defect(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    ended = []
    monkeypatch.setattr("census_desktop.gui.crash.QGuiApplication.quit", lambda: ended.append(True))
    CrashReporter()._on_exception(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert ended == [True]
