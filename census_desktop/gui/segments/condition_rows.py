"""One line of a definition: a condition with its editors, or a part that is shown in words and kept as it is."""

from __future__ import annotations

from typing import Any, Protocol

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSizePolicy, QStyle, QStyleOptionComboBox, QStylePainter, QWidget

from census_desktop.domain.conditions import (
    OPERATORS,
    ColumnType,
    Condition,
    Member,
    Node,
    Operand,
    Related,
    SqlCondition,
    describe,
)
from census_desktop.gui.kit import icons, palette, words
from census_desktop.gui.kit.delegates import draw_text
from census_desktop.gui.kit.widgets import ElidedLabel, Tile, button, label
from census_desktop.gui.segments import condition_tree as tree
from census_desktop.gui.segments.condition_tree import Field, Path
from census_desktop.gui.segments.field_list import TYPE_ICONS, FieldPopup
from census_desktop.gui.segments.value_editors import ValueEditor, editor_for

BAR_WIDTH = 90
LEFT_WIDTH = 150


class Editor(Protocol):
    """Whoever holds the tree that the rows belong to."""

    @property
    def fields(self) -> tuple[Field, ...]: ...
    def segment_name(self, id_: str) -> str: ...
    def replace(self, path: Path, node: Node, what: str, *, typing: bool = False) -> None: ...
    def remove(self, path: Path) -> None: ...


class Pill(QComboBox):
    """A choice that is as wide as what it says. The wheel scrolls the page, never the choice."""

    def __init__(self, name: str, *, arrow: bool = True) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setProperty("kind", "pill" if arrow else "pill-plain")
        self._room = 46 if arrow else 22
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.currentIndexChanged.connect(self.updateGeometry)

    def shown_text(self) -> str:
        return self.currentText()

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self.shown_text()) + self._room, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def showPopup(self) -> None:
        self.view().setMinimumWidth(self.view().sizeHintForColumn(0) + 28)
        super().showPopup()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        option.currentText = self.shown_text()
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)


class OperatorPill(Pill):
    """The operators of a field's type. Of "more than … days ago" it shows what stands before the value."""

    def __init__(self, name: str) -> None:
        super().__init__(name, arrow=False)

    def offer(self, codes: tuple[str, ...], current: str) -> None:
        """Show these operators, and the current one even if it is none of them."""
        wanted = codes if current in codes else (*codes, current)
        if wanted != tuple(self.itemData(n) for n in range(self.count())):
            self.clear()
            for code in wanted:
                self.addItem(OPERATORS[code].label if code in OPERATORS else code, code)
        self.setCurrentIndex(wanted.index(current))
        self.updateGeometry()

    def shown_text(self) -> str:
        return self.currentText().split(" … ", 1)[0]


class LeftCell(QWidget):
    """How many records are left after a line: number and bar, or why there is none."""

    def __init__(self) -> None:
        super().__init__()
        self._number: int | None = None
        self._of = 0
        self._word = ""
        self._stale = False
        self.counts = True
        """False inside a group: such a line has a word where needed, never a number."""
        self.setFixedSize(LEFT_WIDTH, 28)

    def show_count(self, number: int, of: int) -> None:
        self._number, self._of, self._word, self._stale = number, of, "", False
        self._tell(f"{words.number(number)} left, {words.percent(number, of)} of {words.number(of)}")

    def show_word(self, word: str, why: str = "") -> None:
        """No number: the condition is unfinished, or the engine refused."""
        self._number, self._word, self._stale = None, word, False
        self._tell(why or word)

    def show_counting(self) -> None:
        """The number on the screen is of the definition before; without one, a skeleton."""
        self._word, self._stale = "", True
        self._tell(self.tr("counting"))

    def _tell(self, text: str) -> None:
        self.setAccessibleName(text)
        self.setToolTip(text)
        self.update()

    @property
    def has_word(self) -> bool:
        return bool(self._word)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._word:
            draw_text(painter, QRectF(self.rect()), self._word, "warn", -1, right=True)
        if self._word or not self.counts:
            return
        bar = QRectF(self.width() - BAR_WIDTH, self.height() / 2 - 2.5, BAR_WIDTH, 5)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette.color("track"))
        painter.drawRoundedRect(bar, 2.5, 2.5)
        number = QRectF(0, 0, self.width() - BAR_WIDTH - 8, self.height())
        if self._number is None:
            painter.drawRoundedRect(number.adjusted(number.width() - 44, 9, 0, -9), 3, 3)
            return
        if self._of:
            bar.setWidth(max(2.0, BAR_WIDTH * min(1.0, self._number / self._of)) if self._number else 0)
            painter.setBrush(palette.color("accent_soft" if self._stale else "accent"))
            painter.drawRoundedRect(bar, 2.5, 2.5)
        draw_text(painter, number, words.number(self._number), "disabled" if self._stale else "secondary", right=True)


class Row(QWidget):
    """What every line has: room for its parts, the count, and the button that removes it."""

    def __init__(self, editor: Editor) -> None:
        super().__init__()
        self.editor = editor
        self.path: Path = ()
        self.left = LeftCell()
        self._remove = button("", "x", kind="flat", name=self.tr("Remove the condition"), on=self._on_remove)
        self.parts = QHBoxLayout()
        self.parts.setSpacing(6)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 4, 0, 4)
        line.setSpacing(8)
        line.addLayout(self.parts, 1)
        line.addWidget(self.left, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._remove, 0, Qt.AlignmentFlag.AlignTop)

    def _on_remove(self) -> None:
        self.editor.remove(self.path)

    def show_node(self, node: Any, path: Path) -> None:
        """Show the node; it stands at this path now."""
        self.path = path
        self.left.counts = len(path) == 1

    def take_focus(self) -> None:
        self._remove.setFocus()


class ConditionRow(Row):
    """Field, operator, value."""

    def __init__(self, editor: Editor) -> None:
        super().__init__(editor)
        self._condition = Condition("", "is")
        self._made_for: tuple[Operand, ColumnType] | None = None
        self.field = button("", on=self._choose_field)
        self.field.setProperty("kind", "pill")
        self.field.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.operator = OperatorPill(self.tr("Operator"))
        self.operator.activated.connect(self._on_operator)
        self.value: ValueEditor | None = None
        self._suffix = label("", "secondary")
        for widget in (self.field, self.operator, self._suffix):
            self.parts.addWidget(widget, 0, Qt.AlignmentFlag.AlignTop)
        self._suffix.setFixedHeight(28)
        self.parts.addStretch(1)

    @property
    def condition(self) -> Condition:
        return self._condition

    def show_node(self, node: Condition, path: Path) -> None:
        super().show_node(node, path)
        fields = self.editor.fields
        field = next((f for f in fields if f.name == node.column), None)
        self._condition = node
        self.field.setText(node.column)
        self.field.setAccessibleName(f"{self.tr('Field')} {node.column}")
        icons.set_icon(self.field, TYPE_ICONS[field.type] if field else "alert", "secondary" if field else "warn")
        self.operator.offer(tree.operators_of(field), node.op)
        self.operator.setAccessibleName(f"{self.tr('Operator of')} {node.column}")
        self._remove.setAccessibleName(f"{self.tr('Remove the condition on')} {node.column}")
        self._show_value(node, field.type if field else ColumnType.TEXT)
        self._show_problem(tree.misfit(node, fields))

    def _show_value(self, node: Condition, type_: ColumnType) -> None:
        operator = OPERATORS.get(node.op)
        operand = operator.operand if operator else Operand.NONE
        if self._made_for != (operand, type_):
            self._made_for = (operand, type_)
            if self.value is not None:
                self.parts.removeWidget(self.value)
                self.value.hide()
                self.value.deleteLater()
            self.value = editor_for(operand, type_, f"{self.tr('Value of')} {node.column}")
            if self.value is not None:
                grows = 8 if operand is Operand.MANY else 0
                self.parts.insertWidget(2, self.value, grows, Qt.AlignmentFlag(0) if grows else Qt.AlignmentFlag.AlignTop)
                self.value.edited.connect(self._on_value)
                self.value.show()  # a layout shows what it is given a moment later, too late for the focus
        if self.value is not None:
            self.value.set_value(node.value)
        suffix = operator.label.rsplit(" … ", 1)[1] if operator and " … " in operator.label else ""
        self._suffix.setText(suffix)
        self._suffix.setVisible(bool(suffix))

    def _show_problem(self, misfit: str) -> None:
        if misfit:
            self.left.show_word(self.tr("does not fit"), misfit)
        elif not tree.is_finished(self._condition):
            self.left.show_word(self.tr("needs a value"), self.tr("Not counted and not sent until it has a value"))
        elif self.left.has_word:
            self.left.show_counting()

    @property
    def is_counted(self) -> bool:
        return tree.is_finished(self._condition) and not tree.misfit(self._condition, self.editor.fields)

    def take_focus(self) -> None:
        (self.value or self.operator).setFocus()

    def _choose_field(self) -> None:
        popup = FieldPopup(self.editor.fields, self)
        popup.chosen.connect(self._on_field)
        popup.open_below(self.field)

    def _on_field(self, name: str) -> None:
        fields = {f.name: f for f in self.editor.fields}
        if name in fields and name != self._condition.column:
            old = fields.get(self._condition.column)
            changed = tree.with_field(self._condition, fields[name], old.type if old else None)
            self.editor.replace(self.path, changed, self.tr("Change field"))

    def _on_operator(self, _index: int) -> None:
        code = self.operator.currentData()
        if code != self._condition.op:
            self.editor.replace(self.path, tree.with_operator(self._condition, code), self.tr("Change operator"))
            self.take_focus()

    def _on_value(self) -> None:
        if self.value is not None:
            changed = Condition(self._condition.column, self._condition.op, self.value.value())
            if changed != self._condition:
                self.editor.replace(self.path, changed, self.tr("Change value"), typing=True)


class WordsRow(Row):
    """A part that this editor shows in words and keeps untouched: related records, events, other segments, SQL."""

    def __init__(self, editor: Editor) -> None:
        super().__init__(editor)
        self._icon = Tile("segments", "indigo", 22)
        self._text = ElidedLabel()
        self.parts.addWidget(self._icon)
        self.parts.addWidget(self._text, 1)
        self._text.setMinimumWidth(80)
        self.setFixedHeight(36)

    is_counted = True

    def show_node(self, node: Node, path: Path) -> None:
        super().show_node(node, path)
        icon, tint, text = self._shown(node)
        self._icon.set_tile(icon, tint)
        self._text.set_text(text)
        self._text.setToolTip(f"{text}\n{self.tr('This part is kept as it is; it can be removed here.')}")
        self._remove.setAccessibleName(f"{self.tr('Remove')}: {text}")

    def _shown(self, node: Node) -> tuple[str, str, str]:
        """(pictogram, tint, words)"""
        if isinstance(node, Member):
            name = self.editor.segment_name(node.segment)
            verb = self.tr("in the segment") if node.member else self.tr("not in the segment")
            return "segments", "indigo", f"{verb} “{name}”"
        if isinstance(node, SqlCondition):
            return "code", "teal", describe(node)
        if isinstance(node, Related):
            return ("bolt" if node.events else "link"), "blue", _related_words(node)
        return "list", "violet", describe(node)


def _related_words(node: Related) -> str:
    """A condition on related records as a sentence."""
    what = " or ".join(node.events) or node.relationship
    verb = ("never" if node.events else "no") if node.never else ("did" if node.events else "has")
    text = f"{verb} {what}"
    if node.count:
        kind, number = node.count
        text += f", {kind.replace('_', ' ')} {number} {'time' if number == 1 else 'times'}"
    if node.within:
        kind, value = node.within
        amount = " and ".join(str(v) for v in value) if isinstance(value, tuple) else str(value)
        text += {
            "last_days": f", in the last {amount} days",
            "before_days": f", more than {amount} days ago",
            "between_days": f", between {amount} days ago",
        }.get(kind, f", {kind} {amount}")
    return text + (f", where {describe(node.where)}" if node.where.items else "")
