"""A computed column in a form: through which relationship, looked up or rolled up, of which records, with its values beside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout

from census_desktop.domain.codec import group_from_plain, group_to_plain
from census_desktop.domain.conditions import ColumnType, Group
from census_desktop.domain.errors import CensusError
from census_desktop.domain.model import Computed, Dataset, Relationship, Segment
from census_desktop.gui.datasets.profile_chart import value_text
from census_desktop.gui.form_draft import FormDraft, RestoredNote
from census_desktop.gui.kit import words
from census_desktop.gui.kit.forms import Choice, FormRow, named
from census_desktop.gui.kit.widgets import ElidedLabel, button, label, set_tone
from census_desktop.gui.segments.condition_view import ConditionView
from census_desktop.gui.segments.scope import World
from census_desktop.gui.session import Session

if TYPE_CHECKING:
    from census_desktop.usecases.datasets import Tried

LOOKUP = "lookup"
WAYS = (
    (words.tr("Look up one value"), LOOKUP),
    (words.tr("Count"), "count"),
    (words.tr("Sum"), "sum"),
    (words.tr("Average"), "average"),
    (words.tr("Least"), "min"),
    (words.tr("Greatest"), "max"),
    (words.tr("Most frequent"), "most_frequent"),
)
WORDS = {way: text for text, way in WAYS}
_NUMBERS = (ColumnType.INTEGER, ColumnType.NUMBER)
_ORDERED = (*_NUMBERS, ColumnType.TEXT, ColumnType.DATE, ColumnType.DATETIME)
_ONE = ("one_to_one", "many_to_one")


def suits(way: str, type_: ColumnType) -> bool:
    """Whether a column of this type can be taken that way."""
    if way in ("sum", "average"):
        return type_ in _NUMBERS
    if way in ("min", "max", "most_frequent"):
        return type_ in _ORDERED or (way == "most_frequent" and type_ is ColumnType.BOOLEAN)
    return True


class ComputedForm(QFrame):
    """`saved(computed, replaces)` asks for that, `cancelled` closes it."""

    saved = Signal(object, str)
    cancelled = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.setAccessibleName(self.tr("Computed column"))
        self._session = session
        self._dataset = Dataset("", "", "")
        self._others: dict[str, Dataset] = {}
        self._replaces = ""
        self._where = Group()
        self._note = RestoredNote()
        self._draft = FormDraft(session, self._note, self._typed, self._put_typed)
        self.cancelled.connect(self._draft.end)
        self._soon = QTimer(self, singleShot=True, interval=300)
        self._soon.timeout.connect(self._try)
        self._title = label("", "heading")
        self._name = named(QLineEdit(), self.tr("Name of the column"))
        self._related = Choice(self.tr("Of related records"), placeholder=self.tr("Choose a relationship"))
        self._way = Choice(self.tr("What"), WAYS)
        self._column = Choice(self.tr("Of the column"), placeholder=self.tr("Choose a column"))
        self._column_row = FormRow(self.tr("Of the column"), self._column)
        self._conditions = ConditionView(session)
        self._conditions.setAccessibleName(self.tr("Records that count"))
        self._add = button(self.tr("Add condition"), "plus", name=self.tr("Add a condition to the roll-up"), on=self._choose)
        self._told = label("", "secondary", wrap=True)
        self._values = ElidedLabel("", "secondary")
        self._save = button(self.tr("Save column"), kind="primary", on=self._on_save)
        self._lay_out()
        self._related.activated.connect(lambda _index: self._on_related())
        self._way.activated.connect(lambda _index: self._on_way())
        self._column.activated.connect(lambda _index: self._on_change())
        self._name.textEdited.connect(lambda _text: self._on_name())
        self._conditions.changed.connect(self._on_where)

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(12)
        grid.addWidget(FormRow(self.tr("Of related records"), self._related), 0, 0)
        grid.addWidget(FormRow(self.tr("What"), self._way), 0, 1)
        grid.addWidget(self._column_row, 0, 2)
        grid.addWidget(FormRow(self.tr("Name of the column"), self._name), 0, 3)
        for place in range(4):
            grid.setColumnStretch(place, 1)
        acts = QHBoxLayout()
        acts.setSpacing(8)
        acts.addWidget(self._add)
        acts.addStretch(1)
        acts.addWidget(button(self.tr("Cancel"), name=self.tr("Cancel the computed column"), on=self.cancelled.emit))
        acts.addWidget(self._save)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(12)
        layout.addWidget(self._title)
        layout.addWidget(self._note)
        layout.addLayout(grid)
        layout.addWidget(self._conditions)
        layout.addWidget(self._told)
        layout.addWidget(self._values)
        layout.addLayout(acts)

    def begin(self, dataset: Dataset, others: dict[str, Dataset], computed: Computed | None) -> None:
        """Show a new column, or one that is to be edited."""
        self._dataset, self._others = dataset, others
        self._replaces = computed.name if computed else ""
        shown = computed or Computed("", "", "count")
        self._where = shown.where
        self._title.setText(self.tr("Edit “%1”").replace("%1", shown.name) if computed else self.tr("New computed column"))
        self._related.offer([(r.name, r.name) for r in dataset.relationships if r.dataset in others], shown.related)
        self._way.choose(LOOKUP if shown.lookup else shown.rollup)
        self._name.setText(shown.name)
        self._offer_columns(shown.lookup or shown.column)
        self._show_where()
        self._on_change()
        self._draft.begin(f"computed:{dataset.id}:{self._replaces}")
        self._related.setFocus()

    # What is chosen -------------------------------------------------------------------------------------------------

    @property
    def _relationship(self) -> Relationship | None:
        return next((r for r in self._dataset.relationships if r.name == self._related.currentData()), None)

    @property
    def _other(self) -> Dataset | None:
        return self._others.get(self._relationship.dataset) if self._relationship else None

    def computed(self) -> Computed:
        way, column = self._way.currentData(), self._column.currentData() or ""
        lookup = column if way == LOOKUP else ""
        rollup = "" if way == LOOKUP else way
        taken = "" if way in (LOOKUP, "count") else column
        return Computed(self._name.text().strip(), self._related.currentData() or "", rollup, taken, lookup, self._where)

    def _on_related(self) -> None:
        self._where = Group()
        self._offer_columns(self._column.currentData() or "")
        self._show_where()
        self._on_change()

    def _on_way(self) -> None:
        self._offer_columns(self._column.currentData() or "")
        self._on_change()

    def _offer_columns(self, current: str) -> None:
        way, other = self._way.currentData(), self._other
        names = [c.name for c in other.columns if suits(way, c.type)] if other else []
        self._column.offer([(n, n) for n in names], current)
        self._column_row.setVisible(way != "count")

    def _count_where(self) -> None:
        """How many related records each line leaves."""
        if (other := self._other) is not None and self._where.items:
            segment = Segment("", "", other.id, self._where)
            funnel, failed = self._session.app.segments.funnel, lambda _error: self._conditions.show_refused()
            self._session.ask(self, funnel, segment, done=self._conditions.show_funnel, failed=failed, slot="funnel")

    def _show_where(self) -> None:
        other = self._other
        self._add.setEnabled(other is not None)
        self._conditions.setVisible(other is not None and bool(self._where.items))
        if other is not None:
            self._conditions.show_tree(self._where, World(other, self._others))

    def _choose(self) -> None:
        self._conditions.choose_field(self._add)

    def _on_where(self, where: Group, _what: str, _key: str) -> None:
        self._where = where
        self._show_where()
        self._on_change()

    def _problem(self) -> str:
        """What keeps it from being tried; "" when nothing does."""
        relationship, way = self._relationship, self._way.currentData()
        if not self._dataset.relationships:
            return self.tr("Add a relationship first: computed columns are made of related records.")
        if relationship is None:
            return self.tr("Choose whose records it is made of.")
        if way == LOOKUP and relationship.kind not in _ONE:
            return self.tr("“%1” gives several records, so there is no one value to look up. Roll them up.").replace(
                "%1", relationship.name
            )
        if way != "count" and not self._column.currentData():
            return self.tr("Choose the column that is taken.")
        return ""

    def _on_name(self) -> None:
        self._show_state()
        self._draft.edited()

    def _typed(self) -> dict[str, Any]:
        return {
            "name": self._name.text(),
            "related": self._related.currentData() or "",
            "way": self._way.currentData() or "",
            "column": self._column.currentData() or "",
            "where": group_to_plain(self._where),
        }

    def _put_typed(self, plain: Mapping[str, Any]) -> None:
        where = group_from_plain(plain["where"])
        self._related.choose(plain["related"])
        self._way.choose(plain["way"])
        self._name.setText(str(plain["name"]))
        self._where = where
        self._offer_columns(str(plain["column"]))
        self._show_where()
        self._on_change()

    def end(self) -> None:
        """It is saved."""
        self._draft.end()

    def _on_change(self) -> None:
        self._draft.edited()
        self._show_state()
        problem = self._problem()
        self.tell(problem)
        self._values.set_text("")
        if problem:
            self._soon.stop()
        else:
            self._soon.start()

    def _show_state(self) -> None:
        self._save.setEnabled(not self._problem() and bool(self._name.text().strip()))

    def tell(self, text: str, tone: str = "") -> None:
        self._told.setText(text)
        self._told.setVisible(bool(text))
        set_tone(self._told, tone)

    # Values ---------------------------------------------------------------------------------------------------------

    def _try(self) -> None:
        computed = self.computed()
        named_so = replace(computed, name=self._replaces or computed.name or self.tr("New column"))
        self._values.set_text(self.tr("Asking the source …"))
        self._count_where()
        tried = self._session.app.datasets.try_computed
        self._session.ask(self, tried, self._dataset.id, named_so, done=self._on_tried, failed=self._on_refused, slot="try")

    def _on_tried(self, tried: Tried) -> None:
        self.tell("")
        if tried.hidden:
            self._values.set_text(self.tr("Its values are personal data and stay hidden (%1).").replace("%1", tried.type))
            return
        shown = [f"{_key(key)}: {value_text(value)}" for key, value in tried.values]
        self._values.set_text(self.tr("Values (%1): ").replace("%1", tried.type) + "   ".join(shown))

    def _on_refused(self, error: CensusError) -> None:
        self._values.set_text("")
        self.tell(str(error), "fail")

    def _on_save(self) -> None:
        self.saved.emit(self.computed(), self._replaces)


def _key(key: Any) -> str:
    return "•••" if key is None else str(key)
