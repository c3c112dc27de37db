"""What a destination can do, in words made from its manifest. No Qt."""

from __future__ import annotations

from collections.abc import Iterator

from census_desktop.domain.manifest import Limits, Manifest, ObjectSpec
from census_desktop.domain.model import Operation

MOST_FIELDS = 12


def object_lines(spec: ObjectSpec) -> tuple[tuple[str, str], ...]:
    """(name, what) of an object: behaviours, key, fields, what leaving means."""
    return tuple((name, text) for name, text in _object(spec) if text)


def _object(spec: ObjectSpec) -> Iterator[tuple[str, str]]:
    yield "Behaviours", ", ".join(operation.label for operation in spec.operations)
    yield "Sync key", " or ".join(spec.keys) if spec.keys else "any field"
    if required := [field.label or field.name for field in spec.fields if field.required]:
        yield "Required", ", ".join(required)
    yield "Fields", _fields(spec)
    if hashed := [field.name for field in spec.fields if field.hash]:
        yield "Hashed here", ", ".join(hashed)
    if consent := [field.label or field.name for field in spec.fields if field.consent]:
        yield "Consent", f"{', '.join(consent)}: mapped only where you confirm what it does"
    if Operation.MIRROR in spec.operations:
        taken = ", which takes consent away" if spec.unsubscribes else ""
        yield "Leaving", f"who leaves the source: there they {spec.removal}{taken}; {_ways(spec)}"
    yield "Audience", _audience(spec)
    if spec.outcome == "accepted":
        yield "Answers", "requests are accepted and answered by counts, not record by record"


def _ways(spec: ObjectSpec) -> str:
    return "a mirror can " + " or ".join(f"“{removal.label[0].lower()}{removal.label[1:]}”" for removal in spec.removals)


def _fields(spec: ObjectSpec) -> str:
    names = [field.name for field in spec.fields if not field.read_only]
    shown = ", ".join(names[:MOST_FIELDS])
    more = len(names) - MOST_FIELDS
    if more > 0:
        shown += f" and {more:,} more"
    if spec.open_fields:
        return f"{shown}, and any other" if shown else "any"
    return shown


def _audience(spec: ObjectSpec) -> str:
    if not spec.audience:
        return ""
    parts = [f"members of a {spec.audience_word}, which is found, made or chosen"]
    if spec.least_members:
        parts.append(f"used there from {spec.least_members:,} members on")
    if spec.longest_name:
        parts.append(f"a name has at most {spec.longest_name:,} characters")
    if spec.expires_days:
        parts.append(f"members not sent again leave after {spec.expires_days:,} days")
    return "; ".join(parts)


def limit_lines(limits: Limits) -> tuple[tuple[str, str], ...]:
    """How fast it may be called."""
    lines = [("Records a request", f"{limits.batch_rows:,}"), ("Requests at once", f"{limits.concurrency:,}")]
    lines.append(("Requests a second", f"{limits.rate:g}" if limits.rate else "no limit"))
    if limits.batch_bytes:
        lines.append(("Bytes a request", f"{limits.batch_bytes:,}"))
    if limits.record_bytes:
        lines.append(("Bytes a record", f"{limits.record_bytes:,}"))
    lines.append(("A request may take", f"{limits.batch_timeout:g} seconds"))
    return tuple(lines)


def ability_words(manifest: Manifest, abilities: frozenset[str]) -> tuple[str, ...]:
    """What it does beside writing records."""
    said = []
    if any(spec.audience for spec in manifest.objects):
        if "audiences" in abilities:
            said.append("Lists its audiences, so that an existing one can be chosen; renames them.")
        if "members" in abilities:
            said.append("Tells who is in an audience, so that members that are gone are found and sent again.")
    if manifest.sign_in is not None:
        ways = {
            "browser": "by your browser",
            "service_account": "with a service account's key file",
            "client_credentials": "by itself with a client of your own",
        }
        said.append(f"Signs in {' or '.join(ways[g] for g in manifest.sign_in.grants if g in ways)}.")
    if any(field.hash for spec in manifest.objects for field in spec.fields):
        said.append("E-mail addresses and phone numbers leave this computer as digests only.")
    return tuple(said)
