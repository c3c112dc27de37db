"""The welcome: three steps in the middle of the window, left at any time with what was made kept."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from threading import Lock
from typing import Any

import shiboken6
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from census_desktop.domain.errors import Cancelled, CensusError
from census_desktop.domain.model import Segment
from census_desktop.domain.ports import CancelToken, Listener
from census_desktop.gui.guide.pages import OF_WELCOME, PROPERTY
from census_desktop.gui.jobs import Jobs
from census_desktop.gui.kit.text_size import px
from census_desktop.gui.kit.widgets import button, on_key
from census_desktop.gui.session import Session
from census_desktop.gui.welcome import first_steps
from census_desktop.gui.welcome.begin_step import BeginStep
from census_desktop.gui.welcome.file_step import FileStep
from census_desktop.gui.welcome.segment_step import SegmentStep
from census_desktop.gui.welcome.send_step import SendStep
from census_desktop.gui.welcome.steps import StepRow

WIDTH = px(860)
_one_at_a_time = Lock()
"""A sample that was cancelled is thrown away before the next one is begun in the same folder."""


def make_sample(root: Path, cancel: CancelToken, listener: Listener) -> Path:
    """In the pool: the sample workspace in this folder, or beside it if there is something else in it."""
    from census_desktop.sample import ensure_sample, place_for_sample

    with _one_at_a_time:
        cancel.check()
        place = place_for_sample(root)
        ensure_sample(place, cancel=cancel, listener=listener)
    return place


class Welcome(QWidget):
    """`open_at` opens the workspace in a folder and gives its session; until then there is none."""

    left = Signal(str, dict)
    """(page, arguments) to show, "" for none in particular."""
    tour_wanted = Signal()

    def __init__(self, root: Path, jobs: Jobs, open_at: Callable[[Path], Session | None], session: Session | None) -> None:
        super().__init__()
        self.setObjectName("welcome")
        self.setProperty("kind", "ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.tr("Welcome"))
        self.setProperty(PROPERTY, OF_WELCOME)
        self._root, self._jobs, self._open_at, self._session = root, jobs, open_at, session
        self._making: CancelToken | None = None
        self.begin_step, self.file_step = BeginStep(), FileStep()
        self.segment_step, self.send_step = SegmentStep(), SendStep()
        self._row = StepRow((self.tr("Your data"), self.tr("See a segment"), self.tr("Send it")))
        self._leave = button(
            self.tr("Leave"),
            "x",
            name=self.tr("Leave the welcome"),
            tip=self.tr("What was made stays. Help → Welcome brings it back. Esc"),
            on=self.leave,
        )
        self._stack = QStackedWidget()
        for step in (self.begin_step, self.file_step, self.segment_step, self.send_step):
            self._stack.addWidget(self._centred(step))
        self._lay_out()
        self._connect()

    def _centred(self, step: QWidget) -> QScrollArea:
        step.setMaximumWidth(WIDTH)
        middle = QWidget()
        middle.setProperty("kind", "canvas")
        row = QHBoxLayout(middle)
        row.setContentsMargins(20, 8, 20, 20)
        row.addStretch(1)
        column = QVBoxLayout()
        column.addStretch(2)
        column.addWidget(step)
        column.addStretch(3)
        row.addLayout(column, 30)
        row.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(middle)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return area

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(20, 16, 20, 8)
        head.addSpacing(90)
        head.addStretch(1)
        head.addWidget(self._row)
        head.addStretch(1)
        head.addWidget(self._leave)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self._stack, 1)

    def _connect(self) -> None:
        # A shortcut, because tables keep the key for themselves.
        on_key(Qt.Key.Key_Escape, self, self._on_escape)
        self.begin_step.sample_wanted.connect(self._make_sample)
        self.begin_step.sample_cancelled.connect(self._cancel_sample)
        self.begin_step.file_chosen.connect(self._on_file)
        self.begin_step.empty_wanted.connect(self.leave)
        self.file_step.back.connect(self.show_begin)
        self.file_step.added.connect(partial(self._show_segment, narrow=True))
        self.segment_step.chosen.connect(self._on_send)
        self.segment_step.opened.connect(lambda segment: self.left.emit("segments", _to(segment, "Definition")))
        self.send_step.back.connect(lambda: self._show(2, 1))
        self.send_step.finished.connect(lambda segment: self.left.emit("segments", _to(segment, "Syncs")))
        self.send_step.tour_wanted.connect(self._on_tour)

    def begin(self) -> None:
        """The first step; in a workspace that has a segment already, the second."""
        self.show_begin()
        if self._session is not None:
            ask = self._session.ask
            ask(self, first_steps.begun, self._session.app, done=self._on_begun, slot="begun")

    def _on_begun(self, segment: Segment | None) -> None:
        if segment is not None and self._stack.currentIndex() == 0 and not self.begin_step.is_making:
            self._show_segment(segment, narrow=False)

    def show_begin(self) -> None:
        self._show(0, 0)
        self.begin_step.begin()

    def _show(self, page: int, step: int) -> None:
        self._stack.setCurrentIndex(page)
        self._row.show_step(step)

    def leave(self) -> None:
        """Whatever step it is; a sample that is being made is given up."""
        self._cancel_sample()
        self.left.emit("", {})

    def _on_escape(self) -> None:
        if self.begin_step.is_making:
            self._cancel_sample()
        else:
            self.leave()

    # The sample -----------------------------------------------------------------------------------------------------

    def _make_sample(self) -> None:
        self.begin_step.show_making(True)
        self._making = self._jobs.ask(
            self,
            make_sample,
            self._root,
            done=self._on_made,
            failed=self._on_unmade,
            progress=self.begin_step.show_progress,
        )

    def _cancel_sample(self) -> None:
        """What was written so far is thrown away in the pool."""
        if self._making is not None:
            self._making.cancel()
            self._making = None
            self.begin_step.begin()

    def _on_made(self, place: Path) -> None:
        self._making = None
        session = self._opened(place)
        if session is not None:
            session.ask(self, first_steps.begun, session.app, done=self._on_sample, failed=self._on_unopened, slot="begun")

    def _on_sample(self, segment: Segment | None) -> None:
        if segment is not None:
            self._show_segment(segment, narrow=False)

    def _on_unmade(self, error: CensusError) -> None:
        self._making = None
        self.begin_step.show_making(False)
        if not isinstance(error, Cancelled):
            self.begin_step.show_error(error)

    def _on_unopened(self, _error: CensusError) -> None:
        """The window says itself why a workspace cannot be opened."""
        self.left.emit("", {})

    # The steps ------------------------------------------------------------------------------------------------------

    def _opened(self, root: Path) -> Session | None:
        gone = self._session is None or not shiboken6.isValid(self._session)  # its workspace could not be opened
        if gone or self._session is None or root != self._session.app.paths.root:
            self._session = self._open_at(root)
        return self._session

    def _on_file(self, path: Path) -> None:
        session = self._opened(self._session.app.paths.root if self._session else self._root)
        if session is not None:
            self._show(1, 0)
            self.file_step.begin(session, path)

    def _show_segment(self, segment: Segment, narrow: bool = False) -> None:
        if self._session is not None:
            self._show(2, 1)
            self.segment_step.begin(self._session, segment, narrow=narrow)

    def _on_send(self, segment: Segment) -> None:
        if self._session is not None:
            self._show(3, 2)
            self.send_step.begin(self._session, segment)

    def _on_tour(self, segment: Segment) -> None:
        self.left.emit("segments", _to(segment, "Syncs"))
        self.tour_wanted.emit()


def _to(segment: Segment | None, tab: str) -> dict[str, Any]:
    return {"segment": segment.id, "tab": tab} if segment is not None else {}
