"""A paper that takes its time: neither forgotten by a release nor found by the next one."""

from pathlib import Path
from threading import Event

import pytest
from PySide6.QtWidgets import QFileDialog

from ciie_admin.models.bases import Given
from ciie_admin.views.basis_form import BasisForm
from tests.fixtures.windows import PATIENCE_MS, Hands, plant

SIGNED = b"%PDF-1.7 signed"


def choose(hands: Hands, form: BasisForm) -> Event:
    """The lane has something else to do first, until the event is set."""
    gate = Event()
    hands.desk.files.run(lambda: gate.wait(PATIENCE_MS / 1000))
    form.choose()
    return gate


def read(hands: Hands, gate: Event) -> None:
    """Whatever the lane had to do has been answered."""
    answered: list[None] = []
    gate.set()
    hands.desk.files.run(lambda: None, answered.append)
    hands.until(lambda: bool(answered))


def named(form: BasisForm, approver: str) -> Given | None:
    form.approver.field.setText(approver)
    form.day.field.setText("2024-09-10")
    return form.given()


@pytest.fixture
def paper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What is chosen whenever a paper is asked for."""
    path = tmp_path / "signed.pdf"
    path.write_bytes(SIGNED)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    return path


def test_a_file_still_being_read(hands: Hands, paper: Path) -> None:
    plant(hands.server)
    hands.work()
    form = hands.window.release_page.basis
    named(form, "张　三")
    gate = choose(hands, form)
    assert not form.is_right(), "it would go out without the paper"
    assert form._fault.text() == "扫描件还在读取。请稍候，或先移除。"
    read(hands, gate)
    given = form.given()
    assert form.is_right()
    assert given is not None
    assert (given.approver, given.scan) == ("张 三", SIGNED)

    gate = choose(hands, form)
    form.forget()
    assert form.is_right(), "nothing is attached any more"
    read(hands, gate)
    given = named(form, "李处长")
    assert given is not None
    assert given.scan == b"", "the paper of the release before"

    assert named(form, "\u200b") is None, "nobody can see who that is"
    paper.write_bytes(b"no paper")
    read(hands, choose(hands, form))
    assert "扫描件不能用" in form._fault.text()
    assert form.is_right(), "nothing is attached, and nobody named"
