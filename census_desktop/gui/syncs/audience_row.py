"""The audience of a sync that is being set up: made under a name, one that is there already, found in a list, or as many as a
column names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from census_desktop.domain.errors import CensusError
from census_desktop.domain.model import Removal, Sync
from census_desktop.domain.ports import Audience
from census_desktop.gui.kit import words
from census_desktop.gui.kit.forms import Choice, FormRow, named
from census_desktop.gui.kit.picker import Entry, Picker
from census_desktop.gui.kit.widgets import Banner, button
from census_desktop.gui.syncs.sync_setup import Choices

if TYPE_CHECKING:
    from census_desktop.bootstrap import App

MOST = 500
"""So many are listed at once; with as many there may be others."""


@dataclass(frozen=True, slots=True)
class Offered:
    """Audiences of a destination, and which syncs (names) fill one, by its id."""

    object: str
    audiences: Sequence[Audience] = ()
    filled: Mapping[str, Sequence[str]] = field(default_factory=dict)


def read_audiences(app: App, connection_id: str, object_: str, search: str) -> Offered:
    """In the pool: asks the destination."""
    found = app.audiences.all(connection_id, object_, search)
    filled: dict[str, list[str]] = {}
    for sync in app.catalog.syncs_of(connection_id=connection_id):
        if sync.audience_id:
            filled.setdefault(sync.audience_id, []).append(sync.name)
    return Offered(object_, tuple(found), filled)


class AudienceRow(QWidget):
    """`asked` wants the destination's audiences with this text in their name; `edited` carries the sync with another one."""

    asked = Signal(str)
    edited = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._sync: Sync | None = None
        self._source = ""
        self._word = "audience"
        self._known: dict[str, Audience] = {}
        self._name = named(QLineEdit(), self.tr("Audience name"))
        self._choose = button("", "list", name=self.tr("Choose an existing audience"), on=lambda: self._ask(""))
        self._anew = button(self.tr("Make a new one instead"), name=self.tr("Make a new audience instead"), on=self._make_anew)
        self._column = Choice(self.tr("Audiences named by"))
        self._banner = Banner()
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(self._name, 1)
        line.addWidget(self._column, 1)
        line.addWidget(self._choose)
        line.addWidget(self._anew)
        held = QWidget()
        held.setLayout(line)
        held.setAccessibleName(self.tr("Audience"))
        self.row = FormRow(self.tr("Audience name"), held)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.row)
        column.addWidget(self._banner)
        self._name.textEdited.connect(self._on_typed)
        self._column.activated.connect(lambda _index: self._on_column())

    def show_sync(self, sync: Sync, choices: Choices, *, fixed: bool) -> None:
        spec = choices.spec_of(sync)
        self.setVisible(spec is not None and spec.audience)
        if spec is None or not spec.audience:
            return
        if self._sync is None or (self._sync.object, self._sync.connection_id) != (sync.object, sync.connection_id):
            self._banner.hide()
        self._sync, self._source, self._word = sync, choices.source_name(sync), spec.audience_word
        if self._name.text() != sync.audience:
            self._name.setText(sync.audience)
        chosen, by_column = bool(sync.audience_id), bool(sync.audience_column)
        self._offer_columns(sync, choices, fixed=fixed)
        self._name.setVisible(not by_column)
        self._name.setEnabled(not fixed)
        self._name.setReadOnly(chosen)
        self._choose.setText(self.tr("Choose an existing %1").replace("%1", self._word))
        self._choose.setVisible(not fixed and not by_column)
        self._anew.setVisible(chosen and not fixed)
        self.row.set_help(self._by_column(sync) if by_column else self._help(sync, chosen, fixed))

    def _offer_columns(self, sync: Sync, choices: Choices, *, fixed: bool) -> None:
        """One audience or those of a column; which of the two stays once the sync has been active."""
        spec, dataset, now = choices.spec_of(sync), choices.dataset_of(sync), sync.audience_column
        private = {c.name for c in dataset.columns if c.pii} if dataset else set()
        columns = (*dataset.column_names, *(c.name for c in dataset.computed)) if dataset else ()
        one = [(self.tr("One %1").replace("%1", self._word), "")] if not (fixed and now) else []
        by = self.tr("Named by %1")
        named_by = [(by.replace("%1", name), name) for name in columns if name not in private or name == now]
        self._column.offer([*one, *named_by], now)
        can = spec is not None and Removal.REMOVE in spec.removals and bool(named_by)
        self._column.setVisible(bool(now) or (can and not fixed and not sync.audience_id))

    def _by_column(self, sync: Sync) -> str:
        text = self.tr("Each record goes to the %1 that its “%2” names; each is found or made under that name.")
        return text.replace("%1", self._word).replace("%2", sync.audience_column)

    def _help(self, sync: Sync, chosen: bool, fixed: bool) -> str:
        if not chosen or fixed:
            return self.tr("The %1 is found or made under this name.").replace("%1", self._word)
        known = self._known.get(sync.audience_id)
        if known is None or known.members is None:
            return self.tr("An existing %1.").replace("%1", self._word)
        members = words.counted(known.members, self.tr("member"), self.tr("members"))
        kept = self.tr("An existing %1 with %2. Who is in it stays; only records of this sync ever leave.")
        return kept.replace("%1", self._word).replace("%2", members)

    # Choosing -------------------------------------------------------------------------------------------------------

    def _ask(self, search: str) -> None:
        self._banner.show_text(self.tr("Asking for what there is …"), "run", "clock", closable=False)
        self._choose.setEnabled(False)
        self.asked.emit(search)

    def offer(self, offered: Offered) -> None:
        """The destination's answer: the list opens under the field."""
        self._choose.setEnabled(True)
        self._banner.hide()
        if self._sync is None or offered.object != self._sync.object or not self.isVisible():
            return
        self._known |= {a.id: a for a in offered.audiences}
        if not offered.audiences:
            self._banner.show_text(self.tr("There is no %1 of that name.").replace("%1", self._word), "run", "info")
            return
        more = len(offered.audiences) >= MOST
        free = self.tr("Look for “%1” among all that there are") if more else ""
        picker = Picker(
            self.tr("Audiences"),
            [self._entry(a, offered) for a in offered.audiences],
            self,
            current=self._sync.audience_id,
            free=free,
            width=420,
        )
        picker.chosen.connect(self._on_chosen)
        place = self._name.rect()
        place.moveTopLeft(self._name.mapToGlobal(place.topLeft()))
        picker.open_under(place)

    def _entry(self, audience: Audience, offered: Offered) -> Entry:
        syncs = ", ".join(f"“{name}”" for name in offered.filled.get(audience.id, ()))
        filled = self.tr("filled by %1").replace("%1", syncs) if syncs else ""
        size = "" if audience.members is None else words.number(audience.members)
        icon = "alert" if audience.trouble else "people"
        return Entry(audience, audience.name, icon, size, audience.trouble or filled or audience.id, audience.trouble)

    def show_failure(self, error: CensusError) -> None:
        self._choose.setEnabled(True)
        self._banner.show_text(str(error), "warn", "alert")

    def _on_chosen(self, value: object) -> None:
        if isinstance(value, str):
            self._ask(value)
        elif isinstance(value, Audience) and self._sync is not None:
            if value.trouble:
                said = self.tr("“%1” cannot be filled: %2").replace("%1", value.name).replace("%2", value.trouble)
                self._banner.show_text(said, "warn", "alert")
                return
            self.edited.emit(replace(self._sync, audience=value.name, audience_id=value.id))

    def _on_column(self) -> None:
        if self._sync is not None and (column := str(self._column.currentData() or "")) != self._sync.audience_column:
            name = "" if column else self._source
            self.edited.emit(replace(self._sync, audience=name, audience_id="", audience_column=column))

    def _make_anew(self) -> None:
        if self._sync is not None:
            self.edited.emit(replace(self._sync, audience=self._source, audience_id=""))
            self._name.setFocus()

    def _on_typed(self, text: str) -> None:
        if self._sync is not None:
            self.edited.emit(replace(self._sync, audience=text, audience_id=""))
