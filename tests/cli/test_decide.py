"""`decide`: drafts, releases, the server's answer, and an exit code that says how it went."""

from sqlalchemy import text

from ciie_admin.server import records
from tests.cli.conftest import Shell
from tests.fixtures.records import edit_unit, plant_person, plant_units
from tests.fixtures.server import Server


def reviews(server: Server) -> dict[int, str]:
    with server.engine.connect() as db:
        rows = db.execute(text("SELECT id, review FROM unit ORDER BY id"))
        return {row.id: row.review for row in rows}


def test_a_draft_stays_on_this_computer(server: Server, shell: Shell) -> None:
    (unit,) = plant_units(server.engine, 1)
    shell.prepare()
    server.stop()
    done = shell("decide", "units", "pass", str(unit), "--json")
    row, summary = done.objects
    assert (done.code, row["outcome"]) == (0, "drafted")
    assert summary["summary"] == {"drafted": 1}
    listed = shell("queue", "units", "--json").objects
    assert (listed[0]["stage"], listed[0]["lane"]) == ("draft", "first_passed")
    assert reviews(server) == {unit: "waiting"}


def test_released_rows_wait_for_the_server(server: Server, shell: Shell) -> None:
    units = plant_units(server.engine, 3)
    shell.prepare()
    server.stop()
    done = shell("decide", "units", "pass", "lane:to_review", "--release")
    assert (done.code, done.out) == (0, "")
    assert "共 3 条：待确认 3" in done.err
    server.start()
    synced = shell("sync", "--json")
    assert (synced.code, synced.objects[0]["sent"]) == (0, 3)
    assert reviews(server) == dict.fromkeys(units, "first_passed")


def test_waiting_ends_with_the_verdict_of_every_row(server: Server, shell: Shell) -> None:
    units = plant_units(server.engine, 3)
    shell.prepare()
    words = ("decide", "units", "return", "--reason", "address_differs", "--release")
    done = shell(*words, *map(str, units), "--message", "请改地址", "--wait", "30", "--json")
    assert done.code == 0
    assert [one["outcome"] for one in done.objects[:-1]] == ["accepted"] * 3
    assert reviews(server) == dict.fromkeys(units, "returned")
    with server.engine.connect() as db:
        told = db.execute(text("SELECT facts->>'message' FROM notice")).scalars().all()
    assert set(told) == {"请改地址"}


def test_what_is_not_possible_is_said_row_by_row(server: Server, shell: Shell) -> None:
    first, second = plant_units(server.engine, 2)
    with server.engine.begin() as db:
        db.execute(text("UPDATE unit SET submitted_at = NULL WHERE id = :id"), {"id": second})
    shell.prepare()
    done = shell("decide", "units", "pass", str(first), str(second), "999", "--lang", "en")
    assert done.code == 1
    assert done.out.splitlines() == [
        "id\toutcome\twhy",
        f"{second}\tNot possible\tNot submitted yet. Review it once it is.",
        "999\tNot possible\tThis record is no longer within your sight.",
    ]
    assert "3 records: Drafted 1, Not possible 2" in done.err
    alone = shell("decide", "units", "pass", "999", "--json")
    assert (alone.code, alone.objects[0]["code"]) == (1, "no_such_record")


def test_a_colleague_was_faster(server: Server, shell: Shell) -> None:
    """Refused rows and accepted ones of the same batch: one bad row stops nothing."""
    first, second = plant_units(server.engine, 2)
    shell.prepare()
    shell.prepare(login="dalian.clerk", computer="two")
    words = ("decide", "units", "reject", str(first), "--reason", "not_eligible", "--release")
    assert shell(*words, "--wait", "30", login="dalian.clerk", computer="two").code == 0
    done = shell("decide", "units", "pass", "--all", "--release", "--wait", "30", "--json")
    rows = {one["id"]: one for one in done.objects[:-1]}
    assert done.code == 1
    assert (rows[first]["outcome"], rows[first]["code"]) == ("refused", "state_moved")
    assert "李经办已先决定：不通过" in rows[first]["said"]
    assert rows[second]["outcome"] == "accepted"
    assert reviews(server) == {first: "rejected", second: "first_passed"}


def test_the_registrant_changed_what_was_judged(server: Server, shell: Shell) -> None:
    (unit,) = plant_units(server.engine, 1)
    shell.prepare()
    with server.engine.begin() as db:
        edit_unit(db, unit, address="大连市中山区2号")
    done = shell("decide", "units", "pass", str(unit), "--release", "--wait", "30")
    assert done.code == 1
    assert done.out.splitlines()[1].split("\t")[:2] == [str(unit), "数据已变更"]
    assert reviews(server) == {unit: "waiting"}


def test_only_its_own_batch_is_released(server: Server, shell: Shell) -> None:
    first, second = plant_units(server.engine, 2)
    shell.prepare()
    shell("decide", "units", "pass", str(first))
    shell("decide", "units", "pass", str(second), "--release", "--wait", "30")
    assert reviews(server) == {first: "waiting", second: "first_passed"}
    counts = shell("outbox", "--json").objects[0]["counts"]
    assert (counts["drafts"], counts["waiting"]) == (1, 0)


def test_persons_and_the_verdicts_of_both_kinds(server: Server, shell: Shell) -> None:
    """Every verdict once, each by somebody who may, and taken back by its author."""
    (unit,) = plant_units(server.engine, 1)
    with server.engine.begin() as db:
        person = plant_person(db, unit, 1)
    shell.prepare(login="dalian.head")
    wait = ("--release", "--wait", "30")
    for kind, subject, verdict, words, state in (
        ("persons", person, "return", ("--reason", "photo_unfit"), "returned"),
        ("persons", person, "withdraw", (), "waiting"),
        ("persons", person, "advise", ("--reason", "not_of_unit"), "advised_against"),
        ("persons", person, "withdraw", (), "waiting"),
        ("persons", person, "pass", (), "passed"),
        ("units", unit, "reject", ("--reason", "not_eligible"), "rejected"),
        ("units", unit, "reopen", ("--note", "补交了材料"), "waiting"),
        ("units", unit, "pass", (), "first_passed"),
        ("units", unit, "withdraw", (), "waiting"),
    ):
        done = shell("decide", kind, verdict, str(subject), *words, *wait, login="dalian.head")
        assert done.code == 0, (verdict, done.out, done.err)
        record = records.units if kind == "units" else records.persons
        with server.engine.connect() as db:
            assert record(db, [subject])[subject].review == state, verdict


def test_photos_are_judged_as_nobody_saw_them(server: Server, shell: Shell) -> None:
    (unit,) = plant_units(server.engine, 1)
    with server.engine.begin() as db:
        ids = [plant_person(db, unit, n, photo=f"{n:064x}") for n in range(1, 4)]
    shell.prepare(login="dalian.head")
    wait = ("--release", "--wait", "30")
    other = ("--reason", "number_wrong")
    bad = shell("decide", "photos", "unfit", "photo:open", *other, login="dalian.head")
    assert bad.code == 2
    unfit = ("--reason", "photo_unfit")
    done = shell("decide", "photos", "unfit", str(ids[0]), *unfit, *wait, login="dalian.head")
    assert done.code == 0, done.out + done.err
    done = shell("decide", "photos", "fit", "photo:open", *wait, login="dalian.head")
    assert done.code == 0, done.out + done.err
    with server.engine.connect() as db:
        words = [records.persons(db, [n])[n].photo_word for n in ids]
    said = [(one.verdict.value, one.sight.value) for one in words if one is not None]
    assert said == [("unfit", "none"), ("fit", "none"), ("fit", "none")]
    passed = shell("decide", "persons", "pass", *map(str, ids), "--json", login="dalian.head")
    codes = {one["id"]: one["code"] for one in passed.objects if "id" in one}
    assert codes == {ids[0]: "photo_unfit", ids[1]: "", ids[2]: ""}
    listed = shell("queue", "persons", "照片审核:照片不合格", "--json", login="dalian.head")
    assert [one["id"] for one in listed.objects] == [ids[0]]


def test_ids_may_follow_options_and_stand_twice(server: Server, shell: Shell) -> None:
    first, second = plant_units(server.engine, 2)
    shell.prepare()
    words = ("return", "--reason", "address_differs", str(first), str(second), str(first))
    done = shell("decide", "--json", "units", *words)
    assert (done.code, done.objects[-1]["total"]) == (0, 2)


REFUSED = (
    (("units", "pass"), "请写明编号、筛选条件，或加 --all"),
    (("units", "pass", "1", "lane:to_review"), "编号与筛选条件不能混用"),
    (("units", "pass", "1", "--all"), "编号与筛选条件不能混用"),
    (("units", "pass", "1", "--wait", "5"), "须与 --release 一起使用"),
    (("units", "pass", "1", "--release", "--wait", "soon"), "应为秒数"),
    (("units", "pass", "nowhere:1"), "可用字段：lane, place"),
    (("units", "pass", "lane:paid"), "可用的值：to_review"),
    (("units", "pass", "lane:to_review", "lane:returned"), "只能写一次"),
    (("units", "pass", "place:火星"), "请核对名称或编号：火星"),
    (("units", "advise", "1", "--reason", "not_eligible"), "pass, return, reject"),
    (("persons", "reject", "1"), "pass, return, advise"),
    (("units", "pass", "1", "--message", "好"), "这一决定不带此项"),
    (("units", "return", "1", "--reason", "photo_unfit"), "address_differs, licence_unclear"),
    (("units", "forgive", "1"), "可选：pass, return"),
)


def test_what_cannot_be_meant_is_refused(server: Server, shell: Shell) -> None:
    """Each with the sentence that says what to write instead, and without a single draft."""
    shell.prepare()
    for words, said in REFUSED:
        done = shell("decide", *words)
        assert (done.code, done.out) == (2, ""), words
        assert said in done.err, words
    assert shell("outbox", "--json").objects[0]["counts"]["drafts"] == 0
