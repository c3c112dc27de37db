"""Keeping credentials and personal data out of logs, error texts and the store."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterable
from urllib.parse import quote

HIDDEN = "•••"

SHORTEST_VALUE = 4
"""Secret values shorter than this are not looked for: they would blank ordinary words."""

_EMAIL = re.compile(r"""[^\s•@<>"'“”(),;:=/?&\[\]{}]+@[^\s@<>"'“”(),;:=/?&\[\]{}]+\.[^\W\d_]{2,}""")
_SHAPES = (
    (
        re.compile(r"(?i)(\bauthorization[\"']?\s*[:=]\s*[\"']?)(?:(?:bearer|basic|token|digest|apikey)\s+)?[^\s\"',;]+"),
        rf"\1{HIDDEN}",
    ),
    (re.compile(r"(?i)\b(bearer\s+)[^\s\"',;]{8,}"), rf"\1{HIDDEN}"),
    (re.compile(r"\beyJ[\w-]{5,}\.[\w-]+(?:\.[\w-]*)?"), HIDDEN),  # a JSON Web Token
    (
        re.compile(
            r"(?i)([\w-]*(?:password|passwd|pwd|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|signature|credential)s?"
            r"[\"']?\s*[=:]\s*[\"']?)[^\s\"'&,;}]+"
        ),
        rf"\1{HIDDEN}",
    ),
    (re.compile(r"(?i)((?:^|[?&\s])key=)[^\s\"'&,;]{8,}"), rf"\1{HIDDEN}"),
    (re.compile(r"(://)[^\s/@:]*:[^\s/@]+@"), rf"\1{HIDDEN}@"),
)
_DIGITS = re.compile(
    r"\+\d[\d ().\-]{5,}\d"  # +49 (170) 123-45 67
    r"|(?<!\d)\d{3}\.\d{3}\.\d{4}(?!\d)"  # 555.123.4567
    r"|(?<![\d-])(?!\d{4}-\d{2}-\d{2}(?!\d))\(?\d{2,}\)?(?:[ -]\d{2,}){2,}(?![\d-])"  # 4111 1111 1111 1111, not 2026-11-24
    r"|\d{7,}"
)


def redact(text: str, values: Iterable[str] = ()) -> str:
    """The text without these secret values, and without whatever looks like a credential or an e-mail address."""
    for value in sorted(set(values), key=len, reverse=True):
        if len(value) >= SHORTEST_VALUE:
            for form in {value, json.dumps(value)[1:-1], quote(value, safe="")}:
                text = text.replace(form, HIDDEN)
    for shape, replacement in _SHAPES:
        text = shape.sub(replacement, text)
    return _EMAIL.sub(HIDDEN, text)


def mask_values(text: str) -> str:
    """A destination's reason without e-mail addresses, phone numbers and other long runs of digits that it may quote."""
    return _DIGITS.sub(HIDDEN, _EMAIL.sub(HIDDEN, text))


class Redaction(logging.Filter):
    """Redacts log records. Belongs on every handler of the root logger (a logger's own filters do not see its children's
    records). Secrets are told to it as they become known."""

    def __init__(self) -> None:
        super().__init__()
        self._values: set[str] = set()

    def remember(self, values: Iterable[str]) -> None:
        """Values that no record may show from now on."""
        self._values = self._values | set(values)

    def filter(self, record: logging.LogRecord) -> bool:
        try:
            message = record.getMessage()
        except (TypeError, ValueError, KeyError):
            message = str(record.msg)  # arguments that do not fit: a defect, but no reason to lose the line
        record.msg = redact(message, self._values)
        record.args = None
        if record.exc_info:
            record.exc_text = redact(logging.Formatter().formatException(record.exc_info), self._values)
            record.exc_info = None
        if record.stack_info:
            record.stack_info = redact(record.stack_info, self._values)
        return True


log_redaction = Redaction()
"""The one that the program's log handlers share; bootstrap tells it every credential that passes."""
