"""A connection's credential as keyring items: one JSON text, cut into parts where a keyring could not hold it.

Windows' Credential Manager takes 2,560 bytes of UTF-16, that is 1,280 characters. JSON is written in ASCII, so that a
character is always one of those. A text of several parts has a head with their number and a digest of the whole: a write
that was cut short is noticed and never read as a credential.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

LONGEST = 1000
MOST_PARTS = 64

_PARTS, _DIGEST = "#parts", "#digest"


class Torn(Exception):
    """The items do not belong together, or are not ours."""


def split(values: Mapping[str, str]) -> tuple[str, ...]:
    """The head, and the parts if there are any."""
    whole = json.dumps(dict(values), separators=(",", ":"))
    if len(whole) <= LONGEST:
        return (whole,)
    parts = tuple(whole[start : start + LONGEST] for start in range(0, len(whole), LONGEST))
    return (json.dumps({_PARTS: len(parts), _DIGEST: _digest(whole)}), *parts)


def parts_of(head: str) -> int:
    """How many parts belong to a head; 0 when it is the whole."""
    count = _object(head).get(_PARTS, 0)
    if not isinstance(count, int) or count > MOST_PARTS:
        raise Torn
    return count


def join(head: str, parts: list[str | None]) -> dict[str, str]:
    """The credential again. `parts` as many as `parts_of` says; None for one that is missing."""
    found = _object(head)
    if _PARTS in found:
        whole = "".join(part or "" for part in parts)
        if _digest(whole) != found.get(_DIGEST):
            raise Torn
        found = _object(whole)
    return {str(name): str(value) for name, value in found.items()}


def _object(text: str) -> dict[str, object]:
    try:
        found = json.loads(text)
    except ValueError:
        raise Torn from None  # the error quotes the text
    if not isinstance(found, dict):
        raise Torn
    return found


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
