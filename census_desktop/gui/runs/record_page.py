"""Everything about one record: in or out and why, what the destination has, what would be sent, what every run did with it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from census_desktop.domain.errors import CensusError
from census_desktop.domain.records import RecordEvent, RecordStory, Verdict
from census_desktop.domain.rows import Kind
from census_desktop.gui.kit import said, words
from census_desktop.gui.kit.delegates import ROW_ONE_LINE, BadgeDelegate, prepare_table, set_widths
from census_desktop.gui.kit.exports import KEY
from census_desktop.gui.kit.forms import Choice, named
from census_desktop.gui.kit.models import RowRole, TableModel
from census_desktop.gui.kit.skeleton import Bar, Skeleton, rows
from census_desktop.gui.kit.text_size import px
from census_desktop.gui.kit.widgets import Badge, Banner, ElidedLabel, EmptyState, Glyph, button, card, label, on_key
from census_desktop.gui.runs import record_story
from census_desktop.gui.runs.record_story import Told, ValueLine
from census_desktop.gui.session import Page, Session
from census_desktop.gui.syncs.review_table import BeforeDelegate

ASK, WAITING, STORY, FAILURE = range(4)
OUTCOME = 1
BARS: tuple[Bar, ...] = (
    *((38, 20 + n * 32, (0.2, 0.28, 0.24, 0.26)[n], 12) for n in range(4)),
    *((0.44, 20 + n * 35, (0.3, 0.5, 0.46, 0.48)[n], 12) for n in range(4)),
    *rows(3, 268, left=38),
)
INSIDE = 19
"""Left of a title in a card, so that it stands above the first column of the table below."""


class RecordPage(Page):
    title = words.tr("Record")

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.setObjectName("record")
        self._told: Told | None = None
        self._revealed = False
        self._wanted = ""
        self._key = ""
        self._sync = Choice(self.tr("Sync of the record"))
        self._sync.setMinimumContentsLength(28)
        self._field = named(QLineEdit(), self.tr("Key of the record"))
        self._field.setPlaceholderText(self.tr("Key of the record, exactly"))
        self._find = button(self.tr("Find"), "search", kind="primary", name=self.tr("Find the record"), on=self._on_find)
        self._forget = button(self.tr("Forget this person…"), "people", on=self._on_forget)
        self._reveal = button(self.tr("Show personal data"), "eye", on=self._on_reveal)
        self._subtitle = ElidedLabel("", "secondary")
        self.banner = Banner()
        self._layers = QStackedWidget()
        self.values = TableModel[ValueLine](record_story.value_columns("destination", frozenset), key=lambda v: v.field)
        self.events = TableModel[RecordEvent](record_story.event_columns(self._hidden_now, session.now), parent=self)
        self._lay_out()
        self._field.returnPressed.connect(self._on_find)
        self._field.textEdited.connect(lambda _text: self._field.setEchoMode(QLineEdit.EchoMode.Normal))
        self._sync.activated.connect(lambda _index: self._read())
        self._timeline.activated.connect(self._open_run)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        back = button("", "arrow-left", kind="icon", name=self.tr("Back"), tip=self.tr("Back (Esc)"), on=self.session.back)
        on_key(Qt.Key.Key_Escape, self, self.session.back)
        head.addWidget(back)
        head.addWidget(label(self.title, "title"))
        head.addWidget(self._subtitle, 1)
        head.addWidget(self._forget)
        head.addWidget(self._reveal)
        search = QHBoxLayout()
        search.setSpacing(8)
        search.addWidget(self._sync)
        search.addWidget(self._field, 1)
        search.addWidget(self._find)
        above = QVBoxLayout()
        above.setContentsMargins(20, 16, 20, 12)
        above.setSpacing(12)
        above.addLayout(head)
        above.addLayout(search)
        above.addWidget(self.banner)
        waiting = Skeleton(BARS)
        waiting.setAccessibleName(self.tr("Asking about the record"))
        text = self.tr("Type the key of a record as it is sent. You see why it is in or out, and all that was sent of it.")
        ask = EmptyState("search", self.tr("Which record?"), text)
        self._failure = EmptyState("alert", "", "", button(self.tr("Try again"), on=self._read))
        for page in (ask, waiting, self._make_story(), self._failure):
            self._layers.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(above)
        layout.addWidget(self._layers, 1)

    def _make_story(self) -> QWidget:
        canvas = QWidget()
        canvas.setProperty("kind", "canvas")
        column = QVBoxLayout(canvas)
        column.setContentsMargins(20, 0, 20, 16)
        column.setSpacing(12)
        pair = QHBoxLayout()
        pair.setSpacing(12)
        pair.addWidget(self._make_standing(), 2)
        pair.addWidget(self._make_values(), 3)
        column.addLayout(pair)
        column.addWidget(self._make_timeline(), 1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(canvas)
        return scroll

    def _make_standing(self) -> QWidget:
        frame, inner = card(spacing=8)
        self._standing = Badge()
        self._sentence = label("", "secondary", wrap=True)
        self._verdicts = QVBoxLayout()
        self._verdicts.setSpacing(8)
        self._retry = Banner()
        top = QHBoxLayout()
        self._source = ElidedLabel("", "heading")
        top.addWidget(self._source, 1)
        top.addWidget(self._standing)
        inner.addLayout(top)
        inner.addWidget(self._sentence)
        inner.addLayout(self._verdicts)
        inner.addStretch(1)
        inner.addWidget(self._retry)
        return frame

    def _make_values(self) -> QWidget:
        frame, inner = card(margins=0, spacing=0)
        self._values_title = ElidedLabel("", "heading")
        self._values_title.setContentsMargins(INSIDE, 16, 16, 4)
        self._values_table = QTableView()
        prepare_table(self._values_table, row_height=ROW_ONE_LINE, name=self.tr("Values of the record"))
        self._values_table.setModel(self.values)
        self._values_table.setItemDelegateForColumn(1, BeforeDelegate(self._values_table))
        set_widths(self._values_table)
        self._values_table.setMinimumHeight(px(180))
        inner.addWidget(self._values_title)
        inner.addWidget(self._values_table, 1)
        inner.addStretch(0)
        inner.setContentsMargins(1, 1, 1, 8)
        return frame

    def _make_timeline(self) -> QWidget:
        frame, inner = card(margins=0, spacing=0)
        self._timeline_title = ElidedLabel("", "heading")
        self._timeline_title.setContentsMargins(INSIDE, 16, 16, 4)
        self._timeline = QTableView()
        prepare_table(self._timeline, name=self.tr("What every run did with the record"))
        self._timeline.setModel(self.events)
        self._timeline.setItemDelegateForColumn(OUTCOME, BadgeDelegate(_outcome, self._timeline))
        set_widths(self._timeline)
        self._timeline.setMinimumHeight(px(170))
        inner.addWidget(self._timeline_title)
        inner.addWidget(self._timeline, 1)
        inner.setContentsMargins(1, 1, 1, 8)
        return frame

    # Asking ---------------------------------------------------------------------------------------------------------

    def open(self, *, sync: str = "", key: str = "", **_: Any) -> None:
        """Tell about the record, or ask for its key."""
        self._wanted, self._revealed = sync, False
        self._told = None
        self._set_key(key)
        self._show_reveal()
        self.banner.hide()
        self._subtitle.set_text("")
        self._layers.setCurrentIndex(WAITING if key else ASK)
        choices = record_story.sync_choices
        self.session.ask(self, choices, self.session.app, done=self._on_syncs, failed=self._on_failed, slot="syncs")
        if not key:
            self._field.setFocus()

    def _set_key(self, key: str) -> None:
        """A key that came from a list is shown as dots until it is known that it may be seen."""
        self._key = key
        self._field.setEchoMode(QLineEdit.EchoMode.Password if key else QLineEdit.EchoMode.Normal)
        self._field.setText(key)

    def refresh(self, kinds: frozenset[Kind]) -> None:
        if kinds & {Kind.RUNS} and self._told is not None:
            self._read()

    def _on_syncs(self, syncs: tuple[tuple[str, str], ...]) -> None:
        self._sync.offer(syncs, self._wanted)
        if self._sync.currentIndex() < 0 and syncs:
            self._sync.setCurrentIndex(0)
        self._read()

    def _on_find(self) -> None:
        self._key = self._field.text().strip()
        self._read()

    def _read(self) -> None:
        sync_id = str(self._sync.currentData() or "")
        if not sync_id or not self._key:
            self._layers.setCurrentIndex(ASK)
            return
        if self._told is None or self._told.story.key != self._key or self._told.story.sync_id != sync_id:
            self._layers.setCurrentIndex(WAITING)
        read = record_story.read_story
        args = (self.session.app, sync_id, self._key)
        self.session.ask(self, read, *args, done=self._on_told, failed=self._on_failed, slot="story")

    def _on_failed(self, error: CensusError) -> None:
        self._failure.set_texts(said.said(error.title), str(error))
        self._layers.setCurrentIndex(FAILURE)

    # What is shown --------------------------------------------------------------------------------------------------

    def _hidden_now(self) -> frozenset[str]:
        return frozenset() if self._revealed or self._told is None else self._told.hidden

    def _on_told(self, told: Told) -> None:
        self._told = told
        story, row = told.story, told.row
        if KEY not in told.hidden:
            self._field.setEchoMode(QLineEdit.EchoMode.Normal)
        self._show_names()
        self._show_reveal()
        if story.warnings:
            self.banner.show_text(" ".join(story.warnings), "warn", "alert", closable=False)
        else:
            self.banner.hide()
        self._show_standing(story, row.segment or row.dataset)
        there = row.connection.name
        title = self.tr("At %1, and what would be sent").replace("%1", there)
        if story.acknowledged is None:
            title = self.tr("%1 has nothing of it from this sync").replace("%1", there)
        if story.now is None and story.member is not None:
            title = f"{title}; {self.tr('nothing would be sent now')}"
        self._values_title.set_text(title)
        lines = record_story.value_lines(story)
        self.values.set_columns(record_story.value_columns(there, self._hidden_now), lines)
        self._values_table.setVisible(bool(lines))
        self.events.set_rows(story.events)
        runs = words.counted(len(story.events), self.tr("run touched it"), self.tr("runs touched it"))
        since = self.tr("records are kept since %1").replace("%1", words.exact(story.kept_from)) if story.kept_from else ""
        none = self.tr("No run has touched it")
        self._timeline_title.set_text(" · ".join(filter(None, (runs if story.events else none, since))))
        self._layers.setCurrentIndex(STORY)

    def _show_names(self) -> None:
        if self._told is None:
            return
        story, row = self._told.story, self._told.row
        key = record_story.shown_key(story.key, self._hidden_now())
        self._subtitle.set_text(f"{row.sync.key.field} {key} · {row.sync.name}")

    def _show_standing(self, story: RecordStory, source: str) -> None:
        state, sentence = record_story.standing(story)
        self._source.set_text(source)
        self._standing.set_state(state)
        self._sentence.setText(sentence)
        self._show_verdicts()
        if story.retry:
            self._retry.show_text(story.retry, "warn", "refresh", closable=False)
        else:
            self._retry.hide()

    def _show_verdicts(self) -> None:
        while item := self._verdicts.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        if self._told is None:
            return
        hidden = frozenset() if self._revealed else self._told.hidden_columns
        for verdict in self._told.story.verdicts:
            self._verdicts.addWidget(VerdictLine(verdict, record_story.verdict_value(verdict, hidden)))

    def _on_forget(self) -> None:
        if self._told is not None:
            self.session.open_page("forget", key=self._told.story.key, dataset=self._told.dataset_id)

    def _show_reveal(self) -> None:
        self._forget.setVisible(self._told is not None)
        self._reveal.setVisible(bool(self._told and (self._told.hidden or self._told.hidden_columns)))
        text = self.tr("Hide personal data") if self._revealed else self.tr("Show personal data")
        self._reveal.setText(text)
        self._reveal.setAccessibleName(text)

    def _on_reveal(self) -> None:
        self._revealed = not self._revealed
        self._show_reveal()
        self._show_names()
        self._show_verdicts()
        hidden = KEY in self._hidden_now()
        self._field.setEchoMode(QLineEdit.EchoMode.Password if hidden else QLineEdit.EchoMode.Normal)
        self.values.set_rows(self.values.rows)
        self.events.set_rows(self.events.rows)

    def _open_run(self) -> None:
        event = self.events.row_at(self._timeline.currentIndex().row())
        if event is not None:
            self.session.open_page("runs", run=event.run_id)


class VerdictLine(QWidget):
    """A line of the definition, and whether it holds for the record: icon and word."""

    def __init__(self, verdict: Verdict, value: str) -> None:
        super().__init__()
        tone = "ok" if verdict.holds else "fail"
        word = self.tr("yes") if verdict.holds else self.tr("no")
        self.setAccessibleName(f"{verdict.text}: {word}" + (f", {value}" if value else ""))
        said = label(word, "small", tone=tone)
        said.setFixedWidth(px(26))
        row = QHBoxLayout(self)
        row.setContentsMargins(16 * verdict.depth, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(Glyph("check" if verdict.holds else "cross", 14, tone), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(said, 0, Qt.AlignmentFlag.AlignTop)
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(label(verdict.text, wrap=True))
        if value:
            texts.addWidget(label(value, "small", wrap=True))
        row.addLayout(texts, 1)


def _outcome(index: Any) -> Any:
    event = index.data(RowRole)
    return record_story.outcome_of(event) if isinstance(event, RecordEvent) else None
