"""`check-photos`: what the rules of an edition find in pictures; needs no profile and no server."""

from argparse import Namespace
from collections import Counter
from collections.abc import Generator, Iterator
from contextlib import closing
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from ciie_admin.cli.exits import Exit
from ciie_admin.cli.photo_files import Named, Unread, named
from ciie_admin.cli.photo_verdicts import InTurn, Table, Verdict, emit_verdict
from ciie_admin.cli.speech import phrase, tell
from ciie_admin.domain.edition import Edition
from ciie_admin.domain.findings import Severity
from ciie_admin.photos import tasks
from ciie_admin.photos.finding import PhotoFinding, reject
from ciie_admin.photos.models_folder import lacking, models_folder
from ciie_admin.photos.workers import Workers
from ciie_admin.server.editions import edition_names, read_edition
from ciie_admin.words import BEIJING, Language

Verdicts = Generator[Verdict, None, None]


def run(args: Namespace) -> Exit:
    edition, licence = chosen_edition(args.edition), args.kind == "licence"
    if not licence and lacking(models_folder()):
        tell(phrase("models_missing", args.lang))
    left_out = Counter[str]()
    files = named(args.paths, _teller(left_out, args.lang))
    with closing(_verdicts(files, edition, licence=licence)) as verdicts:
        if args.json:
            for one in verdicts:
                emit_verdict(one)
        else:
            _show(verdicts, Table(edition, licence, args.lang))
    return Exit.SOME if left_out else Exit.ALL


def chosen_edition(name: str | None) -> Edition:
    """The newest if none is named; "7" means "07". Raises BadFile."""
    numbered = [one for one in edition_names() if one.isdecimal()]
    wanted = max(numbered, key=int) if name is None else name
    if name is not None and name.isdecimal():
        wanted = next((one for one in numbered if int(one) == int(name)), name)
    return read_edition(wanted, datetime.now(UTC).astimezone(BEIJING).date())


def _teller(left_out: Counter[str], language: Language) -> Unread:
    def unread(why: str, path: Path) -> None:
        left_out[why] += 1
        tell(phrase(why, language, file=path))

    return unread


def _verdicts(files: Iterator[Named], edition: Edition, *, licence: bool) -> Verdicts:
    """In the order of the files, each as soon as all before it are known."""
    most = edition.licence_max_bytes if licence else edition.photo.max_bytes
    paths: dict[int, Path] = {}
    line = InTurn()

    def pictures() -> Iterator[tuple[int, bytes]]:
        for number, one in enumerate(files):
            if one.content is None:
                line.come[number] = Verdict(one.path, (_too_large(one.size, most),), 0)
            else:
                paths[number] = one.path
                yield number, one.content

    with _workers(edition, licence=licence) as workers:
        for judged in workers.judge(pictures()):
            line.come[judged.key] = Verdict(paths.pop(judged.key), judged.findings, judged.ms)
            yield from line.due()
    yield from line.due()


def _workers(edition: Edition, *, licence: bool) -> Workers:
    if licence:
        begin = partial(tasks.licence, edition.licence_max_bytes)
        return Workers(begin, bounds=tasks.LICENCE)
    return Workers(partial(tasks.badge, edition.photo), bounds=tasks.BADGE)


def _too_large(size: int, most: int) -> PhotoFinding:
    return reject("file_size", f"{size // 1024} KB", f"{most // 1024} KB")


def _show(verdicts: Verdicts, table: Table) -> None:
    worst = Counter[Severity | None]()
    table.open()
    for one in verdicts:
        worst[one.worst] += 1
        table.show(one)
    table.close()
    counts = {
        "total": worst.total(),
        "fit": worst[None],
        "look": worst[Severity.LOOK],
        "unfit": worst[Severity.REJECT],
    }
    tell(phrase("photos_judged", table.language, **counts))
