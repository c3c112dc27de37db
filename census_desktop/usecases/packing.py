"""The whole workspace but its credentials as one zip file, to go on with it on another computer.

Nothing of a pack is believed: names that lead out of the folder, links, entries that the list does not name or that are larger
than it says are refused before the folder gets its name.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import stat
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, Any

from census_desktop import __version__
from census_desktop.domain.errors import CensusError, ConfigError, StoreError
from census_desktop.domain.model import Connection, Source
from census_desktop.domain.ports import CancelToken, Catalog, Clock, Ledger
from census_desktop.domain.rows import RunFilter
from census_desktop.paths import WorkspacePaths, written_whole
from census_desktop.usecases.destinations import Destinations
from census_desktop.usecases.document_import import absolute_paths
from census_desktop.usecases.sources import Sources

FORMAT = 1
LIST = "census-workspace.json"
"""The entry that names all others, with their sizes and SHA-256."""
LARGEST_LIST = 64_000_000
MOST_FILES = 500_000
LARGEST = 100 * 2**30
"""Bytes, unpacked."""
_CHUNK = 1 << 20
_NOT_PACKED = ("backups", "cache", "scratch")
_PRIVATE = ("session-", "agent.", "workspace.", ".")
"""Beginnings of names at the top of a workspace folder that stay behind: locks, marks, logs, kept and half files."""
_HALF = (".partial", ".part", ".lock", "-wal", "-shm", "-journal")
_RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}
_UNTOUCHED = "Nothing was unpacked."
_MOVED = ConfigError(
    "The workspace was at work while it was packed.",
    kept="Nothing was written.",
    hint="Pause schedules, here and in the agent, and pack it again.",
)


@dataclass(frozen=True, slots=True)
class Packed:
    """What went into a pack. `outside` are sources whose files lie outside the workspace folder and stay where they are."""

    file: Path
    files: int
    size: int
    outside: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unpacked:
    folder: Path
    name: str
    outside: tuple[str, ...]


class Packing:
    """Of an open workspace. May take as long as its files are large."""

    def __init__(
        self,
        paths: WorkspacePaths,
        catalog: Catalog,
        ledger: Ledger,
        sources: Sources,
        destinations: Destinations,
        clock: Clock,
    ) -> None:
        self._paths = paths
        self._catalog = catalog
        self._ledger = ledger
        self._sources = sources
        self._destinations = destinations
        self._clock = clock

    def pack(self, target: Path, cancel: CancelToken | None = None) -> Packed:
        """Write the pack. Not while a run works: it would be cut in two."""
        if self._ledger.overview().running:
            raise ConfigError(
                "A run works in this workspace.",
                kept="Nothing was written.",
                hint="Wait until it is over, or cancel it.",
            )
        target = target.expanduser().absolute()
        outside = self._outside()
        told: dict[str, Any] = {
            "format": FORMAT,
            "program": __version__,
            "name": self._catalog.setting("workspace_name") or self._paths.root.name,
            "packed_at": self._clock.now().isoformat(),
            "outside": list(outside),
        }
        newest = self._newest_run()
        with written_whole(target) as partial:
            try:
                listed = self._write(partial, {target, partial}, told, cancel or CancelToken())
            except FileNotFoundError:
                raise _MOVED from None
            if self._newest_run() != newest:
                raise _MOVED  # what it acknowledged may be in the pack by half
        return Packed(target, len(listed), target.stat().st_size, outside)

    def _newest_run(self) -> str:
        return next((run.id for run in self._ledger.runs(RunFilter(limit=1))), "")

    def _write(self, partial: Path, leave: set[Path], told: dict[str, Any], cancel: CancelToken) -> dict[str, Any]:
        listed: dict[str, Any] = {}
        partial.touch(mode=0o600)
        with zipfile.ZipFile(partial, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
            for name, file in self._files(leave):
                cancel.check()
                listed[name] = _add(archive, name, file, cancel)
            text = json.dumps({**told, "files": listed}, ensure_ascii=False, indent=1)
            archive.writestr(LIST, text)
        with partial.open("rb+") as whole:
            os.fsync(whole.fileno())
        return listed

    def _files(self, leave: set[Path]) -> Iterator[tuple[str, Path]]:
        """(name in the pack, file), the workspace file first, so that the state beside it is never older."""
        from census_desktop.store.backups import copy_checked
        from census_desktop.store.library import best_library

        library = best_library()
        for own in (self._paths.store, self._paths.remote_ids):
            if own.is_file():
                copy = self._paths.scratch / f"packing-{own.name}"
                self._paths.scratch.mkdir(mode=0o700, exist_ok=True)
                try:
                    copy_checked(own, copy, library)
                    yield own.name, copy
                finally:
                    copy.unlink(missing_ok=True)
        for file in _own_files(self._paths.root):
            if file not in leave and file != self._paths.remote_ids:
                yield file.relative_to(self._paths.root).as_posix(), file

    def _outside(self) -> tuple[str, ...]:
        """Sources and destinations with files outside the folder, by name."""
        found, types = [], self._sources.types()
        things: list[Source | Connection] = [*self._catalog.all(Source), *self._catalog.all(Connection)]
        for thing in things:
            try:
                fields = (
                    types[thing.type].config if isinstance(thing, Source) else self._destinations.manifest(thing.type).config
                )
            except (KeyError, ConfigError):  # of a package that is not there
                continue
            whole = absolute_paths(thing.config, fields, self._paths.root)
            places = [Path(str(whole[f.name])).expanduser() for f in fields if f.kind == "path" and whole.get(f.name)]
            if any(not place.is_relative_to(self._paths.root) for place in places):
                found.append(thing.name)
        return tuple(sorted(found))


def _own_files(root: Path) -> Iterator[Path]:
    """What lies in the workspace folder and goes with it. Links stay: what they lead to is not part of the folder."""
    for folder, names, files in os.walk(root):
        here = Path(folder)
        if here == root:
            names[:] = [name for name in names if name not in _NOT_PACKED and not name.startswith(".")]
            files = [name for name in files if not name.startswith(_PRIVATE)]
        names[:] = sorted(name for name in names if not (here / name).is_symlink())
        for name in sorted(files):
            file = here / name
            if not name.endswith(_HALF) and not file.is_symlink() and file.is_file():
                yield file


def _add(archive: zipfile.ZipFile, name: str, file: Path, cancel: CancelToken) -> dict[str, Any]:
    digest, size = hashlib.sha256(), 0
    info = zipfile.ZipInfo.from_file(file, name, strict_timestamps=False)
    info.external_attr = (stat.S_IFREG | 0o600) << 16
    info.compress_type = zipfile.ZIP_STORED if file.suffix == ".parquet" else zipfile.ZIP_DEFLATED
    with file.open("rb") as source, archive.open(info, "w", force_zip64=True) as into:
        while chunk := source.read(_CHUNK):
            cancel.check()
            digest.update(chunk)
            size += len(chunk)
            into.write(chunk)
    return {"size": size, "sha256": digest.hexdigest()}


# Out of a pack ----------------------------------------------------------------------------------------------------------


def unpack(file: Path, folder: Path, clock: Clock, *, largest: int = LARGEST, cancel: CancelToken | None = None) -> Unpacked:
    """Make a workspace of a pack in a folder that is not there yet or is empty. All of it or nothing. Schedules are off there,
    and credentials are to be given anew."""
    folder = folder.expanduser().absolute()
    cancel = cancel or CancelToken()
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ConfigError(f"“{folder}” is not empty.", kept=_UNTOUCHED, hint="Choose a new folder for the workspace.")
    staging = folder.with_name(f".{folder.name}.unpacking")
    try:
        with zipfile.ZipFile(file) as archive:
            told = _list_of(archive)
            listed = _checked(archive, told, largest)
            _need_room(folder.parent, sum(listed.values()))
            shutil.rmtree(staging, ignore_errors=True)  # of a process that died
            staging.mkdir(mode=0o700, parents=True)
            for name in listed:
                cancel.check()
                _extract(archive, name, staging, told["files"][name], cancel)
        _settle(staging, told, clock)
        if folder.exists():
            folder.rmdir()
        staging.rename(folder)
    except zipfile.BadZipFile as error:
        raise _refused("it is no whole zip file") from error
    except OSError as error:
        raise CensusError(
            f"“{file.name}” could not be unpacked: {error.strerror or 'the disk refused'}.",
            kept=_UNTOUCHED,
            hint="Check that the file is there and that the folder's disk has room.",
        ) from error
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return Unpacked(folder, str(told.get("name", "")), tuple(map(str, told.get("outside") or ())))


def _list_of(archive: zipfile.ZipFile) -> dict[str, Any]:
    try:
        info = archive.getinfo(LIST)
    except KeyError:
        raise _refused(f"it has no {LIST}") from None
    if info.file_size > LARGEST_LIST:
        raise _refused("its list of files is too large")
    try:
        told = json.loads(_read_up_to(archive, info, LARGEST_LIST))
        files, version = told["files"], told["format"]
        plain = isinstance(files, dict) and all(
            isinstance(one, dict) and isinstance(one["size"], int) and isinstance(one["sha256"], str) for one in files.values()
        )
    except (ValueError, KeyError, TypeError, RecursionError):
        raise _refused("its list of files cannot be read") from None
    if version != FORMAT:
        raise ConfigError(
            f"This pack has form {str(version)[:20]}; this version knows form {FORMAT}.",
            kept=_UNTOUCHED,
            hint="Update the program, then try again.",
        )
    if not plain:
        raise _refused("its list of files cannot be read")
    result: dict[str, Any] = told
    return result


def _checked(archive: zipfile.ZipFile, told: Mapping[str, Any], largest: int) -> dict[str, int]:
    """The size of every entry by name, if all of them may be unpacked."""
    sizes: dict[str, int] = {}
    seen: set[str] = set()
    entries = [info for info in archive.infolist() if info.filename != LIST]
    if len(entries) > MOST_FILES:
        raise _refused("it has too many files")
    for info in entries:
        name = info.filename
        if reason := _wrong_name(name):
            raise _refused(f"an entry {reason}")
        if name.casefold() in seen:
            raise _refused("two entries have one name")
        seen.add(name.casefold())
        kind = stat.S_IFMT(info.external_attr >> 16)
        if kind not in (0, stat.S_IFREG) or info.is_dir():
            raise _refused("an entry is a link or no file")
        if info.flag_bits & 0x1:
            raise _refused("an entry is encrypted")
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise _refused("an entry is compressed in a way that packs never are")
        if name not in told["files"] or told["files"][name]["size"] != info.file_size:
            raise _refused("an entry is not as its list of files says")
        sizes[name] = info.file_size
    if missing := set(told["files"]) - set(sizes):
        raise _refused(f"{len(missing)} of its files are missing")
    if "workspace.db" not in sizes:
        raise _refused("it has no workspace file")
    if sum(sizes.values()) > largest:
        raise _refused(f"it is larger than {largest:,} bytes")
    return sizes


def _wrong_name(name: str) -> str:
    """Why a file may not be called so on any computer; "" if it may."""
    parts = name.split("/")
    if not name or name.startswith("/") or "\\" in name or ":" in name:
        return "has an absolute path or one of another system"
    if any(part in ("", ".", "..") for part in parts):
        return "leads out of the folder"
    if any(ord(c) < 32 for c in name) or any(len(part.encode()) > 240 for part in parts) or len(parts) > 20:
        return "has a name that no file can have"
    if any(part.partition(".")[0].rstrip().casefold() in _RESERVED or part.endswith((".", " ")) for part in parts):
        return "has a name that is reserved"
    return ""


def _need_room(parent: Path, size: int) -> None:
    there = next(place for place in (parent, *parent.parents) if place.exists())
    if shutil.disk_usage(there).free < size:
        raise StoreError(
            f"There is no room for {size:,} bytes on the disk of “{there}”.", kept=_UNTOUCHED, hint="Make room first."
        )


def _extract(archive: zipfile.ZipFile, name: str, staging: Path, said: Mapping[str, Any], cancel: CancelToken) -> None:
    target = staging.joinpath(*PurePosixPath(name).parts)
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    digest, left = hashlib.sha256(), int(said["size"])
    with archive.open(name) as source, _new_file(target) as into:
        while chunk := source.read(min(_CHUNK, left + 1)):
            cancel.check()
            left -= len(chunk)
            if left < 0:
                raise _refused("an entry is larger than its list of files says")
            digest.update(chunk)
            into.write(chunk)
    if left or digest.hexdigest() != said["sha256"]:
        raise _refused("a file arrived changed")


def _new_file(target: Path) -> IO[bytes]:
    return os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")


def _read_up_to(archive: zipfile.ZipFile, info: zipfile.ZipInfo, most: int) -> bytes:
    with archive.open(info) as source:
        data = source.read(most + 1)
    if len(data) > most:
        raise _refused("its list of files is too large")
    return data


def _settle(staging: Path, told: Mapping[str, Any], clock: Clock) -> None:
    """The workspace file at this version, with schedules off and without the belief that this keyring has its credentials."""
    from census_desktop.store.backups import fault_in
    from census_desktop.store.database import connect
    from census_desktop.store.library import best_library
    from census_desktop.store.restoring import fit

    library, paths = best_library(), WorkspacePaths(staging)
    if fault := fault_in(paths.store, library):
        raise _refused(f"its workspace file is damaged ({fault})")
    standing = {"reason": "unpacked", "at": clock.now().isoformat(), "from": str(told.get("packed_at") or "")}
    fit(paths.store, paths, library, standing)
    with closing(connect(paths.store, library)) as sql:
        sql.execute("DELETE FROM setting WHERE name LIKE 'in\\_keyring:%' ESCAPE '\\' OR name IN ('backup_folder', 'linked')")


def _refused(reason: str) -> CensusError:
    return ConfigError(
        f"This is not a pack of a workspace: {reason}.",
        kept=_UNTOUCHED,
        hint="Pack the workspace again on the computer where it is.",
    )
