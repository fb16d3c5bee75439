"""Whether the mirror is what the server has: asked after a first download, daily, on demand."""

from collections.abc import Callable
from dataclasses import dataclass

from ciie_admin.domain.actors import Actor
from ciie_admin.models import digests
from ciie_admin.models.digests import Difference, Repaired
from ciie_admin.models.engine import Cache
from ciie_admin.models.touched import Touched
from ciie_admin.sync.http import Office
from ciie_admin.wire.digests import AskBucket, DoubtKind, Standing

TRIES = 5
"""On a busy server something may change between catching up and comparing."""


@dataclass(frozen=True, slots=True)
class Checked:
    """`sure`: both sides were compared and are, or now are, the same."""

    sure: bool
    differences: tuple[Difference, ...]
    touched: Touched


def check(cache: Cache, office: Office, actor: Actor, catch_up: Callable[[], object]) -> Checked:
    """Compare, and put right what differs. `catch_up` exchanges until neither side has more.

    Raises what asking the server raises; what was repaired until then stays.
    """
    found: list[Repaired] = []
    for _ in range(TRIES):
        catch_up()
        with cache.read() as db:
            asked = digests.standing(db)
        theirs = office.digests(asked)
        if not theirs.same:
            continue
        with cache.read() as db:
            wrong = list(digests.differing(db, theirs.kinds))
        if not wrong:
            digests.note_checked(cache)
            return _checked(found, sure=True)
        found += _repair_all(cache, office, actor, asked, wrong)
    return _checked(found, sure=False)


def _repair_all(
    cache: Cache,
    office: Office,
    actor: Actor,
    asked: Standing,
    wrong: list[tuple[DoubtKind, int]],
) -> list[Repaired]:
    """Until one cannot be compared any more: the next try goes on there."""
    done: list[Repaired] = []
    for kind, bucket in wrong:
        wish = AskBucket(standing=asked, kind=kind, bucket=bucket)
        answer = office.bucket(wish)
        removed = sum(one.difference.removed for one in done)
        repaired = digests.repair(cache, wish, answer, actor, removed) if answer.same else None
        if repaired is None:
            break
        done.append(repaired)
    return done


def _checked(found: list[Repaired], *, sure: bool) -> Checked:
    changed = Touched(everything=True) if found else Touched()
    return Checked(sure, tuple(one.difference for one in found), changed)
