"""`serve`: the central server, in the foreground."""

import logging
import sys
from argparse import Namespace

from ciie_admin.cli.exits import Exit
from ciie_admin.cli.speech import phrase, tell
from ciie_admin.errors import BadInput, Mishap


def run(args: Namespace) -> Exit:
    """Until Ctrl-C or SIGTERM. Raises Mishap for what keeps it from starting."""
    try:
        from ciie_admin.server.serve import Tls, serve
    except ModuleNotFoundError:
        raise Mishap("server_parts_missing") from None
    if bool(args.certificate) != bool(args.key):
        raise BadInput("certificate_and_key")
    tls = Tls(certificate=args.certificate, key=args.key) if args.certificate else None
    _log_to_standard_error()
    tell(phrase("serving", args.lang, host=args.host, port=args.port))
    try:
        where = (args.database, args.host, args.port, args.secret_file)
        photos = args.photo_workers
        serve(*where, simulate=args.simulate, tls=tls, photo_workers=photos)
    except KeyboardInterrupt:
        pass  # the wish to stop, not a mishap
    return Exit.ALL


def _log_to_standard_error() -> None:
    logging.basicConfig(
        stream=sys.stderr, level=logging.INFO, format="%(asctime)s %(name)s %(message)s"
    )
