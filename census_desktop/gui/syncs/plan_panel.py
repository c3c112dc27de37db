"""The plan under review: counts as filters, what holds or costs it, and its changes value by value, each to be left out."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from census_desktop.domain.model import Operation, Removal
from census_desktop.domain.plan import Change, ChangeKind
from census_desktop.gui.kit import words
from census_desktop.gui.kit.delegates import set_widths
from census_desktop.gui.kit.figures import FigureRow
from census_desktop.gui.kit.forms import Choice
from census_desktop.gui.kit.growing import GrowingModel
from census_desktop.gui.kit.text_size import px
from census_desktop.gui.kit.typed_count import TypedCount
from census_desktop.gui.kit.widgets import Banner, ElidedLabel, SearchField, button, label
from census_desktop.gui.session import Session
from census_desktop.gui.syncs import review_table, reviewed
from census_desktop.gui.syncs.left_out import LeftOut
from census_desktop.gui.syncs.review_table import ChangesTable, Question, ValueRow
from census_desktop.gui.syncs.reviewed import Reviewed

ALL, ADDED, CHANGED, REMOVED, INVALID, AGAIN, OUT = "all", "added", "changed", "removed", "invalid", "again", "out"


class PlanPanel(QWidget):
    explained = Signal(object)
    """Change: tell everything about this record."""
    send_anyway = Signal()
    edit_guard = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._reviewed: Reviewed | None = None
        self._revealed = False
        self._filter = ALL
        self.left_out = LeftOut(self)
        self.banner = Banner()
        self.held = Banner()
        self._info = Banner()
        self.typed = TypedCount()
        self.anyway = button(self.tr("Send anyway"), kind="danger", on=self.send_anyway.emit)
        columns = review_table.columns("key", words.tr("the destination"), frozenset)
        self.model = GrowingModel[ValueRow](session.jobs, columns, parent=self)
        self._table = ChangesTable(self.tr("Changes"))
        self._table.setModel(self.model)
        set_widths(self._table)
        self._tiles = FigureRow(
            (
                (ALL, self.tr("All changes"), "text"),
                (ADDED, self.tr("Added"), "ok"),
                (CHANGED, self.tr("Changed"), "run"),
                (REMOVED, self.tr("Removed"), "fail"),
                (INVALID, self.tr("Invalid"), "warn"),
                (AGAIN, self.tr("Sent again"), "text"),
                (OUT, self.tr("Left out"), "text"),
            ),
            filters=True,
        )
        self.search = SearchField(self.tr("Find a record or value"))
        self.field = Choice(self.tr("Changed in which field"))
        self.field.setMinimumContentsLength(16)
        self.audience = Choice(self.tr("Of which audience"))
        self.audience.setMinimumContentsLength(16)
        self._reveal: QPushButton = button(self.tr("Show personal data"), "eye", on=self._on_reveal)
        self.shown = label("", "small")
        self._keys = ElidedLabel("", "small")
        self._keys.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self._info.setMinimumHeight(px(36))
        self.held.action.clicked.connect(self.edit_guard)
        self.held.add(self.anyway)
        tools = QHBoxLayout()
        tools.setSpacing(8)
        tools.addWidget(self.search, 1)
        tools.addWidget(self.audience)
        tools.addWidget(self.field)
        tools.addWidget(self._reveal)
        above = QVBoxLayout()
        above.setContentsMargins(20, 0, 20, 8)
        above.setSpacing(12)
        for part in (self.banner, self.held, self.typed, self._tiles, self._info):
            above.addWidget(part)
        above.addLayout(tools)
        foot = QHBoxLayout()
        foot.setContentsMargins(20, 8, 20, 8)
        foot.setSpacing(16)
        foot.addWidget(self.shown)
        foot.addWidget(self._keys, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(above)
        column.addWidget(self._table, 1)
        column.addLayout(foot)

    def _connect(self) -> None:
        self._tiles.chosen.connect(self._on_tile)
        self.search.searched.connect(lambda _text: self.load())
        self.search.finished.connect(self._table.setFocus)
        self.field.activated.connect(lambda _index: self.load())
        self.audience.activated.connect(lambda _index: self.load())
        self.model.loaded.connect(lambda _total: self._show_shown())
        self.model.failed.connect(self.banner.show_error)
        self._table.ticked.connect(self._on_ticked)
        self._table.opened.connect(self.explained)
        self.left_out.changed.connect(self._on_left_out)

    # What is shown --------------------------------------------------------------------------------------------------

    def show_reviewed(self, made: Reviewed) -> None:
        self._reviewed = made
        self._filter, self._revealed = ALL, False
        self._tiles.choose(ALL)
        self.search.clear()
        self.field.offer(
            [(self.tr("Field: any"), ""), *((self.tr("Changed in: %1").replace("%1", f), f) for f in made.fields)], ""
        )
        self.field.setVisible(bool(made.fields))
        self.audience.offer([(self.tr("Audience: any"), ""), *((name, name) for name in made.audiences)], "")
        self.audience.setVisible(bool(made.audiences))
        self.left_out.begin(made.left_out)
        self._show_figures()
        self._show_reveal()
        row = made.row
        many, there = bool(row.sync.audience_column), row.connection.name
        self.model.beginResetModel()
        self.model.columns = review_table.columns(row.sync.key.field, there, self.hidden_now, self.left_out.holds, many)
        self.model.endResetModel()
        self._table.place_audience()
        self.load()

    def clear(self) -> None:
        self._reviewed = None
        self.model.clear()
        self.banner.hide()
        self.typed.ask("", None)

    def _show_figures(self) -> None:
        if self._reviewed is None:
            return
        made, plan, counts, number = self._reviewed, self._reviewed.plan, self._reviewed.plan.counts, words.number
        out = len(self.left_out)
        of = self.tr("of this run") if made.undone else self.tr("of %1").replace("%1", number(plan.total))
        self._tiles.set_figure(ALL, number(plan.to_send), of)
        self._tiles.set_figure(ADDED, number(counts.added), self.tr("not there yet"))
        self._tiles.set_figure(CHANGED, number(counts.changed), self.tr("values differ"))
        self._tiles.set_figure(REMOVED, number(counts.removed), shortened(made.removal))
        self._tiles.tile(REMOVED).setToolTip(made.removal)
        self._tiles.tile(REMOVED).setAccessibleDescription(made.removal)
        self._tiles.set_figure(INVALID, number(counts.invalid), self.tr("not sent, kept"))
        self._tiles.set_figure(AGAIN, number(counts.retried), self.tr("rejected before"))
        self._tiles.set_figure(OUT, number(plan.excluded + out), self.tr("by hand, wait"))
        self._show_info(made)
        keys = self.tr("Space: leave out · Enter: everything about this record")
        sent = self.tr("%1: send").replace("%1", self._session.commands.shortcut("send-changes"))
        self._keys.set_text(keys if plan.held else f"{keys} · {sent}")
        self.held.setVisible(bool(plan.held))
        if plan.held:
            self.held.show_text(plan.held, "warn", "shield", self.tr("Edit guard"), closable=False)
        asked = reviewed.typed(made, self.left_out.changes)
        self.typed.ask(reviewed.typed_text(asked, made) if asked else "", asked.count if asked else None)
        said = reviewed.send_text(plan, self.left_out.changes)
        self.anyway.setText(said)
        self.anyway.setAccessibleName(said)

    def _show_info(self, made: Reviewed) -> None:
        cost = (reviewed.cost_text(made), self.tr("Nothing has been sent yet."))
        parts = [*cost, *filter(None, [made.plan.renewal]), *made.plan.warnings]
        tone, icon = ("warn", "alert") if made.plan.warnings else ("run", "clock")
        if made.undone:
            parts = [self.tr("The destination gets back what it had before this run."), *made.plan.warnings, *cost]
            tone, icon = "run", "undo"
        self._info.show_text(" ".join(parts), tone, icon, closable=False)

    def hidden_now(self) -> frozenset[str]:
        """Fields that are masked now, with KEY when the key is."""
        return frozenset() if self._revealed or self._reviewed is None else self._reviewed.hidden

    def question(self) -> Question | None:
        """What the filters ask for."""
        if self._reviewed is None:
            return None
        kinds: tuple[ChangeKind, ...] = ()
        if self._filter == ALL:
            kinds = (ChangeKind.ADDED, ChangeKind.CHANGED, ChangeKind.REMOVED, ChangeKind.UNCHANGED)
        elif self._filter not in (AGAIN, OUT):
            kinds = (ChangeKind(self._filter),)
        return Question(
            self._reviewed.plan.id,
            kinds,
            self._filter == AGAIN,
            self.search.text().strip(),
            self._reviewed.removal,
            str(self.field.currentData() or ""),
            self.left_out.changes if self._filter == OUT else None,
            bool(self._reviewed.row.sync.audience_column),
            str(self.audience.currentData() or ""),
        )

    def load(self) -> None:
        """Ask for what the filters say."""
        if question := self.question():
            self.model.load(partial(review_table.fetch, self._session.app.runs, question))

    def _show_shown(self) -> None:
        total, shown = self.model.total, self.model.shown
        records = words.counted(total, self.tr("record"), self.tr("records"))
        rest = "" if shown >= total else f" · {words.number(shown)} {self.tr('shown, more on scrolling')}"
        out = len(self.left_out)
        left = f" · {self.tr('%1 left out').replace('%1', words.number(out))}" if out else ""
        self.shown.setText(f"{records}{rest}{left}" if total else f"{self.tr('No record is like that.')}{left}")

    def _on_tile(self, id_: str) -> None:
        self._filter = id_
        self.load()

    def _on_ticked(self, changes: list[Change]) -> None:
        if self._reviewed and _swaps(self._reviewed):
            text = self.tr("This sync uploads everything and swaps: a record that is left out would be gone there.")
            self.banner.show_text(text, "run", "info")
            return
        self.left_out.toggle(changes)

    def _on_left_out(self) -> None:
        self._show_figures()
        self._show_shown()
        if self._filter == OUT:
            self.load()
        else:
            self.model.refresh_texts()

    def _show_reveal(self) -> None:
        self._reveal.setVisible(bool(self._reviewed and self._reviewed.hidden))
        text = self.tr("Hide personal data") if self._revealed else self.tr("Show personal data")
        self._reveal.setText(text)
        self._reveal.setAccessibleName(text)

    def _on_reveal(self) -> None:
        self._revealed = not self._revealed
        self._show_reveal()
        self.model.refresh_texts()


def _swaps(made: Reviewed) -> bool:
    sync = made.row.sync
    return sync.operation is Operation.MIRROR and sync.removal is Removal.SWAP and made.undone is None


def shortened(removal: str) -> str:
    """What becomes of those who leave, its first part: "leave the list" and not what stays of them."""
    for more in (" and ", ", ", " from the "):
        removal = removal.partition(more)[0]
    return removal
