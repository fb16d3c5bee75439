"""`outbox`: drafts, what is on its way, and what needs a person again."""

from argparse import Namespace
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from uuid import UUID

from ciie_admin.cli.columns import print_table
from ciie_admin.cli.exits import Exit
from ciie_admin.cli.parsing import number_of
from ciie_admin.cli.profiles import Opened, opened
from ciie_admin.cli.speech import emit, phrase, refusal, tell
from ciie_admin.domain.commands import verdict_key
from ciie_admin.models import releasing, trays, wishes
from ciie_admin.models.pending import Pending
from ciie_admin.models.tallies import Tally, tally
from ciie_admin.models.trays import Entry
from ciie_admin.models.wishes import Standing
from ciie_admin.words import Language, word

COLUMNS = ("operation", "kind", "id", "wish", "stage", "why")


def run(args: Namespace) -> Exit:
    """Acts first, if told to, and then shows how things stand."""
    with opened(args, ask=False) as profile:
        done = _act(profile, args)
        with profile.cache.read() as db:
            counts, entries = _counts(tally(db)), trays.entries(db, settled=args.settled)
            standing = [] if args.tray else wishes.standing(db)
    if args.json:
        _emit(counts, standing, entries, args.lang)
    else:
        _print(standing, entries, args.lang)
    tell(phrase("stock", args.lang, **counts))
    return done


def _counts(now: Tally) -> dict[str, int]:
    """`held` of the drafts no longer apply; `unsent` of those waiting can still be taken back."""
    return {
        "drafts": now.drafted,
        "held": now.stuck,
        "waiting": now.pending,
        "unsent": now.unsent,
        "tray": now.tray,
    }


def _act(profile: Opened, args: Namespace) -> Exit:
    cache, actor = profile.cache, profile.entered.actor
    if args.drop:
        trays.drop(cache, number_of(args.drop, "operation_number"))
        tell(phrase("dropped", args.lang))
    if args.redo:
        return _redo(profile, number_of(args.redo, "operation_number"), args.lang)
    if args.release:
        gone = releasing.release(cache, actor)
        tell(phrase("released", args.lang, sent=len(gone.sent), stayed=gone.stayed))
        return Exit.SOME if gone.stayed else Exit.ALL
    if args.undo or args.take_back:
        back = (releasing.undo if args.undo else releasing.take_back)(cache, actor)
        nothing = back.what == "nothing" or not back.wishes
        key = "nothing_to_undo" if nothing else "taken_back"
        tell(phrase(key, args.lang, count=len(back.wishes)))
    return Exit.ALL


def _redo(profile: Opened, key: UUID, language: Language) -> Exit:
    done = trays.redo(profile.cache, key, profile.entered.actor, datetime.now(UTC))
    for _, why in done.not_possible:
        tell(refusal(why.code, why.facts, language))
    if done.not_possible:
        return Exit.SOME
    tell(phrase("redone", language))
    return Exit.ALL


def _emit(
    counts: Mapping[str, int],
    standing: Sequence[Standing],
    entries: Sequence[Entry],
    language: Language,
) -> None:
    """One object; keys are part of the contract."""
    rows = [
        {**_wish(one.wish), "stage": one.stage, "code": one.problem, "sent": one.sent}
        for one in standing
    ]
    tray = [
        {
            **_wish(one.wish),
            "stage": one.verdict.kind,
            "code": _code(one),
            "settled": one.settled,
            "said": _why(one, language),
            "told_at": one.told_at.isoformat(),
        }
        for one in entries
    ]
    emit({"counts": counts, "rows": rows, "tray": tray})


def _wish(wish: Pending) -> dict[str, object]:
    return {
        "operation": str(wish.id),
        "kind": wish.subject.kind,
        "id": wish.subject.id,
        "command": wish.command.kind,
        "batch": str(wish.batch),
    }


def _print(standing: Sequence[Standing], entries: Sequence[Entry], language: Language) -> None:
    rows = [
        _cells(one.wish, one.stage, refusal(one.problem, {}, language), language)
        for one in standing
    ]
    rows += [_cells(one.wish, "attention", _why(one, language), language) for one in entries]
    if rows:
        print_table(COLUMNS, rows, language)


def _cells(wish: Pending, stage: str, why: str, language: Language) -> tuple[object, ...]:
    return (
        wish.id,
        word("shell_kind", wish.subject.kind, language),
        wish.subject.id,
        word("command", verdict_key(wish.command), language),
        word("stage", stage, language),
        why,
    )


def _code(entry: Entry) -> str:
    return entry.verdict.code if entry.verdict.kind == "refused" else "judged_changed"


def _why(entry: Entry, language: Language) -> str:
    facts = entry.verdict.facts if entry.verdict.kind == "refused" else {}
    return refusal(_code(entry), facts, language)
