"""名额 in words: where a person of a free label stands, and what is left for the decision."""

from PySide6.QtCore import QCoreApplication

from ciie_admin.domain.persons import Person
from ciie_admin.domain.states import FreePlace
from ciie_admin.models.quota_cards import PlaceBeside
from ciie_admin.views import speech
from ciie_admin.views.cells import ChipCell, TextCell
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


def title(beside: PlaceBeside, name: str) -> str:
    """What stands over the meter: whether what is left can be relied on."""
    if beside.promise == "guaranteed":
        text = translate("FreePlaces", "{0} quota, {1} set aside here")
        return text.format(name, grouped(beside.lease_left))
    if beside.promise == "tentative":
        return translate("FreePlaces", "{0} quota, as known here").format(name)
    return translate("FreePlaces", "{0} quota").format(name)


def rest(beside: PlaceBeside) -> str:
    left = translate("FreePlaces", "left {0} / {1}")
    return left.format(grouped(beside.left), grouped(beside.account.received))
