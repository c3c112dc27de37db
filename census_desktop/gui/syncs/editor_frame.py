"""The frame around the steps of a sync: head with the few acts, list of steps, and the cards on their ground."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from census_desktop.gui.kit import text_size
from census_desktop.gui.kit.forms import tab_in_reading_order
from census_desktop.gui.kit.text_size import px
from census_desktop.gui.kit.widgets import Banner, ElidedLabel, button, label
from census_desktop.gui.syncs.step_list import StepList
from census_desktop.gui.syncs.sync_setup import Step
from census_desktop.gui.syncs.sync_steps import StepCard

CARD_WIDTH = px(760)


class EditorFrame(QWidget):
    """`besides` are cards without a step of their own: each follows the card of its step."""

    def __init__(self, cards: Mapping[Step, StepCard], besides: Mapping[Step, QWidget], above: QWidget) -> None:
        super().__init__()
        self.title = label("", "title")
        self.subtitle = ElidedLabel("", "secondary")
        self.cancel = button(self.tr("Cancel"))
        self.save_draft = button(self.tr("Save draft"))
        self.create_ = button(self.tr("Create and run"), kind="primary", name=self.tr("Create sync"))
        self.banner = Banner()
        self.steps = StepList()
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setProperty("kind", "ground")
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(text_size.sideways())
        self._scroll.setWidget(self._canvas(cards, besides, above))
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(self.steps)
        body.addWidget(self._scroll, 1)
        rule = QWidget()
        rule.setFixedHeight(1)
        rule.setProperty("kind", "rule")
        rule.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self._head())
        layout.addWidget(rule)
        layout.addLayout(body, 1)
        tab_in_reading_order(self)

    def _head(self) -> QHBoxLayout:
        names = QVBoxLayout()
        names.setSpacing(2)
        names.addWidget(self.title)
        names.addWidget(self.subtitle)
        head = QHBoxLayout()
        head.setContentsMargins(20, 16, 20, 12)
        head.setSpacing(8)
        head.addLayout(names, 1)
        for widget in (self.cancel, self.save_draft, self.create_):
            head.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        return head

    def _canvas(self, cards: Mapping[Step, StepCard], besides: Mapping[Step, QWidget], above: QWidget) -> QWidget:
        canvas = QWidget()
        canvas.setProperty("kind", "ground")
        canvas.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        narrow = QWidget()
        narrow.setMaximumWidth(CARD_WIDTH)
        column = QVBoxLayout(narrow)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.banner)
        column.addWidget(above)
        for step, card in cards.items():
            column.addWidget(card)
            if step in besides:
                column.addWidget(besides[step])
        column.addStretch(1)
        across = QHBoxLayout(canvas)
        across.setContentsMargins(20, 16, 20, 20)
        across.addWidget(narrow, 1)
        across.addStretch(0)
        return canvas

    def go_to(self, card: StepCard) -> None:
        self._scroll.ensureWidgetVisible(card, 0, 0)
        self._scroll.verticalScrollBar().setValue(max(0, card.y() - 12))

    def go_to_top(self) -> None:
        self._scroll.verticalScrollBar().setValue(0)
