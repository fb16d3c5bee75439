"""The server over HTTP. Every failure of the network becomes a Mishap here and nowhere else."""

import re
import ssl
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import NoneType
from typing import Any, Generic, TypeVar
from urllib.parse import urlsplit
from uuid import UUID

import requests
import truststore
from requests.adapters import HTTPAdapter
from urllib3.exceptions import ReadTimeoutError
from urllib3.util.retry import Retry

from ciie_admin.domain.revealing import RevealPurpose
from ciie_admin.errors import BadInput, Mishap, NotAllowed, Offline
from ciie_admin.sync.answers import Reading, Wanted, always, other_version, picture, understood
from ciie_admin.sync.keys import Keys
from ciie_admin.sync.patience import POOLS
from ciie_admin.wire import transport
from ciie_admin.wire.codec import dump, pack
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
from ciie_admin.wire.sessions import Refresh, Refreshed, Reveal, Revealed, Session, Sessions

T = TypeVar("T")
CONNECT_SECONDS = 6
STALL_SECONDS = 30
"""Silence on the line, not total time: slow links may take as long as they need."""
LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
ODD = re.compile(r"[\s\\@?#]")
"""Characters by which two readers of one address may see two hosts in it."""
DIGEST = re.compile("[0-9a-f]{64}")
HEADERS = {
    "Accept": transport.PACKED,
    "Content-Type": transport.PACKED,
    "Accept-Encoding": "identity",
    "User-Agent": "ciie-admin",
}
ENDED = frozenset({"session_expired", "session_ended"})
"""Said about a token that has run out, or was renewed and the answer got lost."""


def server_url(typed: str) -> str:
    """The address a person typed as a URL: https unless it is this computer.

    Raises BadInput("bad_address") for what cannot be one, BadInput("insecure_address") for plain
    HTTP to other computers.
    """
    text = typed.strip()
    try:
        if "://" not in text:
            here = urlsplit(f"//{text}").hostname in LOOPBACK
            text = f"{'http' if here else 'https'}://{text}"
        parts = urlsplit(text)
        host, _ = parts.hostname, parts.port
    except ValueError:
        raise BadInput("bad_address") from None
    if parts.scheme not in ("http", "https") or not host or ODD.search(text):
        raise BadInput("bad_address")
    if parts.scheme == "http" and host not in LOOPBACK:
        raise BadInput("insecure_address")
    return text.rstrip("/")


class Vouched(HTTPAdapter):
    """Certificates are judged as this computer judges them, with a company's own authorities.

    There is no way round: what the session says about verifying is not asked.
    """

    def init_poolmanager(self, *args: Any, **more: Any) -> None:
        context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        super().init_poolmanager(*args, ssl_context=context, **more)
        self.poolmanager.pool_classes_by_scheme = POOLS

    def cert_verify(self, conn: Any, *_wishes: object) -> None:
        conn.cert_reqs = "CERT_REQUIRED"


@dataclass(frozen=True, slots=True)
class Question(Generic[T]):
    """One request: what to send, and what becomes of the answer."""

    method: str
    path: str
    body: object
    kind: type[T]
    silence: float = STALL_SECONDS
    """Seconds without a byte after which nobody waits any longer."""
    headers: Mapping[str, str] = field(default_factory=dict)
    reading: Reading[T] = understood


class Line:
    """A line to one server. Not shared between threads: each thread opens its own."""

    def __init__(self, url: str, token: str = "", keys: Keys | None = None) -> None:
        self.url = server_url(url)
        self.token = token
        self._keys = keys
        self._session = requests.Session()
        self._session.headers.update(HEADERS)
        connecting = Retry(connect=2, read=False, status=0, other=0, backoff_factor=0.2)
        for scheme in ("http://", "https://"):
            self._session.mount(scheme, Vouched(max_retries=connecting))

    def close(self) -> None:
        self._session.close()

    def _ask(self, method: str, path: str, body: object, kind: type[T]) -> T:
        return self._put(Question(method, path, body, kind))

    def _put(self, question: Question[T]) -> T:
        """Once more with new tokens if the old ones have run out."""
        try:
            return self._put_once(question)
        except NotAllowed as refusal:
            if not self._renewed(refusal.code):
                raise
        return self._put_once(question)

    def _renewed(self, code: str) -> bool:
        """Whether there is a token this line has not tried yet, another line's or a fresh one.

        Raises NotAllowed("session_ended") once the server gives no more.
        """
        if self._keys is None or code not in ENDED:
            return False
        self.token = self._keys.renew(self.token, self._refresh)
        return True

    def _refresh(self, wish: Refresh) -> Refreshed:
        return self._put_once(Question("POST", transport.REFRESH, wish, Refreshed))

    def _put_once(self, question: Question[T]) -> T:
        body = question.body
        own = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        try:
            with self._session.request(
                question.method,
                self.url + question.path,
                data=pack(dump(body)) if body is not None else None,
                headers={**own, **question.headers},
                timeout=(CONNECT_SECONDS, question.silence),
                stream=True,
                allow_redirects=False,
            ) as response:
                return question.reading(response, question.kind)
        except requests.exceptions.SSLError:
            raise Offline("bad_certificate") from None
        except (requests.exceptions.ChunkedEncodingError, requests.exceptions.ContentDecodingError):
            raise Offline("cut_off") from None
        except requests.exceptions.RequestException as error:
            raise Offline("too_slow" if _is_silence(error) else "unreachable") from None


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

    def known(self, ids: Sequence[UUID]) -> Known:
        """Which of these operations the server has, and the last number this device used."""
        return self._ask("POST", transport.KNOWN, AskKnown(ids=tuple(ids)), Known)

    def digests(self, standing: Standing) -> Digests:
        return self._ask("POST", transport.DIGESTS, standing, Digests)

    def bucket(self, asked: AskBucket) -> BucketRecords:
        return self._ask("POST", transport.BUCKET, asked, BucketRecords)

    def wait(self, after: int) -> int:
        """Returns when the server's head differs from `after`, or after some 25 seconds."""
        path = f"{transport.WAIT}?after={after}"
        silence = transport.WAIT_SECONDS + 10
        return self._put(Question("GET", path, None, Head, silence=silence)).head


def _is_silence(error: requests.exceptions.RequestException) -> bool:
    """Whether the line was there and nothing came; within a body it is called a lost connection."""
    within = bool(error.args) and isinstance(error.args[0], ReadTimeoutError)
    return within or isinstance(error, requests.exceptions.ReadTimeout)
