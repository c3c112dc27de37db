"""One suite for every built-in destination, on real files, databases and sockets."""

from __future__ import annotations

import contextlib
import csv
import json
import socket
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from census_desktop.domain.errors import Cancelled, CensusError, ConfigError, CredentialError, TransientError
from census_desktop.domain.model import Operation
from census_desktop.domain.ports import CancelToken, Destination, Target
from census_desktop.usecases.receiver import Receiver
from tests.conftest import FakeClock
from tests.destinations.batches import batch_of, opened, run, schema_of, send
from tests.destinations.contract import Case, Row
from tests.postgres import Postgres

OLD = "kept from before"


# Destinations ---------------------------------------------------------------------------------------------------------


def _folder_case(format_: str, tmp_path: Path, clock: FakeClock) -> Case:
    files = tmp_path / "files"

    def rows(name: str) -> list[Row]:
        # An append makes a file of its own for each run.
        found = sorted(files.glob(f"{name}*.{format_}"))
        return [row for path in found for row in _read_file(path)]

    return Case(
        "folder", {"path": str(files), "format": format_}, tmp_path, clock, rows, down=lambda: _no_folder(tmp_path, clock)
    )


def _no_folder(tmp_path: Path, clock: FakeClock) -> Destination:
    return opened("folder", {"path": str(tmp_path / "missing" / "files")}, tmp_path, clock)


def _read_file(path: Path) -> list[Row]:
    if path.suffix == ".parquet":
        return [{k: shown(v) for k, v in row.items()} for row in pq.read_table(path).to_pylist()]
    text = path.read_bytes().decode("utf-8")
    if path.suffix == ".jsonl":
        return [{k: shown(v) for k, v in json.loads(line, parse_float=Decimal).items()} for line in text.splitlines()]
    return [{k: v or None for k, v in row.items()} for row in csv.DictReader(text.splitlines(keepends=True), strict=True)]


def _webhook_case(tmp_path: Path, clock: FakeClock, stack: contextlib.ExitStack) -> Case:
    receiver = stack.enter_context(Receiver(tmp_path / "received", 0, require_auth="Bearer right"))

    def rows(_: str) -> list[Row]:
        # What is kept there went through JSON once more, with Python's floats for decimals.
        return [{k: shown(v) for k, v in record.items()} for sync in receiver.totals() for record in receiver.records(sync)]

    return Case(
        "webhook",
        {"url": receiver.url},
        tmp_path,
        clock,
        rows,
        secrets={"auth": "Bearer right"},
        down=lambda: opened("webhook", {"url": f"http://127.0.0.1:{_closed_port()}/in"}, tmp_path, clock),
        refused=lambda: opened("webhook", {"url": receiver.url}, tmp_path, clock, {"auth": "Bearer wrong"}),
    )


def _closed_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _sqlite_case(tmp_path: Path, clock: FakeClock) -> Case:
    import sqlalchemy as sa

    path = tmp_path / "crm.db"
    engine = sa.create_engine(f"sqlite:///{path}")

    def rows(name: str) -> list[Row]:
        with contextlib.closing(engine.raw_connection()) as connection:
            cursor = connection.cursor()
            cursor.execute(f'SELECT * FROM "{name}" ORDER BY rowid')
            names = [d[0] for d in cursor.description]
            found = [{n: shown(v) for n, v in zip(names, row, strict=True)} for row in cursor.fetchall()]
        engine.dispose()
        return found

    config = {"url": f"sqlite:///{path}"}

    def without_key() -> tuple[Destination, Target]:
        import pysqlite3.dbapi2 as sqlite

        with contextlib.closing(sqlite.connect(str(path))) as db:
            db.execute("CREATE TABLE bare (id INTEGER, email TEXT)")
        return opened("sql_table", config, tmp_path, clock), Target("bare", Operation.UPSERT, "id")

    def unknown() -> tuple[Destination, Target]:
        path.touch()
        return opened("sql_table", {**config, "create": False}, tmp_path, clock), Target("nope", Operation.UPSERT, "id")

    return Case("sql_table", config, tmp_path, clock, rows, lacks_key=without_key, is_unknown=unknown)


def _postgres_case(tmp_path: Path, clock: FakeClock, postgres: Postgres) -> Case:
    database = postgres.new_database()
    config = {"url": postgres.url(database)}
    secrets = {"password": postgres.password}

    def rows(name: str) -> list[Row]:
        with contextlib.closing(postgres.connect(database)) as connection:
            cursor = connection.execute(f'SELECT * FROM "{name}" ORDER BY ctid')
            names = [d.name for d in cursor.description]
            return [{n: shown(v) for n, v in zip(names, row, strict=True)} for row in cursor.fetchall()]

    def without_key() -> tuple[Destination, Target]:
        postgres.execute("CREATE TABLE bare (id bigint, email text)", database)
        return opened("sql_table", config, tmp_path, clock, secrets), Target("bare", Operation.UPSERT, "id")

    def unknown() -> tuple[Destination, Target]:
        made = opened("sql_table", {**config, "create": False}, tmp_path, clock, secrets)
        return made, Target("nope", Operation.UPSERT, "id")

    return Case(
        "sql_table",
        config,
        tmp_path,
        clock,
        rows,
        secrets=secrets,
        keeps_nul=False,
        down=lambda: opened("sql_table", {"url": f"postgresql://127.0.0.1:{_closed_port()}/x"}, tmp_path, clock),
        refused=lambda: opened("sql_table", config, tmp_path, clock, {"password": "wrong"}),
        is_unknown=unknown,
        lacks_key=without_key,
    )


def _rehearsal_case(profile: str, tmp_path: Path, clock: FakeClock) -> Case:
    about = {
        "Mail tool": ("list", "events", "Our friends", {"id": "event_id", "name": "name"}, True),
        "Ad network": ("audience", "conversions", "Our friends", {"id": "conversion_id", "name": "currency"}, False),
        "CRM": ("contacts", "activities", "", {"id": "activity_id", "name": "subject"}, True),
    }[profile]
    object_, append_object, audience, append_names, open_fields = about
    config = {"imitates": profile}

    def rows(name: str) -> list[Row]:
        there = opened("rehearsal", config, tmp_path, clock)
        try:
            records = there.records(name, audience if name == object_ else "")
        finally:
            there.close()
        return [{k: shown(v) for k, v in record.items()} for record in records]

    def unknown() -> tuple[Destination, Target]:
        return opened("rehearsal", config, tmp_path, clock), Target("nope", Operation.UPSERT, "external_id")

    def without_key() -> tuple[Destination, Target]:
        return opened("rehearsal", config, tmp_path, clock), Target(object_, Operation.UPSERT, "id", audience)

    return Case(
        "rehearsal",
        config,
        tmp_path,
        clock,
        rows,
        object=object_,
        append_object=append_object,
        audience=audience,
        names={"id": "external_id", "name": "country" if profile == "Ad network" else "first_name"},
        append_names=append_names,
        open_fields=open_fields,
        is_unknown=unknown,
        lacks_key=without_key,
    )


def shown(value: Any) -> str | None:
    """A value as text, the same for every destination that keeps it exactly."""
    if value is None:
        return None
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, datetime):
        return value.replace(tzinfo=None).isoformat(sep=" ")
    if isinstance(value, float | Decimal):
        return format(Decimal(str(value)).normalize(), "f")
    return str(value)


CASES = (
    "folder-csv",
    "folder-jsonl",
    "folder-parquet",
    "webhook",
    "sqlite",
    pytest.param("postgresql", marks=pytest.mark.postgres),
    "rehearsal-Mail tool",
    "rehearsal-Ad network",
    "rehearsal-CRM",
)


@pytest.fixture(params=CASES)
def case(request: pytest.FixtureRequest, tmp_path: Path, clock: FakeClock) -> Iterator[Case]:
    kind, _, detail = request.param.partition("-")
    with contextlib.ExitStack() as stack:
        if kind == "folder":
            yield _folder_case(detail, tmp_path, clock)
        elif kind == "webhook":
            yield _webhook_case(tmp_path, clock, stack)
        elif kind == "sqlite":
            yield _sqlite_case(tmp_path, clock)
        elif kind == "postgresql":
            yield _postgres_case(tmp_path, clock, request.getfixturevalue("postgres"))
        else:
            yield _rehearsal_case(detail, tmp_path, clock)


# The suite ------------------------------------------------------------------------------------------------------------


class Session:
    """A case with its destination open, speaking the suite's names: id, name and others that only some have."""

    def __init__(self, case: Case, operation: Operation) -> None:
        if not case.supports(operation):
            pytest.skip(f"no object with {operation}")
        self.case = case
        self.operation = operation
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

    def run(self, *parts: tuple[Operation, Sequence[Row]], keys: Sequence[str] = (), **more: Any) -> list[Mapping[int, str]]:
        """A run of one batch for each part. Values of the suite's fields; returns what was rejected in each."""
        schema = self.schema(**more)
        target = self.case.target(self.operation, audience_id=self.audience_id)
        writer = self.destination.open(target, schema)
        self.audience_id = writer.audience_id
        batches = []
        for n, (operation, rows) in enumerate(parts):
            translated = [{**self._required(), **{self.case.field(k, self.operation): v for k, v in r.items()}} for r in rows]
            batches.append(batch_of(schema, translated, operation, idempotency_key=keys[n] if keys else ""))
        return [reply.rejected for reply in run(writer, *batches)]

    def rows(self) -> dict[str, Row]:
        """What is there, by id, in the suite's names."""
        name = self.case.target(self.operation).object
        back = {self.case.field(n, self.operation): n for n in ("id", "name")}
        found = [{back.get(k, k): v for k, v in row.items()} for row in self.case.rows(name)]
        by_id = {str(row["id"]): row for row in found}
        assert len(by_id) == len(found), "a record is there more than once"
        return by_id

    def names(self) -> dict[str, str | None]:
        return {id_: row.get("name") for id_, row in self.rows().items()}


@pytest.fixture
def session(case: Case) -> Iterator[Callable[[Operation], Session]]:
    made: list[Session] = []

    def open_(operation: Operation) -> Session:
        made.append(Session(case, operation))
        return made[-1]

    yield open_
    for one in made:
        one.destination.close()


Open = Callable[[Operation], Session]


def test_a_test_of_the_connection_says_that_it_answers_and_writes_nothing(case: Case) -> None:
    before = sorted(case.folder.rglob("*"))
    destination = case.open()
    assert destination.test()
    destination.close()
    after = [p for p in sorted(case.folder.rglob("*")) if p.suffix != ".db"]
    assert after == [p for p in before if p.suffix != ".db"]


def test_objects_name_their_operations_and_a_word_for_removal(case: Case) -> None:
    destination = case.open()
    specs = destination.objects()
    destination.close()
    assert specs
    assert all(s.operations and s.label and s.removal for s in specs)


def test_upsert_brings_new_records_and_changes_known_ones(session: Open) -> None:
    there = session(Operation.UPSERT)
    there.run((Operation.UPSERT, [{"id": 1, "name": "DE"}, {"id": 2, "name": "FR"}]))
    there.run((Operation.UPSERT, [{"id": 2, "name": "IT"}, {"id": 3, "name": "PL"}]))
    assert there.names() == {"1": "DE", "2": "IT", "3": "PL"}


def test_mirror_removes_those_who_left_and_no_others(session: Open) -> None:
    there = session(Operation.MIRROR)
    there.run((Operation.UPSERT, [{"id": 1, "name": "DE"}, {"id": 2, "name": "FR"}, {"id": 3, "name": "IT"}]))
    there.run((Operation.UPSERT, [{"id": 1, "name": "PL"}]), (Operation.DELETE, [{"id": 2}, {"id": 99}]))
    assert there.names() == {"1": "PL", "3": "IT"}


def test_a_removed_record_can_come_back(session: Open) -> None:
    there = session(Operation.MIRROR)
    there.run((Operation.UPSERT, [{"id": 1, "name": "DE"}]))
    there.run((Operation.DELETE, [{"id": 1}]))
    assert there.names() == {}
    there.run((Operation.UPSERT, [{"id": 1, "name": "FR"}]))
    assert there.names() == {"1": "FR"}


def test_update_changes_known_records_and_makes_none(session: Open) -> None:
    there = session(Operation.UPDATE)
    there.run((Operation.UPSERT, [{"id": 1, "name": "DE"}]))
    there.run((Operation.UPDATE, [{"id": 1, "name": "FR"}, {"id": 2, "name": "IT"}]))
    assert there.names() == {"1": "FR"}


def test_create_makes_new_records_and_changes_none(session: Open) -> None:
    there = session(Operation.CREATE)
    there.run((Operation.CREATE, [{"id": 1, "name": "DE"}]))
    there.run((Operation.CREATE, [{"id": 1, "name": "FR"}, {"id": 2, "name": "IT"}]))
    assert there.names() == {"1": "DE", "2": "IT"}


def test_append_adds_and_a_second_run_adds_more(session: Open) -> None:
    there = session(Operation.APPEND)
    there.run((Operation.APPEND, [{"id": 1, "name": "EUR"}]))
    there.case.clock.advance(60)  # type: ignore[attr-defined]
    there.run((Operation.APPEND, [{"id": 2, "name": "USD"}, {"id": 3, "name": "GBP"}]))
    assert there.names() == {"1": "EUR", "2": "USD", "3": "GBP"}


@pytest.mark.parametrize("operation", [Operation.UPSERT, Operation.APPEND, Operation.CREATE])
def test_a_batch_sent_again_with_the_same_key_changes_nothing(session: Open, operation: Operation) -> None:
    there = session(operation)
    one, two = ("EUR", "USD") if operation is Operation.APPEND else ("DE", "FR")
    rows = [{"id": 1, "name": one}, {"id": 2, "name": two}]
    there.run((operation, rows), (operation, rows), keys=["same", "same"])
    once = there.rows()
    there.case.clock.advance(60)  # type: ignore[attr-defined]
    there.run((operation, rows), keys=["same"])
    assert there.rows() == once
    assert set(once) == {"1", "2"}


def test_an_empty_batch_is_acknowledged_and_changes_nothing(session: Open) -> None:
    there = session(Operation.UPSERT)
    there.run((Operation.UPSERT, [{"id": 1, "name": "DE"}]))
    assert there.run((Operation.UPSERT, [])) == [{}]
    assert there.names() == {"1": "DE"}


ODD = {
    "1": 'O\'Brien "the" %s {0} \\ $1',
    "2": "👩‍👩‍👧 Zoë 日本 \u202eעברית",
    "3": "two\nlines, tab\there; and\r\nmore",
    "4": "x" * 10_000,
    "5": " spaces around ",
    "6": "NULL",
    "7": '"}],"rejected":[{"id":1}]',
}


def test_odd_characters_arrive_as_they_are(session: Open) -> None:
    there = session(Operation.UPSERT)
    if not there.case.open_fields:
        pytest.skip("its fields are short codes")
    rejected = there.run((Operation.UPSERT, [{"id": int(k), "note": v} for k, v in ODD.items()]), note=pa.string())
    assert rejected == [{}]
    assert {k: row["note"] for k, row in there.rows().items()} == ODD


def test_a_nul_character_arrives_or_is_rejected_with_a_reason(session: Open) -> None:
    there = session(Operation.UPSERT)
    if not there.case.open_fields:
        pytest.skip("its fields are short codes")
    rows = [{"id": 1, "note": "fine"}, {"id": 2, "note": "a\0b"}, {"id": 3, "note": "fine too"}]
    (rejected,) = there.run((Operation.UPSERT, rows), note=pa.string())
    if there.case.keeps_nul:
        assert rejected == {}
        assert there.rows()["2"]["note"] == "a\0b"
    else:
        assert list(rejected) == [1]
        assert "note" in rejected[1]
        assert "a" + "\0" not in rejected[1]
        assert set(there.rows()) == {"1", "3"}


def test_types_keep_their_values(session: Open) -> None:
    there = session(Operation.UPSERT)
    if not there.case.open_fields:
        pytest.skip("its fields are short codes")
    row: Row = {
        "id": 2**53 + 1,
        "born": date(1958, 2, 28),
        "seen": datetime(2026, 3, 29, 1, 30, 15, tzinfo=UTC),
        "spent": Decimal("1234567.89"),
        "opted_in": True,
        "visits": -(2**63),
        "score": 0.1,
    }
    there.run(
        (Operation.UPSERT, [row, {"id": 5}]),
        born=pa.date32(),
        seen=pa.timestamp("us", "UTC"),
        spent=pa.decimal128(12, 2),
        opted_in=pa.bool_(),
        visits=pa.int64(),
        score=pa.float64(),
    )
    found = there.rows()
    full = found[str(2**53 + 1)]
    assert full["born"] == "1958-02-28"
    seen = full["seen"]
    assert seen is not None
    assert datetime.fromisoformat(seen).replace(tzinfo=UTC) == row["seen"]
    assert (full["spent"], full["visits"], full["score"]) == ("1234567.89", str(-(2**63)), "0.1")
    assert full["opted_in"] in ("1", "true")
    assert [found["5"].get(n) for n in ("born", "seen", "spent", "opted_in", "visits", "score")] == [None] * 6


def test_null_clears_a_value(session: Open) -> None:
    there = session(Operation.UPSERT)
    there.run((Operation.UPSERT, [{"id": 1, "name": "DE"}, {"id": 2, "name": "FR"}]))
    there.run((Operation.UPSERT, [{"id": 1, "name": None}]))
    assert there.names() == {"1": None, "2": "FR"}


def test_a_text_key_is_told_apart_from_others_like_it(session: Open) -> None:
    there = session(Operation.MIRROR)
    keys = ["a", "A", "a ", "ä", "007", "7"]
    schema = schema_of(**{there.case.field("id"): pa.string(), there.case.field("name"): pa.string()})
    id_, name = schema.names
    writer = there.destination.open(there.case.target(Operation.MIRROR), schema)
    run(writer, batch_of(schema, [{id_: key, name: "DE"} for key in keys]))
    writer = there.destination.open(there.case.target(Operation.MIRROR, audience_id=writer.audience_id), schema)
    run(writer, batch_of(schema, [{id_: "7"}, {id_: "a "}], Operation.DELETE))
    assert set(there.rows()) == {"a", "A", "ä", "007"}


def test_a_new_field_is_added_and_a_dropped_one_keeps_its_values(session: Open) -> None:
    there = session(Operation.UPSERT)
    if not there.case.open_fields or there.case.type == "webhook":
        pytest.skip("the receiving side decides what fields there are")
    there.run((Operation.UPSERT, [{"id": 1, "name": "DE", "old": OLD}, {"id": 2, "name": "FR", "old": OLD}]), old=pa.string())
    there.run((Operation.UPSERT, [{"id": 1, "name": "IT", "new": "fresh"}, {"id": 3, "name": "PL"}]), new=pa.string())
    rows = there.rows()
    assert (rows["1"]["name"], rows["1"]["old"], rows["1"]["new"]) == ("IT", OLD, "fresh")
    assert (rows["2"]["name"], rows["2"]["old"], rows["2"].get("new")) == ("FR", OLD, None)
    assert (rows["3"]["name"], rows["3"].get("old"), rows["3"].get("new")) == ("PL", None, None)


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


def test_one_that_is_down_says_so_and_that_nothing_is_lost(case: Case) -> None:
    if case.down is None:
        pytest.skip("it is on this computer")
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


def test_a_refused_credential_is_named_and_what_to_do(case: Case) -> None:
    if case.refused is None:
        pytest.skip("it has no credential")
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


def test_an_unknown_object_is_refused_with_what_there_is(case: Case) -> None:
    if case.is_unknown is None:
        pytest.skip("any name is fine")
    _refused_at_open(*case.is_unknown())


def test_a_key_that_tells_nothing_apart_is_refused_before_anything_is_sent(case: Case) -> None:
    if case.lacks_key is None:
        pytest.skip("any field can be the key")
    _refused_at_open(*case.lacks_key())


def _refused_at_open(destination: Destination, target: Target) -> None:
    try:
        with pytest.raises(CensusError) as failure:
            destination.open(target, schema_of(**{target.key_field: pa.int64(), "email": pa.string()}))
    finally:
        destination.close()
    assert isinstance(failure.value, ConfigError)
    assert failure.value.hint
