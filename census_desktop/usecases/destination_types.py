"""What destination types there are, as plain data. The built-in ones are read from an index beside this module, so that listing
them costs no import of any; `python -m tests.destinations.index` writes it, and a test keeps it equal to the manifests."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from census_desktop.domain.manifest import ConfigField, Manifest, ObjectSpec

Json = dict[str, Any]

INDEX = Path(__file__).with_suffix(".json")
GROUP = b"[census_desktop.destinations]"
"""As files of entry points head those of destinations."""


def destination_types() -> list[Json]:
    """Every type that can be used, built in and added, ordered by title."""
    found = _built_in()
    if _may_be_added():
        from census_desktop.destinations import BUILT_IN, manifests

        found += [told(m) for m in manifests() if m.type not in BUILT_IN]
    return sorted(found, key=lambda type_: str(type_["title"]).casefold())


def _built_in() -> list[Json]:
    try:
        found: list[Json] = json.loads(INDEX.read_bytes())
    except (OSError, ValueError):  # a build without it
        found = indexed()
    return found


def indexed() -> list[Json]:
    """The built-in types, from their manifests."""
    from census_desktop.destinations import BUILT_IN, manifest

    return [told(manifest(type_)) for type_ in sorted(BUILT_IN)]


def told(manifest: Manifest) -> Json:
    """A manifest as JSON has it."""
    return {
        "type": manifest.type,
        "title": manifest.title,
        "summary": manifest.summary,
        "config": [_field(f) for f in manifest.config if not f.secret],
        "secrets": [{"name": f.name, "required": f.required, "help": f.help} for f in manifest.secret_fields],
        "sign_in": list(manifest.sign_in.grants) if manifest.sign_in else [],
        "credential_help": manifest.credential_help,
        "objects": [_object(spec) for spec in manifest.objects],
        "unverified": list(manifest.unverified),
        "documents": [{"title": d.title, "url": d.url, "read": d.read} for d in manifest.documents],
    }


def _object(spec: ObjectSpec) -> Json:
    """`audience` says whether its records are members of one, `members` what holds for those."""
    return {
        "name": spec.name,
        "operations": [operation.value for operation in spec.operations],
        "audience": spec.audience,
        "any_name": spec.open_name,
        "keys": list(spec.keys),
        "removals": [removal.value for removal in spec.removals] if "mirror" in spec.operations else [],
        "outcome": spec.outcome,
        "members": {
            "word": spec.audience_word,
            "leaving": spec.removal,
            "unsubscribes": spec.unsubscribes,
            "longest_name": spec.longest_name or None,
            "least_members": spec.least_members or None,
            "expires_days": spec.expires_days or None,
        }
        if spec.audience
        else None,
    }


def _field(field: ConfigField) -> Json:
    plain: Json = {"name": field.name, "kind": field.kind, "required": field.required, "default": field.default}
    plain["help"] = field.help
    if field.choices:
        plain["choices"] = list(field.choices)
    return plain


def _may_be_added() -> bool:
    """Whether any installed package brings destinations. Looking costs a tenth of importing what would load them."""
    return any(_names_some(folder) for folder in sys.path)


def _names_some(folder: str) -> bool:
    if os.path.isfile(folder):  # noqa: PTH113 -- an archive may hold anything; asked of every place that modules come from
        return True
    for file in _entry_points(folder or os.curdir):
        try:
            with open(file, "rb") as opened:  # noqa: PTH123
                _, mark, rest = opened.read().partition(GROUP)
        except OSError:
            continue
        if mark and (rest.split() or [b"["])[0][:1] != b"[":
            return True
    return False


def _entry_points(folder: str) -> Iterator[str]:
    try:
        names = os.listdir(folder)  # noqa: PTH208
    except OSError:
        return
    for name in names:
        if name.endswith((".dist-info", ".egg-info")):
            yield f"{folder}/{name}/entry_points.txt"
