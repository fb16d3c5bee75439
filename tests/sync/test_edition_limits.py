"""Each edition by its own limits: found at the server, read at the client, old ones still known."""

from dataclasses import replace
from typing import Any

from sqlalchemy import select, update

from ciie_admin.domain.edition import AmountLimits
from ciie_admin.models import reading
from ciie_admin.server import records, seeding
from ciie_admin.server.records import EDITIONS
from ciie_admin.sync.cycle import drain
from ciie_admin.sync.entering import Entered
from tests.fixtures.client import Enter
from tests.fixtures.editions import small_edition, small_tree
from tests.fixtures.registrants import Registrant, credit_code, unit_form
from tests.fixtures.server import Server

LATER = ("amounts", "documents", "express")
"""What editions say since there are such limits."""
RATIO = {
    "capital_yuan": 7_000,
    "turnover_usd": 1_000,
    "imports_usd": 300_000,
    "imports_3y_usd": 300_000,
}


def amounts_said(client: Entered, unit: int) -> list[tuple[str, str, str]]:
    """By the client's own records, after it has caught up."""
    office = client.office()
    drain(client.cache, office, client.actor)
    office.close()
    with client.cache.read() as db:
        shown = reading.unit(db, unit)
    found = shown.findings if shown else ()
    return [(f.rule, f.measured, f.limit) for f in found if f.rule.startswith("amount")]


def stored(server: Server) -> dict[str, Any]:
    with server.engine.connect() as db:
        body: dict[str, Any] = db.execute(select(EDITIONS.c.body)).scalar_one()
    return body


def test_another_limit_another_finding_here_and_there(server: Server, entering: Enter) -> None:
    with server.engine.begin() as db:
        left = {key: value for key, value in stored(server).items() if key not in LATER}
        db.execute(update(EDITIONS).values(body=left))
    registrant, code = Registrant(server), credit_code(71)
    registrant.register(code)
    registrant.save(unit_form(code, **RATIO))
    unit = registrant.own().unit.id
    client = entering("jinpu.clerk")
    usual = [("amount_implausible", "30", "0.1")]
    assert amounts_said(client, unit) == usual, "stored before there were limits: those of then"
    strict = small_edition(amounts=replace(AmountLimits(), factor=299))
    with server.engine.begin() as db:
        seeding.install(db, strict, small_tree())
    assert stored(server)["amounts"]["factor"] == 299
    assert amounts_said(client, unit) == usual, "judged when it was saved"
    registrant.save(unit_form(code, **RATIO))
    assert amounts_said(client, unit) == [("amount_scale", "300 : 1", "299 : 1")]
    with client.cache.read() as db, server.engine.connect() as central:
        assert reading.edition(db) == strict == records.edition(central, strict.id)
