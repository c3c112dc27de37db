"""The destination's ids of audiences that a column names: kept with the sync, by name."""

from __future__ import annotations

import json

from census_desktop.domain.model import Sync
from census_desktop.domain.ports import Catalog, Clock
from census_desktop.engine.many_audiences import Remembered

AUDIENCES = "audiences"
"""The mark that holds them."""


def ids_of(catalog: Catalog, sync_id: str) -> dict[str, str]:
    kept = catalog.marks(AUDIENCES).get((sync_id, AUDIENCES))
    return dict(json.loads(kept[0])) if kept else {}


def remembered(catalog: Catalog, sync: Sync, clock: Clock) -> Remembered:
    """What is known, and a keeper of what a run opens. One run of a sync works at a time, so nobody else writes meanwhile."""
    ids = ids_of(catalog, sync.id) if sync.audience_column else {}

    def keep(name: str, id_: str) -> None:
        ids[name] = id_
        catalog.set_mark(sync.id, AUDIENCES, json.dumps(ids, ensure_ascii=False), clock.now())

    return Remembered(ids, keep)
