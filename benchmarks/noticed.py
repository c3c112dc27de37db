"""Four changes that a cursor column does not show, or shows too late: how many does each notice? `python -m benchmarks.noticed`

After a first sync of 1,000 people: a new row with the very time of the newest one (a tie), a new row with an older time (it
came late), a row that was deleted, and a row that changed while its time stayed. Then each contender runs again, as it is
meant to be run: this program mirrors; drt-core and dlt follow their cursor on `updated_at`. The receiver tells what arrived.
Target: 4 of 4.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.contenders import Contender, Dlt, Drt, Ours, peers_python
from benchmarks.peers import cache_folder, place
from benchmarks.people import people
from benchmarks.sink import Sink, free_port
from benchmarks.timed import clean_environment, timed

PEOPLE = 1_000
TIE, LATE, DELETED, SILENT = 5_001, 5_002, 17, 23

CHANGES = f"""
import duckdb, sys
with duckdb.connect(sys.argv[1]) as db:
    db.execute("INSERT INTO people SELECT * REPLACE ({TIE} AS id) FROM people ORDER BY updated_at DESC LIMIT 1")
    db.execute("INSERT INTO people SELECT * REPLACE ({LATE} AS id) FROM people WHERE id = 400")
    db.execute("DELETE FROM people WHERE id = {DELETED}")
    db.execute("UPDATE people SET city = 'Elsewhere' WHERE id = {SILENT}")
"""

KINDS = {TIE: "tie", LATE: "late", DELETED: "deleted", SILENT: "silent"}


@dataclass(frozen=True, slots=True)
class Noticed:
    name: str
    kinds: tuple[str, ...]
    sent: int
    """Records of the second run, to see who merely sent everything again."""


def measure(cache: Path) -> Iterator[Noticed]:
    python = peers_python(cache)
    contenders: tuple[Contender, ...] = (
        Ours(operation="mirror"),
        Drt(python, cursor="updated_at"),
        Dlt(python, cursor="updated_at"),
    )
    env = clean_environment(cache)
    for who in contenders:
        with place(cache) as folder:
            database = people(folder, PEOPLE)
            port = free_port()
            command = who.prepare(folder, database, f"http://127.0.0.1:{port}/in")
            env["HOME"] = str(folder / "home")
            (folder / "home").mkdir(exist_ok=True)
            with Sink(port, 0, keys=True):
                timed(command, env=env, folder=folder)
            subprocess.run([sys.executable, "-c", CHANGES, str(database)], check=True)
            with Sink(port, 0, keys=True) as sink:
                timed(command, env=env, folder=folder)
                arrived = sink.keys()
        yield Noticed(who.name, tuple(kind for key, kind in KINDS.items() if key in arrived), len(arrived))


def table(found: Sequence[Noticed]) -> list[str]:
    lines = ["| | noticed | of tie, late, deleted, silent | records of the second run |", "|---|---:|---|---:|"]
    lines += [f"| {n.name} | {len(n.kinds)} of 4 | {', '.join(n.kinds) or 'none'} | {n.sent:,} |" for n in found]
    return [*lines, ""]


def main() -> None:
    found = list(measure(cache_folder()))
    print("\n".join(table(found)))
    print(json.dumps({n.name: len(n.kinds) for n in found}))


if __name__ == "__main__":
    main()
