"""A folder of files under test."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa

from census_desktop.domain.model import Operation
from census_desktop.domain.ports import Target, Writer
from tests.conftest import FakeClock
from tests.destinations.batches import batch_of, opened, run, schema_of

SCHEMA = schema_of(id=pa.int64(), name=pa.string())


class Files:
    """A folder under test."""

    def __init__(self, root: Path, clock: FakeClock) -> None:
        self.root = root
        self.clock = clock
        self.folder = root / "files"

    def writer(
        self, operation: Operation = Operation.UPSERT, name: str = "people", schema: pa.Schema = SCHEMA, **config: Any
    ) -> Writer:
        destination = opened("folder", {"path": "files", **config}, self.root, self.clock)
        return destination.open(Target(name, operation, schema.names[0]), schema)

    def run(self, rows: Sequence[dict[str, Any]], operation: Operation = Operation.UPSERT, **options: Any) -> None:
        schema = options.get("schema", SCHEMA)
        target = Operation.MIRROR if operation is Operation.DELETE else operation
        run(self.writer(target, **options), batch_of(schema, rows, operation))

    def text(self, name: str = "people.csv") -> str:
        return (self.folder / name).read_bytes().decode("utf-8")

    def work(self, name: str = "people") -> list[str]:
        """Working files that are left."""
        work = self.folder / ".census-desktop" / name
        return sorted(str(p.relative_to(work)) for p in work.rglob("*.parquet") if p.is_file())
