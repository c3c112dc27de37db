"""The selected column, beside the table: what it is marked as and what follows from that, and how its values are spread."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal, SignalInstance
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from census_desktop.domain.errors import CensusError
from census_desktop.domain.model import Column
from census_desktop.domain.profile import ColumnProfile, Profile
from census_desktop.gui.datasets.profile_chart import HistogramChart, TopChart, facts_of
from census_desktop.gui.kit import said, text_size, words
from census_desktop.gui.kit.forms import named
from census_desktop.gui.kit.text_size import px
from census_desktop.gui.kit.widgets import ElidedLabel, button, label, set_tone
from census_desktop.gui.session import Session

WIDTH = px(290)


class ColumnPanel(QScrollArea):
    """`pii` and `enumerated` carry the column that is to be marked, or not any more; `asked` wants a fresh profile."""

    pii = Signal(object)
    enumerated = Signal(object)
    asked = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._column: Column | None = None
        self._profile: Profile | None = None
        self.setAccessibleName(self.tr("Selected column"))
        self.setFixedWidth(WIDTH)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(text_size.sideways())
        self._inside = QWidget()
        self._name = ElidedLabel("", "heading")
        self._type = label("", "small")
        self._pii = named(QCheckBox(self.tr("Personal data")), self.tr("Personal data"))
        self._pii_note = label("", "small", wrap=True)
        self._list = named(QCheckBox(self.tr("Offer its values in a list")), self.tr("Offer its values in a list"))
        self._list_note = label("", "small", wrap=True)
        self._state = label("", "secondary", wrap=True)
        self._made = label("", "small")
        self._make = button(self.tr("Profile the columns"), "refresh", name=self.tr("Profile the columns"), on=self.asked.emit)
        self._facts = QGridLayout()
        self._facts.setHorizontalSpacing(12)
        self._facts.setVerticalSpacing(4)
        self._facts.setColumnStretch(1, 1)
        self._bars_title = label(self.tr("Spread"), "field")
        self._bars = HistogramChart(self.tr("Spread of the values"))
        self._top_title = label(self.tr("Most frequent"), "field")
        self._top = TopChart(self.tr("Most frequent values"))
        self._lay_out()
        self._pii.toggled.connect(lambda _on: self._say(self.pii))
        self._list.toggled.connect(lambda _on: self._say(self.enumerated))

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self._inside)
        layout.setContentsMargins(16, 0, 4, 0)
        layout.setSpacing(8)
        for widget in (self._name, self._type, self._pii, self._pii_note, self._list, self._list_note):
            layout.addWidget(widget)
        layout.addSpacing(8)
        row = QHBoxLayout()
        row.addWidget(label(self.tr("Profile"), "heading"))
        row.addStretch(1)
        row.addWidget(self._make)
        layout.addLayout(row)
        for part in (self._made, self._state):
            layout.addWidget(part)
        parts: tuple[QWidget, ...] = (self._bars_title, self._bars, self._top_title, self._top)
        for shown in parts:
            layout.addWidget(shown)
        layout.addLayout(self._facts)
        layout.addStretch(1)
        self.setWidget(self._inside)

    def show_column(self, column: Column | None, profile: Profile | None) -> None:
        self._column, self._profile = column, profile
        self._inside.setVisible(column is not None)
        if column is None:
            return
        self._name.set_text(column.name)
        known = profile.column(column.name) if profile else None
        self._type.setText(
            f"{said.said(column.type.value)} · {column.native}" if column.native else said.said(column.type.value)
        )
        with QSignalBlocker(self._pii), QSignalBlocker(self._list):
            self._pii.setChecked(column.pii)
            self._list.setChecked(column.enumerated)
        self._list.setEnabled(not column.pii)
        self._pii_note.setText(
            self.tr("Its values are hidden in every view and never kept here; syncs still send them.")
            if column.pii
            else self.tr("Its values are shown in previews, profiles and records.")
        )
        self._list_note.setText(self._consequence(column))
        self._show_figures(known, profile.rows if profile else 0)
        if profile is None:
            self.show_state(self.tr("Nothing is known of its values yet."))
        elif known is None:
            self.show_state(self.tr("The column is newer than this profile."))
        else:
            self.show_state("")
        self._made.setText(
            self.tr("%1, %2")
            .replace("%1", words.counted(profile.rows, self.tr("record"), self.tr("records")))
            .replace("%2", words.ago(profile.at, self._session.now()))
            if profile
            else ""
        )
        self._made.setToolTip(words.exact(profile.at) if profile else "")
        self._made.setVisible(profile is not None)
        self._make.setText(self.tr("Refresh") if profile else self.tr("Profile the columns"))

    def _consequence(self, column: Column) -> str:
        if column.pii:
            return self.tr("Values of personal data are offered nowhere.")
        if column.enumerated:
            return self.tr("Conditions choose from its values. They are kept on this computer and read anew once a day.")
        return self.tr("Conditions take what is typed.")

    def _show_figures(self, known: ColumnProfile | None, rows: int) -> None:
        while (item := self._facts.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for number, (name, value) in enumerate(facts_of(known, rows) if known else ()):
            self._facts.addWidget(label(name, "secondary"), number, 0)
            told = ElidedLabel(value)
            told.setAlignment(Qt.AlignmentFlag.AlignRight)
            self._facts.addWidget(told, number, 1)
        bins, top = (known.bins, known.top) if known else ((), ())
        self._bars.show_bins(bins if len(bins) > 1 else ())
        self._top.show_top(top, rows)
        for title, chart, has in ((self._bars_title, self._bars, len(bins) > 1), (self._top_title, self._top, bool(top))):
            title.setVisible(has)
            chart.setVisible(has)

    def show_state(self, text: str, tone: str = "") -> None:
        self._state.setText(text)
        self._state.setVisible(bool(text))
        set_tone(self._state, tone)

    def show_asking(self, engine: str) -> None:
        self._make.setEnabled(False)
        self.show_state(self.tr("Asking %1 …").replace("%1", engine))

    def show_answered(self) -> None:
        self._make.setEnabled(True)

    def show_error(self, error: CensusError) -> None:
        self._make.setEnabled(True)
        self.show_state(str(error), "fail")

    def _say(self, signal: SignalInstance) -> None:
        if self._column is not None:
            signal.emit(self._column)
