"""What the contract suite must know of a destination: how to open it, and how to read back what arrived.

A new connector adds one `Case` to test_contract.py and passes every test there, or says by its abilities why one cannot
apply (an object without that operation, no credential to refuse).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from census_desktop.domain.model import Operation
from census_desktop.domain.ports import Clock, Destination, Target
from tests.destinations.batches import opened

Row = dict[str, Any]


@dataclass
class Case:
    """A destination under test.

    `rows(object)` reads back what is there, one dict a record, with every value as the text that `shown` makes of it.
    `names` translates the suite's fields (id, email, name) to the destination's; `extra` are other fields that records of
    `object` must have. `down` makes the destination unreachable; `refused` opens it with a wrong credential.
    """

    type: str
    config: Mapping[str, Any]
    folder: Path
    clock: Clock
    rows: Callable[[str], Sequence[Row]]
    object: str = "records"
    append_object: str = "records"
    audience: str = ""
    secrets: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    append_names: Mapping[str, str] = field(default_factory=dict)
    open_fields: bool = True
    keeps_nul: bool = True
    down: Callable[[], Destination] | None = None
    refused: Callable[[], Destination] | None = None
    is_unknown: Callable[[], tuple[Destination, Target]] | None = None
    lacks_key: Callable[[], tuple[Destination, Target]] | None = None

    def open(self, **config: Any) -> Destination:
        return opened(self.type, {**self.config, **config}, self.folder, self.clock, self.secrets)

    def target(self, operation: Operation, *, audience_id: str = "") -> Target:
        name = self.append_object if operation is Operation.APPEND else self.object
        audience = self.audience if name == self.object else ""
        return Target(name, operation, self.field("id", operation), audience, audience_id)

    def field(self, name: str, operation: Operation = Operation.UPSERT) -> str:
        names = self.append_names if operation is Operation.APPEND else self.names
        return names.get(name, name)

    def supports(self, operation: Operation) -> bool:
        name = self.append_object if operation is Operation.APPEND else self.object
        with_close = self.open()
        try:
            specs = with_close.objects()
        finally:
            with_close.close()
        spec = next((s for s in specs if s.name == name), None) or next(s for s in specs if s.open_name)
        return operation in spec.operations
