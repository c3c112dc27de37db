"""The frame of a study: its title, how old it is, count again, cancel, the chart or the table behind it, and every state.

What was kept is shown at once, also offline. What never was counted is counted by itself where the data is on this computer; a
server's work is only begun when asked for.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QTableView, QVBoxLayout, QWidget

from census_desktop.domain.analysis import Studied
from census_desktop.domain.errors import CensusError
from census_desktop.domain.model import Dataset, Segment
from census_desktop.domain.ports import CancelToken
from census_desktop.gui.kit import words
from census_desktop.gui.kit.delegates import ROW_ONE_LINE, CellDelegate, draw_text, prepare_table
from census_desktop.gui.kit.models import LEFT, RIGHT, Column, TableModel
from census_desktop.gui.kit.plots import Cell, Chart, shown
from census_desktop.gui.kit.text_size import px
from census_desktop.gui.kit.widgets import Banner, button, label
from census_desktop.gui.session import Session

MOST_TABLE_ROWS = 9
"""Rows of the table behind a chart that are in view at once."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What is there without counting, and whether counting costs nobody anything."""

    studied: Studied | None
    local: bool


_TITLE = 200
"""Room that a title keeps; what is said beside it gives way first."""


class Giving(QLabel):
    """A line that gives way where there is little room, and is whole in the tooltip."""

    def __init__(self, text: str, role: str = "text", step: int = 0, *, bold: bool = False, least: int = 60) -> None:
        super().__init__(text)
        self._role, self._step, self._bold, self._least = role, step, bold, least
        self.setProperty("kind", "heading" if bold else "small" if step else "")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self._least, self.sizeHint().width()), super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_text(painter, QRectF(self.rect()), self.text(), self._role, self._step, bold=self._bold)
        if not self._step:
            self.setToolTip(self.text() if self.width() < self.sizeHint().width() else "")


class StudyCard(QFrame):
    """A card gives `ask_kept`, `ask_study` and `show_found`."""

    condition_offered = Signal(object, str)
    """(node, its words): the user wants this added to the definition."""
    told = Signal()
    """What the card shows, or what it is doing, has changed."""

    def __init__(self, session: Session, title: str, chart: Chart, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.title = title
        self.chart = chart
        self.segment: Segment | None = None
        self.dataset: Dataset | None = None
        self.studied: Studied | None = None
        self._token: CancelToken | None = None
        self._failed = False
        self.setProperty("kind", "card")
        self.setAccessibleName(title)
        self._build()

    def _build(self) -> None:
        self._heading = Giving(self.title, bold=True, least=_TITLE)
        self._age = Giving("", "secondary", -1)
        self.controls = QHBoxLayout()
        self.controls.setSpacing(8)
        self.stop = button(self.tr("Cancel"), "stop", kind="", name=f"{self.title}: {self.tr('cancel')}", on=self.cancel)
        self.again = button("", "refresh", kind="flat", name=f"{self.title}: {self.tr('count again')}", on=self.study)
        self.as_table = button("", "table", kind="flat", name=f"{self.title}: {self.tr('show as a table')}")
        self.as_table.setCheckable(True)
        self.as_table.toggled.connect(lambda _on: self._show_body())
        self._banner = Banner()
        self._note = label("", "secondary", wrap=True)
        self.begin = button(self.tr("Count now"), on=self.study)
        self.model = TableModel[tuple[Cell, ...]]((), parent=self)
        self.table = QTableView()
        prepare_table(self.table, row_height=ROW_ONE_LINE, name=f"{self.title}: {self.tr('table')}")
        self.table.setModel(self.model)
        self.table.setItemDelegate(CellDelegate(self.table))
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self._heading)
        top.addWidget(self._age)
        top.addStretch(1)
        top.addLayout(self.controls)
        for control in (self.stop, self.again, self.as_table):
            top.addWidget(control)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(16, 8, 16, 12)
        self.column.setSpacing(8)
        self.column.addLayout(top)
        self.column.addWidget(self._banner)
        note = QHBoxLayout()
        note.addWidget(self._note, 1)
        note.addWidget(self.begin)
        self.column.addLayout(note)
        self.column.addWidget(self.chart)
        self.column.addWidget(self.table)
        self._show_body()

    # What a card gives ----------------------------------------------------------------------------------------------

    @abstractmethod
    def ask_kept(self) -> Callable[[], Studied | None] | None:
        """What reads the kept result in the pool; None when there is nothing to study yet."""

    def ask_study(self, segment: Segment) -> Callable[[CancelToken], Studied] | None:
        """What counts in the pool; None of what is read each time and never counted."""
        return None

    @abstractmethod
    def show_found(self, found: Any) -> None:
        """Put a result on the chart."""

    def nothing_to_study(self) -> str:
        """Words for `ask_kept` giving None."""
        return ""

    # ----------------------------------------------------------------------------------------------------------------

    def set_title(self, title: str) -> None:
        self._heading.setText(title)

    @property
    def heading(self) -> str:
        return self._heading.text()

    @property
    def is_running(self) -> bool:
        return self._token is not None

    @property
    def has_chart(self) -> bool:
        """Whether there is something to export."""
        return self.studied is not None

    def show_segment(self, segment: Segment, dataset: Dataset) -> None:
        self.segment, self.dataset = segment, dataset

    def load(self) -> None:
        """Show what was kept; count where nothing was and it is cheap."""
        self._stop_asking()
        self.studied = None
        self._failed = False
        self._banner.hide()
        kept = self.ask_kept() if self.segment is not None else None
        if kept is None or self.segment is None:
            self._show_body()
            return
        analysis, segment = self.session.app.analysis, self.segment

        def look() -> Kept:
            return Kept(kept(), analysis.is_local(segment))

        self.session.ask(self, look, done=self._on_kept, failed=self._on_failed, slot="kept")

    def _on_kept(self, kept: Kept) -> None:
        if kept.studied is not None:
            self._on_studied(kept.studied, status=False)
        elif kept.local:
            self.study()
        else:
            self._show_body()

    def study(self) -> None:
        """Count now."""
        if self.segment is None or self.ask_kept() is None:
            return
        work = self.ask_study(self.segment)
        if work is None:
            return

        def call(cancel: CancelToken) -> Studied:
            return work(cancel)

        self._banner.hide()
        self._token = self.session.ask(self, call, done=self._on_studied, failed=self._on_failed, slot="study")
        self._show_body()

    def _on_studied(self, studied: Studied, status: bool = True) -> None:
        self._token = None
        self._failed = False
        self.studied = studied
        self.show_found(studied.found)
        if status:
            self.session.status(self.tr("%1 in %2").replace("%1", self.title).replace("%2", words.duration(studied.seconds)))
        self._show_body()

    def _on_failed(self, error: CensusError) -> None:
        self._token = None
        self._failed = True
        self._banner.show_error(error)
        self._show_body()

    def cancel(self) -> None:
        """Stop counting; what was shown stays."""
        self._stop_asking()
        self._show_body()

    def _stop_asking(self) -> None:
        if self._token is not None:
            self._token.cancel()
            self._token = None

    # What is shown --------------------------------------------------------------------------------------------------

    def renew_table(self) -> None:
        """The table behind the chart, anew."""
        table = self.chart.table()
        columns = tuple(_column(table.titles, table.rows, n) for n in range(len(table.titles)))
        self.model.set_columns(columns, table.rows)
        for n in range(len(columns)):
            longest = max([len(table.titles[n]), *(len(shown(row[n])) for row in table.rows)])
            self.table.setColumnWidth(n, min(340, 8 * longest + 28))
        self.table.setFixedHeight(px(35) + ROW_ONE_LINE * min(MOST_TABLE_ROWS, max(1, len(table.rows))))

    def _show_body(self) -> None:
        there, running = self.studied is not None, self.is_running
        self.stop.setVisible(running)
        self.again.setVisible(not running and (there or self._failed))
        self.as_table.setVisible(there)
        as_table = there and self.as_table.isChecked()
        if as_table:
            self.renew_table()
        self.chart.setVisible(there and not as_table)
        self.table.setVisible(as_table)
        waits = self.segment is not None and self.ask_kept() is not None
        self._note.setText(self._words(waits))
        self._note.setVisible(bool(self._note.text()))
        self.begin.setVisible(waits and not there and not running and not self._failed)
        self.show_age()
        self.told.emit()

    def _words(self, waits: bool) -> str:
        if self.studied is not None or self._failed:
            return ""
        if self.is_running:
            return self.tr("Counting…")
        return self.tr("Not counted yet. The engine that holds the data does it.") if waits else self.nothing_to_study()

    def show_age(self) -> None:
        """Say how old the result is, and whether the definition has changed since."""
        if self.is_running and self.studied is not None:
            self._age.setText(self.tr("counting…"))
            return
        if self.studied is None:
            self._age.clear()
            return
        text = words.ago(self.studied.at, self.session.now())
        if self.studied.outdated:
            text += " · " + self.tr("the definition has changed since")
        self._age.setText(text)
        counted = self.tr("Counted %1").replace("%1", words.exact(self.studied.at))
        self._age.setToolTip(counted)
        self._age.setAccessibleName(f"{self.title}: {counted}")


def _column(titles: tuple[str, ...], rows: tuple[tuple[Cell, ...], ...], n: int) -> Column[tuple[Cell, ...]]:
    numbers = all(row[n] is None or isinstance(row[n], int | float) for row in rows)

    def text(row: tuple[Cell, ...]) -> str:
        return shown(row[n])

    return Column(titles[n], text, key=str(n), align=RIGHT if numbers and rows else LEFT)
