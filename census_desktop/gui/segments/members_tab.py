"""The Members tab: rows of the segment as the source has them now, a page at a time, personal data masked until asked for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QTableView, QVBoxLayout, QWidget

from census_desktop.domain.conditions import ColumnType
from census_desktop.domain.errors import CensusError
from census_desktop.domain.model import Dataset, Segment
from census_desktop.domain.ports import CancelToken, Preview
from census_desktop.domain.rows import Kind
from census_desktop.gui.kit import icons, words
from census_desktop.gui.kit.delegates import ROW_ONE_LINE, CellDelegate, prepare_table
from census_desktop.gui.kit.models import LEFT, RIGHT, Column, TableModel
from census_desktop.gui.kit.widgets import Banner, button, label
from census_desktop.gui.runs.record_story import member_identity, member_key
from census_desktop.gui.segments.pills import ChoicePill
from census_desktop.gui.session import SegmentTab, Session

FIRST, MORE = (25, 100, 500, 1000), 200
MOST_CHARACTERS = 200

Row = tuple[Any, ...]

TYPE_ICONS = {
    ColumnType.TEXT: "text",
    ColumnType.INTEGER: "hash",
    ColumnType.NUMBER: "hash",
    ColumnType.BOOLEAN: "toggle",
    ColumnType.DATE: "calendar",
    ColumnType.DATETIME: "calendar",
    ColumnType.ARRAY: "list",
    ColumnType.OBJECT: "braces",
    ColumnType.OTHER: "braces",
}


@dataclass(frozen=True, slots=True)
class Timed:
    preview: Preview
    seconds: float


def read_rows(session: Session, segment: Segment, rows: int, offset: int, reveal: bool, cancel: CancelToken) -> Timed:
    """In the pool: a page of rows and how long it took."""
    monotonic = session.app.clock.monotonic
    started = monotonic()
    preview = session.app.segments.preview(segment, rows, offset, cancel, reveal=reveal)
    return Timed(preview, monotonic() - started)


def shown(value: Any) -> str:
    """A value on one line: numbers ungrouped (they may be ids), empty and null told apart, long text cut."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    text = " ".join(str(value).split())
    return text if len(text) <= MOST_CHARACTERS else f"{text[:MOST_CHARACTERS]}…"


class MembersTab(SegmentTab):
    title = words.tr("Members")

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._reveal = False
        self._token: CancelToken | None = None
        self._seconds = 0.0
        self._all_here = False
        self._stale = True
        self._unsaved: Segment | None = None
        self.model = TableModel[Row]((), parent=self)
        self.table = QTableView()
        self._banner = Banner()
        self._count = label("", "small")
        self.reveal = button(self.tr("Show personal data"), "eye", on=self.toggle_reveal)
        self.cancel = button(self.tr("Cancel"), "stop", name=self.tr("Cancel reading"), on=self.stop)
        self.rows = ChoicePill(self.tr("Rows to read first"), [(f"{n:,}", n) for n in FIRST])
        self.rows.activated.connect(lambda _index: self.read())
        self.again = button("", "refresh", kind="icon", name=self.tr("Read again"), on=self.read)
        self._build()

    def _build(self) -> None:
        prepare_table(self.table, row_height=ROW_ONE_LINE, name=self.tr("Members"))
        self.table.setModel(self.model)
        self.table.setItemDelegate(CellDelegate(self.table))
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.table.horizontalHeader().setStretchLastSection(True)
        self.table.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self.table.setToolTip(self.tr("Enter or a double click: everything about this record"))
        self.table.activated.connect(self._explain)
        self.session.commands.bind("find-record", self, self._explain, enabled=lambda: self.table.currentIndex().isValid())
        self.session.commands.bind("forget-person", self, self._forget, enabled=lambda: self.table.currentIndex().isValid())
        self.tools = QWidget()
        tools = QHBoxLayout(self.tools)
        tools.setContentsMargins(0, 0, 0, 4)
        tools.setSpacing(8)
        tools.addWidget(self._count)
        tools.addWidget(self.rows)
        tools.addWidget(self.cancel)
        tools.addWidget(self.reveal)
        tools.addWidget(self.again)
        self.cancel.hide()
        above = QVBoxLayout()
        above.setContentsMargins(20, 0, 20, 0)
        above.addWidget(self._banner)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(above)
        layout.addWidget(self.table, 1)

    def show_segment(self, segment: Segment, dataset: Dataset) -> None:
        before = self.segment
        super().show_segment(segment, dataset)
        if before is None or (before.id, before.where, before.limit) != (segment.id, segment.where, segment.limit):
            self._stale = True
            if before is None or before.id != segment.id:
                self._reveal = False
                self._show_reveal()
        self._show_count()

    def show_unsaved(self, segment: Segment | None) -> None:
        """The segment with edits that are not saved yet: it is what is shown; None when there are none."""
        if segment != self._unsaved:
            self._unsaved = segment
            self._stale = True

    def activate(self) -> None:
        if self._stale and self.segment is not None:
            self.read()

    def refresh(self, kinds: frozenset[Kind]) -> None:
        """Rows are read again when the segment changes or on demand, not because a run went on."""

    # Reading --------------------------------------------------------------------------------------------------------

    def read(self) -> None:
        """Read the first rows anew."""
        self._stale = False
        self._all_here = False
        self._ask(int(self.rows.currentData()), 0)

    def _ask(self, rows: int, offset: int) -> None:
        if self.segment is None:
            return
        self.cancel.show()
        done = partial(self._on_rows, rows, offset)
        args = (self.session, self._unsaved or self.segment, rows, offset, self._reveal)
        self._token = self.session.ask(self, read_rows, *args, done=done, failed=self._on_failed, slot="rows")

    def _on_rows(self, asked: int, offset: int, timed: Timed) -> None:
        self._token = None
        self.cancel.hide()
        if self._unsaved is None:
            self._banner.hide()
        else:
            self._banner.show_text(self.tr("These are the members of the edited definition, which is not saved yet."), "run")
        self._seconds = timed.seconds
        preview = timed.preview
        self._all_here = len(preview.rows) < asked
        if offset == 0:
            self.model.set_columns(self._columns(preview), preview.rows)
            for number in range(len(preview.columns)):
                self.table.setColumnWidth(number, _width(preview, number))
        else:
            self.model.append_rows(preview.rows)
        self._show_count()
        self._on_scrolled(self.table.verticalScrollBar().value())

    def _columns(self, preview: Preview) -> tuple[Column[Row], ...]:
        types = {c.name: c.type for c in self.dataset.columns} if self.dataset else {}
        made = []
        for number, name in enumerate(preview.columns):
            type_ = types.get(name, ColumnType.TEXT)
            align = RIGHT if type_ in (ColumnType.INTEGER, ColumnType.NUMBER) else LEFT
            made.append(_column(number, name, align))
        return tuple(made)

    def _on_failed(self, error: CensusError) -> None:
        self._token = None
        self._stale = True
        self.cancel.hide()
        self.model.set_columns((), ())
        self._banner.show_error(error)
        self._show_count()

    def _on_scrolled(self, value: int) -> None:
        """Near the end: read more."""
        bar = self.table.verticalScrollBar()
        if self._token is None and not self._all_here and self.model.rowCount() and bar.maximum() - value < 6 * ROW_ONE_LINE:
            self._ask(MORE, self.model.rowCount())

    def stop(self) -> None:
        """Stop reading; what is here stays."""
        if self._token is not None:
            self._token.cancel()
            self._token = None
            self._stale = self.model.rowCount() == 0
        self.cancel.hide()
        self._show_count()

    def _show_count(self) -> None:
        here = self.model.rowCount()
        known = self.segment is not None and self._unsaved is None
        total = self.segment.size if known and self.segment else None
        if not here:
            self._count.setText(self.tr("No members") if self._all_here else "")
        elif self._all_here or total is None:
            self._count.setText(f"{words.counted(here, self.tr('row'), self.tr('rows'))} · {words.duration(self._seconds)}")
        else:
            text = self.tr("%1 of %2").replace("%1", words.number(here)).replace("%2", words.number(max(total, here)))
            self._count.setText(text)
            self._count.setToolTip(words.duration(self._seconds))

    # One record -----------------------------------------------------------------------------------------------------

    def _explain(self, *_: Any) -> None:
        """Tell everything about the current row, as the first sync of the segment knows it."""
        place = self.table.currentIndex().row()
        if self.segment is not None and place >= 0:
            args = (self.session.app, self.segment, place)
            self.session.ask(self, member_key, *args, done=self._on_key, failed=self._on_unexplained, slot="record")

    def _forget(self) -> None:
        """Forget the person of the current row: looked at first, on a page of its own."""
        place = self.table.currentIndex().row()
        if self.segment is not None and place >= 0:
            args = (self.session.app, self.segment, place)
            self.session.ask(self, member_identity, *args, done=self._on_person, failed=self._on_unexplained, slot="record")

    def _on_person(self, found: tuple[str, str]) -> None:
        self.session.open_page("forget", key=found[0], dataset=found[1])

    def _on_key(self, found: tuple[str, str]) -> None:
        self.session.open_page("record", sync=found[0], key=found[1])

    def _on_unexplained(self, error: CensusError) -> None:
        self._banner.show_text(str(error), "run", "info")

    # Personal data --------------------------------------------------------------------------------------------------

    def toggle_reveal(self) -> None:
        """Show or hide personal data; shown only for this segment and until the window leaves it."""
        self._reveal = not self._reveal
        self._show_reveal()
        self.read()

    def _show_reveal(self) -> None:
        text = self.tr("Hide personal data") if self._reveal else self.tr("Show personal data")
        self.reveal.setText(text)
        self.reveal.setAccessibleName(text)
        icons.set_icon(self.reveal, "eye-off" if self._reveal else "eye")


def _width(preview: Preview, number: int) -> int:
    """Wide enough for the rows that came first, within reason."""
    longest = max([len(preview.columns[number]) + 1, *(len(shown(row[number])) for row in preview.rows)])
    return min(300, max(72, 8 * longest + 28)) + (12 if number == 0 else 0)


def _column(number: int, name: str, align: Qt.AlignmentFlag) -> Column[Row]:
    def text(row: Row) -> str:
        return shown(row[number])

    def tone(row: Row) -> str:
        return "secondary" if row[number] is None or row[number] == "••••••" else "text"

    def tooltip(row: Row) -> str:
        return text(row) if len(str(row[number])) > 24 else ""

    return Column(name, text, key=name, align=align, tone=tone, tooltip=tooltip)
