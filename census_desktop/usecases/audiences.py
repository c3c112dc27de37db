"""Audiences at destinations: which there are, how the one of a sync stands there, and who is in it beside whom we put there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import cast

from census_desktop.domain.errors import ConfigError
from census_desktop.domain.manifest import ObjectSpec
from census_desktop.domain.model import Connection, Sync
from census_desktop.domain.ports import Audience, AudienceKeeper, CancelToken, Catalog, Destination, Ledger, MemberReader
from census_desktop.domain.rows import Kind
from census_desktop.paths import WorkspacePaths
from census_desktop.usecases.changes import Changes
from census_desktop.usecases.destinations import Destinations
from census_desktop.usecases.runs import Runs
from census_desktop.usecases.syncs import Syncs

_KEEPS = ("audiences", "audience", "rename_audience")


class Standing(StrEnum):
    """How the audience of a sync stands at its destination."""

    FINE = "fine"
    NEW = "new"
    RENAMED = "renamed"
    GONE = "gone"
    TROUBLE = "trouble"
    SMALL = "small"


@dataclass(frozen=True, slots=True)
class Stands:
    """`says` is a sentence for the user, "" where all is well. `audience` is as the destination has it, None where it is gone,
    not made yet or cannot be asked for."""

    standing: Standing
    says: str = ""
    audience: Audience | None = None
    ours: int = 0


@dataclass(frozen=True, slots=True)
class Drift:
    """Who is in the audience, `there` all of them. `ours`: put there by the sync, and there; `gone`: put there and not there
    any more; `others`: there and not put there by the sync. `samples` are some of those gone and of the others, by their keys,
    which are personal data."""

    sync_id: str
    sync: str
    audience: str
    there: int
    ours: int
    gone: int
    others: int
    samples_gone: tuple[str, ...] = ()
    samples_others: tuple[str, ...] = ()


class Audiences:
    """Every method may wait on disk or network: not for the GUI thread."""

    def __init__(
        self,
        catalog: Catalog,
        ledger: Ledger,
        destinations: Destinations,
        syncs: Syncs,
        runs: Runs,
        paths: WorkspacePaths,
        changes: Changes,
    ) -> None:
        self._catalog = catalog
        self._ledger = ledger
        self._destinations = destinations
        self._syncs = syncs
        self._runs = runs
        self._paths = paths
        self._changes = changes

    # Those of a destination -----------------------------------------------------------------------------------------

    def objects(self, connection_ref: str) -> tuple[ObjectSpec, ...]:
        """The connection's objects that are audiences."""
        connection = self._catalog.get(Connection, connection_ref)
        known = self._destinations.known_objects(connection) or self._destinations.objects(connection.id)
        return tuple(spec for spec in known if spec.audience)

    def all(self, connection_ref: str, object_: str, search: str = "") -> Sequence[Audience]:
        """At most 500 that a sync may fill or not (`Audience.trouble`). Raises ConfigError where the destination does not list
        them, and what the destination raises."""
        connection = self._catalog.get(Connection, connection_ref)
        with self._destinations.opened(connection.id) as destination:
            return self._keeper(destination).audiences(object_, search)

    @staticmethod
    def _keeper(destination: Destination) -> AudienceKeeper:
        if not all(callable(getattr(destination, name, None)) for name in _KEEPS):
            raise ConfigError(
                f"{destination.manifest.title} does not tell which audiences it has.",
                hint="Name the audience; it is found or made under that name.",
            )
        return cast(AudienceKeeper, destination)

    # That of a sync -------------------------------------------------------------------------------------------------

    def _sync(self, sync_ref: str) -> tuple[Sync, ObjectSpec]:
        sync = self._catalog.get(Sync, sync_ref)
        spec = self._syncs.object_of(sync)
        if spec is None or not spec.audience:
            raise ConfigError(f"“{sync.name}” fills no audience: its records go to {sync.object}.")
        if sync.audience_column:
            raise ConfigError(
                f"“{sync.name}” fills many audiences, which {sync.audience_column} names: they are not compared.",
                hint="List those of the destination instead.",
            )
        return sync, spec

    def stands(self, sync_ref: str) -> Stands:
        """How the sync's audience stands there now. Raises as `all` does."""
        sync, spec = self._sync(sync_ref)
        word, ours = spec.audience_word, self._ledger.state(sync.id)[1]
        if not sync.audience_id:
            return Stands(Standing.NEW, f"The first run finds or makes the {word} “{sync.audience}”.", ours=ours)
        with self._destinations.opened(sync.connection_id) as destination:
            there = self._keeper(destination).audience(sync.object, sync.audience_id)
        if there is None:
            lost = f"The {word} “{sync.audience}” does not exist there any more, and runs fail."
            return Stands(Standing.GONE, f"{lost} Make a new sync; it makes the {word} again.", ours=ours)
        if there.trouble:
            said = f"The {word} “{there.name}” cannot be filled: {there.trouble}."
            return Stands(Standing.TROUBLE, said.replace("..", "."), there, ours)
        if there.name != sync.audience:
            said = f"The {word} is called “{there.name}” there now. Runs go on filling it, whatever its name."
            return Stands(Standing.RENAMED, said, there, ours)
        size = there.members if there.members is not None else ours
        if ours and size < spec.least_members:
            least = f"{spec.least_members:,}"
            return Stands(
                Standing.SMALL, f"The {word} has {size:,} members; the destination uses it from {least} on.", there, ours
            )
        return Stands(Standing.FINE, "", there, ours)

    def rename(self, sync_ref: str, name: str = "") -> Sync:
        """Give the audience another name there and in the sync; without a name the sync takes the one it has there."""
        sync, _ = self._sync(sync_ref)
        if not sync.audience_id:
            raise ConfigError("The audience is not made yet.", kept="Nothing was changed.", hint="Edit the sync instead.")
        with self._destinations.opened(sync.connection_id) as destination:
            keeper = self._keeper(destination)
            there = keeper.audience(sync.object, sync.audience_id)
            if there is None:
                raise ConfigError(f"“{sync.audience}” does not exist there any more.", kept="Nothing was changed.")
            if name.strip() and name.strip() != there.name:
                keeper.rename_audience(sync.object, sync.audience_id, name.strip())
        now = self._catalog.get(Sync, sync.id)  # it may have been edited while the destination was asked
        self._catalog.put(replace(now, audience=name.strip() or there.name), detail="audience renamed")
        self._changes.publish(Kind.SYNCS)
        return self._catalog.get(Sync, sync.id)

    # Who is in it ---------------------------------------------------------------------------------------------------

    def drift(self, sync_ref: str, cancel: CancelToken | None = None) -> Drift:
        """Compare who is in the audience with whom the sync put there. Raises ConfigError where members cannot be read."""
        with self._compared(sync_ref, cancel or CancelToken()) as (drift, _):
            return drift

    def mend(self, sync_ref: str, cancel: CancelToken | None = None) -> Drift:
        """The same, and those gone are sent again by the next run. What others added stays."""
        from census_desktop.engine.state import SyncState

        with self._compared(sync_ref, cancel or CancelToken()) as (drift, gone):
            if drift.gone:
                SyncState(self._paths.state / drift.sync_id).doubt(gone, self._paths.scratch)
                self._changes.publish(Kind.SYNCS)
        return drift

    @contextmanager
    def _compared(self, sync_ref: str, cancel: CancelToken) -> Iterator[tuple[Drift, str]]:
        """The drift, and a SELECT of the keys that are gone, good as long as this lasts."""
        from census_desktop.engine.membership import compare, member_file
        from census_desktop.engine.state import SyncState

        sync, spec = self._sync(sync_ref)
        if not sync.audience_id:
            raise ConfigError(f"The {spec.audience_word} “{sync.audience}” is not made yet.", hint="Run the sync first.")
        self._runs.bring_up_to_date(sync.id)
        self._paths.scratch.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=self._paths.scratch) as folder:
            file = Path(folder) / "members.parquet"
            with self._destinations.opened(sync.connection_id) as destination:
                if not callable(getattr(destination, "members", None)):
                    title = destination.manifest.title
                    raise ConfigError(f"{title} does not tell who is in an audience, so it cannot be compared.")
                reader = cast(MemberReader, destination)
                found = reader.members(sync.object, sync.audience_id, sync.key.field, cancel)
                member_file(iter(found), file, cancel)
            told = compare(file, SyncState(self._paths.state / sync.id), Path(folder) / "gone.parquet", self._paths.scratch)
            yield Drift(sync.id, sync.name, sync.audience, *told.counts, told.gone, told.others), told.keys
