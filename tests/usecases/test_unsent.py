"""What waits for files elsewhere: counted by diagnostics, and gone with the last connection to its place."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from filelock import FileLock

from census_desktop.bootstrap import App
from census_desktop.destinations import forget_unsent, unsent
from census_desktop.domain.model import Connection
from tests.usecases.conftest import add_sync


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


def batch(place: Path, name: str, keys: Sequence[object], object_: str = "people") -> Path:
    """A working file with records of these keys."""
    file = place / object_ / f"{object_}.csv" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(pa.table({"f0": keys, "f1": [f"N{key}" for key in keys]}), file)
    return file


def keys_in(*files: Path) -> list[object]:
    return [key for file in files for key in pq.read_table(file).column("f0").to_pylist()]


@pytest.fixture
def sent(app: App) -> App:
    """Twenty people were sent, by their addresses."""
    app.datasets.save(replace(app.datasets.get("People"), email="email"))
    add_sync(app, "table", destination="Table")
    assert app.runs.run("table").counts.updated == 20
    return app


def test_who_is_forgotten_is_taken_out_of_what_waits(sent: App) -> None:
    place = sent.paths.unsent / unsent(bucket(sent, "Mine"))
    both = batch(place, "00000001-upsert-0-a.parquet", ["P4@example.com", "p5@example.com"])
    alone = batch(place, "00000002-upsert-0-b.parquet", ["p4@example.com"])
    leaves = batch(place, "00000003-delete-0-c.parquet", ["p4@example.com"])
    copy = place / "people" / "there" / "people.csv"
    copy.parent.mkdir()
    copy.write_text("email\np4@example.com\n", encoding="utf-8")
    certificate = sent.forgetting.forget(sent.forgetting.look("4"), exclude=False)
    assert "2 records that waited on this computer to be sent were deleted from it." in certificate.notes
    assert keys_in(both, leaves) == ["p5@example.com", "p4@example.com"], "and what deletes them there still goes"
    assert not alone.exists()
    assert not copy.exists()


def test_a_number_is_a_person_in_their_own_object_alone(tmp_path: Path) -> None:
    mine, other = (batch(tmp_path, "00000001-upsert-0-a.parquet", [4, 5], name) for name in ("people", "orders"))
    assert forget_unsent(tmp_path, {"people": ["4"]}, ()) == (1, True)
    assert (keys_in(mine), keys_in(other)) == ([5], [4, 5])


def test_what_a_run_writes_or_nobody_can_read_is_told(sent: App) -> None:
    place = waiting(sent, bucket(sent, "Mine"))
    written = batch(place, "00000001-upsert-0-a.parquet", ["p4@example.com"], "others")
    with FileLock(place / "others" / "lock"):
        certificate = sent.forgetting.forget(sent.forgetting.look("4"), exclude=False)
    (told,) = [note for note in certificate.notes if "waits" in note]
    assert told == "Not all that waits to be sent could be looked into: forget again when no run writes it."
    assert keys_in(written) == ["p4@example.com"]
