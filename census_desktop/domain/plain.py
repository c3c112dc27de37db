"""Reading plain data: the checks that every form shares, each refusing with the path of the bad value."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from census_desktop.domain.errors import ConfigError

Ref = Callable[[str], str]
"""Translates a reference: a name to an id or back."""


class PlainError(ConfigError):
    """A value that cannot be read; `path` says where it stands, as in where.all[1].op."""

    def __init__(self, path: str, message: str, *, hint: str = "") -> None:
        super().__init__(f"{path}: {message}" if path else message, hint=hint)
        self.path = path
        self.reason = message


def same(ref: str) -> str:
    return ref


def check_keys(data: Any, path: str, required: Sequence[str] = (), optional: Sequence[str] = ()) -> Mapping[str, Any]:
    """The mapping itself, if it has these keys and no others."""
    if not isinstance(data, Mapping):
        raise PlainError(path, f"expected keys and values, found {type_name(data)}")
    known = (*required, *optional)
    for key in data:
        if key not in known:
            raise PlainError(
                f"{path}.{key}" if path else str(key), f"unknown key “{key}”", hint=f"Valid here: {', '.join(known)}."
            )
    for key in required:
        if key not in data:
            raise PlainError(path, f"“{key}” is missing")
    return data


def text(data: Any, path: str, *, empty: bool = False) -> str:
    if not isinstance(data, str):
        raise PlainError(path, f"expected text, found {type_name(data)}")
    if not data.strip() and not empty:
        raise PlainError(path, "must not be empty")
    return data


def integer(data: Any, path: str, *, least: int | None = None) -> int:
    if isinstance(data, bool) or not isinstance(data, int):
        raise PlainError(path, f"expected a whole number, found {type_name(data)}")
    if least is not None and data < least:
        raise PlainError(path, f"must be {least} or more")
    return data


def boolean(data: Any, path: str) -> bool:
    if not isinstance(data, bool):
        raise PlainError(path, f"expected true or false, found {type_name(data)}")
    return data


def choice(data: Any, path: str, valid: Sequence[str]) -> str:
    if not isinstance(data, str) or data not in valid:
        raise PlainError(path, f"“{data}” is not known here", hint=f"Valid here: {', '.join(valid)}.")
    return data


def items(data: Any, path: str) -> list[Any]:
    if not isinstance(data, list | tuple):
        raise PlainError(path, f"expected a list, found {type_name(data)}")
    return list(data)


def resolved(ref: Ref, data: Any, path: str) -> str:
    """What a reference stands for; a name that is not known is a refusal with its path."""
    name = text(data, path)
    try:
        return ref(name)
    except ConfigError as error:
        raise PlainError(path, error.message, hint=error.hint) from error


def type_name(data: Any) -> str:
    if data is None:
        return "nothing"
    names = {bool: "true or false", int: "a number", float: "a number", str: "text", list: "a list", dict: "keys and values"}
    return names.get(type(data), type(data).__name__)
