"""What a sync would send, record by record, while it is still being set up. Nothing is saved, planned or sent."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from census_desktop.domain.errors import ConfigError
from census_desktop.domain.fit import check_mapping
from census_desktop.domain.manifest import ObjectSpec
from census_desktop.domain.model import Dataset, FieldMapping, MappingKind, Operation, Segment, Sync
from census_desktop.domain.plain import PlainError
from census_desktop.domain.ports import CancelToken, Catalog, Clock
from census_desktop.domain.reads import private_fields
from census_desktop.domain.sync_all import effective
from census_desktop.usecases.sources import Sources
from census_desktop.usecases.syncs import Syncs

MASK = "••••••"


@dataclass(frozen=True, slots=True)
class Foreseen:
    """A record as it would be sent, fields in their order, and why it would not be ("" = it would)."""

    payload: Mapping[str, Any]
    invalid: str = ""


@dataclass(frozen=True, slots=True)
class Foresight:
    """`left_out` are the mappings that cannot be used as they are: field → why. `hidden` says whether values are masked."""

    records: tuple[Foreseen, ...]
    left_out: Mapping[str, str]
    hidden: bool = False


class Payloads:
    """Every method may wait on the source: not for the GUI thread."""

    def __init__(self, catalog: Catalog, sources: Sources, syncs: Syncs, clock: Clock) -> None:
        self._catalog = catalog
        self._sources = sources
        self._syncs = syncs
        self._clock = clock

    def first(
        self,
        sync: Sync,
        spec: ObjectSpec | None = None,
        rows: int = 5,
        *,
        reveal: bool = False,
        cancel: CancelToken | None = None,
    ) -> Foresight:
        """The first records of a saved or edited sync. Personal data is masked unless `reveal`.

        Mappings that cannot work are left out and named, so that the others can be seen while one is being written.
        """
        from census_desktop.engine.first_records import first_records

        dataset = self._syncs.dataset_of(sync)
        if not sync.key.column or not sync.key.field:
            raise ConfigError("The sync has no sync key.", hint="Choose the column that identifies a record on both sides.")
        segment = self._syncs.segment_of(sync)
        whole = replace(sync, mappings=(), sync_all="") if sync.operation is Operation.DELETE else effective(sync, dataset)
        usable, faults = self._usable(whole, dataset)
        targets = {f.name: f for f in spec.fields} if spec else dict(self._syncs.target_fields(sync))
        with self._sources.open_for(dataset, cancel) as reader:
            found = first_records(usable, dataset, segment, reader, targets, rows, cancel)
        private = private_fields(usable, dataset, lambda id_: self._catalog.get(Dataset, id_))
        masked = frozenset() if reveal else private
        records = tuple(Foreseen(self._payload(text, usable, masked), invalid) for text, invalid in found)
        return Foresight(records, faults, hidden=bool(masked))

    def _usable(self, sync: Sync, dataset: Dataset) -> tuple[Sync, dict[str, str]]:
        """The sync without mappings that no field or no value comes of, and why they were left out."""
        kept: list[FieldMapping] = []
        faults: dict[str, str] = {}
        taken = {sync.key.field}
        for mapping in sync.mappings:
            if not mapping.field.strip() or mapping.field in taken:
                continue
            taken.add(mapping.field)
            if fault := self._fault(mapping, dataset):
                faults[mapping.field] = fault
            else:
                kept.append(mapping)
        return replace(sync, mappings=tuple(kept)), faults

    def _fault(self, mapping: FieldMapping, dataset: Dataset) -> str:
        try:
            check_mapping(
                mapping,
                dataset,
                "",
                lambda id_: self._catalog.get(Dataset, id_),
                lambda id_: self._catalog.get(Segment, id_),
            )
        except PlainError as error:
            return f"{error.reason}. {error.hint}".strip()
        except ConfigError as error:
            return str(error)
        return ""

    def _payload(self, text: str, sync: Sync, masked: Collection[str]) -> Mapping[str, Any]:
        sent: dict[str, Any] = json.loads(text)
        sent |= dict(self._told(sync))
        order = [sync.key.field, *(m.field for m in sync.mappings)]
        named = {name: sent[name] for name in order if name in sent} | sent
        return {name: MASK if name in masked and value is not None else value for name, value in named.items()}

    def _told(self, sync: Sync) -> Iterator[tuple[str, str]]:
        """What a run fills in, as far as it is known beforehand."""
        now = self._clock.now().isoformat(timespec="seconds").replace("+00:00", "Z")
        facts = {"id": "(id of the run)", "time": now, "sync": sync.name}
        return ((m.field, facts[m.run]) for m in sync.mappings if m.kind is MappingKind.RUN)
