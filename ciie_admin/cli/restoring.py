"""`restored`: to be run after a backup of the server's database was put back."""

from argparse import Namespace

from ciie_admin.cli.exits import Exit
from ciie_admin.cli.speech import emit, phrase, tell
from ciie_admin.errors import Mishap


def run(args: Namespace) -> Exit:
    """Raises Mishap for a database that cannot be used."""
    try:
        from ciie_admin.server.database import connect, migrate
        from ciie_admin.server.restoring import begin_new_epochs
    except ModuleNotFoundError:
        raise Mishap("server_parts_missing") from None
    engine = connect(args.database)
    try:
        migrate(engine)  # the backup may be of an older program
        with engine.begin() as db:
            epochs = begin_new_epochs(db)
    finally:
        engine.dispose()
    if args.json:
        emit({"epochs": {str(edition): epoch for edition, epoch in epochs.items()}})
    tell(phrase("restored", args.lang, editions=len(epochs)))
    return Exit.ALL
