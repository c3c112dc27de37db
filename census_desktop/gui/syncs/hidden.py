"""Which fields of a sync's records are masked until they are revealed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from census_desktop.gui.kit.exports import KEY

if TYPE_CHECKING:
    from census_desktop.bootstrap import App


class HiddenFields(frozenset[str]):
    """Personal fields (KEY among them when the sync key is one). It also holds every field that the sync does not send any
    more: what went into it then is not known."""

    sent: frozenset[str]

    def __new__(cls, personal: Iterable[str], sent: Iterable[str]) -> HiddenFields:
        made = super().__new__(cls, personal)
        made.sent = frozenset(sent) | {KEY}
        return made

    def __contains__(self, field: object) -> bool:
        return super().__contains__(field) or field not in self.sent


def hidden_fields(app: App, sync_id: str) -> HiddenFields:
    """In the pool. Of a sync that is gone nothing is known: the use cases then refuse, and nothing is shown."""
    sync = app.syncs.effective(app.syncs.get(sync_id))
    personal = app.runs.pii_fields(sync_id)
    sent = {sync.key.field, *(mapping.field for mapping in sync.mappings)}
    return HiddenFields(personal | {KEY} if sync.key.field in personal else personal, sent)
