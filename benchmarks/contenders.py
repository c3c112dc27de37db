"""Who is measured, and how each is set up for the same work: the people of a DuckDB file, 500 a request, to one address."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

BATCH = 500
HERE = Path(__file__).parent
REQUIREMENTS = HERE / "requirements-peers.txt"


def peers_python(cache: Path) -> Path:
    """The interpreter of the environment that holds the peers; made on first use."""
    place = cache / "peers"
    python = place / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    wanted = REQUIREMENTS.read_text(encoding="utf-8")
    installed = place / "installed.txt"
    if not installed.exists() or installed.read_text(encoding="utf-8") != wanted:
        print("installing the peers …", file=sys.stderr)
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(place)], check=True)
        subprocess.run([str(python), "-m", "pip", "install", "-q", "-r", str(REQUIREMENTS)], check=True)
        installed.write_text(wanted, encoding="utf-8")
    return python


@dataclass(frozen=True, slots=True)
class Ours:
    """This program's command line on a workspace made beforehand, without any state of an earlier run.

    `concurrency` 0 means what the manifest says.
    """

    name: str = "census-desktop"
    concurrency: int = 0
    operation: str = "upsert"
    folder_of_files: bool = False
    """Send to a folder of files instead of the receiver."""

    def prepare(self, folder: Path, database: Path, url: str) -> list[str]:
        workspace = folder / "workspace"
        document = folder / "workspace.yaml"
        document.write_text(self._document(database, url), encoding="utf-8")
        command = [sys.executable, "-m", "census_desktop", "--workspace", str(workspace)]
        subprocess.run([*command, "import", str(document)], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        return [*command, "run", "People", "--json"]

    def _document(self, database: Path, url: str) -> str:
        from benchmarks.people import COLUMNS

        at_once = f", concurrency: {self.concurrency}" if self.concurrency else ""
        fields = "".join(f"      - {{field: {name}, column: {name}}}\n" for name in COLUMNS[1:])
        to = f'webhook, config: {{url: "{url}", batch_size: {BATCH}{at_once}}}'
        if self.folder_of_files:
            to = "folder, config: {path: ./out, format: csv}"
        return f"""version: 1
sources: [{{name: Warehouse, type: duckdb, config: {{path: "{database}"}}}}]
datasets: [{{name: People, source: Warehouse, table: people, unique_identifier: id}}]
segments: [{{name: Everyone, dataset: People}}]
destinations: [{{name: Sink, type: {to}}}]
syncs:
  - name: People
    source: {{segment: Everyone}}
    destination: Sink
    object: {"people" if self.folder_of_files else "records"}
    operation: {self.operation}
    sync_key: {{column: id, field: id}}
    mappings:
{fields}    status: active
"""


@dataclass(frozen=True, slots=True)
class Drt:
    """drt-core's rest_api destination with its limiter off (`requests_per_second: 0`).

    It makes a new HTTP client, with a new connection, for every `batch_size` records that it loads; `load` larger than a
    request (`max_records_per_request`) spares it that. Both are measured.
    """

    python: Path
    name: str = "drt-core"
    load: int = BATCH
    cursor: str = ""

    def prepare(self, folder: Path, database: Path, url: str) -> list[str]:
        (folder / "syncs").mkdir()
        (folder / ".drt").mkdir()
        profiles = folder / "home" / ".drt"
        profiles.mkdir(parents=True)
        (profiles / "profiles.yml").write_text(f"default:\n  type: duckdb\n  database: {database}\n", encoding="utf-8")
        (folder / "drt_project.yml").write_text("name: bench\nversion: '0.1'\nprofile: default\n", encoding="utf-8")
        mode = f"mode: incremental\n  cursor_field: {self.cursor}" if self.cursor else "mode: full"
        (folder / "syncs" / "people.yml").write_text(
            f"""name: people
model: "SELECT * FROM people"
destination:
  type: rest_api
  url: "{url}"
  method: POST
  headers: {{Content-Type: application/json}}
  body_mode: batch
  batch_template: '{{"records": {{{{ rows | tojson_safe }}}}}}'
  max_records_per_request: {BATCH}
sync:
  {mode}
  batch_size: {self.load}
  rate_limit: {{requests_per_second: 0}}
  on_error: fail
""",
            encoding="utf-8",
        )
        return [str(self.python.with_name("drt")), "run"]


@dataclass(frozen=True, slots=True)
class Dlt:
    """dlt's custom destination; `form` is how rows travel inside it (see peer_dlt.py). Both are measured."""

    python: Path
    name: str = "dlt"
    form: str = "rows"
    cursor: str = ""

    def prepare(self, folder: Path, database: Path, url: str) -> list[str]:
        told = [str(database), url, str(BATCH), self.form, str(folder / "pipelines"), self.cursor]
        return [str(self.python), str(HERE / "peer_dlt.py"), *told]


@dataclass(frozen=True, slots=True)
class Bare:
    """What the work costs with nothing around it."""

    python: Path
    name: str = "bare loop"

    def prepare(self, folder: Path, database: Path, url: str) -> list[str]:
        return [str(self.python), str(HERE / "peer_bare.py"), str(database), url, str(BATCH)]


Contender = Ours | Drt | Dlt | Bare


def contenders(cache: Path) -> list[Contender]:
    python = peers_python(cache)
    return [
        Ours(),
        Ours("census-desktop, 4 at once", concurrency=4),
        Drt(python),
        Drt(python, "drt-core, 50,000 a load", load=50_000),
        Dlt(python),
        Dlt(python, "dlt, Arrow and Parquet", form="arrow"),
        Bare(python),
    ]
