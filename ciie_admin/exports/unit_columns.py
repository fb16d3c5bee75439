"""Columns of the list of units: who they are, where they count, how their review stands."""

from ciie_admin.domain.lanes import unit_lane
from ciie_admin.domain.states import UnitReview
from ciie_admin.domain.units import Unit
from ciie_admin.exports.columns import Column, Setting, beijing, in_wan, spoken
from ciie_admin.words import join

JUDGED = frozenset(
    {UnitReview.FIRST_PASSED, UnitReview.PASSED, UnitReview.RETURNED, UnitReview.REJECTED}
)


def _industrial(unit: Unit, on: Setting) -> str:
    """The industrial mission that reviews the unit while it counts elsewhere (seed 003 II)."""
    return on.industrial.get(unit.review_place, "")


def _mode(unit: Unit, on: Setting) -> str:
    if unit.review not in JUDGED:
        return ""
    if not unit.automatic:
        return spoken("review_mode", "manual", on)
    return spoken("review_mode", "automatic" if unit.looked_at is None else "looked_at", on)


def _decided_by(unit: Unit, on: Setting) -> str:
    if unit.automatic and unit.review in JUDGED:
        return spoken("who", "system", on)
    return unit.decided_name


def _reasons(unit: Unit, on: Setting) -> str:
    return join([spoken("reason", code, on) for code in unit.reasons], on.language)


UNIT_COLUMNS: tuple[Column[Unit], ...] = (
    Column("mission", 16, "word", lambda u, on: on.missions.get(u.count_place, "")),
    Column("submission", 18, "word", lambda u, on: on.submissions.get(u.count_place, "")),
    Column("referral_code", 12, "typed", lambda u, _: u.referral_code),
    Column("industrial_mission", 18, "word", _industrial),
    Column("credit_code", 22, "typed", lambda u, _: u.form.credit_code),
    Column("unit_name", 34, "typed", lambda u, _: u.form.name_zh),
    Column("unit_class", 12, "word", lambda u, on: spoken("unit_class", u.unit_class, on)),
    Column("nature", 12, "word", lambda u, on: spoken("nature", u.form.nature, on)),
    Column("industry", 26, "word", lambda u, on: spoken("industry", u.form.industry, on)),
    Column("address", 36, "typed", lambda u, _: u.form.address),
    Column("capital", 18, "money", lambda u, _: in_wan(u.form.capital_yuan)),
    Column("turnover", 20, "money", lambda u, _: in_wan(u.form.turnover_usd)),
    Column("imports", 20, "money", lambda u, _: in_wan(u.form.imports_usd)),
    Column("contact", 10, "typed", lambda u, _: u.form.contact_name),
    Column("phone", 16, "typed", lambda u, _: u.form.contact_phone),
    Column("submitted_at", 17, "moment", lambda u, _: beijing(u.submitted_at)),
    Column("review_mode", 10, "word", _mode),
    Column("review", 12, "word", lambda u, on: spoken("lane", unit_lane(u), on)),
    Column("decided_by", 10, "typed", _decided_by),
    Column("decided_at", 17, "moment", lambda u, _: beijing(u.decided_at)),
    Column("reasons", 32, "word", _reasons),
    Column("persons", 10, "whole", lambda u, _: u.persons),
    Column("persons_paid", 10, "whole", lambda u, _: u.persons_paid),
    Column("persons_passed", 10, "whole", lambda u, _: u.persons_passed),
)
