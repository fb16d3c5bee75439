"""The contact sheet: pictures that arrive without moving anything, keys, ticks, what is spoken."""

import io
from array import array
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from hashlib import sha256

import pytest
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleInterface,
    QAction,
    QColor,
    QImage,
    QInputMethodEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ciie_admin.models import thumbnails
from ciie_admin.models.reading import PersonRow
from ciie_admin.server import pictures
from ciie_admin.sync.loop import Told
from ciie_admin.views import listing
from ciie_admin.views.components import contact_sheet
from ciie_admin.views.components.contact_sheet import AHEAD, ContactSheet
from ciie_admin.views.components.tile import PICTURE, TILE, Tile
from ciie_admin.views.components.tile_grid import EDGE, STEP
from ciie_admin.views.components.tile_paint import Absent, paint_tile
from ciie_admin.views.desk import Desk
from ciie_admin.views.record_list import plan
from ciie_admin.views.theme_values import LIGHT
from ciie_admin.views.tile_list import TileList
from ciie_admin.views.tiles import TOGETHER, Tiles
from ciie_admin.views.tiles_made import Kept, Wish
from tests.fixtures.client import Enter
from tests.fixtures.editions import small_edition
from tests.fixtures.records import plant_person, plant_unit
from tests.fixtures.server import Server
from tests.fixtures.windows import CTRL, SHIFT

PERSONS, COLUMNS, ROWS = 63, 5, 3
"""Five in a row, three rows wholly on the screen and nearly all of a fourth."""
BARE = 4
"""Place of the person without a photo."""
Key = Qt.Key


def colour(number: int) -> tuple[int, int, int]:
    return number * 3 % 256, 255 - number * 3 % 256, number * 37 % 256


def drawn(number: int) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (480, 640), colour(number)).save(out, "JPEG")
    return out.getvalue()


PHOTOS = [b"" if number == BARE else drawn(number) for number in range(PERSONS)]


def digest(place: int) -> str:
    return sha256(PHOTOS[place]).hexdigest() if PHOTOS[place] else ""


def tile(row: PersonRow) -> Tile:
    """Every third photo has a fault; the second verdict is a draft."""
    place = row.id
    return Tile(
        id=row.id,
        name=row.name,
        photo=row.photo,
        finding="background" if place % 3 == 0 else "",
        said="照片背景" if place % 3 == 0 else "无异常",
        judged="暂存·照片合格" if place % 5 == 2 else "",
        verdict="fit" if place % 5 == 2 else "",
        stage="draft" if place % 5 == 2 else "",
    )


@dataclass(slots=True)
class Bench:
    """A sheet in a window, over a real cache and a real server."""

    window: QWidget
    sheet: ContactSheet
    tiles: Tiles
    desk: Desk
    ids: list[int]
    until: Callable[[Callable[[], bool]], None]
    heard: list[str] = field(default_factory=list)

    @property
    def model(self) -> TileList:
        return self.sheet.tiles

    def key(
        self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        QTest.keyClick(self.sheet, key, modifier)

    def click(
        self, place: int, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        where = self.sheet.place_rect(place).center()
        QTest.mouseClick(self.sheet.viewport(), Qt.MouseButton.LeftButton, modifier, where)

    def at(self) -> int:
        return self.sheet.current_row()

    def ticked(self) -> set[int]:
        return {self.ids.index(number) for number in self.model.ticked}

    def settled(self) -> None:
        """Every photo on the screen is there, and was seen."""
        wanted = [self.ids[p] for p in self.sheet.wholly() if p != BARE]
        self.until(lambda: list(self.sheet.page()) == wanted)


@pytest.fixture
def bench(server: Server, entering: Enter, light: None, qtbot: QtBot) -> Iterator[Bench]:
    del light
    with server.engine.begin() as db:
        taken = [pictures.read_photo(one, small_edition()) for one in PHOTOS if one]
        pictures.keep(db, taken)
        unit = plant_unit(db)
        ids = [plant_person(db, unit, n, photo=digest(n)) for n in range(PERSONS)]
    desk = Desk(entering(), "zh")
    window = QWidget()
    qtbot.addWidget(window)
    tiles = Tiles(desk, window)
    sheet = ContactSheet("照片", tiles)
    model = TileList(tile, partial(_fetch, desk, sheet), sheet)
    sheet.setModel(model)
    layout = QVBoxLayout(window)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(sheet)
    window.resize(616, EDGE + STEP * ROWS + TILE.height() - 14)
    yield Bench(window, sheet, tiles, desk, ids, partial(qtbot.waitUntil, timeout=20_000))
    desk.stop()


def _fetch(desk: Desk, sheet: ContactSheet, ids: list[int]) -> None:
    work = partial(listing.read_rows, kind="person", keys=ids)
    desk.read(work, sheet.tiles.store, asker=sheet)


def opened(bench: Bench) -> Bench:
    bench.model.reset(array("q", bench.ids))
    bench.window.show()
    bench.window.activateWindow()
    bench.sheet.setFocus()
    bench.sheet.go_to(0)
    bench.until(bench.sheet.hasFocus)
    return bench


def _rgb(ink: QColor) -> tuple[int, int, int]:
    return ink.red(), ink.green(), ink.blue()


def kept(bench: Bench) -> set[str]:
    """Photos whose thumbnails are in the cache."""
    with bench.desk.entered.cache.read() as db:
        return set(thumbnails.read(db, list(filter(None, map(digest, range(PERSONS))))))


def names(child: QAccessibleInterface) -> tuple[str, set[str]]:
    state = child.state()
    said = {one for one in ("focused", "selected", "checked") if getattr(state, one)}
    return child.text(QAccessible.Text.Name), said


def test_faces_come_from_the_server_into_places_that_do_not_move(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    painted: list[int] = []
    paint = paint_tile

    def noting(painter: object, rect: object, *rest: object) -> None:
        painted.append(rect.top())  # type: ignore[attr-defined]
        paint(painter, rect, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(contact_sheet, "paint_tile", noting)
    opened(bench)
    sheet, model = bench.sheet, bench.model
    before = [sheet.visualRect(model.index(place, 0)) for place in range(PERSONS)]
    bench.sheet.grab()
    assert not sheet.page(), "nothing is there yet"
    bench.settled()
    assert [sheet.visualRect(model.index(place, 0)) for place in range(PERSONS)] == before
    assert sheet.grid.columns == COLUMNS
    assert sheet.page() == tuple(bench.ids[p] for p in range(COLUMNS * ROWS) if p != BARE)
    assert max(painted) < sheet.viewport().height(), "only what can be seen is painted"
    shown = sheet.grab().toImage()
    for place in (0, 7, 13):
        ink = shown.pixelColor(sheet.place_rect(place).topLeft() + QPoint(54, 72))
        wanted = colour(place)
        assert max(abs(a - b) for a, b in zip(_rgb(ink), wanted, strict=True)) < 12
    wished = {digest(p) for p in range(COLUMNS * (ROWS + 1) + AHEAD) if p != BARE}
    bench.until(lambda: kept(bench) >= wished)
    bench.until(lambda: not bench.tiles._making and not bench.tiles._missing)
    assert kept(bench) == wished, "as many as can be seen and come next, and no more"
    missing = bench.tiles.picture(model.tile(BARE) or Tile(id=0, name=""))
    assert isinstance(missing, Absent)
    assert missing.said == "缺少照片"


def test_a_photo_replaced_since_was_not_seen(bench: Bench) -> None:
    """Neither is one that has only just come into sight."""
    opened(bench)
    bench.settled()
    first, other = bench.ids[0], bench.model.known(bench.ids[1])
    bench.model.store({first: replace(bench.model.known(first), photo=other.photo)})
    assert first not in bench.sheet.page()
    assert bench.sheet.page() == tuple(bench.ids[p] for p in range(1, COLUMNS * ROWS) if p != BARE)
    bench.key(Key.Key_PageDown)
    assert not set(bench.sheet.page()) - set(bench.ids[: COLUMNS * ROWS])
    bench.settled()
    assert len(bench.sheet.page()) == COLUMNS * ROWS


def test_what_flew_past_is_not_made(bench: Bench) -> None:
    """At the end of the list its faces come next, whatever was wished for before."""
    made: list[set[str]] = []
    bench.tiles.arrived.connect(lambda photos: made.append(set(photos)))
    opened(bench)
    bench.settled()
    bench.until(lambda: sum(map(len, made)) >= COLUMNS * (ROWS + 1) + AHEAD - 1)
    del made[:]
    bench.key(Key.Key_End)
    bench.settled()
    last = {digest(place) for place in bench.sheet.on_screen()}
    assert len(set.union(*made[: 2 * (1 + len(last) // TOGETHER)]) - last) <= TOGETHER


def all_absent(bench: Bench) -> bool:
    found = [bench.sheet._picture(place) for place in bench.sheet.on_screen()]
    return all(isinstance(one, Absent) for one in found)


def test_offline_a_photo_that_is_not_here_says_so_until_the_server_is_back(bench: Bench) -> None:
    keys = bench.desk.entered.keys
    token, keys.access = keys.access, ""
    bench.desk.told.emit(Told("offline"))
    opened(bench)
    bench.until(lambda: all_absent(bench))
    why = bench.sheet._picture(0)
    assert isinstance(why, Absent)
    assert why.said == "Not on this computer"
    assert not bench.sheet.page()
    assert bench.model.tile(0) is not None
    keys.access = token
    bench.desk.told.emit(Told("online"))
    bench.settled()


def test_a_server_that_does_not_answer_is_not_waited_for(bench: Bench, server: Server) -> None:
    server.stop()
    opened(bench)
    bench.until(lambda: all_absent(bench))
    assert not bench.sheet.page()


def test_keys_go_along_rows_and_columns(bench: Bench) -> None:
    opened(bench)
    bench.sheet.opened.connect(lambda number: bench.heard.append(f"opened {number}"))
    last = PERSONS - 1
    for key, place in (
        (Key.Key_Left, 0), (Key.Key_Up, 0), (Key.Key_Right, 1), (Key.Key_Down, 6),
        (Key.Key_PageDown, 6 + COLUMNS * ROWS), (Key.Key_PageUp, 6), (Key.Key_Up, 1),
        (Key.Key_Home, 0), (Key.Key_Down, 5), (Key.Key_Down, 10), (Key.Key_Down, 15),
        (Key.Key_Home, 0), (Key.Key_Left, 0), (Key.Key_End, last), (Key.Key_Right, last),
        (Key.Key_Down, last), (Key.Key_Up, last - COLUMNS), (Key.Key_Right, last - 4),
        (Key.Key_Down, last), (Key.Key_PageUp, last - COLUMNS * ROWS),
    ):  # fmt: skip
        bench.key(key)
        assert bench.at() == place, key
        assert place in bench.sheet.wholly(), "the current tile is always wholly to be seen"
    bench.key(Key.Key_Home)
    top = bench.sheet.verticalScrollBar().value()
    bench.key(Key.Key_PageDown)
    assert bench.sheet.verticalScrollBar().value() - top == ROWS * STEP, "a page, not a row"
    bench.key(Key.Key_Return)
    bench.click(bench.at() + 1)
    QTest.mouseDClick(
        bench.sheet.viewport(),
        Qt.MouseButton.LeftButton,
        pos=bench.sheet.place_rect(bench.at()).center(),
    )
    here = COLUMNS * ROWS
    assert bench.heard == [f"opened {bench.ids[here]}", f"opened {bench.ids[here + 1]}"]


def test_ticks_by_key_and_mouse(bench: Bench) -> None:
    opened(bench)
    bench.key(Key.Key_Space)
    assert bench.ticked() == {0}
    bench.key(Key.Key_Right)
    bench.key(Key.Key_Down, SHIFT)
    assert bench.ticked() == {0, *range(1, 7)}
    bench.key(Key.Key_Left, SHIFT)
    bench.key(Key.Key_Up, SHIFT)
    assert bench.ticked() == {0, 1}, "what went too far is unticked, what was ticked before stays"
    bench.click(3)
    assert (bench.at(), bench.ticked()) == (3, {0, 1})
    bench.click(8, CTRL)
    assert (bench.at(), bench.ticked()) == (8, {0, 1, 8})
    bench.click(11, SHIFT)
    assert bench.ticked() == {0, 1, 8, 9, 10, 11}
    bench.click(9, CTRL)
    assert bench.ticked() == {0, 1, 8, 10, 11}
    between = bench.sheet.place_rect(9).topRight() + QPoint(7, 170)
    QTest.mouseClick(bench.sheet.viewport(), Qt.MouseButton.LeftButton, pos=between)
    assert bench.at() == 9
    shown = bench.sheet.grab().toImage()
    corner = bench.sheet.place_rect(8).topLeft()
    assert shown.pixelColor(corner - QPoint(3, -40)).name().upper() == LIGHT.check
    ring = bench.sheet.place_rect(9).topLeft() - QPoint(4, -40)
    assert shown.pixelColor(ring).name().upper() == LIGHT.mark


def test_a_screen_reader_hears_a_list_of_faces(bench: Bench) -> None:
    opened(bench)
    bench.settled()
    bench.key(Key.Key_Right)
    bench.key(Key.Key_Space)
    sheet = QAccessible.queryAccessibleInterface(bench.sheet)
    assert sheet.role() == QAccessible.Role.List
    assert sheet.text(QAccessible.Text.Name) == "照片"
    assert sheet.childCount() == PERSONS
    for place in (0, 1, 2, 40):
        found = bench.model.tile(place)
        assert found is not None
        child = sheet.child(place)
        assert child.role() == QAccessible.Role.ListItem
        said = [found.name, found.said, *([found.judged] if found.judged else [])]
        here = {"focused", "selected", "checked"} if place == 1 else set()
        assert names(child) == (", ".join(said), here)
        assert sheet.indexOfChild(child) == place
    assert names(sheet.focusChild())[0].startswith(bench.model.tile(1).name)  # type: ignore[union-attr]
    middle = bench.sheet.viewport().mapToGlobal(bench.sheet.place_rect(7).center())
    assert (
        sheet.childAt(middle.x(), middle.y()).text(QAccessible.Text.Name)
        == names(sheet.child(7))[0]
    )
    assert {found.judged for found in map(bench.model.tile, range(5)) if found} == {
        "", "暂存·照片合格",
    }  # fmt: skip


def test_letters_and_composed_text_are_the_pages(bench: Bench) -> None:
    opened(bench)
    bench.sheet.opened.connect(lambda number: bench.heard.append(f"opened {number}"))
    bench.key(Key.Key_Return, SHIFT)
    assert not bench.heard
    for key in ("A", "Shift+Return"):
        action = QAction(key, bench.window)
        action.setShortcut(key)
        action.triggered.connect(lambda _=False, key=key: bench.heard.append(key))
        bench.window.addAction(action)
    bench.key(Key.Key_A)
    bench.key(Key.Key_Return, SHIFT)
    assert bench.heard == ["A", "Shift+Return"]
    composed = QInputMethodEvent("tong", [])
    composed.setCommitString("通")
    QApplication.sendEvent(bench.sheet, composed)
    assert not composed.isAccepted()
    bench.sheet.go_to(6)
    assert bench.sheet.inputMethodQuery(Qt.InputMethodQuery.ImEnabled) is False
    for one in (bench.sheet, bench.sheet.viewport()):
        assert not one.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    assert bench.at() == 6


def test_a_changed_order_moves_nothing_under_ones_eyes(bench: Bench) -> None:
    opened(bench)
    sheet, ids = bench.sheet, bench.ids
    told: list[int] = []
    bench.settled()
    sheet.go_to(31)
    sheet.current_changed.connect(told.append)
    for wanted in (ids[1:], ids[7:], [*ids[30:], *ids[10:30]], ids[::-1], ids[2:], ids):
        height = sheet.visualRect(sheet.currentIndex()).top()
        assert 0 <= height < sheet.viewport().height()
        sheet.apply(plan(bench.model.keys, array("q", wanted)))
        assert sheet.current == ids[31]
        row = wanted.index(ids[31]) // COLUMNS
        highest = EDGE + row * STEP  # where it stands when nothing is scrolled
        assert sheet.visualRect(sheet.currentIndex()).top() == min(height, highest)
    assert told == []
    sheet.apply(plan(bench.model.keys, array("q", [*ids[:31], *ids[34:]])))
    assert told == [ids[34]], "the next that stays"
    sheet.apply(plan(bench.model.keys, array("q", ids[:20])))
    assert told == [ids[34], ids[19]]
    sheet.apply(plan(bench.model.keys, array("q", [])))
    assert told[-1] == 0


def test_pictures_in_memory_are_bounded() -> None:
    image = QImage(PICTURE, QImage.Format.Format_RGB32)
    kept = Kept(10 * image.sizeInBytes())
    wishes = [Wish(f"{n}", (), 108, 144) for n in range(40)]
    for start in range(0, 40, 4):
        kept.add(dict.fromkeys(wishes[start : start + 4], image))
        assert kept.get(wishes[0]) is not None, "what is shown again and again stays"
        assert kept.bytes <= 10 * image.sizeInBytes()
    assert sum(wish in kept for wish in wishes) == 10
    kept.add({wishes[39]: image})
    assert kept.bytes == 10 * image.sizeInBytes()
