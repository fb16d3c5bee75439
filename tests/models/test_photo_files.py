"""A folder of photos: unchanged, named for people, told of before the first, and what is missing
is said.
"""

import errno
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from ciie_admin.errors import BadFile, BadInput, Mishap, NotAllowed, Offline
from ciie_admin.models import originals, photo_files
from ciie_admin.models.photo_files import export_photos, taken_words
from ciie_admin.models.precious import OUTBOX
from ciie_admin.models.queries import Query
from ciie_admin.server import pictures
from tests.domain.samples import person, unit
from tests.fixtures.editions import small_edition
from tests.fixtures.local import ACTOR, CLICK, Local
from tests.fixtures.records import person_form, unit_form
from tests.fixtures.registrants import photo

EVERYBODY = Query(kind="person")
PICTURES = {n: pictures.read_photo(photo(n * 40), small_edition()) for n in (2, 3, 4, 5)}
FIRM = "大连/好运"


def start(local: Local) -> None:
    """2 and 3 are here and bear one name, 4 and 5 are with the server, 6 has none."""
    people = [
        person(
            id=number,
            photo=PICTURES[number].digest if number in PICTURES else "",
            form=person_form(number, name="王一" if number < 4 else f"李{number}"),
            number_masked="210202********1234",
        )
        for number in range(2, 7)
    ]
    local.start(unit(form=unit_form(1, name_zh=FIRM)), *people)
    for number in (2, 3):
        one = PICTURES[number]
        assert originals.keep(local.cache, one.digest, one.original)


def take(local: Local, folder: Path, query: Query = EVERYBODY, **more: object) -> photo_files.Taken:
    return export_photos(
        local.cache,
        query,
        folder,
        actor=ACTOR,
        language="zh",
        at=CLICK,
        **more,  # type: ignore[arg-type]
    )


def told(local: Local) -> list[str]:
    with local.cache.read() as db:
        return list(db.execute(select(OUTBOX.c.body)).scalars())


def test_photos_leave_as_they_were_uploaded(local: Local, tmp_path: Path) -> None:
    start(local)
    folder, asked = tmp_path / "照片", []

    def fetch(digest: str) -> bytes:
        asked.append(digest)
        assert len(told(local)) == 1, "told before anything has left"
        if digest == PICTURES[5].digest:
            raise Mishap("no_such_record")
        return PICTURES[4].original

    taken = take(local, folder, fetch=fetch)
    assert asked == [PICTURES[4].digest, PICTURES[5].digest]
    found = {one.name: one.read_bytes() for one in folder.iterdir()}
    listed = found.pop("未取得的照片.txt").decode("utf-8-sig")
    assert found == {
        "大连_好运_王一_1234.jpg": PICTURES[2].original,
        "大连_好运_王一_1234_2.jpg": PICTURES[3].original,
        "大连_好运_李4_1234.jpg": PICTURES[4].original,
    }
    assert listed.split("\r\n") == [
        f"{FIRM}\t李5\t本机没有，也未能从服务器取得",
        f"{FIRM}\t李6\t尚未上传",
        "",
    ]
    assert (taken.files, taken.stopped) == (3, False)
    said = "".join(taken_words(taken, folder, "zh"))
    assert "已存 3 张照片" in said
    assert "未取得的 2 人列在" in said
    assert "加密" in said
    (entry,) = told(local)
    assert '"of":"photo","rows":4,"columns":["photo"]' in entry


@pytest.mark.parametrize("why", [Offline("unreachable"), NotAllowed("wrong_password")])
def test_a_server_that_is_away_or_says_no_is_asked_once(
    local: Local, tmp_path: Path, why: Mishap
) -> None:
    """The shell would try to sign in for every photo."""
    start(local)
    asked = []

    def fetch(digest: str) -> bytes:
        asked.append(digest)
        raise why

    assert take(local, tmp_path / "照片", fetch=fetch).files == 2
    assert len(asked) == 1


def test_stopped_or_full_only_whole_files_stay(
    local: Local, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    start(local)
    steps: list[int] = []
    folder = tmp_path / "照片"
    taken = take(local, folder, progress=steps.append, cancelled=lambda: len(steps) > 0)
    assert (taken.files, taken.stopped) == (1, True)
    assert [one.name for one in folder.iterdir()] == ["大连_好运_王一_1234.jpg"]
    with pytest.raises(BadFile, match="folder_not_empty"):
        take(local, folder)
    with pytest.raises(BadInput, match="no_photos"):
        take(local, tmp_path / "b", replace(EVERYBODY, ids=(6,)))
    assert len(told(local)) == 1

    def full(_file: int) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(BadFile, match="disk_full"):
        take(local, tmp_path / "c")
    assert list((tmp_path / "c").iterdir()) == []
