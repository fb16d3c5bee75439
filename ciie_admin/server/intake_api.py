"""Unit form and persons over HTTP: stands in for web site and mini-program (seed 000)."""

from collections.abc import Iterable
from dataclasses import replace

from fastapi import APIRouter, Request, Response

from ciie_admin.domain.units import Licence
from ciie_admin.server import (
    former_persons,
    intake,
    intake_persons,
    own_notice,
    pictures,
    signin,
)
from ciie_admin.server.exchange import engine_of
from ciie_admin.server.faults import Fault
from ciie_admin.server.intake_persons import PersonEntry, Photo
from ciie_admin.server.intake_visit import (
    Visit,
    Visitor,
    desk_of,
    own_unit,
    standing_of,
    unit_of,
    without_notes,
)
from ciie_admin.server.packing import reply
from ciie_admin.server.pictures import Picture
from ciie_admin.server.reception import Reception
from ciie_admin.wire.intake import (
    AddPersons,
    Entry,
    FormerPersons,
    OwnNotice,
    OwnUnit,
    Save,
    SubmitPersons,
    SubmitUnit,
    Upload,
)

router = APIRouter(prefix="/intake")


@router.get("/unit", response_model=OwnUnit)
def own(request: Request, visit: Visit) -> Response:
    return own_unit(request, visit, unit_of(request, visit))


@router.put("/unit", response_model=OwnUnit)
def save(request: Request, body: Save, visit: Visit) -> Response:
    number = unit_of(request, visit)
    with desk_of(request) as desk:
        licence = _licence(desk, body, body.licence) if body.licence else None
        intake.save_unit(desk, number, body.form, licence)
        if body.standing is not None:
            intake.move_unit(desk, number, standing_of(body.standing))
    return own_unit(request, visit, number)


@router.post("/unit/submit", response_model=OwnUnit)
def submit(request: Request, body: SubmitUnit, visit: Visit) -> Response:
    """With the unit its persons may be submitted, or before it (seed 000, part 8)."""
    number = unit_of(request, visit)
    with desk_of(request) as desk:
        desk.open_units((number,))
        _check_own(desk, number, body.persons)
        intake_persons.submit_persons(desk, body.persons)
        intake.submit_unit(desk, number, body.consent)
    return own_unit(request, visit, number)


@router.get("/notice", response_model=OwnNotice)
def notice(request: Request, visit: Visit) -> Response:
    """What has to be corrected, as the message said it, and of whom a marked photo is there."""
    number = unit_of(request, visit)
    with engine_of(request).connect() as db:
        return reply(request, own_notice.own_notice(db, number))


@router.get("/persons/{person}/marked-photo", response_class=Response)
def marked_photo(request: Request, person: int, visit: Visit) -> Response:
    """The photo a person was returned for, small, with its faults marked."""
    number = unit_of(request, visit)
    with engine_of(request).connect() as db:
        drawing = own_notice.marked_photo(db, number, person)
    kept = {"Cache-Control": "private, no-store"}
    return Response(drawing.jpeg(), media_type="image/jpeg", headers=kept)


@router.get("/former-persons", response_model=FormerPersons)
def former(request: Request, visit: Visit) -> Response:
    """Whom the unit may take over by a tick (seed 000, part 6)."""
    with engine_of(request).connect() as db:
        found = former_persons.of_registrant(db, visit.id, signin.current_edition(db))
    said = tuple(replace(one, person=without_notes(one.person)) for one in found)
    return reply(request, FormerPersons(persons=said))


@router.post("/persons", response_model=OwnUnit)
def add(request: Request, body: AddPersons, visit: Visit) -> Response:
    number = unit_of(request, visit)
    with desk_of(request) as desk:
        entries = _entries(desk, visit, body.persons)
        desk.open_units((number,))
        added = [intake_persons.add_person(desk, number, one).id for one in entries]
        if body.submit:
            intake_persons.submit_persons(desk, added)
    return own_unit(request, visit, number)


@router.put("/persons/{person}", response_model=OwnUnit)
def edit(request: Request, person: int, body: Entry, visit: Visit) -> Response:
    number = unit_of(request, visit)
    with desk_of(request) as desk:
        (entry,) = _entries(desk, visit, (body,))
        desk.open_units((number,))
        _check_own(desk, number, (person,))
        intake_persons.edit_person(desk, person, entry)
    return own_unit(request, visit, number)


@router.post("/persons/submit", response_model=OwnUnit)
def submit_persons(request: Request, body: SubmitPersons, visit: Visit) -> Response:
    number = unit_of(request, visit)
    with desk_of(request) as desk:
        desk.open_units((number,))
        _check_own(desk, number, body.persons)
        intake_persons.submit_persons(desk, body.persons)
    return own_unit(request, visit, number)


def _check_own(desk: Reception, unit: int, persons: Iterable[int]) -> None:
    """A foreign id answers as if it did not exist."""
    if not set(persons) <= {one.id for one in desk.persons_of(unit)}:
        raise Fault(404, "no_such_record")


def _licence(desk: Reception, body: Save, upload: Upload) -> Licence:
    """The picture with what was read from it; recognition is simulated."""
    picture = pictures.read_licence(upload.picture, desk.edition)
    pictures.keep(desk.db, (picture,))
    read, typed = upload.recognised, body.form
    if read is None:
        return Licence(
            digest=picture.digest,
            name=typed.name_zh,
            code=typed.credit_code,
            address=typed.address,
        )
    return Licence(digest=picture.digest, name=read.name, code=read.code, address=read.address)


def _entries(desk: Reception, visit: Visitor, bodies: Iterable[Entry]) -> list[PersonEntry]:
    """Pictures are read and stored before any record is locked."""
    taken: list[PersonEntry] = []
    kept: list[Picture] = []
    for one in bodies:
        photo = None
        if one.photo is not None:
            picture = pictures.read_photo(one.photo, desk.edition)
            kept.append(picture)
            photo = Photo(digest=picture.digest, findings=picture.findings)
        entry = PersonEntry(form=one.form, number=one.number, photo=photo)
        if one.former is not None:
            entry = former_persons.carried(desk.db, visit.id, desk.edition.id, one.former, entry)
        taken.append(entry)
    pictures.keep(desk.db, kept)
    return taken
