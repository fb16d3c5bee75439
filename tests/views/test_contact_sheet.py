"""The contact sheet: pictures that arrive without moving anything, keys, ticks, what is spoken."""

from array import array
from dataclasses import replace

import pytest
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
from PySide6.QtWidgets import QApplication

from ciie_admin.models import thumbnails
from ciie_admin.sync.loop import Told
from ciie_admin.views.components import contact_sheet
from ciie_admin.views.components.contact_sheet import AHEAD
from ciie_admin.views.components.tile import PICTURE, Tile
from ciie_admin.views.components.tile_grid import EDGE, STEP
from ciie_admin.views.components.tile_paint import Absent, paint_tile
from ciie_admin.views.record_list import plan
from ciie_admin.views.theme_values import LIGHT
from ciie_admin.views.tiles import TOGETHER
from ciie_admin.views.tiles_made import Kept, Wish
from tests.fixtures.server import Server
from tests.fixtures.sheets import BARE, COLUMNS, PERSONS, ROWS, Faces, Key, colour, digest, opened
from tests.fixtures.windows import CTRL, SHIFT, held_up


def _rgb(ink: QColor) -> tuple[int, int, int]:
    return ink.red(), ink.green(), ink.blue()


def kept(faces: Faces) -> set[str]:
    """Photos whose thumbnails are in the cache."""
    with faces.desk.entered.cache.read() as db:
        return set(thumbnails.read(db, list(filter(None, map(digest, range(PERSONS))))))


def names(child: QAccessibleInterface) -> tuple[str, set[str]]:
    state = child.state()
    said = {one for one in ("focused", "selected", "checked") if getattr(state, one)}
    return child.text(QAccessible.Text.Name), said


def test_faces_come_from_the_server_into_places_that_do_not_move(
    faces: Faces, monkeypatch: pytest.MonkeyPatch
) -> None:
    painted: list[int] = []
    paint = paint_tile

    def noting(painter: object, rect: object, *rest: object) -> None:
        painted.append(rect.top())  # type: ignore[attr-defined]
        paint(painter, rect, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(contact_sheet, "paint_tile", noting)
    sheet, model = faces.sheet, faces.model
    with held_up(faces.desk._reads["pictures"]):
        opened(faces)
        before = [sheet.visualRect(model.index(place, 0)) for place in range(PERSONS)]
        faces.sheet.grab()
        assert not sheet.page(), "nothing is there yet"
    faces.settled()
    assert [sheet.visualRect(model.index(place, 0)) for place in range(PERSONS)] == before
    assert sheet.grid.columns == COLUMNS
    assert sheet.page() == tuple(faces.ids[p] for p in range(COLUMNS * ROWS) if p != BARE)
    assert max(painted) < sheet.viewport().height(), "only what can be seen is painted"
    shown = sheet.grab().toImage()
    for place in (0, 7, 13):
        ink = shown.pixelColor(sheet.place_rect(place).topLeft() + QPoint(54, 72))
        wanted = colour(place)
        assert max(abs(a - b) for a, b in zip(_rgb(ink), wanted, strict=True)) < 12
    wished = {digest(p) for p in range(COLUMNS * (ROWS + 1) + AHEAD) if p != BARE}
    faces.until(lambda: kept(faces) >= wished)
    faces.until(faces.idle)
    assert kept(faces) == wished, "as many as can be seen and come next, and no more"
    missing = faces.tiles.picture(model.tile(BARE) or Tile(id=0, name=""))
    assert isinstance(missing, Absent)
    assert missing.said == "缺少照片"


def test_a_photo_replaced_since_was_not_seen(faces: Faces) -> None:
    """It is told once it has been. Neither is one that has only just come into sight."""
    opened(faces)
    faces.settled()
    first, other = faces.ids[0], faces.model.known(faces.ids[1])
    faces.model.store({first: replace(faces.model.known(first), photo=other.photo)})
    assert first not in faces.sheet.page()
    assert faces.sheet.page() == tuple(faces.ids[p] for p in range(1, COLUMNS * ROWS) if p != BARE)
    told = []
    faces.sheet.page_changed.connect(lambda: told.append(first in faces.sheet.page()))
    faces.until(lambda: told == [True])
    faces.key(Key.Key_PageDown)
    assert not set(faces.sheet.page()) - set(faces.ids[: COLUMNS * ROWS])
    faces.settled()
    assert len(faces.sheet.page()) == COLUMNS * ROWS


def test_what_flew_past_is_not_made(faces: Faces) -> None:
    """A new wish replaces the one before it, but for what is being made at that moment."""
    opened(faces)
    faces.settled()
    faces.until(faces.idle)
    tiles = faces.tiles
    with held_up(faces.desk._reads["pictures"]):
        tiles.set_ratio(2.0)
        tiles.look([tile for tile in map(faces.model.tile, range(COLUMNS * 7)) if tile is not None])
        faces.key(Key.Key_End)
        faces.until(lambda: all(one.width == PICTURE.width() for one in tiles._wanted))
    faces.settled()
    faces.until(faces.idle)
    large = [wish for wish in tiles._kept._images if wish.width == 2 * PICTURE.width()]
    assert 0 < len(large) <= TOGETHER


def all_absent(faces: Faces) -> bool:
    found = [faces.sheet._picture(place) for place in faces.sheet.on_screen()]
    return all(isinstance(one, Absent) for one in found)


def test_offline_a_photo_that_is_not_here_says_so_until_the_server_is_back(faces: Faces) -> None:
    keys = faces.desk.entered.keys
    token, keys.access = keys.access, ""
    faces.desk.told.emit(Told("offline"))
    opened(faces)
    faces.until(lambda: all_absent(faces))
    why = faces.sheet._picture(0)
    assert isinstance(why, Absent)
    assert why.said == "Not on this computer"
    assert not faces.sheet.page()
    assert faces.model.tile(0) is not None
    keys.access = token
    faces.desk.told.emit(Told("online"))
    faces.settled()


def test_a_server_that_does_not_answer_is_not_waited_for_but_asked_again(
    faces: Faces, server: Server
) -> None:
    server.stop()
    opened(faces)
    faces.until(lambda: all_absent(faces))
    assert not faces.sheet.page()
    server.start()
    faces.desk.told.emit(Told("online"))
    faces.settled()


def test_keys_go_along_rows_and_columns(faces: Faces) -> None:
    opened(faces)
    faces.sheet.opened.connect(lambda number: faces.heard.append(f"opened {number}"))
    last = PERSONS - 1
    for key, place in (
        (Key.Key_Left, 0), (Key.Key_Up, 0), (Key.Key_Right, 1), (Key.Key_Down, 6),
        (Key.Key_PageDown, 6 + COLUMNS * ROWS), (Key.Key_PageUp, 6), (Key.Key_Up, 1),
        (Key.Key_Home, 0), (Key.Key_Down, 5), (Key.Key_Down, 10), (Key.Key_Down, 15),
        (Key.Key_Home, 0), (Key.Key_Left, 0), (Key.Key_End, last), (Key.Key_Right, last),
        (Key.Key_Down, last), (Key.Key_Up, last - COLUMNS), (Key.Key_Right, last - 4),
        (Key.Key_Down, last), (Key.Key_PageUp, last - COLUMNS * ROWS),
    ):  # fmt: skip
        faces.key(key)
        assert faces.at() == place, key
        assert place in faces.sheet.wholly(), "the current tile is always wholly to be seen"
    faces.key(Key.Key_Home)
    top = faces.sheet.verticalScrollBar().value()
    faces.key(Key.Key_PageDown)
    assert faces.sheet.verticalScrollBar().value() - top == ROWS * STEP, "a page, not a row"
    faces.key(Key.Key_Return)
    faces.click(faces.at() + 1)
    QTest.mouseDClick(
        faces.sheet.viewport(),
        Qt.MouseButton.LeftButton,
        pos=faces.sheet.place_rect(faces.at()).center(),
    )
    here = COLUMNS * ROWS
    assert faces.heard == [f"opened {faces.ids[here]}", f"opened {faces.ids[here + 1]}"]


def test_ticks_by_key_and_mouse(faces: Faces) -> None:
    opened(faces)
    faces.key(Key.Key_Space)
    assert faces.ticked() == {0}
    faces.key(Key.Key_Right)
    faces.key(Key.Key_Down, SHIFT)
    assert faces.ticked() == {0, *range(1, 7)}
    faces.key(Key.Key_Left, SHIFT)
    faces.key(Key.Key_Up, SHIFT)
    assert faces.ticked() == {0, 1}, "what went too far is unticked, what was ticked before stays"
    faces.click(3)
    assert (faces.at(), faces.ticked()) == (3, {0, 1})
    faces.click(8, CTRL)
    assert (faces.at(), faces.ticked()) == (8, {0, 1, 8})
    faces.click(11, SHIFT)
    assert faces.ticked() == {0, 1, 8, 9, 10, 11}
    faces.click(9, CTRL)
    assert faces.ticked() == {0, 1, 8, 10, 11}
    between = faces.sheet.place_rect(9).topRight() + QPoint(7, 170)
    QTest.mouseClick(faces.sheet.viewport(), Qt.MouseButton.LeftButton, pos=between)
    assert faces.at() == 9
    shown = faces.sheet.grab().toImage()
    corner = faces.sheet.place_rect(8).topLeft()
    assert shown.pixelColor(corner - QPoint(3, -40)).name().upper() == LIGHT.check
    ring = faces.sheet.place_rect(9).topLeft() - QPoint(4, -40)
    assert shown.pixelColor(ring).name().upper() == LIGHT.mark


def test_a_screen_reader_hears_a_list_of_faces(faces: Faces) -> None:
    opened(faces)
    faces.settled()
    faces.key(Key.Key_Right)
    faces.key(Key.Key_Space)
    sheet = QAccessible.queryAccessibleInterface(faces.sheet)
    assert sheet.role() == QAccessible.Role.List
    assert sheet.text(QAccessible.Text.Name) == "照片"
    assert sheet.childCount() == PERSONS
    for place in (0, 1, 2, 40):
        found = faces.model.tile(place)
        assert found is not None
        child = sheet.child(place)
        assert child.role() == QAccessible.Role.ListItem
        said = [found.name, found.said, *([found.judged] if found.judged else [])]
        here = {"focused", "selected", "checked"} if place == 1 else set()
        assert names(child) == (", ".join(said), here)
        assert sheet.indexOfChild(child) == place
    assert names(sheet.focusChild())[0].startswith(faces.model.tile(1).name)  # type: ignore[union-attr]
    middle = faces.sheet.viewport().mapToGlobal(faces.sheet.place_rect(7).center())
    assert (
        sheet.childAt(middle.x(), middle.y()).text(QAccessible.Text.Name)
        == names(sheet.child(7))[0]
    )
    assert {found.judged for found in map(faces.model.tile, range(5)) if found} == {
        "", "暂存·照片合格",
    }  # fmt: skip


def test_letters_and_composed_text_are_the_pages(faces: Faces) -> None:
    opened(faces)
    faces.sheet.opened.connect(lambda number: faces.heard.append(f"opened {number}"))
    faces.key(Key.Key_Return, SHIFT)
    assert not faces.heard
    for key in ("A", "Shift+Return"):
        action = QAction(key, faces.window)
        action.setShortcut(key)
        action.triggered.connect(lambda _=False, key=key: faces.heard.append(key))
        faces.window.addAction(action)
    faces.key(Key.Key_A)
    faces.key(Key.Key_Return, SHIFT)
    assert faces.heard == ["A", "Shift+Return"]
    composed = QInputMethodEvent("tong", [])
    composed.setCommitString("通")
    QApplication.sendEvent(faces.sheet, composed)
    assert not composed.isAccepted()
    faces.sheet.go_to(6)
    assert faces.sheet.inputMethodQuery(Qt.InputMethodQuery.ImEnabled) is False
    for one in (faces.sheet, faces.sheet.viewport()):
        assert not one.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    assert faces.at() == 6


def test_a_changed_order_moves_nothing_under_ones_eyes(faces: Faces) -> None:
    opened(faces)
    sheet, ids = faces.sheet, faces.ids
    told: list[int] = []
    faces.settled()
    sheet.go_to(31)
    sheet.current_changed.connect(told.append)
    for wanted in (ids[1:], ids[7:], [*ids[30:], *ids[10:30]], ids[::-1], ids[2:], ids):
        height = sheet.visualRect(sheet.currentIndex()).top()
        assert 0 <= height < sheet.viewport().height()
        sheet.apply(plan(faces.model.keys, array("q", wanted)))
        assert sheet.current == ids[31]
        row = wanted.index(ids[31]) // COLUMNS
        highest = EDGE + row * STEP  # where it stands when nothing is scrolled
        assert sheet.visualRect(sheet.currentIndex()).top() == min(height, highest)
    assert told == []
    sheet.apply(plan(faces.model.keys, array("q", [*ids[:31], *ids[34:]])))
    assert told == [ids[34]], "the next that stays"
    sheet.apply(plan(faces.model.keys, array("q", ids[:20])))
    assert told == [ids[34], ids[19]]
    sheet.apply(plan(faces.model.keys, array("q", [])))
    assert told[-1] == 0


def test_in_a_list_that_has_just_come_the_current_face_is_on_the_screen(faces: Faces) -> None:
    sheet, model = faces.sheet, faces.model
    opened(faces)
    model.reset(array("q", faces.ids[:1]))
    sheet.go_to(0)
    sheet.updateGeometries()
    model.reset(array("q", faces.ids))
    sheet.go_to(PERSONS - 1)
    assert PERSONS - 1 in sheet.wholly()


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
