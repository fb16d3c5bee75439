"""What only a person can see in a photo proposes its reason, of this person's photo only."""

from PySide6.QtCore import Qt
from sqlalchemy import update

from ciie_admin.domain.edition import PHOTO_TICKS
from ciie_admin.server import pictures, records
from ciie_admin.server.tables import EditionRow
from ciie_admin.views.components.reasons import ReasonRow
from tests.fixtures.editions import JINPU, small_edition
from tests.fixtures.records import plant_person, plant_unit
from tests.fixtures.registrants import photo
from tests.fixtures.windows import Hands
from tests.views.test_letter_box import REAL

SHOWN = [one.name.zh for one in PHOTO_TICKS]


def plant(hands: Hands) -> None:
    """Two persons with photos, one without, in an edition with the real reasons."""
    edition = small_edition(reasons=REAL.reasons, notices=REAL.notices)
    kept = [pictures.read_photo(photo(n * 40), small_edition()) for n in (1, 2)]
    with hands.server.engine.begin() as db:
        db.execute(update(EditionRow).values(body=records.as_json(edition)))
        pictures.keep(db, kept)
        unit = plant_unit(db, 1, place=JINPU)
        for number, one in enumerate(kept, 1):
            plant_person(db, unit, number, photo=one.digest)
        plant_person(db, unit, 3)


def rows(hands: Hands) -> list[ReasonRow]:
    found = hands.page.by_eye.findChildren(ReasonRow)
    return [one for one in found if one.isVisible()]


def press(hands: Hands, row: ReasonRow) -> None:
    row.setFocus()
    row.click()


def test_what_a_person_sees_proposes_its_reason(hands: Hands) -> None:
    plant(hands)
    hands.work("dalian.head")
    assert not hands.page.by_eye.isVisible(), "units have no photo"
    hands.persons()
    assert [row.reason.text for row in rows(hands)] == SHOWN
    assert [row.accessibleName() for row in rows(hands)] == SHOWN
    press(hands, rows(hands)[0])
    hands.list.table.setFocus()
    hands.key(Qt.Key.Key_F7)
    box = hands.page.box
    assert box._chosen == {"photo_old"}
    assert box._offered[0].id == "photo_old", "what is proposed stands first"
    press(hands, rows(hands)[1])
    assert box._chosen == {"photo_old", "photo_retouched"}, "the reasons were open already"
    press(hands, rows(hands)[1])
    hands.list.table.setFocus()
    hands.key(Qt.Key.Key_Return)
    hands.until_drafted(1)
    assert hands.drafts() == {"return_person": 1}
    hands.until(lambda: hands.card() == hands.list.current != 0)
    assert not any(row.isChecked() for row in rows(hands)), "another photo"
    hands.key(Qt.Key.Key_F7)
    assert not box._chosen
    hands.key(Qt.Key.Key_Escape)
    hands.key(Qt.Key.Key_Down)
    hands.until(lambda: not hands.page.by_eye.isVisible())
