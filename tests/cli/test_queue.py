"""`sync` and `queue`: what the window lists, as text and as JSON, also without a server."""

from datetime import UTC, datetime
from pathlib import Path

from python_calamine import CalamineWorkbook

from ciie_admin.server import records
from tests.cli.conftest import Shell
from tests.fixtures.editions import CENTRAL, DALIAN, JINPU, ZHONGSHAN
from tests.fixtures.records import plant_person, plant_unit, unit_form
from tests.fixtures.server import Server


def test_a_queue_is_listed_offline_after_one_sync(server: Server, shell: Shell) -> None:
    with server.engine.begin() as db:
        unit = plant_unit(db, 1)
        plant_person(db, unit, 1)
    done = shell("sync")
    assert (done.code, done.out) == (0, "")
    assert "暂存 0 项" in done.err
    server.stop()
    listed = shell("queue", "units", "lane:to_review")
    assert listed.code == 0
    head, row = listed.out.splitlines()
    assert head.split("\t")[:3] == ["编号", "单位名称", "信用代码"]
    assert row.split("\t") == [
        *(str(unit), "大连第1贸易有限公司", "T00000000000000001", "待审核"),
        *("", "", "2024-09-01 09:00"),
    ]
    english = shell("queue", "persons", "--lang", "en")
    assert english.out.splitlines()[1].split("\t")[1:4] == [
        "王二",
        "大连第1贸易有限公司",
        "To review",
    ]


def test_a_rule_of_a_newer_server_is_named_by_its_code(
    server: Server, shell: Shell, tmp_path: Path
) -> None:
    newer = [{"rule": "seen_from_orbit", "severity": "look", "measured": "3", "limit": "2"}]
    with server.engine.begin() as db:
        unit = plant_unit(db, 1, findings=newer)
        plant_person(db, unit, 1, findings=newer)
    shell("sync")
    for kind in ("units", "persons"):
        listed = shell("queue", kind)
        assert listed.code == 0
        assert "seen_from_orbit" in listed.out.splitlines()[1].split("\t")
        sheet = tmp_path / f"{kind}.xlsx"
        assert shell("export", kind, "finding:any", "--out", str(sheet)).code == 0
    rows = CalamineWorkbook.from_path(str(sheet)).get_sheet_by_index(0).to_python()
    assert "seen_from_orbit" in [value for row in rows for value in row]


def test_json_lines_carry_codes_and_utc(server: Server, shell: Shell) -> None:
    with server.engine.begin() as db:
        units = [plant_unit(db, number) for number in range(1, 4)]
    shell.prepare()
    done = shell("queue", "units", "--json", "--limit", "2")
    assert [one["id"] for one in done.objects] == units[:2]
    assert done.objects[0] == {
        "id": units[0],
        "name": "大连第1贸易有限公司",
        "credit_code": "T00000000000000001",
        "unit_class": "government",
        "lane": "to_review",
        "review": "waiting",
        "stage": "",
        "finding": "",
        "submitted_at": datetime(2024, 9, 1, 1, tzinfo=UTC).isoformat(),
    }
    assert "共 3 条" in done.err


def test_counts_and_places(server: Server, shell: Shell) -> None:
    """大连 sees both of its sub-missions; a term narrows to one of them."""
    with server.engine.begin() as db:
        for number, place in enumerate((JINPU, JINPU, ZHONGSHAN), 1):
            plant_unit(db, number, place)
        plant_unit(db, 4, ZHONGSHAN, submitted_at=None)
    login = "dalian.head"
    shell.prepare(login=login)
    counted = {
        term: shell("queue", "units", term, "--count", "--json", login=login).objects
        for term in ("place:金普新区分团", "place:zhongshan", f"place:{DALIAN}", "place:大连")
    }
    lanes = {term: (said["total"], said["lanes"]["to_review"]) for term, (said,) in counted.items()}
    assert lanes == {
        "place:金普新区分团": (2, 2),
        "place:zhongshan": (2, 1),
        f"place:{DALIAN}": (4, 3),
        "place:大连": (4, 3),
    }
    several = shell("queue", "units", "place:中", login=login)
    assert several.code == 2
    assert f"place:{CENTRAL}, place:{ZHONGSHAN}" in several.err
    listed = shell("queue", "units", "--count", login=login)
    assert listed.out.splitlines() == ["状态\t数量", "待审核\t3", "未提交\t1"]


def test_terms_are_joined_by_and(server: Server, shell: Shell) -> None:
    with server.engine.begin() as db:
        plant_unit(db, 1)
        second = plant_unit(db, 2)
        plant_unit(db, 3, submitted_at=None)
    shell.prepare()
    done = shell("queue", "units", "lane:to_review", "text:第2贸易", "--json")
    assert [one["id"] for one in done.objects] == [second]
    nothing = shell("queue", "units", "lane:rejected")
    assert (nothing.code, nothing.out) == (0, "")
    assert "没有符合条件的记录" in nothing.err


def test_what_a_registrant_typed_cannot_steer_a_terminal(server: Server, shell: Shell) -> None:
    form = unit_form(1, name_zh="大连\x1b[2J\n贸易\t公司")
    with server.engine.begin() as db:
        plant_unit(db, 1, form=records.as_json(form))
    shell.prepare()
    done = shell("queue", "units")
    assert len(done.out.splitlines()) == 2
    assert "\x1b" not in done.out
    assert shell("queue", "units", "--json").objects[0]["name"] == form.name_zh


def test_half_a_download_is_no_list(server: Server, shell: Shell) -> None:
    """Signed in, but never synced: better no list than one that lacks records."""
    done = shell("queue", "units")
    assert (done.code, done.out) == (5, "")
    assert "请先运行 sync" in done.err
