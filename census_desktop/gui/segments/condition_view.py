"""The tree of conditions as nested lines. Shows a tree and turns what the user does into a new one; keeps none itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from census_desktop.domain.conditions import Condition, Group, Node
from census_desktop.domain.rows import Funnel
from census_desktop.gui.kit.forms import tab_in_reading_order
from census_desktop.gui.kit.widgets import button, label
from census_desktop.gui.segments import condition_tree as tree
from census_desktop.gui.segments.condition_rows import ConditionRow, LeftCell, Pill, Row, WordsRow
from census_desktop.gui.segments.condition_tree import Field, Path
from census_desktop.gui.segments.field_list import MIME, FieldPopup


class ConditionView(QWidget):
    """`changed(tree, what, key)`: the user made this tree; edits with the same key in a row are one step of undo."""

    changed = Signal(object, str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Conditions"))
        self._root = Group()
        self._fields: tuple[Field, ...] = ()
        self._names: Mapping[str, str] = {}
        self._who = label("", "heading")
        self._hint = label("", "small")
        self._join = join_pill(self.tr("Records match"))
        self._join.activated.connect(lambda _index: self._on_join())
        self._box = Lines(self)
        self._empty = label(self.tr("Everyone is in this segment. Add a condition to narrow it down."), "secondary")
        header = QHBoxLayout()
        header.setSpacing(6)
        for widget in (self._who, label(self.tr("who match"), "secondary"), self._join):
            header.addWidget(widget)
        header.addStretch(1)
        header.addWidget(self._hint)
        header.addSpacing(33)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(header)
        layout.addWidget(self._empty)
        layout.addWidget(self._box)
        self.setAcceptDrops(True)

    # What is shown --------------------------------------------------------------------------------------------------

    @property
    def fields(self) -> tuple[Field, ...]:
        return self._fields

    def segment_name(self, id_: str) -> str:
        return self._names.get(id_, self.tr("a segment that is gone"))

    def show_tree(self, root: Group, dataset: str, fields: Sequence[Field], names: Mapping[str, str]) -> None:
        """Show the tree. Lines whose kind stays keep their widgets, so that typing goes on undisturbed."""
        self._root, self._fields, self._names = root, tuple(fields), names
        self._who.setText(dataset)
        self._join.setCurrentIndex(self._join.findData(root.join))
        self._hint.setText(self.tr("left after each line") if root.join == "all" else self.tr("each line alone"))
        self._hint.setVisible(bool(root.items))
        self._empty.setVisible(not root.items)
        self._box.setVisible(bool(root.items))
        self._box.show_items(root.items, ())
        tab_in_reading_order(self)

    def show_counting(self) -> None:
        for cell, counted in self._cells():
            if counted:
                cell.show_counting()

    def show_funnel(self, funnel: Funnel) -> None:
        for (cell, counted), number in zip(self._cells(), funnel.left, strict=False):
            if counted and number is not None:
                cell.show_count(number, funnel.of)

    def show_refused(self) -> None:
        """The engine could not count: no number is better than an old one."""
        for cell, counted in self._cells():
            if counted:
                cell.show_word("–")

    def _cells(self) -> list[tuple[LeftCell, bool]]:
        return [(line.left, line.is_counted) for line in self._box.lines]

    # What the user does ---------------------------------------------------------------------------------------------

    def replace(self, path: Path, node: Node, what: str, *, typing: bool = False) -> None:
        key = f"{path}" if typing else ""
        self.changed.emit(tree.replaced(self._root, path, node), what, key)

    def remove(self, path: Path) -> None:
        self.changed.emit(tree.removed(self._root, path), self.tr("Remove"), "")
        if line := self._box.line_at(path) or self._box.line_at((*path[:-1], path[-1] - 1)):
            line.take_focus()

    def add_condition(self, name: str, into: Path = ()) -> None:
        """A new condition on the field, at the end of the group, ready for its value."""
        field = next((f for f in self._fields if f.name == name), None)
        if field is None:
            return
        group = tree.group_at(self._root, into)
        self.changed.emit(tree.inserted(self._root, into, tree.new_condition(field)), self.tr("Add condition"), "")
        line = self._box.line_at((*into, len(group.items)))
        if isinstance(line, ConditionRow):
            line.take_focus()

    def add_group(self, into: Path = ()) -> None:
        """An empty group that joins the other way round than the one around it."""
        group = tree.group_at(self._root, into)
        nested = Group("any" if group.join == "all" else "all")
        self.changed.emit(tree.inserted(self._root, into, nested), self.tr("Add group"), "")
        line = self._box.line_at((*into, len(group.items)))
        if isinstance(line, GroupBox):
            line.take_focus()

    def choose_field(self, under: QWidget, into: Path = ()) -> None:
        popup = FieldPopup(self._fields, self)
        popup.chosen.connect(lambda name: self.add_condition(name, into))
        popup.open_below(under)

    def set_join(self, path: Path, join: str) -> None:
        if tree.group_at(self._root, path).join != join:
            self.changed.emit(tree.joined(self._root, path, join), self.tr("Change all or any"), "")

    def _on_join(self) -> None:
        self.set_join((), self._join.currentData())

    # Fields dragged in ----------------------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(MIME):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        widget: QWidget | None = self.childAt(event.position().toPoint())
        while widget is not None and not isinstance(widget, GroupBox):
            widget = widget.parentWidget() if widget is not self else None
        event.acceptProposedAction()
        name = bytes(event.mimeData().data(MIME).data()).decode()
        self.add_condition(name, widget.path if isinstance(widget, GroupBox) else ())


def join_pill(name: str) -> Pill:
    pill = Pill(name)
    pill.addItem("all of", "all")
    pill.addItem("any of", "any")
    return pill


class Lines(QWidget):
    """The lines of one group, one below the other."""

    def __init__(self, view: ConditionView) -> None:
        super().__init__()
        self._view = view
        self.lines: list[ConditionRow | WordsRow | GroupBox] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def show_items(self, items: Sequence[Node], path: Path) -> None:
        for position, item in enumerate(items):
            self._line_for(position, item).show_node(item, (*path, position))  # type: ignore[arg-type]
        while len(self.lines) > len(items):
            self._drop(len(items))

    def _line_for(self, position: int, item: Node) -> ConditionRow | WordsRow | GroupBox:
        wanted: type[ConditionRow | WordsRow | GroupBox] = WordsRow
        if isinstance(item, Condition):
            wanted = ConditionRow
        elif isinstance(item, Group):
            wanted = GroupBox
        if position < len(self.lines):
            if isinstance(self.lines[position], wanted):
                return self.lines[position]
            self._drop(position)
        line = wanted(self._view)
        self.lines.insert(position, line)
        self._column.insertWidget(position, line)
        line.show()  # a layout shows what it is given a moment later, too late for the focus
        return line

    def _drop(self, position: int) -> None:
        line = self.lines.pop(position)
        self._column.removeWidget(line)
        line.hide()
        line.deleteLater()

    def line_at(self, path: Path) -> Row | GroupBox | None:
        if not path or not 0 <= path[0] < len(self.lines):
            return None
        line = self.lines[path[0]]
        if len(path) == 1:
            return line
        return line.inner.line_at(path[1:]) if isinstance(line, GroupBox) else None


class GroupBox(QFrame):
    """A nested group in its frame: all or any, its lines, and buttons to add to it."""

    def __init__(self, view: ConditionView) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self._view = view
        self.path: Path = ()
        self._group = Group()
        self.left = LeftCell()
        self.join = join_pill(self.tr("This group matches"))
        self.join.activated.connect(lambda _index: view.set_join(self.path, self.join.currentData()))
        self.inner = Lines(view)
        remove = button("", "x", kind="flat", name=self.tr("Remove the group"), on=lambda: view.remove(self.path))
        self.add = add_button(self.tr("Condition"), self.tr("Add a condition to this group"), self._on_add)
        add_group = add_button(self.tr("Group"), self.tr("Add a group to this group"), lambda: view.add_group(self.path))
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.join)
        head.addStretch(1)
        head.addWidget(self.left)
        head.addWidget(remove)
        foot = QHBoxLayout()
        foot.addWidget(self.add)
        foot.addWidget(add_group)
        foot.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setSpacing(4)
        layout.addLayout(head)
        inset = QHBoxLayout()
        inset.addSpacing(14)
        inset.addWidget(self.inner, 1)
        layout.addLayout(inset)
        layout.addLayout(foot)

    def show_node(self, node: Group, path: Path) -> None:
        self.path, self._group = path, node
        self.join.setCurrentIndex(self.join.findData(node.join))
        self.left.counts = len(path) == 1
        self.inner.show_items(node.items, path)
        if not self.is_counted:
            self.left.show_word(self.tr("empty"), self.tr("Not counted until it has a finished condition"))
        elif self.left.has_word:
            self.left.show_counting()

    def take_focus(self) -> None:
        self.add.setFocus()

    @property
    def is_counted(self) -> bool:
        return any(line.is_counted for line in self.inner.lines)

    def _on_add(self) -> None:
        self._view.choose_field(self.add, self.path)


def add_button(text: str, name: str, on: Callable[[], None]) -> QPushButton:
    """A quiet "+ Condition" inside a group."""
    return button(f"+ {text}", kind="link", name=name, on=on)
