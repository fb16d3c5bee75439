"""`recover`: on the server, deliver what a lost computer had released."""

from argparse import Namespace
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from ciie_admin.cli.exits import Exit
from ciie_admin.cli.speech import emit, phrase, tell
from ciie_admin.errors import BadFile, Mishap


def run(args: Namespace) -> Exit:
    """SOME if anything of it could not be read or did not take effect. Raises Mishap."""
    try:
        from ciie_admin.server.database import connect
        from ciie_admin.server.recovery import recover
        from ciie_admin.server.serve import secret_from
    except ModuleNotFoundError:
        raise Mishap("server_parts_missing") from None
    lines = _lines(args.journal)
    if not args.secret_file.exists():  # here one must not be made
        raise BadFile("file_missing", {"file": args.secret_file.name})
    secret = secret_from(args.secret_file)
    engine = connect(args.database)
    try:
        done = recover(engine, secret, lines, datetime.now(UTC))
    finally:
        engine.dispose()
    if lines and done.unreadable == len(lines):
        raise BadFile("journal_foreign", {"file": args.journal.name})
    counts = asdict(done)
    if args.json:
        emit(counts)
    tell(phrase("recovered", args.lang, **counts))
    return Exit.SOME if done.refused or done.closed or done.unreadable else Exit.ALL


def _lines(path: Path) -> list[bytes]:
    try:
        return path.read_bytes().splitlines()
    except FileNotFoundError:
        raise BadFile("file_missing", {"file": path.name}) from None
    except OSError:
        raise BadFile("file_unreadable", {"file": path.name}) from None
