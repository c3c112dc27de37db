"""What a destination (or source) type can do, as data: forms, checks, limits and pages are made from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from census_desktop.domain.model import Operation, Removal


@dataclass(frozen=True, slots=True)
class ConfigField:
    """One field of a connection form. `kind`: text | lines (a text of several lines) | path | number | boolean | choice |
    pairs (name → value).

    `least` and `most` bound a number, both included; `whole` refuses fractions.
    """

    name: str
    label: str
    help: str = ""
    kind: str = "text"
    required: bool = False
    secret: bool = False
    default: Any = None
    choices: tuple[str, ...] = ()
    placeholder: str = ""
    least: float | None = None
    most: float | None = None
    whole: bool = False


@dataclass(frozen=True, slots=True)
class SourceType:
    """A kind of source as data. `group`: files | database | warehouse. `extra` is the package's extra that it needs ("" =
    always there) and `needs` the modules that tell whether it is installed."""

    type: str
    label: str
    summary: str
    config: tuple[ConfigField, ...]
    group: str = "database"
    extra: str = ""
    needs: tuple[str, ...] = ()
    documentation: str = ""

    @property
    def secret_fields(self) -> tuple[ConfigField, ...]:
        return tuple(f for f in self.config if f.secret)


@dataclass(frozen=True, slots=True)
class TargetField:
    """A field of a destination object. `type` as in ColumnType, "any" when the destination does not care.

    A field that takes digests names its `hash` (md5 | sha1 | sha256 | sha512) and how the text is made uniform before
    (`normalise`, a name of domain.normalise); both are applied to what is mapped to it. `choices` are the only values taken.
    """

    name: str
    label: str = ""
    type: str = "any"
    required: bool = False
    read_only: bool = False
    help: str = ""
    normalise: str = ""
    hash: str = ""
    choices: tuple[str, ...] = ()
    most: int = 0
    """Characters that a text may have; 0: no limit is known."""
    consent: str = ""
    """What writing it does to a person's consent, completing "Mapping it …" ("subscribes people who opted out"). A sync maps
    such a field only where the user confirmed exactly that once (Sync.consented)."""


@dataclass(frozen=True, slots=True)
class ObjectSpec:
    """Something at the destination that records go to.

    `name` may be free text (`open_name`: a table or file the user names). `fields` are the known ones; with `open_fields`
    any other name is fine too. `keys` are the fields that may be the sync key; empty means any. `audience` marks an
    object whose records are members of a named audience.
    """

    name: str
    label: str
    operations: tuple[Operation, ...]
    fields: tuple[TargetField, ...] = ()
    keys: tuple[str, ...] = ()
    open_fields: bool = False
    open_name: bool = False
    audience: bool = False
    audience_word: str = "audience"
    """What the destination calls such a thing: list, audience; for files, file."""
    named_by_segment: bool = False
    """Quick Sync names the copy's object after the segment (a file of its own), as it does for audiences."""
    removal: str = "are deleted"
    """What leaving means there, completing "records that leave the segment …"."""
    removals: tuple[Removal, ...] = (Removal.REMOVE,)
    """How a mirror may let go of a record, the usual way first."""
    only_if_empty: bool = False
    """Whether it can set a field only where it has no value yet."""
    unsubscribes: bool = False
    """Whether leaving takes a person's consent away too: a mirror then needs the user's word for it (Sync.consented)."""
    outcome: str = "acknowledged"
    """The most that its answers tell of a record: acknowledged (each one, by name) | accepted (queued, or counts only)."""
    least_members: int = 0
    """Members below which the destination does not use an audience; 0: none is known."""
    longest_name: int = 0
    """Characters that an audience's name may have; 0: none is known."""
    expires_days: int = 0
    """Days after which a member that was not sent again is dropped there; 0: never."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How fast a destination may be called: records a batch, requests in flight, requests a second (0 = no limit).

    `batch_bytes` and `record_bytes` bound the JSON texts of a batch and of one record (0 = no limit): batches are split, and
    a record that is too large is rejected before anything is sent. They need a payload of "json" or "texts".
    """

    batch_rows: int = 500
    concurrency: int = 1
    rate: float = 0.0
    batch_timeout: float = 120.0
    attempts: int = 5
    batch_bytes: int = 0
    record_bytes: int = 0


@dataclass(frozen=True, slots=True)
class OAuth:
    """How a person signs in by the system's browser (RFC 8252 with PKCE). The user brings a client of their own: its id is
    the config field `client_id`, its secret (where the vendor asks for one) the secret field `client_secret`.

    `authorize` and `token` are https addresses, in which {name} stands for that setting of the connection: a part of the host
    or, at the beginning, the whole of it. `extra` goes into the authorize request. `redirect`: the loopback address that the
    vendor accepts, with the port 0 where any will do. `grants` are the ways in: "browser"; "service_account", with a Google
    key file in the secret field of that name (whom it acts for in the config field `subject`); "client_credentials", for a
    connection that nobody signed in, where `client_id` and `client_secret` are all it takes.
    """

    authorize: str
    token: str
    scopes: tuple[str, ...] = ()
    extra: Mapping[str, str] = field(default_factory=dict)
    redirect: str = "http://127.0.0.1:0/"
    needs_secret: bool = False
    documentation: str = ""
    grants: tuple[str, ...] = ("browser",)


@dataclass(frozen=True, slots=True)
class Document:
    """Where a fact about a destination comes from, and when it was read there (ISO date)."""

    title: str
    url: str
    read: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """A destination type. `icon` names a pictogram in resources/icons, `tint` one of the palette's tile tints."""

    type: str
    title: str
    summary: str
    icon: str
    tint: str
    config: tuple[ConfigField, ...] = ()
    objects: tuple[ObjectSpec, ...] = ()
    limits: Limits = field(default_factory=Limits)
    payload: str = "json"
    """"json": batches carry each record as JSON text too; "columns": typed columns only; "texts": JSON texts, and of the
    columns the key's alone, for those who never look at the others."""
    keywords: str = ""
    documentation: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)
    sign_in: OAuth | None = None
    """Signing in by the browser, offered beside a pasted credential where both are possible."""
    credential_help: str = ""
    """How to get the credential and which scopes it needs, as steps for the user."""
    cost: str = ""
    """What a sync costs or counts against there, for the plan's estimate."""
    never: tuple[str, ...] = ()
    """Calls that are never made, as patterns of "METHOD /path?query" with * for anything; refused before the socket."""
    unverified: tuple[str, ...] = ()
    """What is coded here but was not found in the vendor's own documents, a sentence each."""
    documents: tuple[Document, ...] = ()
    group: str = "own"
    """Where it stands among the others: advertising | marketing | sales | files (and databases) | own."""
    extra: str = ""
    """The package's extra that it needs ("" = always there)."""
    needs: tuple[str, ...] = ()
    """The modules that tell whether that is installed."""

    @property
    def secret_fields(self) -> tuple[ConfigField, ...]:
        return tuple(f for f in self.config if f.secret)
