"""What leaves: numbered before it leaves, in order, in pages a server takes."""

import pytest
from sqlalchemy import event, text

from ciie_admin.domain.commands import AddNote, ReturnUnit
from ciie_admin.domain.decide import NOTE_LIMIT
from ciie_admin.domain.states import UnitClass
from ciie_admin.models import opening
from ciie_admin.models.reconciling import send_again
from ciie_admin.models.releasing import release
from ciie_admin.models.sending import next_page
from ciie_admin.wire.codec import MAX_REQUEST, dump
from ciie_admin.wire.messages import PAGE_OPERATIONS, Exchange
from tests.domain.samples import unit
from tests.fixtures.local import ACTOR, CLICK, Local, accepted

ASSOCIATION = UnitClass.ASSOCIATION


@pytest.fixture
def five(local: Local) -> Local:
    local.start(*(unit(id=n, unit_class=ASSOCIATION) for n in range(1, 6)))
    local.passes(*range(1, 6))
    release(local.cache, ACTOR)
    return local


def test_numbers_have_no_gap_and_follow_the_order_of_release(five: Local) -> None:
    page = five.sends()
    assert [one.n for one in page] == [1, 2, 3, 4, 5]
    assert [one.subject.id for one in page] == [1, 2, 3, 4, 5]
    five.decides(AddNote(text="已电话"), 3)
    assert [one.n for one in five.sends()] == [1, 2, 3, 4, 5, 6]


def test_what_was_sent_is_sent_again_as_it_was_until_it_is_answered(five: Local) -> None:
    first = next_page(five.cache, CLICK, limit=2)
    again = next_page(five.cache, CLICK, limit=2)
    assert first == again
    five.hears(verdicts=[accepted(first[0].id, five.seq + 9, 2)], whole=False)
    assert [one.n for one in next_page(five.cache, CLICK, limit=2)] == [2, 3]


def test_numbers_are_kept_before_anything_leaves(five: Local) -> None:
    """The transaction that numbers them fails: nothing was numbered, nothing returned."""

    @event.listens_for(five.cache.engine, "commit")
    def broken(_db: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        five.sends()
    event.remove(five.cache.engine, "commit", broken)
    with five.cache.read() as db:
        assert db.execute(text("SELECT count(n), count(sent_at) FROM outbox")).one() == (0, 0)
        assert opening.preference(db, "last_n") == "0"


def test_an_empty_outbox_writes_nothing(local: Local) -> None:
    local.start(unit())
    statements: list[str] = []

    @event.listens_for(local.cache.engine, "before_cursor_execute")
    def heard(_db: object, _cursor: object, statement: str, *_: object) -> None:
        statements.append(statement)

    assert local.sends() == ()
    event.remove(local.cache.engine, "before_cursor_execute", heard)
    assert statements
    assert not any("IMMEDIATE" in one or "UPDATE" in one for one in statements)


def test_a_page_has_at_most_so_many(local: Local) -> None:
    many = range(1, PAGE_OPERATIONS + 8)
    local.start(*(unit(id=n, unit_class=ASSOCIATION) for n in many))
    local.passes(*many)
    release(local.cache, ACTOR)
    assert len(local.sends()) == PAGE_OPERATIONS


@pytest.mark.parametrize("character", ["长", "\n", "😀", '"'])
def test_a_page_is_never_larger_than_a_server_takes(local: Local, character: str) -> None:
    """However long the messages: else nothing behind them would ever leave."""
    many = range(1, 401)
    local.start(*(unit(id=n, unit_class=ASSOCIATION) for n in many))
    long = ReturnUnit(
        reasons=("address_differs",),
        message=character * NOTE_LIMIT,
        note=character * NOTE_LIMIT,
    )
    local.decides(long, *many)
    release(local.cache, ACTOR)
    sent: list[int] = []
    while page := local.sends():
        with local.cache.read() as db:
            body = dump(Exchange(device=opening.device(db), operations=page, grants="g" * 64))
        assert len(body) < MAX_REQUEST
        sent += [one.n for one in page]
        local.hears(verdicts=[accepted(one.id, local.seq + 9, 2) for one in page], whole=False)
    assert sent == list(many)


def test_a_server_that_forgot_is_sent_what_it_lacks_under_new_numbers(five: Local) -> None:
    first, second, *_ = five.sends()
    five.hears(verdicts=[accepted(first.id, five.seq + 9, 2)], whole=False)
    send_again(five.cache, {str(first.id)}, 1, ACTOR, CLICK)
    page = five.sends()
    assert [one.n for one in page] == [2, 3, 4, 5]
    assert page[0].id == second.id
    send_again(five.cache, {str(first.id), *(str(one.id) for one in page[:2])}, 3, ACTOR, CLICK)
    assert [one.n for one in five.sends()] == [2, 3, 4, 5]


def test_what_was_delivered_and_is_forgotten_goes_first_in_its_order(five: Local) -> None:
    sent = five.sends()
    told = [accepted(one.id, five.seq, 2) for one in sent[:3]]
    five.hears(verdicts=told)
    assert five.numbers() == {"draft": 0, "outbox": 2, "delivered": 3, "tray": 0}
    send_again(five.cache, (), 7, ACTOR, CLICK)
    assert five.numbers() == {"draft": 0, "outbox": 5, "delivered": 0, "tray": 0}
    again = five.sends()
    assert [one.id for one in again] == [one.id for one in sent]
    assert [one.n for one in again] == [8, 9, 10, 11, 12]
