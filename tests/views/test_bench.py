"""The photo bench by keys: judged, undone, released; and what was seen of a photo is recorded."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from sqlalchemy import delete, text

from ciie_admin.domain.findings import Finding
from ciie_admin.models.tables import ORIGINAL
from ciie_admin.views.bench_page import BenchPage
from ciie_admin.views.main_window import MainWindow
from tests.fixtures.bench import REASON, TILTED, at, open_bench, plain_jpeg, plant_photos
from tests.fixtures.server import Server
from tests.fixtures.windows import CTRL, SHIFT, Hands
from tests.server.photographed import WITH_NETS, drawn, judged

PERSONS = 6
CLEAN: tuple[Finding, ...] = ()


def planted(server: Server, findings: Sequence[tuple[Finding, ...]]) -> list[int]:
    return plant_photos(server, [plain_jpeg(n) for n in range(len(findings))], findings)


def words(server: Server) -> dict[int, tuple[str, str, tuple[str, ...]]]:
    """What the server has been told of each photo: verdict, sight, reasons."""
    with server.engine.connect() as db:
        rows = db.execute(text("SELECT id, photo_word FROM person WHERE photo_word IS NOT NULL"))
        return {n: (w["verdict"], w["sight"], tuple(w["reasons"])) for n, w in rows}


def sharp(page: BenchPage) -> bool:
    """The original of the photo in front has been on the screen."""
    faced = page.photo.faced
    return page._seen.sight(faced.number, faced.digest) == "original"


def test_judged_undone_and_released_by_keys_as_it_was_seen(hands: Hands, server: Server) -> None:
    planted(server, [(TILTED,)] * PERSONS)
    hands.work()
    page = open_bench(hands, PERSONS)
    first, second, third, *_ = page.list.model.keys
    hands.until(lambda: sharp(page))
    hands.key(Qt.Key.Key_F7)
    assert page.box.rail.armed() == "return"
    hands.key(Qt.Key.Key_Return)
    assert page.box.rail.armed(), "without a reason there is nothing to confirm"
    hands.key(Qt.Key.Key_1)
    hands.key(Qt.Key.Key_Return)
    hands.until_drafted(1)
    hands.until(lambda: page.list.current == second and at(page))
    hands.until(lambda: page.list.model.known(first).photo_stage == "draft")
    hands.until(lambda: sharp(page))
    hands.key(Qt.Key.Key_F6)
    hands.until_drafted(2)
    hands.until(lambda: page.list.current == third)
    assert hands.drafts() == {"photo_fit": 1, "photo_unfit": 1}
    hands.key(Qt.Key.Key_F6)
    hands.until_drafted(3)
    hands.key(Qt.Key.Key_Z, CTRL)
    hands.until_drafted(2)
    assert words(server) == {}
    hands.key(Qt.Key.Key_Return, CTRL)
    hands.until(hands.window.release_page.button.isEnabled)
    hands.key(Qt.Key.Key_Return, CTRL)
    hands.until_done()
    assert words(server) == {
        first: ("unfit", "original", (REASON,)),
        second: ("fit", "original", ()),
    }


def test_a_clean_page_is_confirmed_at_once_but_only_what_was_on_the_screen(
    hands: Hands, server: Server
) -> None:
    """Of 40 clean photos a page shows some; none with a finding or a verdict is among them."""
    made = planted(server, [CLEAN] * 40 + [(TILTED,)])
    hands.work()
    page = open_bench(hands, 40, "clean")
    hands.until(lambda: len(page.list.sheet.page()) > 4)
    hands.key(Qt.Key.Key_F6)
    hands.until_drafted(1)
    hands.until(lambda: page.list.model.known(page.list.model.keys[0]).photo_stage == "draft")
    hands.settle()
    hands.until(lambda: f"{len(page.list.clean_page())}" in page.list.foot.batch.text())
    shown = page.list.clean_page()
    number = len(shown)
    assert 0 < number < 39
    hands.key(Qt.Key.Key_Return, SHIFT)
    hands.until_drafted(1 + number)
    hands.desk.release()
    hands.until_done()
    found = words(server)
    assert set(found) == {*shown, page.list.model.keys[0]}
    assert made[-1] not in found
    assert {sight for n, (_, sight, _) in found.items() if n in shown[1:]} == {"small"}


def test_without_a_network_a_verdict_says_what_was_seen(hands: Hands, server: Server) -> None:
    """Small pictures are here, originals not; and one is judged before it is on the screen."""
    planted(server, [(TILTED,)] * 40)
    hands.work()
    page = open_bench(hands, 40)
    hands.until(lambda: len(page.list.sheet.page()) > 4)
    hands.key(Qt.Key.Key_1, CTRL)
    hands.program.stop()
    hands.server.stop()
    hands.sign_in()
    hands.until(lambda: isinstance(hands.program.window, MainWindow))
    hands.ready()
    with hands.desk.entered.cache.write() as db:
        db.execute(delete(ORIGINAL))  # some were fetched ahead
    page = open_bench(hands, 40)
    page.list.go_to(page.list.model.keys[2])
    small, unseen = page.list.current, page.list.model.keys[-1]
    hands.until(lambda: at(page))
    hands.until(lambda: page._seen.sight(small, page.photo.faced.digest) == "small")
    hands.until(lambda: "离线" in page.photo._note)
    hands.key(Qt.Key.Key_F6)
    hands.until_drafted(1)
    page.list.go_to(unseen)
    hands.key(Qt.Key.Key_F6)
    hands.until_drafted(2)
    with hands.desk.entered.cache.read() as db:
        said = "SELECT subject_id, json_extract(body, '$.command.sight') FROM draft"
        assert dict(map(tuple, db.execute(text(said)))) == {small: "small", unseen: "none"}


@WITH_NETS
def test_the_photo_in_front_is_measured_marked_and_looked_at_closely(
    hands: Hands, server: Server
) -> None:
    kinds = ("tilted", "busy_background", "plain")
    plant_photos(server, [drawn(one) for one in kinds], [judged(one) for one in kinds[:2]] + [()])
    hands.work()
    page = open_bench(hands, 2)
    hands.until(lambda: page.photo.marks is not None)
    marks = page.photo.marks
    assert marks is not None
    assert list(marks.size) == [480, 640]
    assert marks.oval
    names = {row.name: row for row in page.side.table.rows}
    assert {"背景", "宽高比", "像素", "面部占比"} <= set(names)
    assert names["宽高比"].sign.hue == "ok"
    faults = [row.name for row in page.side.table.rows if row.sign.hue in ("warn", "bad")]
    assert faults, "as the checker found when it was planted"
    hands.key(Qt.Key.Key_V)
    hands.until(lambda: page.photo.marks is None)
    hands.key(Qt.Key.Key_V)
    hands.until(lambda: page.photo.marks is not None)
    hands.until(lambda: page.photo.close_up is not None)
    QTest.keyPress(page.list.sheet, Qt.Key.Key_Z)
    hands.until(lambda: page.photo.is_close)
    QTest.keyRelease(page.list.sheet, Qt.Key.Key_Z)
    hands.until(lambda: not page.photo.is_close)
    hands.key(Qt.Key.Key_1, CTRL)
    measuring = hands.desk.measuring
    hands.until(lambda: measuring._workers is None)


def test_keys_come_faster_than_drafts_are_written_and_cards_are_read(
    hands: Hands, server: Server
) -> None:
    """Each key judges the photo in front when it went down; none is judged for another."""
    planted(server, [(TILTED,)] * 40)
    hands.work()
    page = open_bench(hands, 40)
    keys = list(page.list.model.keys)
    key = Qt.Key
    for one in (key.Key_F6, key.Key_F6, key.Key_F7, key.Key_1, key.Key_Return, key.Key_F6):
        hands.key(one)
    hands.until_drafted(4)
    hands.settle()
    assert hands.drafts() == {"photo_fit": 3, "photo_unfit": 1}
    assert page.list.current == keys[4]
    page.list.go_to(keys[30])  # further than cards are read ahead
    hands.key(Qt.Key.Key_F7)
    assert not page.box.rail.armed(), "reasons are proposed from one's own card"
    hands.key(Qt.Key.Key_1)
    hands.key(Qt.Key.Key_Return)
    hands.until_drafted(5)
    hands.key(Qt.Key.Key_Left)
    hands.until(lambda: page.list.current == keys[30] and at(page))
    assert hands.drafts() == {"photo_fit": 3, "photo_unfit": 2}
    with hands.desk.entered.cache.read() as db:
        said = text("SELECT subject_id FROM draft WHERE json_extract(body, '$.command.fit') = 0")
        assert set(db.execute(said).scalars()) == {keys[2], keys[30]}


def test_a_second_window_follows_and_obeys_the_same_keys(hands: Hands, server: Server) -> None:
    planted(server, [(TILTED,)] * 3)
    hands.work()
    page = open_bench(hands, 3)
    first, other, _ = page.list.model.keys
    hands.key(Qt.Key.Key_W)
    second = page.second
    assert second is not None
    assert second.photo.faced.number == first
    hands.until(second.hasFocus)
    hands.key(Qt.Key.Key_F6)
    hands.until_drafted(1)
    hands.until(lambda: page.list.current == other == second.photo.faced.number)
    hands.key(Qt.Key.Key_Left)
    hands.until(lambda: second.photo.faced.number == first)
    hands.active()
    page.list.focus()
    hands.key(Qt.Key.Key_2, CTRL)
    assert not second.isVisible(), "no photo stays there while something else is done"
    hands.key(Qt.Key.Key_7, CTRL)
    assert second.isVisible()
    hands.key(Qt.Key.Key_W)
    assert page.second is None


def test_the_smallest_window_shows_the_bench_whole(hands: Hands, server: Server) -> None:
    planted(server, [(TILTED,)])
    hands.work()
    page = open_bench(hands, 1)
    hands.window.resize(hands.window.minimumSize())
    hands.until(lambda: page.width() < hands.window.minimumWidth())
    hands.until(lambda: page.side.mapTo(page, page.side.rect().topRight()).x() < page.width())


def test_unfit_photos_return_their_persons_each_for_its_own_reasons(
    hands: Hands, server: Server
) -> None:
    made = planted(server, [(TILTED,)] * 3)
    hands.work()
    page = open_bench(hands, 3)
    for number in (1, 2):
        hands.key(Qt.Key.Key_F7)
        hands.key(Qt.Key.Key_1)
        hands.key(Qt.Key.Key_Return)
        hands.until_drafted(number)
    hands.until(lambda: len(page.foot.unfit) == 2)
    assert "2" in page.foot.button.text()
    hands.key(Qt.Key.Key_F10)
    hands.until_drafted(4)
    assert hands.drafts() == {"photo_unfit": 2, "return_person": 2}
    hands.desk.release()
    hands.until_done()
    with server.engine.connect() as db:
        rows = db.execute(text("SELECT review, reasons FROM person ORDER BY review, id")).all()
    assert sorted((review, tuple(why)) for review, why in rows) == [
        ("returned", (REASON,)),
        ("returned", (REASON,)),
        ("waiting", ()),
    ]
    assert len(made) == 3


def test_from_the_persons_to_the_bench_and_back_in_another_language(
    hands: Hands, server: Server
) -> None:
    made = planted(server, [(TILTED,)] * 3)
    hands.work()
    hands.persons()
    hands.list.ask(replace(hands.list.query, text="王二"))
    hands.until(lambda: len(hands.list.model.keys) == 1)
    hands.key(Qt.Key.Key_B, CTRL | SHIFT)
    page = hands.window.bench
    hands.until(lambda: list(page.list.model.keys) == [made[0]])
    hands.until(lambda: at(page))
    hands.key(Qt.Key.Key_Return)
    assert hands.page.kind == "person"
    hands.until(lambda: hands.card() == made[0])
    hands.key(Qt.Key.Key_7, CTRL)
    assert page.list.sheet.hasFocus()
    before = hands.window
    hands.window.language_asked.emit("en")
    hands.until(lambda: hands.program.window is not before)
    page = hands.window.bench
    hands.until(lambda: at(page))
    assert hands.window.stack.currentWidget() is page
    assert list(page.list.model.keys) == [made[0]]
