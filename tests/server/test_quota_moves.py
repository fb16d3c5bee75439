"""Free places over HTTP: given, taken back, set aside, told of and written down."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import requests
from sqlalchemy import Engine, text

from ciie_admin.domain.quota_commands import LeaseQuota, MoveQuota, QuotaCommand, ReturnQuota
from ciie_admin.domain.quotas import Quota, QuotaAct, QuotaNode, left, quota_id
from ciie_admin.server import devices, feed, quota_book, quota_leases, quota_moves, records
from ciie_admin.server.quota_rows import QUOTAS
from ciie_admin.wire.codec import adapter
from ciie_admin.wire.digests import BucketRecords, Digests, Standing, bucket_of, sums
from ciie_admin.wire.messages import Operation, QuotaChange, Removal, Verdict
from ciie_admin.wire.quotas import QuotaLedger
from tests.fixtures.clerks import Clerk
from tests.fixtures.editions import (
    CENTRE,
    DALIAN,
    EDITION,
    JINPU,
    SHANGHAI,
    ZHONGSHAN,
    small_edition,
)
from tests.fixtures.records import plant_unit
from tests.fixtures.server import Server

DAY, GRACE = timedelta(days=1), timedelta(hours=48)


def vip(place: int) -> int:
    return quota_id(QuotaNode.PLACE, place, 1)


def of_unit(unit: int) -> int:
    return quota_id(QuotaNode.UNIT, unit, 1)


def asked(clerk: Clerk, account: int, command: QuotaCommand) -> Verdict:
    return clerk.exchange(clerk.wish("quota", account, command)).verdicts[0]


def done(clerk: Clerk, account: int, command: QuotaCommand) -> Operation:
    one = clerk.wish("quota", account, command)
    verdict = clerk.exchange(one).verdicts[0]
    assert verdict.kind == "accepted", verdict
    return one


def refusal(clerk: Clerk, account: int, command: QuotaCommand) -> str:
    verdict = asked(clerk, account, command)
    return getattr(verdict, "code", verdict.kind)


def seen(clerk: Clerk) -> dict[int, Quota]:
    changes = clerk.exchange().changes
    return {one.id: one.record for one in changes if isinstance(one, QuotaChange)}


def give(server: Server, **given: int) -> None:
    """To the centre, then down to Dalian and Jinpu; each gives so many of what it has."""
    admin, head = Clerk(server, "centre.admin"), Clerk(server, "dalian.head")
    said = {"label": "vip", "count": given["centre"], "why": "组委会第1号文"}
    answer = requests.post(f"{server.url}/simulate/quota", json=said, timeout=30)
    assert answer.status_code == 204, answer.text
    if "dalian" in given:
        done(admin, vip(DALIAN), MoveQuota(count=given["dalian"], was=0))
    if "jinpu" in given:
        done(head, vip(JINPU), MoveQuota(count=given["jinpu"], was=0))


def told(clerk: Clerk, account: int, **asked_for: int) -> QuotaLedger:
    where = f"{clerk.server.url}/quotas/{account}/ledger"
    said = requests.get(where, params=asked_for, headers=clerk.headers, timeout=30)
    assert said.status_code == 200, said.text
    found: QuotaLedger = adapter(QuotaLedger).validate_json(said.content)
    return found


def test_places_go_down_the_tree_and_come_back(server: Server) -> None:
    give(server, centre=100, dalian=40, jinpu=20)
    with server.engine.begin() as db:
        unit = plant_unit(db)
    head, clerk = Clerk(server, "dalian.head"), Clerk(server, "jinpu.clerk")
    done(clerk, of_unit(unit), MoveQuota(count=5, was=0, note="去年来了4位"))
    done(clerk, of_unit(unit), MoveQuota(count=-2, was=5))
    done(head, vip(ZHONGSHAN), MoveQuota(count=8, was=0, other=vip(JINPU)))
    mine = seen(clerk)
    assert {one.id for one in mine.values()} == {vip(JINPU), of_unit(unit)}, "no others in sight"
    assert (mine[of_unit(unit)].received, mine[of_unit(unit)].version) == (3, 2)
    assert (mine[of_unit(unit)].parent, mine[of_unit(unit)].place) == (vip(JINPU), JINPU)
    assert (mine[vip(JINPU)].received, mine[vip(JINPU)].allotted) == (12, 3)
    above = seen(head)
    assert (above[vip(DALIAN)].allotted, left(above[vip(DALIAN)])) == (20, 20)
    lines = told(clerk, of_unit(unit)).entries
    assert [(one.act, one.change, one.left_after, one.why, one.other) for one in lines] == [
        (QuotaAct.RECALL, -2, 3, "", vip(JINPU)),
        (QuotaAct.ALLOT, 5, 5, "去年来了4位", vip(JINPU)),
    ]
    assert lines[0].by_name == "孙经办"
    page = told(clerk, vip(JINPU), limit=2)
    older = told(clerk, vip(JINPU), before=page.entries[-1].id)
    assert (page.more, older.more) == (True, False)
    acts = [one.act for one in (*page.entries, *older.entries)]
    assert acts == [QuotaAct.SHIFT, QuotaAct.RECALL, QuotaAct.ALLOT, QuotaAct.ALLOT]
    with server.engine.connect() as db:
        noted = "SELECT count(*) FROM audit WHERE kind = 'move_quota' AND subject_kind = 'quota'"
        assert db.execute(text(noted)).scalar_one() == 6


def test_what_is_refused_changes_nothing(server: Server) -> None:
    give(server, centre=100, dalian=40, jinpu=20)
    head, clerk = Clerk(server, "dalian.head"), Clerk(server, "jinpu.clerk")
    shanghai, viewer = Clerk(server, "shanghai.head"), Clerk(server, "dalian.viewer")
    with server.engine.begin() as db:
        gone = plant_unit(db, review="rejected")
    one = MoveQuota(count=1, was=20)
    before = seen(head)
    paid = quota_id(QuotaNode.PLACE, JINPU, 9)
    for who, account, command, code in (
        (head, vip(JINPU), MoveQuota(count=21, was=20), "quota_short"),
        (head, vip(JINPU), MoveQuota(count=-21, was=20), "quota_sits"),
        (head, vip(JINPU), MoveQuota(count=1, was=19), "quota_changed"),
        (head, vip(DALIAN), MoveQuota(count=1, was=40), "not_your_quota"),
        (clerk, vip(JINPU), one, "not_your_quota"),
        (shanghai, vip(JINPU), one, "no_such_record"),
        (viewer, vip(JINPU), one, "role_may_not"),
        (head, paid, one, "no_such_record"),
        (head, of_unit(9_999), one, "no_such_record"),
        (head, of_unit(gone), MoveQuota(count=1, was=0), "unit_takes_none"),
        (head, vip(JINPU), replace(one, other=vip(SHANGHAI)), "not_beside"),
        (clerk, vip(JINPU), LeaseQuota(count=21, until=datetime.now(UTC) + DAY), "quota_short"),
    ):
        assert refusal(who, account, command) == code
    with server.engine.begin() as db:
        db.execute(text("UPDATE edition SET body = jsonb_set(body, '{closed}', 'true')"))
    assert refusal(head, vip(JINPU), one) == "edition_closed"
    assert seen(head) == before
    with server.engine.connect() as db:
        assert db.execute(text("SELECT count(*) FROM quota WHERE version = 0")).scalar_one() == 0
        assert db.execute(text("SELECT count(*) FROM quota_entry")).scalar_one() == 5


@pytest.mark.parametrize("count", ["1.5", "-1e30", '"three"', "99999999999999999999"])
def test_what_is_no_number_is_not_taken(server: Server, count: str) -> None:
    clerk = Clerk(server, "dalian.head")
    one = clerk.wish("quota", vip(JINPU), MoveQuota(count=7, was=0))
    body = adapter(Operation).dump_json(one).decode().replace('"count":7', f'"count":{count}')
    said = requests.post(
        f"{server.url}/exchange",
        data=f'{{"device":"{clerk.device}","operations":[{body}]}}',
        headers=clerk.headers,
        timeout=30,
    )
    assert (said.status_code, said.json()["code"]) == (422, "malformed")


def test_moves_of_one_page_see_each_other(server: Server) -> None:
    give(server, centre=10)
    admin = Clerk(server, "centre.admin")
    wanted = [
        (vip(DALIAN), 6, 0),
        (vip(SHANGHAI), 6, 0),
        (vip(SHANGHAI), 4, 0),
        (vip(DALIAN), -1, 6),
    ]
    page = [
        admin.wish("quota", number, MoveQuota(count=count, was=was))
        for number, count, was in wanted
    ]
    verdicts = admin.exchange(*page).verdicts
    assert [getattr(one, "code", one.kind) for one in verdicts] == [
        "accepted",
        "quota_short",
        "accepted",
        "accepted",
    ]
    assert admin.exchange(*page).verdicts == verdicts, "sent again"
    found = seen(admin)
    assert [found[vip(one)].received for one in (CENTRE, DALIAN, SHANGHAI)] == [10, 5, 4]
    assert found[vip(DALIAN)].version == 1, "once a transaction"


def test_a_lease_is_kept_for_its_device(server: Server) -> None:
    give(server, centre=100, dalian=40, jinpu=5)
    with server.engine.begin() as db:
        unit = plant_unit(db)
    away, here = Clerk(server, "jinpu.clerk"), Clerk(server, "jinpu.clerk")
    lease = LeaseQuota(count=4, until=datetime.now(UTC) + DAY)
    taken = done(away, vip(JINPU), lease)
    assert refusal(away, vip(JINPU), lease) == "lease_open"
    assert refusal(here, of_unit(unit), MoveQuota(count=2, was=0)) == "quota_short"
    done(away, of_unit(unit), MoveQuota(count=3, was=0))
    (open_lease,) = seen(here)[vip(JINPU)].leases
    assert (open_lease.id, open_lease.count, open_lease.by_name) == (taken.id, 2, "孙经办")
    assert str(away.device) not in here.exchange().__repr__()
    second = Clerk(server, "dalian.second")
    assert refusal(second, vip(JINPU), ReturnQuota(lease=taken.id)) == "head_needed"
    done(here, vip(JINPU), ReturnQuota(lease=taken.id))
    stands = seen(here)[vip(JINPU)]
    assert (stands.leases, stands.leased, left(stands)) == ((), 0, 2)
    done(here, vip(JINPU), ReturnQuota(lease=taken.id))
    assert seen(here)[vip(JINPU)].version == stands.version, "it had ended already"
    acts = [(one.act, one.change, one.leased) for one in told(here, vip(JINPU)).entries]
    assert acts[:3] == [
        (QuotaAct.RETURN, 2, -2),
        (QuotaAct.ALLOT, -1, -2),
        (QuotaAct.LEASE, -4, 4),
    ]


def leased(server: Server, clerk: Clerk, until: datetime) -> None:
    """As if it had been taken some days ago."""
    done(clerk, vip(JINPU), LeaseQuota(count=4, until=datetime.now(UTC) + DAY))
    with server.engine.begin() as db:
        db.execute(text("UPDATE quota_lease SET until = :at"), {"at": until})


def test_what_a_device_did_not_spend_comes_back_when_it_does(server: Server) -> None:
    """Not with the operations it brings: the next page may hold what spends the lease."""
    give(server, centre=100, dalian=40, jinpu=5)
    with server.engine.begin() as db:
        unit = plant_unit(db)
    away, other = Clerk(server, "jinpu.clerk"), Clerk(server, "jinpu.clerk")
    leased(server, away, datetime.now(UTC) - GRACE / 2)
    other.exchange()
    quota_leases.sweep(server.engine, datetime.now(UTC))
    done(away, of_unit(unit), MoveQuota(count=3, was=0))
    assert seen(other)[vip(JINPU)].leased == 2, "the grace is not over"
    away.exchange()
    stands = seen(other)[vip(JINPU)]
    assert (stands.leased, left(stands), stands.leases) == (0, 2, ())


def test_what_nobody_comes_back_for_returns_with_the_grace(server: Server) -> None:
    give(server, centre=100, dalian=40, jinpu=5)
    clerk = Clerk(server, "jinpu.clerk")
    now = datetime.now(UTC)
    leased(server, clerk, now)
    assert quota_leases.sweep(server.engine, now + GRACE - timedelta(seconds=1)) == set()
    assert quota_leases.sweep(server.engine, now + GRACE) == {vip(JINPU)}
    assert quota_leases.sweep(server.engine, now + GRACE) == set()
    assert left(seen(clerk)[vip(JINPU)]) == 5
    lost = Clerk(server, "jinpu.clerk")
    done(lost, vip(JINPU), LeaseQuota(count=4, until=now + DAY))
    with server.engine.begin() as db:
        devices.revoke(db, lost.device, now)
    assert quota_leases.sweep(server.engine, now) == {vip(JINPU)}, "it can bring nothing any more"


def test_the_server_looks_by_itself(server: Server) -> None:
    """A server that starts finds what ended while it was away, and wakes who waits."""
    give(server, centre=100, dalian=40, jinpu=5)
    clerk = Clerk(server, "jinpu.clerk")
    leased(server, clerk, datetime.now(UTC) - 2 * GRACE)
    with server.engine.connect() as db:
        head = db.execute(text("SELECT head FROM head")).scalar_one()
    server.stop()
    server.start()
    wait = f"{server.url}/wait?after={head}"
    said = requests.get(wait, headers=clerk.headers, timeout=30).json()
    assert said["head"] > head
    assert left(seen(clerk)[vip(JINPU)]) == 5


def test_a_unit_that_moves_leaves_its_quota_behind(server: Server) -> None:
    give(server, centre=100, dalian=40, jinpu=20)
    with server.engine.begin() as db:
        unit = plant_unit(db)
    clerk, head = Clerk(server, "jinpu.clerk"), Clerk(server, "dalian.head")
    done(clerk, of_unit(unit), MoveQuota(count=5, was=0))
    done(clerk, of_unit(unit), LeaseQuota(count=2, until=datetime.now(UTC) + DAY))
    known = clerk.exchange()
    with server.engine.begin() as db:
        moving = records.units(db, [unit])
        accounts = quota_moves.accounts_of_units(small_edition(), moving.values())
        book = quota_book.open_book(db, small_edition(), accounts, datetime.now(UTC))
        quota_moves.leave_behind(book, unit, ZHONGSHAN)
        place = {"place": ZHONGSHAN, "unit": unit}
        db.execute(text("UPDATE unit SET review_place = :place WHERE id = :unit"), place)
        feed.announce(db, EDITION, sorted(book.write(db)))
    stands = seen(head)[of_unit(unit)]
    assert (stands.place, stands.parent, stands.received) == (ZHONGSHAN, vip(ZHONGSHAN), 0)
    assert (seen(clerk)[vip(JINPU)].allotted, left(seen(clerk)[vip(JINPU)])) == (0, 20)
    news = clerk.exchange(cursor=known.cursor, grants=known.grants, epoch=known.epoch)
    page = {"cursor": known.cursor, "grants": known.grants, "epoch": known.epoch, "limit": 1}
    asked_for = page | {"device": str(clerk.device)}
    first = requests.post(
        f"{server.url}/exchange", json=asked_for, headers=clerk.headers, timeout=30
    )
    assert (first.json()["remaining"], first.json()["removals"]) == (1, 1), "for the brake"
    removed = [one for one in news.changes if isinstance(one, Removal)]
    assert [(one.of, one.id) for one in removed] == [("quota", of_unit(unit))]


def test_doubt_knows_the_accounts(server: Server) -> None:
    give(server, centre=100, dalian=40, jinpu=20)
    clerk = Clerk(server, "dalian.clerk")
    answer = clerk.exchange()
    there = {one.id: one.record for one in answer.changes if isinstance(one, QuotaChange)}

    def doubt(path: str, **body: Any) -> bytes:
        said = requests.post(server.url + path, json=body, headers=clerk.headers, timeout=30)
        assert said.status_code == 200, said.text
        return said.content

    where = Standing(epoch=answer.epoch, grants=answer.grants, cursor=answer.cursor)
    asks = adapter(Standing).dump_python(replace(where, kinds=("quota",)), mode="json")
    found: Digests = adapter(Digests).validate_json(doubt("/digests", **asks))
    (kind,) = found.kinds
    assert kind.kind == "quota"
    assert kind.buckets == sums((one.id, one.version) for one in there.values())
    bucket = bucket_of(vip(JINPU))
    body = doubt("/bucket", standing=asks, kind="quota", bucket=bucket)
    records_of: BucketRecords = adapter(BucketRecords).validate_json(body)
    assert records_of.quotas == tuple(
        there[one] for one in sorted(there) if bucket_of(one) == bucket
    )
    before = {"epoch": answer.epoch, "grants": answer.grants, "cursor": answer.cursor}
    old: Digests = adapter(Digests).validate_json(doubt("/digests", **before))
    assert [one.kind for one in old.kinds] == ["unit", "person"], "as before it knew of accounts"


def test_the_receipt_is_refused_as_everything_is(database: Engine) -> None:
    with database.begin() as db:
        edition, now = small_edition(), datetime.now(UTC)
        for label, count, code in (
            ("visitor", 5, "label_not_free"),
            ("nobody", 5, "label_not_free"),
            ("vip", 0, "quota_count"),
            ("vip", 10**7, "quota_count"),
        ):
            with pytest.raises(Exception, match=code):
                quota_moves.grant(db, edition, label, count, now)
        assert quota_moves.grant(db, edition, "vip", 5, now) == 5
        assert quota_moves.grant(db, edition, "vip", 5, now) == 10
        assert db.execute(QUOTAS.select()).one().version == 2
