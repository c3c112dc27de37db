"""What a destination can do, in words made from its manifest. No Qt."""

from __future__ import annotations

from collections.abc import Iterator

from census_desktop.domain.manifest import Limits, Manifest, ObjectSpec
from census_desktop.domain.model import Operation
from census_desktop.gui.kit import said, words

MOST_FIELDS = 12


def object_lines(spec: ObjectSpec) -> tuple[tuple[str, str], ...]:
    """(name, what) of an object: behaviours, key, fields, what leaving means."""
    return tuple((name, text) for name, text in _object(spec) if text)


def _object(spec: ObjectSpec) -> Iterator[tuple[str, str]]:
    yield words.tr("Behaviours"), ", ".join(said.said(operation.label) for operation in spec.operations)
    yield words.tr("Sync key"), words.tr(" or ").join(spec.keys) if spec.keys else words.tr("any field")
    if required := [field.label or field.name for field in spec.fields if field.required]:
        yield words.tr("Required"), ", ".join(required)
    yield words.tr("Fields"), _fields(spec)
    if hashed := [field.name for field in spec.fields if field.hash]:
        yield words.tr("Hashed here"), ", ".join(hashed)
    if consent := [field.label or field.name for field in spec.fields if field.consent]:
        yield words.tr("Consent"), words.filled(words.tr("%1: mapped only where you confirm what it does"), ", ".join(consent))
    if Operation.MIRROR in spec.operations:
        taken = words.tr(", which takes consent away") if spec.unsubscribes else ""
        yield (
            words.tr("Leaving"),
            words.filled(words.tr("who leaves the source: there they %1%2; %3"), spec.removal, taken, _ways(spec)),
        )
    yield words.tr("Audience"), _audience(spec)
    if spec.outcome == "accepted":
        yield words.tr("Answers"), words.tr("requests are accepted and answered by counts, not record by record")


def _ways(spec: ObjectSpec) -> str:
    return words.tr("a mirror can ") + words.tr(" or ").join(f"“{said.inside(removal)}”" for removal in spec.removals)


def _fields(spec: ObjectSpec) -> str:
    names = [field.name for field in spec.fields if not field.read_only]
    shown = ", ".join(names[:MOST_FIELDS])
    more = len(names) - MOST_FIELDS
    if more > 0:
        shown += words.filled(words.tr(" and %1 more"), format(more, ","))
    if spec.open_fields:
        return words.filled(words.tr("%1, and any other"), shown) if shown else "any"
    return shown


def _audience(spec: ObjectSpec) -> str:
    if not spec.audience:
        return ""
    parts = [words.filled(words.tr("members of a %1, which is found, made or chosen"), spec.audience_word)]
    if spec.least_members:
        parts.append(words.filled(words.tr("used there from %1 members on"), format(spec.least_members, ",")))
    if spec.longest_name:
        parts.append(words.filled(words.tr("a name has at most %1 characters"), format(spec.longest_name, ",")))
    if spec.expires_days:
        parts.append(words.filled(words.tr("members not sent again leave after %1 days"), format(spec.expires_days, ",")))
    return "; ".join(parts)


def limit_lines(limits: Limits) -> tuple[tuple[str, str], ...]:
    """How fast it may be called."""
    lines = [
        (words.tr("Records a request"), f"{limits.batch_rows:,}"),
        (words.tr("Requests at once"), f"{limits.concurrency:,}"),
    ]
    lines.append((words.tr("Requests a second"), f"{limits.rate:g}" if limits.rate else words.tr("no limit")))
    if limits.batch_bytes:
        lines.append((words.tr("Bytes a request"), f"{limits.batch_bytes:,}"))
    if limits.record_bytes:
        lines.append((words.tr("Bytes a record"), f"{limits.record_bytes:,}"))
    lines.append((words.tr("A request may take"), words.filled(words.tr("%1 seconds"), format(limits.batch_timeout, "g"))))
    return tuple(lines)


def ability_words(manifest: Manifest, abilities: frozenset[str]) -> tuple[str, ...]:
    """What it does beside writing records."""
    said = []
    if any(spec.audience for spec in manifest.objects):
        if "audiences" in abilities:
            said.append(words.tr("Lists its audiences, so that an existing one can be chosen; renames them."))
        if "members" in abilities:
            said.append(words.tr("Tells who is in an audience, so that members that are gone are found and sent again."))
    if manifest.sign_in is not None:
        ways = {
            "browser": words.tr("by your browser"),
            "service_account": words.tr("with a service account's key file"),
            "client_credentials": words.tr("by itself with a client of your own"),
        }
        said.append(
            words.filled(words.tr("Signs in %1."), words.tr(" or ").join(ways[g] for g in manifest.sign_in.grants if g in ways))
        )
    if any(field.hash for spec in manifest.objects for field in spec.fields):
        said.append(words.tr("E-mail addresses and phone numbers leave this computer as digests only."))
    return tuple(said)
