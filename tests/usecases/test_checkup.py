"""The health check finds what is wrong, says what to do, and asks nobody unless told to."""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Iterator
from datetime import timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from census_desktop.bootstrap import App, open_workspace
from census_desktop.domain.errors import Cancelled
from census_desktop.domain.ports import CancelToken
from census_desktop.usecases import checkup
from census_desktop.usecases.checkup import Finding, Standing, window_finding
from tests.conftest import FakeClock


@pytest.fixture
def app(tmp_path: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch) -> Iterator[App]:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    for name in checkup._PROXIES:
        monkeypatch.delenv(name, raising=False)
    opened = open_workspace(tmp_path / "workspace", clock=clock)
    yield opened
    opened.close()


def found(app: App, online: str = "") -> dict[str, Finding]:
    return {f.id: f for f in app.checkup.look(online=online)}


@pytest.fixture
def server(clock: FakeClock) -> Iterator[tuple[str, list[str], dict[str, float]]]:
    """A server whose clock is off by `offset` seconds; it notes what it was told."""
    heard: list[str] = []
    settings = {"offset": 0.0}

    class Answer(BaseHTTPRequestHandler):
        def do_HEAD(self) -> None:
            heard.append(f"{self.requestline} {sorted(self.headers.keys())}")
            self.send_response_only(200)
            self.send_header("Date", format_datetime(clock.now() + timedelta(seconds=settings["offset"]), usegmt=True))
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    made = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    thread = threading.Thread(target=made.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{made.server_address[1]}/", heard, settings
    made.shutdown()
    thread.join()
    made.server_close()


def test_a_new_workspace_is_in_order(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("nobody may be asked")

    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(app.destinations, "keyring_state", lambda: "Credentials are kept in a vault.")
    findings = found(app)
    assert {i for i, f in findings.items() if f.standing is Standing.WRONG} == set()
    assert {"workspace", "file", "backup", "disk", "temp", "engine", "keyring", "log", "crash", "clock", "network"} <= set(
        findings
    )
    for id_ in ("workspace", "file", "engine", "keyring", "crash", "clock"):
        assert findings[id_].standing is Standing.OK, findings[id_]
    assert findings["network"].standing is Standing.NOTE
    assert "SQLite 3." in findings["file"].found


def test_a_missing_keyring_little_room_and_an_old_backup_are_told_with_what_to_do(
    app: App, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    app.store.back_up()
    backup = next(app.paths.backups.iterdir())
    old = (clock.now() - timedelta(days=20)).timestamp()
    os.utime(backup, (old, old))
    monkeypatch.setattr(checkup.shutil, "disk_usage", lambda _folder: type("Usage", (), {"free": 100_000_000}))
    findings = found(app)
    assert (findings["keyring"].standing, findings["disk"].standing) == (Standing.WARNING, Standing.WRONG)
    assert (findings["backup"].standing, findings["backup"].found) == (Standing.WARNING, "The newest is 20 days old.")
    assert all(findings[id_].advice for id_ in ("keyring", "disk", "backup"))


def test_a_damaged_file_and_a_folder_that_is_synced_are_found(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    store = app.store.needed()
    monkeypatch.setattr(type(store), "place_warning", lambda _store: "The workspace is inside “Dropbox”.")
    monkeypatch.setattr(type(store), "fault", lambda _store: "Tree 4 page 7: btreeInitPage() returns error code 11")
    findings = found(app)
    assert (findings["workspace"].standing, findings["file"].standing) == (Standing.WARNING, Standing.WRONG)
    assert "backup" in findings["file"].advice


def test_what_the_store_says_of_its_file_is_sqlites_own_word(app: App) -> None:
    app.catalog.set_setting("x", "y" * 50_000)
    assert app.store.fault() == ""
    path = app.paths.store
    app.store.close()
    with path.open("r+b") as file:
        file.seek(8192)
        file.write(os.urandom(4096))
    from census_desktop.store.backups import fault_in
    from census_desktop.store.library import best_library

    assert fault_in(path, best_library())


def test_a_crash_of_the_last_days_is_told(app: App, tmp_path: Path) -> None:
    folder = checkup.log_folder()
    folder.mkdir(parents=True)
    (folder / "crash.log.1").write_text("Fatal Python error: Segmentation fault\n")
    assert found(app)["crash"].standing is Standing.WARNING


def test_only_when_asked_a_server_is_asked_for_the_time_and_told_nothing(
    app: App, server: tuple[str, list[str], dict[str, float]]
) -> None:
    address, heard, settings = server
    findings = found(app, address)
    assert (findings["network"].standing, findings["clock"].standing) == (Standing.OK, Standing.OK)
    assert "as a server's" in findings["clock"].found
    (line,) = heard
    assert line.startswith("HEAD / HTTP/1.1")
    assert "Cookie" not in line
    settings["offset"] = -400
    late = found(app, address)["clock"]
    assert (late.standing, "400 seconds ahead of" in late.found) == (Standing.WARNING, True)


def test_no_network_is_said_in_words(app: App) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        finding = found(app, f"http://127.0.0.1:{taken.getsockname()[1]}/")["network"]
    assert finding.standing is Standing.WRONG
    assert "127.0.0.1" in finding.found


def test_it_stops_when_asked(app: App) -> None:
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        app.checkup.look(cancel=token)


def test_the_window_says_why_none_can_open() -> None:
    told = window_finding("census-desktop: the window cannot open.\nThere is no display.\nStart it from a desktop.", ())
    assert (told.standing, told.found, told.advice) == (Standing.WARNING, "There is no display.", "Start it from a desktop.")
    assert window_finding("", ("xcb", "wayland")).found.endswith("xcb, wayland")
