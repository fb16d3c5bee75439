"""`photos`: how far the server has come with judging them, at the server's shell."""

from argparse import Namespace

from ciie_admin.cli.exits import Exit
from ciie_admin.cli.speech import emit, phrase, tell
from ciie_admin.errors import Mishap
from ciie_admin.photos.models_folder import lacking, models_folder


def run(args: Namespace) -> Exit:
    """SOME if photos wait and cannot be judged here. Raises Mishap."""
    try:
        from ciie_admin.server import database, photo_judge, photo_results
    except ModuleNotFoundError:
        raise Mishap("server_parts_missing") from None
    left = 0
    with database.at_hand(args.database) as db:
        for rules in photo_judge.rules_in_force(db):
            shown, judged = photo_results.standing(db, rules.edition, rules.stamp)
            left += shown - judged
            facts = {"edition": rules.edition, "photos": shown, "judged": judged}
            if args.json:
                emit(facts | {"rules": rules.stamp})
            tell(phrase("photos_standing", args.lang, **facts))
    missing = bool(lacking(models_folder()))
    if missing:
        tell(phrase("models_missing", args.lang))
    return Exit.SOME if missing and left else Exit.ALL
