"""A spot check on the server: written down beside the system's own pass, and nothing else."""

from typing import Any

from sqlalchemy import text

from ciie_admin.domain.commands import PassUnit, ReturnUnit
from ciie_admin.domain.states import Step, UnitReview
from ciie_admin.domain.units import Unit
from tests.fixtures.clerks import Clerk
from tests.fixtures.records import plant_person, plant_unit
from tests.fixtures.server import Server

PASSED: dict[str, Any] = {"review": UnitReview.PASSED, "automatic": True}
FINAL = PassUnit(step=Step.FINAL, note="电话核实过")


def test_the_first_look_is_written_down_and_tells_nobody(server: Server) -> None:
    with server.engine.begin() as db:
        number = plant_unit(db, **PASSED)
        plant_person(db, number, payment="unpaid")
    first, second = Clerk(server, "dalian.clerk"), Clerk(server, "dalian.second")
    before = first.sees("unit")[number]
    first.insists("unit", number, FINAL)
    looked = first.sees("unit")[number]
    assert isinstance(looked, Unit)
    assert (looked.automatic, looked.looked_name) == (True, "李经办")
    assert looked.looked_at == looked.history[-1].at
    last = looked.history[-1]
    assert (last.what, last.by, last.note) == ("spot_check", "李经办", "电话核实过")
    assert (looked.review, looked.decided_name, looked.seen) == ("passed", "", before.seen)
    second.insists("unit", number, FINAL)
    assert second.sees("unit")[number] == looked, "the second look has no effect"
    with server.engine.connect() as db:
        assert db.execute(text("SELECT count(*) FROM notice")).scalar() == 0
        assert db.execute(text("SELECT payment FROM person")).scalar() == "unpaid"
    second.insists("unit", number, ReturnUnit(reasons=("licence_unclear",)))
    returned = second.sees("unit")[number]
    assert isinstance(returned, Unit)
    assert (returned.review, returned.automatic) == ("returned", False)
