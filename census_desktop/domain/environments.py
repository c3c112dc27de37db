"""What a destination is for: people's real records, trying things out, or nobody said."""

from __future__ import annotations

from typing import Any

from census_desktop.domain.plain import PlainError

PRODUCTION, TEST, NONE = "production", "test", ""
IN_PLAIN = {PRODUCTION: PRODUCTION, TEST: TEST, "none": NONE}
_OLDER = {"sandbox": TEST, "development": TEST}
"""Words of documents that were written before there were three."""


def environment_from_plain(value: Any, path: str) -> str:
    """From a document. (Where the key is absent, the destination keeps its mark: no older document takes production away.)"""
    known = {**IN_PLAIN, **_OLDER}
    if not isinstance(value, str) or value not in known:
        raise PlainError(path, "expected production, test or none", hint="Leave the key out where it does not matter.")
    return known[value]


def in_plain(environment: str) -> str:
    """The word of the command line and of documents."""
    return environment or "none"
