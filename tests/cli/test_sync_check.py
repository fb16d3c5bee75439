"""`sync --check` and `sync --accept-removals`, and what of the tray can be read afterwards."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import text

from ciie_admin.models.engine import Cache
from ciie_admin.server import feed
from ciie_admin.server.feed import Moved
from ciie_admin.sync.cycle import drain
from ciie_admin.sync.entering import enter
from ciie_admin.wire.digests import bucket_of
from tests.cli.conftest import Shell
from tests.fixtures.editions import EDITION, JINPU, SHANGHAI
from tests.fixtures.records import plant_unit
from tests.fixtures.server import PASSWORD, Server
from tests.sync.test_brake import planted, taken_out_of_sight


@contextmanager
def cache_of(server: Server, folder: Path) -> Iterator[Cache]:
    """The profile of the shell, opened in this process."""
    entered = enter(server.url, "jinpu.clerk", PASSWORD, folder / "one")
    try:
        with closing(entered.office()) as office:
            drain(entered.cache, office, entered.actor)
        yield entered.cache
    finally:
        entered.leave()


def test_a_check_says_what_it_found_and_what_was_found_before(
    server: Server, shell: Shell, tmp_path: Path
) -> None:
    with server.engine.begin() as db:
        for number in range(1, 6):
            plant_unit(db, number)
    shell.prepare()
    whole = shell("sync", "--check", "--json")
    assert whole.code == 0
    assert whole.objects[0]["sure"] is True
    assert (whole.objects[0]["repaired"], whole.objects[0]["differences"]) == (0, [])
    assert "已与服务器核对：一致。" in whole.err
    with cache_of(server, tmp_path) as cache, cache.write() as db:
        db.execute(text("DELETE FROM unit WHERE id = 4"))
    found = shell("sync", "--check", "--json")
    assert found.code == 0
    (one,) = found.objects[0]["differences"]
    assert found.objects[0]["repaired"] == 1
    assert {**one, "at": ""} == {
        "at": "",
        "kind": "unit",
        "bucket": bucket_of(4),
        "mine": one["theirs"] - 1,
        "theirs": one["theirs"],
        "removed": 0,
        "written": 1,
    }
    again = shell("sync", "--check")
    assert "已与服务器核对：一致。" in again.err
    head, row = again.out.splitlines()
    assert head.split("\t") == ["时间", "类别", "分组", "本机", "服务器", "移除", "写入"]
    assert row.split("\t")[1:3] == ["单位", str(bucket_of(4))]
    english = shell("sync", "--check", "--lang", "en")
    assert "Compared with the server: the same." in english.err


def test_many_removals_need_consent(server: Server, shell: Shell, tmp_path: Path) -> None:
    units = planted(server)
    shell.prepare()
    taken_out_of_sight(server, units[:600])
    refused = shell("sync", "--json")
    assert refused.code == 5
    assert refused.objects == [{"mishap": "mass_removal", "facts": {"count": "600"}}]
    assert "服务器要移除大量记录" in refused.err
    assert "sync --accept-removals" in refused.err
    agreed = shell("sync", "--accept-removals", "--json")
    assert agreed.code == 0, agreed.err
    with cache_of(server, tmp_path) as cache, cache.read() as db:
        assert db.execute(text("SELECT count(*) FROM unit")).scalar() == len(units) - 600


def test_consent_given_for_nothing_does_nothing(
    server: Server, shell: Shell, tmp_path: Path
) -> None:
    with server.engine.begin() as db:
        plant_unit(db, 1)
    shell.prepare()
    assert shell("sync", "--accept-removals").code == 0
    with cache_of(server, tmp_path) as cache, cache.read() as db:
        kept = "SELECT value FROM preference WHERE name = 'removals_accepted'"
        assert not db.execute(text(kept)).scalar()


@pytest.mark.parametrize("settled", [False, True])
def test_what_was_let_go_can_still_be_read(server: Server, shell: Shell, *, settled: bool) -> None:
    with server.engine.begin() as db:
        unit = plant_unit(db, 1)
    shell.prepare()
    assert shell("decide", "units", "pass", str(unit), "--release").code == 0
    with server.engine.begin() as db:
        away = "UPDATE unit SET review_place = :to, count_place = :to WHERE id = :id"
        db.execute(text(away), {"to": SHANGHAI, "id": unit})
        feed.announce(db, EDITION, [Moved(JINPU, "unit", unit, gone=True)])
    shell("sync")
    (entry,) = shell("outbox", "--tray", "--json").objects[0]["tray"]
    assert (entry["code"], entry["settled"]) == ("no_such_record", "")
    shell("outbox", "--drop", entry["operation"])
    words = ("--settled",) if settled else ()
    found = shell("outbox", "--tray", "--json", *words).objects[0]["tray"]
    assert [one["settled"] for one in found] == (["dropped"] if settled else [])
