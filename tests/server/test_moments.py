"""A made-up past is filed by naming the moment of a call; servers of real registrants ignore it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest
import requests
from sqlalchemy import Engine, select

from ciie_admin.domain.states import UnitClass
from ciie_admin.errors import Mishap
from ciie_admin.server import phone_codes
from ciie_admin.server.records import UNITS
from ciie_admin.server.registrants import SESSIONS
from ciie_admin.server.serve import run_in_thread
from ciie_admin.sync.registrant import IntakeLine
from ciie_admin.wire.intake import MOMENT, Chosen, ComeBack, Former, OwnUnit, Register, WantCode
from tests.fixtures.editions import EDITION, JINPU
from tests.fixtures.registrants import credit_code, fault
from tests.fixtures.server import SECRET

PAST = datetime(2026, 3, 4, 5, 6, 7, 891, tzinfo=UTC)
PHONE = "19000000001"
STANDING = Chosen(unit_class=UnitClass.ENTERPRISE, place=JINPU)


@contextmanager
def line_to(database: Engine, *, simulate: bool) -> Iterator[IntakeLine]:
    running = run_in_thread(database, SECRET, simulate=simulate)
    line = IntakeLine(running.url)
    try:
        yield line
    finally:
        line.close()
        running.stop()


def registered(line: IntakeLine, database: Engine, moment: datetime) -> OwnUnit:
    line.want_code(WantCode(phone=PHONE), moment)
    with database.connect() as db:
        code = phone_codes.peek(db, PHONE)
    assert code is not None
    request = Register(
        standing=STANDING,
        credit_code=credit_code(1),
        name="大连好运贸易有限公司",
        phone=PHONE,
        phone_code=code,
        password="registrant 1",
    )
    line.register(request, moment)
    return line.own()


def test_a_simulated_server_files_at_the_moment_it_is_told(database: Engine) -> None:
    """Only the session runs by the true clock: it ends some hours from now."""
    before = datetime.now(UTC)
    with line_to(database, simulate=True) as line:
        own = registered(line, database, PAST)
        later = PAST + timedelta(days=2)
        moved = requests.put(
            f"{line.url}/intake/unit",
            json={"form": own_form(database)},
            headers={"Authorization": f"Bearer {line.token}", MOMENT: later.isoformat()},
            timeout=30,
        )
        assert moved.status_code == 200
        assert [one.at for one in line.own().unit.history] == [PAST, later]
    assert own.unit.created_at == PAST
    with database.connect() as db:
        assert db.execute(select(SESSIONS.c.created_at)).scalar_one() >= before


def own_form(database: Engine) -> object:
    with database.connect() as db:
        return db.execute(select(UNITS.c.form)).scalar_one()


def test_a_real_server_files_by_its_own_clock(database: Engine) -> None:
    before = datetime.now(UTC)
    with line_to(database, simulate=False) as line:
        own = registered(line, database, PAST)
    assert before <= own.unit.created_at <= datetime.now(UTC)
    with database.connect() as db:
        assert db.execute(select(SESSIONS.c.created_at)).scalar_one() >= before


def test_a_real_server_has_no_former_accounts_to_give_away(database: Engine) -> None:
    asked = Former(standing=STANDING, credit_code=credit_code(1), phone=PHONE, password="12345678")
    with line_to(database, simulate=False) as line, pytest.raises(Mishap, match="no_such_page"):
        line.former_account(asked)


@pytest.mark.parametrize("said", ["yesterday", "2026-03-04T05:06:07", "2026-03-04T05:06:07+08:00"])
def test_a_moment_is_utc_or_refused(database: Engine, said: str) -> None:
    with line_to(database, simulate=True) as line:
        answer = requests.post(
            f"{line.url}/intake/code", json={"phone": PHONE}, headers={MOMENT: said}, timeout=30
        )
    assert fault(answer) == (422, "malformed")


def test_a_former_account_joins_this_edition(database: Engine) -> None:
    asked = Former(standing=STANDING, credit_code=credit_code(1), phone=PHONE, password="12345678")
    with line_to(database, simulate=True) as line:
        login = line.former_account(asked)
        entered = line.sign_in(ComeBack(login=login, password="12345678"), PAST)
        joined = line.join(STANDING, PAST).unit
    assert (login, entered.unit) == (credit_code(1), None)
    assert joined.returning
    assert joined.created_at == PAST
    with database.connect() as db:
        editions = db.execute(select(UNITS.c.edition_id).order_by(UNITS.c.id)).scalars().all()
    assert editions == [EDITION - 1, EDITION]
