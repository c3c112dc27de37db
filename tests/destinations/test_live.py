"""Connectors against the vendors themselves, for whoever has an account there. Never run unless asked:

    CENSUS_DESKTOP_LIVE=accounts.json pytest -m live -n 0 tests/destinations/test_live.py

The file is a list; of each entry one record is written, and where `audience` names one, put into it and taken out again. Use a
test account and a record of your own:

    [{"type": "klaviyo", "secrets": {"api_key": "pk_…"}, "config": {}, "object": "list", "audience": "census-desktop check",
      "record": {"email": "you+check@example.com", "first_name": "Check"}}]

The first field of `record` is the sync key; `columns` may name the SQL-like type of others than text
({"score": "number"}). Fields that take digests are given as digests. Nothing of the file is printed or kept.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from census_desktop.domain.model import Operation
from census_desktop.domain.ports import Batch, CancelToken, JobWriter, Reply, SystemClock, Target, Writer
from tests.destinations.batches import batch_of, opened, schema_of

pytestmark = [pytest.mark.live, pytest.mark.timeout(900)]

TYPES = {"text": pa.string(), "number": pa.float64(), "integer": pa.int64(), "boolean": pa.bool_()}
POLL_SECONDS = 2.0
MOST_POLLS = 300


def accounts() -> list[Mapping[str, Any]]:
    path = os.environ.get("CENSUS_DESKTOP_LIVE", "")
    return json.loads(Path(path).read_text(encoding="utf-8")) if path else []


def sent(writer: Writer, batch: Batch) -> Reply:
    """The answer, of a job once it is done."""
    cancel = CancelToken()
    if not isinstance(writer, JobWriter):
        return writer.send(batch, cancel)
    job = writer.submit(batch, cancel)
    for _ in range(MOST_POLLS):
        state = writer.poll(job, cancel)
        if state.done:
            return writer.results(job, batch, cancel)
        cancel.wait(state.retry_after or POLL_SECONDS)
    raise AssertionError("the job was not done in time")


@pytest.mark.skipif(not accounts(), reason="CENSUS_DESKTOP_LIVE names no file of accounts")
@pytest.mark.parametrize("number", range(len(accounts())), ids=[f"{a['type']} {a['object']}" for a in accounts()])
def test_a_record_goes_there_and_a_member_comes_back(number: int, tmp_path: Path) -> None:
    account = accounts()[number]
    record, audience = account["record"], account.get("audience", "")
    key = next(iter(record))
    columns = account.get("columns", {})
    schema = schema_of(**{name: TYPES[columns.get(name, "text")] for name in record})
    destination = opened(account["type"], account.get("config", {}), tmp_path, SystemClock(), account.get("secrets", {}))
    try:
        assert destination.test()
        spec = next(o for o in destination.objects() if o.name == account["object"] or o.open_name)
        operation = Operation.MIRROR if audience else spec.operations[0]
        writer = destination.open(Target(account["object"], operation, key, audience), schema)
        try:
            reply = sent(writer, batch_of(schema, [record]))
            assert not reply.rejected, "the record was refused"
            assert not reply.unnamed
            if audience:
                assert writer.audience_id
                left = sent(writer, batch_of(schema, [record], Operation.DELETE))
                assert not left.rejected, "the member did not leave"
            writer.finish()
        finally:
            writer.close()
    finally:
        destination.close()
