"""Import: what a document would add and change here, value by value, before any of it is taken in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTableView, QVBoxLayout, QWidget

from census_desktop.domain.errors import CensusError
from census_desktop.domain.merging import Fate, ItemDiff, Place, Side
from census_desktop.gui.kit import words
from census_desktop.gui.kit.delegates import BadgeDelegate, CellDelegate, prepare_table, set_widths
from census_desktop.gui.kit.forms import Choice
from census_desktop.gui.kit.models import Column, RowRole, TableModel
from census_desktop.gui.kit.states import State
from census_desktop.gui.kit.widgets import Banner, ElidedLabel, EmptyState, button, label, on_key
from census_desktop.gui.kit.words import QT_TRANSLATE_NOOP
from census_desktop.gui.session import Page, Session

if TYPE_CHECKING:
    from census_desktop.domain.rows import ImportChange
    from census_desktop.usecases.sharing import Review

KINDS = {
    "sources": QT_TRANSLATE_NOOP("", "Source"),
    "datasets": QT_TRANSLATE_NOOP("", "Data set"),
    "segments": QT_TRANSLATE_NOOP("", "Segment"),
    "destinations": QT_TRANSLATE_NOOP("", "Destination"),
    "syncs": QT_TRANSLATE_NOOP("", "Sync"),
}
FROM_FILE = State(QT_TRANSLATE_NOOP("", "Takes the file"), "arrow-down", "run")
ADDED = State(QT_TRANSLATE_NOOP("", "Added"), "plus", "ok")
LEFT_OUT = State(QT_TRANSLATE_NOOP("", "Left out"), "minus", "rest")
KEEPS = State(QT_TRANSLATE_NOOP("", "Keeps this"), "lock", "rest")
STAYS = State(QT_TRANSLATE_NOOP("", "Stays"), "lock", "rest")
DECIDE = State(QT_TRANSLATE_NOOP("", "Decide"), "alert", "warn")
EVERYTHING, CONFLICTS, ONLY_HERE = "all", "conflicts", "here"
SHORTENED = 400


@dataclass(frozen=True, slots=True)
class Line:
    """A value that differs, or a thing that only one of both has (`field` "")."""

    item: ItemDiff
    field: str
    here: Any
    there: Any
    side: Side | None
    chosen: Side | None
    """What a person said."""

    @property
    def place(self) -> Place:
        return self.item.kind, self.item.name, self.field

    @property
    def takes(self) -> Side | None:
        return self.chosen or self.side

    @property
    def may_choose(self) -> bool:
        return self.item.fate not in (Fate.ONLY_HERE, Fate.GONE_THERE)

    @property
    def state(self) -> State:
        if not self.may_choose:
            return STAYS
        if self.takes is None:
            return DECIDE
        if self.field:
            return FROM_FILE if self.takes is Side.FILE else KEEPS
        return ADDED if self.takes is Side.FILE else LEFT_OUT


def columns() -> tuple[Column[Line], ...]:
    return (
        Column(
            words.tr("Thing"),
            lambda x: x.item.name,
            second=lambda x: words.tr(KINDS[x.item.kind]),
            tooltip=lambda x: x.item.name,
            width=290,
        ),
        Column(words.tr("What"), _what, width=130),
        Column(words.tr("Here"), lambda x: shown(x.here), tooltip=lambda x: shown(x.here, SHORTENED)),
        Column(words.tr("In the file"), lambda x: shown(x.there), tooltip=lambda x: shown(x.there, SHORTENED)),
        Column(words.tr("Import"), lambda x: x.state.word, width=140),
    )


def _what(line: Line) -> str:
    if line.field:
        return line.field.replace("_", " ")
    return {
        Fate.ADDED: words.tr("new"),
        Fate.GONE_HERE: words.tr("was removed here"),
        Fate.GONE_THERE: words.tr("no longer in the file"),
    }.get(line.item.fate, words.tr("only here"))


def shown(value: Any, most: int = 120) -> str:
    """A value of a document in one line."""
    import json

    if value is None:
        return "–"
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    text = " ".join(text.split())
    return text if len(text) <= most else f"{text[: most - 1]}…"


class ImportPage(Page):
    title = QT_TRANSLATE_NOOP("ImportPage", "Import")

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.setObjectName("import")
        self.setProperty("kind", "pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._review: Review | None = None
        self._chosen: dict[Place, Side] = {}
        self._path = ""
        self._subtitle = ElidedLabel("", "secondary")
        self._summary = label("", wrap=True)
        self.banner = Banner()
        self.lines = TableModel[Line](columns(), key=lambda line: line.place, parent=self)
        self._show = Choice(
            self.tr("Show"),
            [
                (self.tr("All differences"), EVERYTHING),
                (self.tr("Conflicts"), CONFLICTS),
                (self.tr("Only here, stays"), ONLY_HERE),
            ],
        )
        self._show.choose(EVERYTHING)
        self._take_file = button(self.tr("Take the file’s"), "arrow-down", on=lambda: self.choose(Side.FILE))
        self._keep = button(self.tr("Keep this workspace’s"), "lock", on=lambda: self.choose(Side.HERE))
        self._go = button(self.tr("Import"), "check", kind="primary", on=self.take)
        self._why = label("", "small", wrap=True)
        self._layers = QStackedWidget()
        self._lay_out()
        self._show.currentIndexChanged.connect(lambda _index: self._fill())

    def _lay_out(self) -> None:
        back = button("", "arrow-left", kind="icon", name=self.tr("Back"), tip=self.tr("Back (Esc)"), on=self.session.back)
        on_key(Qt.Key.Key_Escape, self, self.session.back)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(back)
        head.addWidget(label(self.tr("Import"), "title"))
        head.addWidget(self._subtitle, 1)
        head.addWidget(self._show)
        above = QVBoxLayout()
        above.setContentsMargins(20, 16, 20, 12)
        above.setSpacing(12)
        above.addLayout(head)
        above.addWidget(self._summary)
        above.addWidget(self.banner)
        self._table = QTableView()
        prepare_table(self._table, name=self.tr("What the document would change"))
        self._table.setSelectionMode(QTableView.SelectionMode.ExtendedSelection)
        self._table.setModel(self.lines)
        self._table.setItemDelegate(CellDelegate(self._table))
        self._table.setItemDelegateForColumn(0, CellDelegate(self._table, bold=True, first_margin=20))
        self._table.setItemDelegateForColumn(4, BadgeDelegate(lambda index: index.data(RowRole).state, self._table))
        set_widths(self._table)
        self._table.selectionModel().selectionChanged.connect(lambda *_: self._show_acts())
        self._same = EmptyState("check", self.tr("The document and the workspace are the same"), "")
        self._nothing = EmptyState("file", self.tr("Reading the document…"), "")
        for page in (self._nothing, self._same, self._table):
            self._layers.addWidget(page)
        foot = QHBoxLayout()
        foot.setContentsMargins(20, 12, 20, 16)
        foot.setSpacing(8)
        foot.addWidget(self._take_file)
        foot.addWidget(self._keep)
        foot.addWidget(self._why, 1)
        foot.addWidget(self._go)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(above)
        layout.addWidget(self._layers, 1)
        layout.addLayout(foot)

    # Review ---------------------------------------------------------------------------------------------------------

    def open(self, *, path: str = "", **_: Any) -> None:
        self._path = path or self._path
        self._review, self._chosen = None, {}
        self.banner.hide()
        self._subtitle.set_text(self._path)
        self._summary.setText("")
        self._nothing.set_texts(self.tr("Reading the document…") if self._path else self.tr("No document was chosen"), "")
        self._layers.setCurrentWidget(self._nothing)
        self._fill()
        if self._path:
            self.session.ask(
                self,
                self.session.app.sharing.review,
                Path(self._path),
                done=self._on_review,
                failed=self._on_failed,
                slot="review",
            )

    def _on_failed(self, error: CensusError) -> None:
        self._nothing.set_texts(self.tr("Nothing was imported"), self.tr("Mend the document, then open it again."))
        self.banner.show_error(error)

    def _on_review(self, review: Review) -> None:
        self._review = review
        tally = Counter(item.fate for item in review.compared.items)
        said = [
            (tally[Fate.ADDED], self.tr("new")),
            (tally[Fate.CHANGED], self.tr("changed")),
            (tally[Fate.SAME], self.tr("the same")),
            (tally[Fate.GONE_HERE], self.tr("removed here")),
            (tally[Fate.ONLY_HERE] + tally[Fate.GONE_THERE], self.tr("only here, which stay")),
        ]
        text = "  ·  ".join(f"{words.number(count)} {word}" for count, word in said if count)
        if not review.compared.has_base:
            text += "  ·  " + self.tr("There was no export yet, so nothing says who changed what: the file’s values are taken.")
        self._summary.setText(text)
        self._fill()
        if self.lines.rows:
            self._table.selectRow(0)
            self._table.setFocus()

    def all_lines(self) -> Iterator[Line]:
        for item in self._review.compared.items if self._review else ():
            if item.fate is Fate.SAME:
                continue
            if item.fate is Fate.CHANGED:
                for f in item.fields:
                    place = (item.kind, item.name, f.field)
                    yield Line(item, f.field, f.here, f.there, f.side, self._chosen.get(place))
            else:
                yield Line(item, "", None, None, item.side, self._chosen.get((item.kind, item.name, "")))

    def _fill(self) -> None:
        wanted = self._show.currentData()
        rows = [line for line in self.all_lines() if _is_wanted(line, wanted)]
        self.lines.set_rows(rows)
        if self._review is not None:
            some = any(True for _ in self.all_lines())
            self._layers.setCurrentWidget(self._table if some else self._same)
        self._show_acts()

    def _show_acts(self) -> None:
        able = any(line.may_choose for line in self._selected())
        self._take_file.setEnabled(able)
        self._keep.setEnabled(able)
        left = sum(line.takes is None for line in self.all_lines())
        taken = sum(line.may_choose and line.takes is Side.FILE for line in self.all_lines())
        self._go.setEnabled(self._review is not None and not left)
        changes = words.counted(taken, self.tr("change"), self.tr("changes"))
        self._go.setText(self.tr("Import %1").replace("%1", changes) if taken else self.tr("Keep everything as it is"))
        self._go.setAccessibleName(self._go.text())
        if left:
            conflicts = words.counted(left, self.tr("conflict"), self.tr("conflicts"))
            text = self.tr("%1 to decide: both sides changed since they were last the same.").replace("%1", conflicts)
        else:
            text = self.tr("A backup is made first. Nothing is removed, and nothing is taken in by halves.") if taken else ""
        self._why.setText(text)

    def _selected(self) -> list[Line]:
        model = self._table.selectionModel()
        rows = [self.lines.row_at(index.row()) for index in model.selectedRows()] if model else []
        return [row for row in rows if row is not None]

    def choose(self, side: Side) -> None:
        """Of the selected lines, take the value of this side."""
        for line in self._selected():
            if line.may_choose:
                self._chosen[line.place] = side
        self._fill()

    # Take -----------------------------------------------------------------------------------------------------------

    def take(self) -> None:
        if self._review is not None:
            self._go.setEnabled(False)
            take = self.session.app.sharing.take
            self.session.ask(
                self, take, self._review, dict(self._chosen), done=self._on_taken, failed=self._on_refused, slot="take"
            )

    def _on_refused(self, error: CensusError) -> None:
        self._show_acts()
        self.banner.show_error(error)

    def _on_taken(self, changes: tuple[ImportChange, ...]) -> None:
        tally = Counter(change.action for change in changes)
        parts = [(tally["created"], self.tr("added")), (tally["updated"], self.tr("changed"))]
        text = ", ".join(f"{words.number(count)} {word}" for count, word in parts if count) or self.tr("nothing changed")
        self.session.toast(self.tr("Imported: %1").replace("%1", text))
        self.session.open_page("segments")


def _is_wanted(line: Line, wanted: str) -> bool:
    if wanted == CONFLICTS:
        return line.side is None
    return line.may_choose if wanted != ONLY_HERE else not line.may_choose
