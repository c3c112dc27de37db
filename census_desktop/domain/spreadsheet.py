"""Values as people read them, and as cells that no spreadsheet takes for a formula."""

from __future__ import annotations

import json
import re
from typing import Any

_NUMBER = re.compile(r"[+-]?[\d.,]+(?:e[+-]?\d+)?", re.IGNORECASE)


def safe_cell(value: Any) -> str:
    """The value as text that no spreadsheet runs as a formula (OWASP, "CSV Injection"); numbers stay numbers."""
    text = plain_text(value)
    if text[:1] in ("=", "+", "-", "@", "\t", "\r") and not _NUMBER.fullmatch(text):
        return f"'{text}"
    return text


def plain_text(value: Any) -> str:
    """A value of a record as people read it; nothing for null."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)
    return str(value)
