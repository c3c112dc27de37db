"""The first step: a sample to look around in, a file of one's own, or nothing at all."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QStackedWidget, QVBoxLayout, QWidget

from census_desktop.domain.errors import CensusError
from census_desktop.domain.plan import Progress
from census_desktop.gui.datasets.add_dataset import FILES
from census_desktop.gui.kit import icons, palette
from census_desktop.gui.kit.choose_file import ask_file
from census_desktop.gui.kit.forms import named
from census_desktop.gui.kit.widgets import Banner, Tile, announce, button, card, label

WRITING_SHARE = 30
"""Of a hundred, how much of the bar the sample's files take before its first step."""


class DropZone(QFrame):
    """A place for a file, with a button for those who do not drag."""

    dropped = Signal(object)
    """Path"""

    def __init__(self) -> None:
        super().__init__()
        self.setAcceptDrops(True)
        self._over = False
        text = label(self.tr("Drop a CSV, Parquet or Excel file here"), "secondary")
        text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.choose = button(
            self.tr("Choose a file…"),
            "file",
            tip=self.tr("The file stays where it is and is only read."),
            on=lambda: ask_file(self, self.tr("Choose a file"), FILES, self.dropped.emit),
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 20, 16, 16)
        layout.setSpacing(12)
        layout.addWidget(text)
        layout.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignHCenter)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if len(event.mimeData().urls()) == 1 and event.mimeData().urls()[0].isLocalFile():
            self._set_over(True)
            event.acceptProposedAction()

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        self._set_over(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._set_over(False)
        event.acceptProposedAction()
        self.dropped.emit(Path(event.mimeData().urls()[0].toLocalFile()))

    def _set_over(self, over: bool) -> None:
        self._over = over
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(palette.color("selection" if self._over else "background"))
        painter.setPen(QPen(palette.color("accent" if self._over else "edge"), 1.2, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)


class Points(QWidget):
    """Short lines, each with a tick."""

    def __init__(self, lines: tuple[str, ...]) -> None:
        super().__init__()
        self._rows = [label(line, "secondary", wrap=True) for line in lines]
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 0, 0, 0)
        layout.setSpacing(8)
        for row in self._rows:
            layout.addWidget(row)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        for row in self._rows:
            middle = row.y() + row.fontMetrics().height() / 2
            icons.draw(painter, "check", QRectF(1, middle - 7, 14, 14), palette.color("ok"))


class BeginStep(QWidget):
    sample_wanted = Signal()
    sample_cancelled = Signal()
    file_chosen = Signal(object)
    """Path"""
    empty_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.banner = Banner()
        title = label(self.tr("Welcome to Census Desktop"), "title")
        title.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        about = self.tr("Send customer segments to any tool, and keep them fresh. Your data stays on this computer.")
        text = label(about, "secondary")
        text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        cards = QHBoxLayout()
        cards.setSpacing(16)
        cards.addWidget(self._sample_card(), 1)
        cards.addWidget(self._file_card(), 1)
        self._empty = button(
            self.tr("Begin with an empty workspace"),
            kind="link",
            tip=self.tr("For a database or a warehouse: connect it under Data sets."),
            on=self.empty_wanted.emit,
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(title)
        layout.addWidget(text)
        layout.addSpacing(16)
        layout.addWidget(self.banner)
        layout.addLayout(cards)
        layout.addSpacing(8)
        layout.addWidget(self._empty, 0, Qt.AlignmentFlag.AlignHCenter)

    def _sample_card(self) -> QWidget:
        frame, inner = card(margins=24, spacing=12)
        inner.addWidget(Tile("cart", "indigo", 40))
        inner.addWidget(label(self.tr("Look around in a sample"), "heading"))
        lines = (
            self.tr("A shop with 50,000 customers and a dozen segments"),
            self.tr("Six weeks of history, with something to review"),
            self.tr("Made on this computer in about ten seconds: no account, no network"),
        )
        inner.addWidget(Points(lines))
        inner.addStretch(1)
        self.make = button(
            self.tr("Make the sample workspace"),
            kind="primary",
            tip=self.tr("Nothing of it leaves this computer. Files of your own can be added later."),
            on=self.sample_wanted.emit,
        )
        self._bar = named(QProgressBar(), self.tr("Making the sample workspace"))
        self._bar.setRange(0, 100)
        self._phase = label("", "small")
        self._cancel = button(self.tr("Cancel"), on=self.sample_cancelled.emit)
        making = QWidget()
        row = QHBoxLayout()
        row.addWidget(self._phase, 1)
        row.addWidget(self._cancel)
        column = QVBoxLayout(making)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._bar)
        column.addLayout(row)
        idle = QWidget()
        only = QHBoxLayout(idle)
        only.setContentsMargins(0, 0, 0, 0)
        only.addWidget(self.make)
        self._foot = QStackedWidget()
        self._foot.addWidget(idle)
        self._foot.addWidget(making)
        inner.addWidget(self._foot)
        return frame

    def _file_card(self) -> QWidget:
        frame, inner = card(margins=24, spacing=12)
        inner.addWidget(Tile("table", "teal", 40))
        inner.addWidget(label(self.tr("Begin with a file of yours"), "heading"))
        text = self.tr("Customers, companies, events – a row each. It stays where it is and is only read.")
        inner.addWidget(label(text, "secondary", wrap=True))
        inner.addStretch(1)
        self.drop = DropZone()
        self.drop.dropped.connect(self.file_chosen)
        inner.addWidget(self.drop)
        return frame

    def begin(self) -> None:
        self.show_making(False)
        self.make.setFocus()

    def show_making(self, making: bool) -> None:
        """While the sample is made there is only its progress, and Cancel."""
        self._foot.setCurrentIndex(int(making))
        for other in (self.drop, self._empty):
            other.setEnabled(not making)
        if making:
            self.banner.hide()
            self._bar.setValue(0)
            self._phase.setText(self.tr("Writing the shop's files…"))
            self._cancel.setFocus()
            announce(self, self._phase.text())

    @property
    def is_making(self) -> bool:
        return self._foot.currentIndex() == 1

    def show_progress(self, progress: Progress) -> None:
        if progress.phase == "reading":
            self._bar.setValue(WRITING_SHARE * progress.done // max(1, progress.total))
            return
        self._bar.setValue(WRITING_SHARE + (100 - WRITING_SHARE) * progress.done // progress.total)
        text = self.tr("Playing six weeks: step %1 of %2").replace("%1", str(progress.done))
        self._phase.setText(text.replace("%2", str(progress.total)))

    def show_error(self, error: CensusError) -> None:
        self.show_making(False)
        self.banner.show_error(error)
        self.make.setFocus()
