"""Channels: where alerts go. Desktop, e-mail, webhook and Slack; settings in the workspace, credentials in the keyring."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from census_desktop.domain.alerts import NONE, Notice
from census_desktop.domain.errors import CensusError, ConfigError, NotFoundError
from census_desktop.domain.manifest import ConfigField
from census_desktop.domain.model import new_id
from census_desktop.domain.ports import CancelToken, Catalog, Clock, Secrets
from census_desktop.domain.rows import Kind
from census_desktop.usecases.changes import Changes

SETTING = "alert_channels"
TROUBLE = "alert_trouble:"
"""Settings that say why a channel's last alert did not arrive: apart, so that no program puts old channels back with it."""
DESKTOP = "desktop"
SECONDS = 20.0
"""How long a mail server or a receiver may take."""


@dataclass(frozen=True, slots=True)
class ChannelType:
    """A kind of channel as data: its words, and the fields of its form."""

    type: str
    title: str
    config: tuple[ConfigField, ...] = ()

    @property
    def secret_fields(self) -> tuple[ConfigField, ...]:
        return tuple(f for f in self.config if f.secret)

    @property
    def plain_fields(self) -> tuple[ConfigField, ...]:
        return tuple(f for f in self.config if not f.secret)


_TYPES = (
    ChannelType(DESKTOP, "Desktop notification"),
    ChannelType(
        "email",
        "E-mail",
        (
            ConfigField("host", "Mail server", "As your mail provider names it for sending (SMTP).", required=True),
            ConfigField("port", "Port", kind="number", default=587, least=1, most=65535, whole=True),
            ConfigField(
                "tls", "Encryption", "STARTTLS is usual on port 587, TLS on 465.", kind="choice", default="starttls",
                choices=("starttls", "tls", "none"),
            ),
            ConfigField("user", "User"),
            ConfigField("password", "Password", "Kept in the system's keyring.", secret=True),
            ConfigField("sender", "From", required=True),
            ConfigField("to", "To", "Addresses, separated by commas.", required=True),
        ),
    ),
    ChannelType(
        "webhook",
        "Webhook",
        (
            ConfigField("url", "Address", required=True, placeholder="https://"),
            ConfigField("signing_key", "Signing key", "Signs each message in X-Signature (HMAC-SHA256).", secret=True),
        ),
    ),
    ChannelType(
        "slack",
        "Slack",
        (ConfigField("url", "Webhook address", "Of an incoming webhook; it is a credential.", required=True, secret=True),),
    ),
)  # fmt: skip
TYPES: Mapping[str, ChannelType] = {t.type: t for t in _TYPES}


@dataclass(frozen=True, slots=True)
class Channel:
    """Where alerts go. `stored` names the credentials that are in the keyring; `trouble` says why the last alert did not
    arrive."""

    id: str
    name: str
    type: str
    config: Mapping[str, Any] = field(default_factory=dict)
    stored: tuple[str, ...] = ()
    trouble: str = ""


THIS_DESKTOP = Channel(DESKTOP, "Desktop", DESKTOP)
"""There from the start; it can be removed like the others."""


class Channels:
    """The workspace's channels. May wait on disk, keyring and network: not for the GUI thread."""

    def __init__(self, catalog: Catalog, secrets: Secrets, changes: Changes, clock: Clock) -> None:
        self._catalog = catalog
        self._secrets = secrets
        self._changes = changes
        self._clock = clock
        self.opened: Callable[[Notice, str], None] | None = None
        """Called in a thread of ours when a desktop's notification is clicked, with the token of the click. None: no click."""

    def all(self) -> tuple[Channel, ...]:
        kept = self._catalog.setting(SETTING)
        found = tuple(_channel(plain) for plain in json.loads(kept)) if kept else (THIS_DESKTOP,)
        return tuple(replace(c, trouble=self._catalog.setting(TROUBLE + c.id)) for c in found if c.type in TYPES)

    def get(self, ref: str) -> Channel:
        """By name or id. Raises NotFoundError."""
        found = next((c for c in self.all() if ref in (c.name, c.id)), None)
        if found is None:
            names = ", ".join(f"“{c.name}”" for c in self.all()) or "none"
            raise NotFoundError(f"There is no alert channel “{ref}”.", kept="Nothing was changed.", hint=f"There are: {names}.")
        return found

    def name_of(self, id_: str) -> str:
        """ "" when there is none."""
        return next((c.name for c in self.all() if c.id == id_), "")

    def save(self, channel: Channel, secrets: Mapping[str, str] | None = None) -> Channel:
        """Insert or update; a channel without an id gets one. `secrets` go to the keyring first."""
        self.check(channel)
        channel = replace(channel, id=channel.id or new_id(), name=channel.name.strip(), trouble="")
        if secrets:
            stored = tuple(dict.fromkeys((*channel.stored, *secrets)))
            kept = self._secrets.get(channel.id) if channel.stored else {}
            self._secrets.set(channel.id, {**kept, **secrets})
            channel = replace(channel, stored=stored)
        self.set_trouble(channel.id, "")
        channels = self.all()
        others = tuple(channel if c.id == channel.id else c for c in channels)
        self._keep(others if channel in others else (*others, channel))
        return channel

    def remove(self, ref: str) -> None:
        channel = self.get(ref)
        self._keep(tuple(c for c in self.all() if c.id != channel.id))
        self.set_trouble(channel.id, "")
        if channel.stored:
            self._secrets.delete(channel.id)

    def set_trouble(self, id_: str, trouble: str) -> None:
        """Remember why an alert did not arrive, or ("") that all is well."""
        if self._catalog.setting(TROUBLE + id_) != trouble:
            self._catalog.set_setting(TROUBLE + id_, trouble)
            self._changes.publish(Kind.SETTINGS)

    def _keep(self, channels: tuple[Channel, ...]) -> None:
        plain = [
            {"id": c.id, "name": c.name, "type": c.type, "config": dict(c.config), "stored": list(c.stored)} for c in channels
        ]
        self._catalog.set_setting(SETTING, json.dumps(plain, ensure_ascii=False))
        self._changes.publish(Kind.SETTINGS)

    def check(self, channel: Channel) -> None:
        """Raises ConfigError; faults of settings are listed as forms read them: “field” what is wrong; …"""
        kept = "Nothing was changed."
        if channel.type not in TYPES:
            raise ConfigError(f"“{channel.type}” is no kind of channel.", kept=kept, hint=f"Known: {', '.join(TYPES)}.")
        if not channel.name.strip():
            raise ConfigError("The channel has no name.", kept=kept, hint="Give it one.")
        if any(c.name == channel.name.strip() and c.id != channel.id for c in self.all()):
            raise ConfigError(f"There is already a channel “{channel.name.strip()}”.", kept=kept, hint="Choose another name.")
        fields = {f.name: f for f in TYPES[channel.type].plain_fields}
        if unknown := sorted(set(channel.config) - set(fields)):
            valid = ", ".join(fields) or "none"
            raise ConfigError(
                f"A channel of this type has no setting {', '.join(unknown)}.", kept=kept, hint=f"Valid: {valid}."
            )
        faults = [f"“{f.name}” {what}" for f in fields.values() if (what := _fault(f, channel.config.get(f.name)))]
        if channel.type == "email" and channel.config.get("tls") == "none" and _gives_away(channel.config):
            faults.append("“tls” is needed where there is a user: the password would travel readable by anybody")
        if faults:
            title = TYPES[channel.type].title
            raise ConfigError(f"{title}: {'; '.join(faults)}.", kept=kept, hint="Change these settings.")

    # Send -----------------------------------------------------------------------------------------------------------

    def send(self, channel: Channel, notice: Notice, cancel: CancelToken) -> bool:
        """One try; raises CensusError in plain words. False where there is no desktop to show it on."""
        from census_desktop.notify.message import Message

        message = Message(notice.title, _text(notice), as_json(notice))
        if channel.type == DESKTOP:
            from census_desktop.notify.desktop import show

            opened = self.opened
            return show(Message(notice.title, notice.text), None if opened is None else lambda token: opened(notice, token))
        secrets = self._secrets.get(channel.id, in_keyring=bool(channel.stored))
        if channel.type == "email":
            from census_desktop.notify.mail import send_mail

            config = {f.name: channel.config.get(f.name, f.default) for f in TYPES["email"].plain_fields}
            send_mail(config, secrets.get("password", ""), message, cancel, SECONDS)
            return True
        from census_desktop.notify.post import Way, post_data, post_to_slack

        way = Way(channel.name, self._clock, cancel, SECONDS)
        if channel.type == "slack":
            post_to_slack(secrets.get("url", ""), message, way)
        else:
            post_data(str(channel.config["url"]), secrets.get("signing_key", ""), message, way)
        return True


def _channel(plain: Mapping[str, Any]) -> Channel:
    return Channel(plain["id"], plain["name"], plain["type"], plain.get("config", {}), tuple(plain.get("stored", ())))


def _gives_away(config: Mapping[str, Any]) -> bool:
    return bool(config.get("user")) and config.get("host") not in ("localhost", "127.0.0.1", "::1")


def _fault(field_: ConfigField, value: Any) -> str:
    """What is wrong with a setting, "" for nothing."""
    if value in (None, ""):
        return "is missing" if field_.required else ""
    if field_.kind == "choice":
        return "" if value in field_.choices else f"has to be one of {', '.join(field_.choices)}"
    if field_.kind == "number":
        fits = isinstance(value, int) and not isinstance(value, bool) and (field_.least or 0) <= value <= (field_.most or value)
        return "" if fits else f"has to be a number from {field_.least:.0f} to {field_.most:.0f}"
    if not isinstance(value, str) or not value.strip() or not value.isprintable():
        return "has to be a line of text"
    if field_.name == "url":
        from census_desktop.destinations._http import check_url

        try:
            check_url(value)
        except ConfigError as error:
            return f"is no address that can be used: {error.message.rstrip('.')}"
    return ""


def _text(notice: Notice) -> str:
    when = f"{notice.at:%Y-%m-%d %H:%M} UTC"
    return f"{notice.text}\n\n{when}" if notice.kind == NONE else f"{notice.text}\n\nRun {notice.run_id[:8]}, {when}"


def as_json(notice: Notice) -> dict[str, Any]:
    """What a webhook gets."""
    if notice.kind == NONE:
        what = "alert.test"
    else:
        what = f"sync.{notice.kind}" if notice.state == "passing" else f"sync.alert.{notice.state}"
    return {
        "event": what,
        "alert": notice.kind,
        "sync": notice.sync,
        "sync_id": notice.sync_id,
        "run": notice.run_id,
        "text": notice.text,
        "at": notice.at.isoformat(),
    }


def why(error: CensusError) -> str:
    """What is shown of a channel's trouble."""
    return " ".join(part for part in (error.message, error.hint) if part)
