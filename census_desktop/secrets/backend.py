"""Which keyring may be trusted with a credential."""

from __future__ import annotations

import sys
from typing import Any

_REFUSED_MODULES = ("keyring.backends.fail", "keyring.backends.null", "keyrings.alt", "keyrings.cryptfile")

_NAMES = {
    "keyring.backends.SecretService": "the Secret Service (GNOME Keyring, KWallet or KeePassXC)",
    "keyring.backends.libsecret": "the Secret Service (GNOME Keyring, KWallet or KeePassXC)",
    "keyring.backends.kwallet": "KWallet",
    "keyring.backends.macOS": "the macOS Keychain",
    "keyring.backends.Windows": "Windows Credential Manager",
}


def trusted_backend() -> Any | None:
    """The keyring of this computer; None when there is none that may be used. May wait on the session bus.

    Refused are those of lower trust (priority below 1), among them files in plain text: `keyrings.alt`, merely installed,
    becomes the chosen one on a computer without a session bus. A packaged program also ignores PYTHON_KEYRING_BACKEND and
    keyringrc.cfg, which can name any class.
    """
    import keyring
    from keyring.backend import get_all_keyring

    if getattr(sys, "frozen", False):
        return _best(get_all_keyring())
    chosen = keyring.get_keyring()
    if _is_chain(chosen):
        return _best(chosen.backends)
    return chosen if _is_trusted(chosen) else None


def name_of(backend: Any) -> str:
    """What the user calls it."""
    return _NAMES.get(type(backend).__module__, str(backend.name))


def _best(backends: list[Any]) -> Any | None:
    trusted = [b for b in backends if not _is_chain(b) and _is_trusted(b)]
    return max(trusted, key=lambda b: float(b.priority), default=None)


def _is_chain(backend: Any) -> bool:
    """A chain writes to its first member that does not refuse: that one is looked at instead."""
    from keyring.backends.chainer import ChainerBackend

    return isinstance(backend, ChainerBackend)


def _is_trusted(backend: Any) -> bool:
    kind = type(backend)
    return not kind.__module__.startswith(_REFUSED_MODULES) and "Plaintext" not in kind.__name__ and backend.priority >= 1
