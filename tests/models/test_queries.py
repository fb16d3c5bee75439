"""A list is what its query says: compared with a filter in Python over the whole records."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event

from ciie_admin.domain.findings import Finding, Severity
from ciie_admin.domain.lanes import PERSON_LANES, UNIT_LANES, Lane, person_lane, unit_lane
from ciie_admin.domain.persons import Person
from ciie_admin.domain.resubmission import resubmitted
from ciie_admin.domain.risk import risk
from ciie_admin.domain.states import (
    Badge,
    Check,
    Payment,
    PersonReview,
    RegionType,
    UnitClass,
    UnitReview,
)
from ciie_admin.domain.units import Unit
from ciie_admin.models import reading, saved_queries
from ciie_admin.models.occurring import Facet, occurring, occurring_places
from ciie_admin.models.queries import Query, without
from tests.domain.samples import person, unit
from tests.fixtures.editions import DALIAN, JINPU, ZHONGSHAN
from tests.fixtures.local import Local
from tests.fixtures.records import person_form, unit_form

UNITS, PERSONS = 24, 120
AT = datetime(2024, 9, 1, tzinfo=UTC)
RULES = ("", "id_checksum", "photo_missing")


def turn(values: Any, number: int) -> Any:
    """One after the other, at a pace of its own for each list of values."""
    found = list(values)
    return found[(number // len(found) + number * 7) % len(found)]


def findings(number: int) -> tuple[Finding, ...]:
    rule = turn(RULES, number)
    severity = Severity.REJECT if number % 2 else Severity.LOOK
    return (Finding(rule=rule, severity=severity),) if rule else ()


def made_units() -> list[Unit]:
    return [
        unit(
            turn(UnitReview, n),
            id=n,
            unit_class=turn(UnitClass, n),
            review_place=turn((JINPU, ZHONGSHAN), n),
            count_place=turn((JINPU, ZHONGSHAN, DALIAN), n),
            submitted_at=None if n % 9 == 0 else AT + timedelta(minutes=n * 37 % 50),
            findings=findings(n),
            form=unit_form(n),
        )
        for n in range(1, UNITS + 1)
    ]


def made_persons() -> list[Person]:
    return [
        person(
            turn(PersonReview, n),
            id=n,
            unit_id=n % UNITS + 1,
            payment=turn(Payment, n),
            check=turn(Check, n * 3),
            badge=Badge.READY if n % 11 == 0 else Badge.NONE,
            review_place=turn((JINPU, ZHONGSHAN), n),
            submitted_at=None if n % 9 == 0 else AT + timedelta(minutes=n * 37 % 50),
            added_late=n % 4 == 0,
            findings=findings(n * 5),
            form=person_form(
                n,
                region_type=turn(RegionType, n),
                label=turn(("visitor", "vip", "staff"), n),
                entry_date=turn(("6-10", "9-10"), n),
                reuse=n % 3 == 0,
            ),
        )
        for n in range(1, PERSONS + 1)
    ]


RECORDS: dict[str, list[Any]] = {"unit": made_units(), "person": made_persons()}
BY_ID = {one.id: one for one in RECORDS["unit"]}


@pytest.fixture
def full(local: Local) -> Local:
    local.start(*RECORDS["unit"], *RECORDS["person"])
    return local


def some(values: Any) -> Any:
    return st.just(()) | st.lists(st.sampled_from(list(values)), max_size=3).map(tuple)


SHARED: dict[str, Any] = {
    "places": some((DALIAN, JINPU, ZHONGSHAN, 99)),
    "unit_class": some(UnitClass),
    "finding": some(("any", "none", *RULES[1:], "unknown")),
    "ids": some(range(1, 30)),
    "order": st.sampled_from(["submitted", "risk", "name", "unit", "finding"]),
    "descending": st.booleans(),
}
unit_queries = st.builds(
    Query, kind=st.just("unit"), lane=st.none() | st.sampled_from(UNIT_LANES), **SHARED
)
person_queries = st.builds(
    Query,
    kind=st.just("person"),
    lane=st.none() | st.sampled_from(PERSON_LANES),
    region_type=some(RegionType),
    label=some(("visitor", "vip", "other")),
    entry_date=some(("6-10", "9-10")),
    payment=some(Payment),
    reuse=st.none() | st.booleans(),
    added_late=st.none() | st.booleans(),
    unit=st.none() | st.integers(1, UNITS + 1),
    **SHARED,
)


def lane_of(one: Any) -> Lane:
    return unit_lane(one) if isinstance(one, Unit) else person_lane(one)


def fits(query: Query, one: Any) -> bool:
    """The same conditions, said on the whole record."""
    rule = one.findings[0].rule if one.findings else ""
    owner = one if query.kind == "unit" else BY_ID[one.unit_id]
    tests = [
        not query.places or bool({one.review_place, one.count_place} & set(query.places)),
        not query.unit_class or owner.unit_class in query.unit_class,
        not query.finding
        or ("any" in query.finding and rule != "")
        or (rule or "none") in query.finding,
        not query.ids or one.id in query.ids,
    ]
    if query.kind == "person":
        listed = {name: getattr(query, name) for name in ("region_type", "label", "entry_date")}
        tests += [
            *(not values or getattr(one.form, name) in values for name, values in listed.items()),
            not query.payment or one.payment in query.payment,
            query.reuse is None or one.form.reuse is query.reuse,
            query.added_late is None or one.added_late is query.added_late,
            query.unit is None or one.unit_id == query.unit,
        ]
    return all(tests)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=st.one_of(unit_queries, person_queries))
def test_ids_and_counts_are_what_the_records_say(full: Local, query: Query) -> None:
    wanted = [one for one in RECORDS[query.kind] if fits(query, one)]
    by_lane = Counter(lane_of(one) for one in wanted)
    in_lane = [one.id for one in wanted if query.lane in (None, lane_of(one))]
    with full.cache.read() as db:
        ids = list(reading.ids(db, query))
        counts = reading.counts(db, query)
    assert sorted(ids) == sorted(in_lane)
    assert counts == dict(by_lane)
    assert len(ids) == len(set(ids))


def facet_of(facet: str, one: Any) -> Any:
    """The value of a column's filter, said on the whole record."""
    if facet == "unit_class":
        return (one if isinstance(one, Unit) else BY_ID[one.unit_id]).unit_class
    if facet == "finding":
        return one.findings[0].rule if one.findings else "none"
    if facet == "resubmitted":
        return "yes" if resubmitted(one) else "no"
    if facet == "assigned":
        return str(one.assigned_to or "none")
    value = getattr(one, facet) if hasattr(one, facet) else getattr(one.form, facet)
    return ("yes" if value else "no") if isinstance(value, bool) else value


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=st.one_of(unit_queries, person_queries), draw=st.data())
def test_values_offered_are_those_of_the_list_without_their_own_filter(
    full: Local, query: Query, draw: st.DataObject
) -> None:
    facets = get_args(Facet) if query.kind == "person" else ("unit_class", "finding")
    facet = draw.draw(st.sampled_from(facets))
    rest = without(query, facet)
    listed = [one for one in RECORDS[query.kind] if fits(rest, one)]
    listed = [one for one in listed if query.lane in (None, lane_of(one))]
    trees = {JINPU: (JINPU,), ZHONGSHAN: (ZHONGSHAN,), DALIAN: (DALIAN, JINPU), 99: (99,)}
    placed = [one for one in RECORDS[query.kind] if fits(without(query, "places"), one)]
    placed = [one for one in placed if query.lane in (None, lane_of(one))]
    with full.cache.read() as db:
        found = occurring(db, query, facet)
        places = {one.value: one.count for one in occurring_places(db, query, trees)}
    assert {one.value: one.count for one in found} == Counter(facet_of(facet, o) for o in listed)
    assert [one.count for one in found] == sorted((one.count for one in found), reverse=True)
    wanted = {
        str(top): sum(bool({o.review_place, o.count_place} & {*below}) for o in placed)
        for top, below in trees.items()
    }
    assert places == {top: number for top, number in wanted.items() if number}


@pytest.mark.parametrize("kind", ["unit", "person"])
def test_lists_counts_and_values_go_by_an_index(full: Local, kind: Any) -> None:
    """Half a million rows read one after the other would take seconds."""
    query = Query(kind=kind, lane=Lane.TO_REVIEW, places=(JINPU,), finding=("any",))

    def ask_all() -> None:
        reading.ids(db, query)
        reading.counts(db, query)
        saved_queries.count(db, query)
        occurring(db, query, "finding")
        occurring_places(db, query, {JINPU: (JINPU,)})

    with full.cache.read() as db:
        found = plans(db, ask_all)
    statements, steps = {one for one, _ in found}, [step for _, step in found]
    read = [step for step in steps if step.startswith(("SEARCH", "SCAN"))]
    assert len(read) == len(statements) == 5
    assert all(f"USING INDEX {kind}_by_" in step for step in read), read


def key(query: Query, one: Any) -> Any:
    """What the order goes by; rows alike in it stand by their id."""
    if query.order == "submitted":
        return one.submitted_at or datetime(1, 1, 1, tzinfo=UTC)
    if query.order == "risk":
        return -risk(one.findings), one.submitted_at or datetime(1, 1, 1, tzinfo=UTC)
    return one.findings == (), one.submitted_at or datetime(1, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize("kind", ["unit", "person"])
@pytest.mark.parametrize("descending", [False, True])
def test_a_lane_by_risk_is_read_in_order_not_sorted(
    full: Local, kind: Any, *, descending: bool
) -> None:
    query = Query(kind=kind, lane=Lane.TO_REVIEW, order="risk", descending=descending)
    with full.cache.read() as db:
        steps = [step for _statement, step in plans(db, lambda: reading.ids(db, query))]
    assert len(steps) == 1
    assert f"USING INDEX {kind}_by_risk" in steps[0]


def plans(db: Any, ask: Callable[[], object]) -> list[tuple[str, str]]:
    """(statement, step of its plan) of everything `ask` asks; wrappings left out."""
    heard: list[tuple[str, Any]] = []

    def hear(_db: Any, _cursor: Any, statement: str, values: Any, *_rest: Any) -> None:
        heard.append((statement, values))

    event.listen(db, "before_cursor_execute", hear)
    ask()
    event.remove(db, "before_cursor_execute", hear)
    return [
        (statement, row[3])
        for statement, values in heard
        for row in db.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
        if "anon_" not in row[3]
    ]


@pytest.mark.parametrize("kind", ["unit", "person"])
@pytest.mark.parametrize("order", ["submitted", "risk", "finding"])
@pytest.mark.parametrize("descending", [False, True])
def test_orders(full: Local, kind: Any, order: Any, *, descending: bool) -> None:
    query = Query(kind=kind, order=order, descending=descending)
    wanted = sorted(RECORDS[kind], key=lambda one: (key(query, one), one.id), reverse=descending)
    with full.cache.read() as db:
        assert list(reading.ids(db, query)) == [one.id for one in wanted]


def test_by_unit_the_persons_of_one_unit_stand_together(full: Local) -> None:
    with full.cache.read() as db:
        ids = reading.ids(db, Query(kind="person", order="unit"))
        rows = reading.person_rows(db, list(ids))
    owners = [rows[n].unit_id for n in ids]
    assert len(ids) == PERSONS
    assert len([n for n in range(1, PERSONS) if owners[n] != owners[n - 1]]) == UNITS - 1


def test_a_draft_moves_its_row_into_another_list(full: Local) -> None:
    waiting = Query(kind="unit", lane=Lane.TO_REVIEW)
    with full.cache.read() as db:
        before = list(reading.ids(db, waiting))
    done = full.passes(*before)
    assert done.drafted
    with full.cache.read() as db:
        after = list(reading.ids(db, waiting))
        kept = list(reading.ids(db, waiting, keep=done.drafted))
        drafted = list(reading.ids(db, Query(kind="unit", stage="draft")))
        counts = reading.counts(db, Query(kind="unit"))
    assert set(after) == set(before) - set(done.drafted)
    assert kept == before, "until the list is opened anew its rows stay, in their order"
    assert sorted(drafted) == sorted(done.drafted)
    assert counts.get(Lane.TO_REVIEW, 0) == len(after)
    assert sum(counts.values()) == UNITS


def test_any_number_of_records_can_be_named(full: Local) -> None:
    """A link from the release page may name all that were drafted."""
    many = tuple(range(1, 50_000))
    with full.cache.read() as db:
        assert len(reading.ids(db, Query(kind="person", ids=many))) == PERSONS
        assert len(reading.ids(db, Query(kind="unit", lane=Lane.APPROVED), keep=many)) == UNITS


def test_rows_say_what_the_records_say(full: Local) -> None:
    with full.cache.read() as db:
        units = reading.unit_rows(db, range(1, UNITS + 1))
        persons = reading.person_rows(db, range(1, PERSONS + 1))
        bodies = reading.records(db, "person", range(1, PERSONS + 1))
    assert bodies == {one.id: one for one in RECORDS["person"]}
    for one in RECORDS["unit"]:
        row = units[one.id]
        assert (row.name, row.lane, row.submitted_at) == (
            one.form.name_zh,
            unit_lane(one),
            one.submitted_at,
        )
    for one in RECORDS["person"]:
        shown = persons[one.id]
        owner = BY_ID[one.unit_id]
        assert (shown.name, shown.unit_name, shown.lane, shown.label, shown.added_late) == (
            one.form.name,
            owner.form.name_zh,
            person_lane(one),
            one.form.label,
            int(one.added_late),
        )


def test_places_and_edition_of_the_mirror(full: Local) -> None:
    with full.cache.read() as db:
        places = reading.places(db)
        edition = reading.edition(db)
    assert edition is not None
    depths = [len(place.path) for place in places.values()]
    assert depths == sorted(depths)
    assert replace(edition, closed=False) == edition


def test_the_worst_finding_is_the_one_a_row_stands_by(local: Local) -> None:
    """In any order: here the one that is only to be looked at comes first."""
    found = (
        Finding(rule="background", severity=Severity.LOOK),
        Finding(rule="same_picture", severity=Severity.LOOK),
        Finding(rule="label_unknown", severity=Severity.REJECT),
    )
    local.start(unit(id=1), person(id=1, unit_id=1, findings=found[:2]), *two(found))
    with local.cache.read() as db:
        rows = reading.person_rows(db, range(1, 4))
        order = list(reading.ids(db, Query(kind="person", order="risk")))
    assert [rows[n].finding for n in (1, 2, 3)] == ["same_picture", "label_unknown", ""]
    assert [rows[n].risk for n in (1, 2, 3)] == [risk(found[:2]), risk(found), 0]
    assert order == [2, 1, 3]


def two(findings: tuple[Finding, ...]) -> tuple[Person, Person]:
    return person(id=2, unit_id=1, findings=findings), person(id=3, unit_id=1)
