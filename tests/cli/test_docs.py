"""Every command that the documentation shows is one that the program takes, and its document examples can be read."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from census_desktop.cli.arguments import make_parser
from census_desktop.domain.document import KINDS
from census_desktop.usecases.marked import read

ROOT = Path(__file__).parent.parent.parent
PAGES = [ROOT / "README.md", ROOT / "docs" / "command-line.md", ROOT / "docs" / "workspace.md"]


def shown_commands() -> list[str]:
    return [
        line.strip().partition("#")[0].partition("<")[0]
        for page in PAGES
        for line in page.read_text(encoding="utf-8").replace("\\\n", " ").splitlines()
        if line.startswith("    census-desktop ")
    ]


@pytest.mark.parametrize("command", shown_commands())
def test_commands_are_taken(command: str) -> None:
    words = shlex.split(re.sub(r"\|[\w|]+", "", command.replace("[", "").replace("]", "")))[1:]
    make_parser(words).parse_args(words)


def test_examples_of_the_document_are_read() -> None:
    text = (ROOT / "docs" / "workspace.md").read_text(encoding="utf-8")
    blocks = [b for b in re.findall(r"```yaml\n(.*?)```", text, re.DOTALL) if "[…]" not in b]
    items: list[dict[str, object]] = []
    for block in blocks:
        data = read(block).data
        items += data if isinstance(data, list) else [data]
    assert len(items) > 8
    assert {next(iter(item)) for item in items} <= {"name", "mappings", *KINDS}
