"""The lines of a definition that hold no other lines: a condition on a field, members of another segment, SQL."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from typing import Any, Protocol

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QContextMenuEvent, QDrag, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from census_desktop.domain.conditions import (
    OPERATORS,
    ColumnType,
    Condition,
    Member,
    Node,
    Operand,
    SqlCondition,
)
from census_desktop.domain.errors import CensusError
from census_desktop.gui.kit import icons, palette, said
from census_desktop.gui.kit.chips import ChipsField
from census_desktop.gui.kit.forms import set_wrong
from census_desktop.gui.kit.picker import Entry, Picker
from census_desktop.gui.kit.text_size import px
from census_desktop.gui.kit.widgets import Tile, button, label, set_tone
from census_desktop.gui.segments import condition_tree as tree
from census_desktop.gui.segments.condition_text import drag_data
from census_desktop.gui.segments.condition_tree import Path
from census_desktop.gui.segments.field_list import TYPE_ICONS, FieldPopup
from census_desktop.gui.segments.known_values import ValuesField, offers_values
from census_desktop.gui.segments.left_cell import LeftCell
from census_desktop.gui.segments.pills import ChoicePill, OperatorPill
from census_desktop.gui.segments.scope import Scope, World
from census_desktop.gui.segments.sql_edit import SqlEdit
from census_desktop.gui.segments.value_editors import ValueEditor, ValueLine, editor_for
from census_desktop.gui.session import Session

GRIP = 14
CHECK_AFTER_MS = 400


class Editor(Protocol):
    """Whoever holds the tree that the lines belong to."""

    session: Session

    @property
    def world(self) -> World: ...
    def scope(self, group: Path) -> Scope:
        """What the lines of the group at this path can name."""
        ...

    def replace(self, path: Path, node: Node, what: str, *, typing: bool = False) -> None: ...
    def remove(self, path: Path) -> None: ...
    def open_menu(self, path: Path, place: QPoint) -> None: ...
    def check_sql(
        self, path: Path, sql: str, done: Callable[[str], None], failed: Callable[[CensusError], None], owner: QWidget
    ) -> None:
        """Have the engine read a predicate on the data set of this line; `done` gets the dialect."""
        ...


class Grip(QWidget):
    """Six dots at the start of a line, seen where the mouse or the keyboard is. Drags the line elsewhere."""

    def __init__(self, path: Callable[[], Path]) -> None:
        super().__init__()
        self._path = path
        self._from: QPoint | None = None
        self._shown = False
        self.setFixedSize(GRIP, px(28))
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setAccessibleName(self.tr("Drag to move the line"))
        self.setToolTip(self.tr("Drag to move; the Segment menu has keys for it"))

    def set_shown(self, shown: bool) -> None:
        if shown is not self._shown:
            self._shown = shown
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        line = self.parentWidget()
        if not (self._shown or (line is not None and line.underMouse())):
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette.color("accent" if self._shown else "field"))
        for number in range(6):
            painter.drawEllipse(2 + 5 * (number % 2), 8 + 5 * (number // 2), 3, 3)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._from = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        away = (event.position().toPoint() - self._from).manhattanLength() if self._from is not None else 0
        if away >= QApplication.startDragDistance():
            self._from = None
            drag = QDrag(self)
            drag.setMimeData(drag_data(self._path()))
            if line := self.parentWidget():
                drag.setPixmap(line.grab())
            drag.exec(Qt.DropAction.MoveAction)


class Line(QWidget):
    """What every line of a definition has: a place in the tree, the count after it, a grip, a menu."""

    def __init__(self, editor: Editor) -> None:
        super().__init__()
        self.editor = editor
        self.path: Path = ()
        self.left = LeftCell()
        self.grip = Grip(lambda: self.path)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    is_counted = True
    """Whether the number after the line is worth showing."""

    def show_node(self, node: Any, path: Path) -> None:
        """Show the node; it stands at this path now."""
        self.path = path
        self.left.counts = len(path) == 1

    @abstractmethod
    def take_focus(self) -> None:
        """Put the focus where typing begins."""

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.editor.open_menu(self.path, event.globalPos())


class Row(Line):
    """A line without others in it: its parts, the count, and the button that removes it."""

    def __init__(self, editor: Editor) -> None:
        super().__init__(editor)
        self._remove = button("", "x", kind="flat", name=self.tr("Remove the condition"), on=self._on_remove)
        self.parts = QHBoxLayout()
        self.parts.setSpacing(8)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 4, 0, 4)
        line.setSpacing(8)
        line.addWidget(self.grip, 0, Qt.AlignmentFlag.AlignTop)
        line.setSpacing(2)
        line.addLayout(self.parts, 1)
        line.addSpacing(8)
        line.addWidget(self.left, 0, Qt.AlignmentFlag.AlignTop)
        line.addSpacing(8)
        line.addWidget(self._remove, 0, Qt.AlignmentFlag.AlignTop)

    def _on_remove(self) -> None:
        self.editor.remove(self.path)

    def take_focus(self) -> None:
        self._remove.setFocus()


class ConditionRow(Row):
    """Field, operator, value."""

    def __init__(self, editor: Editor) -> None:
        super().__init__(editor)
        self._condition = Condition("", "is")
        self._scope = Scope(None)
        self._made_for: tuple[Any, ...] | None = None
        self.field = button("", on=self._choose_field)
        self.field.setProperty("kind", "pill")
        self.field.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.operator = OperatorPill(self.tr("Operator"))
        self.operator.activated.connect(self._on_operator)
        self.value: ValueEditor | ValuesField | None = None
        self._suffix = label("", "secondary")
        for widget in (self.field, self.operator, self._suffix):
            self.parts.addWidget(widget, 0, Qt.AlignmentFlag.AlignTop)
        self._suffix.setFixedHeight(px(28))
        self.parts.addStretch(1)

    @property
    def condition(self) -> Condition:
        return self._condition

    def show_node(self, node: Condition, path: Path) -> None:
        super().show_node(node, path)
        self._scope = self.editor.scope(path[:-1])
        field = self._scope.field(node.column)
        self._condition = node
        self.field.setText(node.column)
        self.field.setAccessibleName(f"{self.tr('Field')} {node.column}")
        icons.set_icon(self.field, TYPE_ICONS[field.type] if field else "alert", "secondary" if field else "warn")
        self.operator.offer(tree.operators_of(field), node.op)
        self.operator.setAccessibleName(f"{self.tr('Operator of')} {node.column}")
        self._remove.setAccessibleName(f"{self.tr('Remove the condition on')} {node.column}")
        self._show_value(node, field.type if field else ColumnType.TEXT)
        self._show_problem(tree.misfit(node, self._scope.fields))

    def _show_value(self, node: Condition, type_: ColumnType) -> None:
        operator = OPERATORS.get(node.op)
        operand = operator.operand if operator else Operand.NONE
        known = offers_values(node.op, self._scope, node.column)
        wanted = (operand, type_, (self._scope.dataset.id, node.column) if known and self._scope.dataset else "")
        if self._made_for != wanted:
            self._made_for = wanted
            self._replace_value(operand, type_, known)
        if self.value is not None:
            self.value.set_value(node.value)
        told = said.said(operator.label) if operator else ""
        suffix = told.rsplit(" … ", 1)[1] if " … " in told else ""
        self._suffix.setText(suffix)
        self._suffix.setVisible(bool(suffix))

    def _replace_value(self, operand: Operand, type_: ColumnType, known: bool) -> None:
        if self.value is not None:
            self.parts.removeWidget(self.value)
            self.value.hide()
            self.value.deleteLater()
        name = f"{self.tr('Value of')} {self._condition.column}"
        self.value = editor_for(operand, type_, name)
        if self.value is None:
            return
        if known and self._scope.dataset and isinstance(self.value, ValueLine | ChipsField):
            self.value = ValuesField(self.editor.session, self._scope.dataset.id, self._condition.column, self.value, name)
        grows = 8 if operand is Operand.MANY else 0
        self.parts.insertWidget(2, self.value, grows, Qt.AlignmentFlag(0) if grows else Qt.AlignmentFlag.AlignTop)
        self.parts.setStretch(self.parts.count() - 1, 0 if grows else 1)
        self.value.edited.connect(self._on_value)
        self.value.show()  # a layout shows what it is given a moment later, too late for the focus

    def _show_problem(self, misfit: str) -> None:
        if misfit:
            self.left.show_word(self.tr("does not fit"), misfit)
        elif not tree.is_finished(self._condition):
            self.left.show_word(self.tr("needs a value"), self.tr("Not counted and not sent until it has a value"))
        elif self.left.has_word:
            self.left.show_counting()

    @property
    def is_counted(self) -> bool:  # type: ignore[override]
        return tree.is_finished(self._condition) and not tree.misfit(self._condition, self._scope.fields)

    def take_focus(self) -> None:
        (self.value or self.operator).setFocus()

    def _choose_field(self) -> None:
        popup = FieldPopup(self._scope.fields, self)
        popup.chosen.connect(self._on_field)
        popup.open_below(self.field)

    def _on_field(self, name: str) -> None:
        field = self._scope.field(name)
        if field is not None and name != self._condition.column:
            old = self._scope.field(self._condition.column)
            changed = tree.with_field(self._condition, field, old.type if old else None)
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


class MemberRow(Row):
    """Members of another segment of the data set, in or out."""

    def __init__(self, editor: Editor) -> None:
        super().__init__(editor)
        self._member = Member("")
        self.parts.addWidget(Tile("segments", "indigo", 22))
        self._verb = ChoicePill(
            self.tr("Members in or out"),
            ((self.tr("in the segment"), True), (self.tr("not in the segment"), False)),
            arrow=False,
        )
        self._verb.activated.connect(self._on_verb)
        self._segment = button("", on=self.choose_segment)
        self._segment.setProperty("kind", "pill")
        self._segment.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.parts.addWidget(self._verb)
        self.parts.addWidget(self._segment)
        self.parts.addStretch(1)

    def show_node(self, node: Member, path: Path) -> None:
        super().show_node(node, path)
        self._member = node
        name = self.editor.world.segment_name(node.segment)
        shown = name or self.tr("a segment that is gone")
        self._verb.choose(node.member)
        self._segment.setText(shown)
        self._segment.setAccessibleName(f"{self.tr('Segment')}: {shown}")
        self._remove.setAccessibleName(f"{self.tr('Remove')}: {self._verb.currentText()} “{shown}”")
        if not name:
            self.left.show_word(self.tr("does not fit"), self.tr("There is no such segment of this data set any more"))
        elif self.left.has_word:
            self.left.show_counting()

    @property
    def is_counted(self) -> bool:  # type: ignore[override]
        return bool(self.editor.world.segment_name(self._member.segment))

    def take_focus(self) -> None:
        self._segment.setFocus()

    def _on_verb(self, _index: int) -> None:
        member = bool(self._verb.currentData())
        if member is not self._member.member:
            self.editor.replace(self.path, Member(self._member.segment, member), self.tr("Change in or out"))

    def choose_segment(self) -> None:
        choose_segment(self.editor.world, self._segment, self._on_segment, self._member.segment)

    def _on_segment(self, id_: str) -> None:
        if id_ != self._member.segment:
            self.editor.replace(self.path, Member(id_, self._member.member), self.tr("Change segment"))


def choose_segment(world: World, under: QWidget, chosen: Callable[[str], None], current: str = "") -> None:
    """The segments of the data set, to choose from below a button."""
    entries = [Entry(s.id, s.name, "segments", "" if s.size is None else f"{s.size:,}") for s in world.segments]
    nothing = under.tr("There is no other segment of this data set.")
    picker = Picker(under.tr("Segments"), entries, under, current=current, nothing=nothing)
    picker.chosen.connect(chosen)
    picker.open_under(under.rect().translated(under.mapToGlobal(QPoint(0, 0))))


class SqlRow(Row):
    """A predicate in the engine's SQL, read by the engine while it is typed."""

    def __init__(self, editor: Editor) -> None:
        super().__init__(editor)
        self._sql = ""
        self._soon = QTimer(self, singleShot=True, interval=CHECK_AFTER_MS)
        self._soon.timeout.connect(self._check)
        self.text = SqlEdit(self.tr("SQL condition"), self.tr("a condition in SQL, such as length(name) > 3"))
        self.text.edited.connect(self._on_text)
        self._told = label("", "small", wrap=True)
        self._told.hide()
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(self.text)
        column.addWidget(self._told)
        self.parts.addWidget(Tile("code", "teal", 22), 0, Qt.AlignmentFlag.AlignTop)
        self.parts.addLayout(column, 1)

    def show_node(self, node: SqlCondition, path: Path) -> None:
        super().show_node(node, path)
        self._remove.setAccessibleName(f"{self.tr('Remove')}: SQL: {node.sql}")
        if node.sql != self._sql or not self._told.text():
            self._sql = node.sql
            self._soon.start()
        self.text.set_text(node.sql)
        if not node.sql.strip():
            self.left.show_word(self.tr("needs SQL"), self.tr("Not counted and not sent until it says something"))
        elif self.left.has_word:
            self.left.show_counting()

    @property
    def is_counted(self) -> bool:  # type: ignore[override]
        return bool(self._sql.strip())

    def take_focus(self) -> None:
        self.text.setFocus()

    def _on_text(self) -> None:
        self.editor.replace(self.path, SqlCondition(self.text.toPlainText()), self.tr("Change SQL"), typing=True)

    def _check(self) -> None:
        if self._sql.strip():
            self.editor.check_sql(self.path, self._sql, self._on_read, self._on_refused, self)
        else:
            self._tell("", "")

    def _on_read(self, dialect: str) -> None:
        self._tell(self.tr("Read by %1").replace("%1", dialect), "ok")

    def _on_refused(self, error: CensusError) -> None:
        self._tell(str(error), "fail")

    def _tell(self, text: str, tone: str) -> None:
        set_wrong(self.text, tone == "fail")
        set_tone(self._told, tone)
        self._told.setText(text)
        self._told.setVisible(tone == "fail")
        self.text.setAccessibleDescription(text)
