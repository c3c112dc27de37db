"""The log in the window: newest first, filtered, followed, copied."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QComboBox, QPlainTextEdit, QTableView, QWidget

from census_desktop.gui.kit.widgets import SearchField
from census_desktop.gui.session import Session
from census_desktop.gui.support import log_page
from census_desktop.gui.support.log_page import PORTION, LogPage
from census_desktop.logs import WINDOW_LOG, LogFile, event
from tests.gui.hands import find
from tests.gui.shop import Shop

Show = Callable[[QWidget], QWidget]
Settle = Callable[..., None]


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[logging.Logger]:
    """Where the page reads, written by the program's own handler."""
    folder = tmp_path / "log"
    monkeypatch.setattr(log_page, "log_folder", lambda: folder)
    made = logging.getLogger("census_desktop.test_log_page")
    handler = LogFile(folder / WINDOW_LOG)
    made.addHandler(handler)
    made.setLevel(logging.INFO)
    made.propagate = False
    yield made
    made.removeHandler(handler)
    made.propagate = True
    handler.close()


@pytest.fixture
def page(log: logging.Logger, session: Session, show: Show) -> LogPage:
    made = LogPage(session)
    session.changed.connect(made.refresh)
    show(made)
    return made


def shown(page: LogPage) -> list[str]:
    return [line.text for line in page.model.rows]


def test_the_newest_lines_come_first_and_older_ones_by_scrolling(page: LogPage, log: logging.Logger, settle: Settle) -> None:
    for n in range(PORTION + 40):
        log.info("line %d", n)
    page.open()
    settle()
    assert shown(page)[0] == f"line {PORTION + 39}"
    assert len(shown(page)) == PORTION
    table = find(page, QTableView, "Lines of the log")
    table.scrollToBottom()
    settle()
    assert shown(page)[-1] == "line 0"
    assert page._said.text() == f"{PORTION + 40} lines"


def test_level_text_and_run_narrow_it(page: LogPage, log: logging.Logger, settle: Settle, shop: Shop, session: Session) -> None:
    run = session.app.runs.run("sync-de")
    log.info("All is well")
    log.warning("Nearly full")
    event(log, "run.ended", run=run.id, sent=12)
    page.open(run=run.id)
    settle()
    assert shown(page) == ["run.ended"]
    runs = find(page, QComboBox, "Run")
    assert runs.currentData() == run.id
    page.open(level="warning")
    settle()
    assert shown(page) == ["Nearly full"]
    page.open()
    settle()
    find(page, SearchField, "Search the log").setText("sent=12")
    settle(page._search._soon)
    assert shown(page) == ["run.ended"]
    find(page, SearchField, "Search the log").setText("nowhere")
    settle(page._search._soon)
    assert page._layers.currentIndex() == 2


def test_it_follows_what_is_written_until_told_not_to(page: LogPage, log: logging.Logger, settle: Settle) -> None:
    log.info("first")
    page.open()
    settle()
    assert page.follow_timer.isActive()
    log.warning("second")
    page._look()
    settle()
    assert shown(page) == ["second", "first"]
    find(page, QCheckBox, "Follow").click()
    assert not page.follow_timer.isActive()
    find(page, QCheckBox, "Follow").click()
    page.hide()
    assert not page.follow_timer.isActive()


def test_a_line_is_shown_whole_and_chosen_lines_are_copied_as_they_stand(
    page: LogPage, log: logging.Logger, settle: Settle, session: Session
) -> None:
    said: list[str] = []
    session.toast_requested.connect(lambda text, *_: said.append(text))
    try:
        raise ValueError("anna.keller@example.com")
    except ValueError:
        log.exception("It broke")
    log.info("after")
    page.open()
    settle()
    table = find(page, QTableView, "Lines of the log")
    table.selectRow(1)
    whole = find(page, QPlainTextEdit, "The whole line").toPlainText()
    assert "It broke" in whole
    assert "ValueError" in whole
    assert "anna.keller@example.com" not in whole.replace('raise ValueError("anna.keller@example.com")', "")
    find(page, QAbstractButton, "Copy the chosen lines").click()
    copied = QGuiApplication.clipboard().text()
    assert copied.count('"at"') == 1
    assert '"level": "error"' in copied
    table.clearSelection()
    find(page, QAbstractButton, "Copy the chosen lines").click()
    assert [line.split('"text": "')[1][:5] for line in QGuiApplication.clipboard().text().splitlines()] == ["It br", "after"]
    assert said == ["1 line copied", "2 lines copied"]


def test_an_empty_log_says_what_will_be_there(page: LogPage, log: logging.Logger, settle: Settle) -> None:
    page.open()
    settle()
    assert page._layers.currentIndex() == 1
    log.info("the first line of all")
    page._look()
    settle()
    assert (page._layers.currentIndex(), shown(page)) == (0, ["the first line of all"])
