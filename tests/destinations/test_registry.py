"""What types there are, what a configuration may hold, and strangers' types that are broken."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from census_desktop.destinations import BUILT_IN, check_config, limits, manifest, manifests, open_destination, secret_fields
from census_desktop.domain.errors import ConfigError
from census_desktop.domain.manifest import Manifest
from census_desktop.domain.model import Connection
from census_desktop.domain.ports import DestinationContext
from tests.conftest import FakeClock

ICONS = {"folder", "database", "webhook", "mail", "megaphone", "people", "table", "shield", "file", "bolt", "hash"}
TINTS = {"rose", "blue", "violet", "amber", "lime", "teal", "green", "indigo"}


def in_child(code: str, *path: Path) -> str:
    script = f"import sys; sys.path[:0] = {[str(p) for p in path]!r}\n{code}"
    done = subprocess.run([sys.executable, "-W", "error", "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_listing_types_imports_nothing_heavy() -> None:
    code = (
        "from census_desktop.destinations import manifests; names = [m.type for m in manifests()]\n"
        "heavy = {'requests', 'urllib3', 'sqlalchemy', 'duckdb', 'pyarrow', 'pysqlite3', 'sqlite3', 'filelock'}\n"
        "heavy |= {'botocore', 'paramiko'}\n"
        "import json; print(json.dumps([names, sorted(heavy & set(sys.modules))]))"
    )
    names, heavy = json.loads(in_child(code))
    assert sorted(names) == sorted(BUILT_IN)
    assert heavy == []


@pytest.mark.parametrize("found", manifests(), ids=lambda m: m.type)
def test_a_manifest_is_whole(found: Manifest) -> None:
    assert BUILT_IN[found.type]
    assert found.title
    assert found.summary
    assert found.icon in ICONS
    assert found.tint in TINTS
    assert found.payload in ("json", "texts", "columns")
    assert all(f.label and f.kind in ("text", "lines", "path", "number", "boolean", "choice", "pairs") for f in found.config)
    assert all((f.default in f.choices) for f in found.config if f.kind == "choice")
    for spec in found.objects:
        assert spec.operations
        assert spec.label
        assert set(spec.keys) <= {f.name for f in spec.fields}
    assert secret_fields(found.type) == found.secret_fields


def connection(type_: str, **config: Any) -> Connection:
    return Connection("c1", "CRM hook", type_, config)


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (connection("webhook", url="https://example.com/in"), (500, 20, 0.0)),
        (connection("webhook", url="https://example.com/in", batch_size=1, concurrency=8, rate=2.5), (1, 8, 2.5)),
        (connection("rehearsal"), (500, 4, 50.0)),
        (connection("rehearsal", imitates="Ad network"), (10_000, 2, 50.0)),
        (connection("rehearsal", imitates="CRM", reject_every=5), (500, 1, 20.0)),
        (connection("sql_table", url="postgresql://db.example.com/crm"), (5_000, 2, 0.0)),
        (connection("sql_table", url="sqlite:///crm.db"), (5_000, 1, 0.0)),
        (connection("folder", path="files"), (10_000, 1, 0.0)),
    ],
)
def test_limits_are_those_of_the_connection_as_it_is_set_up(made: Connection, expected: tuple[int, int, float]) -> None:
    found = limits(made)
    assert (found.batch_rows, found.concurrency, found.rate) == expected


def test_defaults_are_filled_in() -> None:
    config = check_config(connection("webhook", url="https://example.com/in"))
    assert config == {
        "url": "https://example.com/in",
        "method": "POST",
        "delete_method": "the same",
        "shape": "envelope",
        "template": None,
        "content_type": None,
        "batch_size": 500,
        "batch_kilobytes": None,
        "concurrency": 20,
        "rate": None,
        "headers": None,
        "idempotency_header": "Idempotency-Key",
        "success_statuses": None,
        "success_rule": None,
        "rejected_path": None,
        "rejected_key": None,
        "rejected_reason": None,
        "auth_header": "Authorization",
    }


@pytest.mark.parametrize(
    ("config", "fault"),
    [
        ({}, "“url” is missing"),
        ({"url": ""}, "“url” is missing"),
        ({"url": 7}, "“url” must be a text"),
        ({"url": "https://x.example", "speed": 1}, "unknown key “speed”"),
        ({"url": "https://x.example", "method": "GET"}, "“method” must be one of POST, PUT, PATCH, DELETE"),
        ({"url": "https://x.example", "method": ["POST"]}, "“method” must be one of"),
        ({"url": "https://x.example", "batch_size": "500"}, "“batch_size” must be a number"),
        ({"url": "https://x.example", "batch_size": True}, "“batch_size” must be a number"),
        ({"url": "https://x.example", "batch_size": 0}, "“batch_size” must be 1 or more"),
        ({"url": "https://x.example", "batch_size": 10**9}, "“batch_size” must be 10000 or less"),
        ({"url": "https://x.example", "batch_size": 1.5}, "“batch_size” must be a whole number"),
        ({"url": "https://x.example", "batch_size": float("inf")}, "“batch_size” must be a whole number"),
        ({"url": "https://x.example", "rate": float("nan")}, "“rate” must be 0.01 or more"),
        ({"url": "https://x.example", "headers": ["a"]}, "“headers” must be names with texts"),
        ({"url": "https://x.example", "headers": {"a": 1}}, "“headers” must be names with texts"),
        ({"url": "https://x.example", "auth": "hush"}, "“auth” is a credential and is kept in the keyring"),
    ],
)
def test_a_wrong_configuration_is_refused_with_what_is_valid(config: dict[str, Any], fault: str) -> None:
    with pytest.raises(ConfigError) as failure:
        check_config(connection("webhook", **config))
    assert fault in failure.value.message
    assert "CRM hook" in failure.value.message
    assert "batch_size" in failure.value.hint
    assert "hush" not in str(failure.value)


def test_all_faults_are_named_at_once() -> None:
    with pytest.raises(ConfigError, match=r"speed.*url.*batch_size"):
        check_config(connection("webhook", speed=1, batch_size=0))


def test_an_unknown_type_is_refused_with_what_there_is() -> None:
    with pytest.raises(ConfigError, match="no destination type “fax”") as failure:
        manifest("fax")
    assert ", ".join(sorted(BUILT_IN)) in failure.value.hint


def test_opening_checks_too(tmp_path: Path, clock: FakeClock) -> None:
    with pytest.raises(ConfigError, match="path"):
        open_destination(DestinationContext(connection("folder"), {}, tmp_path, clock))


PLUG_IN = """
from census_desktop.domain.manifest import Manifest
class Fax:
    manifest = Manifest("fax", "Fax", "Sends faxes.", "file", "rose")
    def __init__(self, context): self.context = context
class Wrong:
    manifest = Manifest("other", "Other", "", "file", "rose")
class Bare: pass
"""


@pytest.fixture
def plug_ins(tmp_path: Path) -> Path:
    (tmp_path / "fax_plugin.py").write_text(PLUG_IN)
    (tmp_path / "broken_plugin.py").write_text("import a_module_that_does_not_exist")
    info = tmp_path / "fax_plugin-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: fax-plugin\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(
        "[census_desktop.destinations]\nfax = fax_plugin:Fax\nwrong = fax_plugin:Wrong\nbare = fax_plugin:Bare\n"
        "broken = broken_plugin:Gone\nfolder = fax_plugin:Fax\n"
    )
    return tmp_path


def test_others_add_types_and_a_broken_one_breaks_nothing(plug_ins: Path) -> None:
    code = """
import json, logging
logging.disable()
from census_desktop.destinations import broken, manifest, manifests
from census_desktop.domain.errors import ConfigError
try:
    manifest("broken")
except ConfigError as error:
    said = error.message
print(json.dumps([sorted(m.type for m in manifests()), manifest("folder").title, broken(), said]))
"""
    types, folder, faults, said = json.loads(in_child(code, plug_ins))
    assert types == sorted([*BUILT_IN, "fax"])
    assert folder == "Folder of files"
    assert set(faults) == {"broken", "wrong", "bare", "folder"}
    assert "a_module_that_does_not_exist" in faults["broken"]
    assert "“broken” cannot be used" in said


def test_nothing_built_in_takes_consent_away_on_leaving() -> None:
    """As the vendors' contract suite shows against their fakes. A new object that does has to be confirmed by the user, and
    named here and in the documentation."""
    assert {(found.type, spec.name) for found in manifests() for spec in found.objects if spec.unsubscribes} == set()
    documentation = (Path(__file__).parents[2] / "docs" / "destinations.md").read_text(encoding="utf-8")
    assert "none takes consent away on leaving" in documentation
