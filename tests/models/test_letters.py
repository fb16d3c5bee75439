"""What a release will write to a unit: all its drafts in one message, counted as one."""

from ciie_admin.domain.commands import AdviseAgainst, ReturnPerson, ReturnUnit
from ciie_admin.domain.findings import Finding, Severity
from ciie_admin.domain.states import UnitClass
from ciie_admin.models import cards, letters
from ciie_admin.models.consequences import consequences
from ciie_admin.wire.messages import Subject
from tests.domain.samples import person, unit
from tests.fixtures.local import ACTOR, Local
from tests.fixtures.records import person_form, unit_form

FOUND = Finding(rule="id_checksum", severity=Severity.REJECT)
PHOTO = "a" * 64
NAME = unit_form().name_zh
WHOLE = (
    f"{NAME}须修改：1. 原因：address_differs：原因：address_differs\n"
    "2. 请于周五前\n"
    "3. 王二·原因：photo_unfit：原因：photo_unfit"
)


def test_all_drafts_of_a_unit_make_one_message(local: Local) -> None:
    people = [
        person(id=n, form=person_form(n - 1), findings=(FOUND,), photo=PHOTO) for n in (2, 3, 4)
    ]
    local.start(unit(unit_class=UnitClass.ASSOCIATION), *people)
    local.decides(ReturnUnit(reasons=("address_differs",), message="请于周五前"), 1)
    local.decides(ReturnPerson(reasons=("photo_unfit",)), 2, kind="person")
    local.decides(AdviseAgainst(reasons=("not_of_unit",)), 3, kind="person")
    with local.cache.read() as db:
        for kind, number in (("unit", 1), ("person", 2), ("person", 4)):
            subject = Subject(kind=kind, id=number)  # type: ignore[arg-type]
            assert letters.of_subject(db, subject).text == WHOLE
            (picture,) = letters.of_subject(db, subject).photos
            assert (picture.name, picture.photo, picture.numbers) == ("王二", PHOTO, (3,))
            assert [one.rule for one in picture.faults] == ["photo_unfit"], "seen by a person"
        shown, beside = cards.card(db, "unit", 1), cards.card(db, "person", 2)
        found = consequences(db, ACTOR)
    assert shown is not None
    assert beside is not None
    assert [one.person for one in shown.told] == ["王二"], "its own matter is not told twice"
    assert [one.person for one in beside.told] == [""]
    assert found.notices == 1
    local.passes(1)
    with local.cache.read() as db:
        text = letters.of_subject(db, Subject(kind="unit", id=1)).text
        assert consequences(db, ACTOR).notices == 2, "passed, and a person returned"
    assert text == "", "the edition of these tests has no text for persons alone"
