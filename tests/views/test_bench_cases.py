"""The photo bench where several people, several photos or a misfortune meet."""

from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from sqlalchemy import select, update

from ciie_admin.domain.commands import JudgePhoto, ReturnPerson
from ciie_admin.models import trays
from ciie_admin.photos import tasks
from ciie_admin.server import pictures, records
from ciie_admin.views import measuring
from ciie_admin.views.bench_page import BenchPage
from ciie_admin.views.cells import GroupCell, TextCell
from ciie_admin.wire.messages import VerdictRefused
from tests.fixtures.bench import REASON, TILTED, at, open_bench, plain_jpeg, plant_photos, stage
from tests.fixtures.clerks import Clerk
from tests.fixtures.editions import small_edition
from tests.fixtures.registrants import Registrant, entry, handed_in, id_card
from tests.fixtures.server import Server
from tests.fixtures.windows import SHIFT, Hands, unheard
from tests.photos.hostile import begin_without_nets

KEPT = "李经办已判不合格，批量办理不作改动。要改请逐张判定。"
ADDRESS = "大连市金普新区金马路1号"
STALE = "照片已更换，请看新照片后重新判定。"


def planted(server: Server, count: int) -> list[int]:
    return plant_photos(server, [plain_jpeg(n) for n in range(count)], [(TILTED,)] * count)


def found_unfit(hands: Hands) -> None:
    """The photo in front, for the one reason there is."""
    for key in (Qt.Key.Key_F7, Qt.Key.Key_1, Qt.Key.Key_Return):
        hands.key(key)


def left_out(page: BenchPage) -> list[tuple[str, list[str]]]:
    """Reasons of the check, each with the names under it."""
    found: list[tuple[str, list[str]]] = []
    for _, cells in page.checking.pane.model.rows:
        if isinstance(cells[0], GroupCell):
            found.append((cells[0].note, []))
        else:
            assert isinstance(cells[0], TextCell)
            found[-1][1].append(cells[0].text)
    return found


def names(page: BenchPage, numbers: Sequence[int]) -> list[str]:
    return [row.name for row in map(page.list.model.known, numbers) if row is not None]


def asked(hands: Hands, page: BenchPage, *keys: Qt.Key) -> list[tuple[str, list[str]]]:
    """All are ticked, these keys pressed: what the check says."""
    page.list.tick_everything()
    for key in keys:
        hands.key(key)
    hands.until(page.checking.pane.isVisible)
    return left_out(page)


def test_several_at_once_leave_alone_what_was_found_unfit(hands: Hands, server: Server) -> None:
    """Whoever they are, what cannot be done is said by name, and the others are done."""
    planted(server, 4)
    hands.work()
    page = open_bench(hands, 4)
    first, *others = page.list.model.keys
    hands.until(lambda: len(names(page, [first, *others])) == 4)
    found_unfit(hands)
    hands.until_drafted(1)
    keys = (Qt.Key.Key_F7, Qt.Key.Key_1, Qt.Key.Key_Return)
    for again, said in ((keys, "照片不合格 3 张"), ((Qt.Key.Key_F6,), "照片合格 3 张")):
        assert asked(hands, page, *again) == [(KEPT, names(page, [first]))]
        assert page.checking.pane.button.text() == said
        if again == keys:
            hands.key(Qt.Key.Key_Escape)
            hands.key(Qt.Key.Key_Escape)
    hands.key(Qt.Key.Key_Return)
    hands.until_drafted(4)
    assert hands.drafts() == {"photo_fit": 3, "photo_unfit": 1}
    hands.until(lambda: page.foot.unfit == (first,))
    page.list.tick_everything()
    assert page.foot.button.text() == "退回 1 人"
    ((_, left),) = asked(hands, page, Qt.Key.Key_F10)
    assert left == names(page, others)
    hands.key(Qt.Key.Key_Return)
    hands.until_drafted(5)
    assert hands.drafts() == {"photo_fit": 3, "photo_unfit": 1, "return_person": 1}


def texts(widget: QWidget) -> list[str]:
    return [one.text() for one in widget.findChildren(QLabel) if one.isVisible()]


def said_of(server: Server, number: int) -> tuple[list[str], str]:
    """What people did according to the server, and whose word stands on the photo."""
    with server.engine.connect() as db:
        person = records.persons(db, [number])[number]
    word = person.photo_word
    return [one.what for one in person.history if one.by], word.name if word is not None else ""


def released(hands: Hands) -> None:
    hands.desk.release()
    hands.until_drafted(0)


def test_of_two_who_judge_the_same_photo_the_later_is_told(hands: Hands, server: Server) -> None:
    """Nothing is lost, and nothing said twice."""
    planted(server, 2)
    hands.work()
    page = open_bench(hands, 2)
    first, second = page.list.model.keys
    hands.key(Qt.Key.Key_F6)
    hands.key(Qt.Key.Key_F6)
    hands.until_drafted(2)
    photos = page.list.photos([first, second])

    def meanwhile() -> None:
        colleague = Clerk(server, "dalian.second")
        unfit = JudgePhoto(fit=False, photo=photos[first], sight="small", reasons=(REASON,))
        colleague.insists("photo", first, unfit)
        fit = JudgePhoto(fit=True, photo=photos[second], sight="original")
        colleague.insists("photo", second, fit)
        released(hands)

    unheard(hands, meanwhile)
    hands.until_done()
    with hands.desk.entered.cache.read() as db:
        (refused,) = trays.entries(db)
    assert isinstance(refused.verdict, VerdictRefused)
    assert (refused.wish.subject.id, refused.verdict.code) == (first, "not_your_verdict")
    assert refused.verdict.facts == {"by": "赵复核"}
    assert said_of(server, first) == (["photo_unfit"], "赵复核")
    assert said_of(server, second) == (["photo_fit"], "赵复核")
    page.list.go_to(first)
    hands.until(lambda: at(page))
    hands.until(lambda: any("赵复核" in one for one in texts(page.box.rail)))


def replace_photo(registrant: Registrant, colleague: Clerk) -> None:
    """Returned for something else, then handed in again with another photo."""
    (person,) = registrant.own().persons
    colleague.insists("person", person.id, ReturnPerson(reasons=("number_wrong",)))
    body = entry(id_card(person.id), 40 + person.id)
    registrant.read(registrant.act("PUT", f"persons/{person.id}", body))
    registrant.read(registrant.act("POST", "persons/submit", {"persons": [person.id]}))


def fit_by_key(hands: Hands, page: BenchPage, number: int) -> None:
    page.list.go_to(number)
    hands.until(lambda: at(page))
    hands.key(Qt.Key.Key_F6)
    hands.until_drafted(1)


def test_another_photo_makes_what_was_said_of_the_first_void(hands: Hands, server: Server) -> None:
    """Whether it was sent or only drafted; the new one is to be judged like any other."""
    own = [handed_in(server, n, ADDRESS, ADDRESS) for n in (1, 2)]
    hands.work()
    page = open_bench(hands, 2)
    sent, drafted = page.list.model.keys
    fit_by_key(hands, page, sent)
    hands.desk.release()
    hands.until_done()
    fit_by_key(hands, page, drafted)
    was = set(page.list.photos([sent, drafted]).values())
    for one in own:
        replace_photo(one, Clerk(server, "dalian.second"))
    hands.desk.sync_now()
    hands.until(lambda: not was & set(page.list.photos([sent, drafted]).values()))
    page.open(page.list.top.tabbed("open"))
    hands.until(lambda: {*page.list.model.keys} == {sent, drafted})
    page.list.go_to(drafted)
    hands.until(lambda: at(page))
    hands.until(lambda: STALE in texts(page.box.rail))
    assert said_of(server, sent)[1] == said_of(server, drafted)[1] == ""
    hands.key(Qt.Key.Key_F6)
    hands.until(lambda: stage(page, drafted) == "draft")
    hands.desk.release()
    hands.until_done()
    assert said_of(server, drafted)[1] == "李经办"
    hands.until(lambda: STALE not in texts(page.box.rail))


def test_the_window_closed_at_once_takes_the_second_with_it_and_no_verdict_is_lost(
    hands: Hands, server: Server
) -> None:
    """Closed while drafts are still being written: what was pressed is there at the next start."""
    planted(server, 6)
    hands.work()
    page = open_bench(hands, 6)
    hands.key(Qt.Key.Key_W)
    assert page.second is not None
    hands.until(page.second.hasFocus)
    app = hands.program.app
    go_on = Event()
    hands.desk._writes.run(lambda: go_on.wait(20))
    for _ in range(5):
        hands.key(Qt.Key.Key_F6)
    QTimer.singleShot(0, app, hands.window.close)
    QTimer.singleShot(0, app, go_on.set)
    late = QTimer(singleShot=True, interval=15_000)
    late.timeout.connect(lambda: app.exit(7))
    late.start()
    assert hands.program.run() == 0, "the second window keeps nothing alive"
    late.stop()
    assert not [one for one in QApplication.topLevelWidgets() if one.isVisible()]
    hands.work()
    hands.until_drafted(5)
    page = open_bench(hands, 1)
    assert page.second is None


def renamed(server: Server, numbers: Sequence[int], called: Sequence[str]) -> None:
    with server.engine.begin() as db:
        for number, name in zip(numbers, called, strict=True):
            mine = records.PERSONS.c.id == number
            form = db.execute(select(records.PERSONS.c.form).where(mine)).scalar_one()
            changed = {"form": {**form, "name": name}}
            db.execute(update(records.PERSONS).where(mine).values(**changed))


def cut_short(server: Server, number: int, photo: bytes) -> None:
    """As from before the server refused such files: the end is not there."""
    half = photo[: len(photo) // 2]
    known, digest = pictures.read_photo(photo, small_edition()), sha256(half).hexdigest()
    with server.engine.begin() as db:
        pictures.keep(db, [replace(known, digest=digest, original=half)])
        mine = records.PERSONS.c.id == number
        db.execute(update(records.PERSONS).where(mine).values(photo=digest))


def reached_by_tab(hands: Hands, page: BenchPage) -> list[str]:
    """From the first tab on to the end of the page, by their names."""
    page.list.top.tabs._tabs[0].setFocus()
    found: list[str] = []
    while (one := QApplication.focusWidget()) is not None and page.isAncestorOf(one):
        found.append(one.accessibleName())
        hands.key(Qt.Key.Key_Tab)
    return found


def too_narrow(one: QLabel) -> bool:
    return one.isVisible() and one.width() < one.sizeHint().width()


def measured(page: BenchPage) -> list[tuple[str, str, str]]:
    return [(one.name, one.measured, one.limit) for one in page.side.table.rows]


def test_without_models_a_broken_photo_and_names_without_end(
    hands: Hands, server: Server, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The file is still measured and the window says what is lacking; nothing is pushed aside."""
    monkeypatch.setattr(measuring, "models_folder", lambda: tmp_path)
    monkeypatch.setattr(tasks, "badge", begin_without_nets)
    photos = [plain_jpeg(n, (480, 640)) for n in range(3)]
    made = plant_photos(server, photos, [(TILTED,)] * 3)
    cut_short(server, made[0], photos[0])
    renamed(server, made, ["张三", "欧阳" * 20, "Wilhelmina Annabella Maximiliana " * 2])
    hands.work()
    page = open_bench(hands, 3)
    hands.window.resize(1093, 614)
    for number in made:
        page.list.go_to(number)
        hands.until(lambda: at(page))
        hands.until(lambda: "缺少模型文件，只检查了文件本身。" in texts(page.side))
        cut = [one for one in page.side.head.findChildren(QLabel) if too_narrow(one)]
        assert not cut, "long names end in dots"
        hands.key(Qt.Key.Key_F6, SHIFT)
        hands.until(lambda: stage(page, page.list.current) == "draft")
    page.list.go_to(made[0])
    hands.until(lambda: ("文件完整", "照片损坏", "") in measured(page))
    order = reached_by_tab(hands, page)
    tabs = ["待审核 3", "合格待确认 0", "已办 0", "筛选", "按照片风险", "眼线对齐", "第二窗口"]
    assert order[:8] == [*tabs, "照片"]
    assert order[8].startswith("撤销")
    assert order[9:14] == ["上一条", "下一条", "照片合格", "照片不合格", "搁置"]
    assert order[-1] == "提交生效 3 条…"


def test_keys_in_a_burst_put_aside_and_judge_each_photo_once(hands: Hands, server: Server) -> None:
    planted(server, 6)
    hands.work()
    page = open_bench(hands, 6)
    keys = list(page.list.model.keys)
    found_unfit(hands)
    for key in (Qt.Key.Key_F9, Qt.Key.Key_F9, Qt.Key.Key_F6, Qt.Key.Key_F9):
        hands.key(key)
    hands.until_drafted(2)
    hands.settle()
    hands.until(lambda: stages(page, keys) == ["draft", "held", "held", "draft", "held", None])
    assert hands.drafts() == {"photo_unfit": 1, "photo_fit": 1}
    assert page.list.current == keys[5]
    page.list.go_to(keys[1])
    hands.key(Qt.Key.Key_F9)
    hands.until(lambda: stages(page, keys)[1] is None)
    assert page.list.current == keys[1], "taken up again it is in front"


def stages(page: BenchPage, numbers: Sequence[int]) -> list[str | None]:
    return [stage(page, number) for number in numbers]
