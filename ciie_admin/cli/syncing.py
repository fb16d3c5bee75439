"""`sync`: exchange until neither side has anything more; on request compare both sides."""

import sys
from argparse import Namespace

from ciie_admin.cli.columns import print_table
from ciie_admin.cli.exits import Exit
from ciie_admin.cli.profiles import Opened, line, opened
from ciie_admin.cli.speech import emit, phrase, tell
from ciie_admin.errors import KeyLost, Paused
from ciie_admin.models import brake, digests
from ciie_admin.models.digests import Difference
from ciie_admin.models.tallies import Tally, tally
from ciie_admin.sync.checking import Checked, check
from ciie_admin.sync.cycle import exchanges
from ciie_admin.sync.http import Office
from ciie_admin.words import Language, sentence, word

COLUMNS = ("at", "kind", "bucket", "mine", "theirs", "removed", "written")


def run(args: Namespace) -> Exit:
    """SOME if this exchange has put something into the tray, or if nothing could be compared.

    Raises Offline, KeyLost unless it is to start anew, and Paused("mass_removal") unless they are
    accepted.
    """
    try:
        return _run(args)
    except KeyLost as lost:
        tell(sentence("start_anew", "meaning", lost.facts, args.lang))
        tell(phrase("anew_hint", args.lang))
        raise


def _run(args: Namespace) -> Exit:
    with opened(args, ask=True, anew=args.start_anew) as profile:
        sealed = profile.entered.sealed
        if sealed is not None:
            tell(sentence("start_anew", "sealed", {"file": str(sealed)}, args.lang))
        before = _tally(profile)
        with line(profile) as office:
            run_of = _Exchanges(profile, office, args.lang)
            run_of.until_done(accept=args.accept_removals)
            checked = run_of.check() if args.check else None
        now = _tally(profile)
        found = _differences(profile) if args.check else []
    said: dict[str, object] = {
        "sent": run_of.sent,
        "received": run_of.received,
        "drafts": now.drafted,
        "tray": now.tray,
    }
    if args.json:
        begun = {"sealed": str(sealed)} if sealed else {}
        emit({**said, **begun, **_as_json(checked, found)})
    tell(phrase("synced", args.lang, **said))
    if checked is not None:
        _tell_checked(checked, found, args)
    in_doubt = checked is not None and not checked.sure
    return Exit.SOME if now.tray > before.tray or in_doubt else Exit.ALL


class _Exchanges:
    """Counts over all catch-ups of one command."""

    def __init__(self, profile: Opened, office: Office, language: Language) -> None:
        self._profile, self._office, self._language = profile, office, language
        self.sent = self.received = 0

    def until_done(self, *, accept: bool = False) -> None:
        """With `accept` what the server takes away is let go, however much it is."""
        try:
            self.catch_up()
        except Paused as asked:
            if asked.code != brake.CODE:
                raise
            if not accept:
                tell(phrase("accept_hint", self._language))
                raise
            brake.accept(self._profile.cache, int(asked.facts["count"]))
            self.catch_up()

    def catch_up(self) -> None:
        for done in exchanges(self._profile.cache, self._office, self._profile.entered.actor):
            self.sent, self.received = self.sent + done.sent, self.received + done.received
            if done.remaining and sys.stderr.isatty():
                tell(phrase("still_to_come", self._language, remaining=done.remaining))

    def check(self) -> Checked:
        profile = self._profile
        return check(profile.cache, self._office, profile.entered.actor, self.catch_up)


def _tally(profile: Opened) -> Tally:
    with profile.cache.read() as db:
        return tally(db)


def _differences(profile: Opened) -> list[Difference]:
    with profile.cache.read() as db:
        return digests.differences(db)


def _as_json(checked: Checked | None, found: list[Difference]) -> dict[str, object]:
    """`differences` of all checks so far, oldest first; `repaired` counts those of this one."""
    if checked is None:
        return {}
    rows = [
        {
            "at": one.at.isoformat(),
            "kind": one.kind,
            "bucket": one.bucket,
            "mine": one.mine,
            "theirs": one.theirs,
            "removed": one.removed,
            "written": one.written,
        }
        for one in found
    ]
    return {"sure": checked.sure, "repaired": len(checked.differences), "differences": rows}


def _tell_checked(checked: Checked, found: list[Difference], args: Namespace) -> None:
    if checked.differences:
        tell(phrase("check_repaired", args.lang, count=len(checked.differences)))
    if not checked.sure:
        tell(phrase("check_unsure", args.lang))
    elif not checked.differences:
        tell(phrase("checked", args.lang))
    if found and not args.json:
        rows = [
            (one.at.isoformat(timespec="seconds"), word("shell_kind", one.kind, args.lang),
             one.bucket, one.mine, one.theirs, one.removed, one.written)
            for one in found
        ]  # fmt: skip
        print_table(COLUMNS, rows, args.lang)
