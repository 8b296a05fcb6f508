"""Model types to JSON and back, and the one canonical form in which JSON is hashed (RFC 8785)."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Hashable, Mapping
from datetime import UTC, date, datetime
from enum import Enum
from functools import cache
from typing import Any, TypeVar, cast

import rfc8785
from pydantic import TypeAdapter

T = TypeVar("T")


def to_json(value: object) -> Any:
    """`value` as plain JSON data: dict, list, str, int, float, bool, None.

    Dataclasses become dicts in the order of their fields, enums their values, dates "2017-03-17", times
    "2017-03-17T08:24:00Z" (they must carry a time zone), tuples lists. Raises TypeError for anything else: sets,
    for one, have no order.
    """
    match value:
        case None | bool():
            return value
        case Enum():
            return value.value
        case str() | int() | float():
            return value
        case datetime():
            return _instant(value)
        case date():
            return value.isoformat()
        case Mapping():
            return {_key(key): to_json(one) for key, one in value.items()}
        case list() | tuple():
            return [to_json(one) for one in value]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {name: to_json(getattr(value, name)) for name in _fields(type(value))}
    raise TypeError(f"{type(value).__name__} has no JSON form in a book")


def from_json(type_: type[T], data: object) -> T:
    """`data` (plain JSON data) as a value of `type_`, checked strictly: no text for a number, no 31 February.

    Raises pydantic.ValidationError, which is a ValueError; whoever knows the file and the line turns it into a
    finding. Unknown keys are left aside: `unknown_keys` names them.
    """
    return from_bytes(type_, json.dumps(data).encode())


def from_bytes(type_: type[T], text: bytes | str) -> T:
    """The same as `from_json`, of JSON that has not been parsed yet."""
    adapter: TypeAdapter[T] = _adapter(cast(Hashable, type_))
    return adapter.validate_json(text, strict=True)


def unknown_keys(type_: type, data: Mapping[str, Any]) -> list[str]:
    """The keys of `data`, sorted, that are no field of the dataclass `type_`."""
    return sorted(data.keys() - set(_fields(type_)))


def canonical(data: object) -> bytes:
    """`data` (plain JSON data) as RFC 8785 writes it, so that equal data have equal bytes and equal hashes.

    Raises rfc8785.CanonicalizationError, a ValueError, for what I-JSON cannot hold: whole numbers beyond 2**53,
    NaN, infinities, lone surrogates, keys that are not text.
    """
    return rfc8785.dumps(data)  # type: ignore[arg-type]  # it checks what its type cannot say of plain data


@cache
def _adapter(type_: Any) -> TypeAdapter[Any]:
    return TypeAdapter(type_)


@cache
def _fields(type_: Any) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(type_))


def _instant(value: datetime) -> str:
    if value.tzinfo is None:
        raise TypeError("a time without a zone says nothing: give it in UTC")
    return value.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _key(key: object) -> str:
    if isinstance(key, Enum):
        key = key.value
    if not isinstance(key, str):
        raise TypeError(f"{key!r} cannot be a key in JSON")
    return key
