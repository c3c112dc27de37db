"""One spacing scale: what layouts are given is a step of it, so that things on different pages stand in line."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import census_desktop.gui

SCALE = frozenset({0, 1, 2, 4, 8, 12, 16, 20, 24, 28, 32})
"""In pixels: hairlines of 1 and 2, then the grid of 4. Room for an icon that is painted beside a text is no gap."""
ASKED = frozenset({"setSpacing", "addSpacing", "setHorizontalSpacing", "setVerticalSpacing", "setContentsMargins"})
ROOM = Path(census_desktop.gui.__file__).parent


def gaps(source: Path) -> Iterator[tuple[int, int]]:
    """(line, pixels) of every gap that is written as a number."""
    for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in ASKED:
            for argument in node.args:
                if isinstance(argument, ast.Constant) and isinstance(argument.value, int):
                    yield node.lineno, argument.value


def test_every_gap_is_a_step_of_the_scale() -> None:
    found = [(file, line, gap) for file in ROOM.rglob("*.py") for line, gap in gaps(file)]
    assert len(found) > 300
    beside = [f"{file.relative_to(ROOM)}:{line}: {gap}" for file, line, gap in found if gap not in SCALE and gap <= max(SCALE)]
    assert beside == []
