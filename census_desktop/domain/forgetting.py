"""Forgetting a person: what can be taken away of them at a destination, what stays, and what is told of it afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from census_desktop.domain.manifest import ObjectSpec
from census_desktop.domain.model import Operation, Removal, Sync
from census_desktop.domain.plan import Plan
from census_desktop.domain.undo import can_delete

LIST_NAME = "Forgotten people"
"""The exclusion list of a data set that keeps who was forgotten from being sent again."""


class Act(StrEnum):
    """What is done about what a destination has of a person."""

    REMOVE = "remove"
    EMPTY = "empty"
    NOTHING = "nothing"


def act_of(sync: Sync, spec: ObjectSpec | None) -> tuple[Act, str]:
    """What can be done where this sync wrote, and what that means, in a sentence. `spec` is what the manifest knows."""
    if sync.operation is Operation.APPEND:
        return Act.NOTHING, "What was appended there cannot be taken away from here."
    if sync.operation is Operation.DELETE:
        return Act.NOTHING, "This sync deleted it there already."
    if can_delete(sync, spec):
        there = spec.removal if spec else "are removed"
        return Act.REMOVE, f"Records that are taken away {there}, also where they were there before this sync wrote them."
    if spec and Removal.NULL_OUT in spec.removals:
        return Act.EMPTY, "The record cannot be taken away there: its mapped fields are emptied, and its key stays."
    return Act.NOTHING, "This destination cannot take away a record."


@dataclass(frozen=True, slots=True)
class Held:
    """What one sync has sent of the person. `plan` takes it away; None where nothing can be (`says` why). `keys` are
    personal data: for the window alone, never kept."""

    sync_id: str
    sync: str
    destination: str
    object: str
    records: int
    act: Act
    says: str
    keys: tuple[str, ...] = field(default=(), repr=False)
    plan: Plan | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """A person in a data set: texts and values by column (`sure`: the source has them now)."""

    dataset_id: str
    dataset: str
    texts: dict[str, tuple[str, ...]] = field(default_factory=dict, repr=False)
    sure: bool = False


@dataclass(frozen=True, slots=True)
class Review:
    """What forgetting a person would do: nothing is sent yet. `before` are earlier times that the same key was forgotten."""

    key: str = field(repr=False)
    held: tuple[Held, ...] = ()
    people: tuple[Named, ...] = field(default=(), repr=False)
    warnings: tuple[str, ...] = ()
    before: tuple[Certificate, ...] = ()

    @property
    def to_send(self) -> int:
        return sum(h.plan.to_send for h in self.held if h.plan)


@dataclass(frozen=True, slots=True)
class Answered:
    """What became of it at one destination. `outcome`: acknowledged | accepted | rejected | unknown | failed | stays |
    nothing (nobody had to be taken away). `told` says more."""

    sync: str
    destination: str
    object: str
    act: str
    records: int
    outcome: str
    told: str = ""
    run: str = ""


@dataclass(frozen=True, slots=True)
class Certificate:
    """What was asked and what was answered. The person's key is not in it: `digest` is its scrypt with `salt`, so that who
    knows the key can tell that this is about it."""

    id: str
    asked_at: datetime
    salt: str
    digest: str
    datasets: tuple[str, ...] = ()
    answers: tuple[Answered, ...] = ()
    excluded: tuple[str, ...] = ()
    """Data sets whose exclusion list has the person now."""
    notes: tuple[str, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Everything that was found is taken away, as far as the destinations say."""
        return all(a.outcome in ("acknowledged", "accepted", "nothing") for a in self.answers)


_OUTCOMES = {
    "acknowledged": "taken away, as the destination acknowledged",
    "accepted": "accepted by the destination, which does not say more",
    "rejected": "REFUSED by the destination",
    "unknown": "NOT KNOWN whether the destination did it",
    "failed": "NOT DONE",
    "stays": "STAYS there",
    "nothing": "nothing was left to take away",
}


def letter(certificate: Certificate, workspace: str) -> Sequence[str]:
    """The certificate as lines of text."""
    asked = certificate.asked_at.strftime("%Y-%m-%d %H:%M UTC")
    lines = [
        "Certificate of a person forgotten",
        "",
        f"Number:     {certificate.id}",
        f"Workspace:  {workspace}",
        f"Asked:      {asked}",
        f"Person:     scrypt (n=16384, r=8, p=1) of the key, {certificate.digest}, with the salt {certificate.salt}",
        f"Data sets:  {', '.join(certificate.datasets) or 'none'}",
        "",
    ]
    if not certificate.answers:
        lines.append("No sync of this workspace has anything of this person at a destination.")
    for answer in certificate.answers:
        records = "1 record" if answer.records == 1 else f"{answer.records:,} records"
        lines.append(f"{answer.destination}, {answer.object} (sync “{answer.sync}”): {records}")
        lines.append(f"  {_OUTCOMES.get(answer.outcome, answer.outcome)}" + (f", run {answer.run[:8]}" if answer.run else ""))
        lines += [f"  {answer.told}"] if answer.told else []
    lines.append("")
    if certificate.excluded:
        lines.append(f"On the exclusion list “{LIST_NAME}” of {', '.join(certificate.excluded)}: no sync sends them again.")
    else:
        lines.append("On no exclusion list: a sync whose source has them sends them again.")
    return [*lines, *certificate.notes]
