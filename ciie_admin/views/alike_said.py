"""Two records that look alike, in words: what they have in common, and field beside field."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QPixmap

from ciie_admin.domain.findings import DUPLICATE_RULES, Finding
from ciie_admin.models.cards import AnyCard, PersonCard, UnitCard
from ciie_admin.views import facts_said, speech
from ciie_admin.views.components.pair import PairRow, SideHead
from ciie_admin.views.ground import Ground
from ciie_admin.words import Language, join, word

translate = QCoreApplication.translate
EARLIER = "same_picture_earlier"


def others(card: AnyCard) -> tuple[int, ...]:
    """What the card may be laid beside: first what looks like it, then what was told apart."""
    record = card.unit if isinstance(card, UnitCard) else card.person
    alike = [n for one in record.findings if one.rule in DUPLICATE_RULES for n in one.others]
    return tuple(dict.fromkeys((*alike, *record.apart)))


def is_apart(card: AnyCard, other: int) -> bool:
    record = card.unit if isinstance(card, UnitCard) else card.person
    return other in record.apart


def is_doubtful(card: AnyCard) -> bool:
    """Whether it looks like any record, in sight or not."""
    record = card.unit if isinstance(card, UnitCard) else card.person
    return bool(record.apart) or any(one.rule in DUPLICATE_RULES for one in record.findings)


def same(findings: Sequence[Finding], language: Language) -> str:
    """What is the same, over all findings about others."""
    kinds = [
        kind for one in findings if one.rule in DUPLICATE_RULES for kind in one.measured.split()
    ]
    said = join([word("same", kind, language) for kind in dict.fromkeys(kinds)], language)
    return said[:1].upper() + said[1:]


def edition_named(ordinal: str) -> str:
    """The earlier fair that a photo or a badge is of."""
    return translate("Bench", "Edition {0}").format(ordinal)


def measured(one: Finding, language: Language) -> str:
    """Beside the finding's name: what is the same of a unit, and where the others stand."""
    where = translate("Alike", "already registered elsewhere")
    if one.others:
        where = translate("Alike", "{0} to compare").format(len(one.others))
    if one.rule != "duplicate_unit":
        return where
    return " · ".join((same((one,), language), where))


def head(card: AnyCard, on: Ground, language: Language, photo: QPixmap | None) -> SideHead:
    chip = speech.state_chip(card.row.review, card.row.lane, card.row.stage, language)
    where = speech.place_line(on.places, card.row.count_place, language)
    if isinstance(card, UnitCard):
        return SideHead(card.unit.form.name_zh, where, chip.sign, chip.word)
    return SideHead(card.person.form.name, where, chip.sign, chip.word, photo, framed=True)


def rows(one: AnyCard, other: AnyCard, on: Ground, language: Language) -> list[PairRow]:
    """Every field either of them has; differences first, in the order of the card."""
    left, right = _facts(one, on, language), _facts(other, on, language)
    names = dict.fromkeys((*left, *right))
    made = [_row(name, left.get(name, ""), right.get(name, "")) for name in names]
    return [*(row for row in made if not row.same), *(row for row in made if row.same)]


def _row(name: str, left: str, right: str) -> PairRow:
    said = translate("Alike", "same") if left == right else translate("Alike", "differs")
    return PairRow(name, left, right, left == right, said)


def _facts(card: AnyCard, on: Ground, language: Language) -> dict[str, str]:
    if isinstance(card, UnitCard):
        own, facts = _of_unit(card, language), facts_said.unit_facts(card, on, language)
        at = card.unit.submitted_at
    else:
        own, facts = _of_person(card, language), facts_said.person_facts(card, on, language)
        at = card.person.submitted_at
    submitted = {
        word("column", "submitted_at", language): speech.prose_time(at, language) if at else "—"
    }
    return own | {one.label: one.value for one in facts} | submitted


def _of_unit(card: UnitCard, language: Language) -> dict[str, str]:
    form = card.unit.form
    read = form.licence
    return {
        word("column", "unit_name", language): form.name_zh,
        word("column", "unit_name_en", language): form.name_en,
        translate("Alike", "On the licence"): f"{read.name} {read.code}".strip() if read else "—",
    }


def _of_person(card: PersonCard, language: Language) -> dict[str, str]:
    form = card.person.form
    return {
        word("column", "name", language): form.name,
        word("column", "id_kind", language): word("id_kind", form.id_kind, language),
        word("column", "id_number", language): card.person.number_masked,
    }
