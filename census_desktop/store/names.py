"""Names of things: what may be one, and the key by which lists sort and search."""

from __future__ import annotations

import unicodedata

from census_desktop.domain.errors import ConfigError

LONGEST = 200

_REFUSED = frozenset({"Cc", "Cs", "Zl", "Zp"})
_REORDERING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Bidirectional controls: they let a name look like another one."""


def one_form(name: str) -> str:
    """Trimmed and composed (NFC), so that the same name typed on a Mac and on Windows is the same text."""
    return unicodedata.normalize("NFC", name.strip())


def checked_name(name: str, word: str) -> str:
    """The name in its one form, or ConfigError. `word` is what the thing is called: "segment"."""
    if any(unicodedata.category(c) in _REFUSED or c in _REORDERING for c in name.strip()):
        raise ConfigError(
            f"The name of this {word} has a line break, a tab or another control character.",
            kept="Nothing was changed.",
            hint="Type the name without it; letters of any script, quotes and emoji are fine.",
        )
    name = one_form(name)
    if not name:
        raise ConfigError(f"The {word} has no name.", kept="Nothing was changed.", hint="Give it a name.")
    if len(name) > LONGEST:
        raise ConfigError(
            f"The name of this {word} has {len(name):,} characters; {LONGEST} are allowed.",
            kept="Nothing was changed.",
            hint="Shorten it.",
        )
    return name


def name_key(name: str) -> str:
    """What lists sort and search by: case and accents do not matter ("Ärzte" stands beside "Arzt", "cafe" finds "Café").

    Only marks of European scripts are dropped; in others (Devanagari, Hebrew …) they are part of the letter.
    """
    apart = unicodedata.normalize("NFKD", name).casefold()
    return unicodedata.normalize("NFC", "".join(c for c in apart if not "\u0300" <= c <= "\u036f"))
