"""A case at work: what the tests of the contract speak."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from census_desktop.domain.model import Operation, Removal
from census_desktop.domain.ports import Batch, Writer
from tests.conftest import FakeClock
from tests.destinations.batches import batch_of, run, schema_of
from tests.destinations.contract import Case, Row
from tests.destinations.contract_cases import all_cases, opened_case


@pytest.fixture(params=all_cases())
def case(request: pytest.FixtureRequest, tmp_path: Path, clock: FakeClock) -> Iterator[Case]:
    """Every case, where the test does not say which it is for (contract_cases.able)."""
    with opened_case(request.param, request, tmp_path, clock) as made:
        yield made


class Session:
    """A case with its destination open, speaking the suite's names: id, name and others that only some have."""

    def __init__(self, case: Case, operation: Operation, removal: Removal = Removal.REMOVE) -> None:
        spec = case.spec(operation, removal)
        assert operation in spec.operations
        assert operation is not Operation.MIRROR or removal in spec.removals
        self.case = case
        self.spec = spec
        self.operation = operation
        self.removal = removal
        self.destination = case.open()
        self.audience_id = ""

    def schema(self, **more: Any) -> pa.Schema:
        types = {"id": pa.int64(), "name": pa.string(), **more}
        extra = self._required()
        return schema_of(**{self.case.field(n, self.operation): t for n, t in types.items()}, **{n: pa.string() for n in extra})

    def _required(self) -> Mapping[str, str]:
        """Fields that the object asks for besides those of the suite."""
        if self.operation is Operation.APPEND and self.case.append_object == "events" and "name" not in self.case.append_names:
            return {"name": "signed up"}
        return {}

    def run(
        self,
        *parts: tuple[Operation, Sequence[Row]],
        keys: Sequence[str] = (),
        rules: Mapping[str, Any] | None = None,
        **more: Any,
    ) -> list[Mapping[int, str]]:
        """A run of one batch for each part. Values of the suite's fields; returns what was rejected in each.

        `rules`: keep_if_null and only_if_empty of every batch, in the suite's names.
        """
        return [reply.rejected for reply in run(self.writer(**more), *self.batches(*parts, keys=keys, rules=rules, **more))]

    def writer(self, **more: Any) -> Writer:
        target = self.case.target(self.operation, removal=self.removal, audience_id=self.audience_id)
        writer = self.destination.open(target, self.schema(**more))
        self.audience_id = writer.audience_id
        return writer

    def batches(
        self,
        *parts: tuple[Operation, Sequence[Row]],
        keys: Sequence[str] = (),
        rules: Mapping[str, Any] | None = None,
        **more: Any,
    ) -> list[Batch]:
        schema, field = self.schema(**more), self.case.field
        options = {rule: [field(n, self.operation) for n in names] for rule, names in (rules or {}).items()}
        batches = []
        for n, (operation, rows) in enumerate(parts):
            translated = [{**self._required(), **{field(k, self.operation): v for k, v in r.items()}} for r in rows]
            batches.append(batch_of(schema, translated, operation, idempotency_key=keys[n] if keys else "", **options))
        return batches

    def rows(self) -> dict[str, Row]:
        """What is there, by id, in the suite's names."""
        name = self.case.object_for(self.operation, self.removal)
        back = {self.case.field(n, self.operation): n for n in ("id", "name")}
        found = [{back.get(k, k): v for k, v in row.items()} for row in self.case.rows(name)]
        by_id = {str(row["id"]): row for row in found}
        assert len(by_id) == len(found), "a record is there more than once"
        return by_id

    def names(self) -> dict[str, str | None]:
        return {id_: row.get("name") for id_, row in self.rows().items()}


@pytest.fixture
def session(case: Case) -> Iterator[Callable[..., Session]]:
    made: list[Session] = []

    def open_(operation: Operation, removal: Removal = Removal.REMOVE) -> Session:
        made.append(Session(case, operation, removal))
        return made[-1]

    yield open_
    for one in made:
        one.destination.close()


Open = Callable[..., Session]
