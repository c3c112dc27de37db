"""A Salesforce org: its calls, what its refusals mean, and the objects it has."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from census_desktop.destinations._http import KEPT, HttpReply
from census_desktop.destinations._http.api import JSON, Api, part
from census_desktop.destinations._http.said import needed_objects, no_answer
from census_desktop.destinations.salesforce.fields import Described, targets_of
from census_desktop.domain.errors import (
    BatchRejected,
    ConfigError,
    CredentialError,
    DestinationError,
    NotFoundError,
    TransientError,
)
from census_desktop.domain.ports import Batch, CancelToken, DestinationContext

VERSION = "v64.0"
ROOT = f"/services/data/{VERSION}"
DAY_SECONDS = 900.0
LONG_CALLS_SECONDS = 20.0
USUAL = ("Contact", "Lead", "Account", "Opportunity", "Case", "Campaign", "Product2", "Asset", "Contract", "Order")
MOST_OWN = 40
DESCRIBED_AT_ONCE = 8
"""Of 25 that Salesforce takes: a describe may be a megabyte long, and a reply is read up to 8."""
QUERY_LENGTH = 6_000
"""Characters of a query in an address: with the headers, 16,384 bytes are taken."""
NOT_OF_RECORDS = {"INVALID_FIELD", "INVALID_TYPE", "MALFORMED_QUERY", "NOT_FOUND", "INVALID_QUERY_FILTER_OPERATOR"}
AMBIGUOUS = "Several records in Salesforce have this key, so none was touched. Make it unique there."


class Org:
    """Calls of one org. What it describes is read once and kept while it is open."""

    def __init__(self, context: DestinationContext, seconds: float, never: Sequence[str]) -> None:
        config, name = context.connection.config, context.connection.name
        token = context.secrets.get("access_token", "").strip()
        base = (config["base_url"] or "").strip() or context.secrets.get("instance_url", "").strip()
        if context.tokens is None and not token:
            raise CredentialError(
                f"“{name}” is not signed in.", kept=KEPT, hint="Sign in under Destinations, or enter a token."
            )
        if not base:
            raise ConfigError(
                f"“{name}” has no address.",
                hint="Enter the address of your Salesforce, such as https://yours.my.salesforce.com.",
            )
        self._api = Api(
            base,
            clock=context.clock,
            headers={} if context.tokens else {"Authorization": f"Bearer {token}"},
            secrets=(token,),
            deadline=seconds,
            read_timeout=seconds,
            credential=f"the sign-in of “{name}”",
            calls=context.calls,
            people=r"/query\b|/jobs/ingest/[^/]+/\w+/?$|/composite/sobjects/",
            never=never,
            tokens=context.tokens,
        )
        self._named: dict[str, Mapping[str, Any]] = {}
        self._described: dict[str, Described] = {}

    @property
    def host(self) -> str:
        return self._api.host

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
        content_type: str = JSON,
        accept: str = JSON,
        absent: bool = False,
    ) -> HttpReply:
        """A call below this version's address that has to succeed; with `absent`, 404 is an answer too."""
        where = path if path.startswith("/services/") else ROOT + path
        said = {"Accept": accept}
        reply = self._api.call(
            method, where, payload, cancel=cancel, query=query, headers=said, batch=batch, content_type=content_type
        )
        if not (absent and reply.status == 404):
            self._check(reply, hidden)
        return reply

    def _check(self, reply: HttpReply, hidden: Iterable[str]) -> None:
        code, message = _fault(reply)
        if reply.status == 300:
            raise BatchRejected(AMBIGUOUS)
        if code == "REQUEST_LIMIT_EXCEEDED":
            day = "totalrequests" in message.lower()
            raise TransientError(
                "The org has used up its calls of 24 hours." if day else "Salesforce has too many long calls under way.",
                retry_after=DAY_SECONDS if day else LONG_CALLS_SECONDS,
                kept=KEPT,
                hint="Wait, have the limit raised, or use Bulk API 2.0, which needs fewer calls."
                if day
                else "It passes by itself.",
                outcome_known=True,
            )
        if reply.status == 403 and code:
            said = self.shown(message, hidden).rstrip(".")
            raise DestinationError(
                f"Salesforce does not let this user do that: {said or code} (403).",
                kept=KEPT,
                hint="Ask your administrator for access to the object and its fields, and to the API.",
            )
        if reply.status == 400 and code in NOT_OF_RECORDS:
            raise DestinationError(
                f"Salesforce does not understand the request: {self.shown(message, hidden) or code}",
                kept=KEPT,
                hint="A field or an object may have been renamed or hidden. Check the mapping.",
            )
        if reply.status == 401:
            try:
                self._api.check(reply, hidden)
            except CredentialError as error:
                hint = "Sign in again under Destinations; a pasted token ends after some hours."
                raise CredentialError(error.message, kept=KEPT, hint=hint) from None
        self._api.check(reply, hidden)

    def shown(self, text: str, hidden: Iterable[str] = ()) -> str:
        return self._api.shown(text, hidden)

    def look(self, cancel: CancelToken) -> tuple[int, str]:
        """How many objects there are, and what Salesforce says of the calls that were made."""
        reply = self.call("GET", "/sobjects/", cancel=cancel)
        usage = re.search(r"api-usage=(\d+)/(\d+)", reply.headers.get("sforce-limit-info", ""))
        calls = f"{int(usage[1]):,} of {int(usage[2]):,} calls of 24 hours are used" if usage else ""
        return len(needed_objects("Salesforce", reply.json(), "sobjects")), calls

    def select(
        self,
        columns: str,
        object_: str,
        where: str,
        cancel: CancelToken,
        hidden: Iterable[str] = (),
        more: str = "",
    ) -> Iterator[Mapping[str, Any]]:
        """Every record that a query finds, page by page, each with every column. Values in `where` are literals
        (fields.quoted)."""
        needed = {column.partition(".")[0] for column in columns.split(", ")}
        soql = " ".join(["SELECT", columns, "FROM", object_, *(["WHERE", where] if where else []), *([more] if more else [])])
        reply = self.call("GET", "/query", cancel=cancel, query={"q": soql}, hidden=hidden)
        seen = set[str]()
        while True:
            for record in needed_objects("Salesforce", reply.json(), "records"):
                if missing := sorted(needed - record.keys()):
                    raise no_answer("Salesforce", missing[:1])
                yield record
            said = reply.json()
            if said.get("done", True) is True:
                return
            following = said.get("nextRecordsUrl")
            if not isinstance(following, str) or following in seen:
                raise no_answer("Salesforce", ("nextRecordsUrl",))
            seen.add(following)
            reply = self.call("GET", following, cancel=cancel, hidden=hidden)

    def select_in(
        self,
        columns: str,
        object_: str,
        where: str,
        field: str,
        literals: Sequence[str],
        cancel: CancelToken,
        hidden: Iterable[str] = (),
    ) -> Iterator[Mapping[str, Any]]:
        """The same for those whose `field` is one of many, in as many queries as it takes."""
        before = f"{where} AND " if where else ""
        start = 0
        while start < len(literals):
            end, length = start, len(columns) + len(before)
            while end < len(literals) and (end == start or length < QUERY_LENGTH):
                length += len(part(literals[end])) + 3
                end += 1
            yield from self.select(columns, object_, f"{before}{field} IN ({','.join(literals[start:end])})", cancel, hidden)
            start = end

    def _names(self, cancel: CancelToken) -> Mapping[str, Mapping[str, Any]]:
        if not self._named:
            found = needed_objects("Salesforce", self.call("GET", "/sobjects/", cancel=cancel).json(), "sobjects")
            self._named = {str(one["name"]): one for one in found if one.get("name")}
        return self._named

    def has(self, name: str, cancel: CancelToken) -> bool:
        return name in self._names(cancel)

    def usual(self, cancel: CancelToken) -> list[Described]:
        """The usual objects that this user may write to, and the org's own."""
        names = self._names(cancel)
        own = sorted(n for n, found in names.items() if found.get("custom") and n.endswith("__c"))[:MOST_OWN]
        written = [n for n in (*USUAL, *own) if n in names and (names[n].get("createable") or names[n].get("updateable"))]
        self._describe([n for n in written if n not in self._described], cancel)
        return [self.described(name, cancel) for name in written]

    def _describe(self, names: Sequence[str], cancel: CancelToken) -> None:
        """Several at once; one that cannot be described is left for `described` to tell why."""
        for start in range(0, len(names), DESCRIBED_AT_ONCE):
            asked = [f"{VERSION}/sobjects/{part(name)}/describe" for name in names[start : start + DESCRIBED_AT_ONCE]]
            payload = {"batchRequests": [{"method": "GET", "url": url} for url in asked]}
            for answer in needed_objects(
                "Salesforce", self.call("POST", "/composite/batch", payload, cancel=cancel).json(), "results"
            ):
                if answer.get("statusCode") == 200:
                    found = Described(answer.get("result"))
                    self._described[found.name] = found

    def mapped(self, name: str, fields: Sequence[str], cancel: CancelToken) -> Described:
        """The object, and those that it is related to by fields such as Account.Number__c; refuses what cannot be written."""
        found = self.described(name, cancel)
        for relation in {field.partition(".")[0] for field in fields if "." in field} & found.relations.keys():
            targets = targets_of(found.relations[relation])
            if len(targets) == 1:
                found.related[relation] = self.described(targets[0], cancel)
        found.check(fields)
        return found

    def described(self, name: str, cancel: CancelToken) -> Described:
        if name not in self._described:
            reply = self.call("GET", f"/sobjects/{part(name)}/describe", cancel=cancel, absent=True)
            if reply.status == 404:
                raise NotFoundError(
                    f"Salesforce has no object “{name}” that this user may see.",
                    hint="Own objects end in __c. Check the name and the user's permissions.",
                )
            needed_objects("Salesforce", reply.json(), "fields")
            self._described[name] = Described(reply.json())
        return self._described[name]

    def close(self) -> None:
        self._api.close()


def _fault(reply: HttpReply) -> tuple[str, str]:
    if reply.status < 300 or reply.is_html:
        return "", ""
    said = reply.json()
    first = said[0] if isinstance(said, list) and said else said
    if not isinstance(first, Mapping):
        return "", ""
    return str(first.get("errorCode") or ""), str(first.get("message") or "")
