"""额度分配表 and 额度台账 out of the cache; told to the server like every list that leaves."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, select

from ciie_admin.domain.actors import Actor, covers
from ciie_admin.domain.commands import Export
from ciie_admin.domain.edition import Edition, free_labels
from ciie_admin.domain.free_places import CLOSED_UNITS
from ciie_admin.domain.quotas import QuotaNode, quota_id
from ciie_admin.errors import BadInput, Mishap
from ciie_admin.exports import quota_ledger, workbook
from ciie_admin.exports.about import About, about_rows, dated
from ciie_admin.exports.columns import Setting, place_name
from ciie_admin.exports.quota_ledger import LedgerRow
from ciie_admin.exports.quota_table import Allotment, AllotRow, Node, available
from ciie_admin.models import opening, quota_reading, reading
from ciie_admin.models.engine import Cache
from ciie_admin.models.quota_reading import QuotaRow
from ciie_admin.models.quota_tree import Tree, tree
from ciie_admin.models.sheet_setting import sheet_setting
from ciie_admin.models.tables import UNIT
from ciie_admin.models.telling import tell
from ciie_admin.words import Language, sentence, word

COLUMNS = ("quota_node", "credit_code", "label", "balance")
LEDGER_COLUMNS = tuple(column.key for column in quota_ledger.COLUMNS)
CLOSED = frozenset(map(str, CLOSED_UNITS))


def allotment(db: Connection, place: int, actor: Actor, language: Language) -> Allotment:
    """All offices and units that receive from this place, as the server last said them; those
    units are left out that can receive nothing and have nothing.

    Raises Mishap("not_whole_yet"), and BadInput("no_such_place") for one that is not one's own.
    """
    edition, places = reading.edition(db), reading.places(db)
    if edition is None or not opening.is_whole(db):
        raise Mishap("not_whole_yet")
    giver = places.get(place)
    if giver is None or not covers(actor, giver.path):
        raise BadInput("no_such_place")
    by_label = _by_label(db, edition, place, actor)
    own = {label: rows[0] for label, rows in by_label.items()}
    below: dict[Node, dict[str, QuotaRow]] = {}
    for label, rows in by_label.items():
        for row in rows[1:]:
            node = Node(row.account.node, row.account.node_id)
            below.setdefault(node, {})[label] = row
    codes = _units(db, place)
    rows_of = [_row(node, found, codes, language) for node, found in below.items()]
    return Allotment(
        edition=edition,
        giver=Node(QuotaNode.PLACE, place),
        giver_name=place_name(giver, language),
        available={label: available(row.account) for label, row in own.items()},
        rows=tuple(row for row in rows_of if row is not None),
    )


def export_allotment(
    cache: Cache,
    place: int,
    path: Path,
    *,
    actor: Actor,
    language: Language,
    at: datetime,
    progress: Callable[[int], None] = lambda _rows: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> int:
    """Write the sheet of one giver, to be filled in and read again; returns its rows.

    Runs in a thread of the file lane. Raises what workbook.write() and allotment() raise,
    CacheUnreadable.
    """
    from ciie_admin.exports import quota_book  # 30 MB that no other act of a day needs

    with cache.read() as db:
        on = sheet_setting(db, language)
        found = allotment(db, place, actor, language)
        drawn = _Drawn("allotment", found.giver_name, len(found.rows))
        about = _about(db, drawn, on, actor, at)
    told = Export(of="quota", rows=len(found.rows), columns=COLUMNS, masked=True)
    return quota_book.write(
        path,
        found,
        about,
        language,
        progress,
        cancelled,
        ready=lambda _count: tell(cache, told, on.edition.id, actor, at),
    )


def export_ledger(
    cache: Cache,
    name: str,
    rows: Sequence[LedgerRow],
    path: Path,
    *,
    actor: Actor,
    language: Language,
    at: datetime,
    cancelled: Callable[[], bool] = lambda: False,
) -> int:
    """Write the ledger of the node called `name`, as it was read from the server.

    In a thread of the file lane. Raises what workbook.write() raises, CacheUnreadable,
    Mishap("not_whole_yet").
    """
    with cache.read() as db:
        on = sheet_setting(db, language)
        about = _about(db, _Drawn("quota_ledger", name, len(rows)), on, actor, at)
    told = Export(of="quota", rows=len(rows), columns=LEDGER_COLUMNS, masked=True)
    return workbook.write(
        path,
        quota_ledger.sheet(on),
        (quota_ledger.cells(number, row, on) for number, row in enumerate(rows, 1)),
        about,
        lambda _rows: None,
        cancelled,
        ready=lambda _count: tell(cache, told, on.edition.id, actor, at),
    )


def _by_label(
    db: Connection, edition: Edition, place: int, actor: Actor
) -> Mapping[str, list[QuotaRow]]:
    """The giver, then all below it, by free label."""
    found = {}
    for label in free_labels(edition):
        on = tree(db, label.id, actor)
        if on is not None:
            found[label.id] = _rows(db, on, quota_id(QuotaNode.PLACE, place, label.number))
    return found


def _rows(db: Connection, on: Tree, account: int) -> list[QuotaRow]:
    own = quota_reading.rows(db, on, [account])[account]
    return [own, *quota_reading.children(db, on, account, every=True)]


def _units(db: Connection, place: int) -> Mapping[int, tuple[str, bool]]:
    """Credit code, and whether it can receive, of the units this place reviews."""
    query = select(UNIT.c.id, UNIT.c.credit_code, UNIT.c.shown_review)
    found = db.execute(query.where(UNIT.c.review_place == place))
    return {number: (code, review not in CLOSED) for number, code, review in found}


def _row(
    node: Node,
    found: Mapping[str, QuotaRow],
    units: Mapping[int, tuple[str, bool]],
    language: Language,
) -> AllotRow | None:
    code, takes = units.get(node.id, ("", True)) if node.kind is QuotaNode.UNIT else ("", True)
    if not takes and not any(row.account.received for row in found.values()):
        return None
    any_row = next(iter(found.values()))
    name = any_row.name_en if language == "en" and any_row.name_en else any_row.name
    quotas = {label: row.account for label, row in found.items()}
    return AllotRow(node=node, name=name, code=code, quotas=quotas)


@dataclass(frozen=True, slots=True)
class _Drawn:
    """Key of [sheet], the node it is of, and how many rows it has."""

    key: str
    name: str
    rows: int


def _about(
    db: Connection, drawn: _Drawn, on: Setting, actor: Actor, at: datetime
) -> list[tuple[str, str]]:
    language = on.language
    whole = About(
        name=drawn.key,
        origin=(dated("as_of", opening.server_time(db), language),),
        at=at,
        actor=actor,
        filter=sentence("quota_sheet", "of_giver", {"name": drawn.name}, language),
        count=f"{drawn.rows:,}",
        masked=False,
    )
    said = about_rows(whole, on)
    return [*said, (word("quota_sheet", "drafts", language), word("quota_sheet", "none", language))]
