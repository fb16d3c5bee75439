"""The verdict on a photo is drafted, sent and shown beside that on its person."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from ciie_admin.domain.commands import JudgePhoto, PassPerson, ReturnPerson, WithdrawPhoto
from ciie_admin.domain.findings import Finding, Severity
from ciie_admin.domain.photo_word import PhotoVerdict
from ciie_admin.domain.states import PersonReview, Step
from ciie_admin.errors import BadInput
from ciie_admin.models import reading
from ciie_admin.models.approving import checked
from ciie_admin.models.batch_list import batches, opened
from ciie_admin.models.consequences import consequences
from ciie_admin.models.filter_codes import codes
from ciie_admin.models.grammar import Ground, parse_line, spelled
from ciie_admin.models.holding import hold
from ciie_admin.models.holding import undo as undo_any
from ciie_admin.models.precious import DRAFT
from ciie_admin.models.queries import Query
from ciie_admin.models.recording import Recorded
from ciie_admin.models.releasing import release, undo
from ciie_admin.models.scopes import Scope
from ciie_admin.models.tallies import tally
from ciie_admin.wire.messages import VerdictAccepted, VerdictRefused
from tests.domain.samples import PHOTO, THEN, person, photo_word, unit
from tests.fixtures.local import ACTOR, Local

FIT = JudgePhoto(fit=True, photo=PHOTO, sight="original")
UNFIT = JudgePhoto(fit=False, photo=PHOTO, sight="small", reasons=("photo_unfit",))
WORDS = Ground(codes=codes(None))
RETURN = ReturnPerson(reasons=("photo_unfit",))


@pytest.fixture
def people(local: Local) -> Local:
    local.start(unit(), *(person(id=n, photo=PHOTO) for n in (2, 3, 4)))
    return local


def photo(local: Local, number: int = 2) -> tuple[str, str | None]:
    with local.cache.read() as db:
        row = reading.person_rows(db, [number])[number]
    return row.shown_photo, row.photo_stage


def judges(local: Local, command: JudgePhoto | WithdrawPhoto, *ids: int) -> Recorded:
    return local.decides(command, *ids, kind="photo")


def problems(local: Local) -> list[tuple[str, int, str | None]]:
    with local.cache.read() as db:
        rows = select(DRAFT.c.subject_kind, DRAFT.c.subject_id, DRAFT.c.problem)
        return [tuple(row) for row in db.execute(rows.order_by(DRAFT.c.subject_id, DRAFT.c.act))]


def test_a_person_and_its_photo_have_a_draft_each(people: Local) -> None:
    people.decides(RETURN, 2, kind="person")
    done = judges(people, UNFIT, 2, 3)
    assert (done.drafted, sorted(done.touched.ids("person"))) == ((2, 3), [2, 3])
    assert (people.person(2), photo(people)) == (("returned", "draft"), ("unfit", "draft"))
    assert (people.person(3), photo(people, 3)) == (("waiting", None), ("unfit", "draft"))
    with people.cache.read() as db:
        said = tally(db)
        assert said.drafts == {"return_person": 1, "photo_unfit": 2}
        assert said.undo is not None
        assert (said.undo.kind, said.undo.count) == ("photo_unfit", 2)
        found = consequences(db, ACTOR)
        assert found.by_kind == {"return_person": 1, "photo_unfit": 2}
        assert found.notices == 1
    judges(people, FIT, 2)
    assert photo(people) == ("fit", "draft")
    for shown in (("unfit", "draft"), ("", None)):
        undo(people.cache, ACTOR)
        assert photo(people) == shown
    assert people.person(2) == ("returned", "draft")
    undo(people.cache, ACTOR)
    assert people.person(2) == ("waiting", None)


def test_nobody_is_passed_on_a_photo_drafted_as_unfit(people: Local) -> None:
    judges(people, UNFIT, 2)
    tried = people.passes(2, 3, kind="person")
    assert tried.drafted == (3,)
    assert [(n, why.code, dict(why.facts)) for n, why in tried.not_possible] == [
        (2, "photo_unfit", {"by": ACTOR.name})
    ]
    judges(people, UNFIT, 3)
    assert ("person", 3, "photo_unfit") in problems(people), "the photo goes out first"
    assert people.person(3) == ("waiting", None)
    done = release(people.cache, ACTOR)
    assert (len(done.sent), done.stayed) == (2, 1)
    assert {one.subject.kind for one in people.sends()} == {"photo"}


def test_a_pass_may_rest_on_the_photo_drafted_with_it(people: Local) -> None:
    people.hears(person(id=2, version=2, photo=PHOTO, photo_word=photo_word(PhotoVerdict.UNFIT)))
    assert people.passes(2, kind="person").drafted == ()
    judges(people, FIT, 2)
    assert people.passes(2, kind="person").drafted == (2,)
    judges(people, FIT, 2)
    assert [why for *_, why in problems(people)] == [None, None], "said again after the pass"
    with people.cache.read() as db:
        assert consequences(db, ACTOR).by_kind == {"photo_fit": 1, "pass_person": 1}
    assert len(release(people.cache, ACTOR).sent) == 2
    first, second = people.sends()
    assert (first.subject.kind, second.subject.kind) == ("photo", "person")
    assert (photo(people), people.person(2)) == (("fit", "pending"), ("passed", "pending"))


def test_the_overlay_falls_when_the_mirror_shows_the_word(people: Local) -> None:
    judges(people, UNFIT, 2)
    (wish,) = release(people.cache, ACTOR).sent
    people.sends()
    people.hears(verdicts=[VerdictAccepted(id=wish, seq=people.seq + 9, version=2)])
    assert photo(people) == ("unfit", "pending"), "not before the record has come"
    word = photo_word(PhotoVerdict.UNFIT, ACTOR.account)
    people.hears(person(id=2, version=2, photo=PHOTO, photo_word=word))
    assert photo(people) == ("unfit", None)
    assert people.numbers()["delivered"] == 1
    judges(people, WithdrawPhoto(), 2)
    assert photo(people) == ("", "draft")
    people.hears(person(id=2, version=3, photo="b" * 64))
    assert photo(people) == ("", None)
    assert problems(people) == [("photo", 2, "photo_not_judged")]


def test_another_photo_holds_a_draft_back_and_another_form_does_not(people: Local) -> None:
    judges(people, FIT, 2, 3)
    people.hears(
        person(id=2, version=2, seen="other", photo=PHOTO),
        person(id=3, version=2, seen="other", photo="b" * 64),
    )
    assert problems(people) == [("photo", 2, None), ("photo", 3, "photo_replaced")]
    done = release(people.cache, ACTOR)
    assert (len(done.sent), done.stayed) == (1, 1)
    (wish,) = people.sends()
    people.hears(verdicts=[VerdictRefused(id=wish.id, code="photo_replaced")])
    with people.cache.read() as db:
        assert tally(db).tray == 1
    assert photo(people) == ("", None)


def found(rule: str, severity: Severity = Severity.LOOK) -> tuple[Finding, ...]:
    return (Finding(rule=rule, severity=severity),)


def bench(local: Local, *terms: str) -> list[int]:
    line = parse_line("person", " ".join(("order:photo_risk", *terms)), WORDS)
    assert parse_line("person", spelled(line, WORDS)) == line
    with local.cache.read() as db:
        return [*reading.ids(db, line)]


def test_the_lists_of_the_bench(local: Local) -> None:
    word = photo_word(PhotoVerdict.UNFIT)
    local.start(
        unit(),
        person(id=11, photo=PHOTO, photo_checked=True),
        person(id=12, photo=PHOTO, photo_checked=True, findings=found("colour")),
        person(id=13, photo=PHOTO, photo_checked=True, findings=found("pose", Severity.REJECT)),
        person(id=14, photo=PHOTO, submitted_at=THEN + timedelta(days=1)),
        person(id=15, photo=PHOTO, photo_checked=True, photo_word=word, findings=found("pose")),
        person(id=16, photo=PHOTO, photo_checked=True, findings=found("id_checksum")),
        person(PersonReview.RETURNED, id=17, photo=PHOTO),
        person(id=18),
    )
    assert bench(local, "photo:open") == [13, 12, 14]
    assert bench(local, "photo:clean") == [11, 16]
    assert (bench(local, "photo:done"), bench(local, "photo:unfit")) == ([15], [15])
    assert bench(local, "not", "photo:done", "照片审核:合格待确认") == [11, 16]
    with local.cache.read() as db:
        assert reading.photo_counts(db, Query(kind="person", photo="done")) == {
            "open": 3,
            "clean": 2,
            "done": 1,
        }
        assert tally(db).to_do.photos == 3
    judges(local, FIT, 11, 13)
    local.passes(16, kind="person")
    assert bench(local, "photo:open") == [12, 14]
    assert (bench(local, "photo:clean"), bench(local, "photo:done")) == ([], [13, 15, 11])
    assert bench(local, "photo:fit") == [13, 11]
    assert bench(local, "photo:fit", "stage:draft") == []
    with local.cache.read() as db:
        kept = reading.ids(db, Query(kind="person", photo="clean"), keep=(11,))
    assert [*kept] == [11], "a row decided on stays where it is"
    with pytest.raises(BadInput, match="bad_filter"):
        parse_line("unit", "photo:open")
    with pytest.raises(BadInput, match="bad_filter_value"):
        parse_line("unit", "order:photo_risk")


def test_a_batch_of_photos_is_listed_and_stands_on_no_approval_sheet(people: Local) -> None:
    people.decides(RETURN, 2, kind="person")
    done = judges(people, UNFIT, 3, 4, 77)
    with people.cache.read() as db:
        (line,) = batches(db)
        assert (line.body.kind, line.body.verdicts) == ("photo", ("photo_unfit",))
        whole = opened(db, done.batch)
        assert whole is not None
        assert {row.followed.row.stage: row.named and row.named.name for row in whole.rows} == {
            "not_possible": None,
            "drafted": "王二",
        }
        sheet = checked(db, ACTOR)
        assert [one.wish.kind for one in sheet.found.lines].count("photo") == 2
    persons = Query(kind="person", ids=(2, 3))
    assert len(release(people.cache, ACTOR, Scope(query=persons)).sent) == 2, "with their photos"


def test_a_photo_is_put_aside_until_it_is_judged(people: Local) -> None:
    assert hold(people.cache, ACTOR, "photo", [2, 3]).aside == (2, 3)
    assert (photo(people), people.person(2)) == (("", "held"), ("waiting", None))
    judges(people, FIT, 2)
    assert photo(people) == ("fit", "draft")
    undo_any(people.cache, ACTOR)
    assert photo(people) == ("", "held")
    word = photo_word(PhotoVerdict.UNFIT)
    people.hears(person(id=2, version=2, photo=PHOTO, photo_word=word))
    assert photo(people) == ("unfit", None)
    assert undo_any(people.cache, ACTOR).what == "hold"
    assert photo(people, 3) == ("", None)


def test_another_photo_is_not_the_one_that_was_put_aside(people: Local) -> None:
    hold(people.cache, ACTOR, "photo", [2])
    people.hears(person(PersonReview.RETURNED, id=2, version=2, photo=PHOTO))
    people.hears(person(id=2, version=3, photo="b" * 64))
    assert photo(people) == ("", None)


def test_a_batch_goes_out_with_what_was_drafted_on_its_photos(people: Local) -> None:
    people.hears(person(id=2, version=2, photo=PHOTO, photo_word=photo_word(PhotoVerdict.UNFIT)))
    judges(people, FIT, 2, 4)
    batch = Scope(batch=people.passes(2, 3, kind="person").batch)
    with people.cache.read() as db:
        lines = checked(db, ACTOR, batch).found.lines
    assert [(one.wish.kind, one.state) for one in lines if one.wish.subject.id == 2] == [
        ("photo", "ready"),
        ("person", "ready"),
    ]
    assert len(release(people.cache, ACTOR, batch).sent) == 3
    assert [one.subject.kind for one in people.sends()] == ["photo", "person", "person"]
    assert photo(people, 4) == ("fit", "draft")


def test_a_person_passed_by_somebody_else_leaves_the_photo_to_be_judged(people: Local) -> None:
    """Both are under way, and neither rests on the other."""
    people.decides(PassPerson(step=Step.FINAL), 2, kind="person")
    release(people.cache, ACTOR)
    judges(people, UNFIT, 2)
    release(people.cache, ACTOR)
    first, second = people.sends()
    assert (first.subject.kind, second.subject.kind) == ("person", "photo")
    assert second.after == ()
    refused = VerdictRefused(id=first.id, code="state_moved")
    people.hears(verdicts=[refused])
    assert (people.person(2), photo(people)) == (("waiting", None), ("unfit", "pending"))
