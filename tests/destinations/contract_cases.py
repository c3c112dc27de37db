"""The destinations of the contract suite on real files, databases and sockets, and what each can do."""

from __future__ import annotations

import contextlib
import csv
import json
import socket
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from census_desktop.domain.model import Operation, Removal
from census_desktop.domain.ports import Destination, Target
from census_desktop.usecases.receiver import Receiver
from tests.conftest import FakeClock
from tests.destinations.batches import opened
from tests.destinations.contract import Abilities, Case, Row
from tests.destinations.s3_server import S3Server
from tests.destinations.sftp_server import SftpServer
from tests.mariadb import MariaDB
from tests.postgres import Postgres

FILE_OR_TABLE = Abilities()
OVER_A_NETWORK = replace(FILE_OR_TABLE, credential=True)

ABILITIES: dict[str, Abilities] = {
    "folder-csv": FILE_OR_TABLE,
    "folder-jsonl": FILE_OR_TABLE,
    "folder-parquet": FILE_OR_TABLE,
    "s3-csv": OVER_A_NETWORK,
    "s3-jsonl": OVER_A_NETWORK,
    "s3-parquet": OVER_A_NETWORK,
    "sftp-csv": replace(OVER_A_NETWORK, asks_to_make=True),
    "sftp-jsonl": replace(OVER_A_NETWORK, asks_to_make=True),
    "webhook": Abilities(
        removals=frozenset({Removal.REMOVE, Removal.NULL_OUT}),
        refuses=frozenset({Removal.SWAP}),
        only_if_empty=False,
        forwards=True,
        credential=True,
    ),
    "sqlite": Abilities(asks_to_make=True, strict_keys=True, may_be_away=False),
    "postgresql": replace(OVER_A_NETWORK, asks_to_make=True, strict_keys=True),
    "mariadb": replace(OVER_A_NETWORK, asks_to_make=True, strict_keys=True),
    "rehearsal-Mail tool": Abilities(
        operations=frozenset({Operation.UPSERT, Operation.MIRROR, Operation.APPEND}),
        removals=frozenset({Removal.REMOVE}),
        refuses=frozenset({Removal.NULL_OUT, Removal.SWAP}),
        only_if_empty=False,
        open_names=False,
        strict_keys=True,
        may_be_away=False,
    ),
    "rehearsal-Ad network": Abilities(
        operations=frozenset({Operation.UPSERT, Operation.MIRROR, Operation.APPEND}),
        removals=frozenset({Removal.REMOVE, Removal.SWAP}),
        refuses=frozenset({Removal.NULL_OUT, Removal.SWAP}),
        only_if_empty=False,
        open_names=False,
        open_fields=False,
        strict_keys=True,
        may_be_away=False,
    ),
    "rehearsal-CRM": Abilities(
        removals=frozenset({Removal.REMOVE, Removal.NULL_OUT}),
        refuses=frozenset({Removal.SWAP}),
        open_names=False,
        strict_keys=True,
        may_be_away=False,
    ),
}
"""The cases, and what each can do. test_contract_names.py holds it against what the destinations say."""

_MARKS = {"postgresql": pytest.mark.postgres, "mariadb": pytest.mark.mariadb}


def able(to: Callable[[Abilities], bool]) -> pytest.MarkDecorator:
    """The test is for the cases that are able to do that."""
    names = [name for name, abilities in ABILITIES.items() if to(abilities)]
    return pytest.mark.parametrize("case", [_param(name) for name in names], indirect=True)


def having(*operations: Operation) -> pytest.MarkDecorator:
    """The test is for the cases that have an object with each of the operations."""
    return able(lambda a: a.operations.issuperset(operations))


def letting_go_by(removal: Removal) -> pytest.MarkDecorator:
    return able(lambda a: Operation.MIRROR in a.operations and removal in a.removals)


def for_each(*operations: Operation, able: Callable[[Abilities], bool] = lambda a: True) -> pytest.MarkDecorator:
    """The test is for each of the operations at the cases that have it, and are able to do what is asked besides."""
    found = [(name, o) for name, a in ABILITIES.items() for o in operations if o in a.operations and able(a)]
    return pytest.mark.parametrize(("case", "operation"), [_param(name, o) for name, o in found], indirect=["case"])


def _param(name: str, *operation: Operation) -> Any:
    return pytest.param(name, *operation, id="-".join([name, *operation]), marks=_MARKS.get(name, ()))


def all_cases() -> list[Any]:
    return [_param(name) for name in ABILITIES]


@contextlib.contextmanager
def opened_case(name: str, request: pytest.FixtureRequest, tmp_path: Path, clock: FakeClock) -> Iterator[Case]:
    kind, _, detail = name.partition("-")
    with contextlib.ExitStack() as stack:
        if kind == "folder":
            yield _folder_case(detail, tmp_path, clock)
        elif kind == "s3":
            yield _s3_case(detail, tmp_path, clock, request.getfixturevalue("s3"))
        elif kind == "sftp":
            yield _sftp_case(detail, tmp_path, clock, request.getfixturevalue("sftp"))
        elif kind == "webhook":
            yield _webhook_case(tmp_path, clock, stack)
        elif kind == "sqlite":
            yield _sqlite_case(tmp_path, clock)
        elif kind == "postgresql":
            yield _postgres_case(tmp_path, clock, request.getfixturevalue("postgres"))
        elif kind == "mariadb":
            yield _mariadb_case(tmp_path, clock, request.getfixturevalue("mariadb"))
        else:
            yield _rehearsal_case(detail, tmp_path, clock)


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


def _s3_case(format_: str, tmp_path: Path, clock: FakeClock, s3: S3Server) -> Case:
    config = {**s3.config(s3.new_bucket(), prefix="to/ads"), "format": format_}

    def rows(name: str) -> list[Row]:
        return _read_copies(tmp_path / "copies", s3.files(config["bucket"]), name)

    nowhere = {**config, "endpoint": f"http://127.0.0.1:{_closed_port()}"}
    return Case(
        "s3",
        config,
        tmp_path,
        clock,
        rows,
        secrets=s3.secrets,
        down=lambda: opened("s3", nowhere, tmp_path, clock, s3.secrets),
        refused=lambda: opened("s3", config, tmp_path, clock, {"secret_key": "wrong"}),
    )


def _sftp_case(format_: str, tmp_path: Path, clock: FakeClock, sftp: SftpServer) -> Case:
    files = sftp.new_folder()
    config = {**sftp.config(files), "format": format_}

    def rows(name: str) -> list[Row]:
        return [row for path in sorted(files.glob(f"{name}*.{format_}")) for row in _read_file(path)]

    return Case(
        "sftp",
        config,
        tmp_path,
        clock,
        rows,
        secrets=sftp.secrets,
        down=lambda: opened("sftp", {**config, "port": _closed_port()}, tmp_path, clock, sftp.secrets),
        refused=lambda: opened("sftp", config, tmp_path, clock, {"password": "wrong"}),
        is_unknown=lambda: (
            opened("sftp", {**config, "folder": str(files / "nope"), "create": False}, tmp_path, clock, sftp.secrets),
            Target("records", Operation.UPSERT, "id"),
        ),
    )


def _read_copies(folder: Path, files: Mapping[str, bytes], name: str) -> list[Row]:
    folder.mkdir(exist_ok=True)
    found: list[Row] = []
    for path in sorted(files):
        copy = folder / Path(path).name
        if copy.name.startswith(name):
            copy.write_bytes(files[path])
            found += _read_file(copy)
    return found


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


def _mariadb_case(tmp_path: Path, clock: FakeClock, mariadb: MariaDB) -> Case:
    database = mariadb.new_database()
    config = {"url": f"mariadb://{mariadb.user}@{mariadb.host}:{mariadb.port}/{database}"}
    secrets = {"password": mariadb.password}

    def rows(name: str) -> list[Row]:
        with contextlib.closing(mariadb.connect(database)) as connection, connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM `{name}`")
            names = [d[0] for d in cursor.description]
            return [{n: shown(v) for n, v in zip(names, row, strict=True)} for row in cursor.fetchall()]

    def without_key() -> tuple[Destination, Target]:
        mariadb.execute("CREATE TABLE bare (id bigint, email text)", database)
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
        down=lambda: opened("sql_table", {"url": f"mysql://127.0.0.1:{_closed_port()}/x"}, tmp_path, clock),
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
            records = there.records(name, audience if name in (object_, "customer_file") else "")
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
        swap_object="customer_file" if profile == "Ad network" else "",
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
