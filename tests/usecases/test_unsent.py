"""What waits for files elsewhere: counted by diagnostics, and gone with the last connection to its place."""

from __future__ import annotations

import json
import zipfile
from dataclasses import replace
from pathlib import Path

from census_desktop.bootstrap import App
from census_desktop.destinations import unsent
from census_desktop.domain.model import Connection


def waiting(app: App, connection: Connection) -> Path:
    """A batch that was acknowledged and is not sent."""
    place = app.paths.unsent / unsent(connection)
    (place / "people" / "people.csv").mkdir(parents=True, exist_ok=True)
    (place / "people" / "people.csv" / "00000001-upsert-0-a.parquet").write_bytes(b"Anna" * 100)
    return place


def bucket(app: App, name: str, **config: str) -> Connection:
    made = replace(app.destinations.new("s3", name), config={"bucket": "b", "access_key": "k", **config})
    return app.destinations.save(made)


def server(app: App, name: str, folder: str) -> Connection:
    config = {"host": "files.example.com", "user": "anna", "folder": folder}
    return app.destinations.save(replace(app.destinations.new("sftp", name), config=config))


def test_what_waits_goes_with_the_connection_that_it_waits_for(app: App) -> None:
    there, other, sftp = bucket(app, "Mine", prefix="a"), bucket(app, "Yours", prefix="b"), server(app, "Files", "in/")
    places = [waiting(app, connection) for connection in (there, other, sftp)]
    app.destinations.remove(there.id)
    assert [place.exists() for place in places] == [False, True, True]
    app.destinations.remove(sftp.id)
    assert [place.exists() for place in places] == [False, True, False]


def test_what_waits_for_a_place_that_another_connection_has_too_stays(app: App) -> None:
    first, second = server(app, "One", "in"), server(app, "Two", "./in")
    place = waiting(app, first)
    app.destinations.remove(first.id)
    assert place.exists()
    app.destinations.remove(second.id)
    assert not place.exists()


def test_what_waited_for_the_place_that_a_connection_had_before_goes_too(app: App) -> None:
    edited, other = bucket(app, "Mine", prefix="old"), bucket(app, "Other", prefix="other")
    place = waiting(app, edited)
    app.destinations.save(replace(edited, config={**edited.config, "prefix": "new"}))
    app.destinations.remove(other.id)
    assert not place.exists()


def test_diagnostics_tell_how_much_waits(app: App, tmp_path: Path) -> None:
    waiting(app, bucket(app, "Mine"))
    with zipfile.ZipFile(app.diagnostics.bundle(tmp_path / "report.zip")) as report:
        assert json.loads(report.read("workspace.json"))["bytes"]["unsent"] == 400
