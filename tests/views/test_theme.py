"""The theme keeps the promises of its table: contrast, both schemes, one place for colours."""

from collections.abc import Iterator
from dataclasses import fields

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage, QPalette
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from ciie_admin.views import icons, theme
from ciie_admin.views.components.buttons import Button
from ciie_admin.views.signs import (
    ACTS,
    FINDINGS,
    SECTIONS,
    STAGES,
    STATES,
    STEPS,
    SYNC,
    VERDICTS,
    sign,
)
from ciie_admin.views.theme_values import COMPACT, DARK, LIGHT, NORMAL, Palette, sizes_for
from tests.views.contrast import contrast

WORDS = """
text surface 16.6 13.3 | text2 surface 7.6 8.0 | text3 surface 5.8 6.2
text chrome 15.1 14.5 | text2 chrome 6.9 8.7 | text3 chrome 5.3 6.7
text sel 13.8 9.8 | text2 sel 6.3 5.9 | text3 sel 4.9 4.6
text check 15.0 11.9 | on_accent accent 8.3 5.4 | text3 sunken 5.5 6.5
text warn_tint 14.7 10.9 | on_accent accent_hover 10.0 4.7 | on_accent accent_pressed 11.9 6.8
link surface 8.3 7.9 | link sel 6.9 5.9 | link chrome 7.6 8.6
mine surface 8.3 7.9 | mine sel 6.9 5.9 | mine mine_tint 6.9 5.9
ok surface 6.5 8.1 | ok sel 5.4 6.0 | ok ok_tint 5.6 6.6
warn surface 6.7 8.2 | warn sel 5.6 6.0 | warn warn_tint 5.9 6.7
bad surface 7.1 7.3 | bad sel 5.9 5.4 | bad bad_tint 6.0 6.3
wait surface 7.6 8.0 | wait sel 6.3 5.9 | wait wait_tint 6.6 6.5
text found 14.6 7.1 | toast_text toast 14.3 13.6 | toast_link toast 8.1 6.8
"""
MARKS = """
mark surface 8.3 6.7 | mark chrome 7.6 7.3 | box surface 3.3 4.2 | bar track 3.2 3.2
"""


def pairs(table: str) -> list[tuple[str, str, float, float]]:
    found = [part.split() for line in table.splitlines() for part in line.split("|")]
    return [(a, b, float(light), float(dark)) for a, b, light, dark in filter(None, found)]


@pytest.fixture(autouse=True)
def light_again(qapp: QApplication) -> Iterator[None]:
    yield
    theme.apply(qapp, "light")


@pytest.mark.parametrize(
    ("ink", "ground", "light", "dark", "least"),
    [(*pair, 4.5) for pair in pairs(WORDS)] + [(*pair, 3.0) for pair in pairs(MARKS)],
)
def test_contrast_is_what_the_table_says(
    ink: str, ground: str, light: float, dark: float, least: float
) -> None:
    for palette, promised in ((LIGHT, light), (DARK, dark)):
        found = contrast(getattr(palette, ink), getattr(palette, ground))
        assert found >= least
        assert found == pytest.approx(promised, abs=0.051)


def test_black_on_white_is_twenty_one() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#777777") == 1


@pytest.mark.parametrize(("scheme", "palette"), [("light", LIGHT), ("dark", DARK)])
def test_a_theme_reaches_palette_and_style_sheet(
    qapp: QApplication, scheme: theme.Scheme, palette: Palette
) -> None:
    theme.apply(qapp, scheme)
    window = QWidget()
    row = QHBoxLayout(window)
    primary, field = Button("提交生效", "primary"), QLineEdit()
    row.addWidget(primary)
    row.addWidget(field)
    window.resize(300, 60)
    picture = window.grab().toImage()
    assert qapp.palette().color(QPalette.ColorRole.Base).name().upper() == palette.surface
    assert picture.pixelColor(2, 2).name().upper() == palette.chrome
    edge = primary.geometry()
    at = picture.pixelColor(edge.left() + 4, edge.center().y())
    assert at.name().upper() == palette.accent
    inside = picture.pixelColor(field.geometry().center())
    assert inside.name().upper() == palette.surface


def test_an_icon_drawn_before_has_the_colour_of_the_theme_of_now(qapp: QApplication) -> None:
    theme.apply(qapp, "light")
    before = _colours(icons.pixmap("mdi6.checkbox-marked", "mark", 18).toImage())
    theme.apply(qapp, "dark")
    after = _colours(icons.pixmap("mdi6.checkbox-marked", "mark", 18).toImage())
    assert LIGHT.mark.lower() in before
    assert DARK.mark.lower() in after
    assert LIGHT.mark.lower() not in after


def _colours(image: QImage) -> set[str]:
    points = ((x, y) for x in range(image.width()) for y in range(image.height()))
    seen = [image.pixelColor(x, y) for x, y in points]
    return {colour.name() for colour in seen if colour.alpha() == 255}


def test_the_change_is_told(qapp: QApplication) -> None:
    heard: list[str] = []

    def hear() -> None:
        heard.append(theme.current().scheme)

    theme.signals().changed.connect(hear)
    theme.apply(qapp, "dark")
    theme.signals().changed.disconnect(hear)
    assert heard == ["dark"]


def test_every_icon_is_in_the_font(qapp: QApplication) -> None:
    tables = (STATES, STAGES, FINDINGS, SYNC, STEPS, VERDICTS)
    names = {sign.icon for table in tables for sign in table.values()}
    names |= set(ACTS.values()) | set(SECTIONS.values())
    assert not [name for name in sorted(names) if not icons.known(name)]
    assert not icons.known("mdi6.no-such-icon")


def test_every_hue_is_a_colour_of_both_palettes() -> None:
    tables = (STATES, STAGES, FINDINGS, SYNC, STEPS, VERDICTS)
    tokens = {field.name for field in fields(LIGHT)}
    assert {str(sign.hue) for table in tables for sign in table.values()} <= tokens


def test_an_unknown_state_is_an_error() -> None:
    with pytest.raises(KeyError):
        sign("no such state")
    assert sign("draft") == STAGES["draft"]


def test_icons_are_drawn_at_the_device_pixel_ratio(qapp: QApplication) -> None:
    theme.apply(qapp, "light")
    made = icons.pixmap("mdi6.check", "ok", 16, 2.0)
    assert (made.width(), made.devicePixelRatio()) == (32, 2.0)
    assert icons.pixmap("mdi6.check", "ok", 16, 2.0).cacheKey() == made.cacheKey()


def test_fonts_have_the_pixel_sizes_of_their_roles(qapp: QApplication) -> None:
    now = theme.apply(qapp, "light")
    sizes = {role: now.font(role).pixelSize() for role in ("figure", "body", "caption", "key")}
    assert sizes == {"figure": 26, "body": 13, "caption": 12, "key": 11}
    assert now.font("page").bold()
    assert not now.font("body").bold()
    assert now.font("body", bold=True).bold()


def test_labels_take_role_and_weight_from_properties(qapp: QApplication) -> None:
    theme.apply(qapp, "light")
    made = QLabel("姓名")
    theme.restyle(made, role="page")
    made.ensurePolished()
    assert made.font().pixelSize() == 16
    assert made.font().bold()
    theme.restyle(made, role="body", weight=None)
    assert made.font().pixelSize() == 13
    assert not made.font().bold()
    theme.restyle(made, weight="bold")
    assert made.font().bold()


def test_density_follows_the_window() -> None:
    assert sizes_for(1093) is COMPACT
    assert sizes_for(1200) is NORMAL


def test_the_focus_ring_is_seen_round_a_button(qapp: QApplication) -> None:
    theme.apply(qapp, "light")
    window = QWidget()
    tight = QWidget(window)
    tight.setGeometry(20, 20, 100, 32)
    button = QPushButton("通过", tight)
    button.setProperty("kind", "outline")
    other = QLineEdit(window)
    button.setGeometry(0, 0, 100, 32)
    other.setGeometry(20, 80, 100, 32)
    window.resize(200, 140)
    window.show()
    window.activateWindow()
    button.setFocus(Qt.FocusReason.TabFocusReason)
    qapp.processEvents()
    assert _ring_at(window, button)
    assert not _ring_at(window, other)
    other.setFocus(Qt.FocusReason.TabFocusReason)
    qapp.processEvents()
    assert _ring_at(window, other)
    assert not _ring_at(window, button)


def _ring_at(window: QWidget, control: QWidget) -> bool:
    """Two px of the mark, one px off the control, on all sides, though its parent is no larger."""
    picture = window.grab().toImage()
    box = QRect(control.mapTo(window, QPoint(0, 0)), control.size())
    middle, height = box.center().x(), box.center().y()
    around = (
        (middle, box.top() - 2),
        (middle, box.bottom() + 2),
        (box.left() - 2, height),
        (box.right() + 2, height),
    )
    return all(picture.pixelColor(x, y).name().upper() == LIGHT.mark for x, y in around)
