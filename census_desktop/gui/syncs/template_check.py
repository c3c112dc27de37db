"""The template on the screen, checked and rendered in the pool while it is typed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject

from census_desktop.domain.errors import CensusError
from census_desktop.gui.kit import words
from census_desktop.gui.session import Session
from census_desktop.gui.syncs.mapping_step import MappingStep
from census_desktop.gui.syncs.preview_card import PreviewCard
from census_desktop.usecases.payloads import Foresight


def check_template(text: str, columns: Sequence[str]) -> None:
    """In the pool: raises TemplateError, with the place, for a template that cannot be used with these columns."""
    from census_desktop.domain.template import checked

    if text.strip():
        checked(text, columns)


class TemplateCheck(QObject):
    def __init__(self, session: Session, mappings: MappingStep, preview: PreviewCard) -> None:
        super().__init__(mappings)
        self._session = session
        self._mappings = mappings
        self._found: Foresight | None = None
        mappings.template_checked.connect(self._check)
        preview.seen.connect(self._on_seen)

    def _check(self, text: str) -> None:
        def failed(error: CensusError) -> None:
            self._mappings.show_template_fault(text, error)

        def done(_: object) -> None:
            self._mappings.show_template_fault(text, None)
            self._render()

        columns = [column.value.column for column in self._mappings.columns]
        self._session.ask(self, check_template, text, columns, done=done, failed=failed, slot="template")

    def _on_seen(self, found: Foresight | None) -> None:
        self._found = found
        self._render()

    def _render(self) -> None:
        """What the template on the screen makes of the first record."""
        panel, mapping, found = self._mappings.template, self._mappings.current, self._found
        if mapping is None or panel.error:
            return
        if found is None or not found.records or mapping.field not in found.records[0].payload:
            panel.show_preview("")
            return
        record = found.records[0]
        if record.invalid.startswith(f"{mapping.field} "):
            panel.show_preview(words.filled(words.tr("First record: %1"), record.invalid), "warn")
        else:
            panel.show_preview(words.filled(words.tr("First record: %1"), record.payload[mapping.field]))
