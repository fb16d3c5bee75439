"""At the server's own shell: the 操作日志 is verified, devices revoked, accounts disabled."""

from uuid import uuid4

from sqlalchemy import text

from ciie_admin.domain.commands import PassUnit
from ciie_admin.domain.states import Step
from tests.cli.conftest import Said, run
from tests.fixtures.clerks import Clerk
from tests.fixtures.editions import EDITION
from tests.fixtures.records import plant_unit
from tests.fixtures.server import Server


def kept(server: Server, *words: str) -> Said:
    return run(*words, "--database", server.engine.url.render_as_string(hide_password=False))


def worked(server: Server) -> Clerk:
    """A sign-in and a decision."""
    with server.engine.begin() as db:
        unit = plant_unit(db, 1)
    clerk = Clerk(server, "jinpu.clerk")
    clerk.insists("unit", unit, PassUnit(step=Step.FIRST))
    return clerk


def tamper(server: Server, statement: str) -> None:
    with server.engine.begin() as db:
        db.execute(text("ALTER TABLE audit DISABLE TRIGGER audit_only_grows"))
        db.execute(text(statement))


def test_an_unbroken_chain(server: Server) -> None:
    worked(server)
    done = kept(server, "audit", "verify")
    assert (done.code, done.out) == (0, "")
    assert done.err.startswith(f"第 {EDITION} 届：2 条，完整。")
    (said,) = kept(server, "audit", "verify", "--json").objects
    assert (said["edition"], said["entries"], said["flaw"]) == (EDITION, 2, None)
    assert said["head"] in done.err, "to be compared with what was written down elsewhere"


def test_the_first_bad_entry_is_named(server: Server) -> None:
    worked(server)
    tamper(server, "UPDATE audit SET account_id = account_id + 1 WHERE n = 2")
    done = kept(server, "audit", "verify", "--json", "--lang", "en")
    assert done.code == 1
    assert done.objects[0]["flaw"] == {"edition": EDITION, "n": 2, "code": "changed"}
    assert done.err == f"Edition {EDITION}: 1 entries hold, number 2 has been changed.\n"


def test_a_cut_tail_is_noticed(server: Server) -> None:
    worked(server)
    tamper(server, "DELETE FROM audit WHERE n = 2")
    done = kept(server, "audit", "verify")
    assert done.code == 1
    assert "第 2 条及其后各条被删去" in done.err


def test_the_newest_entries_by_ids_only(server: Server) -> None:
    clerk = worked(server)
    newest, before = kept(server, "audit", "show", "--json").objects
    assert (newest["kind"], newest["n"], newest["device"]) == ("pass_unit", 2, str(clerk.device))
    assert before["kind"] == "sign_in"
    rows = kept(server, "audit", "show", "--limit", "1").out.splitlines()
    assert len(rows) == 2
    assert rows[1].split("\t")[2:4] == ["审核通过", "单位 1"]
    assert "jinpu" not in "".join(rows)


def test_a_device_is_revoked(server: Server) -> None:
    clerk = worked(server)
    device = str(clerk.device)
    (before,) = kept(server, "devices", "list", "--json").objects
    assert (before["id"], before["login"], before["revoked_at"]) == (device, "jinpu.clerk", None)
    done = kept(server, "devices", "revoke", device)
    assert (done.code, done.out) == (0, "")
    assert device in done.err
    (after,) = kept(server, "devices", "list", "--json").objects
    assert after["revoked_at"]
    assert device in kept(server, "devices", "list").out


def test_an_account_is_disabled(server: Server) -> None:
    worked(server)
    done = kept(server, "accounts", "disable", "jinpu.clerk")
    assert done.code == 0
    assert done.err == "账号 jinpu.clerk 已停用，其登录已全部结束。\n"
    with server.engine.connect() as db:
        open_ones = "SELECT count(*) FROM session WHERE ended_at IS NULL"
        assert db.execute(text(open_ones)).scalar_one() == 0


def test_what_is_not_there_is_said_so(server: Server) -> None:
    for words, said in (
        (("devices", "revoke", str(uuid4())), "没有这台设备。"),
        (("devices", "revoke", "7"), "没有这台设备。"),
        (("devices", "revoke"), "没有这台设备。"),
        (("accounts", "disable", "nobody"), "没有这个账号。"),
        (("audit", "burn"), "参数不对。"),
    ):
        done = kept(server, *words)
        assert (done.code, done.out) == (2, ""), words
        assert done.err.startswith(said), done.err


def test_a_database_of_an_older_version_is_left_alone(empty_database: str) -> None:
    done = run("audit", "verify", "--database", empty_database)
    assert (done.code, done.out) == (5, "")
    assert done.err.startswith("数据库结构过旧。")
