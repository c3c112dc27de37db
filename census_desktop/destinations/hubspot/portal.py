"""A HubSpot account: its calls, what its refusals mean, and the object types and properties it has."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from census_desktop.destinations._http import KEPT, HttpReply, parse_retry_after
from census_desktop.destinations._http.api import Api, part
from census_desktop.destinations._http.said import at, needed_objects
from census_desktop.domain.errors import CredentialError, DestinationError, NotFoundError, TransientError
from census_desktop.domain.ports import Batch, CancelToken, DestinationContext

TEN_SECONDS = 10.0
LOCKED_SECONDS = 2.0

Property = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Kind:
    """An object type. `path` names it in addresses, `name` in syncs."""

    name: str
    label: str
    path: str


STANDARD = (
    Kind("contacts", "Contacts", "contacts"),
    Kind("companies", "Companies", "companies"),
    Kind("deals", "Deals", "deals"),
    Kind("tickets", "Tickets", "tickets"),
)


class Portal:
    """Calls of one account. What it has is read once and kept while it is open."""

    def __init__(self, context: DestinationContext, deadline: float, never: Sequence[str]) -> None:
        token = context.secrets.get("token", "").strip()
        if not token:
            raise CredentialError(
                f"“{context.connection.name}” has no access token.", kept=KEPT, hint="Enter it under Destinations."
            )
        self._clock = context.clock
        self._api = Api(
            context.connection.config["base_url"],
            clock=context.clock,
            headers={"Authorization": f"Bearer {token}"},
            secrets=(token,),
            deadline=deadline,
            credential=f"the access token of “{context.connection.name}”",
            calls=context.calls,
            people=r"/crm/v3/objects/|/memberships\b",
            never=never,
        )
        self._lock = threading.Lock()
        self._custom: tuple[Kind, ...] | None = None
        self._properties: dict[str, list[Property]] = {}

    def call(
        self,
        method: str,
        path: str,
        payload: Any = None,
        *,
        cancel: CancelToken,
        query: Mapping[str, Any] | None = None,
        batch: Batch | None = None,
        hidden: Iterable[str] = (),
        absent: bool = False,
    ) -> HttpReply:
        """A call that has to succeed; with `absent`, 404 is an answer too."""
        reply = self._api.call(method, path, payload, cancel=cancel, query=query, batch=batch)
        if not (absent and reply.status == 404):
            self.check(reply, hidden)
        return reply

    def ask(self, method: str, path: str, payload: Any = None, *, cancel: CancelToken) -> HttpReply:
        """A call whose refusal the caller looks at; it then calls `check`."""
        return self._api.call(method, path, payload, cancel=cancel)

    def check(self, reply: HttpReply, hidden: Iterable[str] = ()) -> None:
        wait = parse_retry_after(reply.headers.get("retry-after", ""), self._clock.now())
        if reply.status == 429:
            if _is_daily(reply):
                raise DestinationError(
                    "The HubSpot account has used up its calls of this day (429).",
                    kept=KEPT,
                    hint="It can be called again after midnight in the account's time zone. Run the sync then.",
                )
            raise TransientError(
                "HubSpot asks to slow down (429).",
                retry_after=TEN_SECONDS if wait is None else wait,
                kept=KEPT,
                hint="Set a lower rate for this destination if it happens often.",
                outcome_known=True,
            )
        if reply.status in (423, 477):
            why = "has the records locked for a moment (423)" if reply.status == 423 else "is moving the account's data (477)"
            raise TransientError(
                f"HubSpot {why}.",
                retry_after=LOCKED_SECONDS if wait is None else wait,
                kept=KEPT,
                hint="It passes by itself.",
                outcome_known=True,
            )
        self._api.check(reply, hidden)

    def shown(self, text: str, hidden: Iterable[str] = ()) -> str:
        return self._api.shown(text, hidden)

    def kinds(self, cancel: CancelToken) -> Sequence[Kind]:
        """The standard object types and the account's own."""
        with self._lock:
            if self._custom is None:
                self._custom = self._custom_kinds(cancel)
            return (*STANDARD, *self._custom)

    def _custom_kinds(self, cancel: CancelToken) -> tuple[Kind, ...]:
        reply = self.ask("GET", "/crm-object-schemas/v3/schemas", cancel=cancel)
        if reply.status == 403:  # no scope for them, or a plan without them
            return ()
        self.check(reply)
        found = [s for s in results_of(reply) if not s.get("archived") and s.get("name")]
        return tuple(
            Kind(
                str(s.get("fullyQualifiedName") or s["name"]),
                str(at(s, "labels", "plural") or s["name"]),
                str(s.get("objectTypeId") or s.get("fullyQualifiedName") or s["name"]),
            )
            for s in found
        )

    def kind(self, name: str, cancel: CancelToken) -> Kind:
        found = next((k for k in STANDARD if k.name == name), None)
        found = found or next((k for k in self.kinds(cancel) if k.name == name), None)
        if found is None:
            names = ", ".join(k.name for k in self.kinds(cancel))
            raise NotFoundError(f"HubSpot has no object “{name}” for this token.", hint=f"There are: {names}, list.")
        return found

    def readable(self, kind: Kind, cancel: CancelToken) -> bool:
        """Whether the token has the scope for it."""
        if kind.path in self._properties:
            return True
        reply = self.ask("GET", f"/crm/v3/properties/{part(kind.path)}", cancel=cancel)
        if reply.status == 403:
            return False
        self._keep(kind, reply)
        return True

    def properties(self, kind: Kind, cancel: CancelToken) -> list[Property]:
        if kind.path not in self._properties:
            self._keep(kind, self.ask("GET", f"/crm/v3/properties/{part(kind.path)}", cancel=cancel))
        return self._properties[kind.path]

    def _keep(self, kind: Kind, reply: HttpReply) -> None:
        self.check(reply)
        self._properties[kind.path] = [p for p in results_of(reply) if not p.get("archived") and isinstance(p.get("name"), str)]

    def close(self) -> None:
        self._api.close()


def results_of(reply: HttpReply) -> list[Mapping[str, Any]]:
    """The results of a question; one that is answered without any list is not answered."""
    return needed_objects("HubSpot", reply.json(), "results")


def _is_daily(reply: HttpReply) -> bool:
    said = reply.json()
    policy = str(said.get("policyName") or "") if isinstance(said, Mapping) else ""
    return policy.upper() == "DAILY" or reply.headers.get("x-hubspot-ratelimit-daily-remaining") == "0"
