"""Tables of what a command reaches, and of what stands in its way; read, never worked out."""

from collections.abc import Mapping
from dataclasses import dataclass

from ciie_admin.domain.outcome import Accepted, Outcome


def rows(table: str) -> dict[tuple[str, str], str]:
    head, *lines = (line.split() for line in table.strip().splitlines())
    return {(row[0], name): said for row in lines for name, said in zip(head, row[1:], strict=True)}


def said(outcome: Outcome) -> str:
    if isinstance(outcome, Accepted):
        return str(outcome.changes["review"]) if outcome.changes else "same"
    return "moved" if outcome.code == "state_moved" else outcome.code


@dataclass(frozen=True, slots=True)
class Ways:
    """`table` by number of steps: what a head of the mission reaches with what a colleague has
    decided on so far. `way` is what stands before it: role, place, command, what the table says.
    """

    table: Mapping[int, str]
    way: str

    def expected(self, steps: int, review: str, command: str, role: str, place: str) -> str:
        """Looked up. `@again`: where a first step was taken, or should be."""
        again = "again" if steps == 2 or review == "first_passed" else ""
        reached = rows(self.table[steps])[review, command]
        for line in self.way.strip().splitlines():
            roles, places, commands, would, answer = line.split()
            fits = roles in ("any", role) and places in ("any", place)
            fits = fits and commands in ("any", command)
            if fits and would in ("any", reached, f"{reached}@{again}"):
                return answer
        return reached
