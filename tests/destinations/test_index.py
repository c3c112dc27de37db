"""The index of built-in types is what their manifests say, and listing it imports none of them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from census_desktop.destinations import BUILT_IN
from census_desktop.usecases import destination_types
from census_desktop.usecases.destination_types import INDEX
from tests.destinations.index import text
from tests.destinations.outside import EXAMPLE, installed, write_metadata


def test_the_index_is_current() -> None:
    assert INDEX.read_text(encoding="utf-8") == text(), "run: python -m tests.destinations.index"


def test_added_types_are_listed_too_and_alone_need_their_modules() -> None:
    built_in = [t["type"] for t in destination_types.destination_types()]
    assert sorted(built_in) == sorted(BUILT_IN)
    with installed():
        listed = destination_types.destination_types()
    (added,) = [t for t in listed if t["type"] == "plainmail"]
    assert added["objects"][1]["members"]["word"] == "list"
    assert [t["title"].casefold() for t in listed] == sorted(t["title"].casefold() for t in listed)


def test_without_the_index_the_manifests_are_asked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    listed = destination_types.destination_types()
    monkeypatch.setattr(destination_types, "INDEX", tmp_path / "none.json")
    assert destination_types.destination_types() == listed


@pytest.mark.parametrize("added", [False, True])
def test_listing_types_makes_no_workspace_and_loads_no_connector(tmp_path: Path, added: bool) -> None:
    places = [str(Path(__file__).parents[2])]
    if added:
        write_metadata(EXAMPLE, tmp_path)
        places += [str(tmp_path), str(EXAMPLE)]
    code = (
        "import sys\nfrom census_desktop.cli import main\n"
        "code = main(['--workspace', sys.argv[1], 'destinations', 'types', '--json'])\n"
        "heavy = [m for m in sys.modules if m.startswith('census_desktop.destinations.') or m == 'sqlalchemy']\n"
        "print(heavy, file=sys.stderr)\n"
        "sys.exit(code)"
    )
    folder = tmp_path / "workspace"
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(places), "XDG_STATE_HOME": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", code, str(folder)], capture_output=True, text=True, check=True, env=env)
    types = {t["type"]: t for t in json.loads(done.stdout)}
    assert ("plainmail" in types) is added
    assert types["klaviyo"]["documents"]
    assert not folder.exists()
    assert added or done.stderr.strip() == "[]"
