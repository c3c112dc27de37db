"""A desktop session of its own for each test."""

from __future__ import annotations

from tests.desktop_session import desktop

__all__ = ["desktop"]
