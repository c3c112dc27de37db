"""The next items of a stream, made in a thread of their own while the ones before are used."""

from __future__ import annotations

import queue
import threading
from collections.abc import Generator
from typing import TypeVar

T = TypeVar("T")


class _End:
    """What stands at the end of the queue: nothing more, or what went wrong."""

    def __init__(self, error: BaseException | None = None) -> None:
        self.error = error


def ahead(stream: Generator[T, None, None], most: int) -> Generator[T, None, None]:
    """The items of `stream`, up to `most` of them ready before they are asked for.

    What the stream raises is raised here, after the items before it. Closing this closes the stream, in its own thread.
    """
    ready: queue.Queue[T | _End] = queue.Queue(most)
    over = threading.Event()

    def put(item: T | _End) -> bool:
        while not over.is_set():
            try:
                ready.put(item, timeout=0.1)
            except queue.Full:
                continue
            return True
        return False

    def make() -> None:
        end = _End()
        try:
            for item in stream:
                if not put(item):
                    break
        except BaseException as error:  # noqa: BLE001 - raised again where the items are used
            end = _End(error)
        finally:
            stream.close()
        put(end)

    maker = threading.Thread(target=make, name="ahead", daemon=True)
    maker.start()
    try:
        while not isinstance(item := ready.get(), _End):
            yield item
        if item.error is not None:
            raise item.error
    finally:
        over.set()
        maker.join()
