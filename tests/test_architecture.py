"""The house rules that a machine can check: layers, sizes of files, names, and what start-up may import."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "census_desktop"
MOST_LINES = 450
DRAWERS = {"utils", "helpers", "common", "manager", "controller", "base", "misc"}
"""Names that invite everything and say nothing."""


def sources() -> list[Path]:
    return [p for p in PACKAGE.rglob("*.py") if "migrations" not in p.parts]


def test_layers() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-1000:]


def test_files_stay_small_enough_to_hold_in_mind() -> None:
    long = {
        str(p.relative_to(ROOT)): n for p in sources() if (n := len(p.read_text(encoding="utf-8").splitlines())) > MOST_LINES
    }
    assert not long


def test_no_drawer_for_everything() -> None:
    assert not [p for p in sources() if p.stem in DRAWERS]


def test_only_the_lgpl_part_of_qt_is_installed_for_us() -> None:
    """Charts and the like come with another licence; the Essentials wheel has none of them."""
    assert importlib.util.find_spec("PySide6.QtWidgets")
    metadata = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert "PySide6-Essentials==" in metadata
    assert "PySide6-Addons" not in metadata


HEAVY = ("PySide6", "sqlalchemy", "alembic", "requests", "keyring", "ibis", "duckdb", "pyarrow", "pandas", "numpy", "yaml")


def imported_by(code: str) -> set[str]:
    """Heavy packages in memory after the code ran in a fresh interpreter."""
    told = f"{code}\nimport sys; print(' '.join(m for m in {HEAVY!r} if m in sys.modules))"
    done = subprocess.run([sys.executable, "-c", told], cwd=ROOT, capture_output=True, text=True, check=True)
    return set(done.stdout.split())


@pytest.mark.parametrize(
    ("code", "allowed"),
    [
        ("import census_desktop.__main__", set()),
        ("import census_desktop.cli", set()),
        ("import census_desktop.bootstrap", set()),
        ("import census_desktop.usecases.runs, census_desktop.usecases.syncs, census_desktop.usecases.document", set()),
        ("import census_desktop.destinations as d; d.manifests()", set()),
        ("import census_desktop.secrets", set()),
        ("import census_desktop.gui.app", set()),
    ],
)
def test_start_up_imports_nothing_heavy(code: str, allowed: set[str]) -> None:
    assert imported_by(code) <= allowed


def test_pandas_and_numpy_are_on_no_path_of_ours() -> None:
    code = """
import tempfile, pathlib
from census_desktop.domain.model import Dataset, Source
from census_desktop.domain.ports import SystemClock
from census_desktop.sources import open_source
folder = pathlib.Path(tempfile.mkdtemp())
(folder / "a.csv").write_text("id,name\\n1,Anna\\n")
reader = open_source(Source("s", "S", "files", {"path": str(folder)}), None, folder, None, SystemClock())
dataset = reader.describe(Dataset("d", "D", "s", "a.csv", unique_identifier="id"))
assert reader.preview(dataset, None, 5).rows == ((1, "Anna"),)
with reader.extract(dataset, None, ["id"]) as (_, batches):
    assert sum(b.num_rows for b in batches) == 1
"""
    assert not imported_by(code) & {"pandas", "numpy", "PySide6", "sqlalchemy"}
