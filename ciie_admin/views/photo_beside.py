"""Which other photos can be laid beside a person's photo, and in words whether they are the same:
that of an earlier badge, of others who look alike, and the one there was at the last return.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from ciie_admin.domain.edition import Edition
from ciie_admin.domain.persons import FormerBadge
from ciie_admin.models.cards import PersonCard
from ciie_admin.views import alike_said, findings_said, speech
from ciie_admin.views.signs import FINDINGS, PHOTOS, Sign
from ciie_admin.views.text import DOT
from ciie_admin.words import Language, word

translate = QCoreApplication.translate
QUIET = PHOTOS["open"]


@dataclass(frozen=True, slots=True)
class Beside:
    """Without a digest it can be told about, but not shown."""

    title: str
    digest: str
    sign: Sign
    said: str
    facts: tuple[str, ...] = ()
    """Which badge it was on: a line each where room is short."""


def all_beside(
    card: PersonCard | None, edition: Edition | None, language: Language
) -> tuple[Beside, ...]:
    """In the order in which they are laid beside it."""
    if card is None:
        return ()
    before = (former(card, edition, language), *_alike(card, language), _returned(card))
    return tuple(one for one in before if one is not None)


def former(card: PersonCard, edition: Edition | None, language: Language) -> Beside | None:
    """The photo of the earlier badge; None where there is none. `edition` is the present one."""
    person = card.person
    differing = findings_said.changed_fields(person.findings)
    if not person.former_photo and not (person.form.reuse and differing is not None):
        return None
    title = translate("Bench", "Former badge photo")
    facts = badge_said(person.former_badge, edition, language)
    if not person.photo:
        said = translate("Bench", "There is no photo now to compare it with.")
        return Beside(title, person.former_photo, QUIET, said, facts)
    sign, said = _reused(card, differing or ()) if person.form.reuse else _new(card)
    return Beside(title, person.former_photo, sign, said, facts)


def badge_said(
    badge: FormerBadge | None, edition: Edition | None, language: Language
) -> tuple[str, ...]:
    """Its edition and label, and its number, as far as they are known."""
    if badge is None:
        return ()
    which = alike_said.edition_named(str(badge.edition))
    number = translate("Bench", "Badge number {0}").format(badge.number) if badge.number else ""
    label = speech.label_name(edition, badge.label, language) if badge.label else ""
    return tuple(filter(None, (DOT.join(filter(None, (which, label))), number)))


def _reused(card: PersonCard, differing: tuple[str, ...]) -> tuple[Sign, str]:
    if "photo" in differing or card.person.photo != card.person.former_photo:
        said = translate("Bench", "Another photo than now: reuse needs the same one.")
        return FINDINGS["not_reusable"], said
    return FINDINGS["clear"], translate("Bench", "The same photo as now, as reuse needs.")


def _new(card: PersonCard) -> tuple[Sign, str]:
    """A new application needs a photo of the last six months (seed 000, part 6)."""
    person = card.person
    found = any(one.rule == alike_said.EARLIER for one in person.findings)
    if person.photo == person.former_photo or found:
        said = translate("Bench", "The same picture as then: not taken within six months.")
        return FINDINGS[alike_said.EARLIER], said
    if not person.photo_checked:
        return QUIET, translate("Bench", "Another file than now, not compared yet.")
    return FINDINGS["clear"], translate("Bench", "Another photo than now.")


def _alike(card: PersonCard, language: Language) -> Iterator[Beside]:
    for other in card.pictured:
        title = word("finding_short", "same_picture", language) + DOT + other.name
        said = translate("Bench", "Looks like the same picture. Unit: {0}")
        sign = FINDINGS["same_picture"]
        yield Beside(title, other.photo, sign, said.format(other.unit_name or "—"))


def _returned(card: PersonCard) -> Beside | None:
    """The photo there was before."""
    was = card.person.before
    if was is None or not was.photo:
        return None
    title = translate("Bench", "Photo when it was returned")
    if was.photo == card.person.photo:
        said = translate("Bench", "The photo was not replaced.")
        return Beside(title, was.photo, FINDINGS["look"], said)
    return Beside(title, was.photo, QUIET, translate("Bench", "The photo was replaced."))
