"""Finding anything by a part of its name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from census_desktop.domain.fuzzy import Fit, fit
from census_desktop.domain.ports import Catalog
from census_desktop.domain.rows import Named

_LOOKED_AT = 200
"""Names of each kind that are ranked; thousands may have the letters."""


@dataclass(frozen=True, slots=True)
class Found:
    """A thing, and how its name fits what was typed."""

    thing: Named
    fit: Fit


class Finding:
    """Every method may wait on disk: not for the GUI thread."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    def find(self, wanted: str, limit: int = 50) -> tuple[Found, ...]:
        """Segments, syncs, data sets and destinations whose names fit, best first."""
        if not wanted.strip():
            return ()
        near = self._catalog.named(wanted, _LOOKED_AT)
        found = [Found(thing, fits) for thing in near if (fits := fit(wanted, thing.name))]
        found.sort(key=lambda f: (-f.fit.score, f.thing.name.casefold(), f.thing.id))
        return tuple(found[:limit])

    def known(self, refs: Sequence[tuple[str, str]]) -> tuple[Named, ...]:
        """Those of these (kind, id) that are still there, in this order."""
        return self._catalog.named_by_id(refs)

    def where(self, kind: str, ref: str) -> tuple[str, dict[str, str]]:
        """The page that shows this thing, by id or exact name, and what the page is to be told. Raises NotFoundError."""
        from census_desktop.domain.model import Connection, Dataset, Segment, Sync

        if kind == "segment":
            return "segments", {"segment": self._catalog.get(Segment, ref).id}
        if kind == "dataset":
            return "datasets", {"dataset": self._catalog.get(Dataset, ref).id}
        if kind == "destination":
            return "destinations", {"connection": self._catalog.get(Connection, ref).id}
        sync = self._catalog.get(Sync, ref)
        if sync.source.kind == "segment":
            return "segments", {"segment": sync.source.id, "tab": "Syncs", "sync": sync.id}
        return "datasets", {"dataset": sync.source.id, "sync": sync.id}
