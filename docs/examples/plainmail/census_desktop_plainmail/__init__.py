"""Plainmail, a mail tool that does not exist: contacts by e-mail address, and lists of them as audiences.

Its API, of which a real connector's docstring would name the pages: a bearer token; `GET /lists`, `POST /lists {"name"}`;
`POST /lists/{id}/members` and `DELETE /lists/{id}/members`, each with {"contacts": […]}, at most 200 of them, answered by
{"results": [{"index", "error"}]}, one for each contact. List 0 is everybody. Who opted out stays so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from census_desktop.domain.errors import ConfigError, DestinationError, TransientError
from census_desktop.domain.manifest import ConfigField, Document, Limits, Manifest, ObjectSpec, TargetField
from census_desktop.domain.model import Operation
from census_desktop.domain.ports import Audience, Batch, CancelToken, DestinationContext, Reply, Schema, Target, Writer

if TYPE_CHECKING:
    from census_desktop.destinations._http.api import Api

EMAIL = TargetField("email", "E-mail", "text", required=True, normalise="email", most=254)
NAME = TargetField("name", "Name", "text", most=100)
CONTACTS = ObjectSpec("contacts", "Contacts", (Operation.UPSERT,), (EMAIL, NAME), ("email",))
LIST = replace(
    CONTACTS,
    name="list",
    label="List members",
    operations=(Operation.UPSERT, Operation.MIRROR),
    audience=True,
    audience_word="list",
    removal="leave the list and stay contacts",
    longest_name=80,
)
MANIFEST = Manifest(
    type="plainmail",
    title="Plainmail",
    summary="Keeps contacts up to date and fills lists.",
    icon="mail",
    tint="teal",
    config=(
        ConfigField("base_url", "Base address", "Empty: Plainmail's own.", placeholder="https://…"),
        ConfigField("token", "Token", "Of an account that may write contacts.", required=True, secret=True),
    ),
    objects=(CONTACTS, LIST),
    limits=Limits(batch_rows=200, concurrency=2, rate=10.0),
    payload="texts",
    credential_help="1. Open Account, Tokens.\n2. Make one that may write contacts.\n3. Paste it.",
    never=("* */opt-ins*",),
    documents=(Document("Plainmail API", "https://plainmail.example/api", "2026-11-24"),),
)
KEPT = "Nothing is lost: the next run sends what was not acknowledged."


class Plainmail:
    manifest = MANIFEST

    def __init__(self, context: DestinationContext) -> None:
        from census_desktop.destinations._http.api import Api

        token = context.secrets.get("token", "")
        self._api = Api(
            context.connection.config["base_url"] or "https://api.plainmail.example",
            clock=context.clock,
            headers={"Authorization": f"Bearer {token}"},
            secrets=(token,),
            credential=f"the token of “{context.connection.name}”",
            calls=context.calls,
            never=MANIFEST.never,
        )

    def test(self) -> str:
        return f"{len(self._lists()):,} lists."

    def objects(self) -> Sequence[ObjectSpec]:
        return MANIFEST.objects

    def open(self, target: Target, schema: Schema) -> Writer:
        spec = next((spec for spec in MANIFEST.objects if spec.name == target.object), None)
        if spec is None or target.operation not in spec.operations:
            raise ConfigError(f"Plainmail does not take “{target.object}” this way.", hint="Use contacts or list.")
        if unknown := set(schema.names) - {field.name for field in spec.fields}:
            raise ConfigError(f"Plainmail has no field {', '.join(sorted(unknown))}.", hint="Remove it from the mapping.")
        return PlainmailWriter(self._api, self._list(target) if spec.audience else "")

    def _list(self, target: Target) -> str:
        """The list's id: the one that is known, one of that name, or a new one."""
        if target.audience_id:
            if self.audience(LIST.name, target.audience_id) is None:
                raise DestinationError(f"“{target.audience}” is not there any more.", kept=KEPT, hint="Make a new sync.")
            return target.audience_id
        if len(target.audience) > LIST.longest_name:
            raise ConfigError(f"A list's name has at most {LIST.longest_name} characters.", hint="Choose a shorter one.")
        if there := next((found for found in self._lists() if found.name == target.audience), None):
            return there.id
        reply = self._api.call("POST", "lists", {"name": target.audience}, cancel=CancelToken())
        self._api.check(reply)
        return str(_dict(reply.json())["id"])

    def _lists(self) -> list[Audience]:
        said = _dict(self._api.get("lists", cancel=CancelToken()))
        return [Audience(str(one["id"]), one["name"], one["members"]) for one in said.get("lists", ())]

    def audiences(self, object_: str, search: str = "") -> Sequence[Audience]:
        return sorted((a for a in self._lists() if search.casefold() in a.name.casefold()), key=lambda a: a.name)[:500]

    def audience(self, object_: str, id_: str) -> Audience | None:
        return next((found for found in self._lists() if found.id == id_), None)

    def rename_audience(self, object_: str, id_: str, name: str) -> None:
        raise DestinationError("Plainmail cannot rename a list.", kept="It has its old name.", hint="Make a new sync.")

    def close(self) -> None:
        self._api.close()


class PlainmailWriter:
    limits = MANIFEST.limits

    def __init__(self, api: Api, list_id: str) -> None:
        self.audience_id = list_id
        self._api = api

    def send(self, batch: Batch, cancel: CancelToken) -> Reply:
        from census_desktop.destinations._http.api import records_of, texts_of

        contacts = records_of(batch)
        hidden = [text for contact in contacts for text in texts_of(contact) if len(text) > 3]
        method = "DELETE" if batch.operation is Operation.DELETE else "POST"
        path = f"lists/{self.audience_id or '0'}/members"
        reply = self._api.call(method, path, {"contacts": contacts}, cancel=cancel, batch=batch)
        self._api.check(reply, hidden)
        results = _dict(reply.json()).get("results")
        if not isinstance(results, list):
            raise TransientError("Plainmail's answer does not say what became of the contacts.", kept=KEPT)
        said = {result["index"]: result["error"] for result in results}
        unknown = {n: "Plainmail's answer does not mention it." for n in range(len(batch)) if n not in said}
        return Reply({n: self._api.shown(error, hidden) for n, error in said.items() if error}, unknown=unknown)

    def finish(self) -> None:
        return None

    def close(self) -> None:
        return None


def _dict(said: Any) -> dict[str, Any]:
    return said if isinstance(said, dict) else {}
