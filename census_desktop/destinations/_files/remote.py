"""Files that are somewhere else: fetched before a run merges, sent whole when it ends, refused where another was quicker.

Acknowledged batches wait on this computer, in the workspace, until the run ends; what could not be sent stays there, and the
next run of the object puts it in.
"""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from census_desktop.destinations._files import FILES, Form, checked_name
from census_desktop.destinations._files.told import Purpose
from census_desktop.domain.manifest import Manifest, ObjectSpec
from census_desktop.domain.ports import DestinationContext, Schema, Target, Writer
from census_desktop.paths import WorkspacePaths

if TYPE_CHECKING:
    from census_desktop.destinations._files.place import Place

LISTED = 500
LOOKED_INTO = 20
BEGINNING = 65_536

KEPT = "Nothing is lost: what was acknowledged is kept on this computer and the next run puts it in."


class Store(Protocol):
    """Where the files are. Errors come out as the program's own, Changed among them.

    A mark stands for one version of a file, "" for none being there.
    """

    title: str

    def ready(self) -> None:
        """Raise before anything is acknowledged where files could not be written."""
        ...

    def names(self) -> Sequence[str]:
        """Files beside one another, none of those further down; at most LISTED of this ending."""
        ...

    def beginning(self, name: str, size: int) -> bytes: ...
    def fetch(self, name: str, into: Path, known: str) -> str:
        """The mark of what is there now; copied `into` unless it is the known one."""
        ...

    def put(self, file: Path, name: str, over: str | None) -> None:
        """`over`: the mark of what it takes the place of, None for whatever is there."""
        ...

    def close(self) -> None: ...


class Elsewhere:
    """Place of a store."""

    def __init__(self, store: Store, work: Path) -> None:
        self.title = store.title
        self.disk = work
        self.work = work
        self._store = store
        self._marks: dict[str, str] = {}
        self._folders: set[Path] = set()

    def current(self, name: str, beside: Path) -> Path:
        beside.mkdir(parents=True, exist_ok=True)
        self._folders.add(beside)
        copy = beside / name
        known = self._marks.pop(name, "")  # a copy that breaks off is none
        self._marks[name] = self._store.fetch(name, copy, known)
        if not self._marks[name]:
            copy.unlink(missing_ok=True)
        return copy

    def put(self, result: Path, name: str, purpose: Purpose) -> None:
        from census_desktop.destinations._files.place import Changed

        if purpose is Purpose.REPLACE:
            return self._store.put(result, name, None)
        if purpose is Purpose.MERGE:
            return self._store.put(result, name, self._marks[name])
        try:
            self._store.put(result, name, "")
        except Changed:  # its name holds the run: an earlier try of ours had arrived
            return None

    def forget(self) -> None:
        for folder in self._folders:
            shutil.rmtree(folder, ignore_errors=True)
        self._folders.clear()
        self._marks.clear()


class RemoteFiles(ABC):
    """A destination of files elsewhere. `where` of its settings tells the place from any other."""

    manifest: Manifest

    def __init__(self, context: DestinationContext, store: Store) -> None:
        config = context.connection.config
        self._form = Form.of(config)
        self._clock = context.clock
        self._store = store
        self._work = WorkspacePaths(context.folder).unsent / self.unsent_of(config)

    @staticmethod
    @abstractmethod
    def where(config: Mapping[str, Any]) -> str: ...

    @classmethod
    def unsent_of(cls, config: Mapping[str, Any]) -> str:
        """The folder, of those in the workspace with what is not sent yet, that this place has."""
        return f"{cls.manifest.type}-{hashlib.sha256(cls.where(config).encode()).hexdigest()[:16]}"

    def objects(self) -> Sequence[ObjectSpec]:
        names = sorted(name for name in self._store.names() if self._form.is_object(name))
        with tempfile.TemporaryDirectory() as folder:
            return (FILES, *(self._spec(name, Path(folder), look=n < LOOKED_INTO) for n, name in enumerate(names)))

    def _spec(self, name: str, folder: Path, *, look: bool) -> ObjectSpec:
        if not look or self._form.extension == "parquet":  # its fields are at its end
            return self._form.spec(name)
        beginning = folder / f"beginning.{self._form.extension}"
        beginning.write_bytes(self._store.beginning(name, BEGINNING).rpartition(b"\n")[0] + b"\n")
        return self._form.spec(name, beginning)

    def open(self, target: Target, schema: Schema) -> Writer:
        from census_desktop.destinations._files.spool import open_file

        checked_name(target.object, schema.names)
        self._store.ready()
        self._work.mkdir(mode=0o700, parents=True, exist_ok=True)
        return open_file(self._place(), self._form, target, schema, self._clock)

    def close(self) -> None:
        """Also sends what a killed run left behind: the next run may have nothing to send and open no object."""
        try:
            if self._work.is_dir():
                from census_desktop.destinations._files.spool import settle

                settle(self._place(), self._form)
        finally:
            self._store.close()

    def _place(self) -> Place:
        return Elsewhere(self._store, self._work)
