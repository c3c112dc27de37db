"""Ibis imports only the engine that is used, and has all of them all the same."""

from __future__ import annotations

import ast
import importlib.util
import json
import subprocess
import sys
from pathlib import Path

ASK = """
import importlib, json, sys
from census_desktop.sources.lean import ibis
import ibis.backends.sql.compilers as compilers
ibis.duckdb.connect().disconnect()
one = sorted(m for m in sys.modules if m.startswith("sqlglot.dialects."))
found = {name: getattr(compilers, name).__module__ for name in json.loads(sys.argv[1])}
print(json.dumps([one, found, hasattr(compilers, "nothing_such"), compilers is ibis.backends.sql.compilers]))
"""


def names_of_ibis() -> dict[str, str]:
    """Of each compiler that Ibis exports the module, as its own package says."""
    spec = importlib.util.find_spec("ibis.backends.sql")
    assert spec
    assert spec.submodule_search_locations
    package = Path(spec.submodule_search_locations[0]) / "compilers" / "__init__.py"
    imports = [node for node in ast.parse(package.read_text("utf-8")).body if isinstance(node, ast.ImportFrom)]
    return {a.name: str(node.module) for node in imports for a in node.names if a.name.endswith("Compiler")}


def test_one_engine_brings_one_dialect_and_the_others_come_when_asked_for() -> None:
    names = names_of_ibis()
    assert len(names) > 15
    asked = [sys.executable, "-c", ASK, json.dumps(list(names))]
    told = subprocess.run(asked, check=True, capture_output=True, text=True).stdout
    dialects, found, unknown, same = json.loads(told)
    assert dialects == ["sqlglot.dialects.dialect", "sqlglot.dialects.duckdb"]
    assert found == names
    assert (unknown, same) == (False, True)
