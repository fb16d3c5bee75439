"""Badge photos of a list as plain files in a folder of their own, as they were uploaded.

Told to the server before the first of them has its name.
"""

import os
import secrets
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection

from ciie_admin.domain.actors import Actor
from ciie_admin.domain.commands import Export
from ciie_admin.errors import BadFile, BadInput, Mishap, NotAllowed, Offline
from ciie_admin.exports.photo_names import another, key, photo_name
from ciie_admin.exports.workbook import FULL
from ciie_admin.models import originals, reading
from ciie_admin.models.engine import Cache
from ciie_admin.models.queries import Query, narrowed
from ciie_admin.models.sheet_setting import sheet_setting
from ciie_admin.models.telling import tell
from ciie_admin.words import Language, sentence, word

CHUNK = 200
Fetch = Callable[[str], bytes]
"""An original of the server by its digest. Raises Mishap."""


@dataclass(frozen=True, slots=True)
class Shown:
    """Who is to have a file."""

    unit: str
    name: str
    number: str
    photo: str


@dataclass(slots=True)
class Taken:
    """What became of them; `lacking` are lines of the list that is left beside the files."""

    files: int = 0
    lacking: list[str] = field(default_factory=list)
    stopped: bool = False


def export_photos(  # noqa: PLR0913 - what is written, for whom, and how it is told
    cache: Cache,
    query: Query,
    folder: Path,
    *,
    actor: Actor,
    language: Language,
    at: datetime,
    progress: Callable[[int], None] = lambda _done: None,
    cancelled: Callable[[], bool] = lambda: False,
    fetch: Fetch | None = None,
) -> Taken:
    """Write the photos the query finds into `folder`, which must not be there yet or be empty.

    What is not on this computer is asked of the server, as long as it answers. Stopped, or the
    disk full, the files that are whole stay. Runs in a thread of the file lane. Raises
    CacheUnreadable, Mishap("not_whole_yet"), BadInput("no_photos"), BadFile("folder_not_empty",
    "file_unwritable", "disk_full").
    """
    with cache.read() as db:
        on = sheet_setting(db, language)
        wanted = list(reading.ids(db, query))
        people = list(_people(db, wanted))
    shown = sum(1 for one in people if one.photo)
    if not shown:
        raise BadInput("no_photos")
    _make(folder)
    told = Export(of="photo", rows=shown, columns=("photo",), filters=narrowed(query), masked=True)
    tell(cache, told, on.edition.id, actor, at)
    run = _Run(cache, folder, language, fetch)
    try:
        run.write(people, progress, cancelled)
    except OSError as error:
        code = "disk_full" if error.errno in FULL else "file_unwritable"
        raise BadFile(code, {"file": folder.name}) from None
    return run.taken


def taken_words(taken: Taken, folder: Path, language: Language) -> list[str]:
    """Sentences: what is there, what is not, and that it is no longer protected."""
    facts = {"count": f"{taken.files:,}", "folder": folder.name}
    said = [sentence("photo_files", "taken", facts, language)]
    if taken.stopped:
        said.append(word("photo_files", "stopped", language))
    if taken.lacking:
        listed = word("photo_files", "lacking", language)
        some = {"count": f"{len(taken.lacking):,}", "list": listed}
        said.append(sentence("photo_files", "some", some, language))
    return [*said, word("photo_files", "plain", language)]


def _people(db: Connection, wanted: Sequence[int]) -> Iterator[Shown]:
    for start in range(0, len(wanted), CHUNK):
        part = wanted[start : start + CHUNK]
        rows = reading.person_rows(db, part)
        for number in part:
            one = rows[number]
            yield Shown(one.unit_name, one.name, one.number_masked, one.photo)


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise BadFile("folder_not_empty", {"file": folder.name})
    except OSError:
        raise BadFile("file_unwritable", {"file": folder.name}) from None


@dataclass(slots=True)
class _Run:
    cache: Cache
    folder: Path
    language: Language
    fetch: Fetch | None
    taken: Taken = field(default_factory=Taken)
    names: set[str] = field(default_factory=set)

    def write(
        self,
        people: Sequence[Shown],
        progress: Callable[[int], None],
        cancelled: Callable[[], bool],
    ) -> None:
        for done, one in enumerate(people):
            if cancelled():
                self.taken.stopped = True
                break
            progress(done)
            self._one(one)
        if self.taken.lacking:
            text = "\r\n".join([*self.taken.lacking, ""]).encode("utf-8-sig")
            _put(self.folder, f"{word('photo_files', 'lacking', self.language)}.txt", text)

    def _one(self, one: Shown) -> None:
        content = self._content(one.photo) if one.photo else None
        if content is None:
            why = word("photo_files", "not_here" if one.photo else "none_yet", self.language)
            self.taken.lacking.append(f"{one.unit}\t{one.name}\t{why}")
            return
        name = another(photo_name(one.unit, one.name, one.number, content), self.names)
        self.names.add(key(name))
        _put(self.folder, name, content)
        self.taken.files += 1

    def _content(self, photo: str) -> bytes | None:
        """A server that has gone, or says no to whoever asks, is not asked again."""
        content = originals.peek(self.cache, photo)
        if content is not None or self.fetch is None:
            return content
        try:
            return self.fetch(photo)
        except (Offline, NotAllowed):
            self.fetch = None
        except Mishap:
            pass
        return None


def _put(folder: Path, name: str, content: bytes) -> None:
    """Whole, or not there under this name."""
    part = folder / f".{secrets.token_hex(6)}.part"
    try:
        with part.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(folder / name)
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
