"""How long one answer may take in all: a slow line gets its time, a trickle of bytes does not."""

import http.client
import io
from collections.abc import Callable
from time import monotonic
from typing import Any

from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection

LEAST_SECONDS = 120.0
"""For an answer of any size, its head included; silence ends it earlier (STALL_SECONDS)."""
SLOWEST = 2048
"""Bytes that have arrived buy a second more: slower than any line somebody could work with."""


class _Timed(io.RawIOBase):
    """Everything the server says passes here, byte by byte: head, lengths of chunks and body."""

    def __init__(self, line: io.RawIOBase) -> None:
        self._line = line
        self._began = monotonic()
        self._count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, room: Any) -> int | None:
        """Raises TimeoutError, as a silent line does."""
        if monotonic() - self._began > LEAST_SECONDS + self._count / SLOWEST:
            raise TimeoutError("trickles")
        read: Callable[[Any], int | None] = self._line.readinto
        count = read(room)
        self._count += count or 0
        return count

    def close(self) -> None:
        self._line.close()
        super().close()


class _Answer(http.client.HTTPResponse):
    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fp = io.BufferedReader(_Timed(self.fp.detach()))


class _Connection(HTTPConnection):
    response_class = _Answer


class _SafeConnection(HTTPSConnection):
    response_class = _Answer


class _Pool(HTTPConnectionPool):
    ConnectionCls = _Connection


class _SafePool(HTTPSConnectionPool):
    ConnectionCls = _SafeConnection


POOLS = {"http": _Pool, "https": _SafePool}
"""For a PoolManager: connections whose answers end in time."""
