"""A connection's credential as keyring items: one JSON text, cut into parts where a keyring could not hold it.

Windows' Credential Manager takes 2,560 bytes of UTF-16, that is 1,280 characters. JSON is written in ASCII, so that a
character is always one of those. A text of several parts has a head with their number, the shelf that they lie on and a digest
of the whole. New parts are put on the other shelf, and the head after them: a write that was cut short leaves the credential
that was there before, and parts that do not belong together are never read as one.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

LONGEST = 1000
MOST_PARTS = 64

SHELVES = ("", "b")

_PARTS, _DIGEST, _SHELF = "#parts", "#digest", "#shelf"


class Torn(Exception):
    """The items do not belong together, or are not ours."""


def split(values: Mapping[str, str], shelf: str = SHELVES[0]) -> tuple[str, ...]:
    """The head, and the parts, which lie on that shelf, if there are any."""
    whole = json.dumps(dict(values), separators=(",", ":"))
    if len(whole) <= LONGEST:
        return (whole,)
    parts = tuple(whole[start : start + LONGEST] for start in range(0, len(whole), LONGEST))
    head = {_PARTS: len(parts), _DIGEST: _digest(whole), **({_SHELF: shelf} if shelf else {})}
    return (json.dumps(head), *parts)


def parts_of(head: str) -> int:
    """How many parts belong to a head; 0 when it is the whole."""
    count = _object(head).get(_PARTS, 0)
    if not isinstance(count, int) or count > MOST_PARTS:
        raise Torn
    return count


def shelf_of(head: str) -> str:
    """Where the parts of a head lie."""
    shelf = _object(head).get(_SHELF, SHELVES[0])
    if shelf not in SHELVES:
        raise Torn
    return str(shelf)


def free_shelf(head: str | None) -> str:
    """Where new parts are put while that head still holds."""
    try:
        taken = shelf_of(head) if head is not None and parts_of(head) else None
    except Torn:
        taken = None
    return next(shelf for shelf in SHELVES if shelf != taken)


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
