"""What is asked for by its number before it is done at a destination, because it cannot simply be taken back there.

A number is typed and not a "yes" pressed, so that it is read; nobody can say "do not ask again".
"""

from __future__ import annotations

from dataclasses import dataclass

from census_desktop.domain.environments import PRODUCTION, TEST
from census_desktop.domain.errors import ConfigError
from census_desktop.domain.model import Connection, Operation, Removal, Sync
from census_desktop.domain.plan import Plan

LEAST = 1_000
"""From so many records on; at a production destination also of fewer where nothing is left, or a whole table is replaced."""


@dataclass(frozen=True, slots=True)
class Typed:
    """`count` is the number to type, `what` the act: removed | emptied | replaced; `all`: nothing else is left there of the
    sync."""

    count: int
    what: str
    all: bool = False

    @property
    def words(self) -> str:
        records = f"{self.count:,} record{'s' if self.count != 1 else ''}"
        if self.what == "replaced":
            return f"everything there is replaced by {records}"
        done = f"{records} {'are' if self.count != 1 else 'is'} {self.what}"
        return f"{done}, all that this sync has there" if self.all else done


def to_type(
    sync: Sync, plan: Plan, environment: str, members: int, *, left_out: int = 0, left_out_removed: int = 0
) -> Typed | None:
    """What sending this plan asks for; None where it needs no number. `members` are the records that the destination has
    acknowledged; of the plan's changes some may be left out.

    Whoever tries something out is not asked; nor is what forgets a person, which asks for its own number.
    """
    if environment == TEST or plan.forgets:
        return None
    mirrors = sync.operation is Operation.MIRROR
    if mirrors and sync.removal is Removal.SWAP and not plan.is_partial and not plan.state_version:
        typed = Typed(plan.to_send, "replaced", True)
    elif sync.operation is Operation.DELETE and not plan.undo_of:
        typed = Typed(plan.to_send - left_out, "removed")
    else:
        count = plan.counts.removed - left_out_removed
        emptied = mirrors and sync.removal is Removal.NULL_OUT and not plan.undo_of
        typed = Typed(count, "emptied" if emptied else "removed", 0 < members <= count and not plan.counts.added)
    least = 1 if environment == PRODUCTION and typed.all else LEAST
    return typed if typed.count >= least else None


def refuse_untyped(typed: Typed | None, said: int | None, connection: Connection) -> None:
    """Raise ConfigError where a production destination asks for a number and another one, or none, was said."""
    if typed is None or connection.environment != PRODUCTION or said == typed.count:
        return
    wrong = "" if said is None else f", and {said:,} was said"
    raise ConfigError(
        f"“{connection.name}” is a production destination: {typed.words}{wrong}.",
        kept="Nothing was sent.",
        hint=f"Look at the plan, then say its number: {typed.count} (on the command line: --removes {typed.count}).",
    )


def reason_to_review(typed: Typed | None, connection: Connection) -> str:
    """Why a run that a person begins without having seen its plan waits at a production destination; "" when it may go."""
    if typed is None or connection.environment != PRODUCTION:
        return ""
    return f"Held: {typed.words} at the production destination “{connection.name}”; its number is asked for first."
