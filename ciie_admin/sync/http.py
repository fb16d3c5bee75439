"""What a secretariat's program asks of the server, each question in its own words."""

import re
from collections.abc import Sequence
from types import NoneType
from uuid import UUID

import requests

from ciie_admin.domain.revealing import RevealPurpose
from ciie_admin.errors import Mishap
from ciie_admin.sync.answers import Wanted, always, other_version, paper, picture
from ciie_admin.sync.line import Line, Question
from ciie_admin.wire import transport
from ciie_admin.wire.digests import AskBucket, BucketRecords, Digests, Standing
from ciie_admin.wire.known import AskKnown, Known
from ciie_admin.wire.messages import (
    PAGE_THUMBNAILS,
    PROTOCOL,
    Answer,
    Exchange,
    Head,
    Hello,
    Shown,
    SignedIn,
    SignIn,
    Thumbnails,
)
from ciie_admin.wire.quotas import PAGE_LEDGER, QuotaLedger
from ciie_admin.wire.scans import HandIn
from ciie_admin.wire.sessions import FindNumber, Found, Reveal, Revealed, Session, Sessions
from ciie_admin.wire.support import UnitAccount

DIGEST = re.compile("[0-9a-f]{64}")
LEAVE_SECONDS = 2


class Office(Line):
    """What a secretariat's program asks of the server."""

    def hello(self) -> Hello:
        said = self._ask("GET", transport.HELLO, None, Hello)
        if said.protocol != PROTOCOL:
            raise other_version(str(said.protocol))
        return said

    def sign_in(self, request: SignIn) -> SignedIn:
        signed = self._ask("POST", transport.SIGN_IN, request, SignedIn)
        self.token = signed.token
        return signed

    def resume(self) -> None:
        """Online again by the kept refresh token. Raises NotAllowed("session_ended") without."""
        if self._keys is not None:
            self.token = self._keys.renew(self.token, self._refresh)

    def sign_out(self) -> None:
        """End this session; its tokens are worth nothing any more."""
        self._ask("POST", transport.SIGN_OUT, None, NoneType)

    def sessions(self) -> tuple[Session, ...]:
        """One's own that have not ended, newest first."""
        return self._ask("GET", transport.SESSIONS, None, Sessions).sessions

    def end_session(self, number: int) -> None:
        """Raises Mishap("no_such_record") if it is not one's own, or has ended."""
        self._ask("POST", f"{transport.SESSIONS}/{number}/end", None, NoneType)

    def reveal(self, person: int, purpose: RevealPurpose) -> str:
        """The full document number, never to be stored; the server writes down who looked."""
        wish = Reveal(person=person, purpose=purpose)
        return self._ask("POST", transport.REVEAL, wish, Revealed).number

    def find_number(self, number: str) -> tuple[int, ...]:
        """Ids of the persons in sight who have it; the server writes down that somebody asked."""
        return self._ask("POST", transport.FIND, FindNumber(number=number), Found).persons

    def unit_account(self, unit: int) -> UnitAccount:
        """What to tell somebody who calls for the unit. Never to be stored."""
        return self._ask("GET", f"{transport.ACCOUNTS}/{unit}", None, UnitAccount)

    def exchange(self, request: Exchange) -> Answer:
        return self._ask("POST", transport.EXCHANGE, request, Answer)

    def thumbnails(self, digests: Sequence[str]) -> dict[str, bytes]:
        """JPEG bytes of those the caller may see, at most a page of them."""
        asked = Thumbnails(digests=tuple(digests[:PAGE_THUMBNAILS]))
        shown = self._ask("POST", transport.THUMBNAILS, asked, Shown)
        return {one.digest: one.jpeg for one in shown.thumbnails}

    def original(self, digest: str, wanted: Wanted = always) -> bytes:
        """One picture as it was uploaded, checked against its digest.

        Raises Mishap("no_such_record") for one out of sight; Offline, too, once it is not `wanted`.
        """

        def reading(response: requests.Response, _kind: type[bytes]) -> bytes:
            return picture(response, digest, wanted)

        if not DIGEST.fullmatch(digest):
            raise Mishap("no_such_record")
        path = f"{transport.PHOTOS}/{digest}"
        return self._put(Question("GET", path, None, bytes, reading=reading))

    def hand_in(self, basis: UUID, content: bytes) -> None:
        """The signed paper of an accepted basis. Raises Mishap if the server will not have it."""
        wish = HandIn(basis=basis, content=content)
        self._ask("POST", transport.SCANS, wish, NoneType)

    def scan(self, kind: str, record: int, basis: str) -> bytes:
        """The paper a decision on this record rests on. Raises Mishap, also while it is not there
        yet ("scan_not_here").
        """

        def reading(response: requests.Response, _kind: type[bytes]) -> bytes:
            return paper(response)

        path = f"{transport.SCANS}/{kind}/{record}/{basis}"
        return self._put(Question("GET", path, None, bytes, reading=reading))

    def ledger(
        self, account: int, before: int | None = None, limit: int = PAGE_LEDGER
    ) -> QuotaLedger:
        """Lines of an account's ledger, newest first; those older than the line `before`.

        Raises Mishap("no_such_record") for one out of sight.
        """
        path = f"{transport.QUOTAS}/{account}/ledger?limit={limit}"
        if before is not None:
            path += f"&before={before}"
        return self._ask("GET", path, None, QuotaLedger)

    def known(self, ids: Sequence[UUID]) -> Known:
        """Which of these operations the server has, and the last number this device used."""
        return self._ask("POST", transport.KNOWN, AskKnown(ids=tuple(ids)), Known)

    def digests(self, standing: Standing) -> Digests:
        return self._ask("POST", transport.DIGESTS, standing, Digests)

    def bucket(self, asked: AskBucket) -> BucketRecords:
        return self._ask("POST", transport.BUCKET, asked, BucketRecords)

    def wait(self, after: int, presence: str | None = None) -> Head:
        """Returns when the server's head, or who is present, differs from this, or after some 25
        seconds.
        """
        path = f"{transport.WAIT}?after={after}"
        if presence is not None:
            path += f"&presence={presence}"
        silence = transport.WAIT_SECONDS + 10
        return self._put(Question("GET", path, None, Head, silence=silence))

    def leave(self) -> None:
        """Nothing is open here any more; somebody waits for it, so not for long."""
        self._put(Question("POST", transport.LEAVE, None, NoneType, silence=LEAVE_SECONDS))
