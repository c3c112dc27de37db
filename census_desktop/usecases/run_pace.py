"""How fast a run sends just now, and how long it still takes: smoothed, so that the figures can be read."""

from __future__ import annotations

import math
from dataclasses import dataclass

from census_desktop.domain.plan import Progress

SMOOTHED_SECONDS = 5.0
"""How long a change of pace takes to show: a batch that comes all at once does not make the figure jump."""
SETTLED_SECONDS = 1.0
"""A pace that was measured for less time says nothing of the time left."""


@dataclass(slots=True)
class RunPace:
    """Of one run. Its own clock is the time that its progress tells; a pause counts for nothing."""

    rate: float = 0.0
    """Records a second."""
    seconds_left: float | None = None
    """None while nobody can know."""
    _done: int = 0
    _at: float | None = None
    _measured: float = 0.0

    def add(self, progress: Progress) -> None:
        if progress.phase != "sending":
            self._at, self.seconds_left = None, None
            return
        if self._at is None:
            self._done, self._at = progress.done, progress.elapsed
            if not self._measured:  # the first word of a run: all that it did so far
                self.rate, self._measured = progress.rate, progress.elapsed if progress.rate else 0.0
        elif (passed := progress.elapsed - self._at) > 0:
            now = (progress.done - self._done) / passed
            weight = 1.0 if not self._measured else 1 - math.exp(-passed / SMOOTHED_SECONDS)
            self.rate += weight * (now - self.rate)
            self._done, self._at, self._measured = progress.done, progress.elapsed, self._measured + passed
        left = progress.total - progress.done
        known = self.rate > 0 and self._measured >= SETTLED_SECONDS and progress.total > 0
        self.seconds_left = max(0.0, left / self.rate) if known else None
