"""`sync`: exchange until neither side has anything more."""

import sys
from argparse import Namespace

from ciie_admin.cli.exits import Exit
from ciie_admin.cli.profiles import Opened, line, opened
from ciie_admin.cli.speech import emit, phrase, tell
from ciie_admin.models.tallies import Tally, tally
from ciie_admin.sync.cycle import exchanges
from ciie_admin.words import Language


def run(args: Namespace) -> Exit:
    """SOME if this exchange has put something into the tray. Raises Offline."""
    with opened(args, ask=True) as profile:
        before = _tally(profile)
        sent, received = _exchange(profile, args.lang)
        now = _tally(profile)
    said = {"sent": sent, "received": received, "drafts": now.drafted, "tray": now.tray}
    if args.json:
        emit(said)
    tell(phrase("synced", args.lang, **said))
    return Exit.SOME if now.tray > before.tray else Exit.ALL


def _tally(profile: Opened) -> Tally:
    with profile.cache.read() as db:
        return tally(db)


def _exchange(profile: Opened, language: Language) -> tuple[int, int]:
    """Operations sent and changes received."""
    sent, received = 0, 0
    with line(profile) as office:
        for done in exchanges(profile.cache, office, profile.entered.actor):
            sent, received = sent + done.sent, received + done.received
            if done.remaining and sys.stderr.isatty():
                tell(phrase("still_to_come", language, remaining=done.remaining))
    return sent, received
