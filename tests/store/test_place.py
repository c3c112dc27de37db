"""Where a workspace had better not be."""

from __future__ import annotations

from pathlib import Path

import pytest

from census_desktop.store import Store
from census_desktop.store.place import warning

MOUNTS = """\
overlay / overlay rw 0 0
/dev/sda1 /home ext4 rw 0 0
server:/export /home/anna/team nfs4 rw 0 0
//nas/share /mnt/the\\040share cifs rw 0 0
/dev/sdb1 /home/anna/team/local xfs rw 0 0
"""


@pytest.fixture
def mounts(tmp_path: Path) -> Path:
    file = tmp_path / "mounts"
    file.write_text(MOUNTS)
    return file


@pytest.mark.parametrize(
    ("folder", "said"),
    [
        ("/home/anna/Dropbox/census", "inside “Dropbox”"),
        ("/home/anna/OneDrive - Company/census", "inside “OneDrive - Company”"),
        ("/Users/anna/Library/Mobile Documents/census", "inside “Mobile Documents”"),
        ("/home/anna/team/census", "network drive"),
        ("/mnt/the share/census", "network drive"),
    ],
)
def test_a_bad_place_is_named(folder: str, said: str, mounts: Path) -> None:
    assert said in warning(Path(folder), mounts)


@pytest.mark.parametrize("folder", ["/home/anna/census", "/home/anna/team/local/census", "/home/anna/my dropbox notes/x"])
def test_a_good_place_is_not(folder: str, mounts: Path) -> None:
    assert warning(Path(folder), mounts) == ""


def test_a_system_without_a_list_of_mounts(tmp_path: Path) -> None:
    assert warning(tmp_path, tmp_path / "none") == ""


def test_diagnostics_tell_it(store: Store) -> None:
    assert store.diagnostics()["Place"] == "a local folder"
    assert store.place_warning() == ""
