"""A run's lease on its sync, renewed while this process lives: a slow source must not look like a dead program."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from census_desktop.domain.errors import CensusError, StoreError
from census_desktop.domain.ports import Clock, Ledger

RENEW_SECONDS = 15.0

log = logging.getLogger(__name__)


@contextmanager
def kept_alive(ledger: Ledger, run_id: str, clock: Clock, every: float = RENEW_SECONDS) -> Iterator[None]:
    """Renew the lease of a run in the background until the block ends."""
    over = threading.Event()

    def renew() -> None:
        while not over.wait(every):
            try:
                ledger.heartbeat(run_id, clock.now())
            except StoreError as error:
                log.info("The lease of run %s could not be renewed now: %s", run_id, type(error).__name__)
            except CensusError:
                log.info("The lease of run %s is lost; its next batch is refused.", run_id)
                return

    thread = threading.Thread(target=renew, name=f"lease-{run_id[:8]}", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
