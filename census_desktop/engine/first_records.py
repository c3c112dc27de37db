"""The first records of a source as they would be sent, without a plan: for somebody who is still setting the sync up."""

from __future__ import annotations

from collections.abc import Mapping

from census_desktop.domain.manifest import TargetField
from census_desktop.domain.model import Dataset, Segment, Sync
from census_desktop.domain.ports import CancelToken, Reader
from census_desktop.engine.database import scratch_database
from census_desktop.engine.mapping import FieldMap, read_dataset, source_columns


def first_records(
    sync: Sync,
    dataset: Dataset,
    segment: Segment | None,
    reader: Reader,
    targets: Mapping[str, TargetField],
    rows: int,
    cancel: CancelToken | None = None,
) -> list[tuple[str, str]]:
    """(payload as JSON text, why it cannot be sent) of the first records; what the run fills in is not among the fields.

    Raises SourceError, ConfigError, Cancelled.
    """
    with reader.extract(read_dataset(sync, dataset), segment, source_columns(sync), rows) as (schema, batches):
        mapped = FieldMap(sync, schema, targets)
        found: list[tuple[str, str]] = []
        with scratch_database(cancel=cancel) as db:
            for batch in mapped.stream(batches):
                db.register("records", batch)
                asked = f"SELECT {mapped.own_key()}, {mapped.payload()}, {mapped.invalid()} FROM records"
                for key, payload, invalid in db.execute(asked).fetchall():
                    found.append((payload, invalid or ("" if key else f"{sync.key.column} is empty")))
                db.unregister("records")
    return found
