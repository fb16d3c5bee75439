"""A new start comes exactly with other rights or another history: else nothing is stored."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from ciie_admin.sync.watching import Watch
from ciie_admin.wire.messages import Answer, Exchange

ASKED = Exchange(device=UUID(int=1), epoch="e", grants="g", cursor=40)


def said(**changes: object) -> Answer:
    whole: dict[str, object] = {
        "epoch": "e",
        "grants": "g",
        "restart": False,
        "verdicts": (),
        "changes": (),
        "cursor": 50,
        "head": 50,
        "remaining": 0,
        "time": datetime(2024, 9, 10, tzinfo=UTC),
    }
    return Answer(**{**whole, **changes})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"epoch": "f", "restart": True},
        {"grants": "h", "restart": True},
        {"cursor": 30, "head": 30, "restart": True},
    ],
)
def test_what_the_server_says_is_stored(changes: dict[str, object]) -> None:
    assert Watch().leads_on(ASKED, said(**changes))


@pytest.mark.parametrize(
    "changes",
    [{"epoch": "f"}, {"grants": "h"}, {"restart": True}, {"cursor": 30, "head": 30}],
)
def test_an_answer_to_another_question_is_not(changes: dict[str, object]) -> None:
    """Stored without a new start, rows of other rights would stay among those of these."""
    assert not Watch().leads_on(ASKED, said(**changes))
