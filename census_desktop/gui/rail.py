"""The rail: the sections of the program, with a count of what needs the user; collapses to icons."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from census_desktop.gui.kit import icons, palette
from census_desktop.gui.kit.delegates import draw_text, placed
from census_desktop.gui.kit.text_size import px
from census_desktop.gui.kit.widgets import ElidedLabel, button

WIDE, NARROW = px(172), 56


class RailButton(QAbstractButton):
    """A section: icon, word, count. Checked while its page is shown."""

    def __init__(self, icon: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        self.attention = 0
        self.narrow = False
        self.setText(text)
        self.setCheckable(True)
        self.setAccessibleName(text)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFixedHeight(px(34))

    def set_attention(self, count: int) -> None:
        self.attention = count
        verb = self.tr("needs you") if count == 1 else self.tr("need you")
        self.setAccessibleDescription(f"{count} {verb}" if count else "")
        self.update()

    def set_narrow(self, narrow: bool) -> None:
        self.narrow = narrow
        self.setToolTip(self.text() if narrow else "")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(NARROW if self.narrow else self.wide(), 34)

    def wide(self) -> int:
        """What its text needs, the number of things that need somebody beside it."""
        return max(WIDE, QFontMetrics(palette.sized(bold=True)).horizontalAdvance(self.text()) + 72 + 16)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        body = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        if self.isChecked() or self.underMouse():
            painter.setPen(palette.color("line") if self.isChecked() else Qt.PenStyle.NoPen)
            painter.setBrush(palette.color("pane" if self.isChecked() else "track"))
            painter.drawRoundedRect(body, 6, 6)
        if self.hasFocus():
            painter.setPen(palette.color("focus"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(body, 6, 6)
        x = (self.width() - 16) / 2 if self.narrow else 10
        whole = QRectF(self.rect())
        glyph = placed(painter, whole, QRectF(x, (self.height() - 16) / 2, 16, 16))
        icons.draw(painter, self._icon, glyph, palette.color("text"))
        if not self.narrow:
            place = placed(painter, whole, QRectF(36, 0, self.width() - 70, self.height()))
            draw_text(painter, place, self.text(), "text", bold=self.isChecked())
        if self.attention:
            self._draw_attention(painter)

    def _draw_attention(self, painter: QPainter) -> None:
        text = str(self.attention) if self.attention < 100 else "99+"
        painter.setFont(palette.sized(-2, bold=True))
        width = max(18, painter.fontMetrics().horizontalAdvance(text) + 10)
        place = QRectF(self.width() - width - (2 if self.narrow else 10), 2 if self.narrow else 8, width, 18)
        place = placed(painter, QRectF(self.rect()), place)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette.color("fail_tint"))
        painter.drawRoundedRect(place, 9, 9)
        painter.setPen(palette.color("fail"))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)


class Rail(QWidget):
    """Sections from top to bottom, Settings at the foot."""

    chosen = Signal(str)
    switch_wanted = Signal()
    """Another workspace, please."""

    def __init__(self, sections: tuple[tuple[str, str, str], ...], foot: tuple[str, str, str]) -> None:
        """`sections` and `foot` are (name, icon, text)."""
        super().__init__()
        self.setProperty("kind", "rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.tr("Sections"))
        self._name = ElidedLabel("", "heading")
        self._kind = ElidedLabel("", "small")
        self._switch = button("", "chevron-down", kind="flat", name=self.tr("Switch workspace"), on=self.switch_wanted.emit)
        self._buttons: dict[str, RailButton] = {}
        self._group = QButtonGroup(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 16, 8, 8)
        layout.setSpacing(0)
        titles = QVBoxLayout()
        titles.setContentsMargins(12, 0, 4, 12)
        titles.setSpacing(1)
        first = QHBoxLayout()
        first.setSpacing(2)
        first.addWidget(self._name, 1)
        first.addWidget(self._switch)
        titles.addLayout(first)
        titles.addWidget(self._kind)
        layout.addLayout(titles)
        for section in sections:
            layout.addWidget(self._add(*section))
        layout.addStretch(1)
        layout.addWidget(self._add(*foot))
        self.set_narrow(False)

    def _add(self, name: str, icon: str, text: str) -> RailButton:
        made = RailButton(icon, text)
        made.clicked.connect(lambda _checked=False: self.chosen.emit(name))
        self._group.addButton(made)
        self._buttons[name] = made
        return made

    def set_workspace(self, name: str, kind: str) -> None:
        self._name.set_text(name)
        self._kind.set_text(kind)

    def set_current(self, name: str) -> None:
        """Tab stops at the current section only; arrows go to the others."""
        for key, made in self._buttons.items():
            made.setChecked(key == name)
            made.setFocusPolicy(Qt.FocusPolicy.TabFocus if key == name else Qt.FocusPolicy.NoFocus)

    def set_attention(self, name: str, count: int) -> None:
        self._buttons[name].set_attention(count)

    @property
    def is_narrow(self) -> bool:
        return self.width() <= NARROW

    def _wide(self) -> int:
        return max(made.wide() for made in self._buttons.values())

    def set_narrow(self, narrow: bool) -> None:
        self.setFixedWidth(NARROW if narrow else self._wide())
        self._name.setVisible(not narrow)
        self._kind.setVisible(not narrow)
        self._switch.setVisible(not narrow)
        for made in self._buttons.values():
            made.set_narrow(narrow)
