"""A document that a team keeps in a file: reviewed before it is taken in, compared with how both were when they were last the
same, and written back only when it differs.

Never is anything taken in by itself. Paths of files belong to each computer: a linked document keeps those that it has.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from census_desktop.domain.document import KINDS, Plain
from census_desktop.domain.errors import ConfigError, DocumentError, NotFoundError
from census_desktop.domain.merging import Comparison, Fate, Place, Side, carried, compare, merge
from census_desktop.domain.ports import Catalog
from census_desktop.domain.rows import ImportChange, Kind
from census_desktop.paths import written_whole
from census_desktop.usecases.changes import Changes
from census_desktop.usecases.document import Document
from census_desktop.usecases.document_import import absolute_paths, is_place
from census_desktop.usecases.watching import Folders

BASE, LINKED = "document_base", "linked"
LARGEST = 50_000_000
_KEPT = "Nothing was changed."


@dataclass(frozen=True, slots=True)
class Review:
    """A document beside the workspace, both in their canonical form."""

    file: Path
    digest: str
    here: Plain
    there: Plain
    compared: Comparison


@dataclass(frozen=True, slots=True)
class Linked:
    """The linked document. `there`: same | changed | missing | unreadable; `here` whether the workspace has what the file has
    not."""

    file: Path
    there: str
    here: bool
    problem: str = ""


class Sharing:
    """Every method may wait on disk and on sources."""

    def __init__(
        self, document: Document, catalog: Catalog, changes: Changes, folder: Path, back_up: Callable[[], str]
    ) -> None:
        self._document = document
        self._catalog = catalog
        self._changes = changes
        self._folder = folder
        self._back_up = back_up

    # Review and take ------------------------------------------------------------------------------------------------

    def review(self, file: Path) -> Review:
        """Read a document and compare it; nothing is changed. Raises DocumentError with the line of what is wrong."""
        file = file.expanduser().absolute()
        data = _read(file)
        there = self._document.canonical(_decoded(data, file), file.parent)
        here, base = self._document.export(), self.base()
        here.pop("version")
        linked = self._linked_file() == file
        for kind in ("sources", "destinations"):
            ours = {item["name"]: item for item in here.get(kind, ())}
            for item in there.get(kind, ()):
                if item["name"] in ours:
                    self._settle_paths(kind, item, ours[item["name"]], linked)
        return Review(file, _digest(data), here, there, compare(here, there, base))

    def take(self, review: Review, chosen: Mapping[Place, Side]) -> tuple[ImportChange, ...]:
        """Take in what was reviewed, all or nothing, after a backup. Raises ConfigError when a conflict is not decided or when
        the file or the workspace is no longer as it was reviewed."""
        if left := [place for place in review.compared.conflicts if place not in chosen]:
            names = ", ".join(sorted({f"“{name}”" for _, name, _ in left}))
            raise ConfigError(
                f"{len(left)} conflicts are not decided ({names}).",
                kept=_KEPT,
                hint="Choose for each: the file, or this workspace.",
            )
        now = self._document.export()
        now.pop("version")
        if now != review.here or _digest(_read(review.file)) != review.digest:
            raise ConfigError("The file or the workspace changed since it was reviewed.", kept=_KEPT, hint="Review it again.")
        merged = merge(review.here, review.there, review.compared, chosen)
        changes: tuple[ImportChange, ...] = ()
        if merged:
            self._back_up()
            changes = self._document.import_plain(merged)
        self._remember(carried(self.base(), review.there, review.compared))
        if self._linked_file() == review.file:
            self._keep_link(review.file, review.digest)
        return changes

    def took(self, text: str) -> None:
        """A document was just taken in as a whole: for what it names, it and the workspace are the same now."""
        from census_desktop.usecases.marked import read

        named = read(text).data
        now = self._document.export()
        there: Plain = {}
        for kind in KINDS:
            names = {str(item["name"]).strip() for item in named.get(kind) or ()}
            there[kind] = [item for item in now.get(kind, ()) if item["name"] in names]
        self._remember(carried(self.base(), there, compare({}, there, None)))

    # Write ----------------------------------------------------------------------------------------------------------

    def write(self, file: Path, text: str = "") -> bool:
        """Write the document (or `text`, another form of it) into a file unless it has that already; whether it was written."""
        file = file.expanduser().absolute()
        wrote = _write(file, text or self._document.to_yaml(self._document.export(file.parent)))
        self._exported()
        return wrote

    def _exported(self) -> None:
        document = self._document.export()
        document.pop("version")
        self._remember(document)

    # The linked document --------------------------------------------------------------------------------------------

    def link(self, file: Path) -> Linked:
        """Keep the workspace's document in this file from now on. One that is there is not changed: review it."""
        file = file.expanduser().absolute()
        if not file.parent.is_dir():
            raise NotFoundError(f"There is no folder {file.parent}.", kept=_KEPT, hint="Choose a folder that is there.")
        if file.exists():
            _decoded(_read(file), file)
            self._keep_link(file, "")
        else:
            _write(file, self._shared_text(file))
            self._exported()
            self._keep_link(file, _digest(_read(file)))
        self._changes.publish(Kind.SETTINGS)
        return self.linked() or Linked(file, "missing", False)

    def unlink(self) -> None:
        """Leave the file as it is and look at it no more."""
        self._catalog.set_setting(LINKED, "")
        self._changes.publish(Kind.SETTINGS)

    def linked(self) -> Linked | None:
        """How the linked document stands; None without one."""
        file = self._linked_file()
        if file is None:
            return None
        known = self._link().get("digest", "")
        try:
            data = _read(file)
        except NotFoundError as error:
            return Linked(file, "missing", self._differs(), str(error.message))
        except ConfigError as error:
            return Linked(file, "unreadable", self._differs(), str(error.message))
        return Linked(file, "same" if _digest(data) == known else "changed", self._differs())

    def write_linked(self) -> bool:
        """Write what changed here into the linked document; whether anything was written. Refused while the file has changes
        that were not reviewed: they would be lost."""
        linked = self.linked()
        if linked is None:
            raise ConfigError("No document is linked.", kept=_KEPT, hint="Link one first.")
        if linked.there in ("changed", "unreadable"):
            raise ConfigError(
                f"“{linked.file.name}” changed since it was last reviewed.",
                kept="The file is as it is.",
                hint="Review it and take it in, then write.",
            )
        wrote = _write(linked.file, self._shared_text(linked.file))
        self._exported()
        self._keep_link(linked.file, _digest(_read(linked.file)))
        return wrote

    def watch(self, wake: Callable[[], None]) -> Folders:
        """Be woken, from another thread, when something happens in the linked document's folder. To be closed."""
        folders = Folders(wake)
        file = self._linked_file()
        if file is not None and file.parent.is_dir():
            folders.follow({file.parent})
        return folders

    def _shared_text(self, file: Path) -> str:
        """The document for the file: paths below its folder relative to it, those of other computers as it has them."""
        document = self._document.export(file.parent)
        before = self._there(file)
        for kind in ("sources", "destinations"):
            known = {item.get("name"): item.get("config") or {} for item in before.get(kind) or () if isinstance(item, dict)}
            for item in document.get(kind, ()):
                config = dict(item.get("config") or {})
                fields = self._document.config_fields(kind, item["type"])
                for field in [name for name, value in config.items() if is_place(name, value, fields)]:
                    theirs = known.get(item["name"], {}).get(field)
                    config[field] = theirs if isinstance(theirs, str) else _below(str(config[field]), file.parent)
                if config:
                    item["config"] = config
        return self._document.to_yaml(document)

    def _there(self, file: Path) -> Plain:
        from census_desktop.usecases.marked import read

        try:
            found = read(_decoded(_read(file), file)).data
        except (ConfigError, DocumentError):
            return {}
        return found if isinstance(found, dict) else {}

    def _settle_paths(self, kind: str, item: Plain, ours: Plain, linked: bool) -> None:
        """Two ways to write one path are no difference; in a linked document another path is none either."""
        mine, theirs = ours.get("config") or {}, dict(item.get("config") or {})
        fields = self._document.config_fields(kind, item["type"])
        whole = [absolute_paths(config, fields, self._folder) for config in (mine, theirs)]
        for name, value in mine.items():
            if whole[0].get(name) == whole[1].get(name) or (linked and name in theirs and is_place(name, value, fields)):
                theirs[name] = value
        if theirs:
            item["config"] = theirs

    def _differs(self) -> bool:
        document, base = self._document.export(), self.base()
        document.pop("version")
        found = compare(base or {}, document, None)
        return any(item.fate is not Fate.SAME for item in found.items)

    # What is remembered ---------------------------------------------------------------------------------------------

    def base(self) -> Plain | None:
        """The document when file and workspace were last the same; None before the first time."""
        text = self._catalog.setting(BASE)
        return json.loads(text) if text else None

    def _remember(self, document: Mapping[str, Any]) -> None:
        text = json.dumps({kind: document[kind] for kind in KINDS if document.get(kind)}, ensure_ascii=False)
        if text != self._catalog.setting(BASE):
            self._catalog.set_setting(BASE, text)

    def _link(self) -> dict[str, str]:
        text = self._catalog.setting(LINKED)
        return dict(json.loads(text)) if text else {}

    def _linked_file(self) -> Path | None:
        file = self._link().get("file")
        return Path(file) if file else None

    def _keep_link(self, file: Path, digest: str) -> None:
        self._catalog.set_setting(LINKED, json.dumps({"file": str(file), "digest": digest}, ensure_ascii=False))
        self._changes.publish(Kind.SETTINGS)


def _read(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            data = opened.read(LARGEST + 1)
    except FileNotFoundError as error:
        raise NotFoundError(f"There is no file {file}.", kept=_KEPT, hint="Put it back, or choose another.") from error
    except OSError as error:
        what = f"{file} cannot be read: {error.strerror}."
        raise ConfigError(what, kept=_KEPT, hint="Check the file's name and rights.") from error
    if len(data) > LARGEST:
        raise ConfigError(f"{file} is too large for a document.", kept=_KEPT, hint="Is it the right file?")
    return data


def _decoded(data: bytes, file: Path) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise DocumentError(f"{file.name} is not UTF-8 text", line=line, hint="Save it as UTF-8 and try again.") from error


def _write(file: Path, text: str) -> bool:
    """In one step, through links, and only if it differs: Git and others see no change where there is none."""
    data, target = text.encode(), Path(os.path.realpath(file))
    try:
        if target.read_bytes() == data:
            return False
    except OSError:
        pass  # it is not there yet; other reasons are told by the write
    with written_whole(target) as partial, partial.open("wb") as out:
        out.write(data)
        out.flush()
        os.fsync(out.fileno())
    return True


def _below(path: str, folder: Path) -> str:
    place = Path(path)
    return f"./{place.relative_to(folder).as_posix()}" if place.is_relative_to(folder) else path


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
