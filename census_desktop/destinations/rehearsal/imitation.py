"""Any destination imitated by its manifest: what it takes is known as data, so that records can be held against it here.

Nothing is kept and nothing leaves the computer. What only the vendor knows (who unsubscribed, which values a field of the
account has) cannot be told beforehand.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from census_desktop.destinations._connector import EachBatch
from census_desktop.destinations.rehearsal.rules import ObjectProfile, Rule
from census_desktop.domain.manifest import Limits, ObjectSpec, TargetField
from census_desktop.domain.model import Operation
from census_desktop.domain.ports import Batch, CancelToken, Reply

_NO_LIMIT = 1 << 40
_WHOLE = (Operation.UPSERT, Operation.CREATE, Operation.APPEND)


def profile_of(spec: ObjectSpec, fields: Sequence[str]) -> ObjectProfile:
    """The object's rules, as far as its manifest tells them."""
    rules = {field.name: _rule(field) for field in spec.fields}
    if spec.open_fields:
        rules = {name: Rule(name, name, most=_NO_LIMIT) for name in fields} | rules
    return ObjectProfile(spec, rules)


def _rule(field: TargetField) -> Rule:
    # Digests are the gate's matter: it knows how long each kind is.
    return Rule(
        field.name,
        field.label or field.name,
        type=field.type,
        required=field.required,
        most=field.most or _NO_LIMIT,
        choices=field.choices,
    )


class Imitation(EachBatch):
    """Answers each record by its object's rules."""

    def __init__(self, profile: ObjectProfile, limits: Limits) -> None:
        self.limits = limits
        self._profile = profile
        self._read_only = {field.name for field in profile.spec.fields if field.read_only}

    def send(self, batch: Batch, cancel: CancelToken) -> Reply:
        cancel.check()
        if batch.operation is Operation.DELETE:
            return Reply()
        whole = batch.operation in _WHOLE
        rejected = {}
        for position, text in enumerate(batch.json):
            record = {k: v for k, v in json.loads(text).items() if v is not None or k not in batch.keep_if_null}
            fault = next((f"“{name}” is read-only there" for name in record if name in self._read_only), "")
            if fault := fault or self._profile.fault(record, whole=whole):
                rejected[position] = f"{fault[0].upper()}{fault[1:]}."
        return Reply(rejected)
