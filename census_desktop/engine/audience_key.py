"""Keys of a sync whose audiences a column names: a member is an audience and a key, kept as the JSON list of both.

State, plan and difference know texts alone; what is shown and sent is taken out of them again.
"""

from __future__ import annotations

import json


def composed(audience: str, key: str) -> str:
    """SQL for the key's text, of SQL for both parts. A record without a key has none."""
    return f"CASE WHEN {key} <> '' THEN CAST(to_json([{audience}, {key}]) AS VARCHAR) ELSE {key} END"


def audience_in(key: str) -> str:
    """SQL for the audience in such a text, NULL where there is none."""
    return f"CASE WHEN starts_with({key}, '[') THEN json_extract_string({key}, '$[0]') END"


def key_in(key: str) -> str:
    """SQL for the record's own key in such a text."""
    return f"CASE WHEN starts_with({key}, '[') THEN json_extract_string({key}, '$[1]') ELSE {key} END"


def parted(text: str) -> tuple[str, str]:
    """(audience, key); an empty audience where the record has none."""
    if not text.startswith("["):
        return "", text
    audience, key = json.loads(text)
    return audience or "", key
