"""A broken or hostile server: caps, a clear word, nothing stored, memory that stays small."""

import json
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text

from ciie_admin.errors import Mishap, Offline, Paused
from ciie_admin.models.releasing import release
from ciie_admin.sync import patience
from ciie_admin.sync.cycle import drain
from ciie_admin.sync.http import Office
from ciie_admin.wire.codec import MAX_ANSWER, dump, pack
from ciie_admin.wire.messages import Exchange, Hello
from ciie_admin.wire.transport import PACKED
from tests.domain.samples import person, unit
from tests.fixtures.local import ACTOR, Local
from tests.sync.imposters import Imposter, imposter
from tests.sync.strangers import Talk, answering, endless, stranger

MIRROR = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%search%'"
PARTS: dict[str, Any] = {"epoch": "e", "grants": "g", "restart": False, "verdicts": []}
HEAD = f"HTTP/1.1 200 OK\r\nContent-Type: {PACKED}\r\nConnection: close\r\n".encode()
MEGABYTES = 160
"""More than an idle client that nothing may cost: the largest answer and its unpacked form."""


@pytest.fixture
def clerk(local: Local) -> Local:
    """Two units downloaded; one is decided and waits in the outbox."""
    local.start(unit(id=1), unit(id=2))
    local.passes(1)
    release(local.cache, ACTOR)
    return local


def everything(clerk: Local) -> list[Any]:
    """All tables of the cache, row by row."""
    tables = text(MIRROR)
    with clerk.cache.read() as db:
        names = sorted(db.execute(tables).scalars())
        rows = {name: db.execute(text(f'SELECT * FROM "{name}"')).all() for name in names}  # noqa: S608
    return [(name, sorted(map(tuple, rows[name]), key=repr)) for name in names]


def unsent(found: list[Any]) -> list[Any]:
    """Without what sending itself writes: number and time of the outbox, the last number."""
    return [one for one in found if one[0] not in ("outbox", "preference")]


def met(clerk: Local, script: Callable[[Exchange], Any]) -> tuple[Mishap, Imposter]:
    """What the client says about these answers; nothing of them may be kept."""
    before = everything(clerk)
    waiting = clerk.numbers()

    def said(request: Exchange) -> bytes:
        told = script(request)
        return told if isinstance(told, bytes) else json.dumps(told).encode()

    with imposter(said) as there, closing(Office(there.url, "secret")) as office:
        with pytest.raises(Mishap) as caught:
            drain(clerk.cache, office, ACTOR, most=50)
        assert unsent(everything(clerk)) == unsent(before)
        assert clerk.numbers() == waiting
        return caught.value, there


def page(request: Exchange, *changes: Any, **parts: Any) -> dict[str, Any]:
    """An answer that fits the request in every way, but for `parts`."""
    verdicts = [
        {"kind": "refused", "id": str(one.id), "code": "state_moved"} for one in request.operations
    ]
    return {
        **PARTS,
        "verdicts": verdicts,
        "changes": list(changes),
        "cursor": request.cursor,
        "head": request.cursor + 50,
        "remaining": 0,
        "time": "2024-09-11T00:00:00Z",
        **parts,
    }


def change(seq: int, number: int = 7, **parts: Any) -> dict[str, Any]:
    record = {**json.loads(dump(unit(id=number))), **parts}
    return {"kind": "unit", "seq": seq, "id": number, "record": record}


ENDLESS: dict[str, Callable[[Exchange], Any]] = {
    "the same page for ever": lambda r: page(r, remaining=5),
    "the page before": lambda r: page(
        r, change(r.cursor), cursor=r.cursor, head=r.cursor + 9, remaining=5
    ),
    "back to an older place": lambda r: page(r, cursor=r.cursor - 1, remaining=5),
    "farther than its head": lambda r: page(r, cursor=r.cursor + 60, remaining=5),
    "numbers that fall": lambda r: page(
        r, change(r.cursor + 4, 7), change(r.cursor + 3, 8), cursor=r.cursor + 4
    ),
    "numbers behind the cursor": lambda r: page(r, change(r.cursor + 4), cursor=r.cursor + 3),
    "a new start for nothing": lambda r: page(r, restart=True, cursor=0, head=r.cursor + 50),
    "verdicts on what nobody sent": lambda r: page(
        r,
        verdicts=[{"kind": "refused", "id": str(UUID(int=3)), "code": "x"}],
    ),
    "no verdicts": lambda r: page(r, verdicts=[]),
}


@pytest.mark.parametrize("lie", ENDLESS)
def test_a_server_that_leads_nowhere_is_asked_three_times(clerk: Local, lie: str) -> None:
    mishap, there = met(clerk, ENDLESS[lie])
    assert (type(mishap), mishap.code) == (Paused, "endless_pages")
    assert 3 <= len(there.asked) <= 6, "behind each a page may have been asked for ahead"


def test_new_starts_for_ever_come_to_an_end(clerk: Local) -> None:
    """Every answer is of another history: the cache stays whole, only the mirror is begun anew."""
    epochs = iter(range(10_000))

    def said(request: Exchange) -> bytes:
        epoch = f"e{next(epochs)}"
        return json.dumps(page(request, restart=True, epoch=epoch, cursor=1, remaining=9)).encode()

    kept = clerk.numbers()
    with imposter(said) as there, closing(Office(there.url, "secret")) as office:
        office.known = _all_known  # type: ignore[method-assign]
        with pytest.raises(Paused) as caught:
            drain(clerk.cache, office, ACTOR, most=50)
    assert caught.value.code == "endless_pages"
    assert len(there.asked) < 10
    assert sum(clerk.numbers().values()) == sum(kept.values())


def _all_known(ids: Any) -> Any:
    from ciie_admin.wire.known import Known

    return Known(known=tuple(ids), last_n=1)


RECORDS: dict[str, dict[str, Any]] = {
    "negative version": {"version": -1},
    "version 0": {"version": 0},
    "version too large": {"version": 2**63},
    "version with a point": {"version": 1.5},
    "version in quotes": {"version": "3"},
    "version that is a truth": {"version": True},
    "id 0": {"id": 0},
    "id too large": {"id": 2**64},
    "id that is a path": {"id": "../../etc"},
    "id that is nothing": {"id": None},
    "negative place": {"review_place": -4},
    "negative count": {"persons_paid": -1},
    "count too large": {"persons": 2**70},
    "a list for a name": {"decided_name": ["x"]},
    "no such state": {"review": "blessed"},
    "a time that is none": {"created_at": "yesterday"},
    "a form that is none": {"form": []},
}


@pytest.mark.parametrize("fault", RECORDS)
def test_a_record_that_cannot_be_is_not_stored(clerk: Local, fault: str) -> None:
    def said(request: Exchange) -> Any:
        wrong = change(request.cursor + 1, 7, **RECORDS[fault])
        good = change(request.cursor + 2, 8)
        return page(request, wrong, good, cursor=request.cursor + 2)

    mishap, _ = met(clerk, said)
    assert (type(mishap), mishap.code) == (Offline, "cut_off")


@pytest.mark.parametrize(
    "parts",
    [
        {"cursor": -1},
        {"head": 2**63},
        {"remaining": -5},
        {"removals": -5},
        {"cursor": "12"},
        {"restart": "no"},
        {"time": 5},
        {"changes": {}},
        {"changes": None},
        {"verdicts": "none"},
        {"changes": [{"kind": "removal", "seq": -1, "id": 1, "of": "unit"}]},
        {"changes": [{"kind": "removal", "seq": 9, "id": -1, "of": "unit"}]},
        {"changes": [{"kind": "removal", "seq": 9, "id": 1, "of": "draft"}]},
        {"changes": [{"kind": "execute", "seq": 9, "id": 1}]},
        {"changes": [{"kind": "removal", "seq": 9, "id": 1, "of": "unit"}] * 1_501},
    ],
    ids=str,
)
def test_an_answer_that_cannot_be_is_not_stored(clerk: Local, parts: dict[str, Any]) -> None:
    mishap, _ = met(clerk, lambda request: page(request, **parts))
    assert mishap.code == "cut_off"


def test_persons_are_looked_at_as_units_are(clerk: Local) -> None:
    for wrong in ({"unit_id": 0}, {"fee_fen": -1}, {"version": 0}, {"id": 2**63}):
        record = {**json.loads(dump(person(id=9))), **wrong}

        def said(request: Exchange, record: Any = record) -> Any:
            one = {"kind": "person", "seq": request.cursor + 1, "id": 9, "record": record}
            return page(request, one, cursor=request.cursor + 1)

        mishap, _ = met(clerk, said)
        assert mishap.code == "cut_off", wrong


CHILD = """
import resource, sys
from uuid import UUID
from ciie_admin.errors import Mishap
from ciie_admin.sync.http import Office
from ciie_admin.wire.messages import Exchange
def size():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
office = Office(sys.argv[1], "secret")
before = size()
try:
    office.exchange(Exchange(device=UUID(int=1)))
    print("believed")
except Mishap as mishap:
    print(mishap.code, size() - before)
"""
"""A process of its own: what it took at most is what the system counted."""
NOTHING = {"cursor": 0, "head": 0, "remaining": 0, "time": "2024-09-11T00:00:00Z"}
WHOLE = json.dumps({**PARTS, **NOTHING})
OPEN = WHOLE[:-1].encode() + b', "changes": '


def filled(part: bytes, size: int = MAX_ANSWER - 4096) -> bytes:
    """A valid beginning and as many of these as fit."""
    return pack(OPEN + b"[" + part * (size // len(part)) + b"1]}")


def ten_gigabytes(line: socket.socket) -> None:
    line.sendall(HEAD + b"Content-Length: 10737418240\r\n\r\n")
    for _ in range(10 * 1024):
        line.sendall(bytes(2**20))


HEAVY: dict[str, Callable[[], Talk]] = {
    "16 KB that become 512 MB": lambda: answering(pack(bytes(512 * 2**20)), PACKED),
    "10 GB": lambda: ten_gigabytes,
    "a body without end": lambda: endless(HEAD),
    "a million brackets": lambda: answering(
        pack(OPEN + b"[" * 10**6 + b"]" * 10**6 + b"}"), PACKED
    ),
    "a million objects deep": lambda: answering(
        pack(b'{"x":' * 10**6 + b"1" + b"}" * 10**6), PACKED
    ),
    "empty lists": lambda: answering(filled(b"[],"), PACKED),
    "small numbers": lambda: answering(filled(b"1,"), PACKED),
    "a number of ten million digits": lambda: answering(
        pack(OPEN[:-13] + b', "cursor": ' + b"9" * 10**7 + b"}"), PACKED
    ),
}


@pytest.mark.parametrize("weight", HEAVY)
def test_I32_no_answer_makes_the_client_large(weight: str) -> None:
    with stranger(HEAVY[weight]()) as there:
        words = [sys.executable, "-c", CHILD, there.url]
        done = subprocess.run(words, capture_output=True, text=True, check=True, timeout=120)
    code, size = done.stdout.split()
    assert code == "cut_off"
    assert int(size) < MEGABYTES, "megabytes"


def test_the_heaviest_that_is_let_in_stays_below_the_limit_too() -> None:
    """As many values as an answer may have, none of which is a change: so the limit is felt."""
    with stranger(answering(filled(b"1,", 2 * 1_499_000), PACKED)) as there:
        words = [sys.executable, "-c", CHILD, there.url]
        done = subprocess.run(words, capture_output=True, text=True, check=True, timeout=120)
    code, size = done.stdout.split()
    assert code == "cut_off"
    assert int(size) < MEGABYTES


MOMENT = datetime(2024, 9, 1, tzinfo=UTC)
HELLO = pack(dump(Hello(protocol=1, edition="届", edition_en="e", hotline="1", time=MOMENT)))


@pytest.mark.parametrize("where", ["head", "body", "chunks"])
def test_a_trickle_of_bytes_ends_in_time(monkeypatch: pytest.MonkeyPatch, where: str) -> None:
    """Never silent for long, and never done."""
    monkeypatch.setattr(patience, "LEAST_SECONDS", 0.5)
    over = threading.Event()

    def trickling(line: socket.socket) -> None:
        begun = {
            "head": b"HTTP/1.1 200 OK\r\nX-Slow: ",
            "body": HEAD + b"Content-Length: 100000\r\n\r\n",
            "chunks": HEAD + b"Transfer-Encoding: chunked\r\n\r\n",
        }[where]
        line.sendall(begun)
        while not over.wait(0.02):
            line.sendall(b"1\r\nx\r\n" if where == "chunks" else b"x")

    with stranger(trickling) as there, closing(Office(there.url)) as office:
        with pytest.raises(Offline) as caught:
            office.hello()
        over.set()
    assert caught.value.code == "too_slow"


def test_bytes_that_arrive_buy_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """A slow line that goes on is never cut off: half a second for each of 30 bytes here."""
    monkeypatch.setattr(patience, "LEAST_SECONDS", 0.2)
    monkeypatch.setattr(patience, "SLOWEST", 2)
    pause = threading.Event()

    def slowly(line: socket.socket) -> None:
        line.sendall(HEAD + f"Content-Length: {len(HELLO)}\r\n\r\n".encode())
        for place in range(0, len(HELLO), 20):
            line.sendall(HELLO[place : place + 20])
            pause.wait(0.1)

    with stranger(slowly) as there, closing(Office(there.url)) as office:
        assert office.hello().hotline == "1"


def test_the_answers_here_would_be_believed_but_for_their_faults(clerk: Local) -> None:
    """Else every test above might pass for another reason."""

    def said(request: Exchange) -> bytes:
        place = request.cursor + 1
        return json.dumps(page(request, change(place), cursor=place)).encode()

    before = everything(clerk)
    with imposter(said) as there, closing(Office(there.url, "secret")) as office:
        drain(clerk.cache, office, ACTOR, most=1)
    assert unsent(everything(clerk)) != unsent(before)
    assert clerk.numbers()["tray"] == 1
