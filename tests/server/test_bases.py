"""On whose word: named once, by many; the paper is read by whoever sees a record it decided."""

import json
import logging
from base64 import b64encode
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

import pytest
import requests
from uuid6 import uuid7

from ciie_admin.domain.commands import Command, NameBasis, PassUnit
from ciie_admin.domain.states import Step
from ciie_admin.server import bases
from ciie_admin.server.audit import newest
from ciie_admin.wire.codec import dump
from ciie_admin.wire.messages import Exchange, Operation, Subject
from ciie_admin.wire.transport import MAX_SCAN
from tests.fixtures.clerks import Clerk
from tests.fixtures.editions import EDITION, JINPU, ZHONGSHAN
from tests.fixtures.records import plant_unit
from tests.fixtures.server import Server

SIGNED = b"\xff\xd8\xff a signed paper"
DIGEST = sha256(SIGNED).hexdigest()
BASIS = NameBasis(approver="王处长", on=date(2024, 9, 10), sheet="DL-1", scan=DIGEST)
PASS = PassUnit(step=Step.FIRST)


@pytest.fixture
def units(server: Server) -> list[int]:
    with server.engine.begin() as db:
        return [plant_unit(db, 1, JINPU), plant_unit(db, 2, ZHONGSHAN)]


def operation(
    clerk: Clerk, command: Command, unit: int = 0, basis: UUID | None = None
) -> Operation:
    """About the edition where no unit is named."""
    clerk.n += 1
    about = Subject(kind="unit", id=unit) if unit else Subject(kind="edition", id=EDITION)
    return Operation(
        id=uuid7(),
        subject=about,
        command=command,
        author=clerk.server.account(clerk.login).id,
        device=clerk.device,
        n=clerk.n,
        at=datetime.now(UTC),
        seen=clerk.sees("unit")[unit].seen if unit else "",
        batch=uuid7(),
        basis=basis,
    )


def hands_in(clerk: Clerk, basis: UUID, content: bytes = SIGNED) -> requests.Response:
    body = {"basis": str(basis), "content": b64encode(content).decode()}
    return requests.post(f"{clerk.server.url}/scans", json=body, headers=clerk.headers, timeout=30)


def reads(clerk: Clerk, unit: int, basis: UUID) -> requests.Response:
    url = f"{clerk.server.url}/scans/unit/{unit}/{basis}"
    return requests.get(url, headers=clerk.headers, timeout=30)


def code(said: requests.Response) -> tuple[int, Any]:
    return said.status_code, said.json()["code"]


def test_decided_on_a_word_that_was_named_in_the_same_page(
    server: Server, units: list[int]
) -> None:
    clerk = Clerk(server, "dalian.clerk")
    word = operation(clerk, BASIS)
    verdicts = clerk.exchange(word, operation(clerk, PASS, units[0], word.id)).verdicts
    assert [one.kind for one in verdicts] == ["accepted", "accepted"]
    event = clerk.sees("unit")[units[0]].history[-1]
    assert event.by == "李经办"
    assert event.basis is not None
    assert (event.basis.approver, event.basis.sheet, event.basis.scan) == ("王处长", "DL-1", DIGEST)
    assert code(reads(clerk, units[0], word.id)) == (404, "scan_not_here")
    assert hands_in(clerk, word.id).status_code == 204
    assert hands_in(clerk, word.id).status_code == 204, "once more changes nothing"
    said = reads(clerk, units[0], word.id)
    assert (said.content, said.headers["Content-Type"]) == (SIGNED, "image/jpeg")
    assert code(reads(clerk, units[1], word.id)) == (404, "no_such_record"), "not decided on it"
    with server.engine.connect() as db:
        entries = [act for _, _, act in newest(db, 9)]
        named = bases.named(db, [one.detail for one in entries])
    assert {one.approver for one in named.values()} == {"王处长"}
    assert [one.detail for one in entries if one.kind == "pass_unit"] == [str(word.id)]
    assert [one.subject for one in entries if one.kind == "open_scan"] == [units[0]]
    assert "王处长" not in repr(entries)


def test_who_signed_is_in_no_log_and_no_fault(
    server: Server, units: list[int], caplog: pytest.LogCaptureFixture
) -> None:
    clerk = Clerk(server, "dalian.clerk")
    word = operation(clerk, BASIS)
    wrong = json.loads(dump(Exchange(device=clerk.device, operations=(word,))))
    wrong["operations"][0]["command"]["approver"] *= 30
    with caplog.at_level(logging.DEBUG):
        said = requests.post(
            f"{server.url}/exchange", json=wrong, headers=clerk.headers, timeout=30
        )
        clerk.exchange(word, operation(clerk, PASS, units[0], word.id))
    assert said.status_code == 422
    assert "王处长" not in said.text + caplog.text


def test_named_earlier_but_only_by_oneself(server: Server, units: list[int]) -> None:
    clerk, other = Clerk(server, "dalian.clerk"), Clerk(server, "dalian.second")
    word = operation(clerk, BASIS)
    clerk.exchange(word)
    (foreign,) = other.exchange(operation(other, PASS, units[1], word.id)).verdicts
    assert (foreign.kind, getattr(foreign, "code", "")) == ("refused", "basis_unknown")
    assert code(hands_in(other, word.id)) == (404, "no_such_record")
    (mine,) = clerk.exchange(operation(clerk, PASS, units[1], word.id)).verdicts
    assert mine.kind == "accepted"
    assert hands_in(clerk, word.id).status_code == 204
    assert reads(other, units[1], word.id).content == SIGNED, "a colleague sees the unit"
    stranger = Clerk(server, "jinpu.clerk")
    assert code(reads(stranger, units[1], word.id)) == (404, "no_such_record")


def test_only_the_paper_that_was_announced(server: Server, units: list[int]) -> None:
    clerk = Clerk(server, "dalian.clerk")
    large = b"%PDF-" + bytes(MAX_SCAN)
    odd = b"PK\x03\x04"
    words = [
        operation(
            clerk, NameBasis(approver="王", on=date(2024, 9, 1), scan=sha256(one).hexdigest())
        )
        for one in (SIGNED, large, odd)
    ]
    clerk.exchange(*words)
    assert code(hands_in(clerk, words[0].id, b"%PDF- another")) == (404, "no_such_record")
    assert code(hands_in(clerk, words[1].id, large)) == (422, "scan_unfit")
    assert code(hands_in(clerk, words[2].id, odd)) == (422, "scan_unfit")
    assert code(hands_in(clerk, words[0].id, bytes(3 * MAX_SCAN))) == (413, "body_refused")
    assert units
