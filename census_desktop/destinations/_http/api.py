"""JSON over HTTP as vendors speak it: addresses below a base, JSON bodies both ways."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, TypeVar
from urllib.parse import parse_qs, quote, urlencode, urlsplit

from census_desktop.destinations._http import HttpClient, HttpReply
from census_desktop.domain.ports import Batch, CancelToken

JSON = "application/json"

T = TypeVar("T")


class Api:
    """A vendor's API. `base_url` may end below a host, as behind a gateway; everything of HttpClient holds."""

    def __init__(self, base_url: str, **client: Any) -> None:
        self._client = HttpClient(base_url.strip().rstrip("/") + "/", **client)

    @property
    def host(self) -> str:
        return self._client.host

    def call(
        self,
        method: str,
        path: str,
        payload: Any = None,
        *,
        cancel: CancelToken,
        query: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
        batch: Batch | None = None,
        content_type: str = JSON,
    ) -> HttpReply:
        """One request; the reply whatever its status. `path` is escaped already (see `part`); `payload` is sent as JSON, bytes
        as they are. Raises as HttpClient.request does."""
        body = None
        sent = dict(headers or {})
        if payload is not None:
            body = payload if isinstance(payload, bytes) else json.dumps(payload, ensure_ascii=False).encode()
            sent.setdefault("Content-Type", content_type)
        asked = f"?{urlencode(query, doseq=True)}" if query else ""
        return self._client.request(method, f"./{path.lstrip('/')}{asked}", cancel=cancel, body=body, headers=sent, batch=batch)

    def get(self, path: str, *, cancel: CancelToken, query: Mapping[str, Any] | None = None) -> Any:
        """The JSON of a GET that has to succeed. Raises what any other reply means."""
        reply = self.call("GET", path, cancel=cancel, query=query)
        self.check(reply)
        return reply.json()

    def check(self, reply: HttpReply, hidden: Iterable[str] = ()) -> None:
        self._client.check(reply, hidden)

    def shown(self, text: str, hidden: Iterable[str] = ()) -> str:
        return self._client.shown(text, hidden)

    def close(self) -> None:
        self._client.close()


def part(text: object) -> str:
    """A value as one part of a path."""
    return quote(str(text), safe="")


def chunks(items: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    """As many at a time as a vendor takes."""
    for start in range(0, len(items), size):
        yield items[start : start + size]


def records_of(batch: Batch, *, exact: bool = False) -> list[dict[str, Any]]:
    """The batch's records as dicts, from their JSON texts (payload "json" or "texts"); `exact`: with every digit of their
    numbers."""
    if len(batch.json) != len(batch):
        raise ValueError("the batch has no JSON texts")
    return [json.loads(text, parse_float=Decimal if exact else None) for text in batch.json]


def texts_in(batch: Batch | None) -> Iterator[str]:
    """Every text and number that was sent, read only where a reply says something."""
    if batch:
        yield from texts_of(records_of(batch))


def pages(ask: Callable[[str], T], following: Callable[[T], Any]) -> Iterator[T]:
    """Every page. `ask` is given what `following` says of the page before, "" at first; a vendor that names a page for the
    second time has no more."""
    cursor, before = "", set[str]()
    while cursor not in before:
        before.add(cursor)
        page = ask(cursor)
        yield page
        cursor = str(following(page) or "")
        if not cursor:
            return


def in_link(link: Any, name: str) -> str:
    """Of the link to the next page its cursor alone: calls go to our host."""
    return parse_qs(urlsplit(str(link or "")).query).get(name, [""])[0]


def texts_of(value: Any) -> Iterable[str]:
    """Every text and number of a record, for hiding it in what a reply says."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        yield str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from texts_of(item)
    elif isinstance(value, list):
        for item in value:
            yield from texts_of(item)
