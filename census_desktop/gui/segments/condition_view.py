"""The tree of conditions as nested lines. Shows a tree and turns what the user does into a new one; keeps none itself."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent, QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from census_desktop.domain.conditions import Group, Member, Node, Related, SqlCondition
from census_desktop.domain.errors import CensusError
from census_desktop.domain.model import Dataset, Segment
from census_desktop.domain.rows import Funnel
from census_desktop.gui.kit import icons, palette
from census_desktop.gui.kit.forms import tab_in_reading_order
from census_desktop.gui.kit.widgets import label
from census_desktop.gui.segments import condition_text
from census_desktop.gui.segments import condition_tree as tree
from census_desktop.gui.segments.catalogue import FIELD_MIME, Offer, offer_from
from census_desktop.gui.segments.condition_groups import Box, Lines
from census_desktop.gui.segments.condition_rows import Line, choose_segment
from census_desktop.gui.segments.condition_text import LINE_MIME
from census_desktop.gui.segments.condition_tree import Moved, Path
from census_desktop.gui.segments.field_list import FieldPopup
from census_desktop.gui.segments.left_cell import LeftCell
from census_desktop.gui.segments.pills import join_pill
from census_desktop.gui.segments.scope import Scope, World, is_event
from census_desktop.gui.segments.sql_panel import engine_name
from census_desktop.gui.session import Session

ROW_MENU = (
    "condition-up",
    "condition-down",
    "condition-in",
    "condition-out",
    "",
    "condition-below",
    "condition-duplicate",
    "copy-conditions",
    "paste-conditions",
    "",
    "condition-delete",
)


class ConditionView(QWidget):
    """`changed(tree, what, key)`: the user made this tree; edits with the same key in a row are one step of undo."""

    changed = Signal(object, str, str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.setAccessibleName(self.tr("Conditions"))
        self._root = Group()
        self._world = World(Dataset("", "", ""))
        self._last: Path | None = None
        self._shape: object = None
        self._target: tuple[Path, int] | None = None
        self._who = label("", "heading")
        self._hint = label("", "small")
        self._join = join_pill(self.tr("Records match"))
        self._join.activated.connect(lambda _index: self._on_join())
        self._box = Lines(self)
        self._empty = label(self.tr("Everyone is in this segment. Add a condition to narrow it down."), "secondary")
        header = QHBoxLayout()
        header.setContentsMargins(16, 0, 0, 0)
        header.setSpacing(8)
        for widget in (self._who, label(self.tr("who match"), "secondary"), self._join):
            header.addWidget(widget)
        header.addStretch(1)
        header.addWidget(self._hint)
        header.addSpacing(33)
        self._empty.setContentsMargins(16, 0, 0, 0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(header)
        layout.addWidget(self._empty)
        layout.addWidget(self._box)
        self.setAcceptDrops(True)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus)

    # What is shown --------------------------------------------------------------------------------------------------

    @property
    def world(self) -> World:
        return self._world

    @property
    def root(self) -> Group:
        return self._root

    def scope(self, group: Path) -> Scope:
        return self._world.scope_at(self._root, group)

    def show_tree(self, root: Group, world: World) -> None:
        """Show the tree. Lines whose kind stays keep their widgets, so that typing goes on undisturbed."""
        self._root, self._world = root, world
        self._who.setText(world.dataset.name)
        self._join.choose(root.join)
        self._hint.setText(self.tr("left after each line") if root.join == "all" else self.tr("each line alone"))
        self._hint.setVisible(bool(root.items))
        self._empty.setVisible(not root.items)
        self._box.setVisible(bool(root.items))
        self._box.show_items(root.items, ())
        if (shape := (tree.shape(root), world)) != self._shape:  # a value that is typed moves no control
            self._shape = shape
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

    # Which line -----------------------------------------------------------------------------------------------------

    def _line_of(self, widget: QWidget | None) -> Line | None:
        while widget is not None and widget is not self:
            if isinstance(widget, Line):
                return widget
            widget = widget.parentWidget()
        return None

    def _on_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        """The line with the keyboard stays the current one while a menu is open."""
        if new is None or not self.isAncestorOf(new):
            return
        before, line = self._box.line_at(self._last) if self._last else None, self._line_of(new)
        if before is not None and before is not line:
            before.grip.set_shown(False)
        if line is not None:
            line.grip.set_shown(True)
        self._last = line.path if line else None

    @property
    def current(self) -> Path | None:
        """The path of the line that the keyboard is in, or was in last."""
        line = self._line_of(QApplication.focusWidget())
        path = line.path if line else self._last
        return path if path and self._box.line_at(path) else None

    def has_current(self) -> bool:
        return self.current is not None

    # What the user does ---------------------------------------------------------------------------------------------

    def _change(self, root: Group, what: str, focus: Path | None = None, key: str = "") -> None:
        self.changed.emit(root, what, key)
        if focus is not None and (line := self._box.line_at(focus)):
            self._last = focus
            line.take_focus()

    def replace(self, path: Path, node: Node, what: str, *, typing: bool = False) -> None:
        self._change(tree.replaced(self._root, path, node), what, key=f"{path}" if typing else "")

    def remove(self, path: Path) -> None:
        self.changed.emit(tree.removed(self._root, path), self.tr("Remove condition"), "")
        line = self._box.line_at(path) or (self._box.line_at((*path[:-1], path[-1] - 1)) if path[-1] else None)
        if line := line or self._box.line_at(path[:-1]):
            line.take_focus()
        else:
            self._last = None

    def add(self, node: Node, into: Path = (), position: int | None = None, what: str = "") -> None:
        """A new line in the group, at the end unless told otherwise, ready for its value."""
        group = tree.group_at(self._root, into)
        place = len(group.items) if position is None else position
        root = tree.inserted(self._root, into, node, place)
        self._change(root, what or self.tr("Add condition"), (*into, place))

    def add_condition(self, name: str, into: Path = (), position: int | None = None) -> None:
        if field := self.scope(into).field(name):
            self.add(tree.new_condition(field), into, position)

    def add_offer(self, offer: Offer, into: Path = (), position: int | None = None) -> None:
        """What was chosen or dragged from the list beside: a field, one of a related data set, a segment."""
        scope = self.scope(into)
        if offer.segment:
            if scope.dataset is not None and scope.dataset.id == self._world.dataset.id:
                self.add(Member(offer.segment), into, position)
        elif not offer.related:
            self.add_condition(offer.field, into, position)
        elif scope.dataset is not None and (dataset := self._world.related(scope.dataset, offer.related)):
            field = self._world.scope_of(dataset).field(offer.field)
            where = Group("all", (tree.new_condition(field),)) if field else Group()
            self.add(Related(offer.related, where), into, position)

    def add_group(self, into: Path = ()) -> None:
        """An empty group that joins the other way round than the one around it."""
        group = tree.group_at(self._root, into)
        self.add(Group("any" if group.join == "all" else "all"), into, what=self.tr("Add group"))

    def add_related(self, name: str, into: Path = ()) -> None:
        scope = self.scope(into)
        dataset = self._world.related(scope.dataset, name) if scope.dataset else None
        within = ("last_days", 90) if dataset and dataset.event_time else None
        count = ("at_least", 1) if is_event(dataset) else None
        self.add(Related(name, Group(), count=count, within=within), into)

    def add_sql(self, into: Path = ()) -> None:
        self.add(SqlCondition(""), into, what=self.tr("Add SQL"))

    def choose_field(self, under: QWidget, into: Path = (), position: int | None = None) -> None:
        popup = FieldPopup(self.scope(into).fields, self)
        popup.chosen.connect(lambda name: self.add_condition(name, into, position))
        popup.open_below(under)

    def choose_event(self, under: QWidget, into: Path = ()) -> None:
        """Add an event condition: at once where there is one data set of events, else ask which."""
        scope = self.scope(into)
        found = self._world.reachable(scope.dataset) if scope.dataset else ()
        names = [r.name for r, d in found if is_event(d)]
        if len(names) == 1:
            self.add_related(names[0], into)
        else:
            self._menu(under, lambda menu: self._offer_related(menu, into, events=True))

    def has_events(self) -> bool:
        return any(is_event(d) for _, d in self._world.reachable(self._world.dataset))

    def choose_more(self, under: QWidget, into: Path = ()) -> None:
        """Everything else that a group can hold."""
        self._menu(under, lambda menu: self.fill_more(menu, under, into))

    def fill_more(self, menu: QMenu, under: QWidget, into: Path) -> None:
        scope = self.scope(into)
        self._offer_related(menu, into, events=True)
        self._offer_related(menu, into, events=False)
        menu.addSeparator()
        own = scope.dataset is not None and scope.dataset.id == self._world.dataset.id
        if own:
            action = menu.addAction(icons.icon("segments"), self.tr("Members of another segment…"))
            action.triggered.connect(
                lambda: choose_segment(self._world, under, lambda id_: self.add(Member(id_), into, what=self.tr("Add segment")))
            )
        menu.addAction(icons.icon("code"), self.tr("SQL condition"), lambda: self.add_sql(into))

    def _offer_related(self, menu: QMenu, into: Path, *, events: bool) -> None:
        scope = self.scope(into)
        for relationship, dataset in self._world.reachable(scope.dataset) if scope.dataset else ():
            if is_event(dataset) is events:
                text = self.tr("Did: %1") if events else self.tr("Has: %1")
                action = menu.addAction(icons.icon("bolt" if events else "link"), text.replace("%1", relationship.name))
                action.triggered.connect(lambda _=False, name=relationship.name: self.add_related(name, into))

    def _menu(self, under: QWidget, fill: Callable[[QMenu], None]) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        fill(menu)
        for action in menu.actions():
            action.setIconVisibleInMenu(True)
        menu.popup(under.mapToGlobal(QPoint(0, under.height() + 2)))

    def set_join(self, path: Path, join: str) -> None:
        if tree.group_at(self._root, path).join != join:
            self._change(tree.joined(self._root, path, join), self.tr("Change all or any"))

    def _on_join(self) -> None:
        self.set_join((), self._join.currentData())

    def check_sql(
        self, path: Path, sql: str, done: Callable[[str], None], failed: Callable[[CensusError], None], owner: QWidget
    ) -> None:
        dataset = self.scope(path[:-1]).dataset
        if dataset is None:
            return
        probe = Segment("", "", dataset.id, Group("all", (SqlCondition(sql),)))
        read = self.session.app.segments.sql
        self.session.ask(owner, read, probe, done=lambda told: done(engine_name(told[0])), failed=failed, slot="check")

    # The current line, by keyboard or menu --------------------------------------------------------------------------

    def move_current(self, moved: Callable[[Group, Path], Moved | None], what: str) -> None:
        if (path := self.current) and (found := moved(self._root, path)):
            self._change(found[0], what, found[1])

    def shift_current(self, by: int) -> None:
        self.move_current(lambda root, path: tree.shifted(root, path, by), self.tr("Move condition"))

    def indent_current(self) -> None:
        self.move_current(tree.indented, self.tr("Move into a group"))

    def outdent_current(self) -> None:
        self.move_current(tree.outdented, self.tr("Move out of the group"))

    def duplicate_current(self) -> None:
        self.move_current(tree.duplicated, self.tr("Duplicate condition"))

    def delete_current(self) -> None:
        if path := self.current:
            self.remove(path)

    def add_below_current(self, under: QWidget) -> None:
        """A condition after the current line, in its group; at the end where there is no current line."""
        path = self.current
        line = self._box.line_at(path) if path else None
        if path and line is not None:
            self.choose_field(line, path[:-1], path[-1] + 1)
        else:
            self.choose_field(under)

    def open_menu(self, path: Path, place: QPoint) -> None:
        if line := self._box.line_at(path):
            if not line.isAncestorOf(QApplication.focusWidget() or self):
                line.take_focus()
            menu = QMenu(self)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            for id_ in ROW_MENU:
                menu.addAction(self.session.commands.action(id_)) if id_ else menu.addSeparator()
            menu.popup(place)

    # As text --------------------------------------------------------------------------------------------------------

    def copy(self) -> None:
        """The current line, or the whole definition, as text."""
        node = tree.at(self._root, self.current) if self.current else self._root
        QGuiApplication.clipboard().setText(condition_text.to_text(node, self._world))
        what = self.tr("Condition copied as text") if self.current else self.tr("Conditions copied as text")
        self.session.toast(what)

    def paste(self) -> None:
        """Conditions from the clipboard, below the current line."""
        path = self.current
        into, position = (path[:-1], path[-1] + 1) if path else ((), len(self._root.items))
        try:
            nodes = condition_text.from_text(QGuiApplication.clipboard().text(), self._world)
        except CensusError as error:
            self.session.fail(error)
            return
        root = self._root
        for number, node in enumerate(nodes):
            root = tree.inserted(root, into, node, position + number)
        self._change(root, self.tr("Paste conditions"), (*into, position + len(nodes) - 1))

    # Dragging -------------------------------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(FIELD_MIME) or event.mimeData().hasFormat(LINE_MIME):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self._aim(self._place_at(event.position().toPoint()))
        event.setAccepted(self._fits(event))

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._aim(None)

    def _fits(self, event: QDropEvent) -> bool:
        if self._target is None or not event.mimeData().hasFormat(LINE_MIME):
            return self._target is not None
        return tree.moved(self._root, condition_text.dragged_path(event.mimeData()), *self._target) is not None

    def dropEvent(self, event: QDropEvent) -> None:
        into, position = self._place_at(event.position().toPoint())
        self._aim(None)
        event.acceptProposedAction()
        if event.mimeData().hasFormat(LINE_MIME):
            found = tree.moved(self._root, condition_text.dragged_path(event.mimeData()), into, position)
            if found:
                self._change(found[0], self.tr("Move condition"), found[1])
        else:
            self.add_offer(offer_from(event.mimeData()), into, position)

    def _aim(self, target: tuple[Path, int] | None) -> None:
        if target != self._target:
            self._target = target
            self.update()

    def _place_at(self, at: QPoint) -> tuple[Path, int]:
        """(group, position) before which something dropped there goes: the innermost group under the pointer."""
        lines = self._box
        widget: QWidget | None = self.childAt(at)
        while widget is not None and widget is not self:
            if isinstance(widget, Box) and widget.frame.geometry().contains(widget.mapFrom(self, at)):
                lines = widget.inner
                break
            widget = widget.parentWidget()
        tops = [line.mapTo(self, QPoint(0, line.height() // 2)).y() for line in lines.lines]
        return lines.path, sum(at.y() > top for top in tops)

    def _lines_of(self, group: Path) -> Lines | None:
        line = self._box.line_at(group)
        return self._box if not group else line.inner if isinstance(line, Box) else None

    def paintEvent(self, event: QPaintEvent) -> None:
        """Where a dragged line would go."""
        super().paintEvent(event)
        lines = self._lines_of(self._target[0]) if self._target else None
        if lines is None or self._target is None:
            return
        position = min(self._target[1], len(lines.lines))
        below = lines.lines[position - 1] if position else None
        y = below.mapTo(self, QPoint(0, below.height())).y() if below else lines.mapTo(self, QPoint(0, 0)).y()
        place = QRect(lines.mapTo(self, QPoint(14, 0)).x(), y - 1, max(60, lines.width() - 14), 2)
        QPainter(self).fillRect(place, palette.color("accent"))
