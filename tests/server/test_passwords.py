"""Passwords of accounts: what the server keeps of them, and what trying one costs."""

from argon2 import Parameters, extract_parameters
from argon2.low_level import Type

from ciie_admin.server import signin

REAL = signin.PASSWORDS
"""As the server has it; the tests stretch less."""


def cost(stored: str) -> tuple[Type, int, int, int]:
    found: Parameters = extract_parameters(stored)
    return found.type, found.time_cost, found.memory_cost, found.parallelism


def test_a_password_is_stretched_so_that_a_stolen_table_helps_nobody() -> None:
    kind, rounds, kibibytes, lanes = cost(REAL.hash("correct horse 7"))
    assert kind is Type.ID
    assert (rounds, lanes) >= (3, 4)
    assert kibibytes >= 64 * 1024


def test_an_unknown_login_costs_as_much_as_a_known_one() -> None:
    assert cost(signin.NOBODY) == cost(REAL.hash("correct horse 7"))


def test_only_the_whole_password_fits() -> None:
    stored = signin.hash_password("correct horse 7")
    assert "correct" not in stored
    assert signin.password_fits(stored, "correct horse 7")
    for other in ("", "correct horse", "correct horse 7 "):
        assert not signin.password_fits(stored, other), other
    assert not signin.password_fits(None, "correct horse 7"), "nobody has this login"
