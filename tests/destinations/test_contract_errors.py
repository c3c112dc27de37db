"""Every built-in destination: connections, runs that stop, one that is down, and credentials."""

from __future__ import annotations

import pyarrow as pa
import pytest

from census_desktop.domain.errors import Cancelled, ConfigError, CredentialError, TransientError
from census_desktop.domain.model import Operation
from census_desktop.domain.ports import CancelToken, Destination
from tests.destinations.batches import batch_of, schema_of, send
from tests.destinations.contract import Case
from tests.destinations.contract_cases import able
from tests.destinations.contract_session import Open


def test_a_test_of_the_connection_says_that_it_answers_and_writes_nothing(case: Case) -> None:
    before = sorted(case.folder.rglob("*"))
    destination = case.open()
    assert destination.test()
    destination.close()
    after = [p for p in sorted(case.folder.rglob("*")) if p.suffix != ".db"]
    assert after == [p for p in before if p.suffix != ".db"]


def test_what_was_acknowledged_stays_when_the_run_ends_without_finish(session: Open) -> None:
    there = session(Operation.UPSERT)
    schema = there.schema()
    id_, name = schema.names[:2]
    writer = there.destination.open(there.case.target(Operation.UPSERT), schema)
    send(writer, batch_of(schema, [{id_: 1, name: "DE"}]))
    writer.close()
    assert there.names() == {"1": "DE"}


def test_a_cancelled_run_sends_no_more(session: Open) -> None:
    there = session(Operation.UPSERT)
    schema = there.schema()
    id_, name = schema.names[:2]
    writer = there.destination.open(there.case.target(Operation.UPSERT), schema)
    token = CancelToken()
    writer.send(batch_of(schema, [{id_: 1, name: "DE"}]), token)
    token.cancel()
    with pytest.raises(Cancelled):
        writer.send(batch_of(schema, [{id_: 2, name: "FR"}]), token)
    writer.close()
    assert there.names() == {"1": "DE"}


def _send_one(destination: Destination, case: Case) -> None:
    schema = schema_of(id=pa.int64())
    send(destination.open(case.target(Operation.UPSERT), schema), batch_of(schema, [{"id": 1}]))


@able(lambda a: a.may_be_away)
def test_one_that_is_down_says_so_and_that_nothing_is_lost(case: Case) -> None:
    destination = case.down()
    try:
        with pytest.raises((TransientError, ConfigError)) as failure:
            _send_one(destination, case)
    finally:
        destination.close()
    assert failure.value.hint
    if isinstance(failure.value, TransientError):
        assert failure.value.outcome_known
        assert failure.value.kept


@able(lambda a: a.credential)
def test_a_refused_credential_is_named_and_what_to_do(case: Case) -> None:
    destination = case.refused()
    try:
        with pytest.raises(CredentialError):
            destination.test()
        with pytest.raises(CredentialError) as failure:
            _send_one(destination, case)
    finally:
        destination.close()
    assert failure.value.kept
    assert "Destinations" in failure.value.hint
    assert not any(secret in str(failure.value) for secret in ("wrong", *case.secrets.values()))
