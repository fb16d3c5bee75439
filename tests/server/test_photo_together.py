"""Photos that come, go and are replaced while others are judged; a judge that is killed."""

import subprocess
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, text

from ciie_admin.domain.findings import Finding
from ciie_admin.domain.persons import PersonForm
from ciie_admin.photos.rules_version import RULES_VERSION
from ciie_admin.server import intake_persons, photo_results, photo_rules, pictures, records
from ciie_admin.server.intake_persons import PersonEntry, Photo
from ciie_admin.server.photo_judge import PhotoJudge
from ciie_admin.server.photo_results import Waiting
from ciie_admin.server.photo_rules import PhotoResult
from ciie_admin.server.receiving import receiving
from tests.fixtures.editions import EDITION, small_edition
from tests.fixtures.records import person_form, plant_unit
from tests.fixtures.registrants import id_card
from tests.fixtures.server import SECRET
from tests.fixtures.soaking import rounds
from tests.server.photographed import LIMITS, WITH_NETS, digest, drawn, judged, of_photo

pytestmark = WITH_NETS
KINDS = ("plain", "busy_background", "hat")
STAMP = photo_rules.stamp(RULES_VERSION, LIMITS)
NOW = datetime(2024, 9, 2, tzinfo=UTC)
PERSONS = 3
PROGRAM = """
import sys
from ciie_admin.server import photo_results
from ciie_admin.server.database import connect
from ciie_admin.server.photo_judge import PhotoJudge

keep = photo_results.keep

def told(db, photo, *rest):
    keep(db, photo, *rest)
    print(photo, flush=True)

photo_results.keep = told

if __name__ == "__main__":
    PhotoJudge(connect(sys.argv[1])).catch_up()
"""
"""A judge that says what it has kept."""

Fresh = Callable[[], AbstractContextManager[Engine]]
Act = tuple[str, int, str]


class Fair:
    """One unit of a few persons, and a judge whose steps are taken one by one."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.photos: dict[int, str] = {}
        self.seen: list[Waiting] = []
        with engine.begin() as db:
            self.unit = plant_unit(db)
        with receiving(engine, SECRET, NOW, EDITION) as desk:
            self.ids = [
                intake_persons.add_person(desk, self.unit, self._entry(n, "")).id
                for n in range(PERSONS)
            ]

    def _entry(self, number: int, kind: str) -> PersonEntry:
        photo = None
        if kind:
            picture = pictures.read_photo(drawn(kind), small_edition())
            with self.engine.begin() as db:
                pictures.keep(db, [picture])
            photo = Photo(digest=picture.digest, findings=picture.findings)
        form: PersonForm = person_form()
        return PersonEntry(form=form, number=id_card(number), photo=photo)

    def upload(self, person: int, kind: str) -> None:
        entry = self._entry(person, kind)
        with receiving(self.engine, SECRET, NOW, EDITION) as desk:
            intake_persons.edit_person(desk, self.ids[person], entry)
        self.photos[self.ids[person]] = kind

    def look(self, *_: object) -> None:
        """What is waiting now may be something else when a result arrives."""
        with self.engine.connect() as db:
            self.seen = photo_results.waiting(db, EDITION, STAMP, 2)

    def judge(self, *_: object) -> None:
        kinds = {digest(kind): kind for kind in KINDS}
        with self.engine.begin() as db:
            for photo in photo_results.unknown(db, {one.photo for one in self.seen}, STAMP):
                result = PhotoResult(judged(kinds[photo]))
                photo_results.keep(db, photo, STAMP, result, NOW)

    def settle(self, *_: object) -> None:
        with self.engine.begin() as db:
            numbers = [one.person for one in self.seen]
            photo_results.settle(db, EDITION, STAMP, numbers)

    def found(self) -> dict[int, tuple[Finding, ...]]:
        with self.engine.connect() as db:
            return {n: of_photo(one) for n, one in records.persons(db, self.ids).items()}

    def agrees(self) -> bool:
        """Of each the findings of its present photo, or those of the file alone until then."""
        found = self.found()
        return all(found[n] in ((), judged(kind)) for n, kind in self.photos.items())


acts = st.one_of(
    st.tuples(st.just("upload"), st.integers(0, PERSONS - 1), st.sampled_from(KINDS)),
    st.tuples(st.sampled_from(("look", "judge", "settle")), st.just(0), st.just("")),
)


SCRIPTS = st.lists(acts, max_size=14)
FEW = settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])


@given(script=SCRIPTS)
@FEW
def test_findings_are_those_of_the_present_photo(fresh_database: Fresh, script: list[Act]) -> None:
    play(fresh_database, script)


@pytest.mark.soak
@given(script=SCRIPTS)
@settings(FEW, max_examples=rounds(short=60, full=500), deadline=None)
def test_findings_are_those_of_the_present_photo_for_long(
    fresh_database: Fresh, script: list[Act]
) -> None:
    play(fresh_database, script)


def play(fresh_database: Fresh, script: list[Act]) -> None:
    with fresh_database() as engine:
        fair = Fair(engine)
        for what, *where in script:
            getattr(fair, what)(*where)
            assert fair.agrees(), what
        for step in (fair.look, fair.judge, fair.settle) * PERSONS:
            step()
        found = fair.found()
        assert {n: judged(kind) for n, kind in fair.photos.items()} == {
            n: found[n] for n in fair.photos
        }
        with engine.connect() as db:
            assert photo_results.waiting(db, EDITION, STAMP, 1) == []


def test_a_killed_judge_loses_nothing_and_does_nothing_twice(database: Engine) -> None:
    fair = Fair(database)
    for person, kind in enumerate(KINDS):
        fair.upload(person, kind)
    url = database.url.render_as_string(hide_password=False)
    command = [sys.executable, "-c", PROGRAM, url]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        first = program.stdout.readline().strip()
        program.kill()
        more = {line.strip() for line in program.stdout}
    times = _judged_at(database)
    assert first in times
    assert not more - set(times)
    while not PhotoJudge(database).catch_up():  # until the database has seen that it is gone
        pass
    found = fair.found()
    assert found == {n: judged(kind) for n, kind in fair.photos.items()}
    after = _judged_at(database)
    assert set(after) == {digest(kind) for kind in KINDS}
    assert {photo: after[photo] for photo in times} == times, "what was known stays"


def _judged_at(engine: Engine) -> dict[str, datetime]:
    with engine.connect() as db:
        rows = db.execute(text("SELECT digest, judged_at FROM photo_result"))
        return {row.digest: row.judged_at for row in rows}
