"""An exclusion list in a form: its conditions with live counts, on or off, and what saving it would do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLineEdit, QVBoxLayout

from census_desktop.domain.codec import group_from_plain, group_to_plain
from census_desktop.domain.conditions import Group
from census_desktop.domain.errors import CensusError
from census_desktop.domain.model import Dataset, Exclusion
from census_desktop.gui.datasets import list_words
from census_desktop.gui.form_draft import FormDraft, RestoredNote
from census_desktop.gui.kit.forms import FormRow, named
from census_desktop.gui.kit.widgets import announce, button, label, set_tone
from census_desktop.gui.segments.condition_view import ConditionView
from census_desktop.gui.segments.scope import World
from census_desktop.gui.session import Session
from census_desktop.usecases.lists import TriedExclusion


class ExclusionForm(QFrame):
    """`saved(exclusion, replaces)` asks for that, `cancelled` closes it."""

    saved = Signal(object, str)
    cancelled = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.setAccessibleName(self.tr("Exclusion list"))
        self._session = session
        self._world = World(Dataset("", "", ""))
        self._before: Exclusion | None = None
        self._where = Group()
        self._names: frozenset[str] = frozenset()
        self._note = RestoredNote()
        self._draft = FormDraft(session, self._note, self._typed, self._put_typed)
        self.cancelled.connect(self._draft.end)
        self._soon = QTimer(self, singleShot=True, interval=300)
        self._soon.timeout.connect(self._try)
        self._title = label("", "heading")
        self._name = named(QLineEdit(), self.tr("Name of the exclusion list"))
        self._name_row = FormRow(self.tr("Name"), self._name)
        self._on = named(QCheckBox(self.tr("On: nobody on it is sent anywhere")), self.tr("The exclusion list is on"))
        self._conditions = ConditionView(session)
        self._conditions.setAccessibleName(self.tr("Who is on the list"))
        self._add = button(self.tr("Add condition"), "plus", name=self.tr("Add a condition to the list"), on=self._choose)
        self._more = button(self.tr("More"), name=self.tr("Add something else to the list"), on=self._choose_more, drop=True)
        self._told = label("", wrap=True)
        self._save = button(self.tr("Save list"), kind="primary", name=self.tr("Save the exclusion list"), on=self._on_save)
        self._lay_out()
        self._name.textEdited.connect(lambda _text: self._on_name())
        self._on.toggled.connect(lambda _on: self._on_change())
        self._conditions.changed.connect(self._on_where)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._title, 1)
        head.addWidget(button(self.tr("Cancel"), name=self.tr("Cancel the exclusion list"), on=self.cancelled.emit))
        head.addWidget(self._save)
        acts = QHBoxLayout()
        acts.setContentsMargins(16, 0, 0, 0)  # as the conditions above
        acts.setSpacing(8)
        acts.addWidget(self._add)
        acts.addWidget(self._more)
        acts.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(12)
        layout.addLayout(head)
        layout.addWidget(self._note)
        layout.addWidget(self._told)
        layout.addWidget(self._name_row)
        layout.addWidget(self._on)
        layout.addWidget(self._conditions)
        layout.addLayout(acts)
        layout.addStretch(1)

    def begin(self, world: World, exclusion: Exclusion | None, *, enabled: bool | None = None) -> None:
        """Show a new list, or one that is to be edited; `enabled` as it is to become."""
        self._world, self._before = world, exclusion
        shown = exclusion or Exclusion("")
        self._names = frozenset(e.name for e in world.dataset.exclusions if e is not exclusion)
        self._where = shown.where
        self._title.setText(self.tr("Edit “%1”").replace("%1", shown.name) if exclusion else self.tr("New exclusion list"))
        self._name.setText(shown.name)
        blocked = self._on.blockSignals(True)
        self._on.setChecked(shown.enabled if enabled is None else enabled)
        self._on.blockSignals(blocked)
        self._show_where()
        self._on_change()
        self._draft.begin(f"exclusion:{world.dataset.id}:{shown.name}")
        (self._name if enabled is None else self._save).setFocus()

    def exclusion(self) -> Exclusion:
        return Exclusion(self._name.text().strip(), self._where, self._on.isChecked())

    def _choose(self) -> None:
        self._conditions.choose_field(self._add)

    def _choose_more(self) -> None:
        self._conditions.choose_more(self._more)

    def _on_where(self, where: Group, _what: str, _key: str) -> None:
        self._where = where
        self._show_where()
        self._on_change()

    def _show_where(self) -> None:
        self._conditions.setVisible(bool(self._where.items))
        self._conditions.show_tree(self._where, self._world)

    def _on_name(self) -> None:
        self._show_state()
        self._draft.edited()

    def _typed(self) -> dict[str, Any]:
        return {"name": self._name.text(), "on": self._on.isChecked(), "where": group_to_plain(self._where)}

    def _put_typed(self, plain: Mapping[str, Any]) -> None:
        where = group_from_plain(plain["where"])
        self._name.setText(str(plain["name"]))
        blocked = self._on.blockSignals(True)
        self._on.setChecked(bool(plain["on"]))
        self._on.blockSignals(blocked)
        self._where = where
        self._show_where()
        self._on_change()

    def end(self) -> None:
        """It is saved."""
        self._draft.end()

    def _on_change(self) -> None:
        self._draft.edited()
        self._show_state()
        if self._where.items:
            self.tell(self.tr("Counting …"))
            self._soon.start()
        else:
            self._soon.stop()
            self.tell(self.tr("Say who is on the list: until then it takes nobody out."))

    def _show_state(self) -> None:
        name = self._name.text().strip()
        twice = name in self._names
        self._name_row.set_error(self.tr("Another exclusion list is called so.") if twice else "")
        self._save.setEnabled(bool(name) and not twice and (bool(self._where.items) or self._before is not None))

    def tell(self, text: str, tone: str = "") -> None:
        self._told.setText(text)
        set_tone(self._told, tone)
        announce(self._told, text)

    # Figures --------------------------------------------------------------------------------------------------------

    def _try(self) -> None:
        """Ask what saving it would do, and whom each line finds."""
        dataset, lists = self._world.dataset, self._session.app.lists
        replaces = self._before.name if self._before else ""
        named_so = replace(self.exclusion(), name=replaces or self.tr("this list"))
        self._conditions.show_counting()
        refused = lambda _error: self._conditions.show_refused()  # noqa: E731
        self._session.ask(
            self, lists.found, dataset.id, self._where, done=self._conditions.show_funnel, failed=refused, slot="found"
        )
        trying = lists.try_exclusion
        self._session.ask(self, trying, dataset.id, named_so, replaces, done=self._on_tried, failed=self.refuse, slot="try")

    def _on_tried(self, tried: TriedExclusion) -> None:
        self.tell(*list_words.told_of_exclusion(tried, self.exclusion(), self._before))

    def refuse(self, error: CensusError) -> None:
        self.tell(str(error), "fail")

    def _on_save(self) -> None:
        self.saved.emit(self.exclusion(), self._before.name if self._before else "")
