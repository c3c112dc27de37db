"""What working files are for: read back by whoever merges them, maybe a later program."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Purpose(StrEnum):
    MERGE = "merge"
    """Into the object's file, record by record."""
    APPEND = "append"
    """A new file of their own."""
    REPLACE = "replace"
    """All of the object's file, once they are whole."""


@dataclass(frozen=True, slots=True)
class FieldRules:
    """How values of one batch meet those in the file, as in Batch."""

    keep_if_null: frozenset[str] = frozenset()
    only_if_empty: frozenset[str] = frozenset()

    def merged(self, old: dict[str, Any], new: dict[str, Any]) -> dict[str, Any]:
        """The old record with what of the new one is to be written."""
        written = {name: value for name, value in new.items() if not self._stays(name, old.get(name), value)}
        return {**old, **written}

    def _stays(self, name: str, old: Any, new: Any) -> bool:
        return (new is None and name in self.keep_if_null) or (old not in (None, "") and name in self.only_if_empty)


NO_RULES = FieldRules()


@dataclass(frozen=True, slots=True)
class Told:
    """Names of the working files' columns f0, f1, …, key first; their purpose; and the rules that a batch's name counts."""

    fields: tuple[str, ...]
    purpose: Purpose = Purpose.MERGE
    rules: tuple[FieldRules, ...] = (NO_RULES,)

    def to_json(self) -> str:
        rules = [[sorted(r.keep_if_null), sorted(r.only_if_empty)] for r in self.rules]
        return json.dumps({"fields": self.fields, "purpose": self.purpose, "rules": rules})

    @classmethod
    def from_json(cls, text: str) -> Told:
        plain = json.loads(text)
        rules = tuple(FieldRules(frozenset(keep), frozenset(only)) for keep, only in plain["rules"])
        return cls(tuple(plain["fields"]), Purpose(plain["purpose"]), rules)
