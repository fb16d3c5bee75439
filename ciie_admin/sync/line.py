"""The server over HTTP. Every failure of the network becomes a Mishap here and nowhere else."""

import re
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar
from urllib.parse import urlsplit

import requests
import truststore
from requests.adapters import HTTPAdapter
from urllib3.exceptions import ReadTimeoutError
from urllib3.util.retry import Retry

from ciie_admin.errors import BadInput, NotAllowed, Offline
from ciie_admin.sync.answers import Reading, understood
from ciie_admin.sync.keys import Keys
from ciie_admin.sync.patience import POOLS
from ciie_admin.wire import transport
from ciie_admin.wire.codec import dump, pack
from ciie_admin.wire.sessions import Refresh, Refreshed

T = TypeVar("T")
CONNECT_SECONDS = 6
STALL_SECONDS = 30
"""Silence on the line, not total time: slow links may take as long as they need."""
LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
ODD = re.compile(r"[\s\\@?#]")
"""Characters by which two readers of one address may see two hosts in it."""
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
                timeout=(min(CONNECT_SECONDS, question.silence), question.silence),
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


def _is_silence(error: requests.exceptions.RequestException) -> bool:
    """Whether the line was there and nothing came; within a body it is called a lost connection."""
    within = bool(error.args) and isinstance(error.args[0], ReadTimeoutError)
    return within or isinstance(error, requests.exceptions.ReadTimeout)
