"""The records of every measurement: a DuckDB file of people, 11 columns, about 244 bytes each as JSON, the same on every run.

python benchmarks/people.py FILE ROWS
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

COLUMNS = ("id", "email", "first_name", "last_name", "phone", "country", "city", "plan", "orders", "spent", "updated_at")


def query(rows: int) -> str:
    """Deterministic: every value follows from the row's number."""

    def one_of(words: tuple[str, ...], salt: int) -> str:
        return f"[{', '.join(repr(w) for w in words)}][1 + (hash(i + {salt}) % {len(words)})::BIGINT]"

    first = one_of(("Annika", "Bo", "Carla", "Dmitri", "Elin", "Farid", "Grace", "Hana"), 0)
    last = one_of(("Andersson", "Becker", "Conti-Moretti", "Dubois", "Eriksen", "Fischer", "Garcia Lorca"), 1)
    city = one_of(("Frankfurt am Main", "Lyon", "Uppsala", "Reggio Emilia", "Valencia", "Krakow", "Zoetermeer"), 4)
    return f"""
        SELECT i AS id, 'customer.' || i || '@mail.example.com' AS email, {first} AS first_name, {last} AS last_name,
               '+49151' || lpad((hash(i + 2) % 100000000)::VARCHAR, 8, '0') AS phone,
               {one_of(("DE", "FR", "SE", "IT", "ES", "PL", "NL"), 3)} AS country, {city} AS city,
               {one_of(("free", "starter", "professional"), 5)} AS plan,
               (hash(i + 6) % 400)::INTEGER AS orders, ((hash(i + 7) % 1000000) / 100)::DOUBLE AS spent,
               TIMESTAMP '2026-01-01' + to_seconds(i * 3) AS updated_at
        FROM range({rows}) t(i)"""


def people(folder: Path, rows: int) -> Path:
    """The DuckDB file with table `people`; made in a process of its own, so that this one stays as small as it is."""
    file = folder / f"people-{rows}.duckdb"
    if not file.exists():
        partial = file.with_suffix(".partial")
        partial.unlink(missing_ok=True)
        subprocess.run([sys.executable, __file__, str(partial), str(rows)], check=True)
        partial.rename(file)
    return file


if __name__ == "__main__":
    import duckdb

    with duckdb.connect(sys.argv[1]) as made:
        made.execute("SET preserve_insertion_order = true")
        made.execute(f"CREATE TABLE people AS {query(int(sys.argv[2]))}")
