"""Whether the other side was not reached at all, and what that tells of this computer's network. Read from the error itself."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any

_NO_NETWORK = re.compile(
    "temporary failure in name resolution|network is (unreachable|down)|try again later.*name|network unreachable", re.I
)
_NO_NAME = re.compile(
    "name or service not known|nodename nor servname|failed to resolve|could not translate host name|resolve host"
    "|getaddrinfo failed|unknown host|no such host",
    re.I,
)
_NOBODY = re.compile("no route to host|connection refused|host is (unreachable|down)|cannot be reached|timed? ?out", re.I)
_HERE = re.compile(r"\b127\.\d+\.\d+\.\d+\b|\blocalhost\b|\[?::1\]?(?=[\s:/'\"),]|$)", re.I)
_HERE_TYPES = frozenset({"folder", "rehearsal"})
_MOST = 20


class Unreached(StrEnum):
    """`NETWORK`: there is no way out at all. `NAME`: its name is not known, which a wrong address does too. `NOBODY`: nothing
    answers there, which a server that is down does too. The last two are told apart by what is known of the network."""

    NETWORK = "network"
    NAME = "name"
    NOBODY = "nobody"


def how_unreached(error: BaseException) -> Unreached | None:
    """How the error says that nothing was reached; None where something answered, or where it is this computer itself."""
    chain = list(_chain(error))
    texts = [str(e) for e in chain]
    if any(map(_HERE.search, texts)):
        return None
    unknown = [e.errno for e in chain if isinstance(e, socket.gaierror)]
    if socket.EAI_AGAIN in unknown or any(map(_NO_NETWORK.search, texts)):
        return Unreached.NETWORK
    if unknown or any(map(_NO_NAME.search, texts)):
        return Unreached.NAME
    refused = any(isinstance(e, ConnectionRefusedError | TimeoutError) for e in chain)
    return Unreached.NOBODY if refused or any(map(_NOBODY.search, texts)) else None


def is_here(type_: str, config: Mapping[str, Any]) -> bool:
    """Whether a destination set up so is this computer itself."""
    url = str(config.get("url") or config.get("host") or "")
    return type_ in _HERE_TYPES or url.startswith("sqlite:") or _HERE.search(url) is not None


def _chain(error: BaseException) -> Iterator[BaseException]:
    """The error and what it was made of, also where its text does not say so."""
    waiting: list[object] = [error]
    seen: set[int] = set()
    while waiting and len(seen) < _MOST:
        each = waiting.pop(0)
        if not isinstance(each, BaseException) or id(each) in seen:
            continue
        seen.add(id(each))
        yield each
        waiting += [each.__cause__, each.__context__, getattr(each, "reason", None), *each.args]
