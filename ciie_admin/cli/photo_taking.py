"""`photo-files`: badge photos of a list as files in a folder."""

from argparse import Namespace
from contextlib import ExitStack
from datetime import UTC, datetime

from ciie_admin.cli.exits import Exit
from ciie_admin.cli.profiles import Opened, line, need_all_records, opened
from ciie_admin.cli.queues import read_query
from ciie_admin.cli.speech import emit, tell
from ciie_admin.models.photo_files import Fetch, export_photos, taken_words
from ciie_admin.sync.http import Office


def run(args: Namespace) -> Exit:
    """SOME where somebody's photo could not be had."""
    with opened(args, ask=False) as profile, ExitStack() as stack:
        need_all_records(profile.cache)
        taken = export_photos(
            profile.cache,
            read_query(profile.cache, "person", args.terms),
            args.out,
            actor=profile.entered.actor,
            language=args.lang,
            at=datetime.now(UTC),
            fetch=_asking(profile, stack),
        )
    if args.json:
        emit({"files": taken.files, "lacking": len(taken.lacking), "folder": str(args.out)})
    for said in taken_words(taken, args.out, args.lang):
        tell(said)
    return Exit.SOME if taken.lacking else Exit.ALL


def _asking(profile: Opened, stack: ExitStack) -> Fetch:
    """Goes online with the first photo that is not here."""
    found: list[Office] = []

    def fetch(digest: str) -> bytes:
        if not found:
            found.append(stack.enter_context(line(profile)))
        return found[0].original(digest)

    return fetch
