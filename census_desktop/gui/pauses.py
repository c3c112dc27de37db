"""Shorter pauses of Python's garbage collector.

A full collection stops every thread while it looks at all objects there are: 140 ms once the data libraries are imported,
and they are imported when they are first needed. What an import makes lives as long as the program, so it is taken out of
the collector's sight; later collections look at what came since.
"""

from __future__ import annotations

import gc
import sys

_modules = 0


def spare_imports() -> None:
    """Cheap; to be called whenever work that may have imported something has moved on."""
    global _modules
    if len(sys.modules) > _modules:
        _modules = len(sys.modules)
        gc.freeze()
