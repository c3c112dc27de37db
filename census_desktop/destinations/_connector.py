"""What connectors have in common that is not about HTTP: targets, audiences found or made by name, and how writers end."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from census_desktop.domain.errors import BatchRejected, ConfigError, DestinationError
from census_desktop.domain.model import Operation
from census_desktop.domain.ports import Audience, Batch, CancelToken, JobWriter, RemoteIds, Reply

if TYPE_CHECKING:
    from census_desktop.domain.manifest import ObjectSpec
    from census_desktop.domain.ports import Schema, Target

MOST_AUDIENCES = 500
"""Audiences that are offered at once."""
EMAIL = re.compile(r"[^@\s,;]+@[^@\s,;]+\.[^@\s.,;]{2,}")
"""What vendors take for an e-mail address that refuse a whole request for one that is none."""


# Targets --------------------------------------------------------------------------------------------------------------


def checked(vendor: str, specs: Iterable[ObjectSpec], target: Target) -> ObjectSpec:
    """The object that a sync goes to. Refuses an operation, a removal and a key that it does not have."""
    known = {spec.name: spec for spec in specs}
    spec = known.get(target.object)
    if spec is None:
        raise ConfigError(f"{vendor} has no object “{target.object}”.", hint=f"It has: {', '.join(known)}.")
    if target.operation not in spec.operations:
        raise ConfigError(
            f"{spec.label} do not support “{target.operation.label}”.",
            hint=f"They support: {', '.join(o.label for o in spec.operations)}.",
        )
    if target.operation is Operation.MIRROR and target.removal not in spec.removals:
        raise ConfigError(
            f"{spec.label} cannot let go of a record by “{target.removal.label}”.",
            hint=f"They can: {', '.join(r.label for r in spec.removals)}.",
        )
    if target.key_field not in spec.keys:
        raise ConfigError(f"“{target.key_field}” cannot be the sync key.", hint=f"Possible keys: {', '.join(spec.keys)}.")
    return spec


def times_of(schema: Schema) -> frozenset[str]:
    """The fields whose values are moments or days."""
    import pyarrow as pa

    return frozenset(field.name for field in schema if pa.types.is_timestamp(field.type) or pa.types.is_date(field.type))


# Audiences ------------------------------------------------------------------------------------------------------------


def matching(audiences: Iterable[Audience], search: str) -> list[Audience]:
    """Those whose name has the text in it, by name."""
    found = [audience for audience in audiences if search.casefold() in audience.name.casefold()]
    return sorted(found, key=lambda audience: audience.name.casefold())[:MOST_AUDIENCES]


def opened(
    target: Target,
    word: str,
    longest: int,
    *,
    known: Callable[[str], Audience | None],
    there: Callable[[], Iterable[Audience]],
    made: Callable[[str], str],
) -> str:
    """The id of the audience that a sync fills: its own, one of exactly that name, or a new one."""
    if target.audience_id:
        found = known(target.audience_id)
        if found is None or found.trouble:
            raise DestinationError(
                f"The {word} “{target.audience}” "
                + (f"cannot be filled: {found.trouble}." if found else "does not exist there any more."),
                kept="Nothing was sent.",
                hint=f"Make a new sync; it makes the {word} again.",
            )
        return found.id
    name = target.audience.strip()
    if not 0 < len(name) <= longest:
        raise ConfigError(f"The {word} needs a name of 1 to {longest} characters.", hint="Name it in the sync.")
    same = next((audience for audience in there() if audience.name == name and not audience.trouble), None)
    return same.id if same else made(name)


def not_made(vendor: str, word: str, refusal: BatchRejected, hint: str = "Choose another name.") -> DestinationError:
    return DestinationError(f"{vendor} did not make the {word}: {refusal.message}", kept="Nothing was sent.", hint=hint)


def skipped_notes(vendor: str, count: int) -> tuple[str, ...]:
    """For a sync that only updates: how many were not there."""
    told = f"{count:,} record{' is' if count == 1 else 's are'} not in {vendor} and {'was' if count == 1 else 'were'} not made."
    return (told,) if count else ()


# Writers --------------------------------------------------------------------------------------------------------------


class EachBatch:
    """A writer whose batches are there once they are sent: nothing is left to do at the end."""

    audience_id = ""

    def finish(self) -> None:
        return None

    def close(self) -> None:
        return None


class HandedOver(EachBatch, JobWriter):
    """A writer of jobs, also for callers that do not wait for them: what is queued counts as accepted."""

    def send(self, batch: Batch, cancel: CancelToken) -> Reply:
        return self.queued(self.submit(batch, cancel), batch, cancel)

    def queued(self, job: str, batch: Batch, cancel: CancelToken) -> Reply:
        return Reply(accepted=True)


# Ids ------------------------------------------------------------------------------------------------------------------


class Remembered:
    """The vendor's ids by sync key, where there is a memory for them; without one nothing is known."""

    def __init__(self, ids: RemoteIds | None, kind: str) -> None:
        self._ids = ids
        self._kind = kind

    def __bool__(self) -> bool:
        return self._ids is not None

    def known(self, keys: Sequence[str]) -> dict[str, str]:
        return dict(self._ids.known(self._kind, keys)) if self._ids and keys else {}

    def remember(self, ids: Mapping[str, str]) -> None:
        if self._ids and ids:
            self._ids.remember(self._kind, ids)

    def forget(self, keys: Sequence[str]) -> None:
        if self._ids and keys:
            self._ids.forget(self._kind, keys)


class ByKey(Remembered):
    """The same for one kind of records and the sync key, of which an e-mail is compared without regard to case."""

    def __init__(self, ids: RemoteIds | None, what: str, key_field: str) -> None:
        super().__init__(ids, f"{what} by {key_field}")
        self._folds = key_field == "email"

    def keys(self, batch: Batch) -> list[str]:
        return list(map(self.folded, batch.keys()))

    def folded(self, key: Any) -> str:
        return str(key).lower() if self._folds else str(key)
