"""`check-photos`: one line a picture, in the order given, whatever the pictures are."""

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import psutil
import pytest

from ciie_admin.demo.portraits import portrait
from tests.cli.conftest import ROOT, SECONDS, Said, ended, environment, run
from tests.photos.strange import declared_png, jpeg, png

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="has no FIFOs and no such names")
FINDING = {"rule", "severity", "measured", "limit"}


def check(*words: str | Path, **changes: str) -> Said:
    return run("check-photos", *map(str, words), **changes)


def rules(one: dict[str, Any]) -> list[str]:
    return [finding["rule"] for finding in one["findings"]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Five pictures, the last one hidden."""
    made = tmp_path / "photos"
    (made / "b" / "deep").mkdir(parents=True)
    (made / "c.txt").write_bytes(portrait(1, "plain"))
    (made / "a.jpg").write_bytes(jpeg(480, 480))
    (made / "b" / "deep" / "nameless").write_bytes(png())
    (made / "b" / "z.jpg").write_bytes(b"")
    (made / ".hidden.jpg").write_bytes(jpeg())
    return made


def test_one_json_line_a_picture_and_faults_are_no_failure(folder: Path) -> None:
    said = check(folder, "--json")
    assert (said.code, said.err) == (0, "")
    assert [one["file"] for one in said.objects] == [
        str(folder / name) for name in ("a.jpg", "c.txt", "b/z.jpg", "b/deep/nameless")
    ]
    for one in said.objects:
        assert set(one) == {"file", "ok", "findings", "ms"}
        assert isinstance(one["ms"], float)
        assert one["ms"] >= 0
        assert all(set(finding) == FINDING for finding in one["findings"])
        rejected = any(finding["severity"] == "reject" for finding in one["findings"])
        assert one["ok"] is not rejected
        assert {finding["severity"] for finding in one["findings"]} <= {"reject", "look"}


def test_the_rules_are_those_of_a_badge_photo(folder: Path) -> None:
    square, plain, empty, drawing = check(folder, "--json").objects
    (aspect,) = [one for one in square["findings"] if one["rule"] == "aspect"]
    assert aspect == {
        "rule": "aspect",
        "severity": "reject",
        "measured": "480:480",
        "limit": "3:4",
    }
    assert not {"format", "aspect", "pixels", "file_size", "corrupt"} & set(rules(plain))
    assert rules(drawing) == ["format"]
    assert empty["ok"] is False


def test_paths_are_judged_in_the_order_given(folder: Path) -> None:
    given = [folder / "c.txt", folder / "b" / "z.jpg", folder / "a.jpg", folder / "c.txt"]
    said = check("--json", *given)
    assert [one["file"] for one in said.objects] == [str(path) for path in given]


def test_a_name_decides_nothing(tmp_path: Path) -> None:
    names = ["photo.jpg", "photo.png", "photo", "照片.jpeg", "photo.jpg.exe"]
    for name in names:
        (tmp_path / name).write_bytes(portrait(2, "plain"))
    said = check("--json", *(tmp_path / name for name in names))
    assert len({json.dumps(one["findings"]) for one in said.objects}) == 1


def test_a_missing_path_is_said_and_the_others_are_judged(folder: Path) -> None:
    said = check("--json", folder / "no.jpg", folder / "a.jpg", "--lang", "en")
    assert said.code == 1
    assert said.err == f"There is no {folder / 'no.jpg'}; left out.\n"
    assert [one["file"] for one in said.objects] == [str(folder / "a.jpg")]


@POSIX
def test_what_is_no_file_is_said_and_left_out(folder: Path) -> None:
    """A pipe nobody writes to would never end; a name of 300 characters cannot be."""
    os.mkfifo(folder / "b.jpg")
    (folder / "d.jpg").symlink_to(folder / "gone")
    long = folder / ("x" * 300)
    said = check("--json", folder, long)
    assert said.code == 1
    assert len(said.objects) == 4
    assert len(said.err.splitlines()) == 3
    assert all(one.endswith("，已跳过。") for one in said.err.splitlines())


@POSIX
@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_is_said_and_left_out(folder: Path) -> None:
    (folder / "a.jpg").chmod(0)
    (folder / "b").chmod(0)
    said = check("--json", folder)
    (folder / "b").chmod(0o700)
    assert (said.code, len(said.objects), len(said.err.splitlines())) == (1, 1, 2)


@pytest.mark.skipif(sys.platform != "linux", reason="names are text there")
def test_a_name_that_is_no_text(tmp_path: Path) -> None:
    name = os.fsdecode(os.fsencode(tmp_path) + b"/\xff.jpg")
    Path(name).write_bytes(jpeg())
    said = check("--json", tmp_path)
    assert [one["file"] for one in said.objects] == [name]
    assert check(tmp_path).code == 0


def test_an_empty_folder_is_judged_at_once(tmp_path: Path) -> None:
    said = check("--json", tmp_path)
    assert (said.code, said.out, said.err) == (0, "", "")


def test_the_edition_is_the_newest_unless_named(folder: Path) -> None:
    newest = check("--json", folder / "a.jpg").objects[0]["findings"]
    for edition in ("7", "06"):
        assert (
            check("--json", "--edition", edition, folder / "a.jpg").objects[0]["findings"] == newest
        )
    said = check("--json", "--edition", "99", folder / "a.jpg", "--lang", "en")
    assert said.code == 5
    assert said.objects == [{"mishap": "edition_unknown", "facts": {"names": "06, 07, demo"}}]


def test_licences_have_rules_of_their_own(tmp_path: Path) -> None:
    made = {"a.png": png(), "b.jpg": jpeg(300, 200), "c.gif": b"GIF89a", "d.png": declared_png()}
    for name, content in made.items():
        (tmp_path / name).write_bytes(content)
    (tmp_path / "e.jpg").write_bytes(jpeg() + bytes(2**21))
    found = [rules(one) for one in check("--kind", "licence", "--json", tmp_path).objects]
    assert found[:4] == [[], [], ["format"], ["bomb"]]
    assert "file_size" in found[4]


def test_a_file_beyond_all_limits_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "large.jpg").open("wb") as large:
        large.truncate(5_000_000_000)
    (tmp_path / "small.jpg").write_bytes(jpeg())
    large_one, small_one = check("--json", tmp_path).objects
    assert rules(large_one) == ["file_size"]
    assert large_one["findings"][0]["measured"] == "4882812 KB"
    assert small_one["file"].endswith("small.jpg")


@pytest.mark.parametrize(
    ("language", "outcome", "advice"),
    [
        ("zh", "不符合规定\t照片宽高比不符\t480:480\t3:4", "照片宽高比须为 3:4。"),
        ("en", "Breaks a rule\tPhoto has the wrong ratio\t480:480\t3:4", "Width to height must be"),
    ],
)
def test_a_person_reads_what_to_do(folder: Path, language: str, outcome: str, advice: str) -> None:
    said = check(folder, "--lang", language)
    head, *lines = said.out.splitlines()
    assert said.code == 0
    assert head.count("\t") == 5
    (line,) = [one for one in lines if outcome in one]
    assert line.startswith(f"{folder / 'a.jpg'}\t")
    assert advice in line
    assert said.err.startswith({"zh": "共 4 张：", "en": "4 judged: "}[language])


def test_each_kind_of_picture_has_words_for_a_person(tmp_path: Path) -> None:
    made = {"a": b"GIF89a", "b": png()[:200], "c": declared_png(), "d": jpeg() + bytes(2**21)}
    for name, content in made.items():
        (tmp_path / name).write_bytes(content)
    for kind in ("badge", "licence"):
        said = check(tmp_path, "--kind", kind)
        assert said.code == 0
        assert all(line.count("\t") == 5 for line in said.out.splitlines())


def test_without_models_the_files_are_judged_and_it_is_said(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "ciie_admin", tmp_path / "ciie_admin")
    shutil.copytree(ROOT / "resources", tmp_path / "resources")
    for model in (tmp_path / "resources" / "models").glob("*.tflite"):
        model.write_bytes(model.read_bytes()[1:])
    words = ["check-photos", "--json", str(folder), "--lang", "en"]
    done = subprocess.run(
        [sys.executable, "-P", "-m", "ciie_admin", *words],
        cwd=tmp_path,
        env=environment(PYTHONPATH=str(tmp_path)),
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    assert done.returncode == 0
    assert done.stderr.startswith("The models of the photo checks are missing")
    assert len(done.stderr.splitlines()) == 1
    square, *_ = map(json.loads, done.stdout.splitlines())
    assert rules(square) == ["pixels", "aspect"]


def test_a_library_that_does_not_load_is_a_fault_of_the_program(
    folder: Path, tmp_path: Path
) -> None:
    """And of no picture: none is called damaged for it."""
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "cv2.py").write_text("raise ImportError('no libGL')", encoding="ascii")
    said = check(folder, "--json", PYTHONPATH=str(tmp_path / "broken"))
    assert said.code == 5
    assert [one["mishap"] for one in said.objects] == ["program_fault"]


def start(*words: str | Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "ciie_admin", "check-photos", *map(str, words)],
        cwd=ROOT,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        start_new_session=True,
    )


@pytest.fixture
def many(tmp_path: Path) -> Path:
    made = tmp_path / "many"
    made.mkdir()
    content = portrait(1, "plain")
    for number in range(3_000):
        (made / f"{number:04}.jpg").write_bytes(content)
    return made


@POSIX
def test_ctrl_c_ends_it_at_once_with_all_its_processes(many: Path) -> None:
    child = start(many, "--json")
    assert child.stdout is not None
    assert child.stdout.readline().startswith('{"file"')
    processes = psutil.Process(child.pid).children(recursive=True)
    assert processes
    os.killpg(child.pid, signal.SIGINT)
    said = ended(child)
    assert said.code == 130
    assert len(said.out.splitlines()) < 3_000
    assert len(said.err.splitlines()) == 1
    gone, _ = psutil.wait_procs(processes, timeout=SECONDS)
    assert len(gone) == len(processes)


@POSIX
def test_a_reader_that_leaves_ends_it(many: Path) -> None:
    with start(many, "--json") as child:
        assert child.stdout is not None
        assert child.stderr is not None
        child.stdout.readline()
        child.stdout.close()
        assert child.stderr.read() == ""
    assert child.returncode == 1
