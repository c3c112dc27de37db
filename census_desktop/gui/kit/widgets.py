"""Small shared widgets. Shape and colour come from resources/theme.qss by the property `kind`."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from census_desktop.domain.errors import CensusError
from census_desktop.gui.kit import icons, palette, said
from census_desktop.gui.kit.delegates import badge_size, draw_badge
from census_desktop.gui.kit.states import State
from census_desktop.gui.kit.text_size import px


def button(
    text: str,
    icon: str = "",
    *,
    kind: str = "",
    name: str = "",
    tip: str = "",
    on: Callable[[], object] | None = None,
    drop: bool = False,
    parent: QWidget | None = None,
) -> QPushButton:
    """A button. `kind`: "" | primary | danger | link | icon (square) | flat (small, no frame); `drop` adds a chevron.

    `name` is the accessible name (default: the text). Icon-only buttons show their name as tooltip.
    """
    made = DropButton("on_accent" if kind == "primary" else "secondary", parent) if drop else QPushButton(parent)
    made.setText(text)
    made.setProperty("kind", kind)
    made.setAccessibleName(name or text)
    made.setToolTip(tip or ("" if text else name))
    if tip:
        made.setAccessibleDescription(tip)
    if icon:
        icons.set_icon(made, icon, "on_accent" if kind == "primary" else "secondary" if kind in ("icon", "flat") else "text")
    if on is not None:
        made.clicked.connect(lambda _checked=False: on())
    return made


class DropButton(QPushButton):
    """A button that opens something below itself: a chevron at its right end says so."""

    def __init__(self, role: str = "secondary", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._role = role
        self.setProperty("drop", True)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        place = QRectF(self.width() - 26, (self.height() - 14) / 2, 14, 14)
        icons.draw(QPainter(self), "chevron-down", place, palette.color(self._role if self.isEnabled() else "disabled"))


def label(text: str = "", kind: str = "", *, tone: str = "", wrap: bool = False) -> QLabel:
    """Text. `kind`: "" | title | heading | figure | secondary | small; `tone`: "" | ok | warn | fail | run | rest."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("kind", kind)
    made.setProperty("tone", tone)
    made.setWordWrap(wrap)
    return made


def set_tone(widget: QWidget, tone: str) -> None:
    """Change a label's or banner's tone."""
    if widget.property("tone") != tone:
        widget.setProperty("tone", tone)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


class ElidedLabel(QLabel):
    """One line of plain text that gives way: cut with an ellipsis, whole in the tooltip."""

    def __init__(self, text: str = "", kind: str = "") -> None:
        super().__init__()
        self._full = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("kind", kind)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.set_text(text)

    def set_text(self, text: str) -> None:
        self._full = " ".join(text.split())
        self.setAccessibleName(self._full)
        self._elide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        shown = self.fontMetrics().elidedText(self._full, Qt.TextElideMode.ElideRight, max(0, self.width()))
        super().setText(shown)
        self.setToolTip(self._full if shown != self._full else "")


def show_where_it_stands(widget: QWidget, on: bool) -> None:
    """`setVisible` for what may not stand anywhere yet: it would become a window of its own, which takes the keys as well."""
    if on and widget.parentWidget() is None:
        widget.setAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide, False)
    else:
        widget.setVisible(on)


class Badge(QWidget):
    """A state as icon and word on its tint."""

    def __init__(self, state: State | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_state(state)

    def set_state(self, state: State | None) -> None:
        self._state = state
        show_where_it_stands(self, state is not None)
        self.setAccessibleName(state.word if state else "")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return badge_size(self._state) if self._state else QSize(0, 0)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._state:
            painter = QPainter(self)
            draw_badge(painter, QRectF(self.rect()), self._state)


class Tile(QWidget):
    """A destination's tinted tile."""

    def __init__(self, icon: str = "cloud", tint: str = "indigo", size: int = 26, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon, self._tint = icon, tint
        self.setFixedSize(size, size)

    def set_tile(self, icon: str, tint: str) -> None:
        self._icon, self._tint = icon, tint
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        icons.draw_tile(QPainter(self), self._icon, self._tint, QRectF(self.rect()))


class Glyph(QWidget):
    """An icon beside a text that says what it means."""

    def __init__(self, icon: str, size: int = 16, role: str = "secondary", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon, self._role = icon, role
        self.setFixedSize(size, size)

    def paintEvent(self, _event: QPaintEvent) -> None:
        icons.draw(QPainter(self), self._icon, QRectF(self.rect()), palette.color(self._role))


def rule() -> QFrame:
    """A hairline across."""
    made = QFrame()
    made.setProperty("kind", "rule")
    return made


def card(*, margins: int = 16, spacing: int = 12) -> tuple[QFrame, QVBoxLayout]:
    """A framed card and its layout."""
    frame = QFrame()
    frame.setProperty("kind", "card")
    layout = QVBoxLayout(frame)
    layout.setContentsMargins(margins, margins, margins, margins)
    layout.setSpacing(spacing)
    return frame, layout


class SearchField(QLineEdit):
    """A search field that speaks a moment after the last key; Esc empties it, Enter and Down go to what was found."""

    searched = Signal(str)
    finished = Signal()

    def __init__(self, placeholder: str, shortcut: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self._hint = (
            QKeySequence(shortcut).toString(QKeySequence.SequenceFormat.NativeText).replace("+", " ") if shortcut else ""
        )
        self.setTextMargins(24, 0, 0, 0)
        self._soon = QTimer(self, singleShot=True, interval=150)
        self._soon.timeout.connect(self._speak)
        self.textChanged.connect(self._on_text)

    def _on_text(self, _text: str) -> None:
        self._soon.start()

    def _speak(self) -> None:
        self.searched.emit(self.text().strip())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self._soon.stop()
            self._speak()
            self.finished.emit()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and event.key() == Qt.Key.Key_Escape and self.text():  # type: ignore[attr-defined]
            event.accept()
            return True
        if event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Escape and self.text():  # type: ignore[attr-defined]
            self.clear()
            return True
        return bool(super().event(event))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        icons.draw(painter, "search", QRectF(11, (self.height() - 15) / 2, 15, 15), palette.color("secondary"))
        if self._hint and not self.text() and not self.hasFocus():
            painter.setFont(palette.sized(-2))
            width = painter.fontMetrics().horizontalAdvance(self._hint) + 12
            if self.width() < 46 + self.fontMetrics().horizontalAdvance(self.placeholderText()) + width:
                return
            chip = QRectF(self.width() - width - 8, (self.height() - 20) / 2, width, 20)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(palette.color("line"))
            painter.drawRoundedRect(chip.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
            painter.setPen(palette.color("secondary"))
            painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, self._hint)


TEXT_WIDTH = px(380)


class EmptyState(QWidget):
    """What is here, why it is empty, and the one thing to do next."""

    def __init__(
        self, icon: str, title: str, text: str, action: QPushButton | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icon = icon
        self._title = label(title, "heading")
        self._text = label(text, "secondary", wrap=True)
        self._text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._text.setFixedWidth(TEXT_WIDTH)
        self._fit()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 20)
        layout.setSpacing(8)
        layout.addStretch(2)
        layout.addSpacing(40)
        for widget in (self._title, self._text):
            layout.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        if action is not None:
            layout.addSpacing(8)
            layout.addWidget(action, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)

    def set_texts(self, title: str, text: str) -> None:
        self._title.setText(title)
        self._text.setText(text)
        self._fit()

    def _fit(self) -> None:
        """A centred label that wraps is not asked for its height by the layout."""
        self._text.setFixedHeight(max(0, self._text.heightForWidth(TEXT_WIDTH)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        top = self._title.y() - 40
        icons.draw(QPainter(self), self._icon, QRectF((self.width() - 28) / 2, top, 28, 28), palette.color("secondary"))


class Banner(QFrame):
    """A line that stays while something holds: tone, icon, text, perhaps an action; closable."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None, *, flush: bool = False) -> None:
        """`flush` stands from edge to edge of the window."""
        super().__init__(parent)
        self.setProperty("kind", "banner")
        self.setProperty("flush", flush)
        self._icon = "info"
        self._text = label("", wrap=True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.action = button("", kind="link")
        self._close = button("", "x", kind="flat", name=self.tr("Dismiss"), on=self.dismiss)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(38, 8, 20 if flush else 8, 8)
        layout.addWidget(self._text, 1)
        layout.addWidget(self.action)
        layout.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def add(self, control: QPushButton) -> None:
        """One more act, before the closing cross."""
        layout = self.layout()
        if isinstance(layout, QHBoxLayout):
            layout.insertWidget(layout.count() - 1, control)

    def show_text(self, text: str, tone: str = "run", icon: str = "info", action: str = "", closable: bool = True) -> None:
        if self.isHidden() or text != self._text.text():
            announce(self, text)
        self._icon = icon
        set_tone(self, tone)
        self._text.setText(text)
        self.action.setText(action)
        self.action.setAccessibleName(action or self.tr("No action"))
        self.action.setVisible(bool(action))
        self._close.setVisible(closable)
        self.setAccessibleName(text)
        self.show()

    def show_error(self, error: CensusError, action: str = "") -> None:
        """What happened, what is kept, what to do."""
        self.show_text(f"{said.said(error.title)}. {error}", "fail", "alert", action)

    def dismiss(self) -> None:
        self.hide()
        self.closed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        tone = str(self.property("tone") or "run")
        text, metrics = self._text, self._text.fontMetrics()
        # Not the label's heightForWidth: it lays the text out anew, and asks for another painting of itself.
        lines = metrics.boundingRect(QRect(0, 0, text.width(), 10_000), Qt.TextFlag.TextWordWrap, text.text()).height()
        middle = text.y() + (text.height() - lines) / 2 + metrics.height() / 2  # of the first line
        icons.draw(QPainter(self), self._icon, QRectF(13, round(middle - 8), 16, 16), palette.color(tone))


def on_key(
    keys: str | Qt.Key,
    widget: QWidget,
    act: Callable[[], object],
    context: Qt.ShortcutContext = Qt.ShortcutContext.WindowShortcut,
) -> None:
    """Do this at a key while the widget can be seen. The context is set apart: PySide drops the one that stands beside a
    function in the constructor, so that keys of one table were taken from the whole window."""
    shortcut = QShortcut(QKeySequence(keys), widget)
    shortcut.setContext(context)
    shortcut.activated.connect(act)


def announce(widget: QWidget, text: str) -> None:
    """Tell a screen reader what appeared without taking the focus."""
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))
