"""The tables of docs/destinations.md, made from the manifests. `python -m tests.destinations.documented` writes them anew."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from census_desktop.destinations import manifests
from census_desktop.destinations.rehearsal.profiles import PROFILES
from census_desktop.domain.manifest import Limits, ObjectSpec, TargetField
from census_desktop.domain.model import Removal

PAGE = Path(__file__).parents[2] / "docs" / "destinations.md"
BEGIN, END = "<!-- begin: {} -->\n", "<!-- end -->"


def tables() -> dict[str, str]:
    """Markdown by the name of its place in the page."""
    made = {m.type: told(m.limits, m.objects) for m in manifests() if m.type != "rehearsal"}
    for profile in PROFILES.values():
        made[f"rehearsal, {profile.name}"] = told(profile.limits, [o.spec for o in profile.objects.values()])
    return made


def told(limits: Limits, objects: Sequence[ObjectSpec]) -> str:
    rate = f"{limits.rate:g} requests a second at most" if limits.rate else "no limit a second"
    at_once = "1 request at a time" if limits.concurrency == 1 else f"{limits.concurrency} requests at once"
    lines = [
        f"{limits.batch_rows:,} records a request, {at_once}, {rate}; a request may take {limits.batch_timeout:g} seconds.",
        "",
        "| Object | Behaviours | A mirror lets go by | Only if empty | Sync key | Fields |",
        "|---|---|---|---|---|---|",
    ]
    return "\n".join([*lines, *(_row(spec) for spec in objects), ""])


def _row(spec: ObjectSpec) -> str:
    cells = [
        f"`{spec.name}`" + (", or any name" if spec.open_name else "") + (f" ({spec.audience_word})" if spec.audience else ""),
        ", ".join(o.value for o in spec.operations),
        ", ".join(_removal(r, spec) for r in spec.removals) if "mirror" in spec.operations else "",
        "yes" if spec.only_if_empty else "no",
        ", ".join(f"`{k}`" for k in spec.keys) or "any field",
        ", ".join([*_fields(spec.fields), *(["any other"] if spec.open_fields else [])]),
    ]
    return f"| {' | '.join(cells)} |"


def _removal(removal: Removal, spec: ObjectSpec) -> str:
    return f"{removal.value} (they {spec.removal})" if removal is Removal.REMOVE else removal.value


def _fields(fields: Sequence[TargetField]) -> Iterator[str]:
    for field in fields:
        kind = f"{field.hash} of {field.normalise}" if field.hash else field.type
        marks = [*([kind] if kind not in ("text", "any") else []), *(["required"] if field.required else [])]
        marks += [" / ".join(field.choices)] if field.choices else []
        yield f"`{field.name}`" + (f" ({', '.join(marks)})" if marks else "")


def page_with(text: str, made: dict[str, str]) -> str:
    """The page with these tables in their places; raises KeyError where one has none."""
    for name, table in made.items():
        begin = BEGIN.format(name)
        if begin not in text:
            raise KeyError(f"docs/destinations.md has no place for “{name}”: {begin.strip()} … {END}")
        text = re.sub(re.escape(begin) + r".*?" + re.escape(END), lambda _, b=begin, t=table: b + t + END, text, flags=re.S)
    return text


if __name__ == "__main__":
    PAGE.write_text(page_with(PAGE.read_text(encoding="utf-8"), tables()), encoding="utf-8")
