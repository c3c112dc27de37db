"""The same odd answers as in test_odd_answers.py, of CRMs, advertising and spreadsheets."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.destinations.fakes.vendor import Asked, Said
from tests.destinations.suite.world import World
from tests.destinations.test_odd_answers import everything, worlds
from tests.destinations.vendor_case import VendorCase
from tests.destinations.vendors import all_cases

__all__ = ["worlds"]

TYPES = ("hubspot", "salesforce", "meta", "google_sheets", "google_data_manager")
CASES = [case for case in all_cases() if case.type in TYPES]
LISTS = (
    "results", "errors", "lists", "records", "fields", "sobjects", "data", "sheets", "valueRanges", "replies", "userLists",
    "requestStatusPerDestination", "recordIdsMissing", "recordsIdsAdded", "custom",
)  # fmt: skip
ODD: tuple[Any, ...] = (
    None,
    [],
    "text",
    [7],
    {},
    dict.fromkeys((*LISTS, "id", "requestId", "list", "listId")),
    dict.fromkeys((*LISTS, "list", "paging", "labels", "context", "properties", "error"), 7)
    | {"total": "x", "num_received": "x", "offset": "x", "size": "x", "done": "x", "id": 7, "code": [7]},
    {name: [7, {}, {"properties": 7, "values": 7, "name": 7, "errors": {"a": 1}}] for name in LISTS} | {"done": False},
    {name: {"properties": 7, "a": 7} for name in (*LISTS, "list")} | {"paging": {"next": {"after": 7}, "cursors": 7}},
    {name: [{"id": "7", "name": "a", "listId": "7", "Id": "7", "success": False, "errors": {"a": 1}}] for name in LISTS}
    | {"hasMore": True, "offset": 0, "done": False, "nextRecordsUrl": "/services/data/v64.0/query/01g", "id": "7"}
    | {"paging": {"next": {"after": "a"}, "cursors": {"after": "a"}}, "nextPageToken": "a", "requestId": "r"},
    [{"success": True}, {"success": False, "errors": {"a": 1}}, {"success": False, "errors": [7]}],
)


class Odd:
    """Answers every call as the vendor, but the one of that number, and all after it where `ever`."""

    def __init__(self, number: int, said: Any, *, ever: bool) -> None:
        self.number, self.said, self.ever, self.calls = number, said, ever, 0

    def around(self, answer: Callable[[Asked], Said | str]) -> Callable[[Asked], Said | str]:
        def answered(asked: Asked) -> Said | str:
            self.calls += 1
            assert self.calls < 60, "pages in a circle"
            odd = self.calls >= self.number if self.ever else self.calls == self.number
            return Said(200, self.said) if odd else answer(asked)

        return answered


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.type}-{case.object}")
@pytest.mark.parametrize("said", ODD, ids=range(len(ODD)))
def test_an_answer_of_another_shape_is_no_defect_of_the_program(
    worlds: Callable[[VendorCase], World], monkeypatch: pytest.MonkeyPatch, case: VendorCase, said: Any
) -> None:
    for number in (1, 2, 4, 5, 7):
        for ever in (False, True):
            with monkeypatch.context() as patched:
                world = worlds(case)
                odd = Odd(number, said, ever=ever)
                patched.setattr(world.vendor, "answer", odd.around(world.vendor.answer))
                everything(world)
