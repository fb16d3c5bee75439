"""A person with a name, a number and a face: in the windows, and in no file of this computer."""

import logging
import tempfile
from base64 import b64decode
from datetime import date
from functools import partial
from hashlib import sha256
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from sqlalchemy import select

from ciie_admin.cli.failures import program_fault
from ciie_admin.domain.commands import AddNote, PassPerson
from ciie_admin.domain.states import Step
from ciie_admin.models import originals
from ciie_admin.models.bases import Given
from ciie_admin.models.cards import PersonCard
from ciie_admin.models.precious import OUTBOX
from ciie_admin.models.releasing import release
from ciie_admin.models.tables import BODY, ORIGINAL, THUMBNAIL
from ciie_admin.views.lock_window import LockWindow
from ciie_admin.views.main_window import MainWindow
from tests.fixtures.canaries import PICTURE, betrayed, profiles, spellings
from tests.fixtures.local import always
from tests.fixtures.registrants import Registrant, credit_code, entry, id_card, licence, unit_form
from tests.fixtures.server import PASSWORD, Server
from tests.fixtures.windows import CTRL, Hands

NAME, NUMBER, UNIT = "诸葛金丝雀", id_card(77), "金丝雀商行"
NOTE = "金丝雀的护照尚未核对"
APPROVER = "欧阳处长"
PIECE = 32
"""Bytes."""
NEEDLES = {
    **spellings("the name", "金丝雀"),
    **spellings("the number", NUMBER),
    **spellings("its last digits", NUMBER[-8:]),
    **spellings("the approver", APPROVER),
    "the picture": PICTURE,
}

ALL_FILES = {
    "cache.db", "cache.db-wal", "cache.db-shm", "vault.json", "outbox.jnl", "lock", "settings.ini",
    "faults.log", "originals",
}  # fmt: skip
"""What a client keeps while it is at work, and after a fault."""


@pytest.fixture
def registered(server: Server) -> bytes:
    """Registered and submitted over HTTP; the photo as it travelled."""
    unit = Registrant(server)
    code = credit_code(77, "association")
    unit.register(code, "association", name=UNIT)
    unit.save(unit_form(code, name_zh=UNIT), licence())
    person = entry(NUMBER, 777, name=NAME)
    unit.add(person)
    unit.submit()
    picture: str = person["photo"]
    return picture.encode()


def parts_of(photo: bytes) -> dict[str, bytes]:
    """Pieces of the original from all over it; none of them is plain filling."""
    places = range(0, len(photo) - PIECE, PIECE)
    pieces = {f"the original at {at}": photo[at : at + PIECE] for at in places}
    return {where: piece for where, piece in pieces.items() if len(set(piece)) > PIECE // 2}


def everything_below(folder: Path) -> list[Path]:
    return [folder, *(one for one in folder.rglob("*") if one.is_dir())]


def opens_the_card(hands: Hands) -> None:
    hands.persons()
    hands.until(lambda: hands.card() != 0)
    shown = hands.page._card
    assert isinstance(shown, PersonCard)
    hands.until(lambda: hands.window.pictures.thumb(shown.person.photo) is not None)
    hands.until(lambda: shown.person.photo in kept_originals(hands))
    hands.settle()


def kept_originals(hands: Hands) -> list[str]:
    with hands.desk.entered.cache.read() as db:
        return list(db.execute(select(ORIGINAL.c.digest)).scalars())


def decides_without_network(hands: Hands) -> None:
    """A note goes into the outbox and the journal, a verdict stays a draft."""
    hands.server.stop()
    for command in (AddNote(text=NOTE), PassPerson(step=Step.FINAL, note=NOTE)):
        hands.desk.decide("person", [hands.card()], always(command), lambda _done: None)
    hands.settle()
    hands.until(lambda: hands.drafted() == 1)


def releases_on_a_word(hands: Hands) -> None:
    """The approver's name goes into the outbox and the journal with the decision."""
    on_whose = partial(release, basis=Given(approver=APPROVER, on=date(2024, 9, 10)))
    hands.desk.act(on_whose, lambda _done: None)
    hands.settle()
    with hands.desk.entered.cache.read() as db:
        bodies = db.execute(select(OUTBOX.c.body)).scalars().all()
    assert sum(APPROVER in one for one in bodies) == 1


def everything_is_in_the_cache(hands: Hands, uploaded: bytes) -> None:
    """For whoever has the password; but for the full number, which never came here."""
    kept = kept_originals(hands)
    assert originals.read(hands.desk.entered.cache, sha256(uploaded).hexdigest()) == uploaded
    sealed = [*hands.desk.entered.profile.originals.iterdir()]
    assert len(sealed) == len(kept), "the licence is among them where its unit was looked at"
    assert max(one.stat().st_size for one in sealed) > len(uploaded)
    assert not any(digest in one.name for digest in kept for one in sealed)
    with hands.desk.entered.cache.read() as db:
        bodies = "".join(db.execute(select(BODY["person"].c.body)).scalars())
        notes = "".join(db.execute(select(OUTBOX.c.body)).scalars())
        thumbs = db.execute(select(THUMBNAIL.c.jpeg)).scalars().all()
    assert NAME in bodies
    assert NUMBER not in bodies
    assert NOTE in notes
    assert any(one.startswith(PICTURE) for one in thumbs)


def test_I25_no_file_of_this_computer_holds_a_name_a_number_or_a_face(
    hands: Hands,
    registered: bytes,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def nothing_betrays() -> None:
        needles = {**NEEDLES, "the photo, base64": registered[:64], **parts_of(uploaded)}
        assert not betrayed(everything_below(tmp_path), needles)

    uploaded = b64decode(registered)
    assert len(parts_of(uploaded)) > 3
    caplog.set_level(logging.DEBUG)
    (tmp_path / "temporary").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temporary"))
    monkeypatch.setattr(tempfile, "tempdir", None)
    hands.work()
    opens_the_card(hands)
    decides_without_network(hands)
    everything_is_in_the_cache(hands, uploaded)
    releases_on_a_word(hands)
    program_fault(
        ValueError(f"{NAME} {NUMBER} {APPROVER}"), hands.desk.entered.profile.folder.parent
    )
    files = {one.name for folder in profiles(tmp_path) for one in folder.iterdir()}
    assert files >= ALL_FILES
    nothing_betrays()
    hands.key(Qt.Key.Key_L, CTRL)
    assert isinstance(hands.program.window, LockWindow)
    nothing_betrays()
    hands.active()
    hands.type(PASSWORD)
    hands.key(Qt.Key.Key_Return)
    hands.until(lambda: isinstance(hands.program.window, MainWindow))
    hands.program.stop()
    nothing_betrays()
    assert not {one for one in ("金丝雀", NUMBER, APPROVER) if one in caplog.text}
    hands.server.start()


@pytest.mark.parametrize("where", ["cache.db-wal", "settings.ini", "originals/0f"])
def test_a_file_that_betrays_somebody_is_found(tmp_path: Path, where: str) -> None:
    (tmp_path / "one" / "profile" / "originals").mkdir(parents=True)
    (tmp_path / "one" / "profile" / "vault.json").touch()
    assert not betrayed(everything_below(tmp_path), NEEDLES)
    assert set(profiles(tmp_path)) >= {tmp_path / "one" / "profile" / "originals"}
    for what, raw in NEEDLES.items():
        file = tmp_path / "one" / "profile" / where
        file.write_bytes(b"\x00" * 5_000 + raw + b"\x00")
        found = betrayed(everything_below(tmp_path), NEEDLES)
        assert f"{file}: {what}" in found
        file.unlink()
