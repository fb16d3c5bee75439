"""名额 in words: where a person of a free label stands, and what is left for the decision."""

from PySide6.QtCore import QCoreApplication

from ciie_admin.domain.edition import is_free
from ciie_admin.domain.persons import Person
from ciie_admin.domain.states import FreePlace
from ciie_admin.models.cards import AnyCard, PersonCard
from ciie_admin.views import speech
from ciie_admin.views.cells import ChipCell, TextCell
from ciie_admin.views.components.decision import DecisionRail
from ciie_admin.views.desk import Desk
from ciie_admin.views.signs import FREE_PLACES, Sign
from ciie_admin.views.text import DOT, grouped
from ciie_admin.words import Language, word

translate = QCoreApplication.translate


def cell(place: str, language: Language) -> object:
    """In a list of persons."""
    if place not in FREE_PLACES:
        return TextCell("—", ink="text3")
    return ChipCell(FREE_PLACES[place], word("free_place", place, language))


def lines(person: Person, desk: Desk) -> list[tuple[Sign, str]]:
    """In the head of a card."""
    if person.free_place is FreePlace.NONE:
        return []
    language, on = desk.language, desk.ground
    label = speech.label_name(on.edition if on else None, person.form.label, language)
    said = label + DOT + word("free_place", person.free_place, language)
    if person.free_place is FreePlace.WAITING and person.rank:
        said += DOT + translate("FreePlaces", "No. {0} by hand").format(grouped(person.rank))
    return [(FREE_PLACES[person.free_place], said)]


def show(rail: DecisionRail, card: AnyCard | None, desk: Desk) -> None:
    """The rest of the label's quota beside the decision; nothing for a label that is paid for."""
    on, language = desk.ground, desk.language
    rail.hide_quota()
    if not isinstance(card, PersonCard) or on is None:
        return
    label, places = card.person.form.label, card.places
    if not is_free(on.edition, label):
        return
    name = speech.label_name(on.edition, label, language)
    if places is None:
        rail.show_message(name, translate("FreePlaces", "No places of this label were given yet."))
        return
    rest, whole = grouped(places.left), grouped(places.received)
    about = translate("FreePlaces", "{0} quota, tentative")
    title = about if places.added else translate("FreePlaces", "{0} quota")
    share = 1 - places.left / places.received if places.received else 1.0
    left = translate("FreePlaces", "left {0} / {1}").format(rest, whole)
    rail.show_quota(share, title.format(name), left, rest)
