"""A defect is logged without values and shown once; the window goes on."""

from __future__ import annotations

import faulthandler
import logging
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QApplication, QMainWindow, QPlainTextEdit
from pytestqt.qtbot import QtBot

from census_desktop.gui import crash
from census_desktop.gui.commands import Commands
from census_desktop.gui.crash import CrashReporter, crash_of_last_time, details_of, log_to_file
from census_desktop.gui.kit import palette
from census_desktop.gui.support.after_crash import AfterCrash, again
from census_desktop.gui.support.crash_dialog import Acts, CrashDialog
from census_desktop.logs import CRASH_LOG
from tests.gui.hands import find, popup


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


def test_the_report_can_be_copied_and_the_ways_on_are_there(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    acts = Acts(lambda: done.append("log"), lambda: done.append("save"), lambda: done.append("restart"))
    dressed: list[object] = []
    monkeypatch.setattr(palette, "dress", dressed.append)
    for name in ("Open the log", "Save diagnostics…", "Restart"):
        dialog = CrashDialog(details_of(caught()[1]), acts)
        qtbot.addWidget(dialog)
        dialog.open()
        find(dialog, QAbstractButton, "Copy report").click()
        find(dialog, QAbstractButton, name).click()
        dialog.accept()
        assert dressed.pop() is dialog, "it has the program's look, though it stands alone"
    assert done == ["log", "save", "restart"]
    report = QGuiApplication.clipboard().text()
    assert report.startswith("Census Desktop ")
    assert "Qt 6." in report
    assert "test_crash.py" in report


def crashed(folder: Path) -> None:
    """A process of this program that dies of a real segmentation fault, with its crash log open."""
    code = (
        "import sys; from pathlib import Path; from census_desktop.gui.crash import log_to_file; import faulthandler;"
        "log_to_file(Path(sys.argv[1])); faulthandler._sigsegv()"
    )
    done = subprocess.run([sys.executable, "-c", code, str(folder)], capture_output=True, timeout=60, check=False)
    assert done.returncode < 0, done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_a_hard_crash_is_told_once_at_the_next_start(tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(Path(__file__).parents[2]))
    crashed(tmp_path)
    (tmp_path / "copy").mkdir()
    (tmp_path / "copy" / CRASH_LOG).write_bytes((tmp_path / CRASH_LOG).read_bytes())
    told = crash_of_last_time(tmp_path)
    assert "Fatal Python error: Segmentation fault" in told
    assert str(Path(__file__).parents[2]) not in told
    assert crash_of_last_time(tmp_path) == ""
    assert (tmp_path / f"{CRASH_LOG}.1").read_text(encoding="utf-8"), "kept for the diagnostics"

    reporter, window = CrashReporter(), QMainWindow()
    qtbot.addWidget(window)
    window.show()
    commands = Commands(window)
    after = AfterCrash(window, commands, reporter, tmp_path / "copy")
    log = logging.getLogger("census_desktop")
    before = list(log.handlers)
    try:
        after.begin()
    finally:
        for handler in [h for h in log.handlers if h not in before]:
            log.removeHandler(handler)
            handler.close()
        faulthandler.enable(sys.__stderr__)
        if crash._fault_file:
            crash._fault_file.close()
    dialog = popup(CrashDialog)
    assert "Segmentation fault" in find(dialog, QPlainTextEdit, "Report").toPlainText()
    assert not [b for b in dialog.findChildren(QAbstractButton) if b.accessibleName() == "Restart"]
    dialog.accept()
    assert not after.start_again(tmp_path, lambda *_: pytest.fail("nobody asked"))
    assert commands.run("restart")
    started: list[list[str]] = []
    assert after.start_again(tmp_path / "other", lambda program, words: started.append([program, *words]))
    assert started == [again(tmp_path / "other")]
    assert started[0][-2:] == ["--workspace", str(tmp_path / "other")]
    assert not window.isVisible()


def test_what_others_handle_on_windows_is_no_crash(tmp_path: Path) -> None:
    (tmp_path / CRASH_LOG).write_text("Windows fatal exception: code 0x8001010d\n\nThread 0x00002b1c\n")
    assert crash_of_last_time(tmp_path) == ""
    (tmp_path / CRASH_LOG).write_text("Windows fatal exception: access violation\n")
    assert "access violation" in crash_of_last_time(tmp_path)
    assert crash_of_last_time(tmp_path / "nowhere") == ""
