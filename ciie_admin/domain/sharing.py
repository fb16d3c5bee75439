"""平均分给: cases to several colleagues in turn, so that whoever shares them out favours nobody."""

from collections import Counter
from collections.abc import Callable, Sequence

from ciie_admin.domain.cases import Case
from ciie_admin.domain.commands import Assign
from ciie_admin.domain.edition import Edition


def shared_out(to: Sequence[int]) -> Callable[[Case, Edition], Assign]:
    """For each case in turn the command that gives it to one of these accounts; none: to nobody.

    Each goes to whoever of those that may decide on it has the fewest so far, the first one named
    among equals: the same cases in the same order are always shared out alike.
    """
    given: Counter[int] = Counter()

    def choose(case: Case, _edition: Edition) -> Assign:
        may = {one.id for one in case.people}
        able = [one for one in to if one in may] or list(to)
        if not able:
            return Assign(to=None)
        chosen = min(able, key=lambda one: given[one])
        given[chosen] += 1
        return Assign(to=chosen)

    return choose
