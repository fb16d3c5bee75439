"""照片审核 over the wire: a word on the photo beside that on its person, gone with the photo."""

from dataclasses import replace

from sqlalchemy import select, update

from ciie_admin.domain.commands import (
    Command,
    JudgePhoto,
    PassPerson,
    ReturnPerson,
    WithdrawPhoto,
)
from ciie_admin.domain.persons import Person
from ciie_admin.domain.photo_word import PhotoVerdict
from ciie_admin.domain.states import Sight, Step
from ciie_admin.server.audit import AUDIT
from ciie_admin.server.records import PERSONS
from ciie_admin.wire.messages import Verdict
from tests.fixtures.clerks import Clerk
from tests.fixtures.records import plant_person, plant_unit
from tests.fixtures.registrants import Registrant, entry, handed_in, id_card
from tests.fixtures.server import Server

PASS = PassPerson(step=Step.FINAL)
AT = "大连市金普新区金马路1号"
PHOTO, OTHER = "a" * 64, "b" * 64


def fit(photo: str = PHOTO) -> JudgePhoto:
    return JudgePhoto(fit=True, photo=photo, sight="original")


def unfit(photo: str = PHOTO) -> JudgePhoto:
    said = JudgePhoto(fit=False, photo=photo, sight="small", reasons=("photo_unfit",))
    return replace(said, message="白底")


def seen(clerk: Clerk, number: int) -> Person:
    found = clerk.sees("person")[number]
    assert isinstance(found, Person)
    return found


def code(verdict: Verdict) -> str:
    return getattr(verdict, "code", verdict.kind)


def corrected(registrant: Registrant, number: int, shade: int) -> None:
    """Another photo, and submitted again."""
    registrant.read(registrant.act("PUT", f"persons/{number}", entry(id_card(1), shade)))
    registrant.read(registrant.act("POST", "persons/submit", {"persons": [number]}))


def test_a_word_on_a_photo_lives_and_dies_with_the_photo(server: Server) -> None:
    registrant, clerk = handed_in(server, 1, AT, AT), Clerk(server, "jinpu.clerk")
    number = registrant.own().persons[0].id
    photo = seen(clerk, number).photo
    clerk.insists("photo", number, unfit(photo))
    head = Clerk(server, "dalian.head")
    word = seen(head, number).photo_word
    assert word is not None
    assert (word.verdict, word.sight, word.name) == (PhotoVerdict.UNFIT, Sight.SMALL, "孙经办")
    assert (word.reasons, word.message) == (("photo_unfit",), "白底")
    last = seen(head, number).history[-1]
    assert (last.what, last.by, last.reasons) == ("photo_unfit", "孙经办", ("photo_unfit",))
    with server.engine.connect() as db:
        noted = select(AUDIT.c.kind, AUDIT.c.subject_kind, AUDIT.c.subject_id)
        (entry_of,) = db.execute(noted.where(AUDIT.c.subject_kind == "photo")).all()
    assert entry_of == ("judge_photo", "photo", number)
    told = registrant.act("GET", "unit").text
    assert '"photo_word":null' in told
    assert "unfit" not in told, "nothing of it before the person is returned"
    refused = head.decide("person", number, PASS)
    assert (code(refused), getattr(refused, "facts", {})) == ("photo_unfit", {"by": "孙经办"})
    head.insists("person", number, ReturnPerson(reasons=("photo_unfit",)))
    assert '"photo_word":null' in registrant.act("GET", "unit").text
    assert registrant.own().persons[0].reasons == ("photo_unfit",)
    corrected(registrant, number, 77)
    assert seen(head, number).photo_word is None
    assert code(clerk.decide("photo", number, unfit(photo))) == "photo_replaced"
    head.insists("person", number, PASS)


def test_the_same_photo_keeps_its_word(server: Server) -> None:
    registrant, clerk = handed_in(server, 1, AT, AT), Clerk(server, "jinpu.clerk")
    number = registrant.own().persons[0].id
    clerk.insists("photo", number, unfit(seen(clerk, number).photo))
    clerk.insists("person", number, ReturnPerson(reasons=("number_wrong",)))
    body = entry(id_card(1), 1)
    registrant.read(registrant.act("PUT", f"persons/{number}", body))
    registrant.read(registrant.act("POST", "persons/submit", {"persons": [number]}))
    assert seen(clerk, number).photo_word is not None
    assert code(clerk.decide("person", number, PASS)) == "photo_unfit"
    clerk.insists("photo", number, WithdrawPhoto())
    assert seen(clerk, number).photo_word is None
    assert code(clerk.decide("photo", number, WithdrawPhoto())) == "photo_not_judged"


def test_operations_on_a_photo_and_its_person_see_each_other_in_one_page(server: Server) -> None:
    with server.engine.begin() as db:
        unit = plant_unit(db)
        ids = [plant_person(db, unit, n, photo=PHOTO) for n in range(1, 4)]
    clerk = Clerk(server, "jinpu.clerk")
    by_id = {n: seen(clerk, n).seen for n in ids}
    wanted: list[tuple[str, int, Command]] = [
        *(("photo", ids[0], unfit()), ("person", ids[0], PASS)),
        *(("photo", ids[1], unfit()), ("photo", ids[1], fit()), ("person", ids[1], PASS)),
        *(("person", ids[2], PASS), ("photo", ids[2], unfit())),
        *(("person", ids[2], unfit()), ("photo", ids[2], PASS)),
    ]
    page = [clerk.wish(kind, n, what, by_id[n]) for kind, n, what in wanted]  # type: ignore[arg-type]
    said = clerk.exchange(*page).verdicts
    assert [*map(code, said)] == [
        *("accepted", "photo_unfit"),
        *("accepted", "accepted", "accepted"),
        *("accepted", "accepted"),
        *("not_for_this_kind", "not_for_this_kind"),
    ]
    assert clerk.exchange(*page).verdicts == said, "each takes effect once"
    assert [one.what for one in seen(clerk, ids[1]).history] == [
        *("photo_unfit", "photo_fit", "pass_person"),
    ]
    assert seen(clerk, ids[1]).version == 4
    again = replace(page[0], command=fit(), n=page[0].n)
    assert code(clerk.exchange(again).verdicts[0]) == "id_reused"


def test_only_another_photo_makes_a_verdict_on_it_void(server: Server) -> None:
    """What else the registrant corrects is no matter of the photo."""
    with server.engine.begin() as db:
        person = plant_person(db, plant_unit(db), photo=PHOTO)
    clerk = Clerk(server, "jinpu.clerk")
    early = [clerk.wish("photo", person, unfit(), "as it stood before")]
    assert [*map(code, clerk.exchange(*early).verdicts)] == ["accepted"]
    with server.engine.begin() as db:
        db.execute(update(PERSONS).values(photo=OTHER))
    late = clerk.wish("photo", person, fit(), "as it stood before")
    assert [*map(code, clerk.exchange(late).verdicts)] == ["photo_replaced"]
    clerk.insists("photo", person, fit(OTHER))
    far = Clerk(server, "shanghai.head")
    nobody = far.wish("photo", person, unfit(OTHER), "")
    assert code(far.exchange(nobody).verdicts[0]) == "no_such_record"
