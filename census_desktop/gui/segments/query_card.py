"""A segment whose members come from an SQL query: the query above the conditions, read by the engine while it is typed."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from census_desktop.domain.errors import CensusError
from census_desktop.domain.model import Segment
from census_desktop.gui.kit.forms import set_wrong
from census_desktop.gui.kit.widgets import Tile, button, label, set_tone
from census_desktop.gui.segments.condition_rows import CHECK_AFTER_MS
from census_desktop.gui.segments.sql_edit import SqlEdit
from census_desktop.gui.segments.sql_panel import engine_name
from census_desktop.gui.session import Session


class QueryCard(QFrame):
    """Hidden while the conditions alone decide. `edited` and `removed` speak of what the user did."""

    edited = Signal(str)
    removed = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self._session = session
        self._segment: Segment | None = None
        self._shown: str | None = None
        self._soon = QTimer(self, singleShot=True, interval=CHECK_AFTER_MS)
        self._soon.timeout.connect(self._check)
        self.text = SqlEdit(
            self.tr("SQL of the segment"), self.tr("SELECT the unique identifier of the members FROM …"), least=3, most=12
        )
        self.text.edited.connect(lambda: self.edited.emit(self.text.toPlainText()))
        self._told = label("", "small", wrap=True)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(Tile("code", "teal", 22))
        head.addWidget(label(self.tr("Members come from this query"), "heading"))
        head.addStretch(1)
        head.addWidget(button("", "x", kind="flat", name=self.tr("Remove the query"), on=self.removed.emit))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 8, 8)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addWidget(self.text)
        layout.addWidget(self._told)

    def show_sql(self, sql: str | None, segment: Segment) -> None:
        """`segment` is the edited one, with this query."""
        self._segment = segment
        self.setVisible(sql is not None)
        if sql is None:
            self._shown = None
            return
        self.text.set_text(sql)
        if sql != self._shown:
            self._shown = sql
            self._soon.start()

    def _check(self) -> None:
        if not self._shown or not self._shown.strip() or self._segment is None:
            text = self.tr("Its first column is the unique identifier of the members. Conditions below narrow it further.")
            self._tell(text, "")
            return
        probe = Segment("", "", self._segment.dataset_id, sql=self._segment.sql)
        read = self._session.app.segments.sql
        self._session.ask(self, read, probe, done=self._on_read, failed=self._on_refused, slot="check")

    def _on_read(self, told: tuple[str, str]) -> None:
        self._tell(self.tr("Read by %1").replace("%1", engine_name(told[0])), "ok")

    def _on_refused(self, error: CensusError) -> None:
        self._tell(str(error), "fail")

    def _tell(self, text: str, tone: str) -> None:
        set_wrong(self.text, tone == "fail")
        set_tone(self._told, tone)
        self._told.setText(text)
        self.text.setAccessibleDescription(text)
