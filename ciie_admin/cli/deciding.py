"""`decide`: the same verdict on many records, drafted, released and waited for."""

from argparse import Namespace
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from threading import Event
from time import monotonic
from uuid import UUID

from ciie_admin.cli.columns import print_table
from ciie_admin.cli.exits import Exit, exit_for
from ciie_admin.cli.parsing import MAX_DIGITS, bad_argument
from ciie_admin.cli.profiles import Opened, line, need_all_records, opened
from ciie_admin.cli.queues import KINDS, read_query
from ciie_admin.cli.speech import emit, phrase, refusal, spoken, tell
from ciie_admin.cli.verdicts import choice
from ciie_admin.errors import Mishap, Offline
from ciie_admin.models import batches, reading
from ciie_admin.models.batches import RowOutcome, Stage
from ciie_admin.models.engine import Cache
from ciie_admin.models.recording import Recorded, record
from ciie_admin.models.releasing import release
from ciie_admin.models.scopes import Scope
from ciie_admin.sync.cycle import exchanges
from ciie_admin.wire.messages import DecidedKind, record_kind
from ciie_admin.words import Language, join, word

PAUSE_SECONDS = 2.0
"""Between tries while the server is away."""
COLUMNS = ("id", "outcome", "why")


@dataclass(frozen=True, slots=True)
class Done:
    """What became of each row, and what kept the server's answers from coming."""

    batch: UUID
    rows: Sequence[RowOutcome]
    mishap: Mishap | None


def run(args: Namespace) -> Exit:
    kind: DecidedKind = "photo" if args.kind == "photos" else KINDS[args.kind]
    _check_choice(args)
    with opened(args, ask=args.wait is not None) as profile:
        need_all_records(profile.cache)
        numbers = _numbers(profile.cache, kind, args)
        done = _decide(profile, kind, numbers, args)
    if not numbers:
        tell(phrase("nothing_matches", args.lang))
    goals = _goals(args)
    _say(done, goals, args)
    if all(one.stage in goals for one in done.rows):
        return Exit.ALL
    return exit_for(done.mishap) if done.mishap else Exit.SOME


def _check_choice(args: Namespace) -> None:
    """Raises BadInput for words that cannot be meant together, before anything is opened."""
    ids = [one for one in args.chosen if _is_id(one)]
    if not args.chosen and not args.all:
        raise bad_argument(args.verdict, "which_rows")
    if ids and (args.all or len(ids) < len(args.chosen)):
        raise bad_argument(ids[0], "ids_or_terms")
    if args.wait is not None and not args.release:
        raise bad_argument("--wait", "needs_release")


def _is_id(text: str) -> bool:
    return text.isdecimal() and len(text) <= MAX_DIGITS


def _numbers(cache: Cache, kind: DecidedKind, args: Namespace) -> list[int]:
    """The ids given, or those of the list the terms describe, in its order."""
    if args.chosen and _is_id(args.chosen[0]):
        return list(dict.fromkeys(int(one) for one in args.chosen))
    query = read_query(cache, record_kind(kind), args.chosen)
    with cache.read() as db:
        return list(reading.ids(db, query))


def _decide(profile: Opened, kind: DecidedKind, numbers: list[int], args: Namespace) -> Done:
    cache, actor = profile.cache, profile.entered.actor
    with cache.read() as db:
        edition = reading.edition(db)
    if edition is None:
        raise Mishap("not_synced")
    choose = choice(kind, args, edition)
    scope = " ".join(args.chosen) if numbers and not _is_id((args.chosen or ["-"])[0]) else ""
    made = record(cache, kind, numbers, choose, actor, at=datetime.now(UTC), scope=scope)
    mishap = None
    if args.release:
        release(cache, actor, Scope(made.batch))
    if args.wait is not None:
        mishap = _await_verdicts(profile, made.batch, args.wait, args.lang)
    return Done(made.batch, _outcomes(cache, made), mishap)


def _outcomes(cache: Cache, made: Recorded) -> list[RowOutcome]:
    """What was not possible stands in the batch only if there were several records."""
    found = {one.subject: one for one in batches.outcomes(cache, made.batch)}
    for number, why in made.not_possible:
        found.setdefault(number, RowOutcome(number, "not_possible", why.code, why.facts))
    return [found[number] for number in sorted(found)]


def _await_verdicts(
    profile: Opened, batch: UUID, seconds: float, language: Language
) -> Mishap | None:
    """Exchange until every operation has its verdict or time is up; what was in the way if so."""
    deadline, told = monotonic() + seconds, False
    while True:
        try:
            _exchange(profile, deadline)
            mishap: Mishap | None = None
        except Offline as away:
            mishap = away
        except Mishap as final:
            return final
        left = deadline - monotonic()
        if batches.unanswered(profile.cache, batch) == 0:
            return None
        if left <= 0:
            return mishap
        if mishap is not None and not told:
            why = spoken(mishap, language)
            tell(phrase("waiting_online", language, why=why, seconds=round(left)))
            told = True
        Event().wait(min(PAUSE_SECONDS, left))


def _exchange(profile: Opened, deadline: float) -> None:
    with (
        line(profile) as office,
        closing(exchanges(profile.cache, office, profile.entered.actor)) as pages,
    ):
        for _ in pages:
            if monotonic() > deadline:
                break


def _goals(args: Namespace) -> frozenset[Stage]:
    """Where a row has to come for the command to have done what it was asked."""
    if args.wait is not None:
        return frozenset({"accepted"})
    return frozenset({"released", "accepted"} if args.release else {"drafted"})


def _say(done: Done, goals: frozenset[Stage], args: Namespace) -> None:
    """Programs hear of every row; people of those that need them, and the numbers."""
    counts = Counter(one.stage for one in done.rows)
    if args.json:
        for one in done.rows:
            said = refusal(one.code, one.facts, args.lang)
            emit({"id": one.subject, "outcome": one.stage, "code": one.code, "said": said})
        emit({"summary": dict(counts), "total": len(done.rows), "batch": str(done.batch)})
    elif behind := [one for one in done.rows if one.stage not in goals]:
        print_table(COLUMNS, [_cells(one, args.lang) for one in behind], args.lang)
    parts = [f"{_named(stage, args.lang)} {number}" for stage, number in sorted(counts.items())]
    said = join(parts, args.lang) or "0"
    tell(phrase("counted", args.lang, total=len(done.rows), parts=said))
    if done.mishap is not None:
        tell(spoken(done.mishap, args.lang))


def _cells(one: RowOutcome, language: Language) -> tuple[object, ...]:
    return one.subject, _named(one.stage, language), refusal(one.code, one.facts, language)


def _named(stage: Stage, language: Language) -> str:
    return word("batch_stage", stage, language)
