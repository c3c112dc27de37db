"""How the Definition tab is laid out: conditions and what follows them, the list of fields, the SQL below."""

from __future__ import annotations

from abc import abstractmethod

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QScrollArea, QSplitter, QVBoxLayout, QWidget

from census_desktop.domain.model import Dataset, Segment
from census_desktop.gui.guide.tips import teach
from census_desktop.gui.kit import icons, text_size, words
from census_desktop.gui.kit.flow_layout import FlowLayout
from census_desktop.gui.kit.forms import named
from census_desktop.gui.kit.states import State
from census_desktop.gui.kit.widgets import Badge, Banner, Glyph, button, label
from census_desktop.gui.segments.catalogue import Catalogue
from census_desktop.gui.segments.condition_view import ConditionView
from census_desktop.gui.segments.limit_rows import LimitsPanel
from census_desktop.gui.segments.query_card import QueryCard
from census_desktop.gui.segments.sql_panel import SqlPanel
from census_desktop.gui.session import SegmentTab, Session

FIELDS_FROM = 760
"""Width of the page from which the list of fields is beside the lines."""
UNSAVED = State(words.tr("Unsaved"), "pencil", "warn")


class DefinitionLayout(SegmentTab):
    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._banner = Banner()
        self._query = QueryCard(session)
        self._query.hide()
        self._view = ConditionView(session)
        self._limits = LimitsPanel()
        self._limits.hide()
        self._total = label("", "secondary")
        self._lists = label("", "secondary", wrap=True)
        self._fields = Catalogue()
        self._sql = SqlPanel()
        self._sql.hide()
        self._lay_out()
        self.tools = self._make_tools()

    @abstractmethod
    def add_query(self) -> None:
        """Begin with members from an SQL query."""

    def _lay_out(self) -> None:
        canvas = QWidget()
        canvas.setProperty("kind", "canvas")
        column = QVBoxLayout(canvas)
        column.setContentsMargins(4, 16, 20, 20)
        column.setSpacing(8)
        column.addWidget(self._banner)
        column.addWidget(self._query)
        column.addWidget(self._view)
        column.addWidget(self._limits)
        column.addLayout(self._make_foot())
        column.addLayout(self._make_summary())
        column.addStretch(1)
        scroll = QScrollArea(widgetResizable=True)
        scroll.setHorizontalScrollBarPolicy(text_size.sideways())
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(canvas)
        side = self._side = QWidget()
        side.setProperty("kind", "aside")
        side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        right = QVBoxLayout(side)
        right.setContentsMargins(16, 16, 16, 12)
        right.setSpacing(8)
        right.addWidget(label(self.tr("Fields"), "small"))
        right.addWidget(self._fields, 1)
        right.addWidget(label(self.tr("Enter, double-click or drag adds a condition."), "small", wrap=True))
        across = QSplitter(Qt.Orientation.Horizontal)
        across.addWidget(scroll)
        across.addWidget(side)
        across.setStretchFactor(0, 1)
        across.setSizes([614, 222])
        across.setChildrenCollapsible(False)
        across.setHandleWidth(1)
        down = QSplitter(Qt.Orientation.Vertical)
        down.addWidget(across)
        down.addWidget(self._sql)
        down.setStretchFactor(0, 1)
        down.setHandleWidth(1)
        down.setSizes([400, 240])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(down)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow page the lines need the room; Condition offers the same fields."""
        super().resizeEvent(event)
        self._side.setVisible(event.size().width() >= FIELDS_FROM)

    def _make_foot(self) -> QHBoxLayout:
        view = self._view
        self._add = button(self.tr("Condition"), "plus", name=self.tr("Add condition"), on=lambda: view.choose_field(self._add))
        group = button(self.tr("Group"), "group", name=self.tr("Add group"), on=lambda: view.add_group())
        self._event = button(self.tr("Event"), "bolt", name=self.tr("Add event"), on=lambda: view.choose_event(self._event))
        sql = button(self.tr("SQL"), "code", name=self.tr("Add SQL condition"), on=lambda: view.add_sql())
        self._more = button(self.tr("More"), drop=True, name=self.tr("Add something else"), on=self.open_more)
        self._undo_button = button("", "undo", kind="icon", name=self.tr("Undo"))
        self._redo_button = button("", "redo", kind="icon", name=self.tr("Redo"))
        commands = self.session.commands
        teach(self._add, commands, "add-condition")
        for control, tip in (
            (group, self.tr("Lines of their own, joined by all of or any of")),
            (self._event, self.tr("What somebody did or did not do, how often and when")),
            (sql, self.tr("A condition in the language of your source, checked while you type")),
            (self._more, self.tr("Other segments, related records, limits and cohorts")),
        ):
            named(control, control.accessibleName(), tip)
        adds = FlowLayout(gap=8)
        for widget in (self._add, group, self._event, sql, self._more):
            adds.addWidget(widget)
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 4, 0, 0)
        foot.setSpacing(8)
        foot.addLayout(adds, 1)
        foot.addWidget(self._undo_button, 0, Qt.AlignmentFlag.AlignTop)
        foot.addWidget(self._redo_button, 0, Qt.AlignmentFlag.AlignTop)
        return foot

    def _make_summary(self) -> QVBoxLayout:
        self._shield = Glyph("shield", 16)
        lists = QHBoxLayout()
        lists.setSpacing(8)
        lists.addWidget(self._shield, 0, Qt.AlignmentFlag.AlignTop)
        lists.addWidget(self._lists, 1)
        summary = QVBoxLayout()
        summary.setContentsMargins(16, 4, 0, 0)
        summary.setSpacing(8)
        summary.addWidget(self._total)
        summary.addLayout(lists)
        return summary

    def _make_tools(self) -> QWidget:
        tools = QWidget()
        row = QHBoxLayout(tools)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self._unsaved = Badge(UNSAVED)
        self._discard = button(self.tr("Discard"), tip=self.tr("Go back to the saved definition"))
        self._show_sql = button(self.tr("View SQL"), "code")
        self._show_sql.setCheckable(True)
        self._save = button(self.tr("Save"), kind="primary", name=self.tr("Save the definition"))
        for widget in (self._unsaved, self._discard, self._show_sql, self._save):
            row.addWidget(widget)
        return tools

    def open_more(self) -> None:
        """Everything that has no button of its own."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._view.fill_more(menu, self._more, ())
        menu.addSeparator()
        menu.addAction(icons.icon("filter"), self.tr("Limit the number of records"), self._limits.add_limit)
        menu.addAction(icons.icon("filter"), self.tr("Limit for each value of a field"), self._limits.add_limit_per)
        menu.addAction(icons.icon("group"), self.tr("Cohorts for an experiment"), self._limits.add_cohorts)
        menu.addAction(icons.icon("code"), self.tr("Members from an SQL query"), self.add_query)
        menu.addSeparator()
        menu.addAction(self.session.commands.action("copy-conditions"))
        menu.addAction(self.session.commands.action("paste-conditions"))
        for action in menu.actions():
            action.setIconVisibleInMenu(True)
        menu.popup(self._more.mapToGlobal(QPoint(0, self._more.height() + 2)))

    def show_lists(self, segment: Segment, dataset: Dataset) -> None:
        """What the data set takes out of this segment, whatever its conditions say."""
        excluded = [e.name for e in dataset.exclusions if e.enabled]
        said = []
        if len(excluded) == 1:
            said.append(self.tr("1 exclusion list applies: %1.").replace("%1", excluded[0]))
        elif excluded:
            text = self.tr("%1 exclusion lists apply: %2.").replace("%1", str(len(excluded)))
            said.append(text.replace("%2", ", ".join(excluded)))
        for priority in (p for p in dataset.priorities if segment.id in p.segments):
            place = priority.segments.index(segment.id)
            text = self.tr("Place %1 of %2 in the priority list %3").replace("%1", str(place + 1))
            text = text.replace("%2", str(len(priority.segments))).replace("%3", f"“{priority.name}”")
            higher = (
                self.tr("records of the segments before it are not in this one.") if place else self.tr("nothing is taken out.")
            )
            said.append(f"{text}: {higher}")
        self._lists.setText(" ".join(said))
        self._lists.setVisible(bool(said))
        self._shield.setVisible(bool(said))
