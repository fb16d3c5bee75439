"""The messages of protocol 1. docs/protocol.md says what each means and when it is sent."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, Base64Bytes, FailFast, Field

from ciie_admin.domain.actors import Actor
from ciie_admin.domain.commands import Command
from ciie_admin.domain.edition import Edition
from ciie_admin.domain.places import Place
from ciie_admin.wire.sound import SoundPerson, SoundQuota, SoundUnit, sound_command

PROTOCOL = 1
OLDEST = 0
"""Of this protocol and later ones the server still takes operations, but sends no records."""
PAGE_OPERATIONS = 500
"""Operations one exchange may carry up."""
PAGE_CHANGES = 500
"""Changes of an ordinary page down."""
PAGE_FIRST = 1_500
"""Changes of a page while a first download runs."""
PRESENT_MOST = 200
"""Colleagues named in one answer."""
PAGE_THUMBNAILS = 200
"""Thumbnails one request may ask for."""

SubjectKind = Literal["unit", "person"]
"""Of records that people decide on."""
DecidedKind = Literal["unit", "person", "photo"]
"""Of what they decide on: the photo of a person has the person's id and a verdict of its own."""
WishKind = Literal["unit", "person", "photo", "quota"]
"""Of what they want something of: also an account of free badges, where nothing is judged."""
RecordKind = Literal["edition", "place", "unit", "person", "quota"]
Id = Annotated[int, Field(ge=1, le=2**63 - 1)]
Count = Annotated[int, Field(ge=0, le=2**63 - 1)]
"""Also a place in the feed."""
Digest = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
Stamp = Annotated[str, Field(pattern="^[0-9a-f]{0,32}$")]
"""Another one whenever somebody comes, moves on or lets go; empty for nobody."""
TaggedCommand = Annotated[Command, Field(discriminator="kind"), AfterValidator(sound_command)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What an operation is about: a record, a quota account, a place, or the edition as a whole.

    The id of an account is made of node and label: it may be named before anything was moved there.
    """

    kind: WishKind | Literal["place", "edition"]
    id: Id


def record_kind(kind: DecidedKind) -> SubjectKind:
    """Of the record that a decision of this kind is about."""
    return "person" if kind == "photo" else kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """A command made unmistakable. `id` (UUIDv7) never changes; order never depends on it."""

    id: UUID
    subject: Subject
    command: TaggedCommand
    author: Id
    """Account that made it; the server also checks the session."""
    device: UUID
    n: Annotated[int, Field(ge=1)]
    """Per-device counter, set when first sent, without gaps."""
    at: datetime
    """When it was made, by the maker's clock; for the record only, never for order or rights."""
    seen: Annotated[str, Field(max_length=64)]
    """Fingerprint of the row as it stood at the click."""
    batch: UUID
    """The act it belongs to; a single click is a batch of one."""
    after: Annotated[tuple[UUID, ...], FailFast()] = ()
    """Operations it rests on: if one was refused, so is this."""
    resolves: UUID | None = None
    """The conflict this operation settles."""
    basis: UUID | None = None
    """The operation that named on whose word this one is made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictAccepted:
    id: UUID
    seq: Count
    """Feed position of its effect; the overlay may fall once the mirror has reached it."""
    version: Id
    """Version of the subject after it."""
    kind: Literal["accepted"] = "accepted"


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictRefused:
    id: UUID
    code: str
    facts: Mapping[str, str] = field(default_factory=dict)
    kind: Literal["refused"] = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictConflict:
    """What was judged has changed since. The client holds base and mine; theirs is in the feed."""

    id: UUID
    version: Id
    seen: str
    kind: Literal["conflict"] = "conflict"


Verdict = Annotated[VerdictAccepted | VerdictRefused | VerdictConflict, Field(discriminator="kind")]


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionChange:
    seq: Count
    id: Id
    record: Edition
    kind: Literal["edition"] = "edition"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceChange:
    seq: Count
    id: Id
    record: Place
    kind: Literal["place"] = "place"


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitChange:
    seq: Count
    id: Id
    record: SoundUnit
    kind: Literal["unit"] = "unit"


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonChange:
    seq: Count
    id: Id
    record: SoundPerson
    kind: Literal["person"] = "person"


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotaChange:
    seq: Count
    id: Id
    record: SoundQuota
    kind: Literal["quota"] = "quota"


@dataclass(frozen=True, slots=True, kw_only=True)
class Removal:
    """The record has left the caller's sight. Deletion is never inferred from absence."""

    seq: Count
    id: Id
    of: RecordKind
    kind: Literal["removal"] = "removal"


Change = Annotated[
    EditionChange | PlaceChange | UnitChange | PersonChange | QuotaChange | Removal,
    Field(discriminator="kind"),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Present:
    """某某正在办理: somebody else has this unit or person open. Said, never stored."""

    subject: Subject
    name: Annotated[str, Field(max_length=200)]
    since: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """One request: what this device wants, and how far its mirror has come."""

    protocol: Annotated[int, Field(ge=OLDEST, le=PROTOCOL)] = PROTOCOL
    device: UUID
    epoch: str = ""
    grants: str = ""
    """Stamp under which `cursor` was made; another one makes the server start from 0."""
    cursor: Annotated[int, Field(ge=0)] = 0
    remaining: Count = 0
    """As the last answer said: the server need not count anew what is still to come."""
    limit: Annotated[int, Field(ge=1, le=PAGE_FIRST)] = PAGE_CHANGES
    operations: Annotated[tuple[Operation, ...], Field(max_length=PAGE_OPERATIONS), FailFast()] = ()
    at: Subject | None = None
    """The unit or person open on this device now; nothing is claimed without."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Verdicts in the order of the operations, then one page of changes in order of `seq`."""

    epoch: str
    grants: str
    restart: bool
    """The mirror must be dropped before these changes are stored: the page starts from 0."""
    verdicts: Annotated[tuple[Verdict, ...], Field(max_length=PAGE_OPERATIONS)]
    changes: Annotated[tuple[Change, ...], Field(max_length=PAGE_FIRST)]
    cursor: Count
    """Last seq of a full page, else `head`."""
    head: Count
    remaining: Count
    """Changes still to come after this page, for the progress bar: 0 exactly at the end, in
    between without those that came while the pages were fetched.
    """
    removals: Count = 0
    """Of this page and those to come, where some are; not counted in a first download."""
    time: datetime
    present: Annotated[tuple[Present, ...], Field(max_length=PRESENT_MOST), FailFast()] = ()
    """On other devices, in the caller's sight; not said in a first download."""
    presence: Stamp = ""
    """For the next wait."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Thumbnails:
    """Wanted pictures by SHA-256 of the original; those not in the caller's sight are left out."""

    digests: Annotated[tuple[Digest, ...], Field(max_length=PAGE_THUMBNAILS), FailFast()]


@dataclass(frozen=True, slots=True, kw_only=True)
class Thumbnail:
    """`jpeg` is base64 in JSON, 96 x 128 px."""

    digest: str
    jpeg: Base64Bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """Answer to Thumbnails."""

    thumbnails: tuple[Thumbnail, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hello:
    """What a start page may know before anyone signed in."""

    protocol: int
    edition: str
    edition_en: str
    hotline: str
    time: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """Answer of a wait: carries no data, it only wakes the client."""

    head: Count
    presence: Stamp = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignIn:
    login: Annotated[str, Field(min_length=1, max_length=64)]
    password: Annotated[str, Field(min_length=1, max_length=256)]
    device: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    token: str
    """For requests; ends after some minutes."""
    refresh: str = ""
    """For new tokens, once."""
    actor: Actor
    edition: int
    time: datetime
    recovery_key: str = ""
    """X25519 public key (base64) that journals are sealed to."""
    recovery_proof: str = ""
    """What a journal's lines show to be this device's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Body of every answer that is not 2xx: a code of resources/words.toml and its facts."""

    code: str
    facts: Mapping[str, str] = field(default_factory=dict)
