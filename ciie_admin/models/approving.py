"""审批表 of the drafts to be released: which they are, its number, and that it left the program."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path

from sqlalchemy import Connection

from ciie_admin.domain.actors import Actor
from ciie_admin.domain.commands import Export, verdict_key
from ciie_admin.domain.persons import Person
from ciie_admin.domain.places import Place
from ciie_admin.domain.units import Unit
from ciie_admin.errors import BadInput
from ciie_admin.exports import approvals
from ciie_admin.exports.approvals import Approval, Decision, Paper
from ciie_admin.exports.columns import Setting
from ciie_admin.models import opening, reading
from ciie_admin.models.consequences import Consequences, DraftLine, foreseen
from ciie_admin.models.engine import Cache
from ciie_admin.models.filter_words import filter_words
from ciie_admin.models.pending import RECORDS, Pending, count
from ciie_admin.models.precious import DRAFT
from ciie_admin.models.queries import narrowed
from ciie_admin.models.scopes import EVERY, Scope, wishes
from ciie_admin.models.sheet_setting import sheet_setting
from ciie_admin.models.spelling import sort_key
from ciie_admin.models.telling import tell
from ciie_admin.wire.codec import adapter
from ciie_admin.words import BEIJING, Language, word

PREFERENCE = "approval_numbers"
REMEMBERED = 50
"""Sheets whose number is given again for the same drafts."""
SHORT = 6
"""Letters of the mission, and hex digits of the computer, in a number."""
MISSION = 1
"""Place of the mission in a path; before it stands the organiser."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A sheet ready to be written, and what identifies the drafts it lists."""

    paper: Paper
    sheet_name: str
    edition: int
    told: Export


@dataclass(frozen=True, slots=True)
class _Kept:
    """Numbers given: the last one of a day, and by their drafts."""

    day: str = ""
    last: int = 0
    given: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Checked:
    """What a release would do, the number of the sheet made for exactly these drafts, and how many
    drafts there are besides.
    """

    found: Consequences
    number: str
    others: int


Writer = Callable[..., int]
"""(path, paper, sheet name, ready=...) -> rows, as approval_book.write()."""


def export_approval(
    cache: Cache,
    scope: Scope,
    path: Path,
    *,
    actor: Actor,
    language: Language,
    at: datetime,
    writer: Writer | None = None,
) -> int:
    """Write the sheet, as a workbook unless another `writer` is given; the server is owed an entry
    of it before the file has its name.

    Runs in a thread of the file lane. Raises what workbook.write() raises, CacheUnreadable,
    Mishap("not_whole_yet"), BadInput("nothing_to_approve").
    """
    drawn = draw(cache, scope, actor, language, at)
    owe = partial(tell, cache, drawn.told, drawn.edition, actor, at)
    write = writer or _book()
    return write(path, drawn.paper, drawn.sheet_name, ready=lambda _rows: owe())


def draw(cache: Cache, scope: Scope, actor: Actor, language: Language, at: datetime) -> Drawn:
    with cache.read() as db:
        on = sheet_setting(db, language)
        lines = foreseen(db, wishes(db, scope), actor).lines
        going = sorted(listed(lines), key=lambda one: str(one.wish.id))
        if not going:
            raise BadInput("nothing_to_approve")
        found = decisions(db, going)
        words = _scope_words(scope, on)
    whole = Approval(
        number=_number(cache, [one.wish for one in going], on, actor, at),
        at=at,
        author=actor.name,
        place=actor.path[-1],
        scope=words,
        decisions=tuple(found),
        left_out=sum(1 for one in lines if one.wish.kind in RECORDS) - len(going),
        photos=sum(1 for one in lines if one.wish.kind == "photo" and one.state != "stuck"),
    )
    filters = narrowed(scope.query) if scope.query else ("ids",) if scope.batch else ()
    told = Export(
        of="approval",
        rows=len(found),
        columns=approvals.COLUMNS,
        filters=filters,
        masked=True,
    )
    name = word("sheet", "approval", language)
    return Drawn(approvals.paper(whole, on), name, on.edition.id, told)


def _book() -> Writer:
    """Loaded on first use: 30 MB that no other act of a day needs."""
    from ciie_admin.exports.approval_book import write

    return write


def checked(db: Connection, actor: Actor, scope: Scope = EVERY) -> Checked:
    """The drafts as they stand now."""
    found = foreseen(db, wishes(db, scope), actor)
    going = [one.wish for one in listed(found.lines)]
    others = count(db, DRAFT) - len(found.lines)
    return Checked(found, _kept(db).given.get(_mark(going), ""), others)


def listed(lines: Sequence[DraftLine]) -> list[DraftLine]:
    """What can go. Verdicts on photos are not for the leader: the sheet says how many there are.
    Moves of free badges decide on nobody.
    """
    return [one for one in lines if one.state != "stuck" and one.wish.kind in RECORDS]


def decisions(db: Connection, lines: Sequence[DraftLine]) -> list[Decision]:
    """In the order of the records; units before their persons' turn comes."""
    ids = {kind: [o.wish.subject.id for o in lines if o.wish.of == kind] for kind in RECORDS}
    persons = reading.records(db, "person", ids["person"])
    owners = {one.unit_id for one in persons.values() if isinstance(one, Person)}
    units = reading.records(db, "unit", sorted(owners | set(ids["unit"])))
    found = []
    for line in lines:
        record = (units if line.wish.of == "unit" else persons).get(line.wish.subject.id)
        if record is not None:
            unit = units.get(record.unit_id) if isinstance(record, Person) else record
            found.append(_decision(line, record, unit))
    found.sort(key=lambda one: (one.kind != "unit", one.place))
    return found


def _decision(line: DraftLine, record: Unit | Person, unit: Unit | Person | None) -> Decision:
    if isinstance(record, Person):
        beside, number, late = line.unit_name, record.number_masked, record.added_late
    else:
        beside, number, late = record.form.credit_code, "", False
    return Decision(
        kind="person" if isinstance(record, Person) else "unit",
        name=line.name,
        beside=beside,
        number=number,
        place=record.count_place,
        unit_class=unit.unit_class if isinstance(unit, Unit) else "",
        verdict=verdict_key(line.wish.command),
        outcome=line.outcome,
        reasons=tuple(getattr(line.wish.command, "reasons", ())),
        findings=tuple(one.rule for one in record.findings),
        late=late,
        photo=record.photo if isinstance(record, Person) else "",
    )


def _scope_words(scope: Scope, on: Setting) -> str:
    if scope.query is not None:
        kind = word("sheet", scope.query.kind, on.language)
        return f"{kind} · {filter_words(scope.query, on)}"
    if scope.batch is not None:
        return word("about", "batch", on.language)
    return word("approval", "all", on.language)


def _number(
    cache: Cache, wishes: Sequence[Pending], on: Setting, actor: Actor, at: datetime
) -> str:
    """Mission, day, computer and running number of the day. The same drafts keep theirs: on paper
    and in a workbook it is one sheet.
    """
    day = f"{at.astimezone(BEIJING):%Y%m%d}"
    mark = _mark(wishes)
    with cache.write() as db:
        kept = _kept(db)
        if mark in kept.given:
            return kept.given[mark]
        last = kept.last + 1 if kept.day == day else 1
        computer = opening.device(db).hex[-SHORT:].upper()
        number = f"{_short(on.places.get(_mission(actor)))}-{day}-{computer}-{last:02d}"
        given = dict([*kept.given.items(), (mark, number)][-REMEMBERED:])
        said = adapter(_Kept).dump_json(_Kept(day, last, given)).decode()
        opening.set_preference(db, PREFERENCE, said)
    return number


def _kept(db: Connection) -> _Kept:
    found: _Kept = adapter(_Kept).validate_json(opening.preference(db, PREFERENCE) or "{}")
    return found


def _mark(wishes: Sequence[Pending]) -> str:
    """A draft that is decided anew has another id."""
    names = sorted(str(one.id) for one in wishes)
    return hashlib.sha256(" ".join(names).encode()).hexdigest()[:16]


def _mission(actor: Actor) -> int:
    return actor.path[min(MISSION, len(actor.path) - 1)]


def _short(place: Place | None) -> str:
    """Initials of the mission's Chinese name: 大连交易团 is DL."""
    name = "" if place is None else place.name_zh.removesuffix("交易团")
    sounds = sort_key(name).split("|", maxsplit=1)[0].split()
    return "".join(one[0] for one in sounds).upper()[:SHORT] or "CIIE"
