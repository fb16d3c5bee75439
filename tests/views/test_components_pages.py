"""Whole pages made of the shared components: names, themes, densities."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from ciie_admin.views import theme
from ciie_admin.views.components.buttons import Button
from ciie_admin.views.components.heads import PaneHead
from ciie_admin.views.components.nav_bar import NavBar, NavButton
from ciie_admin.views.components.panes import set_density
from ciie_admin.views.theme_values import COMPACT, NORMAL
from tests.views.gallery_more import download_page, empty_page, release_page, sign_in
from tests.views.gallery_pages import persons_page

Page = Callable[[], QWidget]
pytestmark = pytest.mark.usefixtures("light")


def test_only_one_button_of_a_page_is_filled(qtbot: QtBot) -> None:
    page = persons_page()
    qtbot.addWidget(page)
    kinds = [button.property("kind") for button in page.findChildren(Button)]
    assert kinds.count("primary") == 1


@pytest.mark.parametrize(
    "make",
    [persons_page, release_page, sign_in, download_page, empty_page],
)
def test_every_control_has_a_name(make: Page, qtbot: QtBot) -> None:
    page = make()
    qtbot.addWidget(page)
    page.resize(1440, 900)
    page.show()
    controls = [*page.findChildren(QAbstractButton), *page.findChildren(QLineEdit)]
    silent = [c for c in controls if c.isVisible() and not c.accessibleName().strip()]
    assert controls
    assert not silent


@pytest.mark.parametrize("make", [persons_page, release_page, sign_in])
def test_both_themes_paint_the_whole_page(make: Page, qapp: QApplication, qtbot: QtBot) -> None:
    page = make()
    qtbot.addWidget(page)
    page.resize(1440, 900)
    page.show()
    qapp.processEvents()
    light = page.grab().toImage()
    theme.apply(qapp, "dark")
    qapp.processEvents()
    dark = page.grab().toImage()
    places = [(x, y) for x in range(3, 1440, 9) for y in range(3, 900, 9)]
    bright = sum(dark.pixelColor(x, y).lightness() > 128 for x, y in places)
    dim = sum(light.pixelColor(x, y).lightness() < 128 for x, y in places)
    assert bright < len(places) / 10
    assert dim < len(places) / 10


def test_density_reaches_every_part(qtbot: QtBot) -> None:
    page = persons_page()
    qtbot.addWidget(page)
    page.resize(1093, 614)
    set_density(page, COMPACT)
    nav = page.findChildren(NavBar)[0]
    heads = {head.height() for head in page.findChildren(PaneHead)}
    assert nav.width() == 48
    assert heads == {40}
    assert all(b.toolTip() for b in nav.findChildren(NavButton) if b.item.text)
    set_density(page, NORMAL)
    assert nav.width() == 168


def test_the_main_page_fits_the_smallest_screen(qtbot: QtBot) -> None:
    page = persons_page(compact=True)
    qtbot.addWidget(page)
    set_density(page, COMPACT)
    page.show()
    page.resize(1093, 614)
    QApplication.processEvents()
    assert (page.width(), page.height()) == (1093, 614)
