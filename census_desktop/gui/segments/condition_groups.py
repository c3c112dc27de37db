"""The lines of a definition that hold others: a nested group, and a condition on related records or events."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, Protocol

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from census_desktop.domain.conditions import ColumnType, Condition, Group, Member, Node, Operand, Related, SqlCondition
from census_desktop.gui.kit import palette, words
from census_desktop.gui.kit.flow_layout import FlowLayout
from census_desktop.gui.kit.text_size import px
from census_desktop.gui.kit.widgets import button, label
from census_desktop.gui.segments.condition_rows import ConditionRow, Editor, Line, MemberRow, SqlRow
from census_desktop.gui.segments.condition_tree import Path
from census_desktop.gui.segments.known_values import ValuePicker
from census_desktop.gui.segments.pills import ChoicePill, join_pill
from census_desktop.gui.segments.scope import is_event
from census_desktop.gui.segments.value_editors import NumberLine, ValueEditor, editor_for

WITHIN_OPERANDS = {
    "last_days": Operand.DAYS,
    "before_days": Operand.DAYS,
    "between_days": Operand.DAYS_PAIR,
    "after": Operand.ONE,
    "before": Operand.ONE,
    "between": Operand.PAIR,
}


class Holder(Editor, Protocol):
    """An editor that can add lines to a group."""

    def choose_field(self, under: QWidget, into: Path = ()) -> None: ...
    def add_group(self, into: Path = ()) -> None: ...
    def set_join(self, path: Path, join: str) -> None: ...
    def choose_more(self, under: QWidget, into: Path = ()) -> None: ...


class Lines(QWidget):
    """The lines of one group, one below the other. Lines whose kind stays keep their widgets."""

    def __init__(self, view: Holder) -> None:
        super().__init__()
        self._view = view
        self.path: Path = ()
        self.lines: list[Line] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def show_items(self, items: Sequence[Node], path: Path) -> None:
        self.path = path
        for position, item in enumerate(items):
            self._line_for(position, item).show_node(item, (*path, position))
        while len(self.lines) > len(items):
            self._drop(len(items))

    def _line_for(self, position: int, item: Node) -> Line:
        wanted = KINDS[type(item)]
        if position < len(self.lines):
            if isinstance(self.lines[position], wanted):
                return self.lines[position]
            self._drop(position)
        line: Line = wanted(self._view)
        self.lines.insert(position, line)
        self._column.insertWidget(position, line)
        line.show()  # a layout shows what it is given a moment later, too late for the focus
        return line

    def _drop(self, position: int) -> None:
        line = self.lines.pop(position)
        self._column.removeWidget(line)
        line.hide()
        line.deleteLater()

    def line_at(self, path: Path) -> Line | None:
        if not path or not 0 <= path[0] < len(self.lines):
            return None
        line = self.lines[path[0]]
        if len(path) == 1:
            return line
        return line.inner.line_at(path[1:]) if isinstance(line, Box) else None


class Box(Line):
    """A line that holds others, in a frame."""

    def __init__(self, view: Holder) -> None:
        super().__init__(view)
        self.view = view
        self.inner = Lines(view)
        self.frame = QFrame()
        self.frame.setProperty("kind", "card")
        self._remove = button("", "x", kind="flat", on=lambda: view.remove(self.path))
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 4, 0, 4)
        across.setSpacing(2)
        across.addWidget(self.grip, 0, Qt.AlignmentFlag.AlignTop)
        across.addWidget(self.frame, 1)

    def inset(self, widget: QWidget) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(widget, 1)
        return row


class GroupBox(Box):
    """A nested group in its frame: all or any, its lines, and buttons to add to it."""

    def __init__(self, view: Holder) -> None:
        super().__init__(view)
        self.join = join_pill(self.tr("This group matches"))
        self.join.activated.connect(lambda _index: view.set_join(self.path, self.join.currentData()))
        self._remove.setAccessibleName(self.tr("Remove the group"))
        self._remove.setToolTip(self.tr("Remove the group"))
        self.add = add_button(self.tr("Condition"), self.tr("Add a condition to this group"), self._on_add)
        add_group = add_button(self.tr("Group"), self.tr("Add a group to this group"), lambda: view.add_group(self.path))
        self.more = add_button(self.tr("More…"), self.tr("Add something else to this group"), self._on_more)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.join)
        head.addStretch(1)
        head.addWidget(self.left)
        head.addWidget(self._remove)
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 0, 0, 0)
        for widget in (self.add, add_group, self.more):
            foot.addWidget(widget)
        foot.addStretch(1)
        layout = QVBoxLayout(self.frame)
        layout.setContentsMargins(12, 8, 8, 8)
        layout.setSpacing(4)
        layout.addLayout(head)
        layout.addLayout(self.inset(self.inner))
        layout.addLayout(foot)

    def show_node(self, node: Group, path: Path) -> None:
        super().show_node(node, path)
        self.join.choose(node.join)
        self.inner.show_items(node.items, path)
        if not self.is_counted:
            self.left.show_word(self.tr("empty"), self.tr("Not counted until it has a finished condition"))
        elif self.left.has_word:
            self.left.show_counting()

    def take_focus(self) -> None:
        self.add.setFocus()

    @property
    def is_counted(self) -> bool:  # type: ignore[override]
        return any(line.is_counted for line in self.inner.lines)

    def _on_add(self) -> None:
        self.view.choose_field(self.add, self.path)

    def _on_more(self) -> None:
        self.view.choose_more(self.more, self.path)


class RelatedBox(Box):
    """Related records or events: has or did, which, how often, when, and conditions on them."""

    def __init__(self, view: Holder) -> None:
        super().__init__(view)
        self._node = Related("", Group())
        self._made_for = ""
        self._value: ValueEditor | None = None
        self._remove.setAccessibleName(self.tr("Remove the condition"))
        self._verb = ChoicePill(self.tr("Did or did not"), ((words.tr("Did"), False), (words.tr("Did not"), True)))
        self._verb.activated.connect(lambda _: self._put(self.tr("Change did or did not"), never=self._verb.currentData()))
        self.events = button("", on=self.choose_events)
        self.events.setProperty("kind", "pill")
        self.events.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._what = label("", "heading")
        counts = ((self.tr("any number of"), ""), (self.tr("at least"), "at_least"), (self.tr("at most"), "at_most"))
        self._count = ChoicePill(self.tr("How often"), (*counts, (self.tr("exactly"), "exactly")))
        self._count.activated.connect(self._on_count_kind)
        self._number = NumberLine(self.tr("Number of times"), whole=True, least=0)
        self._number.edited.connect(self._on_number)
        self._times = label("", "secondary")
        self._within = ChoicePill(
            self.tr("When"),
            (
                (self.tr("at any time"), ""),
                (self.tr("in the last … days"), "last_days"),
                (self.tr("more than … days ago"), "before_days"),
                (self.tr("between … and … days ago"), "between_days"),
                (self.tr("after"), "after"),
                (self.tr("before"), "before"),
                (self.tr("between"), "between"),
            ),
        )
        self._within.activated.connect(self._on_within_kind)
        self._days = label("", "secondary")
        self._where = label(self.tr("where"), "secondary")
        self.join = join_pill(self.tr("These conditions match"))
        self.join.activated.connect(lambda _index: view.set_join(self.path, self.join.currentData()))
        self.add = add_button("", self.tr("Add a condition on it"), self._on_add)
        self.more = add_button(self.tr("More…"), self.tr("Add something else to it"), self._on_more)
        self._lay_out()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        for widget in (self._verb, self._what, self.events):
            head.addWidget(widget)
        head.addStretch(1)
        head.addWidget(self.left)
        head.addWidget(self._remove)
        self._how = QWidget()
        self._flow = FlowLayout(self._how, gap=8)
        self._flow.setContentsMargins(0, 0, 0, 0)
        for part in (self._count, self._number, self._times, self._within, self._days):
            self._flow.addWidget(part)
        for text in (self._times, self._days):
            text.setFixedHeight(px(28))
        where = QHBoxLayout()
        where.setSpacing(8)
        for widget in (self._where, self.join):
            where.addWidget(widget)
        where.addStretch(1)
        foot = QHBoxLayout()
        foot.setContentsMargins(0, 0, 0, 0)
        for widget in (self.add, self.more):
            foot.addWidget(widget)
        foot.addStretch(1)
        layout = QVBoxLayout(self.frame)
        layout.setContentsMargins(16, 8, 8, 8)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addWidget(self._how)
        layout.addLayout(where)
        layout.addLayout(self.inset(self.inner))
        layout.addLayout(foot)

    # What is shown --------------------------------------------------------------------------------------------------

    def show_node(self, node: Related, path: Path) -> None:
        super().show_node(node, path)
        self._node = node
        scope = self.editor.scope(path)
        events = is_event(scope.dataset)
        self._verb.setItemText(0, self.tr("Did") if events else self.tr("Has"))
        self._verb.setItemText(1, self.tr("Did not") if events else self.tr("Has no"))
        self._verb.choose(node.never)
        named = bool(scope.dataset and scope.dataset.event_name) or bool(node.events)
        self.events.setVisible(named)
        self.events.setText(f" {self.tr('or')} ".join(node.events) if node.events else self.tr("any event"))
        self.events.setAccessibleName(f"{self.tr('Events of')} {node.relationship}: {self.events.text()}")
        self._what.setText(node.relationship)
        self._what.setVisible(not named)
        self._remove.setAccessibleName(f"{self.tr('Remove')}: {node.relationship}")
        self._show_count(node, events)
        self._show_within(node, bool(scope.dataset and scope.dataset.event_time))
        self._show_where(node, path, events)
        if scope.dataset is None:
            self.left.show_word(self.tr("does not fit"), f"“{node.relationship}” {self.tr('is not related to it any more')}")
        elif self.left.has_word:
            self.left.show_counting()
        self.update()

    def _show_count(self, node: Related, events: bool) -> None:
        self._how.setVisible(not node.never or bool(node.within) or events)
        for part in (self._count, self._number, self._times):
            part.setVisible(not node.never)
        self._count.choose(node.count[0] if node.count else "")
        self._number.setVisible(bool(node.count) and not node.never)
        if node.count:
            self._number.set_value(node.count[1])
        one = node.count is not None and node.count[1] == 1
        unit = (self.tr("time") if one else self.tr("times")) if events else (self.tr("record") if one else self.tr("records"))
        self._times.setText(unit)

    def _show_within(self, node: Related, timed: bool) -> None:
        kind = node.within[0] if node.within else ""
        self._within.setVisible(timed or bool(kind))
        self._within.choose(kind)
        if kind != self._made_for:
            self._made_for = kind
            if self._value is not None:
                self._flow.removeWidget(self._value)
                self._value.hide()
                self._value.deleteLater()
                self._value = None
            if kind:
                self._value = editor_for(WITHIN_OPERANDS[kind], ColumnType.DATE, self.tr("Value of when"))
            if self._value is not None:
                self._flow.removeWidget(self._days)
                self._flow.addWidget(self._value)
                self._flow.addWidget(self._days)
                self._value.edited.connect(self._on_within)
                self._value.show()
        if self._value is not None and node.within:
            self._value.set_value(node.within[1])
        self._days.setText(
            {"last_days": words.tr("days"), "before_days": words.tr("days ago"), "between_days": words.tr("days ago")}.get(
                kind, ""
            )
        )
        self._days.setVisible(bool(self._days.text()))
        self._flow.invalidate()

    def _show_where(self, node: Related, path: Path, events: bool) -> None:
        items = node.where.items
        self._where.setVisible(bool(items))
        self.join.setVisible(len(items) > 1)
        self.join.choose(node.where.join)
        what = self.tr("condition on the event") if events else self.tr("condition on it")
        self.add.setText(f"+ {what}")
        self.inner.show_items(items, path)
        self.inner.setVisible(bool(items))

    def paintEvent(self, event: QPaintEvent) -> None:
        """A blue edge: what stands in this frame is about other records."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette.color("run"))
        frame = QRectF(self.frame.geometry())
        painter.drawRoundedRect(QRectF(frame.x() - 2, frame.y(), 12, frame.height()), 8, 8)

    def take_focus(self) -> None:
        (self.events if self.events.isVisibleTo(self) else self._verb).setFocus()

    @property
    def is_counted(self) -> bool:  # type: ignore[override]
        return self.editor.scope(self.path).dataset is not None

    # What the user does ---------------------------------------------------------------------------------------------

    def _put(self, what: str, *, typing: bool = False, **changed: Any) -> None:
        node = replace(self._node, **changed)
        if node != self._node:
            self.editor.replace(self.path, node, what, typing=typing)

    def _on_count_kind(self, _index: int) -> None:
        kind = self._count.currentData()
        number = self._node.count[1] if self._node.count else 1
        self._put(self.tr("Change how often"), count=(kind, number) if kind else None)
        if kind:
            self._number.setFocus()
            self._number.selectAll()

    def _on_number(self) -> None:
        number = self._number.value()
        if number is not None and self._node.count:
            self._put(self.tr("Change how often"), typing=True, count=(self._node.count[0], number))

    def _on_within_kind(self, _index: int) -> None:
        kind = self._within.currentData()
        old = self._node.within
        same = old is not None and kind and WITHIN_OPERANDS[old[0]] is WITHIN_OPERANDS[kind]
        self._put(self.tr("Change when"), within=(kind, old[1] if same and old else None) if kind else None)
        if self._value is not None:
            self._value.setFocus()

    def _on_within(self) -> None:
        if self._value is not None and self._node.within:
            self._put(self.tr("Change when"), typing=True, within=(self._node.within[0], self._value.value()))

    def choose_events(self) -> None:
        """Names of events that the data set holds, or any other that is typed."""
        dataset = self.editor.scope(self.path).dataset
        if dataset is None or not dataset.event_name:
            return
        picker = ValuePicker(self.editor.session, dataset.id, dataset.event_name, self, chosen=self._node.events)
        picker.chosen.connect(lambda names: self._put(self.tr("Choose events"), typing=True, events=tuple(map(str, names))))
        picker.open_below(self.events)

    def _on_add(self) -> None:
        self.view.choose_field(self.add, self.path)

    def _on_more(self) -> None:
        self.view.choose_more(self.more, self.path)


def add_button(text: str, name: str, on: Callable[[], None]) -> QPushButton:
    """A quiet "+ Condition" inside a group."""
    return button(f"+ {text}", kind="link", name=name, on=on)


KINDS: dict[type, type[Any]] = {
    Condition: ConditionRow,
    Member: MemberRow,
    SqlCondition: SqlRow,
    Group: GroupBox,
    Related: RelatedBox,
}
