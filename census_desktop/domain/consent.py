"""What a sync does to people's consent, and whether the user confirmed exactly that.

Two things touch it: writing a field that subscribes or unsubscribes, and leaving an object where that takes consent away.
Each is confirmed by name (Sync.consented), once, for one sync; a sync that was not confirmed stays a draft.
"""

from __future__ import annotations

from census_desktop.domain.errors import ConfigError
from census_desktop.domain.manifest import ObjectSpec
from census_desktop.domain.model import Operation, Removal, Sync

LEAVING = "leaving"


def touched(sync: Sync, spec: ObjectSpec | None) -> dict[str, str]:
    """A sentence on each thing that this sync does to consent, by the name that confirms it. `sync` has every mapping that
    it sends."""
    if spec is None:
        return {}
    mapped = set() if sync.operation is Operation.DELETE else {m.field for m in sync.mappings}
    said = {f.name: f"Mapping “{f.label or f.name}” {f.consent}." for f in spec.fields if f.consent and f.name in mapped}
    if takes_consent(sync, spec):
        who = "All records of the source" if sync.operation is Operation.DELETE else "Records that leave the source"
        said[LEAVING] = f"{who} {spec.removal}, and that takes people's consent away."
    return said


def leaving_words(spec: ObjectSpec) -> str:
    """What leaving means there, completing "records that leave …"."""
    return f"{spec.removal} and lose their consent" if spec.unsubscribes else spec.removal


def takes_consent(sync: Sync, spec: ObjectSpec) -> bool:
    """Whether who leaves loses consent."""
    return spec.unsubscribes and _lets_go(sync)


def unconfirmed(sync: Sync, spec: ObjectSpec | None) -> dict[str, str]:
    """Of those, what the user did not confirm."""
    return {name: said for name, said in touched(sync, spec).items() if name not in sync.consented}


def refuse_unconfirmed(sync: Sync, spec: ObjectSpec | None) -> None:
    """Raise ConfigError that says what the sync would do and how that is confirmed."""
    if left := unconfirmed(sync, spec):
        names = ", ".join(left)
        raise ConfigError(
            f"{' '.join(left.values())} Nobody confirmed that for this sync.",
            hint=f"Confirm it under Safety in the sync's editor, or with  consented: [{names}]  in the workspace document; or "
            "set the sync up without it.",
        )


def still_meant(sync: Sync) -> tuple[str, ...]:
    """What of the confirmed the sync may still do: a field that was unmapped is confirmed anew when it comes back."""
    mapped = {m.field for m in sync.mappings}
    lets_go = _lets_go(sync)
    return tuple(
        name
        for name in dict.fromkeys(sync.consented)
        if name in mapped or (name == LEAVING and lets_go) or (sync.sync_all and name != LEAVING)
    )


def _lets_go(sync: Sync) -> bool:
    """A mirror that only empties fields keeps its records."""
    return sync.operation is Operation.DELETE or (sync.operation is Operation.MIRROR and sync.removal is not Removal.NULL_OUT)
