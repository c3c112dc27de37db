"""Health check: what the program stands on, each part with its state and what to do."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from census_desktop import __version__
from census_desktop.gui import display
from census_desktop.gui.help import ask_diagnostics
from census_desktop.gui.kit import palette, said, words
from census_desktop.gui.kit.delegates import BADGE_HEIGHT
from census_desktop.gui.kit.states import State
from census_desktop.gui.kit.text_size import px
from census_desktop.gui.kit.widgets import Badge, button, card, label
from census_desktop.gui.kit.words import QT_TRANSLATE_NOOP
from census_desktop.gui.session import Page, Session
from census_desktop.usecases.checkup import CLOCK_ADDRESS, Finding, Standing

if TYPE_CHECKING:
    from census_desktop.bootstrap import App

STATES = {
    Standing.OK: State(QT_TRANSLATE_NOOP("", "In order"), "check", "ok"),
    Standing.NOTE: State(QT_TRANSLATE_NOOP("", "Note"), "info", "run"),
    Standing.WARNING: State(QT_TRANSLATE_NOOP("", "Look at this"), "alert", "warn"),
    Standing.WRONG: State(QT_TRANSLATE_NOOP("", "Wrong"), "cross", "fail"),
}
BADGE_WIDTH = px(128)
NAME_WIDTH = px(190)


class HealthPage(Page):
    title = words.tr("Health check")

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.setObjectName("health")
        self.setProperty("kind", "ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.findings: tuple[Finding, ...] = ()
        self._verdict = label("", "secondary", wrap=True)
        self._again = button(self.tr("Check again"), "refresh", kind="primary", on=self.check)
        self._online = button(
            self.tr("Check network and clock"),
            "globe",
            tip=self.tr("Asks %1 for the time, and tells it nothing").replace("%1", CLOCK_ADDRESS),
            on=partial(self.check, CLOCK_ADDRESS),
        )
        self._copy = button(self.tr("Copy"), "copy", name=self.tr("Copy the findings"), on=self.copy)
        self._save = button(self.tr("Save diagnostics…"), "download", on=lambda: ask_diagnostics(session, self))
        self._log = button(self.tr("Open the log"), "list", on=lambda: session.open_page("log"))
        self._frame, self._rows = card(margins=0, spacing=0)
        self._lay_out()

    def _lay_out(self) -> None:
        narrow = QWidget()
        narrow.setMaximumWidth(px(900))
        column = QVBoxLayout(narrow)
        column.setContentsMargins(20, 16, 20, 20)
        column.setSpacing(12)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(label(self.title, "title"))
        head.addStretch(1)
        head.addWidget(self._online)
        head.addWidget(self._again)
        column.addLayout(head)
        column.addWidget(self._verdict)
        column.addWidget(self._frame)
        acts = QHBoxLayout()
        acts.setSpacing(8)
        for act in (self._copy, self._save, self._log):
            acts.addWidget(act)
        acts.addStretch(1)
        column.addLayout(acts)
        column.addStretch(1)
        canvas = QWidget()
        canvas.setProperty("kind", "canvas")
        across = QHBoxLayout(canvas)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(narrow, 1)
        across.addStretch(0)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(canvas)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scroll)

    def open(self, **_: Any) -> None:
        self.check()

    def check(self, online: str = "") -> None:
        """Look at everything; with an address, ask it for the time too."""
        if not self.findings:
            self._verdict.setText(self.tr("Checking…"))
        self._again.setEnabled(False)
        self._online.setEnabled(False)
        window = Finding("qt", self.tr("Window"), Standing.OK, _window())
        self.session.ask(
            self,
            look,
            self.session.app,
            online,
            done=lambda found: self._on_found((*found, window)),
            failed=self._on_failed,
            slot="look",
        )

    def _on_failed(self, error: Any) -> None:
        self._ready()
        self.session.fail(error)

    def _ready(self) -> None:
        self._again.setEnabled(True)
        self._online.setEnabled(True)

    def _on_found(self, findings: Sequence[Finding]) -> None:
        self._ready()
        self.findings = tuple(findings)
        while item := self._rows.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for number, finding in enumerate(findings):
            self._rows.addWidget(_row(finding, first=number == 0))
        self._verdict.setText(self._verdict_of(findings))
        self._verdict.setAccessibleName(self._verdict.text())

    def _verdict_of(self, findings: Sequence[Finding]) -> str:
        wrong = sum(f.standing is Standing.WRONG for f in findings)
        warned = sum(f.standing is Standing.WARNING for f in findings)
        if wrong:
            return self.tr("Something is wrong: begin with what is marked so. Nothing was changed by this check.")
        if warned:
            return self.tr("The program works. Some things are worth a look: %1.").replace("%1", str(warned))
        return self.tr("Everything is in order.")

    def copy(self) -> None:
        """Put the findings on the clipboard, for a report."""
        lines = [f"Census Desktop {__version__}"]
        for finding in self.findings:
            state = STATES[finding.standing].word
            lines.append(f"{said.said(finding.title)}: {state}. {said.said(finding.found)} {said.said(finding.advice)}".strip())
        QGuiApplication.clipboard().setText("\n".join(lines))
        self.session.toast(self.tr("Findings copied"))


def look(app: App, online: str, cancel: Any = None) -> tuple[Finding, ...]:
    """In the pool."""
    return app.checkup.look(online=online, cancel=cancel)


def _window() -> str:
    """Which of Qt's platforms this window is on, and its screen."""
    from PySide6.QtCore import qVersion

    screen = QGuiApplication.primaryScreen()
    size = f"{screen.size().width()} × {screen.size().height()} at {screen.devicePixelRatio():g} ×" if screen else "no screen"
    others = ", ".join(n for n in display.loadable() if n != QGuiApplication.platformName())
    more = f"; {others} would do too" if others and not os.environ.get("QT_QPA_PLATFORM") else ""
    return f"Qt {qVersion()} on {QGuiApplication.platformName()}, {size}{more}"


class _Row(QWidget):
    """A row of the card, with a hairline above it unless it is the first."""

    def __init__(self, *, first: bool) -> None:
        super().__init__()
        self._first = first

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._first:
            painter = QPainter(self)
            painter.setPen(palette.color("line"))
            painter.drawLine(0, 0, self.width(), 0)


def _row(finding: Finding, *, first: bool) -> QWidget:
    """One finding: what, its state, what was found, what to do."""
    row = _Row(first=first)
    state = STATES[finding.standing]
    row.setAccessibleName(
        f"{said.said(finding.title)}: {state.word}. {said.said(finding.found)} {said.said(finding.advice)}".strip()
    )
    layout = QHBoxLayout(row)
    layout.setContentsMargins(16, 8, 16, 8)
    layout.setSpacing(12)
    name = label(said.said(finding.title), wrap=True)
    name.setFixedWidth(NAME_WIDTH)
    name.setMinimumHeight(BADGE_HEIGHT)  # in line with the badge
    place = QWidget()
    place.setFixedWidth(BADGE_WIDTH)
    inside = QHBoxLayout(place)
    inside.setContentsMargins(0, 0, 0, 0)
    inside.addWidget(Badge(state), 0, Qt.AlignmentFlag.AlignLeft)
    texts = QVBoxLayout()
    texts.setSpacing(2)
    found = label(said.said(finding.found), "secondary", wrap=True)
    found.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    texts.addWidget(found)
    if finding.advice:
        texts.addWidget(label(said.said(finding.advice), "small", wrap=True))
    for widget in (name, place):
        layout.addWidget(widget, 0, Qt.AlignmentFlag.AlignTop)
    layout.addLayout(texts, 1)
    return row
