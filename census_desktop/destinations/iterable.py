"""Iterable: users of a project, and its static lists as audiences.

Facts: the vendor's own description of the API ("Iterable API", version 1.8, https://api.iterable.com/api/docs), for the
operations users/bulkUpdate, users/getFields, lists, lists/subscribe, lists/unsubscribe and lists/getUsers.

A 200 is no success: `failCount` and the lists of `failedUpdates` say who was refused, by address or user ID, in a case that
may be another than the one that was sent. `filteredOutFields` are fields that were dropped for everybody.
Leaving a list always says `channelUnsubscribe: false`, for true would stop every mail to that person.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from census_desktop.destinations._connector import EachBatch, matching, not_made, opened, times_of
from census_desktop.domain.errors import BatchRejected, ConfigError, DestinationError
from census_desktop.domain.manifest import ConfigField, Document, Limits, Manifest, ObjectSpec, TargetField
from census_desktop.domain.model import Operation, Removal
from census_desktop.domain.ports import Audience, Batch, CancelToken, DestinationContext, Reply, Schema, Target, Writer

if TYPE_CHECKING:
    from census_desktop.destinations._http.api import Api

HOSTS = {"US": "https://api.iterable.com", "EU": "https://api.eu.iterable.com"}
LIMITS = Limits(batch_rows=1000, concurrency=2, rate=5.0, batch_bytes=3_800_000)
NAME_LENGTH = 255

CONSENT_FIELDS = (
    "emailListIds",
    "subscribedMessageTypeIds",
    "unsubscribedChannelIds",
    "unsubscribedMessageTypeIds",
    "unsubscribed",
)
SYSTEM_FIELDS = frozenset({"itblUserId", "itblInternal", "profileUpdatedAt", "devices", "browserTokens", "userListIds"})

EMAIL = TargetField("email", "E-mail", "text", normalise="email", most=255)
USER_ID = TargetField("userId", "User ID", "text", help="As the project has it: spaces around it would be another person's.")
NEVER_WRITTEN = tuple(
    TargetField(name, name, "any", read_only=True, help="Consent; Iterable's own subscription pages keep it.")
    for name in CONSENT_FIELDS
)
KEYS = {"email": (EMAIL.name,), "userId": (USER_ID.name,), "hybrid": (EMAIL.name, USER_ID.name)}

USERS = ObjectSpec(
    name="users",
    label="Users",
    operations=(Operation.UPSERT,),
    fields=(EMAIL, USER_ID, *NEVER_WRITTEN),
    keys=(EMAIL.name, USER_ID.name),
    open_fields=True,
)
LIST = ObjectSpec(
    name="list",
    label="List members",
    operations=(Operation.UPSERT, Operation.MIRROR),
    fields=(EMAIL, USER_ID, *NEVER_WRITTEN),
    keys=(EMAIL.name, USER_ID.name),
    open_fields=True,
    audience=True,
    audience_word="list",
    removal="leave the list and stay users, subscribed as they were",
    longest_name=NAME_LENGTH,
)

MANIFEST = Manifest(
    type="iterable",
    title="Iterable",
    summary="Keeps users' fields up to date and fills static lists.",
    icon="bolt",
    tint="rose",
    group="marketing",
    config=(
        ConfigField("region", "Data centre", "Where the project is.", kind="choice", default="US", choices=tuple(HOSTS)),
        ConfigField(
            "project",
            "Project identifies users by",
            "In Iterable: Settings, Project settings. The wrong choice makes second profiles of the same people.",
            kind="choice",
            default="email",
            choices=tuple(KEYS),
        ),
        ConfigField("base_url", "Base address", "Empty: that of the data centre.", placeholder="https://…"),
        ConfigField("api_key", "API key", "A server-side key.", required=True, secret=True),
    ),
    objects=(USERS, LIST),
    limits=LIMITS,
    payload="texts",
    keywords="email push sms marketing automation list messaging",
    documentation="https://api.iterable.com/api/docs",
    facts={
        "Consent": "Lists only: nobody is subscribed to a channel or unsubscribed from one",
        "Leaving": "People leave the list alone; the channel is never touched",
        "Fields": "Those the project does not know may be dropped; the run names them",
        "Pace": "5 requests a second of 1,000 people each",
    },
    credential_help=(
        "1. In Iterable open Integrations, API keys.\n"
        "2. Create a key of the type Server-side, without JWT, in the project that is to be filled.\n"
        "3. Paste it: it is shown once."
    ),
    cost="New users count as profiles of your Iterable plan.",
    never=(
        "* */api/users/forget*",
        "* */api/users/unforget*",
        "* */api/users/merge*",
        "* */api/users/updatesubscriptions*",
        "* */api/users/bulkupdatesubscriptions*",
        "* */api/subscriptions/*",
        "DELETE *",
    ),
    unverified=(
        "A bulk request may hold 1,000 users and 4 MB, and a key may send 5 of them a second.",
        "Null empties a field.",
        "Dates at midnight UTC stand for days.",
        "A list's name may have 255 characters.",
    ),
    documents=(
        Document("Iterable API (Swagger 2.0, 1.8)", "https://api.iterable.com/api/docs", "2026-11-24"),
        Document(
            "Identifying users by userId and email", "https://support.iterable.com/hc/articles/29156459027348", "2026-11-24"
        ),
    ),
)

_TYPES = {"string": "text", "long": "integer", "double": "number", "boolean": "boolean", "date": "datetime", "object": "object"}
_WHY = {
    "invalidEmails": "Iterable takes this e-mail address for malformed.",
    "invalidUserIds": "Iterable takes this user ID for malformed.",
    "notFoundEmails": "Iterable knows no user with this e-mail address.",
    "notFoundUserIds": "Iterable knows no user with this user ID.",
    "forgottenEmails": "Iterable has erased this person on request (GDPR) and takes nothing for them any more.",
    "forgottenUserIds": "Iterable has erased this person on request (GDPR) and takes nothing for them any more.",
    "conflictEmails": "Another user in Iterable has this e-mail address already.",
    "conflictUserIds": "Another user in Iterable has this user ID already.",
    "invalidDataEmails": "A value does not fit the type that its field has in Iterable.",
    "invalidDataUserIds": "A value does not fit the type that its field has in Iterable.",
}
_OUT_ALREADY = ("notFound", "forgotten")
SAID_NOTHING = "Iterable's answer did not say what became of it."


class IterableProject:
    manifest = MANIFEST

    def __init__(self, context: DestinationContext) -> None:
        from census_desktop.destinations._http.api import Api

        config = context.connection.config
        key = context.secrets.get("api_key", "").strip()
        self._region: str = config["region"]
        self._project: str = config["project"]
        self._specs = self.objects_of(config)
        self._api = Api(
            config["base_url"] or HOSTS[self._region],
            clock=context.clock,
            headers={"Api-Key": key},
            secrets=(key,),
            credential=f"the API key of “{context.connection.name}”",
            calls=context.calls,
            people=r"/lists/getUsers$",
            never=MANIFEST.never,
        )

    @staticmethod
    def objects_of(config: Mapping[str, Any]) -> Sequence[ObjectSpec]:
        """With the keys that the project's kind allows."""
        return tuple(replace(spec, keys=KEYS[config["project"]]) for spec in (USERS, LIST))

    def test(self) -> str:
        lists, fields = self._lists(), self._fields()
        return f"{len(lists):,} lists and {len(fields):,} user fields in the {self._region} data centre."

    def objects(self) -> Sequence[ObjectSpec]:
        """With the project's own fields. Those of objects within objects are written with the whole of it."""
        ours = {field.name for field in (EMAIL, USER_ID, *NEVER_WRITTEN)}
        found = tuple(
            TargetField(name, name, _TYPES.get(str(type_), "any"), read_only=name in SYSTEM_FIELDS)
            for name, type_ in sorted(self._fields().items())
            if name not in ours and "." not in name
        )
        return tuple(replace(spec, fields=(*spec.fields, *found)) for spec in self._specs)

    def _fields(self) -> dict[str, Any]:
        from census_desktop.destinations._http.said import needed_object

        return dict(needed_object("Iterable", self._api.get("api/users/getFields", cancel=CancelToken()), "fields"))

    def open(self, target: Target, schema: Schema) -> Writer:
        spec = next((s for s in self._specs if s.name == target.object), None)
        if spec is None or target.operation not in spec.operations or target.removal is not Removal.REMOVE:
            raise ConfigError(
                f"Iterable does not take “{target.object}” this way.", hint="It takes users and list: update or create, mirror."
            )
        if target.key_field not in spec.keys:
            raise ConfigError(
                f"“{target.key_field}” is not what this project knows users by.",
                hint=f"Use {' or '.join(spec.keys)}, or correct the project's kind under Destinations.",
            )
        if refused := [name for name in schema.names if name in CONSENT_FIELDS or name in SYSTEM_FIELDS or "." in name]:
            raise ConfigError(
                f"Iterable's {', '.join(refused)} cannot be written by a sync.",
                hint="Consent is kept by Iterable itself, and names hold no full stop. Remove it from the mapping.",
            )
        return IterableWriter(self._api, self._list(target) if spec.audience else "", target.key_field, times_of(schema))

    def _list(self, target: Target) -> str:
        found = partial(self.audience, LIST.name)
        return opened(target, "list", NAME_LENGTH, known=found, there=self._lists, made=self._made)

    def _made(self, name: str) -> str:
        from census_desktop.destinations._http.said import needed_text

        reply = self._api.call("POST", "api/lists", {"name": name}, cancel=CancelToken())
        try:
            self._api.check(reply)
        except BatchRejected as refusal:
            raise not_made("Iterable", "list", refusal) from None
        return needed_text("Iterable", reply.json(), "listId")

    def _lists(self) -> list[Audience]:
        from census_desktop.destinations._http.said import needed_objects

        said = self._api.get("api/lists", cancel=CancelToken())
        return [_audience(found) for found in needed_objects("Iterable", said, "lists")]

    def audiences(self, object_: str, search: str = "") -> Sequence[Audience]:
        return matching(self._lists(), search)

    def audience(self, object_: str, id_: str) -> Audience | None:
        return next((found for found in self._lists() if found.id == id_), None)

    def rename_audience(self, object_: str, id_: str, name: str) -> None:
        raise DestinationError(
            "Iterable has no call that renames a list.",
            kept="The list has its old name, and the sync goes on filling it.",
            hint="Rename it in Iterable, under Audience, Lists.",
        )

    def members(self, object_: str, audience_id: str, key_field: str, cancel: CancelToken) -> Iterator[str]:
        """One line each. In a hybrid project those without a user ID come by e-mail, and are left out where IDs are asked."""
        by_id = key_field == USER_ID.name
        query = {"listId": audience_id, "preferUserId": "true" if by_id else "false"}
        reply = self._api.call("GET", "api/lists/getUsers", cancel=cancel, query=query)
        self._api.check(reply)
        for line in reply.body.decode("utf-8", "replace").splitlines():
            key = line.strip()
            if key and not (by_id and self._project == "hybrid" and "@" in key):
                yield key if by_id else key.lower()

    def close(self) -> None:
        self._api.close()


class IterableWriter(EachBatch):
    """`list_id` "": users alone. `times` are the fields whose values are moments or days."""

    limits = LIMITS

    def __init__(self, api: Api, list_id: str, key: str, times: frozenset[str]) -> None:
        self.audience_id = list_id
        self._api = api
        self._key = key
        self._times = times

    def send(self, batch: Batch, cancel: CancelToken) -> Reply:
        from census_desktop.destinations._http.api import records_of, texts_of

        records = records_of(batch)
        rejected = {n: why for n, record in enumerate(records) if (why := self._fault(record[self._key]))}
        users = {n: self._user(record) for n, record in enumerate(records) if n not in rejected}
        if not users:
            return Reply(rejected)
        leaving = batch.operation is Operation.DELETE
        path, body = self._request(list(users.values()), leaving=leaving)
        content = json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()
        reply = self._api.call("POST", path, content, cancel=cancel, batch=batch)
        hidden = texts_of(records)
        said = reply.json() if not reply.is_html else None
        if reply.status == 400 and isinstance(said, dict):
            raise BatchRejected(self._api.shown(str(said.get("msg") or "Iterable refused the records (400)."), hidden))
        self._api.check(reply, hidden)
        if not isinstance(said, dict) or "successCount" not in said:
            return Reply(rejected, unknown=dict.fromkeys(users, SAID_NOTHING))
        return self._read(said, users, rejected, leaving=leaving)

    def _request(self, users: Sequence[Mapping[str, Any]], *, leaving: bool) -> tuple[str, dict[str, Any]]:
        if not self.audience_id:
            return "api/users/bulkUpdate", {"users": users}
        body: dict[str, Any] = {"listId": int(self.audience_id), "subscribers": users}
        if leaving:
            return "api/lists/unsubscribe", {**body, "channelUnsubscribe": False}
        return "api/lists/subscribe", body

    def _fault(self, key: Any) -> str:
        text = str(key if key is not None else "")
        if not text.strip():
            return f"The {self._key} is empty."
        padded = self._key == USER_ID.name and text != text.strip()
        return "The user ID has spaces around it: Iterable would take it for another person." if padded else ""

    def _user(self, record: Mapping[str, Any]) -> dict[str, Any]:
        """The key beside the other fields, and never both keys beside them: the other one is a field of the profile."""
        key = str(record[self._key])
        fields = {n: _time(v) if n in self._times else v for n, v in record.items() if n != self._key}
        user: dict[str, Any] = {self._key: key if self._key == USER_ID.name else _same(key)}
        return {**user, "dataFields": fields} if fields else user

    def _read(
        self, said: Mapping[str, Any], users: Mapping[int, Mapping[str, Any]], rejected: dict[int, str], *, leaving: bool
    ) -> Reply:
        """Failures are named at the top, as older answers do it, and in `failedUpdates`; by the key or by a mapped field."""
        from census_desktop.destinations._http.said import at, count, number

        named: set[int] = set()
        keys, fields = _index(users), _index({n: user.get("dataFields") or {} for n, user in users.items()})
        for group in (said, at(said, "failedUpdates")):
            for kind in _WHY:
                is_email = kind.endswith("Emails")
                for text in _listed(at(group, kind)):
                    name = (is_email, _same(text) if is_email else str(text))
                    found = keys.get(name) or fields.get(name) or ()
                    named.update(found)
                    if not (leaving and kind.startswith(_OUT_ALREADY)):
                        rejected.update(dict.fromkeys(found, _WHY[kind]))
        taken, failed = count(said.get("successCount")), number(said.get("failCount"))
        if not (taken or failed or named) and (failed is None or not leaving):
            return Reply(rejected, unknown=dict.fromkeys(users, SAID_NOTHING), notes=_notes(said))
        unnamed = max(0, (failed or 0) - len(named))
        return Reply(dict(sorted(rejected.items())), unnamed=unnamed, notes=_notes(said))


def _index(users: Mapping[int, Mapping[str, Any]]) -> dict[tuple[bool, str], list[int]]:
    """Positions by e-mail (True, without regard to case) and by user ID."""
    found: dict[tuple[bool, str], list[int]] = {}
    for position, user in users.items():
        if user.get(EMAIL.name) is not None:
            found.setdefault((True, _same(user[EMAIL.name])), []).append(position)
        if user.get(USER_ID.name) is not None:
            found.setdefault((False, str(user[USER_ID.name])), []).append(position)
    return found


def _notes(said: Mapping[str, Any]) -> tuple[str, ...]:
    dropped, made = (", ".join(sorted(map(str, _listed(said.get(k))))) for k in ("filteredOutFields", "createdFields"))
    return (
        *([f"Iterable left out fields that the project does not know: {dropped}."] if dropped else ()),
        *([f"Iterable made new fields in the project: {made}."] if made else ()),
    )


def _listed(found: Any) -> list[Any]:
    return found if isinstance(found, list) else []


def _audience(found: Mapping[str, Any]) -> Audience:
    from census_desktop.destinations._http.said import needed_text

    kind = str(found.get("listType") or "")
    trouble = {
        "Standard": "",
        "Dynamic": "a dynamic list fills itself",
        "Suppression": "people on a suppression list get no mail",
    }.get(kind, "it is a list of Iterable's own")
    return Audience(needed_text("Iterable", found, "id"), str(found.get("name") or ""), trouble=trouble)


def _time(value: Any) -> Any:
    """A moment or a day as Iterable writes it. Texts of other forms go as they are."""
    try:
        moment = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        return value
    return moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S +00:00")


def _same(email: Any) -> str:
    return str(email).strip().lower()
