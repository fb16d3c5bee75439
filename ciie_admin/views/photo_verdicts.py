"""The verdict on a photo as a command: which picture was judged, and what of it had been seen."""

from collections.abc import Mapping
from dataclasses import dataclass

from ciie_admin.domain.cases import Case
from ciie_admin.domain.commands import Command, JudgePhoto, ReturnPerson, WithdrawPhoto
from ciie_admin.domain.edition import Edition
from ciie_admin.domain.outcome import Refused
from ciie_admin.domain.persons import Person
from ciie_admin.domain.photo_word import PhotoVerdict, PhotoWord
from ciie_admin.domain.states import Sight
from ciie_admin.domain.units import Unit
from ciie_admin.models.cases import record_of
from ciie_admin.models.judging import Choose
from ciie_admin.views.own_reasons import reasons_of


@dataclass(frozen=True, slots=True)
class Looked:
    """The photo somebody had before them, and the most of it that was on the screen."""

    photo: str
    sight: Sight


UNSEEN = Looked("", Sight.NONE)


def photo_choice(
    verdict: str,
    reasons: tuple[str, ...],
    message: str,
    note: str,
    looked: Mapping[int, Looked],
    *,
    alone: bool,
) -> Choose:
    """The command each photo gets. One that nobody had before them is judged as it stands.

    Not `alone`: of several at once those found unfit stay so, for each has reasons of its own.
    """

    def choose(case: Case, edition: Edition) -> Command | Refused:
        if verdict == "withdraw":
            return WithdrawPhoto()
        person = record_of(case)
        word = _unfit(person)
        if word is not None and not alone:
            return Refused("unfit_stays", {"by": word.name})
        seen = looked.get(person.id, UNSEEN)
        shown = person.photo if isinstance(person, Person) else ""
        fit = verdict == "pass"
        own = () if fit else reasons_of(case, edition, "photo", reasons, True)
        return JudgePhoto(
            fit=fit,
            photo=seen.photo or shown,
            sight=seen.sight.value,
            reasons=own,
            message="" if fit else message,
            note=note,
        )

    return choose


def return_unfit(case: Case, edition: Edition) -> Command | Refused:
    """The person goes back for what the photo was found unfit for, and for nothing else."""
    del edition
    word = _unfit(record_of(case))
    if word is None:
        return Refused("photo_not_unfit")
    return ReturnPerson(reasons=word.reasons, message=word.message)


def _unfit(record: Unit | Person) -> PhotoWord | None:
    word = record.photo_word if isinstance(record, Person) else None
    return word if word is not None and word.verdict is PhotoVerdict.UNFIT else None
