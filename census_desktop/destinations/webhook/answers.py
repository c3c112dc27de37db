"""What a receiver's reply means: which answers are success, and which records they reject."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from census_desktop.destinations.webhook.paths import Condition, Path, condition, path
from census_desktop.domain.errors import BatchRejected, ConfigError, DestinationError

if TYPE_CHECKING:
    from census_desktop.destinations._http import HttpReply

NEVER_SUCCESS = frozenset({401, 403, 407, 408, 425, 429})
"""What the reason is for these does not lie in the records."""


@dataclass(frozen=True)
class Rules:
    """`statuses`: those that are success, none for every 2xx. `success`: what else has to hold. `rejected` finds the items of
    rejected records, `key` and `reason` what they say; None: as documented."""

    statuses: frozenset[int]
    success: Condition | None
    rejected: Path | None
    key: Path | None
    reason: Path | None

    def is_success(self, status: int) -> bool:
        return status in self.statuses if self.statuses else 200 <= status < 300

    def check(self, reply: HttpReply, shown: Callable[[str], str]) -> None:
        """Raise what a reply means that is a success by its status and not by the rule."""
        if self.success is None:
            return
        said = reply.json()
        if said is None:
            raise broken("it is not JSON, and the rule for success reads it")
        if not self.success.holds(said):
            reason = shown(_said(said))
            raise BatchRejected(reason or "The receiver's reply is not what was set as success.")

    def may_reject(self, said: Any) -> bool:
        """Whether the reply's JSON names any record; then their keys are needed."""
        return bool(self._items(said))

    def rejections(self, said: Any, keys: Sequence[Any], key_field: str) -> dict[int, str]:
        """Reasons by position, as the receiver says them. `keys`: the sync key of each record."""
        items = self._items(said)
        positions = {as_text(key): n for n, key in enumerate(keys)}
        found: dict[int, str] = {}
        for item in items:
            position = positions.get(self._key_of(item, key_field))
            if position is None:
                raise broken("it rejects a record that was not in the batch")
            found.setdefault(position, self._reason_of(item))
        return found

    def _items(self, said: Any) -> list[Any]:
        if self.rejected is None:
            listed = [said["rejected"]] if isinstance(said, dict) and said.get("rejected") else []
        else:
            listed = self.rejected.find(said)
            if self.rejected.many:
                return listed
        named = listed[0] if listed else None
        if named and not isinstance(named, list):
            raise broken(
                "“rejected” is not a list" if self.rejected is None else "the path to the rejected records finds no list"
            )
        return named or []

    def _key_of(self, item: Any, key_field: str) -> str:
        if self.key is not None:
            found = self.key.find(item)
            if len(found) != 1 or isinstance(found[0], dict | list) or found[0] is None:
                raise broken("the path to the key finds none in a rejected record")
            return as_text(found[0])
        if isinstance(item, Mapping):
            for name in (key_field, "id"):
                if item.get(name) is not None:
                    return as_text(item[name])
        raise broken(f"a rejected record has neither “{key_field}” nor “id”")

    def _reason_of(self, item: Any) -> str:
        found = self.reason.find(item) if self.reason else [item.get("reason")] if isinstance(item, Mapping) else []
        told = next((value for value in found if value), "")
        return told if isinstance(told, str) else json.dumps(told, ensure_ascii=False)


def rules_of(config: Mapping[str, Any]) -> Rules:
    """Raises ConfigError that names the setting."""

    def path_of(name: str, setting: str) -> Path | None:
        return path(config[name], setting) if config[name] else None

    return Rules(
        statuses=_statuses(config["success_statuses"] or ""),
        success=condition(config["success_rule"], "Success rule") if config["success_rule"] else None,
        rejected=path_of("rejected_path", "Rejected records"),
        key=path_of("rejected_key", "Key of a rejected record"),
        reason=path_of("rejected_reason", "Reason of a rejected record"),
    )


def _statuses(text: str) -> frozenset[int]:
    found: set[int] = set()
    for part in re.split(r"[\s,;]+", text.strip()):
        if match := re.fullmatch(r"(\d{3})(?:[-–](\d{3}))?", part):
            found.update(range(int(match[1]), int(match[2] or match[1]) + 1))
        elif match := re.fullmatch(r"(?i)([24])xx", part):
            found.update(range(int(match[1]) * 100, int(match[1]) * 100 + 100))
        elif part:
            raise ConfigError(f"Success statuses: “{part}” is none.", hint="Write them as 200, 202 or 200-204, 409 or 2xx.")
    if wrong := sorted(s for s in found if s in NEVER_SUCCESS or s // 100 not in (2, 4)):
        raise ConfigError(
            f"Success statuses: {wrong[0]} cannot mean that records have arrived.",
            hint="Those from 200 to 299 can, and refusals such as 404 or 409 where they mean that nothing is left to do.",
        )
    return frozenset(found)


def as_text(scalar: Any) -> str:
    """A JSON scalar as it is compared: 7, 7.0 and "7" name the same record, for a key is of one type in a batch."""
    if isinstance(scalar, str):
        return scalar
    if isinstance(scalar, float) and scalar.is_integer():
        return str(int(scalar))
    return json.dumps(scalar)


def _said(said: Any) -> str:
    """What a reply gives as its reason, in the usual places."""
    if isinstance(said, str):
        return said
    if isinstance(said, dict):
        told: Iterable[Any] = (said.get(name) for name in ("error", "message", "detail", "reason", "errors"))
        return next((text for value in told if (text := _said(value))), "")
    return _said(said[0]) if isinstance(said, list) and said else ""


def broken(what: str) -> DestinationError:
    from census_desktop.destinations._http import KEPT

    return DestinationError(
        f"The receiver's reply cannot be understood: {what}.",
        kept=KEPT,
        hint='A reply names rejected records as {"rejected": [{"id": …, "reason": …}]}, or as the paths of this destination '
        "say. Correct the receiving program or the paths.",
    )
