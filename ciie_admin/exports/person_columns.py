"""Columns of the list of persons. Document numbers are masked, whatever the record says."""

from ciie_admin.domain.findings import PHOTO_RULES
from ciie_admin.domain.identifiers import masked
from ciie_admin.domain.lanes import person_lane
from ciie_admin.domain.persons import Person
from ciie_admin.exports.columns import Column, Owner, Setting, beijing, spoken
from ciie_admin.words import join

NOBODY = Owner("", "")
"""Stands for a unit that is out of one's sight."""


def _owner(person: Person, on: Setting) -> Owner:
    return on.owners.get(person.unit_id, NOBODY)


def _photo_findings(person: Person, on: Setting) -> str:
    """A rule that only a newer server knows may be one of these: it is named by its code."""
    known = on.words["finding"]
    rules = [one.rule for one in person.findings]
    said = [known.get(rule, rule) for rule in rules if rule in PHOTO_RULES or rule not in known]
    return join(said, on.language) if said else known["none"]


def _reuse(person: Person, on: Setting) -> str:
    return spoken("answer", "yes" if person.form.reuse else "no", on)


PERSON_COLUMNS: tuple[Column[Person], ...] = (
    Column("mission", 16, "word", lambda p, on: on.missions.get(p.count_place, "")),
    Column("submission", 18, "word", lambda p, on: on.submissions.get(p.count_place, "")),
    Column("credit_code", 22, "typed", lambda p, on: _owner(p, on).credit_code),
    Column("unit", 34, "typed", lambda p, on: _owner(p, on).name),
    Column("name", 12, "typed", lambda p, _: p.form.name),
    Column("title", 7, "word", lambda p, on: spoken("title", p.form.title, on)),
    Column("region_type", 15, "word", lambda p, on: spoken("region_type", p.form.region_type, on)),
    Column("id_kind", 18, "word", lambda p, on: spoken("id_kind", p.form.id_kind, on)),
    Column("id_number", 22, "typed", lambda p, _: masked(p.number_masked)),
    Column("person_label", 14, "word", lambda p, on: spoken("label", p.form.label, on)),
    Column("entry_date", 14, "word", lambda p, on: spoken("entry_date", p.form.entry_date, on)),
    Column("area", 22, "word", lambda p, on: spoken("area", p.form.area, on)),
    Column("reuse", 10, "word", _reuse),
    Column("delivery", 20, "word", lambda p, on: spoken("delivery", p.form.delivery, on)),
    Column("state", 14, "word", lambda p, on: spoken("lane", person_lane(p), on)),
    Column("payment", 12, "word", lambda p, on: spoken("payment", p.payment, on)),
    Column("badge", 12, "word", lambda p, on: spoken("badge", p.badge, on)),
    Column("photo_findings", 24, "word", _photo_findings),
    Column("submitted_at", 17, "moment", lambda p, _: beijing(p.submitted_at)),
)
