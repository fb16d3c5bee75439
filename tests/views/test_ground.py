"""Places that change while somebody works: known without a restart, and nothing is lost by it."""

import pytest

from ciie_admin.domain.actors import Role
from ciie_admin.errors import BadInput
from ciie_admin.models import grammar
from ciie_admin.models.queries import Query
from ciie_admin.server import seeding
from tests.fixtures.editions import DALIAN
from tests.fixtures.server import PASSWORD
from tests.fixtures.windows import Hands


def asked_for(hands: Hands, line: str) -> Query | None:
    try:
        return grammar.parse_line("unit", line, hands.window.search_line._ground())
    except BadInput:
        return None


@pytest.mark.usefixtures("window")
def test_a_new_colleague_can_be_asked_for_at_once(hands: Hands) -> None:
    first, second = hands.list.model.keys[:2]
    hands.list.go_to(second)
    hands.until(lambda: hands.card() == second)
    hands.list.model.tick([first, second], True)
    assert asked_for(hands, "assigned:冯新来") is None
    with hands.server.engine.begin() as db:
        number = seeding.add_account(db, "dalian.new", PASSWORD, "冯新来", Role.REVIEWER, DALIAN)
    hands.desk.sync_now()
    hands.until(lambda: asked_for(hands, "assigned:冯新来") is not None)
    found = asked_for(hands, "assigned:冯新来")
    assert found is not None
    assert found.assigned == (str(number),)
    hands.settle()
    assert hands.list.model.ticked == {first, second}
    assert hands.list.current == hands.card() == second
