"""The destinations' own ids of records: a cache that forgets nothing it should know and never is an error."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from census_desktop.bootstrap import App, open_workspace
from census_desktop.domain.model import Connection
from census_desktop.domain.ports import DestinationContext, RemoteIds
from census_desktop.paths import WorkspacePaths
from census_desktop.store.library import best_library
from census_desktop.store.remote_ids import ASKED_AT_ONCE, RemoteIdFile
from tests.conftest import FakeClock
from tests.store.conftest import Start, output

CRM = Connection("crm", "CRM", "webhook", {"url": "https://crm.example"})
BY_EMAIL = "contact by email"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return WorkspacePaths(tmp_path).remote_ids


@pytest.fixture
def ids(path: Path) -> Iterator[RemoteIdFile]:
    file = RemoteIdFile(path)
    yield file
    file.close()


def test_ids_are_remembered_by_connection_and_kind(ids: RemoteIdFile, path: Path) -> None:
    crm = ids.of(CRM)
    assert crm.known(BY_EMAIL, ["ann@shop.example"]) == {}
    crm.remember(BY_EMAIL, {"ann@shop.example": "101", "bob@shop.example": "102"})
    crm.remember(BY_EMAIL, {"bob@shop.example": "202"})
    assert crm.known(BY_EMAIL, ["ann@shop.example", "nobody", "bob@shop.example"]) == {
        "ann@shop.example": "101",
        "bob@shop.example": "202",
    }
    assert crm.known("contact by number", ["ann@shop.example"]) == {}
    assert ids.of(replace(CRM, id="other")).known(BY_EMAIL, ["ann@shop.example"]) == {}
    ids.close()
    assert RemoteIdFile(path).of(CRM).known(BY_EMAIL, ["ann@shop.example"]) == {"ann@shop.example": "101"}


def test_what_was_not_there_any_more_is_forgotten(ids: RemoteIdFile) -> None:
    crm = ids.of(CRM)
    crm.remember(BY_EMAIL, {"a": "1", "b": "2"})
    crm.forget(BY_EMAIL, ["a", "never known"])
    assert crm.known(BY_EMAIL, ["a", "b"]) == {"b": "2"}


def test_more_keys_than_one_question_takes(ids: RemoteIdFile) -> None:
    crm = ids.of(CRM)
    many = {f"k{n}": str(n) for n in range(2 * ASKED_AT_ONCE + 1)}
    crm.remember(BY_EMAIL, many)
    assert crm.known(BY_EMAIL, [*many, *many]) == many


def test_no_key_can_be_read_in_the_file_and_nobody_else_can(ids: RemoteIdFile, path: Path) -> None:
    ids.of(CRM).remember(BY_EMAIL, {"ann@shop.example": "101"})
    ids.close()
    held = path.read_bytes()
    assert b"ann" not in held
    assert b"contact by" not in held
    assert path.stat().st_mode & 0o077 == 0
    with closing(sqlite3.connect(path)) as sql:
        ((digest,),) = sql.execute("SELECT key FROM remote_id").fetchall()
    assert len(digest) == 32


def test_the_same_person_cannot_be_told_in_two_connections(ids: RemoteIdFile, path: Path) -> None:
    for connection in (CRM, replace(CRM, id="other")):
        ids.of(connection).remember(BY_EMAIL, {"ann@shop.example": "101"})
    ids.close()
    with closing(sqlite3.connect(path)) as sql:
        assert sql.execute("SELECT count(DISTINCT key) FROM remote_id").fetchone() == (2,)


def test_a_connection_that_was_pointed_elsewhere_knows_nobody(ids: RemoteIdFile, path: Path) -> None:
    ids.of(CRM).remember(BY_EMAIL, {"a": "1"})
    elsewhere = replace(CRM, config={"url": "https://other.example"})
    assert ids.of(elsewhere).known(BY_EMAIL, ["a"]) == {}
    assert ids.of(CRM).known(BY_EMAIL, ["a"]) == {}, "and not again when it comes back"


@pytest.mark.parametrize("held", [b"this is no database at all, " * 200, b"SQLite format 3\x00" + b"\x00" * 4000, b""])
def test_a_damaged_file_is_begun_anew(path: Path, held: bytes) -> None:
    path.write_bytes(held)
    file = RemoteIdFile(path)
    crm = file.of(CRM)
    assert crm.known(BY_EMAIL, ["a"]) == {}
    crm.remember(BY_EMAIL, {"a": "1"})
    assert crm.known(BY_EMAIL, ["a"]) == {"a": "1"}
    file.close()


def test_a_file_of_another_layout_is_begun_anew(path: Path) -> None:
    with closing(sqlite3.connect(path)) as sql:
        sql.execute("CREATE TABLE remote_id (something TEXT)")
    file = RemoteIdFile(path)
    file.of(CRM).remember(BY_EMAIL, {"a": "1"})
    assert file.of(CRM).known(BY_EMAIL, ["a"]) == {"a": "1"}
    file.close()


def test_where_no_file_can_be_nothing_is_known_and_nothing_fails(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file where the folder should be")
    crm = RemoteIdFile(tmp_path / "taken" / "remote-ids.db").of(CRM)
    crm.remember(BY_EMAIL, {"a": "1"})
    crm.forget(BY_EMAIL, ["a"])
    assert crm.known(BY_EMAIL, ["a"]) == {}


def test_while_another_program_holds_the_file_it_is_done_without(
    ids: RemoteIdFile, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("census_desktop.store.remote_ids.BUSY_SECONDS", 0.01)
    ids.of(CRM).remember(BY_EMAIL, {"a": "1"})
    crm = RemoteIdFile(path).of(CRM)
    with closing(best_library().module.connect(str(path))) as other:  # one library: a file lock is the process's
        other.execute("BEGIN EXCLUSIVE")
        crm.remember(BY_EMAIL, {"b": "2"})
        assert crm.known(BY_EMAIL, ["a"]) == {}
    assert crm.known(BY_EMAIL, ["a", "b"]) == {"a": "1"}, "it was not taken for damaged"


def test_threads_share_it(ids: RemoteIdFile) -> None:
    crm = ids.of(CRM)

    def work(first: int) -> None:
        for n in range(first, 200, 4):
            crm.remember(BY_EMAIL, {f"k{n}": str(n)})
            assert crm.known(BY_EMAIL, [f"k{n}"]) == {f"k{n}": str(n)}

    threads = [threading.Thread(target=work, args=(first,)) for first in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(crm.known(BY_EMAIL, [f"k{n}" for n in range(200)])) == 200


def test_two_processes_share_it(ids: RemoteIdFile, paths: WorkspacePaths, start: Start) -> None:
    code = """
    from census_desktop.domain.model import Connection
    from census_desktop.store.remote_ids import RemoteIdFile
    crm = RemoteIdFile(paths.remote_ids).of(Connection("crm", "CRM", "webhook", {"url": "https://crm.example"}))
    for n in range(50):
        crm.remember("contact by email", {f"{sys.argv[2]}{n}": str(n)})
    say(len(crm.known("contact by email", [f"{sys.argv[2]}{n}" for n in range(50)])))
    """
    assert [output(process) for process in [start(code, name) for name in "ab"]] == ["50\n", "50\n"]
    both = RemoteIdFile(paths.remote_ids)
    assert len(both.of(CRM).known(BY_EMAIL, [f"{name}{n}" for name in "ab" for n in range(50)])) == 100
    both.close()


# In a workspace ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def app(tmp_path: Path, clock: FakeClock) -> Iterator[App]:
    opened = open_workspace(tmp_path / "workspace", clock=clock, environ={})
    yield opened
    opened.close()


def ids_of(app: App, connection: Connection, monkeypatch: pytest.MonkeyPatch) -> RemoteIds:
    """What a run's destination is given."""
    import census_desktop.destinations as types

    given: list[DestinationContext] = []
    open_ = types.open_destination

    def noted(context: DestinationContext) -> object:
        given.append(context)
        return open_(context)

    with monkeypatch.context() as patch:
        patch.setattr(types, "open_destination", noted)
        with app.destinations.opened(connection.id):
            pass
    assert given[0].ids is not None
    return given[0].ids


def saved(app: App) -> Connection:
    connection = replace(app.destinations.new("rehearsal", "Practice"), config={"imitates": "Mail tool"})
    return app.destinations.save(connection)


def test_a_run_is_given_what_earlier_runs_looked_up(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    connection = saved(app)
    assert not app.paths.remote_ids.exists(), "made when first needed"
    ids_of(app, connection, monkeypatch).remember(BY_EMAIL, {"a": "1"})
    assert ids_of(app, connection, monkeypatch).known(BY_EMAIL, ["a"]) == {"a": "1"}


def test_ids_are_forgotten_with_the_connection_and_with_its_account(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    connection = saved(app)
    ids_of(app, connection, monkeypatch).remember(BY_EMAIL, {"a": "1"})
    app.destinations.save(replace(connection, name="Practice there"))
    assert ids_of(app, connection, monkeypatch).known(BY_EMAIL, ["a"]) == {"a": "1"}, "a name changes nothing"
    app.destinations.keep_secrets(connection.id, {"token": "another account's"}, for_session=True)
    assert ids_of(app, connection, monkeypatch).known(BY_EMAIL, ["a"]) == {}
    ids_of(app, connection, monkeypatch).remember(BY_EMAIL, {"a": "1"})
    app.destinations.remove(connection.id)
    with closing(sqlite3.connect(app.paths.remote_ids)) as sql:
        assert sql.execute("SELECT count(*) FROM remote_id").fetchone() == (0,)
