"""A connector from outside (docs/examples/plainmail): found by its entry point, as if it had been installed."""

from __future__ import annotations

import importlib
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from census_desktop import destinations

EXAMPLE = Path(__file__).parents[3] / "docs" / "examples" / "plainmail"


def write_metadata(package: Path, folder: Path) -> None:
    """What an installer would have written from the package's pyproject.toml."""
    about = tomllib.loads((package / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    info = folder / f"{about['name'].replace('-', '_')}-{about['version']}.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {about['name']}\nVersion: {about['version']}\n")
    lines = [
        line
        for group, entries in about["entry-points"].items()
        for line in (f"[{group}]", *(f"{name} = {value}" for name, value in entries.items()))
    ]
    (info / "entry_points.txt").write_text("\n".join(lines) + "\n")


@contextmanager
def installed(package: Path = EXAMPLE) -> Iterator[None]:
    """The package on the path, with its metadata."""
    with tempfile.TemporaryDirectory() as folder:
        write_metadata(package, Path(folder))
        before = list(sys.path)
        sys.path[:0] = [str(package), folder]
        importlib.invalidate_caches()
        destinations._added.cache_clear()
        try:
            yield
        finally:
            sys.path[:] = before
            importlib.invalidate_caches()
            destinations._added.cache_clear()
