"""How a sync was set up before: what each edit changed in words, and the way back, reviewed by what it causes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from census_desktop.domain.errors import ConfigError
from census_desktop.domain.model import Sync
from census_desktop.domain.ports import Catalog
from census_desktop.domain.rows import Past
from census_desktop.domain.schedule import in_words
from census_desktop.usecases.segment_words import Change
from census_desktop.usecases.syncs import Syncs

Plainly = Callable[[Sync], Mapping[str, Any]]
"""A sync as it stands in a document: every part of it, others by name."""

_WORDS = {"sync_key": "sync key", "sync_all": "all other columns", "copied_from": "copied from", "consented": "confirmed"}


@dataclass(frozen=True, slots=True)
class Version:
    """A line of the history. `changed` is what the edit changed, `since` how the version before it differs from now; both
    are empty where the line replaced nothing."""

    id: int
    at: datetime
    what: str
    detail: str
    restorable: bool
    changed: tuple[Change, ...] = ()
    since: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Restoring:
    """What going back would do: the sync as it would be, what that changes, and what it causes at the destination."""

    sync: Sync
    changes: tuple[Change, ...]
    consequences: tuple[str, ...]


class SyncHistory:
    """Every method may wait on disk: not for the GUI thread."""

    def __init__(self, catalog: Catalog, syncs: Syncs, plainly: Plainly) -> None:
        self._catalog = catalog
        self._syncs = syncs
        self._plainly = plainly

    def versions(self, sync_id: str, limit: int = 200) -> tuple[Version, ...]:
        """Changes of the sync, newest first."""
        now = self._syncs.get(sync_id)
        found, after = [], now
        for past in self._catalog.history(Sync, now.id, limit):
            changed: tuple[Change, ...] = ()
            since: tuple[Change, ...] = ()
            if past.before is not None:
                changed = self.changes(past.before, after)
                since = self.changes(now, self._back(now, past.before))
                after = past.before
            found.append(Version(past.id, past.at, past.what, past.detail, past.before is not None, changed, since))
        return tuple(found)

    def changes(self, before: Sync, after: Sync) -> tuple[Change, ...]:
        """Everything that differs, in words."""
        old, new = dict(self._plainly(before)), dict(self._plainly(after))
        found = _of_mappings(old.pop("mappings", []), new.pop("mappings", []))
        for sync, plain in ((before, old), (after, new)):
            if "schedule" in plain:
                other = self._catalog.find(Sync, sync.schedule.after) if sync.schedule.after else None
                plain["schedule"] = in_words(sync.schedule, f"“{other.name}”" if other else "")
        for key in dict.fromkeys((*old, *new)):
            if old.get(key) != new.get(key):
                found.append(_change(_WORDS.get(key, key), _said(old.get(key)), _said(new.get(key))))
        return tuple(found)

    def restoring(self, sync_id: str, past: int) -> Restoring:
        """Look before going back. Raises ConfigError for a change that replaced nothing."""
        now = self._syncs.get(sync_id)
        after = self._back(now, self._before(now, past))
        return Restoring(after, self.changes(now, after), self._syncs.consequences(now, after))

    def go_back(self, sync_id: str, past: int) -> Sync:
        """Bring back how the sync was set up before a change (its number in the history). Name and status stay as they are,
        so that nothing begins or ends to run by it. Raises ConfigError as saving an edit does."""
        return self._syncs.save(self.restoring(sync_id, past).sync)

    def _before(self, now: Sync, past: int) -> Sync:
        lines: tuple[Past[Sync], ...] = self._catalog.history(Sync, now.id, limit=10_000)
        before = next((p.before for p in lines if p.id == past), None)
        if before is None:
            raise ConfigError(
                f"There is nothing before that change of “{now.name}”.",
                kept="The sync is as it was.",
                hint="Choose a line of its history that says edited.",
            )
        return before

    @staticmethod
    def _back(now: Sync, before: Sync) -> Sync:
        same = before.audience == now.audience and before.object == now.object and before.connection_id == now.connection_id
        known = now.audience_id if same else before.audience_id
        return replace(before, name=now.name, status=now.status, audience_id=known)


def _of_mappings(old: list[Mapping[str, Any]], new: list[Mapping[str, Any]]) -> list[Change]:
    before, after = ({m["field"]: _mapping(m) for m in mappings} for mappings in (old, new))
    found = []
    for field in dict.fromkeys((*before, *after)):
        if before.get(field) != after.get(field):
            found.append(_change(f"field “{field}”", before.get(field, ""), after.get(field, "")))
    if not found and list(before) != list(after):
        found.append(Change("changed", "the order of the fields", "another order"))
    return found


def _mapping(plain: Mapping[str, Any]) -> str:
    return _said({key: value for key, value in plain.items() if key != "field"}) or "as it is"


def _change(what: str, old: str, new: str) -> Change:
    kind = "changed" if old and new else "added" if new else "removed"
    return Change(kind, f"{what}: {new or old}", f"{what}: {old}" if kind == "changed" else "")


def _said(value: Any) -> str:
    """A part of the document as one line."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        return ", ".join(f"{str(key).replace('_', ' ')} {_said(inner)}" for key, inner in value.items())
    if isinstance(value, list | tuple):
        return "; ".join(_said(inner) for inner in value)
    return str(value)
