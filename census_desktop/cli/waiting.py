"""Work that may take long, run so that Ctrl-C (or a stop by the system) ends it cleanly whatever it waits on."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any, TypeVar

from census_desktop.cli.context import Context
from census_desktop.domain.ports import CancelToken

T = TypeVar("T")

_NOTICE = 0.2
"""Seconds between looks for a signal, which Windows needs: there a wait is not interrupted."""


def in_worker(context: Context, work: Callable[[CancelToken], T]) -> T:
    """Run the work in a thread of its own, with a token that a signal cancels, and give its result."""
    token = CancelToken()
    with ThreadPoolExecutor(1, thread_name_prefix="command") as pool, _signals(context, token):
        future = pool.submit(work, token)
        while True:
            try:
                return future.result(timeout=_NOTICE)
            except TimeoutError:
                if future.done():
                    raise


@contextmanager
def _signals(context: Context, token: CancelToken) -> Iterator[None]:
    def cancel(number: int, frame: Any) -> None:
        if not token.is_cancelled:
            context.out.note("Stopping …")
            token.cancel()

    try:
        before = {s: signal.signal(s, cancel) for s in (signal.SIGINT, signal.SIGTERM)}
    except ValueError:  # not in the main thread: whoever called from another one cancels by their own means
        yield
        return
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
