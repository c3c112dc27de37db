"""Records of one person among what waits on this computer to be sent elsewhere."""

from __future__ import annotations

import shutil
from collections.abc import Collection, Mapping
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from filelock import FileLock, Timeout

from census_desktop.destinations._files import safe_name
from census_desktop.destinations._files.place import to_disk
from census_desktop.destinations._files.spool import THERE

DELETES = "delete"


def forget(work: Path, known: Mapping[str, Collection[str]], everywhere: Collection[str]) -> tuple[int, bool]:
    """Take a person's records out of the working files in `work`: those with keys that are `known` of an object, and with
    those that are the person's `everywhere`. How many there were, and whether all could be looked into: what a run is writing
    is its own. Keys that are to be deleted there stay until they are.

    A copy of a file that is elsewhere, which a killed run left, goes as a whole: the next run fetches it anew.
    """
    objects = {safe_name(name): keys for name, keys in known.items()}
    found, whole = 0, True
    for place in sorted(work.glob("*/")):
        keys = {_plain(key) for key in (*objects.get(place.name, ()), *everywhere)}
        try:
            with FileLock(place / "lock", timeout=0, thread_local=False):
                shutil.rmtree(place / THERE, ignore_errors=True)
                for pending in sorted(place.glob("*/")):
                    for half in ("partial", "result"):
                        (pending / half).unlink(missing_ok=True)
                    found += sum(_without(file, keys) for file in sorted(pending.glob("*.parquet")))
        except (Timeout, OSError, pa.ArrowInvalid):  # a damaged file is sent no more than it is read
            whole = False
    return found, whole


def _without(file: Path, keys: Collection[str]) -> int:
    if file.name.split("-")[1] == DELETES:
        return 0
    table = pq.read_table(file)
    texts = [_plain(str(value)) for value in table.column(0).to_pylist()]
    stays = [text not in keys for text in texts]
    if all(stays):
        return 0
    if any(stays):
        partial = file.with_name("partial")
        pq.write_table(table.filter(pa.array(stays)), partial, compression="snappy")
        to_disk(partial)
        partial.replace(file)
    else:
        file.unlink()
    return len(stays) - sum(stays)


def _plain(text: str) -> str:
    """Addresses are one whatever the case of their letters."""
    return text.lower() if "@" in text else text
