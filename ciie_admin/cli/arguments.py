"""Which commands and options there are. Loads no big library, so that --help is quick."""

from argparse import Namespace
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from ciie_admin.cli.parsing import Parser, few, picture_size, port, seconds, whole_number
from ciie_admin.words import Language, word

PROGRAM = "ciie-admin"
DEFAULT_PORT = 8700
KINDS = ("units", "persons")
BATCH_ACTS = ("list", "show", "retry", "undo", "export")
DECIDED = (*KINDS, "photos")
VERDICTS = ("pass", "return", "reject", "advise", "withdraw", "reopen", "fit", "unfit")
PICTURES = ("badge", "licence")
DEMO_UNITS, DEMO_PERSONS, DEMO_SEED = 120, 600, 7
LANGUAGES, SCHEMES = ("zh", "en"), ("light", "dark")
Say = Callable[[str], str]


def read(arguments: Sequence[str], language: Language, into: Namespace) -> Namespace:
    """`into` with everything given. Raises BadInput, and SystemExit after --help."""
    return _parser(language).parse_args(arguments, into)


def _parser(language: Language) -> Parser:
    """Every command names its module; `lang` is the language already chosen."""
    say: Say = partial(word, "shell_help", language=language)
    parser = Parser(prog=PROGRAM, description=say("program"), allow_abbrev=False, add_help=False)
    _prepare(parser, say)
    commands = parser.add_subparsers(dest="command", required=True, parser_class=Parser)

    def command(name: str, module: str) -> Parser:
        said = say(name)
        one: Parser = commands.add_parser(
            name, help=said, description=said, allow_abbrev=False, add_help=False
        )
        _prepare(one, say)
        one.set_defaults(module=module)
        one.add_argument("--lang", choices=LANGUAGES, default=language, help=say("lang"))
        return one

    _fill_demo(command("demo", "showing"), say)
    _fill_tour(command("tour", "showing"), say)
    _fill_serve(command("serve", "serving"), say)
    _fill_recover(command("recover", "recovering"), say)
    _fill_audit(command("audit", "auditing"), say)
    _fill_keeping(command("devices", "keeping"), say, ("list", "revoke"), optional=True)
    _fill_keeping(command("accounts", "keeping"), say, ("disable",), optional=False)
    _with_database(command("restored", "restoring"), say)
    _with_database(command("photos", "photo_standing"), say)
    _fill_sync(command("sync", "syncing"), say)
    _fill_queue(command("queue", "queues"), say)
    _fill_decide(command("decide", "deciding"), say)
    _fill_outbox(command("outbox", "outgoing"), say)
    _fill_batches(command("batches", "batching"), say)
    _add_lists(command, say)
    _fill_tags(command("tags", "tagging"), say)
    _fill_check_photos(command("check-photos", "photo_checks"), say)
    return parser


def _add_lists(command: Callable[[str, str], Parser], say: Say) -> None:
    """What makes files of lists."""
    _fill_export(command("export", "exporting"), say)
    _fill_mistakes(command("mistakes", "mistaking"), say)
    _fill_approval(command("approval", "approving"), say)
    _fill_photos(command("unfit-photos", "unfit_photos"), say, folder=False)
    _fill_photos(command("photo-files", "photo_taking"), say, folder=True)


def _prepare(parser: Parser, say: Say) -> None:
    parser.name_groups(say("positionals"), say("options"))
    parser.add_argument("-h", "--help", action="help", help=say("help"))


def _with_profile(parser: Parser, say: Say) -> None:
    """What every command needs that opens a profile."""
    group = parser.add_argument_group(say("common"))
    group.add_argument("--server", required=True, metavar="URL", help=say("server"))
    group.add_argument("--login", required=True, metavar="NAME", help=say("login"))
    group.add_argument("--password-file", type=Path, metavar="FILE", help=say("password_file"))
    group.add_argument("--profile-root", type=Path, metavar="DIR", help=say("profile_root"))
    group.add_argument("--json", action="store_true", help=say("json"))


def _fill_demo(parser: Parser, say: Say) -> None:
    number: dict[str, Any] = {"type": whole_number, "metavar": "N"}
    parser.add_argument("--units", **number, default=DEMO_UNITS, help=say("units"))
    parser.add_argument("--persons", **number, default=DEMO_PERSONS, help=say("persons"))
    parser.add_argument("--seed", **number, default=DEMO_SEED, help=say("seed"))
    parser.add_argument("--data", type=Path, metavar="DIR", help=say("folder"))
    parser.add_argument("--size", type=picture_size, metavar="WxH", help=say("size"))
    parser.add_argument("--scheme", choices=SCHEMES, help=say("scheme"))


def _fill_tour(parser: Parser, say: Say) -> None:
    _fill_demo(parser, say)
    out = Path("build/tour")
    parser.add_argument("--out", type=Path, metavar="DIR", default=out, help=say("pictures"))


def _fill_serve(parser: Parser, say: Say) -> None:
    parser.add_argument("--database", required=True, metavar="URL", help=say("database"))
    parser.add_argument("--host", default="127.0.0.1", metavar="ADDRESS", help=say("host"))
    parser.add_argument("--port", type=port, default=DEFAULT_PORT, metavar="N", help=say("port"))
    parser.add_argument(
        "--secret-file", type=Path, required=True, metavar="FILE", help=say("secret_file")
    )
    for name in ("certificate", "key"):
        parser.add_argument(f"--{name}", type=Path, metavar="FILE", help=say(name))
    parser.add_argument("--simulate", action="store_true", help=say("simulate"))
    parser.add_argument(
        "--photo-workers", type=few, metavar="N", default=1, help=say("photo_workers")
    )


def _fill_recover(parser: Parser, say: Say) -> None:
    parser.add_argument("journal", type=Path, metavar="JOURNAL", help=say("journal"))
    parser.add_argument("--database", required=True, metavar="URL", help=say("database"))
    parser.add_argument(
        "--secret-file", type=Path, required=True, metavar="FILE", help=say("secret_file")
    )
    parser.add_argument("--json", action="store_true", help=say("json"))


def _fill_audit(parser: Parser, say: Say) -> None:
    parser.add_argument("act", choices=("verify", "show"), help=say("audit_act"))
    parser.add_argument("--limit", type=whole_number, metavar="N", default=50, help=say("limit"))
    _with_database(parser, say)


def _fill_keeping(parser: Parser, say: Say, acts: tuple[str, ...], *, optional: bool) -> None:
    """`chosen` is the device or the login the act is about."""
    parser.add_argument("act", choices=acts, help=say(f"{acts[-1]}_act"))
    name = "DEVICE" if optional else "LOGIN"
    many = "?" if optional else None
    parser.add_argument("chosen", nargs=many, metavar=name, help=say(name.lower()))
    _with_database(parser, say)


def _with_database(parser: Parser, say: Say) -> None:
    parser.add_argument("--database", required=True, metavar="URL", help=say("database"))
    parser.add_argument("--json", action="store_true", help=say("json"))


def _fill_sync(parser: Parser, say: Say) -> None:
    parser.add_argument("--check", action="store_true", help=say("check"))
    parser.add_argument("--accept-removals", action="store_true", help=say("accept_removals"))
    parser.add_argument("--start-anew", action="store_true", help=say("start_anew"))
    _with_profile(parser, say)


def _fill_queue(parser: Parser, say: Say) -> None:
    parser.add_argument("kind", choices=KINDS, help=say("kind"))
    parser.add_argument("terms", nargs="*", metavar="key:value", help=say("terms"))
    parser.add_argument("--count", action="store_true", help=say("count"))
    parser.add_argument("--limit", type=whole_number, metavar="N", help=say("limit"))
    _with_profile(parser, say)


def _fill_decide(parser: Parser, say: Say) -> None:
    parser.add_argument("kind", choices=DECIDED, help=say("decided_kind"))
    parser.add_argument("verdict", choices=VERDICTS, metavar="VERDICT", help=say("verdict"))
    parser.add_argument("chosen", nargs="*", metavar="ID|key:value", help=say("chosen"))
    parser.add_argument("--reason", action="append", default=[], metavar="CODE", help=say("reason"))
    parser.add_argument("--message", default="", metavar="TEXT", help=say("message"))
    parser.add_argument("--note", default="", metavar="TEXT", help=say("note"))
    parser.add_argument("--release", action="store_true", help=say("release"))
    parser.add_argument("--wait", type=seconds, metavar="SECONDS", help=say("wait"))
    parser.add_argument("--all", action="store_true", help=say("all"))
    _with_profile(parser, say)


def _fill_outbox(parser: Parser, say: Say) -> None:
    parser.add_argument("--tray", action="store_true", help=say("tray"))
    parser.add_argument("--settled", action="store_true", help=say("settled"))
    one = parser.add_mutually_exclusive_group()
    one.add_argument("--drop", metavar="ID", help=say("drop"))
    one.add_argument("--redo", metavar="ID", help=say("redo"))
    one.add_argument("--release", action="store_true", help=say("release_all"))
    one.add_argument("--undo", action="store_true", help=say("undo"))
    one.add_argument("--take-back", action="store_true", help=say("take_back"))
    _with_profile(parser, say)


def _fill_batches(parser: Parser, say: Say) -> None:
    help_said = say("batches_act")
    parser.add_argument("act", nargs="?", default="list", choices=BATCH_ACTS, help=help_said)
    parser.add_argument("batch", nargs="?", metavar="ID", help=say("batch_id"))
    parser.add_argument("out", nargs="?", type=Path, metavar="FILE", help=say("out_file"))
    _with_profile(parser, say)


def _fill_export(parser: Parser, say: Say) -> None:
    parser.add_argument("kind", choices=KINDS, help=say("kind"))
    parser.add_argument("terms", nargs="*", metavar="key:value", help=say("terms"))
    parser.add_argument("--out", type=Path, required=True, metavar="FILE", help=say("out_file"))
    parser.add_argument("--tags", action="store_true", help=say("with_tags"))
    _with_profile(parser, say)


def _fill_tags(parser: Parser, say: Say) -> None:
    parser.add_argument("kind", nargs="?", choices=KINDS, default="units", help=say("kind"))
    parser.add_argument("--import", dest="table", type=Path, metavar="FILE", help=say("tag_file"))
    _with_profile(parser, say)


def _fill_mistakes(parser: Parser, say: Say) -> None:
    parser.add_argument("kind", choices=KINDS, help=say("kind"))
    parser.add_argument("terms", nargs="*", metavar="key:value", help=say("terms"))
    parser.add_argument("--out", type=Path, metavar="FILE", help=say("mistakes_file"))
    _with_profile(parser, say)


def _fill_photos(parser: Parser, say: Say, *, folder: bool) -> None:
    """Of a list of persons."""
    parser.add_argument("terms", nargs="*", metavar="key:value", help=say("terms"))
    name, said = ("DIR", "photo_folder") if folder else ("FILE", "out_file")
    parser.add_argument("--out", type=Path, required=True, metavar=name, help=say(said))
    _with_profile(parser, say)


def _fill_approval(parser: Parser, say: Say) -> None:
    """Without a kind and a batch: of all drafts."""
    parser.add_argument("kind", nargs="?", choices=KINDS, help=say("kind"))
    parser.add_argument("terms", nargs="*", metavar="key:value", help=say("terms"))
    parser.add_argument("--batch", metavar="ID", help=say("approval_batch"))
    parser.add_argument("--out", type=Path, required=True, metavar="FILE", help=say("out_file"))
    _with_profile(parser, say)


def _fill_check_photos(parser: Parser, say: Say) -> None:
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help=say("pictures_named"))
    parser.add_argument("--edition", metavar="E", help=say("edition_name"))
    parser.add_argument("--kind", choices=PICTURES, default="badge", help=say("picture_kind"))
    parser.add_argument("--json", action="store_true", help=say("json"))
