"""Links into the program, `census-desktop://segment/High%20value`: which thing to show. A link only ever shows something;
what it names is looked up as a whole, by id or by exact name, and never taken for a path, a command or a query."""

from __future__ import annotations

import re
from dataclasses import dataclass

from census_desktop.domain.errors import ConfigError

SCHEME = "census-desktop"
KINDS = ("segment", "sync", "run", "dataset", "destination", "settings")
LONGEST = 1000
_LONGEST_NAME = 300
_FORM = re.compile(rf"{SCHEME}://(?P<kind>[a-z]+)/(?P<name>[^/?#&=\\\s]+)/?", re.IGNORECASE)
_PLAIN_ID = re.compile(r"[a-z][a-z0-9-]{0,39}")


class LinkError(ConfigError):
    """A link that is refused."""

    title = "This link cannot be opened"

    def __init__(self, message: str) -> None:
        hint = f"Links look like {SCHEME}://segment/NAME, with one of {', '.join(KINDS)}."
        super().__init__(message, kept="Nothing was opened or changed.", hint=hint)


@dataclass(frozen=True, slots=True)
class Link:
    """`name` is an id or an exact name; of `settings`, the id of a card."""

    kind: str
    name: str

    def __str__(self) -> str:
        from urllib.parse import quote

        return f"{SCHEME}://{self.kind}/{quote(self.name, safe='')}"


def is_link(text: str) -> bool:
    """Whether this means to be a link of ours, well-formed or not."""
    return text[: len(SCHEME) + 1].lower() == f"{SCHEME}:"


def parse(text: str) -> Link:
    """Raises LinkError. The text itself is not repeated in it: it may come from anywhere."""
    if len(text) > LONGEST:
        raise LinkError("The link is too long.")
    found = _FORM.fullmatch(text)
    if found is None:
        raise LinkError("The link has parts that links of this program do not have.")
    kind = found["kind"].lower()
    if kind not in KINDS:
        raise LinkError("The link names a kind of thing that this program does not know.")
    name = _decoded(found["name"])
    if kind == "settings" and not _PLAIN_ID.fullmatch(name):
        raise LinkError("The link names no card of the settings.")
    return Link(kind, name)


def _decoded(text: str) -> str:
    from urllib.parse import unquote_to_bytes

    if re.search(r"%(?![0-9A-Fa-f]{2})", text):
        raise LinkError("The link is not well-formed: a % stands alone.")
    try:
        name = unquote_to_bytes(text).decode("utf-8")
    except UnicodeDecodeError as error:
        raise LinkError("The link is not well-formed: it is not UTF-8.") from error
    if not name.strip() or len(name) > _LONGEST_NAME or not name.isprintable():
        raise LinkError("The link's name is empty, too long, or has characters that names cannot have.")
    return name
