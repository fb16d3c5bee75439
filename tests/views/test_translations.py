"""Every text of the windows stands in Chinese and in English, and never in the wrong one."""

import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from PySide6.QtCore import QLibraryInfo, Qt, QTranslator
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QMenu, QTableView, QWidget

from ciie_admin.config import resource
from ciie_admin.models.queries import Query
from ciie_admin.views import filters
from ciie_admin.views.components.row_table import RowTable
from tests.architecture.sources import ROOT
from tests.fixtures.editions import small_edition
from tests.fixtures.server import LOGINS
from tests.fixtures.windows import CTRL, SHIFT, Hands

TRANSLATIONS = resource("translations")
CHINESE = re.compile(r"[\u3400-\u9fff]")
WORD = re.compile(r"[A-Za-z]{2,}")
HALF_WIDTH = re.compile(
    r"[\u3400-\u9fff]\s*[,;:!?()]|[,;:!?()]\s*[\u3400-\u9fff]|[\u3400-\u9fff]\."
)
KEYS = frozenset({
    "Ctrl", "Shift", "Esc", "Enter", "Delete", "VIP", "Excel", "English", "xlsx", "PDF", "pdf",
    "JPG", "jpg", "jpeg", "PNG", "png", "MB", "KB", "Home",
})  # fmt: skip
"""What is the same in both languages."""
Message = tuple[str, str, tuple[str, ...], bool]


def messages(file: Path) -> Iterator[Message]:
    """Context, source, translations (several with plural forms), whether it is finished."""
    root = ET.parse(file).getroot()  # noqa: S314 - a file of our own
    for context in root.iter("context"):
        for message in context.iter("message"):
            said = message.find("translation")
            assert said is not None
            forms = [form.text or "" for form in said.iter("numerusform")] or [said.text or ""]
            yield (
                context.findtext("name") or "",
                message.findtext("source") or "",
                tuple(forms),
                said.get("type") is None,
            )


def extracted(file: Path, *options: str) -> set[tuple[str, str]]:
    """What is in the source today, merged into a copy of the file."""
    program = Path(sys.executable).parent / "pyside6-lupdate"
    sources = [ROOT / "ciie_admin/app.py", *sorted((ROOT / "ciie_admin/views").rglob("*.py"))]
    subprocess.run(
        [program, *sources, *options, "-no-obsolete", "-ts", file], check=True, capture_output=True
    )
    return {(context, source) for context, source, _, _ in messages(file)}


@pytest.mark.parametrize(("language", "options"), [("zh", ()), ("en", ("-pluralonly",))])
def test_every_text_in_the_source_is_in_the_file(
    tmp_path: Path, language: str, options: tuple[str, ...]
) -> None:
    name = f"ciie_admin_{language}.ts"
    copy = Path(shutil.copy(TRANSLATIONS / name, tmp_path))
    known = {(context, source) for context, source, _, _ in messages(TRANSLATIONS / name)}
    assert extracted(copy, *options) == known, "run `make translations`"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_entry_is_finished(language: str) -> None:
    found = list(messages(TRANSLATIONS / f"ciie_admin_{language}.ts"))
    assert found
    assert not [one for one in found if not one[3] or not all(one[2])]


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_places_to_fill_agree(language: str) -> None:
    for _, source, forms, _ in messages(TRANSLATIONS / f"ciie_admin_{language}.ts"):
        assert {"".join(sorted(places(form))) for form in forms} == {
            "".join(sorted(places(source)))
        }, source


def test_chinese_has_full_width_punctuation_and_no_english_words() -> None:
    for _, source, forms, _ in messages(TRANSLATIONS / "ciie_admin_zh.ts"):
        for form in forms:
            plain = form.replace("Excel 工作簿 (*.xlsx)", "")
            assert not HALF_WIDTH.search(plain), form
            assert not set(WORD.findall(form)) - KEYS, form
            assert CHINESE.search(form) or not WORD.search(source), source


def test_the_compiled_texts_are_those_of_the_source_file() -> None:
    translator = QTranslator()
    assert translator.load(str(TRANSLATIONS / "ciie_admin_zh.qm")), QLibraryInfo.version()
    for context, source, forms, _ in messages(TRANSLATIONS / "ciie_admin_zh.ts"):
        assert translator.translate(context, source, "", 2) == forms[0]


def test_english_tells_one_from_many() -> None:
    translator = QTranslator()
    assert translator.load(str(TRANSLATIONS / "ciie_admin_en.qm"))
    assert translator.translate("Release", "{0} units", "", 1) == "{0} unit"
    assert translator.translate("Release", "{0} units", "", 2) == "{0} units"


# ---- what stands on the screen


def said(widget: QWidget) -> set[str]:
    """Everything that a person can read or have read aloud in this window."""
    found = {widget.windowTitle()}
    for one in [widget, *widget.findChildren(QWidget)]:
        found |= {one.accessibleName(), one.accessibleDescription(), one.toolTip()}
        if isinstance(one, QLabel | QAbstractButton):
            found.add(re.sub(r"<[^>]+>", "", one.text()))
        if isinstance(one, QLineEdit):
            found.add(one.placeholderText())
        if isinstance(one, QTableView):
            found |= cells(one)
        if isinstance(one, RowTable):
            found |= {column.title for column in one._columns}
    found |= {act.text() for act in widget.findChildren(QAction)}
    return found - {""}


def cells(table: QTableView) -> set[str]:
    model = table.model()
    return {
        str(model.index(row, column).data(Qt.ItemDataRole.DisplayRole) or "")
        for row in range(min(model.rowCount(), 30))
        for column in range(model.columnCount())
    }


def menus(hands: Hands) -> set[str]:
    page, found = hands.page, []
    query = page.list.query
    for made in (
        hands.window.account_menu(),
        filters.offer_filters(hands.window, query, hands.desk, page.list.ask),
        filters.offer_orders(hands.window, query, page.list.ask),
    ):
        found += [made, *made.findChildren(QMenu)]
    return {act.text() for menu in found for act in menu.actions()} | {
        menu.title() for menu in found
    }


LETTER = re.compile(r"大连第\d+贸易有限公司(须修改|审核不通过)：[\s\S]*")
"""A message to a unit, shown as the unit will read it, whatever the language of the window."""


def every_screen(hands: Hands) -> set[str]:
    """Units, persons, an armed verdict, a number in full, an empty lane, the release page, the
    tray, the top mistakes, the computers, the menus.
    """
    hands.key(Qt.Key.Key_F6)
    hands.until_drafted(1)
    hands.key(Qt.Key.Key_F7)
    hands.key(Qt.Key.Key_1)
    found = said(hands.window) | menus(hands)
    hands.key(Qt.Key.Key_Escape)
    hands.persons()
    hands.key(Qt.Key.Key_F8)
    hands.key(Qt.Key.Key_1)
    hands.key(Qt.Key.Key_Return)
    hands.until_drafted(2)
    found |= said(hands.window) | menus(hands)
    found |= a_number_in_full(hands)
    hands.list.top.tabs.chosen.emit("rejected")
    hands.until(lambda: not hands.list.model.keys)
    hands.settle()
    found |= said(hands.window)
    hands.key(Qt.Key.Key_Return, CTRL)
    hands.until(hands.window.release_page.button.isEnabled)
    found |= said(hands.window)
    hands.key(Qt.Key.Key_Escape)
    hands.key(Qt.Key.Key_3, CTRL)
    hands.settle()
    found |= said(hands.window)
    hands.key(Qt.Key.Key_6, CTRL)
    hands.settle()
    found |= said(hands.window)
    return found | a_batch(hands) | the_computers(hands)


def a_batch(hands: Hands) -> set[str]:
    """Everything ticked, of which some cannot be returned: the check, then the batches."""
    hands.key(Qt.Key.Key_1, CTRL)
    hands.ready()
    hands.list.ask(Query(kind="unit"))
    hands.settle()
    hands.key(Qt.Key.Key_A, CTRL)
    hands.key(Qt.Key.Key_F7)
    hands.key(Qt.Key.Key_0)
    hands.settle()
    found = said(hands.window)
    hands.key(Qt.Key.Key_Return)
    hands.judged()
    found |= said(hands.window)
    hands.key(Qt.Key.Key_Escape)
    hands.key(Qt.Key.Key_F6)
    hands.settle()
    hands.key(Qt.Key.Key_4, CTRL)
    hands.settle()
    return found | said(hands.window)


def a_number_in_full(hands: Hands) -> set[str]:
    hands.settle()
    hands.key(Qt.Key.Key_V)
    found = said(hands.window)
    hands.key(Qt.Key.Key_1)
    hands.until(hands.page.application.number.conceal.isVisible)
    return found | said(hands.window)


def the_computers(hands: Hands) -> set[str]:
    hands.key(Qt.Key.Key_S, CTRL | SHIFT)
    hands.until(lambda: hands.window.computers.model.rowCount() == 1)
    return said(hands.window)


def of_the_records() -> list[str]:
    """Text that registrants and accounts bring along, longest first."""
    people = [name for name, _, _ in LOGINS.values()]
    units = [f"大连第{number}贸易有限公司" for number in range(1, 10)]
    persons = [f"王{one}" for one in "一二三四五六七八九十"]
    reasons = [reason.id for reason in small_edition().reasons]
    made = [*people, *units, *persons, *reasons, "大连市金普新区1号", "陈联络", "中文"]
    return sorted(made, key=len, reverse=True)


def without_records(text: str) -> str:
    text = LETTER.sub("", text)
    text = re.sub(r"T0{10,}\d+|TES(T|\*)[\d*]+|https?://\S+|\b[0-9a-f]{8}\b", "", text)
    for known in of_the_records():
        text = text.replace(known, "")
    return text


@pytest.mark.usefixtures("window")
def test_chinese_windows_say_nothing_in_english(hands: Hands) -> None:
    found = every_screen(hands)
    assert {"通过", "退回修改", "不通过", "建议不予通过", "给单位的说明", "提交前核对"} <= found
    strange = {
        text: odd for text in found if (odd := set(WORD.findall(without_records(text))) - KEYS)
    }
    assert not strange
    assert not [text for text in found if HALF_WIDTH.search(without_records(text))]


def test_english_windows_say_nothing_in_chinese(hands: Hands, planted: list[int]) -> None:
    hands.program.choose("en", "light")
    hands.work()
    found = every_screen(hands)
    assert {"Pass", "Return", "Reject", "Advise against", "Check before release"} <= found
    assert not [text for text in found if CHINESE.search(without_records(text))]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_sign_in_window_too(hands: Hands, language: str) -> None:
    hands.program.choose("en" if language == "en" else "zh", "light")
    window = hands.start("clerk")
    hands.until(lambda: any("968888" in text for text in said(window)))
    found = [without_records(text) for text in said(window)]
    if language == "en":
        assert not [text for text in found if CHINESE.search(text)]
    else:
        assert not [text for text in found if set(WORD.findall(text)) - KEYS]
