"""A workspace that moves to another computer in one file: all of it but its credentials, and nothing that is not of it."""

from __future__ import annotations

import json
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from census_desktop.bootstrap import App, open_workspace
from census_desktop.domain.errors import CensusError, ConfigError
from census_desktop.domain.model import Sync
from census_desktop.domain.ports import CancelToken
from census_desktop.paths import WorkspacePaths
from census_desktop.store.library import best_library
from census_desktop.usecases.packing import LIST, unpack
from census_desktop.usecases.standing import standing_of
from tests.conftest import FakeClock
from tests.store.test_disk import fill, mounted
from tests.usecases.conftest import add_sync

Change = Callable[[dict[str, bytes], dict[str, object]], None]


def contents(pack: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(pack) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(app: App, tmp_path: Path) -> Path:
    return app.packing.pack(tmp_path / "pack.zip").file


def test_it_goes_on_where_it_was(app: App, tmp_path: Path, clock: FakeClock) -> None:
    add_sync(app, "Out")
    sync = app.syncs.get("Out")
    sent = app.runs.run(sync.id).counts.added
    assert sent
    app.catalog.set_setting(f"in_keyring:{sync.connection_id}", "secret")  # as after it was put into this computer's keyring
    assert app.destinations.has_secrets(sync.connection_id)
    pack = packed(app, tmp_path)
    there = tmp_path / "there"
    unpack(pack, there, clock)
    other = open_workspace(there, clock=clock, environ={})
    try:
        assert other.catalog.get(Sync, sync.id).name == sync.name
        assert other.ledger.state(sync.id) == app.ledger.state(sync.id)
        assert other.destinations.has_secrets(sync.connection_id) == (), "credentials are asked for anew"
        assert not other.syncs.schedules_on
        standing = standing_of(other.catalog)
        assert standing is not None
        assert standing.reason == "unpacked"
        other.syncs.set_schedules(True)
        assert standing_of(other.catalog) is None
    finally:
        other.close()


class Meanwhile(CancelToken):
    """Does something from the fifth time on that it is asked."""

    def __init__(self, act: Callable[[], object], asked: int = 0) -> None:
        super().__init__()
        self._act = act
        self._asked = asked

    def check(self) -> None:
        super().check()
        self._asked += 1
        if self._asked > 4:
            self._act()


def test_a_run_that_begins_meanwhile_leaves_no_pack(app: App, tmp_path: Path, clock: FakeClock) -> None:
    """Half of its state would be in it."""
    add_sync(app, "Out")
    app.runs.run("Out")
    clock.advance(60)
    runs = iter([lambda: app.runs.run("Out")])
    with pytest.raises(ConfigError, match="at work while it was packed"):
        app.packing.pack(tmp_path / "pack.zip", Meanwhile(lambda: next(runs, lambda: None)()))
    assert list(tmp_path.glob("*.zip*")) == []
    assert packed(app, tmp_path).exists()


def test_a_file_that_goes_before_it_is_packed_leaves_no_pack(app: App, tmp_path: Path) -> None:
    here, gone = app.paths.root / "y.txt", app.paths.root / "z.txt"
    here.touch()

    def swap() -> None:
        """Whichever is there when it is looked for is not there any more when it is opened."""
        nonlocal here, gone
        here.rename(gone)
        here, gone = gone, here

    with pytest.raises(ConfigError, match="at work while it was packed"):
        app.packing.pack(tmp_path / "pack.zip", Meanwhile(swap, 4))
    assert list(tmp_path.glob("*.zip*")) == []


def test_what_lies_outside_is_named_and_links_stay(app: App, tmp_path: Path) -> None:
    secret = tmp_path / "elsewhere.txt"
    secret.write_text("not part of the workspace", encoding="utf-8")
    (app.paths.root / "link.txt").symlink_to(secret)
    (app.paths.root / "linked").symlink_to(tmp_path, target_is_directory=True)
    (app.paths.root / "notes").mkdir()
    (app.paths.root / "notes" / "mine.txt").write_text("mine", encoding="utf-8")
    app.store.back_up()
    names = set(contents(packed(app, tmp_path)))
    assert "notes/mine.txt" in names
    assert "workspace.db" in names
    assert not [
        name for name in names if name.startswith(("link", "backups", "cache", "session-", "scratch")) or "lock" in name
    ]


def rewritten(pack: Path, change: Change) -> Path:
    """The pack with its entries and its list changed."""
    files = contents(pack)
    told = json.loads(files.pop(LIST))
    change(files, told)
    with zipfile.ZipFile(pack, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
        archive.writestr(LIST, json.dumps(told))
    return pack


HOSTILE = ("/etc/x", "../x", "a/../../x", "C:/x", "a\\..\\x", "a//x", "./x", "con", "nul.txt", "x.", "a\n")


def add(name: str) -> Change:
    def change(files: dict[str, bytes], told: dict[str, object]) -> None:
        files[name] = b"x"
        told["files"][name] = {"size": 1, "sha256": "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881"}  # type: ignore[index]

    return change


def bomb(files: dict[str, bytes], told: dict[str, object]) -> None:
    files["zeros"] = bytes(30_000_000)
    told["files"]["zeros"] = {"size": 30_000_000, "sha256": ""}  # type: ignore[index]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        *((add(name), "") for name in HOSTILE),
        (add("WORKSPACE.DB"), "one name"),
        (bomb, "larger than"),
        (lambda files, told: files.update(extra=b"x"), "not as its list"),
        (lambda files, told: files.update({"workspace.db": files["workspace.db"][:-1] + b"!"}), "arrived changed"),
        (lambda files, told: files.pop("workspace.db"), "missing"),
        (lambda files, told: told.update(format=2), "knows form 1"),
        (lambda files, told: told.update(files=[]), "cannot be read"),
    ],
)
def test_what_no_pack_has_is_refused_and_leaves_nothing(
    app: App, tmp_path: Path, clock: FakeClock, change: Change, reason: str
) -> None:
    pack = rewritten(packed(app, tmp_path), change)
    before = sorted(path.name for path in tmp_path.iterdir())
    with pytest.raises(ConfigError) as refused:
        unpack(pack, tmp_path / "there", clock, largest=20_000_000)
    assert reason in refused.value.message
    assert "Nothing was unpacked" in refused.value.kept
    assert sorted(path.name for path in tmp_path.iterdir()) == before


def test_a_link_in_a_pack_is_refused(app: App, tmp_path: Path, clock: FakeClock) -> None:
    pack = packed(app, tmp_path)
    files = contents(pack)
    told = json.loads(files[LIST])
    told["files"]["link"] = {"size": 11, "sha256": ""}
    link = zipfile.ZipInfo("link")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(pack, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data if name != LIST else json.dumps(told))
        archive.writestr(link, "/etc/passwd")
    with pytest.raises(ConfigError, match="link"):
        unpack(pack, tmp_path / "there", clock)
    assert not (tmp_path / "there").exists()


def test_code_in_the_workspace_file_is_refused(app: App, tmp_path: Path, clock: FakeClock) -> None:
    with best_library().module.connect(app.paths.store) as sql:
        sql.execute("CREATE VIEW v AS SELECT 1")
    with pytest.raises(CensusError, match="never has"):
        unpack(packed(app, tmp_path), tmp_path / "there", clock)
    assert not (tmp_path / "there").exists()


def test_only_into_a_new_or_empty_folder(app: App, tmp_path: Path, clock: FakeClock) -> None:
    pack = packed(app, tmp_path)
    with pytest.raises(ConfigError, match="not empty"):
        unpack(pack, app.paths.root, clock)
    (tmp_path / "empty").mkdir()
    assert unpack(pack, tmp_path / "empty", clock).folder == tmp_path / "empty"
    assert WorkspacePaths(tmp_path / "empty").store.is_file()


def test_a_cut_pack_is_refused(app: App, tmp_path: Path, clock: FakeClock) -> None:
    pack = packed(app, tmp_path)
    pack.write_bytes(pack.read_bytes()[:-200])
    with pytest.raises(ConfigError, match="no whole zip file"):
        unpack(pack, tmp_path / "there", clock)


def test_a_full_disk_leaves_no_half_pack_and_no_half_workspace(app: App, tmp_path: Path, clock: FakeClock) -> None:
    pack = packed(app, tmp_path)
    with mounted(tmp_path / "small", "size=1m") as small:
        fill(small)
        with pytest.raises(CensusError, match="could not be written"):
            app.packing.pack(small / "pack.zip")
        with pytest.raises(CensusError, match="no room"):
            unpack(pack, small / "there", clock)
        assert [path.name for path in small.iterdir()] == ["ballast"]
