"""docs/connectors.md: which checks each connector is held against. `python -m tests.destinations.table` writes it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from census_desktop.destinations import BUILT_IN, manifest
from census_desktop.domain.manifest import Manifest
from tests.destinations.suite import Check, Known, all_checks
from tests.destinations.vendors import all_cases

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "connectors.md"
FOLDER = ROOT / "census_desktop" / "destinations"
ELSEWHERE = {
    "folder": "test_contract_*.py, test_folder*.py",
    "rehearsal": "test_contract_*.py, test_rehearsal.py",
    "s3": "test_contract_*.py, test_s3.py",
    "sftp": "test_contract_*.py, test_sftp.py",
    "sql_table": "test_contract_*.py, test_sqltable*.py",
    "webhook": "test_contract_*.py, test_webhook.py",
}
"""Types that are no vendor's API: one suite for files, tables and hooks holds them (tests/destinations)."""

HEAD = """# Connectors and what they are held against

Every connector of a vendor is run through the same {count} checks, each against a fresh fake of that vendor: over loopback,
with the vendor's documented limits and errors, and with request bodies held against the vendor's own API description where one
is at hand. ✓ is checked and holds, for each of its objects to which it applies; ✗ is a known fault, told below; – does not
apply, and the number says why. `python -m tests.destinations.table` writes this page, and a test fails when it is out of date.

A fake is written from the vendor's documents, not from an account: what those documents leave open stands under *Unverified*.
`tests/destinations/test_live.py` tries connectors at the vendors themselves, for whoever has an account there.
"""


def types() -> dict[str, list[Known]]:
    """Cases by type."""
    known = sorted((Known(case) for case in all_cases() if case.type in BUILT_IN), key=lambda k: k.case.type)
    return {type_: list(of) for type_, of in groupby(known, key=lambda k: k.case.type)}


def page() -> str:
    return "\n".join(_lines()).rstrip() + "\n"


def _lines() -> Iterator[str]:
    checks, columns = all_checks(), types()
    yield HEAD.format(count=len(checks))
    yield "## The checks"
    yield ""
    yield f"| | {' | '.join(manifest(type_).title for type_ in columns)} |"
    yield f"|---|{':-:|' * len(columns)}"
    reasons: dict[str, int] = {}
    for group, members in groupby(checks, key=lambda check: check.group):
        yield f"| **{group}** |{' |' * len(columns)}"
        for check in members:
            yield f"| {check.name} | {' | '.join(_cell(check, of, reasons) for of in columns.values())} |"
    yield ""
    yield from (f"{number}. {reason}" for reason, number in reasons.items())
    if faults := [(k.label, *fault) for of in columns.values() for k in of for fault in k.case.faults.items()]:
        yield from ("", "Known faults:", "", *(f"- {label}, “{name}”: {why}" for label, name, why in faults))
    yield from ("", "Files, tables and hooks are held by a suite of their own, on real files, servers and sockets:", "")
    yield from (f"- {manifest(type_).title}: {files}" for type_, files in ELSEWHERE.items())
    yield from ("", "## Size", "", "Lines of Python, comments and manifest included.", "")
    yield from ("| Connector | Objects in the suite | Files | Lines | Largest file |", "|---|---|--:|--:|--:|")
    for type_ in sorted(BUILT_IN):
        files = files_of(type_)
        sizes = [lines_of(file) for file in files]
        objects = ", ".join(k.label.removeprefix(f"{type_} ") for k in columns.get(type_, []))
        yield f"| {manifest(type_).title} | {objects or '–'} | {len(files)} | {sum(sizes):,} | {max(sizes):,} |"
    yield from ("", "## Unverified", "", "Coded, but not found in the vendors' own documents when these were read.", "")
    for type_ in sorted(BUILT_IN):
        if (found := manifest(type_)).unverified:
            yield from _unverified(found)


def _unverified(found: Manifest) -> Iterator[str]:
    yield f"**{found.title}** (read {', '.join(sorted({d.read for d in found.documents})) or 'at no date'})"
    yield ""
    yield from (f"- {sentence}" for sentence in found.unverified)
    yield ""


def _cell(check: Check, cases: list[Known], reasons: dict[str, int]) -> str:
    if any(check.name in known.case.faults for known in cases):
        return "✗"
    whys = [check.why_not(known) for known in cases]
    if not all(whys):
        return "✓"
    return f"– <sup>{reasons.setdefault(whys[-1], len(reasons) + 1)}</sup>"


def files_of(type_: str) -> list[Path]:
    """The connector's own modules: a package, or a module with those that begin with its name."""
    package = FOLDER / BUILT_IN[type_].partition(":")[0].rpartition(".")[2]
    return sorted(package.glob("*.py")) if package.is_dir() else sorted(FOLDER.glob(f"{package.name}*.py"))


def lines_of(file: Path) -> int:
    return len(file.read_text(encoding="utf-8").splitlines())


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
