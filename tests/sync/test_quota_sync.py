"""Two computers move the same free places, now and then without a network, at a real server."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, ExitStack, closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
import requests
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import literal, select, text

from ciie_admin.domain.quota_commands import LeaseQuota, MoveQuota, ReturnQuota
from ciie_admin.domain.quotas import QuotaAct
from ciie_admin.errors import Mishap
from ciie_admin.models import quota_acts, quota_cards, quota_ledger, quota_reading, trays
from ciie_admin.models.precious import DELIVERED, DRAFT, OUTBOX, TRAY
from ciie_admin.models.quota_drafts import Wanted, draft_moves
from ciie_admin.models.quota_reading import QuotaRow
from ciie_admin.models.quota_tables import QUOTA, QUOTA_OVERLAY, QUOTA_TOLD
from ciie_admin.models.quota_tree import tree
from ciie_admin.models.releasing import discard, release, take_back, undo
from ciie_admin.sync.checking import check
from ciie_admin.sync.cycle import drain
from ciie_admin.sync.entering import Entered, enter
from tests.fixtures.clerks import Clerk
from tests.fixtures.client import Enter, synced
from tests.fixtures.editions import DALIAN, JINPU, SHANGHAI, ZHONGSHAN
from tests.fixtures.local_quotas import AT_JINPU, AT_ZHONGSHAN, OWN, account_of
from tests.fixtures.records import plant_unit
from tests.fixtures.server import PASSWORD, Server

COUNTERS = ("id", "version", "received", "allotted", "reserved", "used", "leased", "waiting")
BELOW = (DALIAN, JINPU, ZHONGSHAN)
STOCK = 40
"""Places Dalian has to give at the beginning."""
TRUTH = text("""
SELECT id, version, received, allotted, reserved, used, leased, waiting FROM quota
WHERE place = ANY(:places) ORDER BY id
""")


def stocked(server: Server) -> list[int]:
    """Dalian has places, Jinpu two units; the accounts below Dalian."""
    said = {"label": "vip", "count": STOCK, "why": "组委会第1号文"}
    assert requests.post(f"{server.url}/simulate/quota", json=said, timeout=30).status_code == 204
    admin = Clerk(server, "centre.admin")
    move = MoveQuota(count=STOCK, was=0)
    assert admin.exchange(admin.wish("quota", OWN, move)).verdicts[0].kind == "accepted"
    with server.engine.begin() as db:
        units = plant_unit(db, 1), plant_unit(db, 2)
    return [AT_JINPU, AT_ZHONGSHAN, *map(account_of, units)]


def types(client: Entered, account: int, total: int) -> None:
    wanted = [Wanted(account=account, total=total)]
    draft_moves(client.cache, wanted, client.actor, at=datetime.now(UTC))


def rows(client: Entered) -> list[QuotaRow]:
    """All nodes as the page shows them."""
    with client.cache.read() as db:
        on = tree(db, "vip", client.actor)
        assert on is not None
        (own,) = quota_reading.children(db, on, None)
        places = quota_reading.children(db, on, own.account.id)
        units = [one for each in places for one in quota_reading.children(db, on, each.account.id)]
    return [own, *places, *units]


def mirrored(client: Entered) -> list[tuple[int, ...]]:
    columns = [QUOTA.c[name] for name in COUNTERS]
    with client.cache.read() as db:
        return [tuple(row) for row in db.execute(select(*columns).order_by(QUOTA.c.id))]


def left_over(client: Entered) -> list[str]:
    """Tables that should have nothing once both sides are quiet."""
    tables = (DRAFT, OUTBOX, QUOTA_OVERLAY, QUOTA_TOLD)
    with client.cache.read() as db:
        return [one.name for one in tables if db.execute(select(one)).first()]


@dataclass(slots=True)
class Desk:
    """One computer and what it has let go."""

    client: Entered
    accounts: Sequence[int]
    released: set[UUID] = field(default_factory=set)

    def do(self, what: str, which: int, count: int) -> None:
        account, actor, cache = self.accounts[which], self.client.actor, self.client.cache
        now = datetime.now(UTC)
        if what == "type":
            types(self.client, account, count)
        elif what == "shift":
            pair = Wanted(account=AT_JINPU, count=count - 10 or 1, other=AT_ZHONGSHAN)
            draft_moves(cache, [pair], actor, at=now)
        elif what == "release":
            self.released |= {*release(cache, actor).sent}
        elif what == "undo":
            self.released -= {one.id for one in undo(cache, actor).wishes}
        elif what == "take back":
            self.released -= {one.id for one in take_back(cache, actor).wishes}
        elif what == "lease":
            lease = LeaseQuota(count=max(count // 4, 1), until=now + timedelta(days=1))
            quota_acts.ask(cache, account, lease, actor, at=now)
        elif what == "give back":
            with cache.read() as db:
                mine = quota_cards.own_leases(db)
            for one in mine[:1]:
                quota_acts.ask(cache, one.account, ReturnQuota(lease=one.id), actor, at=now)
        else:
            synced(self.client)

    def never_promises_more_than_there_is(self) -> None:
        for one in rows(self.client):
            assert one.left >= 0, "tentative"
            assert one.received >= 0

    def settles(self) -> None:
        """What still can go goes; what cannot is dropped by hand."""
        cache, actor = self.client.cache, self.client.actor
        synced(self.client)
        self.released |= {*release(cache, actor).sent}
        synced(self.client)
        discard(cache, actor, "quota", self.accounts)

    def lost_nothing(self) -> int:
        """Each one released is in effect or waits in the tray with the server's reason; how many
        wait there.
        """
        with self.client.cache.read() as db:
            done = {UUID(key) for key in db.execute(select(DELIVERED.c.id)).scalars()}
            refused = {UUID(key) for key in db.execute(select(TRAY.c.id)).scalars()}
            shown = {one.wish.id for one in trays.entries(db, settled=True)}
        assert self.released <= done | refused
        assert not done & refused
        assert shown == refused
        return len(shown)


BOTH_AT_ONCE = (
    *((0, "type", 0, 7), (1, "type", 0, 9), (0, "release", 0, 0), (1, "release", 0, 0)),
    *((0, "exchange", 0, 0), (1, "exchange", 0, 0)),
)
"""Neither knows of the other."""
STEPS = st.tuples(
    st.sampled_from((0, 1)),
    st.sampled_from(
        ["type"] * 5 + ["release"] * 3 + ["exchange"] * 3
        + ["shift", "undo", "take back", "lease", "give back"]
    ),
    st.integers(0, 3),
    st.integers(0, 24),
)  # fmt: skip


@settings(max_examples=4, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEPS, min_size=8, max_size=30))
def test_in_any_order_both_end_where_the_server_is_and_nothing_refused_is_lost(
    fresh_server: Callable[[], AbstractContextManager[Server]],
    tmp_path_factory: pytest.TempPathFactory,
    steps: list[tuple[int, str, int, int]],
) -> None:
    with fresh_server() as server, ExitStack() as stack:
        accounts = stocked(server)
        desks = []
        for login in ("dalian.head", "dalian.clerk"):
            folder = tmp_path_factory.mktemp("quota")
            client = enter(server.url, login, PASSWORD, folder)
            stack.callback(client.leave)
            synced(client)
            desks.append(Desk(client, accounts))
        for who, what, which, count in (*BOTH_AT_ONCE, *steps):
            desks[who].do(what, which, count)
            desks[who].never_promises_more_than_there_is()
        for desk in (*desks, *desks):
            desk.settles()
        with server.engine.connect() as db:
            truth = [tuple(row) for row in db.execute(TRUTH, {"places": [*BELOW]})]
        for desk in desks:
            synced(desk.client)
            assert mirrored(desk.client) == truth
            assert left_over(desk.client) == []
        assert [desk.lost_nothing() > 0 for desk in desks][1], "the second of both was refused"


def test_the_ledger_is_asked_for_and_one_s_own_moves_stand_on_top(
    server: Server, entering: Enter
) -> None:
    _, _, of_unit, _ = stocked(server)
    client = entering("dalian.head")
    types(client, AT_JINPU, 20)
    types(client, of_unit, 6)
    release(client.cache, client.actor)
    synced(client)
    types(client, AT_JINPU, 15)
    with closing(client.office()) as office, client.cache.read() as db:
        ledger = office.ledger(AT_JINPU)
        lines = [
            *quota_ledger.under_way(db, AT_JINPU, client.actor),
            *quota_ledger.told(db, ledger),
        ]
        newest = office.ledger(AT_JINPU, limit=1)
        older = office.ledger(AT_JINPU, before=newest.entries[0].id)
        with pytest.raises(Mishap, match="no_such_record"):
            office.ledger(SHANGHAI << 8 | 1 << 1)
    assert [(one.act, one.change, one.left_after, one.other.name, one.stage) for one in lines] == [
        (QuotaAct.RECALL, -5, 9, "大连交易团", "draft"),
        (QuotaAct.ALLOT, -6, 14, "大连第1贸易有限公司", "effect"),
        (QuotaAct.ALLOT, 20, 20, "大连交易团", "effect"),
    ]
    assert lines[1].by == client.actor.name
    assert (newest.more, older.more) == (True, False)
    assert newest.entries + older.entries == ledger.entries


def test_doubt_finds_an_account_that_differs_and_puts_it_right(
    server: Server, entering: Enter
) -> None:
    stocked(server)
    client = entering("dalian.head")
    types(client, AT_JINPU, 20)
    release(client.cache, client.actor)
    synced(client)
    right = mirrored(client)
    with client.cache.write() as db:
        db.execute(QUOTA.update().where(QUOTA.c.id == AT_JINPU).values(version=9, received=99))
        copy = select(*(literal(7) if one.name == "id" else one for one in QUOTA.c)).limit(1)
        db.execute(QUOTA.insert().from_select([one.name for one in QUOTA.c], copy))
    with closing(client.office()) as office:
        found = check(
            client.cache, office, client.actor, lambda: drain(client.cache, office, client.actor)
        )
    assert found.sure
    assert sum(one.removed for one in found.differences) == 1, "which the server never had"
    assert mirrored(client) == right
