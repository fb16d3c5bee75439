"""Bytes to messages and back: JSON by pydantic, packed with zstandard, both with a cap."""

from collections.abc import Sequence
from copy import deepcopy
from typing import Any, TypeVar

import zstandard
from pydantic import TypeAdapter, ValidationError
from pydantic_core import SchemaValidator

T = TypeVar("T")
MAX_ANSWER = 64 * 2**20
"""Bytes an unpacked answer may have (1,500 persons are about 2 MB)."""
MAX_VALUES = 1_500_000
"""Commas an answer may have: a bucket of 500,000 persons has some 600,000."""
COLLECTIONS = frozenset({"list", "tuple", "set", "frozenset", "dict"})
MAX_REQUEST = 2 * 2**20
"""Bytes an unpacked request may have: 500 operations are under 1 MiB."""


class Malformed(ValueError):
    """The bytes are not what they should be: cut off, too large, or another shape."""


_adapters: dict[Any, TypeAdapter[Any]] = {}
_readers: dict[Any, SchemaValidator] = {}


def adapter(kind: Any) -> TypeAdapter[Any]:
    """One compiled adapter per type; building one costs milliseconds."""
    found = _adapters.get(kind)
    if found is None:
        found = _adapters[kind] = TypeAdapter(kind)
    return found


def _reader(kind: Any) -> SchemaValidator:
    """As adapter(), but it gives up at the first fault of a list: told of each of a million, it
    would take gigabytes (measured).
    """
    found = _readers.get(kind)
    if found is None:
        schema = deepcopy(adapter(kind).core_schema)
        _give_up_early(schema)
        found = _readers[kind] = SchemaValidator(schema)
    return found


def _give_up_early(schema: Any) -> None:
    if isinstance(schema, dict):
        if schema.get("type") in COLLECTIONS:
            schema["fail_fast"] = True
        schema = tuple(schema.values())
    if isinstance(schema, list | tuple):
        for part in schema:
            _give_up_early(part)


def dump(value: object, kind: type[T] | None = None) -> bytes:
    return adapter(kind or type(value)).dump_json(value)


def dump_filled(value: object, name: str, ready: Sequence[str]) -> bytes:
    """dump() of a value whose list `name` is empty, with these JSON texts in it instead."""
    body, empty = dump(value), f'"{name}":[]'.encode()
    head, _, tail = body.partition(empty)
    return b"".join((head, empty[:-1], ",".join(ready).encode(), b"]", tail))


def load(kind: type[T], data: bytes | str) -> T:
    """Raises Malformed, without quoting the data: it may hold personal fields."""
    try:
        value: T = adapter(kind).validate_json(data)
    except ValidationError as error:
        raise Malformed(f"{kind.__name__}: {error.error_count()} faults") from None
    return value


def load_foreign(kind: type[T], data: bytes) -> T:
    """load() of what a broken or hostile server may have said: a number in quotes is no number,
    and more values than any answer has are not even looked at. Raises Malformed.
    """
    if data.count(b",") > MAX_VALUES:
        raise Malformed(f"{kind.__name__}: too many values")
    try:
        value: T = _reader(kind).validate_json(data, strict=True)
    except ValidationError:
        raise Malformed(f"{kind.__name__}: faulty") from None
    return value


def pack(data: bytes) -> bytes:
    """One zstandard frame with size and checksum, so that a cut is always noticed."""
    return zstandard.ZstdCompressor(level=3, write_checksum=True).compress(data)


def unpack(data: bytes, limit: int) -> bytes:
    """Raises Malformed on anything but one whole frame of at most `limit` bytes."""
    try:
        size = zstandard.frame_content_size(data)
        if not 0 <= size <= limit:
            raise Malformed("frame size")
        one = zstandard.ZstdDecompressor()
        return one.decompress(data, max_output_size=limit, allow_extra_data=False)
    except zstandard.ZstdError:
        raise Malformed("frame") from None
