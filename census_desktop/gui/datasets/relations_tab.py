"""The Relationships tab: what the data set is related to from either side, what keys suggest, and a form for both."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTableView, QVBoxLayout, QWidget

from census_desktop.domain.errors import CensusError
from census_desktop.domain.model import Dataset, Relationship
from census_desktop.domain.relating import KINDS, Proposal
from census_desktop.gui.datasets.relation_form import RelationForm
from census_desktop.gui.kit import icons, words
from census_desktop.gui.kit.delegates import CellDelegate, prepare_table, set_widths
from census_desktop.gui.kit.models import Column, TableModel
from census_desktop.gui.kit.widgets import Banner, EmptyState, button, label
from census_desktop.gui.session import Session

if TYPE_CHECKING:
    from census_desktop.bootstrap import App
    from census_desktop.usecases.relations import Checked, Side


@dataclass(frozen=True, slots=True)
class Line:
    """A row: a relationship, declared here or on the other side, or one that keys suggest (`proposal`)."""

    relationship: Relationship
    related: Dataset
    incoming: bool = False
    proposal: Proposal | None = None
    told: str = ""
    against: bool = False
    """The data contradicts it."""

    @property
    def key(self) -> tuple[str, str, bool, bool]:
        return self.relationship.name, self.related.id, self.incoming, self.proposal is not None


@dataclass(frozen=True, slots=True)
class Neighbours:
    sides: tuple[Side, ...]
    datasets: dict[str, Dataset]


def read_neighbours(app: App, dataset_id: str) -> Neighbours:
    """In the pool; no engine is asked."""
    return Neighbours(app.relations.of(dataset_id), {d.id: d for d in app.datasets.all()})


def columns() -> tuple[Column[Line], ...]:
    def icon(line: Line) -> object:
        if line.against:
            return icons.icon("alert", "warn")
        return icons.icon("search" if line.proposal else "arrow-left" if line.incoming else "arrow-right", "secondary")

    def what(line: Line) -> str:
        if line.proposal:
            return words.filled(words.tr("Proposed: %1"), line.proposal.why)
        return (
            line.told
            if line.against
            else (
                words.filled(words.tr("declared on %1"), line.related.name)
                if line.incoming
                else words.filled(words.tr("to %1"), line.related.name)
            )
        )

    def keys(line: Line) -> str:
        r = line.relationship
        return f"{r.to_column} = {r.from_column}" if line.incoming else f"{r.from_column} = {r.to_column}"

    return (
        Column(
            words.tr("Relationship"),
            lambda n: n.related.name if n.proposal else n.relationship.name,
            second=what,
            icon=icon,  # type: ignore[arg-type]
            tone=lambda n: "warn" if n.against else "text",
            tooltip=what,
        ),
        Column(words.tr("Kind"), lambda n: KINDS[n.relationship.kind], width=110),
        Column(words.tr("Equal columns"), keys, width=190, tone=lambda n: "secondary"),
        Column(
            words.tr("In the data"),
            lambda n: n.proposal.coverage if n.proposal else n.told,
            width=230,
            tooltip=lambda n: n.told,
        ),
    )


def _ends(side: Side) -> tuple[str, str, str]:
    """What it joins, as this side would declare it."""
    r = side.relationship
    return (side.related.id, r.to_column, r.from_column) if side.incoming else (r.dataset, r.from_column, r.to_column)


class RelationsTab(QWidget):
    """`failed` carries an error that belongs to the whole data set."""

    failed = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._dataset: Dataset | None = None
        self._neighbours: Neighbours | None = None
        self._proposals: tuple[Proposal, ...] = ()
        self._checked: dict[str, Checked] = {}
        self.model = TableModel[Line](columns(), key=lambda n: n.key, parent=self)
        self.table = QTableView()
        prepare_table(self.table, name=self.tr("Relationships"))
        self.table.setModel(self.model)
        self.table.setItemDelegate(CellDelegate(self.table))
        set_widths(self.table)
        self.form = RelationForm()
        self.form.hide()
        self.banner = Banner()
        self._lay_out()
        self.table.selectionModel().currentChanged.connect(lambda *_: self._show_acts())
        self.table.activated.connect(lambda _index: self.edit())
        self.form.saved.connect(self._on_save)
        self.form.checked.connect(self._on_check)
        self.form.cancelled.connect(self._close)

    def _lay_out(self) -> None:
        self._edit = button(self.tr("Edit"), "pencil", name=self.tr("Edit the relationship"), on=self.edit)
        self._remove = button("", "trash", kind="icon", name=self.tr("Remove the relationship"), on=self.remove)
        self._find = button(self.tr("Find from keys"), "search", name=self.tr("Find relationships from keys"), on=self.propose)
        self._check_all = button(self.tr("Check"), "check", name=self.tr("Check the relationships"), on=self.check_all)
        acts = QHBoxLayout()
        acts.setSpacing(8)
        acts.addWidget(label(self.tr("Relationships"), "heading"))
        acts.addStretch(1)
        for control in (self._remove, self._edit, self._check_all, self._find):
            acts.addWidget(control)
        acts.addWidget(button(self.tr("Add"), "plus", name=self.tr("Add a relationship"), on=self.add))
        text = self.tr("Related data sets let conditions speak of orders, visits or companies of a record.")
        self._layers = QStackedWidget()
        self._layers.addWidget(self.table)
        self._layers.addWidget(EmptyState("link", self.tr("No relationship yet"), text))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 12, 20, 12)
        layout.setSpacing(12)
        layout.addLayout(acts)
        layout.addWidget(self.banner)
        layout.addWidget(self._layers, 1)
        layout.addWidget(self.form)

    # What is shown --------------------------------------------------------------------------------------------------

    def show_dataset(self, dataset: Dataset) -> None:
        if self._dataset is None or self._dataset.id != dataset.id:
            self._proposals, self._checked = (), {}
            self.form.hide()
            self.banner.hide()
        self._dataset = dataset
        read = read_neighbours
        self._session.ask(self, read, self._session.app, dataset.id, done=self._on_neighbours, slot="neighbours")

    def _on_neighbours(self, neighbours: Neighbours) -> None:
        self._neighbours = neighbours
        self._show_lines()

    def _show_lines(self) -> None:
        if self._neighbours is None:
            return
        lines = [self._declared(side) for side in self._neighbours.sides]
        known = {_ends(side) for side in self._neighbours.sides}
        for proposal in self._proposals:
            r = proposal.relationship
            related = self._neighbours.datasets.get(r.dataset)
            if related is not None and (r.dataset, r.from_column, r.to_column) not in known:
                lines.append(Line(r, related, proposal=proposal))
        self.model.set_rows(lines)
        self._layers.setCurrentIndex(0 if lines else 1)
        if lines and not self.table.currentIndex().isValid():
            self.table.setCurrentIndex(self.model.index(0, 0))
        self._show_acts()

    def _declared(self, side: Side) -> Line:
        found = None if side.incoming else self._checked.get(side.relationship.name)
        told = (found.contradiction or found.coverage) if found else ""
        return Line(side.relationship, side.related, side.incoming, told=told, against=bool(found and found.contradiction))

    def _current(self) -> Line | None:
        index = self.table.currentIndex()
        return self.model.row_at(index.row()) if index.isValid() else None

    def _show_acts(self) -> None:
        line = self._current()
        own = line is not None and not line.incoming and line.proposal is None
        self._remove.setEnabled(own)
        self._check_all.setEnabled(self._dataset is not None and bool(self._dataset.relationships))
        self._edit.setEnabled(line is not None)
        words = self.tr("Edit") if own or line is None else self.tr("Use it") if line.proposal else self.tr("Use from here too")
        self._edit.setText(words)

    # Acts -----------------------------------------------------------------------------------------------------------

    def add(self) -> None:
        self._open(None, "")

    def edit(self) -> None:
        """Edit the current one; a proposal, or one of the other side, is shown in the form as it would be declared here."""
        line = self._current()
        if line is None or self._dataset is None:
            return
        if line.incoming:
            from census_desktop.usecases.relations import reverse

            self._open(reverse(line.related, line.relationship), "")
        else:
            self._open(line.relationship, "" if line.proposal else line.relationship.name)

    def _open(self, relationship: Relationship | None, replaces: str) -> None:
        if self._dataset is not None and self._neighbours is not None:
            self.form.show()
            self.form.begin(self._dataset, self._neighbours.datasets, relationship, replaces)

    def _close(self) -> None:
        self.form.hide()
        self.table.setFocus()

    def _on_save(self, relationship: Relationship, replaces: str, both: bool) -> None:
        if self._dataset is not None:
            declare = self._session.app.relations.declare
            refused = lambda error: self.form.tell(str(error), "fail")  # noqa: E731
            self._session.ask(
                self,
                declare,
                self._dataset.id,
                relationship,
                replaces,
                both=both,
                done=lambda _: self._on_saved(relationship),
                failed=refused,
            )

    def _on_saved(self, relationship: Relationship) -> None:
        self._checked.pop(relationship.name, None)
        self._session.status(self.tr("“%1” saved").replace("%1", relationship.name))
        self._close()

    def remove(self) -> None:
        line = self._current()
        if line is None or self._dataset is None or line.incoming or line.proposal:
            return
        dataset, relationship = self._dataset, line.relationship
        done = lambda _: self._on_removed(dataset.id, relationship)  # noqa: E731
        withdraw = self._session.app.relations.withdraw
        self._session.ask(self, withdraw, dataset.id, relationship.name, done=done, failed=self.banner.show_error)

    def _on_removed(self, dataset_id: str, relationship: Relationship) -> None:
        self.banner.hide()
        text = self.tr("“%1” removed").replace("%1", relationship.name)
        self._session.toast(text, self.tr("Undo"), partial(self._restore, dataset_id, relationship))

    def _restore(self, dataset_id: str, relationship: Relationship) -> None:
        self._session.ask(self, self._session.app.relations.declare, dataset_id, relationship)

    # Asking the source ----------------------------------------------------------------------------------------------

    def propose(self) -> None:
        """Find relationships whose keys match by name and type, measured in the engine."""
        if self._dataset is not None:
            self._find.setEnabled(False)
            self.banner.show_text(self.tr("Looking at keys …"), "run", "clock", closable=False)
            propose = self._session.app.relations.propose
            self._session.ask(self, propose, self._dataset.id, done=self._on_proposals, failed=self._on_unasked, slot="propose")

    def _on_proposals(self, proposals: tuple[Proposal, ...]) -> None:
        self._find.setEnabled(True)
        self._proposals = proposals
        if proposals:
            self.banner.hide()
        else:
            self.banner.show_text(self.tr("No other keys match by name, type and values."), "run", "info")
        self._show_lines()

    def _on_unasked(self, error: CensusError) -> None:
        self._find.setEnabled(True)
        self._check_all.setEnabled(True)
        self.banner.show_error(error)

    def _on_check(self, relationship: Relationship) -> None:
        if self._dataset is not None:
            check = self._session.app.relations.check
            told = lambda found: self.form.tell(  # noqa: E731
                found.contradiction or found.coverage, "warn" if found.contradiction else "ok"
            )
            refused = lambda error: self.form.tell(str(error), "fail")  # noqa: E731
            self._session.ask(self, check, self._dataset.id, relationship, done=told, failed=refused, slot="check")

    def check_all(self) -> None:
        """Compare the declared kinds with the data."""
        if self._dataset is not None:
            self._check_all.setEnabled(False)
            self._session.ask(
                self,
                check_all,
                self._session.app,
                self._dataset.id,
                done=self._on_checked,
                failed=self._on_unasked,
                slot="check-all",
            )

    def _on_checked(self, checked: dict[str, Checked]) -> None:
        self._checked = checked
        self._show_lines()
        against = [name for name, found in checked.items() if found.contradiction]
        if against:
            self.banner.show_text(f"“{against[0]}”: {checked[against[0]].contradiction}.", "warn", "alert")
        else:
            self.banner.hide()


def check_all(app: App, dataset_id: str) -> dict[str, Checked]:
    """In the pool: what the data says of each declared relationship."""
    return {r.name: app.relations.check(dataset_id, r) for r in app.datasets.get(dataset_id).relationships}
