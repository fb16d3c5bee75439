"""Exchanges once recorded are answered alike by every later version.

`RECORD_EXCHANGES=1 pytest tests/wire/test_recorded.py` writes the present protocol's file anew;
that is right only before a release. Older files are never touched.
"""

import json
import os
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import requests

from ciie_admin.domain.states import UnitClass
from ciie_admin.server import records, seeding
from ciie_admin.wire.codec import dump, load
from ciie_admin.wire.messages import OLDEST, PROTOCOL, Answer, Exchange
from tests.fixtures.editions import small_edition, small_tree
from tests.fixtures.records import edit_unit, plant_person, plant_unit
from tests.fixtures.server import Server

HERE = Path(__file__).with_name("recorded")
DEVICE = UUID(int=7)
LOGIN = "jinpu.clerk"
CLASSES = frozenset(UnitClass)
VOLATILE = frozenset(
    {"seen", "number_key", "at", "decided_at", "seq", "cursor", "head", "epoch", "grants", "time"}
)
"""Differs from run to run, or with fields added later."""
Json = dict[str, Any]
SAID: tuple[tuple[str, int, Json], ...] = (
    ("unit", 1, {"kind": "pass_unit", "step": "first"}),
    ("unit", 2, {"kind": "return_unit", "reasons": ["address_differs"], "message": "请更正"}),
    ("unit", 3, {"kind": "reject_unit", "reasons": ["not_eligible"]}),
    ("unit", 4, {"kind": "add_note", "text": "已电话核实"}),
    ("unit", 5, {"kind": "return_unit", "reasons": ["address_differs"]}),
    ("unit", 99, {"kind": "pass_unit", "step": "first"}),
    ("person", 1, {"kind": "pass_person", "step": "first"}),
    ("person", 2, {"kind": "return_person", "reasons": ["photo_unfit"]}),
    ("person", 3, {"kind": "advise_against", "reasons": ["not_of_unit"]}),
    ("unit", 2, {"kind": "withdraw_unit"}),
)
"""What the clerk of the recording wants, one operation each, n from 1."""


def world(server: Server) -> None:
    """Places are announced anew: since the recording each account has moved its own to the end."""
    with server.engine.begin() as db:
        seeding.install(db, small_edition(), small_tree())
        for number in range(1, 6):
            plant_unit(db, number)
        for number in range(1, 4):
            plant_person(db, 1, number)


def requests_of(protocol: int) -> list[Json]:
    """First a download, then all decisions in one page, then what came of them."""
    wanted = [
        {
            "id": str(UUID(int=100 + n)),
            "subject": {"kind": kind, "id": number},
            "command": command,
            "author": "$author",
            "device": str(DEVICE),
            "n": n,
            "at": "2024-09-10T02:00:00Z",
            "seen": f"$seen:{kind}:{number}",
            "batch": str(UUID(int=50)),
        }
        for n, (kind, number, command) in enumerate(SAID, 1)
    ]
    bare = {"protocol": protocol, "device": str(DEVICE), "limit": 500}
    return [bare, {**bare, "operations": wanted}, {**bare, "operations": wanted}]


class Player:
    """Sends recorded requests as the clerk; the last page of operations goes out twice."""

    def __init__(self, server: Server) -> None:
        self._server = server
        who = server.account(LOGIN)
        body = {"login": who.login, "password": who.password, "device": str(DEVICE)}
        said = requests.post(f"{server.url}/sign-in", json=body, timeout=30)
        self._token = said.json()["token"]
        with server.engine.connect() as db:
            units, persons = records.units(db, range(1, 6)), records.persons(db, range(1, 4))
        self._seen = {f"$seen:unit:{n}": one.seen for n, one in units.items()}
        self._seen |= {f"$seen:person:{n}": one.seen for n, one in persons.items()}

    def send(self, request: Json) -> requests.Response:
        operations = [
            {
                **one,
                "author": self._server.account(LOGIN).id,
                "seen": self._seen.get(one["seen"], "gone"),
            }
            for one in request.get("operations", ())
        ]
        return requests.post(
            f"{self._server.url}/exchange",
            json={**request, "operations": operations},
            headers={"Authorization": f"Bearer {self._token}"},
            timeout=30,
        )

    def answer(self, request: Json) -> Json:
        said = self.send(request)
        assert said.status_code == 200, said.text
        answer: Json = said.json()
        return answer


def played(server: Server, recorded: list[Json]) -> list[Json]:
    """Answers to these requests; between the first two a registrant changes unit 5."""
    world(server)
    player = Player(server)
    answers = [player.answer(recorded[0])]
    with server.engine.begin() as db:
        edit_unit(db, 5, address="大连市甘井子区2号")
    return answers + [player.answer(one) for one in recorded[1:]]


def stable(told: Any, model: Any) -> Any:
    """`told` with the volatile left out and only what `model` (recorded) knows of.

    A place's version also counts the accounts it was given since.
    """
    if isinstance(told, dict) and isinstance(model, dict):
        left = VOLATILE | {"version"} if "path" in model else VOLATILE
        return {k: stable(told.get(k), v) for k, v in model.items() if k not in left}
    if isinstance(told, list) and told and set(map(str, told)) <= CLASSES:
        return sorted(told)  # of an edition's sets of classes: in no order
    if isinstance(told, list) and isinstance(model, list) and len(told) == len(model):
        return [stable(one, other) for one, other in zip(told, model, strict=True)]
    return told


def path(protocol: int) -> Path:
    return HERE / f"protocol{protocol}.json"


@pytest.mark.skipif("RECORD_EXCHANGES" not in os.environ, reason="writes the file, on request")
def test_record(server: Server) -> None:
    asked = requests_of(PROTOCOL)
    answers = played(server, asked)
    told = [{"request": r, "answer": a} for r, a in zip(asked, answers, strict=True)]
    text = json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True)
    path(PROTOCOL).write_text(text + "\n", encoding="utf-8")


@pytest.mark.parametrize("protocol", range(1, PROTOCOL + 1))
def test_recorded_exchanges_are_answered_alike(server: Server, protocol: int) -> None:
    recorded = json.loads(path(protocol).read_text(encoding="utf-8"))
    answers = played(server, [one["request"] for one in recorded])
    for one, answer in zip(recorded, answers, strict=True):
        before = one["answer"]
        assert stable(answer, before) == stable(before, before)


@pytest.mark.parametrize("protocol", range(1, PROTOCOL + 1))
def test_recorded_messages_can_still_be_read(protocol: int) -> None:
    recorded = json.loads(path(protocol).read_text(encoding="utf-8"))
    for one in recorded:
        answer = load(Answer, json.dumps(one["answer"]))
        assert {c.kind for c in answer.changes} >= {"edition", "place", "unit", "person"}
        said = json.dumps(one["request"]).replace('"$author"', "1")
        assert load(Exchange, dump(load(Exchange, said))).device == DEVICE


def test_too_old_a_program_still_delivers_what_it_has(server: Server) -> None:
    """Its operations are settled; it gets no records it could not read, and is told when done."""
    world(server)
    player = Player(server)
    old = OLDEST
    assert old < PROTOCOL
    asked = requests_of(old)
    answer = player.answer(asked[1])
    kinds = [one["kind"] for one in answer["verdicts"]]
    assert kinds.count("accepted") >= 7
    assert (answer["changes"], answer["cursor"]) == ([], 0)
    assert answer["remaining"] > 0
    assert player.answer(asked[2])["verdicts"] == answer["verdicts"]
    told = player.send(asked[0])
    assert (told.status_code, told.json()["code"]) == (426, "old_program")
    newer = player.send({**asked[0], "protocol": PROTOCOL + 1})
    assert (newer.status_code, newer.json()["code"]) == (426, "old_program")
