"""Accounts from the edition before this one, so that a made-up fair has units that come back."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import timedelta

from sqlalchemy import Engine, select

from ciie_admin.domain.edition import Deadlines, Edition
from ciie_admin.domain.units import UnitForm
from ciie_admin.server import intake, intake_persons, records, seeding, simulate
from ciie_admin.server.intake import Account, Standing
from ciie_admin.server.intake_persons import PersonEntry
from ciie_admin.server.receiving import receiving
from ciie_admin.server.records import EDITIONS

YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who registered then, with the persons who came; of what else happened nothing remains but
    the numbers of their badges.
    """

    standing: Standing
    account: Account
    form: UnitForm
    persons: Sequence[PersonEntry] = ()


def open_accounts(
    engine: Engine, secret: bytes, edition: int, visitors: Sequence[Visitor]
) -> list[int]:
    """Register all for the edition before `edition`, on its first day; returns registrants.

    Referral codes of that time are not known any more and left out.
    """
    before = _edition_before(engine, edition)
    with receiving(engine, secret, before.deadlines.opens, before.id) as desk:
        desk.with_places = False
        desk.reserve("registrant", len(visitors))
        desk.reserve("unit", len(visitors))
        units = [
            intake.register(desk, replace(one.standing, referral_code=""), one.account, one.form)
            for one in visitors
        ]
        desk.reserve("person", sum(len(one.persons) for one in visitors))
        for unit, one in zip(units, visitors, strict=True):
            came = [intake_persons.add_person(desk, unit.id, entry).id for entry in one.persons]
            intake_persons.submit_persons(desk, came)
            for number in came:
                known = simulate.badge_number(before, number)
                desk.put(replace(desk.persons[number], badge_number=known))
        return [desk.owners[unit.id] for unit in units]


def _edition_before(engine: Engine, number: int) -> Edition:
    """The newest one whose badges may be reused; made from the present one if it is not there."""
    with engine.begin() as db:
        edition = records.edition(db, number)
        before = max(edition.reuse.full, default=number - 1)
        if db.execute(select(EDITIONS.c.id).where(EDITIONS.c.id == before)).scalar() is None:
            made = replace(
                edition,
                id=before,
                year=edition.year - 1,
                deadlines=_a_year_earlier(edition.deadlines),
            )
            seeding.install(db, made, (), signs_in=False)
        return records.edition(db, before)


def _a_year_earlier(times: Deadlines) -> Deadlines:
    return Deadlines(**{one.name: getattr(times, one.name) - YEAR for one in fields(Deadlines)})
