"""What the contract suite must know of a destination: how to open it, and how to read back what arrived.

A new connector adds one `Case` and its `Abilities` to contract_cases.py and passes every test of test_contract_*.py to which
they say that it is able; one test holds them against what the destination says of itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from census_desktop.domain.manifest import ObjectSpec
from census_desktop.domain.model import Operation, Removal
from census_desktop.domain.ports import Clock, Destination, Target
from tests.destinations.batches import opened

Row = dict[str, Any]


@dataclass(frozen=True)
class Abilities:
    """What a case can do, known before anything of it is opened: which tests are for it."""

    operations: frozenset[Operation] = frozenset(Operation)
    removals: frozenset[Removal] = frozenset(Removal)
    """How a mirror may let go of records, of the object that is for this way (Case.object_for)."""
    refuses: frozenset[Removal] = frozenset()
    """How it may not, of the usual object."""
    only_if_empty: bool = True
    open_names: bool = True
    open_fields: bool = True
    forwards: bool = False
    """What objects and fields there are is decided by whoever receives its records."""
    asks_to_make: bool = False
    """It makes an object that is not there only if the connection says so."""
    strict_keys: bool = False
    """Not every field of an object can be its key."""
    credential: bool = False
    may_be_away: bool = True

    @property
    def makes_objects(self) -> bool:
        return self.open_names and not self.forwards

    @property
    def adds_fields(self) -> bool:
        return self.open_fields and not self.forwards

    @property
    def refuses_names(self) -> bool:
        return self.asks_to_make or not self.open_names


@dataclass
class Case:
    """A destination under test.

    `rows(object)` reads back what is there, one dict a record, with every value as the text that `shown` makes of it.
    `names` translates the suite's fields (id, email, name) to the destination's; `swap_object` is the one that can be
    replaced as a whole, where it is another than `object`. `down` makes the destination unreachable; `refused` opens it with
    a wrong credential.
    """

    type: str
    config: Mapping[str, Any]
    folder: Path
    clock: Clock
    rows: Callable[[str], Sequence[Row]]
    object: str = "records"
    append_object: str = "records"
    swap_object: str = ""
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

    def target(self, operation: Operation, *, removal: Removal = Removal.REMOVE, audience_id: str = "") -> Target:
        name = self.object_for(operation, removal)
        audience = self.audience if name in (self.object, self.swap_object) else ""
        return Target(name, operation, self.field("id", operation), audience, audience_id, removal)

    def object_for(self, operation: Operation, removal: Removal = Removal.REMOVE) -> str:
        if operation is Operation.APPEND:
            return self.append_object
        return (self.swap_object or self.object) if removal is Removal.SWAP else self.object

    def field(self, name: str, operation: Operation = Operation.UPSERT) -> str:
        names = self.append_names if operation is Operation.APPEND else self.names
        return names.get(name, name)

    def spec(self, operation: Operation, removal: Removal = Removal.REMOVE) -> ObjectSpec:
        """What the destination says of the object that the operation goes to."""
        destination = self.open()
        try:
            specs = destination.objects()
        finally:
            destination.close()
        name = self.object_for(operation, removal)
        return next((s for s in specs if s.name == name), None) or next(s for s in specs if s.open_name)
