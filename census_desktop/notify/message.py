"""What is sent: a title, a text, and for machines the same as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Message:
    """`data` is what a webhook gets."""

    title: str
    text: str
    data: Mapping[str, Any] = field(default_factory=dict)


def one_line(text: str) -> str:
    """Without line ends, which have a meaning of their own in the head of an e-mail."""
    return " ".join(text.split())
