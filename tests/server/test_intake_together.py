"""Registrants, clerks and bank at the same units at the same time."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from random import Random

import requests
from sqlalchemy import select

from ciie_admin.domain.commands import PassPerson, ReturnPerson, ReturnUnit
from ciie_admin.domain.states import Step
from ciie_admin.server.feed import CHANGES, HEADS
from tests.fixtures.clerks import Clerk
from tests.fixtures.counts import COUNTS
from tests.fixtures.registrants import CONSENT, Registrant, entry, id_card
from tests.fixtures.server import Server

TURNS = 12
Answers = list[int]


def registrant_at_work(unit: Registrant, seed: int) -> Answers:
    """Adds, corrects and submits, whatever the mission has meanwhile said."""
    rng, answers = Random(seed), []
    for turn in range(TURNS):
        added = unit.act(
            "POST",
            "persons",
            {"persons": [entry(id_card(rng.randrange(90)), turn)], "submit": rng.random() < 0.7},
        )
        answers.append(added.status_code)
        answers.append(unit.act("POST", "unit/submit", {"consent": CONSENT}).status_code)
    return answers


def clerk_at_work(clerk: Clerk, seed: int) -> Answers:
    rng, answers = Random(seed), []
    for _ in range(TURNS):
        persons, units = sorted(clerk.sees("person")), sorted(clerk.sees("unit"))
        passed = clerk.decide("person", rng.choice(persons), PassPerson(step=Step.FINAL))
        back = clerk.decide("person", rng.choice(persons), ReturnPerson(reasons=("photo_unfit",)))
        unit = clerk.decide("unit", rng.choice(units), ReturnUnit(reasons=("licence_unclear",)))
        answers += [500 for one in (passed, back, unit) if getattr(one, "code", "") == "internal"]
    return answers


def bank_at_work(server: Server, persons: list[int], seed: int) -> Answers:
    rng, answers = Random(seed), []
    for _ in range(TURNS * 2):
        body = {"persons": rng.sample(persons, 2)}
        said = requests.post(f"{server.url}/simulate/paid", json=body, timeout=60)
        answers.append(said.status_code)
    return answers


def test_nobody_waits_for_ever_and_nothing_is_lost(server: Server) -> None:
    units = [Registrant(server) for _ in range(3)]
    persons = [unit.whole(number).persons[0].id for number, unit in enumerate(units)]
    work: list[Callable[[], Answers]] = [
        *(lambda one=unit, seed=seed: registrant_at_work(one, seed)
          for seed, unit in enumerate(units)),
        lambda: clerk_at_work(Clerk(server, "jinpu.clerk"), 7),
        lambda: clerk_at_work(Clerk(server, "dalian.head"), 8),
        lambda: bank_at_work(server, persons, 9),
    ]  # fmt: skip
    with ThreadPoolExecutor(len(work)) as pool:
        running = [pool.submit(one) for one in work]
        answers = [status for one in running for status in one.result()]
    assert {200, 204, 409} >= set(answers)
    assert answers.count(200) >= TURNS * len(units)
    with server.engine.connect() as db:
        assert all(row.right for row in db.execute(COUNTS))
        head = db.execute(select(HEADS.c.head)).scalar_one()
        sequence = db.execute(select(CHANGES.c.seq)).scalars().all()
    assert len(set(sequence)) == len(sequence)
    assert max(sequence) == head
