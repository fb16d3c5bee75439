"""`devices`, `accounts`: what the keeper of the server does about them, at the server's shell."""

from argparse import Namespace
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from uuid import UUID

from ciie_admin.cli.columns import print_table
from ciie_admin.cli.exits import Exit
from ciie_admin.cli.speech import emit, phrase, tell
from ciie_admin.errors import BadInput, Mishap

COLUMNS = ("device", "login", "seen_at", "revoked_at")


def run(args: Namespace) -> Exit:
    """Raises Mishap, and BadInput for a device or an account that does not exist."""
    try:
        if args.act == "list":
            return _list(args)
        return _disable(args) if args.act == "disable" else _revoke(args)
    except ModuleNotFoundError:
        raise Mishap("server_parts_missing") from None


def _list(args: Namespace) -> Exit:
    from ciie_admin.server import database, devices

    with database.at_hand(args.database) as db:
        found = [plain(asdict(one)) for one in devices.every_device(db)]
    if args.json:
        for one in found:
            emit(one)
        return Exit.ALL
    print_table(
        COLUMNS, [["" if v is None else v for v in one.values()] for one in found], args.lang
    )
    return Exit.ALL


def _revoke(args: Namespace) -> Exit:
    from ciie_admin.server import database, devices

    try:
        device = UUID(args.chosen or "")
    except ValueError:
        raise BadInput("no_such_device") from None
    with database.at_hand(args.database) as db:
        devices.revoke(db, device, datetime.now(UTC))
    tell(phrase("device_revoked", args.lang, device=device))
    return Exit.ALL


def _disable(args: Namespace) -> Exit:
    from ciie_admin.server import database, devices

    with database.at_hand(args.database) as db:
        devices.disable(db, args.chosen, datetime.now(UTC))
    tell(phrase("account_disabled", args.lang, login=args.chosen))
    return Exit.ALL


def plain(values: Mapping[str, object]) -> dict[str, object]:
    """With times and UUIDs as text, for JSON and columns."""
    return {name: _plain(value) for name, value in values.items()}


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="seconds")
    return str(value) if isinstance(value, UUID) else value
