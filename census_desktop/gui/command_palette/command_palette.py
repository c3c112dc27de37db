"""The command palette: one field over the window, with everything that it finds below it.

It is a child of the window, like Quick Sync, so that its shadow needs no compositor and the page behind it stays visible:
commands act on visible pages.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QEvent, QModelIndex, QObject, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLineEdit, QListView, QVBoxLayout, QWidget

from census_desktop.domain.fuzzy import fit
from census_desktop.domain.rows import Named
from census_desktop.gui.command_palette.entries import PaletteEntry, at_rest, matching, of_commands, of_settings, of_thing
from census_desktop.gui.command_palette.palette_list import ROW, PaletteDelegate, PaletteModel
from census_desktop.gui.command_palette.recent import Recent
from census_desktop.gui.kit import icons, palette
from census_desktop.gui.kit.forms import named
from census_desktop.gui.kit.text_size import px
from census_desktop.gui.kit.widgets import announce, label
from census_desktop.gui.session import Session
from census_desktop.usecases.finding import Found

if TYPE_CHECKING:
    from census_desktop.bootstrap import App

WIDTH, TOP, SHADOW = 640, 72, 18
_MOST_ROWS = 11
_JUMP = 8


class PaletteField(QLineEdit):
    """The field, with its icon. Keys that move in the list are the palette's."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("palette-field")
        self.setTextMargins(26, 0, 0, 0)
        self.setFixedHeight(px(48))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        icons.draw(QPainter(self), "search", QRectF(16, (self.height() - 18) / 2, 18, 18), palette.color("secondary"))


class CommandPalette(QWidget):
    """Over the whole window. Enter does what is selected, Esc and a click beside it close."""

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("command-palette")
        self.setAccessibleName(self.tr("Find anything"))
        self._session, self._window = session, window
        self._recent = Recent(session.app.paths.root)
        self._before: QWidget | None = None
        self._entries: list[PaletteEntry] = []
        self._settings: list[PaletteEntry] = []
        self._lately: tuple[PaletteEntry, ...] = ()
        self._found: tuple[Found, ...] = ()
        self._asked = self._enter_waits = False
        self.field = named(PaletteField(), self.tr("Find anything"))
        self.field.setPlaceholderText(self.tr("Find a command, segment, sync, data set, destination or setting"))
        self.model = PaletteModel(self)
        self.list = named(QListView(), self.tr("Found"))
        self._nothing = label("", "secondary", wrap=True)
        self._frame = QFrame(self)
        self._build()
        window.installEventFilter(self)
        self.field.installEventFilter(self)
        self.field.textChanged.connect(self._on_text)
        self.list.clicked.connect(self._choose)
        self.hide()

    def _build(self) -> None:
        self._frame.setProperty("kind", "popup")
        self.list.setModel(self.model)
        self.list.setItemDelegate(PaletteDelegate(self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setMouseTracking(True)
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self._nothing.setContentsMargins(16, 16, 16, 12)
        rule = label("")
        rule.setProperty("kind", "rule")
        rule.setFixedHeight(1)
        foot = label(self.tr("Arrows move · Enter opens · Esc closes"), "small")
        foot.setContentsMargins(16, 0, 16, 0)
        foot.setFixedHeight(px(30))
        column = QVBoxLayout(self._frame)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        for widget in (self.field, rule, self.list, self._nothing):
            column.addWidget(widget)
        below = QHBoxLayout()
        below.addWidget(foot)
        column.addLayout(below)

    # Opening and closing --------------------------------------------------------------------------------------------

    def open(self) -> None:
        self._before = QApplication.focusWidget()
        self._entries = of_commands(self._session)
        self._settings = of_settings(self._session)
        self._found = ()
        self.field.clear()
        self._show_rest()
        self._session.ask(self, _known, self._session.app, self._recent.keys, done=self._on_known, slot="known")
        self._place()
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def close_again(self) -> None:
        """The keyboard goes back to where it was, if that can still be seen."""
        self.hide()
        before, self._before = self._before, None
        if before is not None and shiboken6.isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.PopupFocusReason)
        self.deleteLater()

    def _place(self) -> None:
        window = self._window
        self.setGeometry(window.rect())
        heights = sum(self.list.sizeHintForRow(row) for row in range(len(self.model.rows)))
        self.list.setFixedHeight(min(heights + 8, _MOST_ROWS * ROW, max(ROW, window.height() - TOP - 140)))
        self.list.setVisible(bool(self.model.rows))
        self._nothing.setVisible(not self.model.rows)
        self._frame.setFixedWidth(min(WIDTH, window.width() - 48))
        self._frame.adjustSize()
        self._frame.move((window.width() - self._frame.width()) // 2, TOP)
        self.update()

    # What is found --------------------------------------------------------------------------------------------------

    def _on_known(self, things: tuple[Named, ...]) -> None:
        self._lately = tuple(of_thing(self._session, thing) for thing in things)
        if not self.field.text().strip():
            self._show_rest()

    def _show_rest(self) -> None:
        self._show(at_rest(self._recent.keys, self._entries, self._settings, self._lately))

    def _on_text(self, text: str) -> None:
        """Commands at once; things as soon as they are found, where the newest question wins."""
        if not self.isVisible():
            return
        self._asked = self._enter_waits = False
        if not text.strip():
            self._show_rest()
            return
        self._show_matching()
        self._asked = True
        self._session.ask(self, _find, self._session.app, text, done=self._on_found, slot="find")

    def _on_found(self, found: tuple[Found, ...]) -> None:
        self._found, self._asked = found, False
        if self.field.text().strip():
            self._show_matching()
            if self._enter_waits:
                self._choose(self.list.currentIndex())

    def _show_matching(self) -> None:
        """Things that were found for fewer letters stay until the answer comes, as far as they still fit."""
        text = self.field.text()
        still = [Found(f.thing, fits) for f in self._found if (fits := fit(text, f.thing.name))]
        found = [(of_thing(self._session, f.thing), f) for f in still]
        self._show(matching(text, self._recent.keys, (*self._entries, *self._settings), found))

    def _show(self, rows: list[PaletteEntry]) -> None:
        self.model.show(rows)
        self._nothing.setText(self.tr("Nothing is called “%1”.").replace("%1", self.field.text().strip()))
        if not rows:
            announce(self, self._nothing.text())
        first = next((row for row, entry in enumerate(rows) if not entry.is_heading), -1)
        # Enter in an empty field goes back to where one was; it does not do anything, such as turning schedules on.
        does = not self.field.text().strip() and first >= 0 and rows[first].key.startswith("command:")
        self._select(-1 if does else first)
        self._place()
        self.list.scrollToTop()

    # Choosing -------------------------------------------------------------------------------------------------------

    @property
    def current(self) -> PaletteEntry | None:
        index = self.list.currentIndex()
        return self.model.rows[index.row()] if index.isValid() else None

    def _select(self, row: int) -> None:
        self.list.setCurrentIndex(self.model.index(row, 0) if row >= 0 else QModelIndex())
        if self.current is not None:
            self.field.setAccessibleDescription(self.current.spoken)
            announce(self.field, self.current.spoken)

    def _move(self, by: int) -> None:
        """Up and down over headings, from one end to the other."""
        rows = [row for row, entry in enumerate(self.model.rows) if not entry.is_heading]
        if not rows:
            return
        here = self.list.currentIndex().row()
        at = rows.index(here) if here in rows else -1 if by > 0 else 0
        to = at + by
        if abs(by) == 1:
            to %= len(rows)
        self._select(rows[max(0, min(to, len(rows) - 1))])
        if rows.index(self.list.currentIndex().row()) == 0:
            self.list.scrollToTop()  # with its heading
        else:
            self.list.scrollTo(self.list.currentIndex())

    def _choose(self, index: QModelIndex) -> None:
        if not index.isValid() or self.model.rows[index.row()].act is None:
            return
        entry = self.model.rows[index.row()]
        if not entry.can_run:
            announce(self.field, self.tr("“%1” cannot be done here.").replace("%1", entry.text))
            return
        self._recent.add(entry.key)
        self.close_again()
        if entry.act is not None:
            entry.act()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        if watched is not self.field or not isinstance(event, QKeyEvent):
            return False
        moves = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_PageDown: _JUMP,
            Qt.Key.Key_PageUp: -_JUMP,
            Qt.Key.Key_Tab: 1,
            Qt.Key.Key_Backtab: -1,
        }
        if event.type() == QEvent.Type.ShortcutOverride and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        if event.type() != QEvent.Type.KeyPress:
            return False
        if event.key() in moves:
            self._move(moves[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter_waits = self._asked and self.current is None  # who types fast means what is about to be found
            self._choose(self.list.currentIndex())
        elif event.key() == Qt.Key.Key_Escape:
            self.close_again()
        else:
            return False
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self._frame.geometry().contains(event.position().toPoint()):
            self.close_again()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The page behind steps back; the shadow of what floats."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        color = palette.color("shadow")
        color.setAlphaF(0.10 if palette.scheme() is palette.Scheme.LIGHT else 0.45)
        painter.fillRect(self.rect(), color)
        frame = QRectF(self._frame.geometry()).translated(0, 4)
        for step in range(SHADOW, 0, -1):
            color.setAlphaF(0.004 * (1 + (SHADOW - step) / 4))
            painter.setBrush(color)
            painter.drawRoundedRect(frame.adjusted(-step, -step, step, step), 8 + step, 8 + step)


def toggle(session: Session, window: QWidget) -> None:
    """Open it over the window, or close the one that is open."""
    shown = window.findChild(CommandPalette)
    if shown is not None and shown.isVisible():
        shown.close_again()
    else:
        CommandPalette(session, window).open()


def _find(app: App, text: str) -> tuple[Found, ...]:
    return app.finding.find(text)


def _known(app: App, keys: tuple[str, ...]) -> tuple[Named, ...]:
    refs = [(kind, id_) for kind, _, id_ in (key.partition(":") for key in keys)]
    return app.finding.known(refs)
