"""The tour: notes over the real window, one at a time, each beside what it speaks of. Esc ends it; nothing moves by itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QAccessible, QColor, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from census_desktop.gui.kit import palette
from census_desktop.gui.kit.widgets import announce, button, label
from census_desktop.gui.kit.words import QT_TRANSLATE_NOOP
from census_desktop.gui.segments.segment_view import TABS, TabRow
from census_desktop.gui.session import Session

WIDTH, GAP, MARGIN = 340, 14, 12
SHADE = 120
LOOK_MS = 60
"""How often the place of what a note speaks of is looked at: pages fill while the note is there."""


@dataclass(frozen=True, slots=True)
class Stop:
    """A note of the tour: the page and tab it stands on, and the control beside which it stands, by its accessible name
    (the first that is visible). Where none is there it stands in the middle."""

    title: str
    text: str
    page: str
    tab: str
    names: tuple[str, ...]
    command: str = ""
    """Its shortcut is %1 of the text."""


STOPS = (
    Stop(
        QT_TRANSLATE_NOOP("Tour", "Segments"),
        QT_TRANSLATE_NOOP(
            "Tour",
            "Every segment, with its size and how its syncs are doing. %1 searches, arrows move, Enter opens.",
        ),
        "segments",
        "Definition",
        ("Segments",),
        "find",
    ),
    Stop(
        QT_TRANSLATE_NOOP("Tour", "The builder"),
        QT_TRANSLATE_NOOP(
            "Tour",
            "Conditions on columns, related data sets and other segments. Beside each line stands how many are left after it.",
        ),
        "segments",
        "Definition",
        ("Definition",),
    ),
    Stop(
        QT_TRANSLATE_NOOP("Tour", "Quick Sync"),
        QT_TRANSLATE_NOOP(
            "Tour",
            "Copies the newest sync of a destination for this segment: same fields, same schedule, one click. %1 opens it.",
        ),
        "segments",
        "Syncs",
        ("Quick Sync",),
        "quick-sync",
    ),
    Stop(
        QT_TRANSLATE_NOOP("Tour", "Review changes"),
        QT_TRANSLATE_NOOP(
            "Tour",
            "What would be added, changed and removed, value by value. What you have seen is what is sent. %1 opens it.",
        ),
        "segments",
        "Syncs",
        ("Review changes", "Syncs of the segment", "Syncs"),
        "review-changes",
    ),
    Stop(
        QT_TRANSLATE_NOOP("Tour", "Runs"),
        QT_TRANSLATE_NOOP(
            "Tour",
            "Everything that was sent, with the records that were rejected and why. A run can be undone from here.",
        ),
        "runs",
        "",
        ("Runs",),
    ),
)


class Tour(QWidget):
    """Covers the window, dims it, and leaves a hole around what the note speaks of."""

    accessible_role = QAccessible.Role.Dialog

    def __init__(self, window: QMainWindow, session: Session) -> None:
        super().__init__(window)
        self.setObjectName("tour")
        self._window = window
        self._session = session
        self._number = 0
        self.hole = QRect()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.note = QFrame(self)
        self.note.setProperty("kind", "popup")
        self.note.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.note.setFixedWidth(WIDTH)
        self._title = label("", "heading")
        self._text = label("", wrap=True)
        self._count = label("", "small")
        self._back = button(self.tr("Back"), on=lambda: self._show(self._number - 1))
        self._end = button(self.tr("End the tour"), kind="link", tip=self.tr("Esc ends it too"), on=self.end)
        self._next = button("", kind="primary", on=self.go_on)
        for control in (self._back, self._end, self._next):
            control.installEventFilter(self)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._count)
        row.addStretch(1)
        row.addWidget(self._end)
        row.addWidget(self._back)
        row.addWidget(self._next)
        layout = QVBoxLayout(self.note)
        layout.setContentsMargins(16, 16, 16, 12)
        layout.setSpacing(8)
        layout.addWidget(self._title)
        layout.addWidget(self._text)
        layout.addLayout(row)
        self._looking = QTimer(self, interval=LOOK_MS)
        self._looking.timeout.connect(self.look)
        window.installEventFilter(self)

    def begin(self) -> None:
        self.setGeometry(self._window.rect())
        self.show()
        self.raise_()
        self._looking.start()
        self._show(0)

    def end(self) -> None:
        """Back to the window as it is now."""
        self._looking.stop()
        self._window.removeEventFilter(self)
        self.hide()
        self.deleteLater()
        if page := self._window.findChild(QWidget, "segments-page"):
            page.setFocus()

    def go_on(self) -> None:
        """The next note; after the last the tour is over."""
        if self._number + 1 < len(STOPS):
            self._show(self._number + 1)
        else:
            self.end()

    def _show(self, number: int) -> None:
        self._number = max(0, number)
        stop = STOPS[self._number]
        self._session.open_page(stop.page)
        if (tabs := self._window.findChild(TabRow)) is not None and stop.tab:
            tabs.setCurrentIndex([title for title, _, _ in TABS].index(stop.tab))
        self._title.setText(self.tr(stop.title))
        self._text.setText(
            self.tr(stop.text).replace("%1", self._session.commands.shortcut(stop.command) if stop.command else "")
        )
        self._count.setText(self.tr("%1 of %2").replace("%1", str(self._number + 1)).replace("%2", str(len(STOPS))))
        self._back.setEnabled(self._number > 0)
        last = self._number + 1 == len(STOPS)
        self._next.setText(self.tr("Done") if last else self.tr("Next"))
        self._next.setAccessibleName(self._next.text())
        self.note.setAccessibleName(f"{self._title.text()}. {self._text.text()}")
        self.setAccessibleName(self.note.accessibleName())
        self._text.setFixedHeight(self._text.heightForWidth(WIDTH - 32))
        self.note.adjustSize()
        self.hole = QRect()
        self.look()
        self._next.setFocus()
        announce(self, self.note.accessibleName())

    # Where it stands ------------------------------------------------------------------------------------------------

    def look(self) -> None:
        """Put the note beside what it speaks of, wherever that is now."""
        hole = self._target()
        if hole == self.hole and not self.note.isHidden():
            return
        self.hole = hole
        self.note.move(self._beside(hole))
        self.note.show()
        self.update()

    def _target(self) -> QRect:
        for name in STOPS[self._number].names:
            found = [w for w in self._window.findChildren(QWidget) if w.accessibleName() == name and self._is_seen(w)]
            if found:
                widget = max(found, key=lambda w: w.width() * w.height())
                corner = widget.mapTo(self._window, QPoint(0, 0))
                return QRect(corner, widget.size()).adjusted(-4, -4, 4, 4).intersected(self.rect().adjusted(2, 2, -2, -2))
        return QRect()

    def _is_seen(self, widget: QWidget) -> bool:
        return widget.isVisible() and not self.isAncestorOf(widget) and not widget.visibleRegion().isEmpty()

    def _beside(self, hole: QRect) -> QPoint:
        """Right of it, else left, else below, else above, else inside it at its foot; always within the window."""
        size, inside = self.note.size(), self.rect().adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
        if hole.isNull():
            return inside.center() - QPoint(size.width() // 2, size.height() // 2)
        top = min(max(hole.top(), inside.top()), inside.bottom() - size.height())
        left = min(max(hole.left(), inside.left()), inside.right() - size.width())
        if hole.right() + GAP + size.width() <= inside.right():
            return QPoint(hole.right() + GAP, top)
        if hole.bottom() + GAP + size.height() <= inside.bottom():
            return QPoint(left, hole.bottom() + GAP)
        if hole.left() - GAP - size.width() >= inside.left():
            return QPoint(hole.left() - GAP - size.width(), top)
        if hole.top() - GAP - size.height() >= inside.top():
            return QPoint(left, hole.top() - GAP - size.height())
        return QPoint(hole.right() - size.width() - GAP, hole.bottom() - size.height() - GAP)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() == QEvent.Type.Resize:
            self.setGeometry(self._window.rect())
            self.hole = QRect(0, 0, 1, 1)
            self.look()
        return event.type() == QEvent.Type.KeyPress and watched is not self._window and self._act(event.key())  # type: ignore[attr-defined]

    # Acts -----------------------------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Keys are the tour's own while it is there: no shortcut of the window acts below it."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return bool(super().event(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.go_on()
        else:
            self._act(event.key())

    def _act(self, key: int) -> bool:
        """Arrows turn the notes, also while a button has the focus; Esc ends the tour."""
        acts: dict[int, Callable[[], object]] = {
            Qt.Key.Key_Escape: self.end,
            Qt.Key.Key_Right: self.go_on,
            Qt.Key.Key_Left: lambda: self._show(self._number - 1),
        }
        if key not in acts:
            return False
        acts[key]()
        return True

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab stays within the note."""
        stops = [w for w in (self._end, self._back, self._next) if w.isEnabled()]
        focused = self._window.focusWidget()
        at = stops.index(focused) if focused in stops else -1
        stops[(at + (1 if forward else -1)) % len(stops)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shade = QColor(palette.color("shadow"))
        shade.setAlpha(SHADE)
        path = QPainterPath()
        path.addRect(QRectF(self.rect()))
        if not self.hole.isNull():
            hole = QPainterPath()
            hole.addRoundedRect(QRectF(self.hole), 8, 8)
            path = path.subtracted(hole)
        painter.fillPath(path, shade)
        if not self.hole.isNull():
            painter.setPen(QPen(palette.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.hole), 8, 8)
