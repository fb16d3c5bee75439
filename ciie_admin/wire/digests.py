"""How two sides find out, without sending the records, whether they hold the same ones."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import md5
from typing import Annotated, Literal

from pydantic import Field

from ciie_admin.wire.messages import Count
from ciie_admin.wire.sound import SoundPerson, SoundQuota, SoundUnit

BUCKETS = 64
"""Of each kind of record."""
WORD = 2**64
DoubtKind = Literal["unit", "person", "quota"]
"""Of records that are compared."""
Bucket = Annotated[int, Field(ge=0, lt=BUCKETS)]
Sum = Annotated[str, Field(pattern="^[0-9a-f]{16}$")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How far a mirror has come: what is compared must be of the same moment."""

    epoch: Annotated[str, Field(max_length=64)]
    grants: Annotated[str, Field(max_length=64)]
    cursor: Count
    kinds: Annotated[tuple[DoubtKind, ...], Field(max_length=3)] = ("unit", "person")
    """Which ones this mirror holds; a client of before does not say so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BucketSum:
    """`sum` is that of row_hash() over its records, modulo 2^64, in 16 hexadecimal digits."""

    count: Count
    sum: Sum


@dataclass(frozen=True, slots=True, kw_only=True)
class KindSums:
    """All buckets of one kind, by number."""

    kind: DoubtKind
    buckets: Annotated[tuple[BucketSum, ...], Field(min_length=BUCKETS, max_length=BUCKETS)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Digests:
    """What the server holds in the caller's sight. Only comparable if `same` is true."""

    same: bool
    """Epoch and grants are those of the request, and nothing in sight changed since its cursor."""
    head: Count
    kinds: tuple[KindSums, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AskBucket:
    standing: Standing
    kind: DoubtKind
    bucket: Bucket


@dataclass(frozen=True, slots=True, kw_only=True)
class BucketRecords:
    """Every record of one bucket in sight: here, and only here, absence means something."""

    same: bool
    head: Count
    kind: DoubtKind
    units: tuple[SoundUnit, ...] = ()
    persons: tuple[SoundPerson, ...] = ()
    quotas: tuple[SoundQuota, ...] = ()


def bucket_of(number: int) -> int:
    """By the last six bits of the first byte of MD5 over the decimal digits of the id."""
    return md5(b"%d" % number, usedforsecurity=False).digest()[0] % BUCKETS


def row_hash(number: int, version: int) -> int:
    """The first eight bytes of MD5 over `id:version` in decimal digits, highest first."""
    said = md5(b"%d:%d" % (number, version), usedforsecurity=False).digest()
    return int.from_bytes(said[:8], "big")


def sums(rows: Iterable[tuple[int, int]]) -> tuple[BucketSum, ...]:
    """Of (id, version) pairs."""
    counts, totals = [0] * BUCKETS, [0] * BUCKETS
    for number, version in rows:
        bucket = bucket_of(number)
        counts[bucket] += 1
        totals[bucket] += row_hash(number, version)
    return tuple(
        BucketSum(count=count, sum=f"{total % WORD:016x}")
        for count, total in zip(counts, totals, strict=True)
    )
