"""Disks that are full, read-only or limited: the previous state stays readable, and the text says what to do."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from census_desktop.domain.errors import CensusError, StoreError
from census_desktop.domain.model import Segment
from census_desktop.paths import WorkspacePaths
from census_desktop.sample import ensure_sample
from census_desktop.store import open_store
from tests.conftest import FakeClock
from tests.store.conftest import VIP, Start, furnish, output

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="mounts and limits of POSIX")


@contextmanager
def mounted(folder: Path, options: str) -> Iterator[Path]:
    folder.mkdir()
    mount = subprocess.run(["mount", "-t", "tmpfs", "-o", options, "none", folder], capture_output=True, check=False)
    if mount.returncode != 0:
        pytest.skip(f"a file system cannot be mounted here: {mount.stderr.decode().strip() or 'not root'}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


def fill(folder: Path) -> None:
    with (folder / "ballast").open("wb", buffering=0) as ballast:
        for size in (65536, 4096, 1):
            try:
                while True:
                    ballast.write(b"x" * size)
            except OSError:
                continue


def test_a_full_disk_refuses_the_change_and_keeps_the_rest(tmp_path: Path, clock: FakeClock) -> None:
    with mounted(tmp_path / "small", "size=4m") as small:
        paths = WorkspacePaths(small / "workspace")
        store = furnish(open_store(paths, clock))
        fill(small)
        for description in ("x" * 200_000, "y" * 400_000):
            with pytest.raises(StoreError) as refused:
                store.catalog.put(replace(VIP, description=description))
            assert "no room left" in refused.value.message
            assert "this change was not made" in refused.value.kept
            assert "Free some space" in refused.value.hint
            assert store.catalog.get(Segment, "vip").description == ""
        with pytest.raises(StoreError, match="no room left"):
            store.back_up()
        assert not list(paths.backups.iterdir())
        (small / "ballast").unlink()
        store.catalog.put(replace(VIP, description="room again"))
        store.close()
        store = open_store(paths, clock)
        assert store.catalog.get(Segment, "vip").description == "room again"
        store.close()


def test_a_full_disk_refuses_a_new_workspace_and_leaves_nothing_half_made(tmp_path: Path, clock: FakeClock) -> None:
    with mounted(tmp_path / "small", "size=1m") as small:
        paths = WorkspacePaths(small / "workspace")
        fill(small)
        with pytest.raises(StoreError, match="no room left"):
            open_store(paths, clock)
        assert not paths.store.exists()
        (small / "ballast").unlink()
        open_store(paths, clock).close()


def test_a_read_only_disk(tmp_path: Path, clock: FakeClock) -> None:
    with mounted(tmp_path / "disk", "size=4m") as disk:
        paths = WorkspacePaths(disk / "workspace")
        furnish(open_store(paths, clock)).close()
        subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
        for folder in (paths.root, disk / "new"):
            with pytest.raises(StoreError) as refused:
                open_store(WorkspacePaths(folder), clock)
            assert "cannot be written to" in refused.value.message
            assert refused.value.kept == "Nothing in it was changed."
            assert "--workspace" in refused.value.hint
        subprocess.run(["mount", "-o", "remount,rw", disk], check=True)
        store = open_store(paths, clock)
        assert store.catalog.get(Segment, "vip")
        store.close()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere; the mounted disk is tested instead")
def test_a_folder_without_write_permission(paths: WorkspacePaths, clock: FakeClock) -> None:
    furnish(open_store(paths, clock)).close()
    paths.root.chmod(0o500)
    with pytest.raises(StoreError, match="cannot be written to"):
        open_store(paths, clock)
    paths.root.chmod(0o700)
    open_store(paths, clock).close()


def test_a_file_that_may_not_grow(paths: WorkspacePaths, clock: FakeClock, start: Start) -> None:
    """Where nothing can be mounted: a limit on file sizes makes the same writes fail."""
    furnish(open_store(paths, clock)).close()
    said = output(
        start(
            """
            import resource
            from dataclasses import replace
            store = open_store(paths, clock)
            vip = store.catalog.get(Segment, "vip")
            size = paths.store.stat().st_size
            resource.setrlimit(resource.RLIMIT_FSIZE, (size + 50_000, resource.RLIM_INFINITY))
            try:
                store.catalog.put(replace(vip, description="x" * 2_000_000))
            except StoreError as error:
                say(error.message)
            say(repr(store.catalog.get(Segment, "vip").description))
            resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
            store.catalog.put(replace(vip, description="it may grow again"))
            store.close()
            """
        )
    )
    message, kept = said.splitlines()
    assert "disk" in message
    assert kept == "''"
    store = open_store(paths, clock)
    assert store.catalog.get(Segment, "vip").description == "it may grow again"
    store.close()


def test_a_disk_that_is_full_while_the_sample_is_made_is_named(tmp_path: Path) -> None:
    with mounted(tmp_path / "small", "size=64k") as folder:
        with pytest.raises(CensusError, match="could not be written") as caught:
            ensure_sample(folder / "workspace", customers=20_000)
        assert "Make room" in caught.value.hint
        assert not list(folder.iterdir())
