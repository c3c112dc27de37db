"""Stop and pause: what whoever waits on a token is woken by."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from census_desktop.domain.errors import Cancelled
from census_desktop.domain.ports import CancelToken


def test_a_paused_token_holds_until_resumed() -> None:
    token = CancelToken()
    token.wait_while_paused()
    token.pause()
    assert token.is_paused
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(token.wait_while_paused)
        assert not waiting.done()
        token.resume()
        waiting.result(timeout=10)
    assert not token.is_paused


@pytest.mark.parametrize("first", ["pause", "cancel"])
def test_cancel_ends_a_pause_at_once_and_for_good(first: str) -> None:
    token = CancelToken()
    getattr(token, first)()
    token.cancel() if first == "pause" else token.pause()
    with pytest.raises(Cancelled):
        token.wait_while_paused()


def test_a_child_follows_its_parent_and_stops_alone() -> None:
    parent = CancelToken()
    parent.pause()
    with parent.child() as child:
        assert child.is_paused
        parent.resume()
        child.wait_while_paused()
        parent.pause()
        assert child.is_paused
        child.cancel()
        with pytest.raises(Cancelled):
            child.wait_while_paused()
        assert not parent.is_cancelled
    parent.resume()
    with parent.child() as other:
        parent.cancel()
        assert other.is_cancelled


def test_a_child_that_is_over_hears_nothing_more() -> None:
    parent = CancelToken()
    with parent.child() as child:
        pass
    parent.pause()
    parent.cancel()
    assert not child.is_paused
    assert not child.is_cancelled


def test_pauses_from_many_threads_end_alike_in_parent_and_child() -> None:
    parent = CancelToken()
    with parent.child() as child:

        def toggle() -> None:
            for _ in range(200):
                parent.pause()
                parent.resume()

        threads = [threading.Thread(target=toggle) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert (parent.is_paused, child.is_paused) == (False, False)
        child.wait_while_paused()
