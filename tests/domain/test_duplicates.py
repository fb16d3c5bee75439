"""Records that look alike: how names and births are compared, and what people say of a pair."""

from collections.abc import Iterator
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ciie_admin.domain.actors import Role
from ciie_admin.domain.cases import Case, UnitCase
from ciie_admin.domain.commands import Duplicate, NotDuplicate, is_drafted
from ciie_admin.domain.decide import after, decide
from ciie_admin.domain.duplicates import birth_date, plain_name
from ciie_admin.domain.findings import Finding, Severity
from ciie_admin.domain.outcome import Accepted, Effect, Refused
from ciie_admin.domain.states import IdKind, PersonReview, UnitReview
from tests.domain.samples import NOW, actor, edition, person_case, unit_case

OWN = Finding(rule="region_code_mismatch", severity=Severity.LOOK)
RULES = ("duplicate_number", "duplicate_person", "duplicate_unit")


def cases(*others: tuple[int, ...], apart: tuple[int, ...] = ()) -> Iterator[Case]:
    """In every state; a finding for each group of others, after one about the record alone."""
    found = [
        Finding(rule=rule, severity=Severity.LOOK, others=group)
        for rule, group in zip(RULES, others, strict=False)
    ]
    said = (OWN, *found)
    for review in UnitReview:
        yield unit_case(review, findings=said, apart=apart)
    for judged in PersonReview:
        yield person_case(judged, findings=said, apart=apart)


def of(case: Case) -> tuple[dict[str, tuple[int, ...]], tuple[int, ...]]:
    record = case.unit if isinstance(case, UnitCase) else case.person
    return {one.rule: one.others for one in record.findings}, record.apart


def test_told_apart_the_finding_goes_whatever_the_record_has_come_to() -> None:
    for case, role in product(cases((5,), (5, 6)), (Role.REVIEWER, Role.HEAD, Role.ADMIN)):
        done = decide(case, NotDuplicate(other=5), actor(role), edition(2), NOW)
        assert isinstance(done, Accepted)
        assert done.effects == (Effect.TELL_APART,)
        told = after(case, done)
        assert of(told) == ({OWN.rule: (), "duplicate_person": (6,)}, (5,))
        again = decide(told, NotDuplicate(other=5), actor(role), edition(2), NOW)
        assert again == Accepted()
        back = decide(told, Duplicate(other=5), actor(role), edition(2), NOW)
        assert isinstance(back, Accepted)
        assert back.effects == (Effect.LIKEN,)
        assert of(after(told, back))[1] == ()


def test_only_what_looks_alike_can_be_told_apart() -> None:
    for case in cases((), (6,), apart=(7,)):
        for other in (5, 10**12):
            for command in (NotDuplicate(other=other), Duplicate(other=other)):
                assert decide(case, command, actor(), edition(1), NOW) == Refused("not_alike")
        assert decide(case, Duplicate(other=6), actor(), edition(1), NOW) == Accepted()
        assert decide(case, NotDuplicate(other=7), actor(), edition(1), NOW) == Accepted()
        for by in (actor(Role.VIEWER), actor(place="elsewhere")):
            assert isinstance(decide(case, NotDuplicate(other=6), by, edition(1), NOW), Refused)
    assert not is_drafted(NotDuplicate(other=1))
    assert not is_drafted(Duplicate(other=1))


@pytest.mark.parametrize(
    "name",
    ["大连市商务局(金普)", "大连市商务局（ 金普 ）", " 大连市商务局-金普", "大连市·商务局【金普】"],
)
def test_one_name_however_it_is_typed(name: str) -> None:
    assert plain_name(name) == "大连市商务局金普"


@given(st.text(max_size=30))
def test_a_plain_name_is_its_own(name: str) -> None:
    assert plain_name(plain_name(name)) == plain_name(name)
    assert plain_name(f" {name.upper()} ") == plain_name(name.upper())


@pytest.mark.parametrize(
    ("kind", "number", "born"),
    [
        (IdKind.ID_CARD, "210202199001010011", "19900101"),
        (IdKind.RESIDENCE_PERMIT, "81000019900101001X", "19900101"),
        (IdKind.PERMANENT_RESIDENT, "911310198508035027", "19850803"),
        (IdKind.PERMANENT_RESIDENT, "CAN310198508035", ""),
        (IdKind.PASSPORT, "210202199001010011", ""),
        (IdKind.ID_CARD, "21020219900101001", ""),
        (IdKind.ID_CARD, "210202１９９００１０１0011", ""),
    ],
)
def test_only_some_documents_say_when_somebody_was_born(
    kind: IdKind, number: str, born: str
) -> None:
    assert birth_date(kind, number) == born
